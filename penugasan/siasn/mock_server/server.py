"""The sockets of the stand-in: a threaded server of the standard library on loopback.

Its own because a connection must be droppable *after* the commit, a body torn or dripped, an answer
withheld: no web framework lets one do that. Nagle's algorithm is off and each answer leaves in one
piece; with it every answer waited for a delayed acknowledgement.
"""

import os
import socket
import ssl
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, jawab
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.gangguan import GangguanSalahError
from penugasan.siasn.mock_server.kendali import AWALAN
from penugasan.siasn.mock_server.layanan import layani

ALAMAT: Final = "127.0.0.1"
_MAKS_BADAN: Final = 32 * 1024 * 1024
_TENGGAT_SALAM: Final = 10.0


class Peladen(ThreadingHTTPServer):
    """Bound to loopback unless a container's own network is named on purpose."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(
        self,
        port: int,
        dunia: Dunia,
        alamat: str = ALAMAT,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.dunia = dunia
        self.tls = tls
        super().__init__((alamat, port), _Penangan)

    @property
    def port(self) -> int:
        """The port that was given, or found when 0 was asked for."""
        return int(self.server_address[1])

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the caller's own thread: one who dawdles keeps nobody else waiting."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(_TENGGAT_SALAM)
        with self.tls.wrap_socket(request, server_side=True) as terenkripsi:
            super().finish_request(terenkripsi, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are everyday life here, and a trace would show their data."""


class _Penangan(BaseHTTPRequestHandler):
    server: Peladen
    protocol_version = "HTTP/1.1"
    server_version = "siasn-tiruan"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 120

    def _tangani(self) -> None:
        panjang = self.headers.get("content-length", "0")
        if not panjang.isdigit() or int(panjang) > _MAKS_BADAN:
            self.close_connection = True
            self._kirim(jawab({"message": "Content-Length tidak sah"}, 411))
            return
        bagian = urlsplit(self.path)
        permintaan = Permintaan(
            metode=self.command,
            jalur=unquote(bagian.path),
            kueri=dict(parse_qsl(bagian.query, keep_blank_values=True)),
            header={nama.lower(): nilai for nama, nilai in self.headers.items()},
            badan=self.rfile.read(int(panjang)),
        )
        self._jawab(permintaan)

    do_GET = do_POST = do_PUT = do_DELETE = _tangani  # noqa: N815 - names of http.server

    def _jawab(self, permintaan: Permintaan) -> None:
        gangguan = None
        if not permintaan.jalur.startswith(AWALAN):
            try:
                gangguan = self.server.dunia.papan.pilih(permintaan)
            except GangguanSalahError as galat:
                self._kirim(jawab({"message": str(galat)}, 400))
                return
        if gangguan and gangguan.jenis == "latensi" and not gangguan.param.get("setelah_simpan"):
            time.sleep(gangguan.detik(1))
        self._kirim(layani(permintaan, self.server.dunia, gangguan))

    def _kirim(self, jawaban: Jawaban) -> None:
        cara = jawaban.cara
        if cara.tunda:
            time.sleep(cara.tunda)
        if cara.putus:
            self._putus()
            return
        isi = self._kepala(jawaban) + jawaban.badan
        if cara.potong is not None:
            self.connection.sendall(isi[: len(isi) - len(jawaban.badan) + cara.potong])
            self._putus()
        elif cara.tetes:
            self._teteskan(isi, cara.tetes)
        else:
            self.connection.sendall(isi * cara.kali)

    def _kepala(self, jawaban: Jawaban) -> bytes:
        alasan = self.responses.get(jawaban.status, ("",))[0]
        kepala = {
            "Server": self.version_string(),
            "Date": self.date_time_string(),
            "Content-Type": jawaban.jenis,
            "Content-Length": str(len(jawaban.badan)),
            **jawaban.header,
        }
        if jawaban.status == 204:
            del kepala["Content-Type"], kepala["Content-Length"]
        baris = [f"HTTP/1.1 {jawaban.status} {alasan}", *(f"{n}: {v}" for n, v in kepala.items())]
        return ("\r\n".join(baris) + "\r\n\r\n").encode("latin-1")

    def _teteskan(self, isi: bytes, laju: int) -> None:
        for awal in range(0, len(isi), max(1, laju // 10)):
            self.connection.sendall(isi[awal : awal + max(1, laju // 10)])
            time.sleep(0.1)

    def _putus(self) -> None:
        """Reset the connection at once, so that the caller sees it die."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: paths hold NIPs, and ``/_tiruan/jejak`` tells the rest."""
