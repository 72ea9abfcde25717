"""The import commands: stage, report, and apply when asked. One engine, several doors."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from inti import kata
from inti.errors import DomainError
from inti.excel import BATAS_PERINTAH, BerkasDitolak, buka
from inti.impor.bacaan import kenali_jenis
from inti.impor.baris import semua_temuan
from inti.impor.panggung import panggungkan
from inti.impor.pengimpor import URUTAN_TERAKHIR, Pengimpor, ambil
from inti.impor.terapkan import lanjutkan, terapkan
from inti.models import Impor, Instansi
from inti.waktu import hari_ini, sekarang

HITUNGAN = ("baris", "baru", "berubah", "sama", "ditolak", "peringatan")
SALAH_PAKAI = 2


class PerintahImpor(BaseCommand):
    """Base of ``impor_pegawai`` and ``impor_kebutuhan``; exit codes 0, 1 (refused), 2 (usage)."""

    jenis: ClassVar[tuple[str, ...]]
    """Kinds of workbook this command takes."""
    satu_berkas: ClassVar[bool] = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments of the contract (design, section 6)."""
        parser.add_argument("berkas", nargs=1 if self.satu_berkas else "+", type=Path)
        parser.add_argument(
            "--terapkan",
            action="store_true",
            help="Terapkan baris yang tanpa galat",
        )
        parser.add_argument("--keluaran", type=Path, help="Tulis laporan JSON ke berkas ini")
        parser.add_argument("--instansi", default="", help="Kode instansi, bila lebih dari satu")

    def handle(self, *_: Any, **pilihan: Any) -> None:
        """Stage every file first; a refused one stops all before anything is applied."""
        berkas: list[Path] = pilihan["berkas"]
        for jalur in berkas:
            if not jalur.is_file():
                pesan = f"Berkas tidak ditemukan: {jalur}"
                raise CommandError(pesan, returncode=SALAH_PAKAI)
        keluaran: Path | None = pilihan["keluaran"]
        if keluaran and not keluaran.parent.is_dir():
            pesan = f"Folder untuk laporan tidak ada: {keluaran.parent}"
            raise CommandError(pesan, returncode=SALAH_PAKAI)
        instansi = _instansi(pilihan["instansi"])
        with kata.pakai(instansi.pk):
            self._kerjakan(berkas, instansi, pilihan)

    def _kerjakan(self, berkas: list[Path], instansi: Instansi, pilihan: Mapping[str, Any]) -> None:
        keluaran: Path | None = pilihan["keluaran"]
        boleh = [ambil(kode) for kode in self.jenis]
        panggung = {
            jalur: self._panggungkan(jalur, instansi, boleh) for jalur in _urutkan(berkas, boleh)
        }
        impor = [panggung[jalur] for jalur in berkas]
        ditolak = [i for i in impor if i.status == Impor.Status.DITOLAK]
        galat = "\n".join(f"{i.nama_berkas}: {i.temuan[0]['pesan']}" for i in ditolak)
        if pilihan["terapkan"] and not galat:
            galat = self._terapkan(list(panggung.values()))
        self._lapor(impor, keluaran)
        for satu in ditolak:
            satu.delete()
        if galat:
            raise CommandError(galat, returncode=1)

    def _panggungkan(self, jalur: Path, instansi: Instansi, boleh: Sequence[Pengimpor]) -> Impor:
        isi = jalur.read_bytes()
        impor = Impor.objects.create(
            instansi=instansi,
            nama_berkas=jalur.name[-200:],
            ukuran=len(isi),
            sha256=hashlib.sha256(isi).hexdigest(),
            dibuat=sekarang(),
        )
        panggungkan(
            impor,
            jalur,
            calon_pengimpor=boleh,
            hari_ini=hari_ini(),
            batas=BATAS_PERINTAH,
            lapor=_diam,
        )
        return impor

    def _terapkan(self, impor: Sequence[Impor]) -> str:
        """Apply in order; return why one was not, or an empty text."""
        masuk: list[Impor] = []
        try:
            for satu in impor:
                terapkan(satu, aktor=None, saat=sekarang(), hari_ini=hari_ini(), lapor=_diam)
                masuk.append(satu)
        except DomainError as galat:
            satu.refresh_from_db()
            return f"{satu.nama_berkas}: {galat.pesan}"
        finally:
            lanjutkan(masuk)
        return ""

    def _lapor(self, impor: Sequence[Impor], keluaran: Path | None) -> None:
        laporan = [_laporan(satu) for satu in impor]
        if keluaran:
            keluaran.write_text(json.dumps(laporan, ensure_ascii=False, indent=1), encoding="utf-8")
        for satu in laporan:
            angka = ", ".join(f"{satu[k]} {k}" for k in HITUNGAN)
            keadaan = "diterapkan" if satu["diterapkan"] else "belum diterapkan"
            jenis = satu["jenis"] or "tidak dikenal"
            self.stdout.write(f"{satu['berkas']} ({jenis}): {angka}; {keadaan}.")
            for temuan in satu["temuan"][:10]:
                tempat = f"{temuan['lembar']}!{temuan['sel']}".strip("!")
                self.stdout.write(f"  {temuan['tingkat']} {tempat}: {temuan['pesan']}")
            if len(satu["temuan"]) > 10:
                self.stdout.write(f"  ... dan {len(satu['temuan']) - 10} temuan lain.")


def _laporan(impor: Impor) -> dict[str, Any]:
    """Return the JSON object of the contract for one file."""
    return {
        "berkas": impor.nama_berkas,
        "jenis": impor.jenis,
        **{k: impor.ringkasan[k] for k in HITUNGAN},
        "diterapkan": impor.status == Impor.Status.DITERAPKAN,
        "temuan": list(semua_temuan(impor)),
    }


def _urutkan(berkas: Sequence[Path], boleh: Sequence[Pengimpor]) -> list[Path]:
    """Put files first that others build on; unreadable ones last, they are refused later."""
    if len(berkas) == 1:
        return list(berkas)

    def giliran(jalur: Path) -> int:
        try:
            with buka(jalur, batas=BATAS_PERINTAH) as buku:
                return kenali_jenis(buku, boleh).urutan
        except BerkasDitolak:
            return URUTAN_TERAKHIR

    return sorted(dict.fromkeys(berkas), key=giliran)


def _instansi(kode: str) -> Instansi:
    pilihan = Instansi.objects.filter(kode=kode) if kode else Instansi.objects.all()
    temu = list(pilihan[:2])
    if len(temu) == 1:
        return temu[0]
    if kode:
        pesan = f"Instansi “{kode}” tidak ada."
        raise CommandError(pesan, returncode=SALAH_PAKAI)
    if temu:
        pesan = "Ada beberapa instansi. Sebutkan satu dengan --instansi KODE."
        raise CommandError(pesan, returncode=SALAH_PAKAI)
    pesan = "Belum ada instansi. Jalankan dulu: python manage.py siapkan --paket kota-pekalongan"
    raise CommandError(pesan, returncode=1)


def _diam(_selesai: int, _total: int, _fase: str) -> None:
    """Report progress to nobody: a command has no page."""
