"""What a person reads about oneself: how far it is, the letters, the days that matter."""

from typing import Any

from django.db.models import Subquery

from pegawai.models import Kontrak, Pegawai
from penugasan.models import HasilSaring, Penugasan, Surat
from penugasan.models.penugasan import TETAP
from penugasan.queries.kalender import tonggak_dari
from penugasan.queries.kelayakan import saringan_terlihat

S = Penugasan.Status
LANGKAH = ("Diperiksa", "Dinominasikan", "Disetujui OPD", "SK terbit", "Bertugas", "Selesai")
SAMPAI = {
    S.DIMINTA: 1,
    S.DISETUJUI_OPD: 2,
    S.DITETAPKAN: 3,
    S.AKTIF: 4,
    S.SELESAI: 5,
    S.DIKEMBALIKAN: 5,
}
KALIMAT: dict[str, str] = {
    HasilSaring.Hasil.LAYAK: "Anda memenuhi syarat. Belum ada nominasi untuk Anda.",
    HasilSaring.Hasil.TIDAK: "Ada syarat yang tidak terpenuhi. Kartu Anda menyebut alasannya.",
    HasilSaring.Hasil.BELUM_PASTI: "Ada data yang belum lengkap. Kartu Anda menyebut datanya.",
}


def perjalanan(akun: Any) -> dict[str, Any]:
    """Everything of the account's own person that the status page shows."""
    pegawai = Pegawai.objects.untuk(akun).select_related("opd", "instansi").first()
    if pegawai is None:
        return {"pegawai": None}
    semua = Penugasan.objects.untuk(akun).filter(status__in=SAMPAI)
    kontrak = Kontrak.objects.filter(pegawai=pegawai).values("akhir")[:1]
    penugasan: Any = (
        semua.select_related("versi", "pegawai", "kebutuhan__koperasi__wilayah")
        .annotate(akhir_kontrak=Subquery(kontrak))
        .order_by("-pk")
        .first()
    )
    hasil = _hasil(akun, pegawai)
    sampai = SAMPAI[penugasan.status] if penugasan else 0 if hasil else -1
    return {
        "pegawai": pegawai,
        "penugasan": penugasan,
        "langkah": [_langkah(nomor, judul, sampai) for nomor, judul in enumerate(LANGKAH)],
        "kalimat": KALIMAT.get(hasil, "Data Anda belum diperiksa pada periode ini."),
        "surat": Surat.objects.untuk(akun).defer("isi").order_by("-tanggal", "-pk"),
        "tonggak": tonggak_dari(penugasan, penugasan.akhir_kontrak)
        if penugasan and penugasan.status in TETAP
        else (),
    }


def _hasil(akun: Any, pegawai: Pegawai) -> str:
    """The verdict of the screening that speaks for the active round, or ""."""
    saringan = saringan_terlihat(akun)
    if saringan is None:
        return ""
    baris = HasilSaring.objects.filter(saringan=saringan, pegawai=pegawai).first()
    return baris.hasil if baris else ""


def _langkah(nomor: int, judul: str, sampai: int) -> dict[str, Any]:
    keadaan = "selesai" if nomor < sampai else "kini" if nomor == sampai else "nanti"
    return {"nomor": nomor + 1, "judul": judul, "keadaan": keadaan}
