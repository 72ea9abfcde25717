"""Fresh databases for each measurement: copies of one that is set up once."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.bench.anak import Hasil, jalankan, lingkungan
from tests.peladen import postgresql

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


class Basis:
    """One kind of database. ``bekal`` are set-up states by name; each use gets a copy."""

    def __init__(self, nama: str, folder: Path, url: str = "") -> None:
        self.nama = nama
        self.url = url
        self.folder = folder / nama.lower()
        self.folder.mkdir()
        self._nomor = 0
        self._bekal: set[str] = set()

    def siapkan(self, bekal: str, tugas: str, argumen: dict[str, object], dari: str = "") -> None:
        """Make a state that later copies start from, by running a task, once."""
        if bekal in self._bekal:
            return
        with self._salinan(bekal, dari, simpan=True) as env:
            hasil = jalankan(tugas, argumen, env)
        if hasil.galat:
            pesan = f"Bekal {bekal} pada {self.nama} gagal disiapkan: {hasil.galat}"
            raise SystemExit(pesan)
        self._bekal.add(bekal)

    def ukur(self, tugas: str, argumen: dict[str, object], *, dari: str) -> Hasil:
        """Run one measurement on a copy of a state."""
        with self.salinan(dari) as env:
            return jalankan(tugas, argumen, env)

    @contextlib.contextmanager
    def salinan(self, dari: str) -> Iterator[dict[str, str]]:
        """Yield the environment of a fresh copy; it is gone afterwards."""
        self._nomor += 1
        with self._salinan(f"ukur_{self._nomor}", dari, simpan=False) as env:
            yield env

    @contextlib.contextmanager
    def _salinan(self, nama: str, dari: str, *, simpan: bool) -> Iterator[dict[str, str]]:
        data = self.folder / nama
        data.mkdir()
        env = {"DATA_DIR": str(data)}
        if self.url:
            templat = f' TEMPLATE "{dari}"' if dari else ""
            self._perintah(f'CREATE DATABASE "{nama}"{templat}')
            env["DATABASE_URL"] = self.url.rsplit("/", 1)[0] + f"/{nama}"
        elif dari:
            shutil.copy(self.folder / dari / "portal.sqlite3", data)
        try:
            yield lingkungan(env)
        finally:
            if not simpan:
                shutil.rmtree(data, ignore_errors=True)
                if self.url:
                    self._perintah(f'DROP DATABASE "{nama}" WITH (FORCE)')

    def _perintah(self, sql: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as sambungan:
            sambungan.execute(sql)  # names are ours

    def versi(self) -> str:
        if not self.url:
            return ""
        with psycopg.connect(self.url) as sambungan:
            baris = sambungan.execute("SHOW server_version").fetchone()
        return str(baris[0]) if baris else ""


@contextlib.contextmanager
def semua_basis(dipilih: list[str]) -> Iterator[list[Basis]]:
    """Yield the databases asked for, each set up with the pack and one account."""
    with contextlib.ExitStack() as tumpukan:
        folder = Path(
            tumpukan.enter_context(
                tempfile.TemporaryDirectory(prefix="portal-bench-", ignore_cleanup_errors=True)
            )
        )
        semua = []
        for nama in dipilih:
            url = tumpukan.enter_context(postgresql()) if nama == POSTGRESQL else ""
            basis = Basis(nama, folder, url)
            basis.siapkan("kosong", "siap.siapkan", {})
            semua.append(basis)
        yield semua
