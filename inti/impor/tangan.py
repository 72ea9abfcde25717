"""Corrections by hand come before files: a file that says otherwise is shown, not obeyed."""

from inti.impor.pengimpor import BarisTerbaca, Pilihan
from inti.models import Instansi, Sumber

KODE = "koreksi_tangan"
BERKAS = "berkas:"
"""Prefix of the choice "take what the file says" for one column."""


class IsianTangan:
    """The hand-made sources of one agency, loaded once."""

    def __init__(self, instansi: Instansi) -> None:
        semua = Sumber.objects.filter(instansi=instansi, jenis=Sumber.Jenis.TANGAN)
        self._tanggal = dict(semua.values_list("pk", "tanggal"))

    def menahan(
        self, baris: BarisTerbaca, kolom: str, sumber: int | None, lama: str, baru: str
    ) -> bool:
        """Whether a value on record was set by hand and stays; notes the conflict on the row."""
        if sumber not in self._tanggal or kolom in baris.nilai.get("_pakai_berkas", ()):
            return False
        pesan = (
            f"Isian petugas {self._tanggal[sumber]:%d-%m-%Y} “{lama[:60]}” dipertahankan. "
            f"Berkas berisi “{baru[:60]}”."
        )
        baris.ingatkan(KODE, kolom, pesan)
        baris.nilai.setdefault("_konflik", []).append(kolom)
        return True


def mulai(baris: BarisTerbaca) -> None:
    """Forget what the last comparison noted: conflicts, and the sources of the old values."""
    baris.nilai.pop("_konflik", None)
    baris.nilai.pop("_asal", None)


def pilihan(baris: BarisTerbaca, label: dict[str, str]) -> list[Pilihan]:
    """Offer to take the file's word for each column in conflict."""
    return [
        Pilihan(f"{BERKAS}{kolom}", f"Pakai isi berkas: {label[kolom]}")
        for kolom in baris.nilai.get("_konflik", ())
    ]


def putuskan(baris: BarisTerbaca, kode: str) -> bool:
    """Carry the choice out if it is one of ours; the row is compared anew afterwards."""
    kolom = kode.removeprefix(BERKAS)
    if kolom == kode or kolom not in baris.nilai.get("_konflik", ()):
        return False
    baris.nilai.setdefault("_pakai_berkas", []).append(kolom)
    return True
