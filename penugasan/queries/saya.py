"""What a person reads about oneself: how far it is, the letters, the days that matter."""

from typing import Any

from pegawai.models import Kontrak, Pegawai
from penugasan.models import HasilSaring, Penugasan, Surat
from penugasan.queries.kalender import tonggak_dari
from penugasan.queries.periode import periode_aktif, saringan_terbaru

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
    penugasan = (
        semua.select_related("versi", "pegawai", "kebutuhan__koperasi__wilayah")
        .order_by("-pk")
        .first()
    )
    hasil = _hasil(pegawai)
    sampai = SAMPAI[penugasan.status] if penugasan else 0 if hasil else -1
    kontrak = Kontrak.objects.filter(pegawai=pegawai).first()
    return {
        "pegawai": pegawai,
        "penugasan": penugasan,
        "langkah": [_langkah(nomor, judul, sampai) for nomor, judul in enumerate(LANGKAH)],
        "kalimat": KALIMAT.get(hasil, "Data Anda belum diperiksa pada periode ini."),
        "surat": Surat.objects.untuk(akun).defer("isi").order_by("-tanggal", "-pk"),
        "tonggak": tonggak_dari(penugasan, kontrak.akhir if kontrak else None)
        if penugasan and penugasan.status in (S.DITETAPKAN, S.AKTIF)
        else (),
    }


def _hasil(pegawai: Pegawai) -> str:
    """The verdict of the newest screening of the active round, or ""."""
    periode = periode_aktif(pegawai.instansi)
    saringan = saringan_terbaru(periode) if periode else None
    if saringan is None:
        return ""
    baris = HasilSaring.objects.filter(saringan=saringan, pegawai=pegawai).first()
    return baris.hasil if baris else ""


def _langkah(nomor: int, judul: str, sampai: int) -> dict[str, Any]:
    keadaan = "selesai" if nomor < sampai else "kini" if nomor == sampai else "nanti"
    return {"nomor": nomor + 1, "judul": judul, "keadaan": keadaan}
