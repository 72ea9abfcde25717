"""The long jobs of an import: reading uploads, comparing anew, applying."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.urls import reverse

from inti.excel import BerkasDitolak, buka
from inti.hak import akun_kini
from inti.impor.bacaan import kenali_jenis
from inti.impor.berkas import simpan_selama_perlu
from inti.impor.kini import PENGIMPOR, pelaku
from inti.impor.koreksi import tandai
from inti.impor.panggung import bandingkan_ulang, panggungkan
from inti.impor.pengimpor import URUTAN_TERAKHIR, Pengimpor, semua, urutan
from inti.impor.peta import peta_untuk
from inti.impor.services import (
    BACA,
    KOREKSI,
    TERAPKAN,
    ULANG,
    URUNGKAN,
    batas_unggah,
)
from inti.impor.terapkan import lanjutkan, pastikan_boleh, terapkan
from inti.impor.urungkan import urungkan
from inti.models import Impor, Pekerjaan
from inti.pekerjaan import Lapor, penangan
from inti.waktu import hari_ini, sekarang


@penangan(BACA)
def baca(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Stage the uploaded files, those others build on first; repeatable after a crash."""
    berkas = sorted(_milik(pekerjaan), key=lambda i: i.pk)
    akun = _berhak(pekerjaan, berkas)
    boleh = semua(peran=akun.peran if akun else "")
    lapor(0, 0, "Mengenali berkas")
    if len(berkas) > 1:
        berkas.sort(key=lambda i: _giliran(i, boleh))
    for impor in berkas:
        impor.refresh_from_db()  # the files before it may have taken minutes
        if impor.status != Impor.Status.DIUNGGAH:
            continue
        panggungkan(
            impor,
            Path(impor.berkas.path),
            calon_pengimpor=boleh,
            hari_ini=hari_ini(),
            batas=batas_unggah(),
            lapor=_bernama(lapor, impor),
        )
        simpan_selama_perlu(impor)
    return {"url": _url(berkas)}


@penangan(ULANG)
def ulang(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Compare staged rows with the data of now."""
    berkas = _milik(pekerjaan)
    _berhak(pekerjaan, berkas)
    for impor in berkas:
        if impor.status == Impor.Status.SIAP:
            bandingkan_ulang(impor, hari_ini=hari_ini(), lapor=_bernama(lapor, impor))
    return {"url": _url(berkas)}


@penangan(TERAPKAN)
def jalankan_terapkan(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Apply staged imports in order, each in its own transaction; then do what follows.

    One that this very job applied before its worker died is not applied again.
    """
    berkas = sorted(_milik(pekerjaan), key=lambda i: (urutan(i.jenis), i.pk))
    masuk: list[Impor] = []
    try:
        for impor in berkas:
            if impor.status != Impor.Status.DITERAPKAN or impor.pekerjaan_id != pekerjaan.pk:
                _berhak(pekerjaan, [impor])  # asked again under the lock, after the comparison
                pastikan_boleh(impor)
                terapkan(
                    impor,
                    aktor=pekerjaan.aktor,
                    saat=sekarang(),
                    hari_ini=hari_ini(),
                    lapor=_bernama(lapor, impor),
                )
                simpan_selama_perlu(impor)
            masuk.append(impor)
    finally:
        lanjutkan(masuk)
    return {"url": _url(berkas)}


@penangan(URUNGKAN)
def jalankan_urungkan(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Undo imports; one that this very job undid before its worker died is not undone again."""
    berkas = _milik(pekerjaan)
    for impor in berkas:
        lapor(0, 0, f"Mengembalikan data sebelum {impor.nama_berkas}")
        if impor.status != Impor.Status.DIURUNGKAN or impor.pekerjaan_id != pekerjaan.pk:
            urungkan(impor, aktor=pekerjaan.aktor, saat=sekarang())
        simpan_selama_perlu(impor)
    lanjutkan(berkas)
    return {"url": _url(berkas)}


@penangan(KOREKSI)
def jalankan_koreksi(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Mark the findings in the officer's own file."""
    berkas = _milik(pekerjaan)
    _berhak(pekerjaan, berkas)
    for impor in berkas:
        lapor(0, 0, f"Menandai sel di {impor.nama_berkas}")
        tandai(impor, saat=sekarang())
    return {"url": f"{_url(berkas)}#koreksi"}


def _milik(pekerjaan: Pekerjaan) -> list[Impor]:
    return list(
        Impor.objects.filter(
            pk__in=pekerjaan.parameter["impor"], instansi=pekerjaan.instansi
        ).select_related("instansi")
    )


def _berhak(pekerjaan: Pekerjaan, berkas: Iterable[Impor]) -> Any | None:
    """The account of the job as it stands now; None is the machine.

    Raises TidakBerhak when it may no longer work on one of its imports.
    """
    akun = akun_kini(pekerjaan.aktor, *PENGIMPOR, instansi=pekerjaan.instansi)
    for impor in berkas:
        pelaku(impor, akun)
    return akun


def _giliran(impor: Impor, boleh: Sequence[Pengimpor]) -> int:
    """Recognise a file just enough to know its turn; what will be refused can wait."""
    if impor.status != Impor.Status.DIUNGGAH:
        return urutan(impor.jenis)
    try:
        with buka(Path(impor.berkas.path), batas=batas_unggah()) as buku:
            return kenali_jenis(buku, boleh, peta_untuk(impor.instansi)).urutan
    except (BerkasDitolak, FileNotFoundError):
        return URUTAN_TERAKHIR


def _bernama(lapor: Lapor, impor: Impor) -> Any:
    def dengan_nama(selesai: int, total: int, fase: str) -> None:
        lapor(selesai, total, f"{fase}: {impor.nama_berkas}")

    return dengan_nama


def _url(berkas: Iterable[Impor]) -> str:
    """Lead to the first file; its page links to those uploaded with it."""
    pertama = next(iter(berkas), None)
    return reverse("inti:impor_rincian", args=[pertama.pk]) if pertama else reverse("inti:impor")
