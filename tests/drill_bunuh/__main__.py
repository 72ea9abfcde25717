"""R5, R6, R7, ``make drill-kill``: kills, database restarts and lost brokers while it sends.

    python -m tests.drill_bunuh [--seed 1] [--tindakan 100] [--pesan 1500]
        [--laju 15] [--hanya sqlite|postgresql]

A real worker, a broker (files with SQLite, the Redis protocol with PostgreSQL), the stand-in with
latency and lost answers. After each act the drill waits until another message arrives; at the end
both ledgers are compared. ``--laju`` is the pace in calls a second: without one a quick machine has
sent ten thousand messages before it was struck a hundred times. Prints the acts by kind, how many
messages were struck between send and save, the longest pause, and a scan of the worker's log. The
exit code is 1 for any loss.
"""

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from penugasan.siasn.wire import samakan_id
from tests import peladen
from tests.drill_bunuh.armada import Basis, Makelar, MakelarBerkas, MakelarRedis, Pekerja
from tests.drill_siasn.proses import RAHASIA
from tests.siasn.tiruan import AKAR, Tiruan

BATAS_ANAK, BATAS_MAKELAR = 30.0, 60.0
"""Seconds until work goes on: after a kill (R5, R6), after the broker is back (R7)."""
BATAS_DIAM = 300.0
"""Seconds without another message, longer than any hold, after which the rest counts as lost."""
_BOBOT = {
    "satu dibunuh": 60,
    "semua dibunuh": 15,
    "makelar dikosongkan": 10,
    "makelar hilang": 10,
    "makelar penuh": 5,
    "basis data: sesi diakhiri": 20,
    "basis data: dinyalakan ulang": 5,
    "basis data: mati mendadak": 5,
}


@dataclass
class Hasil:
    """Acts by kind, messages struck between send and save, pauses in seconds, what was wrong."""

    tindakan: Counter[str] = field(default_factory=Counter)
    di_antara: int = 0
    jeda: dict[str, float] = field(default_factory=dict)
    luput: list[str] = field(default_factory=list)


