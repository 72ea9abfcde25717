"""The stand-in as a real process on a free port, and a hand on its control interface."""

import contextlib
import http.client
import json
import os
import random
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, baca

AKAR = Path(__file__).parents[2]
KUNCI = "kendali-tiruan"
INSTANSI = "A5EB03E23CC9F6A0E040640A040252AD"


class Tiruan:
    """One running stand-in; ``bunuh`` and ``hidupkan`` play with its life."""

    def __init__(self, data: Path, **env: str) -> None:
        self.data = data
        self.env = {f"SIASN_TIRUAN_{nama.upper()}": nilai for nama, nilai in env.items()}
        self.port = self.port_tls = 0
        self.proses: subprocess.Popen[str] | None = None

    def hidupkan(self, *argumen: str) -> None:
        perintah = [sys.executable, "-m", "penugasan.siasn.mock_server"]
        perintah += ["--port", str(self.port), "--data", str(self.data), *argumen]
        lingkungan = {"PATH": os.environ.get("PATH", ""), **self.env}
        self.proses = subprocess.Popen(
            perintah, cwd=AKAR, env=lingkungan, stdout=subprocess.PIPE, text=True
        )
        assert self.proses.stdout is not None
        baris = self.proses.stdout.readline()
        if "bersertifikat" in baris:
            self.port_tls = int(baris.rpartition(":")[2])
            baris = self.proses.stdout.readline()
        assert "siap" in baris, baris
        self.port = int(baris.rpartition(":")[2])

    def bunuh(self) -> None:
        """Kill -9, as a power cut would."""
        assert self.proses is not None
        self.proses.kill()
        self._tunggu()

    def hentikan(self) -> int:
        assert self.proses is not None
        self.proses.terminate()
        return self._tunggu()

    def _tunggu(self) -> int:
        assert self.proses is not None
        assert self.proses.stdout is not None
        kode = self.proses.wait(timeout=20)
        self.proses.stdout.close()
        return kode

    def env_portal(self, **lain: str) -> dict[str, str]:
        """The environment that leads a portal to this stand-in, quick for tests."""
        return {
            "SIASN_MODE": "tiruan",
            "SIASN_TIRUAN_PORT": str(self.port),
            "SIASN_INSTANSI_ID": INSTANSI,
            "SIASN_TIMEOUT_SAMBUNG": "20",
            "SIASN_TIMEOUT_BACA": "30",
            "SIASN_JEDA_CEK": "0",
            "SIASN_JEDA_ULANG": "0.01",
            "SIASN_JEDA_TAHAN": "0.05",
            "SIASN_JEDA_TARIK": "0",
            **lain,
        }

    def konfigurasi(self, **lain: str) -> KonfigurasiSiasn:
        return baca(self.env_portal(**lain))

    @contextlib.contextmanager
    def klien(self, **lain: str) -> Iterator[KlienSiasn]:
        with KlienSiasn(self.konfigurasi(**lain)) as klien:
            yield klien

    # The control interface

    def kendali(self, metode: str, jalan: str, isi: object = None) -> Any:
        sambungan = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            badan = None if isi is None else json.dumps(isi)
            sambungan.request(metode, f"/_tiruan/{jalan}", badan, {"X-Tiruan-Kunci": KUNCI})
            jawaban = sambungan.getresponse()
            teks = jawaban.read()
            assert jawaban.status < 300, (jawaban.status, teks)
        finally:
            sambungan.close()
        return json.loads(teks) if teks else None

    def ganggu(self, *aturan: dict[str, Any]) -> None:
        self.kendali("PUT", "gangguan", list(aturan))

    def usulan(self) -> list[dict[str, Any]]:
        """Every proposal as stored."""
        return list(self.kendali("GET", "usulan"))

    def putuskan(self, id_usulan: str, status: str, tambahan: str = "") -> None:
        isi = {"status": status, "alasanTolakNama": "", "alasanTolakTambahan": tambahan}
        self.kendali("POST", f"usulan/{id_usulan}/putusan", isi)

    def jejak(self) -> list[dict[str, Any]]:
        return list(self.kendali("GET", "jejak"))


def nip_acak(acak: random.Random, *, pns: bool = False, lahir: int | None = None) -> str:
    """A synthetic number: PPPK unless ``pns``."""
    tahun = lahir or acak.randint(1975, 1998)
    bulan = f"{acak.randint(1, 12):02}" if pns else "21"
    return (
        f"{tahun}{acak.randint(1, 12):02}{acak.randint(1, 28):02}2022{bulan}"
        f"{acak.randint(1, 2)}{acak.randint(1, 999):03}"
    )


def badan_usulan(nip: str, kkmp_id: str, **lain: Any) -> dict[str, Any]:
    """A proposal that the stand-in takes."""
    return {
        "id": "",
        "referensiId": str(uuid.uuid4()),
        "nipBaru": nip,
        "instansiId": INSTANSI,
        "satuanKerjaId": "",
        "kkmpId": kkmp_id,
        "jenisPenugasanId": "KKMP",
        "peranKkmp": "Pengelola",
        "penuhWaktu": "1",
        "tmtPenugasan": "01-03-2026",
        "tanggalAkhir": "28-02-2027",
        "nomorSuratUsulan": "800/1/2026",
        "tanggalSuratUsulan": "20-02-2026",
        "keterangan": "Pernyataan penuh waktu terlampir.",
        "path": [],
        **lain,
    }


def data_utama(nip: str, **lain: str) -> dict[str, str]:
    """A person to load, who may be proposed."""
    return {
        "nipBaru": nip,
        "id": uuid.uuid4().hex,
        "nama": "CONTOH PEGAWAI",
        "tglLahir": "15-02-1990",
        "kedudukanPnsId": "71",
        "kedudukanPnsNama": "PPPK Aktif",
        "tkPendidikanTerakhirId": "30",
        "tkPendidikanTerakhir": "Diploma III/Sarjana Muda",
        "instansiKerjaId": INSTANSI,
        **lain,
    }
