"""The manual lane: when the line does not carry, an officer enters it in SIASN and shows proof.

The message leaves the queue while a hand is on it, so the line cannot send it a second time.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from inti import audit
from inti.berkas import sidik_berkas
from inti.errors import SudahDiproses
from pegawai.models import Akun
from penugasan import outbox, permissions
from penugasan.models import PesanKeluar
from penugasan.services.sinkronisasi_jawaban import DITOLAK_BKN
from penugasan.services.sinkronisasi_putusan import antre_unggah_sk
from penugasan.siasn.wire import STATUS_TAMAT, StatusUsulan

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status
NAMA_DIENTRI = "Dientri dengan tangan"


def dapat_diambil(pesan: QuerySet[PesanKeluar]) -> QuerySet[PesanKeluar]:
    """Of these the current messages that a person may enter by hand: of each assignment the oldest
    unfinished one, for SIASN takes them in order."""
    hidup = pesan.filter(usang=False).exclude(status=Status.DITERIMA).order_by("penugasan", "pk")
    pertama: dict[int, PesanKeluar] = {}
    for satu in hidup:
        pertama.setdefault(satu.penugasan_id, satu)
    boleh = [
        satu.pk
        for satu in pertama.values()
        if satu.status not in (Status.DIKIRIM, Status.MANUAL)
        and not (satu.status == Status.DITOLAK and satu.status_bkn)
    ]
    return pesan.filter(pk__in=boleh)


def ambil(*, pesan: Iterable[PesanKeluar], aktor: Akun, pada: dt.datetime) -> int:
    """Take these messages out of the queue for entry by hand; returns how many could be.

    One that has been sent or taken meanwhile is left alone. Raises TidakBerhak.
    """
    return sum(_ambil_satu(satu, aktor, pada) for satu in pesan)


def _ambil_satu(pesan: PesanKeluar, aktor: Akun, pada: dt.datetime) -> bool:
    with audit.keputusan(pesan.instansi):
        kini, aktor = _boleh(pesan, aktor, pada)
        if not outbox.ambil_manual(kini, oleh=aktor, pada=pada):
            return False
        _catat("ambil", kini, aktor, semula=kini.status)
    return True


def kembalikan(*, pesan: PesanKeluar, aktor: Akun, pada: dt.datetime) -> None:
    """Leave it to the line after all. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(pesan.instansi):
        kini, aktor = _boleh(pesan, aktor, pada)
        if not outbox.lepas_manual(kini, pada=pada):
            raise _sudah(kini)
        outbox.bangunkan()
        _catat("kembalikan", kini, aktor)


@dataclass(frozen=True, kw_only=True)
class HasilEntri:
    """What SIASN showed after the entry.

    ``id_usulan``: its number there, empty when none was shown; ``putusan``: BKN's decision as far
    as it is known; ``kata``: BKN's words.
    """

    id_usulan: str = ""
    putusan: StatusUsulan = StatusUsulan.DIUSULKAN
    kata: str = ""


def catat(
    *,
    pesan: PesanKeluar,
    hasil: HasilEntri,
    bukti: "UploadedFile[Any]",
    aktor: Akun,
    pada: dt.datetime,
) -> None:
    """Tick off one entry with its proof (a checked file whose name tells nothing).

    Raises TidakBerhak, SudahDiproses.
    """
    with audit.keputusan(pesan.instansi):
        kini, aktor = _boleh(pesan, aktor, pada)
        if kini.status != Status.MANUAL:
            raise _sudah(kini)
        sidik = sidik_berkas(bukti)
        kini.bukti.save(str(bukti.name), bukti, save=False)
        kolom = {"bukti": kini.bukti.name, "bukti_sidik": sidik, **_kolom(kini, hasil)}
        if not outbox.selesaikan_manual(kini, pada=pada, **kolom):
            raise _sudah(kini)
        _catat("catat", kini, aktor, id_usulan=hasil.id_usulan, sha256=sidik)
        kini.refresh_from_db()
        if kini.jenis == Jenis.USULAN and hasil.putusan is not StatusUsulan.DIUSULKAN:
            _terapkan_putusan(kini, hasil, aktor, pada)
    antre_unggah_sk(pada=pada)


def catat_putusan(*, pesan: PesanKeluar, hasil: HasilEntri, aktor: Akun, pada: dt.datetime) -> None:
    """Write down what BKN decided on a proposal that was entered by hand.

    Raises TidakBerhak, SudahDiproses (decided already, or the line brings the decision).
    """
    with audit.keputusan(pesan.instansi):
        kini, aktor = _boleh(pesan, aktor, pada)
        if not putusan_terbuka(kini) or hasil.putusan == kini.status_bkn:
            isi = "Putusan atas usulan ini sudah dicatat, atau dibaca sendiri dari SIASN."
            raise SudahDiproses(isi)
        _terapkan_putusan(kini, hasil, aktor, pada)
    antre_unggah_sk(pada=pada)


def putusan_terbuka(pesan: PesanKeluar) -> bool:
    """Was this proposal entered by hand, and does BKN's decision on it still stand out?"""
    dientri = pesan.manual_oleh_id is not None and pesan.status != Status.MANUAL
    terbuka = not pesan.usang and pesan.status_bkn not in STATUS_TAMAT
    return dientri and terbuka and pesan.jenis == Jenis.USULAN


def _terapkan_putusan(
    pesan: PesanKeluar, hasil: HasilEntri, aktor: Akun, pada: dt.datetime
) -> None:
    kolom: dict[str, Any] = {
        "status_bkn": hasil.putusan,
        "status_bkn_nama": NAMA_DIENTRI,
        "pesan_bkn": hasil.kata,
    }
    if hasil.id_usulan:
        kolom["id_usulan"] = hasil.id_usulan
    if not outbox.putusan_bkn(pesan, ditolak=hasil.putusan in DITOLAK_BKN, pada=pada, **kolom):
        raise _sudah(pesan)
    _catat("putusan", pesan, aktor, status_bkn=str(hasil.putusan), kata=hasil.kata[:300])


def _kolom(pesan: PesanKeluar, hasil: HasilEntri) -> dict[str, Any]:
    if pesan.jenis != Jenis.USULAN:
        return {"pesan_bkn": ""}
    return {
        "id_usulan": hasil.id_usulan or pesan.id_usulan,
        "status_bkn": StatusUsulan.DIUSULKAN,
        "status_bkn_nama": NAMA_DIENTRI,
        "pesan_bkn": "",
    }


def _boleh(pesan: PesanKeluar, aktor: Akun, pada: dt.datetime) -> tuple[PesanKeluar, Akun]:
    kini = PesanKeluar.objects.select_related("instansi", "penugasan").get(pk=pesan.pk)
    return kini, permissions.pastikan(aktor, "pesan.entri_manual", kini, pada.date())


def _sudah(pesan: PesanKeluar) -> SudahDiproses:
    keadaan = pesan.get_status_display().lower()
    return SudahDiproses(f"Pesan ini {keadaan}. Muat ulang halaman untuk melihat keadaan terbaru.")


def _catat(aksi: str, pesan: PesanKeluar, aktor: Akun, **isi: Any) -> None:
    audit.catat(
        aksi=f"pesan.manual_{aksi}",
        aktor=aktor,
        instansi=pesan.instansi,
        objek=pesan,
        sesudah={"jenis": pesan.jenis, "kunci": str(pesan.kunci), **isi},
    )