class Arena:
    """One database, one broker, one worker, one stand-in."""

    def __init__(
        self, folder: Path, basis: Basis, makelar: Makelar, pilihan: argparse.Namespace
    ) -> None:
        self.basis = basis
        self.makelar = makelar
        self.tiruan = Tiruan(folder / "tiruan", tunda="-1")
        self.tiruan.hidupkan()
        asing = ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "SECRET_KEY")
        bersih = {n: isi for n, isi in os.environ.items() if n not in asing}
        env = bersih | makelar.env | self.tiruan.env_portal(SIASN_SEWA="2", SIASN_JEDA_CEK="0.05")
        env |= {
            "DATABASE_URL": basis.url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "d" * 60,
            "LOG_LEVEL": "INFO",
            "SIASN_JEDA": str(1 / pilihan.laju if pilihan.laju else 0),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        perintah = [
            sys.executable,
            "-m",
            "tests.drill_bunuh.isi",
            str(pilihan.pesan),
            str(self.tiruan.port),
        ]
        subprocess.run(perintah, cwd=AKAR, env=env, check=True)
        self.tiruan.ganggu(
            {"jenis": "putus_setelah_simpan", "peluang": 0.1, "cocok": {"metode": "POST"}},
            {"jenis": "putus_sebelum", "peluang": 0.05, "cocok": {"metode": "POST"}},
            {"jenis": "latensi", "param": {"detik": 0.05, "setelah_simpan": True}},
        )
        self.pekerja = Pekerja(folder, env, makelar)

    def diterima(self) -> int:
        """How many messages the ledger calls taken."""
        return self.basis.jumlah().get("DITERIMA", 0)

    def di_antara(self) -> int:
        """Messages on the way that the stand-in holds already: killed between send and save."""
        sql = "SELECT kunci FROM penugasan_pesankeluar WHERE status = 'DIKIRIM'"
        kunci = {samakan_id(satu) for (satu,) in self.basis.tanya(sql)}
        return len(kunci & {usulan["referensi"] for usulan in self.tiruan.usulan()})

    def tutup(self) -> None:
        """End everything."""
        self.pekerja.bunuh()
        self.makelar.hentikan()
        self.tiruan.hentikan()


def utama(argv: list[str]) -> int:
    """Run the drill on one or both databases and return the exit code."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--seed", type=int, default=1)
    pengurai.add_argument("--tindakan", type=int, default=100)
    pengurai.add_argument("--pesan", type=int, default=1500)
    pengurai.add_argument("--laju", type=float, default=0.0)
    pengurai.add_argument("--hanya", choices=["sqlite", "postgresql"])
    pilihan = pengurai.parse_args(argv)
    gagal = 0
    for nama in [pilihan.hanya] if pilihan.hanya else ["sqlite", "postgresql"]:
        mulai = time.monotonic()
        with _arena(nama, pilihan) as arena:
            acak = random.Random(pilihan.seed)  # noqa: S311 - when and whom to strike
            hasil = Hasil()
            _latih(arena, acak, pilihan.tindakan, hasil)
            _selesaikan(arena, pilihan.pesan, hasil)
            hasil.luput += _rahasia(arena.pekerja.catatan)
        gagal += _laporkan(nama, pilihan, hasil, time.monotonic() - mulai)
    return int(gagal > 0)


@contextlib.contextmanager
def _arena(nama: str, pilihan: argparse.Namespace) -> Iterator[Arena]:
    with contextlib.ExitStack() as tumpukan:
        folder = Path(tumpukan.enter_context(tempfile.TemporaryDirectory(prefix="portal-drill-")))
        if nama == "sqlite":
            basis, makelar = Basis(f"sqlite:///{folder / 'portal.sqlite3'}"), MakelarBerkas(folder)
            arena = Arena(folder, basis, makelar, pilihan)
        else:
            server = tumpukan.enter_context(peladen.postgresql_terpegang())
            basis = Basis(server.url, server)
            arena = Arena(folder, basis, MakelarRedis(folder), pilihan)
        tumpukan.callback(arena.tutup)
        yield arena


def _latih(arena: Arena, acak: random.Random, tindakan: int, hasil: Hasil) -> None:
    pilihan = {n: b for n, b in _BOBOT.items() if arena.basis.postgresql or "basis" not in n}
    arena.pekerja.hidupkan()
    _tunggu_maju(arena, hasil, "mulai", 60.0)
    for ke in range(tindakan):
        if ke and ke % 50 == 0:
            _tulis(f"{ke} tindakan, {arena.diterima()} pesan sampai")
        _sebentar(acak.uniform(0.0, 0.4), arena.pekerja.colek)
        [nama] = acak.choices(list(pilihan), list(pilihan.values()))
        hasil.tindakan[nama] += 1
        _pukul(nama, arena, acak, hasil)
        batas = BATAS_MAKELAR if "makelar" in nama else BATAS_ANAK
        if not _tunggu_maju(arena, hasil, nama, batas):
            return


def _pukul(nama: str, arena: Arena, acak: random.Random, hasil: Hasil) -> None:
    if nama == "satu dibunuh":
        arena.pekerja.bunuh_satu(acak)
    elif nama == "semua dibunuh":
        arena.pekerja.bunuh()
    elif nama == "basis data: sesi diakhiri":
        arena.basis.putuskan_semua()
    elif "basis data" in nama:
        arena.basis.hentikan(mendadak="mendadak" in nama)
        _sebentar(acak.uniform(0.2, 1.5), arena.pekerja.colek)
        arena.basis.hidupkan()
    elif nama == "makelar dikosongkan":
        arena.makelar.kosongkan()
    else:
        arena.makelar.hentikan() if nama == "makelar hilang" else arena.makelar.penuhkan()
        _sebentar(acak.uniform(0.2, 1.5), arena.pekerja.colek)
        arena.makelar.hidupkan()
    if "dibunuh" in nama:
        hasil.di_antara += arena.di_antara()
    hasil.tindakan["pekerja dinyalakan lagi"] += arena.pekerja.hidupkan()


def _tunggu_maju(arena: Arena, hasil: Hasil, nama: str, batas: float) -> bool:
    """Wait for the next message to arrive; False when none does, or nothing is left."""
    awal, mulai = arena.basis.jumlah(), time.monotonic()
    if not any(jumlah for status, jumlah in awal.items() if status != "DITERIMA"):
        hasil.luput.append("semua pesan sudah sampai sebelum tindakan terakhir: tambah --pesan")
        return False
    while arena.diterima() <= awal.get("DITERIMA", 0):
        if time.monotonic() - mulai > batas:
            hasil.luput.append(f"{nama}: tidak maju dalam {batas:.0f} detik")
            return False
        arena.pekerja.hidupkan()
        _sebentar(0.2, arena.pekerja.colek)
    hasil.jeda[nama] = max(hasil.jeda.get(nama, 0.0), time.monotonic() - mulai)
    return True


def _sebentar(lama: float, selagi: Callable[[], None]) -> None:
    selagi()
    time.sleep(lama)


def _selesaikan(arena: Arena, pesan: int, hasil: Hasil) -> None:
    """Let the rest through, then hold both ledgers against each other."""
    diterima, terakhir = arena.diterima(), time.monotonic()
    while diterima < pesan and time.monotonic() - terakhir < BATAS_DIAM:
        arena.pekerja.hidupkan()
        _sebentar(0.3, arena.pekerja.colek)
        lalu, diterima = diterima, arena.diterima()
        terakhir = time.monotonic() if diterima > lalu else terakhir
    di_sana = arena.tiruan.usulan()
    buku = arena.basis.tanya("SELECT kunci, id_usulan, status FROM penugasan_pesankeluar")
    belum = Counter(status for _, _, status in buku if status != "DITERIMA")
    if belum:
        hasil.luput.append(f"hilang atau belum sampai: {dict(belum)}")
    nip = Counter(usulan["nip"] for usulan in di_sana)
    ganda = sum(1 for banyak in nip.values() if banyak > 1)
    if ganda or len(di_sana) != pesan:
        hasil.luput.append(f"{len(di_sana)} usulan bagi {pesan} orang, {ganda} orang berganda")
    kita = {(samakan_id(kunci), samakan_id(usulan)) for kunci, usulan, _ in buku}
    if kita != {(usulan["referensi"], usulan["id"]) for usulan in di_sana}:
        hasil.luput.append("buku dan SIASN tidak sama")


def _rahasia(catatan: Path) -> list[str]:
    temuan = sum(len(RAHASIA.findall(baris)) for baris in catatan.open(encoding="utf-8"))
    return [f"{temuan} token, nomor, atau surel dalam catatan pekerja"] if temuan else []


def _laporkan(nama: str, pilihan: argparse.Namespace, hasil: Hasil, detik: float) -> int:
    batas = f"{pilihan.pesan} pesan, laju {pilihan.laju or 'bebas'}"
    _tulis(f"\n=== {nama}, seed {pilihan.seed}, {batas}, {detik:.0f} detik ===")
    for tindakan, banyak in hasil.tindakan.most_common():
        jeda = hasil.jeda.get(tindakan)
        _tulis(f"{tindakan:<28}{banyak:>6}" + (f"   maju lagi <= {jeda:.1f} detik" if jeda else ""))
    _tulis(f"{'di antara kirim dan simpan':<28}{hasil.di_antara:>6} pesan")
    for luput in hasil.luput:
        _tulis(f"  - {luput}")
    _tulis(
        "Tidak lulus." if hasil.luput else "Lulus: tidak ada yang hilang, tidak ada yang berganda."
    )
    return len(hasil.luput)


def _tulis(teks: str) -> None:
    sys.stdout.write(teks + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
