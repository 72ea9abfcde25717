"""Applying a staged import: compared once more, written in one transaction, one audit entry."""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from inti.audit import catat, keputusan
from inti.errors import DomainError, SudahDiproses
from inti.impor.banding import Pembanding, bandingkan_semua
from inti.impor.baris import muat, perbarui
from inti.impor.hitungan import DITULIS, Hitungan
from inti.impor.kini import gabung, pelaku
from inti.impor.panggung import pembaca_untuk
from inti.impor.pengimpor import Lapor, Pembaca, Status, ambil
from inti.models import BarisImpor, Impor, Sumber

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Langkah:
    """What to do next, offered on the result page."""

    judul: str
    url: str
    keterangan: str = ""
    metode: Literal["get", "post"] = "get"


Pengait = Callable[[Impor], Langkah | None]
_pengait: list[Pengait] = []


def setelah_terapkan(pengait: Pengait) -> Pengait:
    """Register what happens after an import was applied and committed; it may offer a step.

    Called by ``lanjutkan``, outside the transaction, once per applied import, also when nothing
    changed. Meant for ``AppConfig.ready`` of an app above.
    """
    _pengait.append(pengait)
    return pengait


def terapkan(
    impor: Impor, *, aktor: Any | None, saat: dt.datetime, hari_ini: dt.date, lapor: Lapor
) -> Impor:
    """Write the rows without a galat, all or none.

    The rows are compared anew, so that an edit made since the preview is not undone blindly; in
    front of the transaction, and again within if somebody decided something meanwhile. Rows and
    columns that the officer left out stay as they are.

    Raises:
        SudahDiproses: somebody applied it first.
        TidakBerhak: the account may no longer do this.
        DomainError: no row is left to apply; nothing is written.
    """
    pembaca = pembaca_untuk(impor, hari_ini=hari_ini)
    banding = bandingkan_semua(impor, pembaca, lapor)
    try:
        with keputusan(impor.instansi):
            aktor = pelaku(impor, aktor)
            _ambil(impor, saat)
            if banding.berlaku(impor.instansi):
                perbarui(banding.berubah)
            else:
                pembaca = pembaca_untuk(impor, hari_ini=hari_ini)
                banding = bandingkan_semua(impor, pembaca, lapor, simpan=perbarui)
            _tulis(impor, pembaca, banding.hitungan, aktor, saat, hari_ini, lapor)
    except DomainError:
        impor.refresh_from_db()  # the row went back with the transaction; the object did not
        raise
    return impor


def _tulis(
    impor: Impor,
    pembaca: Pembaca,
    hitungan: Hitungan,
    aktor: Any | None,
    saat: dt.datetime,
    hari_ini: dt.date,
    lapor: Lapor,
) -> None:
    """Write what the comparison left to write; the other rows are not even read again."""
    pembanding, masuk = Pembanding(impor, pembaca), 0
    akan = BarisImpor.objects.filter(impor=impor, ikut=True, status__in=DITULIS)
    sumber: Sumber | None = None
    for porsi in muat(akan, impor):
        perbarui(pembanding.siapkan(porsi, hitungan))
        pilihan = [satu for satu in porsi if satu.status in DITULIS]
        if pilihan:
            sumber = sumber or _sumber(impor, aktor, hari_ini)
            pembaca.terapkan(pilihan, sumber=sumber, saat=saat)
        masuk += len(pilihan)
        lapor(masuk, hitungan.ditulis, "Menulis perubahan")
    impor.ringkasan = impor.ringkasan | hitungan.sebagai_dict() | {"masuk": masuk}
    if impor.ringkasan["ditolak"] == impor.ringkasan["baris"]:
        pesan = "Semua baris ditolak, jadi tidak ada yang diterapkan. Perbaiki berkasnya dulu."
        raise DomainError(pesan, kode="semua_ditolak")
    impor.save(update_fields=["ringkasan"])
    _catat(impor, aktor)


def lanjutkan(semua: Iterable[Impor]) -> None:
    """Do what follows the files that were applied together, once all of them are in."""
    for impor in semua:
        _jalankan_pengait(impor)


def pastikan_boleh(impor: Impor, *, bersama: Collection[int] = ()) -> None:
    """Refuse what cannot be applied, in words. Raises DomainError or SudahDiproses.

    ``bersama`` are the imports that the same job applies before this one.
    """
    if impor.status == Impor.Status.DITERAPKAN:
        raise SudahDiproses(_sudah(impor))
    if impor.status == Impor.Status.DIURUNGKAN:
        pesan = "Impor ini sudah dibatalkan. Unggah lagi berkasnya bila masih diperlukan."
        raise SudahDiproses(pesan)
    if impor.status != Impor.Status.SIAP:
        pesan = "Berkas ini belum selesai diperiksa atau ditolak, jadi tidak dapat diterapkan."
        raise DomainError(pesan)
    if impor.ringkasan["ditolak"] == impor.ringkasan["baris"]:
        pesan = "Semua baris ditolak, jadi tidak ada yang dapat diterapkan."
        raise DomainError(pesan, kode="semua_ditolak")
    lebih_dulu = Impor.objects.filter(
        pk__in=set(impor.ringkasan.get("menunggu", [])) - set(bersama), status=Impor.Status.SIAP
    ).first()
    if lebih_dulu:
        nama = lebih_dulu.nama_berkas
        pesan = f"Terapkan dulu “{nama}”, karena berkas ini memakai isinya. Atau buang “{nama}”."
        raise DomainError(pesan, kode="menunggu_berkas_lain")


def _ambil(impor: Impor, saat: dt.datetime) -> None:
    """Claim the import by compare-and-swap: it is applied once, whoever presses twice."""
    menang = Impor.objects.filter(pk=impor.pk, status=Impor.Status.SIAP).update(
        status=Impor.Status.DITERAPKAN, diterapkan_pada=saat
    )
    impor.refresh_from_db()
    if not menang:
        pastikan_boleh(impor)
        raise SudahDiproses(_sudah(impor))


def _sudah(impor: Impor) -> str:
    pada = impor.diterapkan_pada
    kapan = f" pada {pada.astimezone():%d-%m-%Y %H.%M}" if pada else ""
    return f"Berkas “{impor.nama_berkas}” sudah diterapkan{kapan}."


def _sumber(impor: Impor, aktor: Any | None, tanggal: dt.date) -> Sumber:
    return Sumber.objects.create(
        instansi=impor.instansi,
        jenis=Sumber.Jenis.BERKAS,
        keterangan=f"{ambil(impor.jenis).judul}: {impor.nama_berkas}"[:200],
        tanggal=tanggal,
        akun=aktor,
        impor=impor,
    )


def _catat(impor: Impor, aktor: Any | None) -> None:
    hasil = {k: impor.ringkasan[k] for k in ("baris", *Status.values, "peringatan", "dilewati")}
    catat(
        aksi="impor.terapkan",
        aktor=aktor,
        instansi=impor.instansi,
        objek=impor,
        sesudah=hasil | {"berkas": impor.nama_berkas, "sha256": impor.sha256, "jenis": impor.jenis},
        pesan=f"{hasil['baru']} baru, {hasil['berubah']} berubah dari {impor.nama_berkas}",
    )


def _jalankan_pengait(impor: Impor) -> None:
    """Call what follows; its failure cannot undo what is already committed."""
    langkah = []
    for pengait in _pengait:
        try:
            temu = pengait(impor)
        except Exception:
            logger.exception("pengait impor gagal", extra={"impor": impor.pk})
        else:
            langkah += [asdict(temu)] if temu else []
    if langkah:
        gabung(impor, {"langkah": langkah})
