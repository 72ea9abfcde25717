"""The ground of the drill: three confirmed people, the stand-in, a client, a clock moved by hand.

Each case happens in a transaction that is rolled back and on a stand-in that is emptied, so the
next one finds the same ground.
"""

import contextlib
import datetime as dt
import functools
import socket
from collections.abc import Iterator, Sequence
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi import Perbaikan, PeriksaNip
from penugasan.siasn import garis
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.token import TokenMemori
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, PATH_APIM, PATH_SSO
from tests.drill_siasn.gangguan import BACA
from tests.penugasan.kirim import kenalkan
from tests.siasn.tiruan import Tiruan

Status = PesanKeluar.Status
TANPA_NAMA = "siasn.invalid"


class Medan:
    """What one case may use."""

    def __init__(
        self,
        tiruan: Tiruan,
        instansi: Instansi,
        petugas: Akun,
        penugasan: Sequence[Penugasan],
        sk: Surat,
    ) -> None:
        self.tiruan = tiruan
        self.penugasan = list(penugasan)
        self.jawaban_orang: list[PeriksaNip] = []
        self._instansi = instansi
        self._petugas = petugas
        self._sk = sk
        self._maju = dt.timedelta()
        self._tujuan = ""

    def jam(self) -> dt.datetime:
        """The drill's clock."""
        return sekarang() + self._maju

    def maju(self, lama: dt.timedelta) -> None:
        """Set the clock forward; it never goes back."""
        self._maju += max(lama, dt.timedelta())

    @contextlib.contextmanager
    def satu_kasus(self, seed: int) -> Iterator[None]:
        """A clean case, undone afterwards."""
        self._maju = dt.timedelta()
        self._tujuan = ""
        cache.clear()
        self.tiruan.kendali("POST", "reset", {"benih": seed})
        kenalkan(self.tiruan)
        self._token = TokenMemori()
        try:
            with override_settings(SIASN=self.tiruan.env_portal()), transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            self.tiruan.ganggu()

    @contextlib.contextmanager
    def ke(self, tujuan: str) -> Iterator[None]:
        """Lead the line somewhere else than to the stand-in."""
        self._tujuan = tujuan
        try:
            with _tanpa_dns():
                yield
        finally:
            self._tujuan = ""

    def jumlah_kena(self) -> int:
        """How often a fault has struck since the stand-in was emptied."""
        return sum(bool(satu["gangguan"]) for satu in self.tiruan.jejak())

    # What the portal does

    def antrekan(self) -> None:
        """Queue the proposals, as penetapan does."""
        for penugasan in self.penugasan:
            sinkronisasi.antre_usulan(penugasan=penugasan, surat=self._sk, pada=self.jam())

    def kirim(self) -> None:
        """One drain of the outbox."""
        with self._klien() as klien:
            sinkronisasi.kirim(klien=klien, konfigurasi=garis.konfigurasi(), jam=self.jam)

    def tarik_putusan(self) -> None:
        """Read BKN's decisions; a line that is down ends it, as in the sweep."""
        with self._klien() as klien, contextlib.suppress(SiasnError):
            sinkronisasi.tarik_putusan(klien=klien, pada=self.jam())

    def periksa_nip(self, nip: str) -> PeriksaNip:
        """Ask who this is, as a page does."""
        with override_settings(SIASN=self._setelan()):
            return sinkronisasi.periksa_nip(nip)

    def kirim_ulang_yang_ditolak(self) -> int:
        """The officer sends again what was refused without BKN deciding; returns how many."""
        ditolak = PesanKeluar.objects.filter(status=Status.DITOLAK, usang=False, status_bkn="")
        semua = list(ditolak)
        for pesan in semua:
            sinkronisasi.kirim_ulang(
                pesan=pesan, perbaikan=Perbaikan(), aktor=self._petugas, pada=self.jam()
            )
        return len(semua)

    def tunggu_giliran(self) -> None:
        """Set the clock to when the next message is due, or to the next sweep."""
        sewa = dt.timedelta(seconds=garis.konfigurasi().sewa)
        berikut = outbox.berikutnya(sewa=sewa)
        self.maju(dt.timedelta(seconds=3) if berikut is None else berikut - self.jam())

    # The line

    @contextlib.contextmanager
    def _klien(self) -> Iterator[KlienSiasn]:
        with override_settings(SIASN=self._setelan()):
            klien = KlienSiasn(garis.konfigurasi(), tempat=self._token)
            with klien:
                yield klien

    def _setelan(self) -> dict[str, str]:
        dasar = self.tiruan.env_portal(
            SIASN_TIMEOUT_SAMBUNG="0.2",
            SIASN_TIMEOUT_BACA=str(BACA),
            SIASN_TENGGAT=str(2 * BACA),
            SIASN_MAKS_ULANG="1",
            SIASN_SEJAJAR="3",
            SIASN_JEDA_CEK="2",
            SIASN_JEDA_TAHAN="5",
            SIASN_SEWA="15",
        )
        return {**dasar, **_alamat_lain(self._tujuan, self.tiruan)}


def _alamat_lain(tujuan: str, tiruan: Tiruan) -> dict[str, str]:
    if not tujuan:
        return {}
    asal = {
        "tertutup": lambda: f"http://127.0.0.1:{_port_tertutup()}",
        "tanpa_nama": lambda: f"http://{TANPA_NAMA}",
        "bisu": lambda: f"http://127.0.0.1:{_port_bisu()}",
        "sertifikat": lambda: f"https://127.0.0.1:{tiruan.port_tls}",
    }[tujuan]()
    return {
        "SIASN_URL_APIM_TOKEN": asal + PATH_APIM,
        "SIASN_URL_SSO_TOKEN": asal + PATH_SSO,
        "SIASN_URL_API": asal + BASIS_API,
        "SIASN_URL_REFERENSI": asal + BASIS_REFERENSI,
    }


def _port_tertutup() -> int:
    with contextlib.closing(socket.socket()) as satu:
        satu.bind(("127.0.0.1", 0))
        return int(satu.getsockname()[1])


@functools.cache
def _port_bisu() -> int:
    """A listening socket whose queue is full: whoever connects waits for ever."""
    pintu = socket.socket()
    pintu.bind(("127.0.0.1", 0))
    pintu.listen(0)
    for _ in range(4):
        satu = socket.socket()
        satu.setblocking(False)
        satu.connect_ex(pintu.getsockname())
        _TERBUKA.append(satu)
    _TERBUKA.append(pintu)
    return int(pintu.getsockname()[1])


_TERBUKA: list[socket.socket] = []


@contextlib.contextmanager
def _tanpa_dns() -> Iterator[None]:
    """Nobody knows the name, and no name server need be asked to find out."""
    asli = socket.getaddrinfo

    def cari(nama: Any, *lain: Any, **opsi: Any) -> Any:
        if nama == TANPA_NAMA:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return asli(nama, *lain, **opsi)

    with mock.patch("socket.getaddrinfo", cari):
        yield
