"""Reads of the Buku Kirim: how each decided person stands towards SIASN, in the officer's words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.fields import CharField

from inti.templatetags.portal import waktu
from penugasan.models import Penugasan, PesanKeluar
from penugasan.models.outbox import BELUM_SELESAI

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status

DISIAPKAN, DIKIRIM, DITERIMA = "DISIAPKAN", "DIKIRIM", "DITERIMA"
DITOLAK, PERIKSA, DITARIK = "DITOLAK", "PERIKSA", "DITARIK"
KEADAAN = (
    (DISIAPKAN, "Disiapkan"),
    (DIKIRIM, "Dikirim"),
    (DITERIMA, "Diterima"),
    (DITOLAK, "Ditolak"),
    (PERIKSA, "Perlu diperiksa"),
    (DITARIK, "Ditarik"),
)
BERGERAK = (DISIAPKAN, DIKIRIM, PERIKSA)
"""States that change without anybody's hand: a page that shows them looks again."""
_MENUNGGU = (Status.MENUNGGU, Status.DITAHAN)
_DISIAPKAN = (*_MENUNGGU, Status.MANUAL)
_BERJALAN = (*_DISIAPKAN, Status.DIKIRIM)
_BELUM_DIPUTUS = ("", "DIUSULKAN")
_DIPUTUS = (Status.DITERIMA, Status.DITOLAK)


def buku_kirim(akun: Any) -> QuerySet[Any]:
    """Everybody of whom SIASN was or will be told, with ``keadaan`` and their current messages
    (``pesan_kini``, oldest first). Refused people first, then the latest."""
    pesan = PesanKeluar.objects.filter(penugasan=OuterRef("pk"), usang=False)
    usulan = pesan.filter(jenis=Jenis.USULAN)
    hidup = PesanKeluar.objects.filter(usang=False).order_by("pk")
    semua: QuerySet[Any] = Penugasan.objects.untuk(akun)
    bernama: QuerySet[Any] = (
        semua.filter(Exists(pesan))
        .annotate(
            keadaan=Case(
                When(Exists(pesan.filter(status=Status.DITOLAK)), Value(DITOLAK)),
                When(Exists(pesan.filter(status=Status.TIDAK_PASTI)), Value(PERIKSA)),
                When(Exists(usulan.filter(status__in=_DISIAPKAN)), Value(DISIAPKAN)),
                When(Exists(pesan.filter(status__in=_BERJALAN)), Value(DIKIRIM)),
                When(Exists(usulan.filter(status_bkn__in=_BELUM_DIPUTUS)), Value(DIKIRIM)),
                When(
                    Exists(pesan.filter(Q(jenis=Jenis.TARIK) | Q(status_bkn="DITARIK"))),
                    Value(DITARIK),
                ),
                default=Value(DITERIMA),
                output_field=CharField(),
            ),
            urut_keadaan=Case(
                When(Exists(pesan.filter(status=Status.DITOLAK)), Value(0)), default=Value(1)
            ),
        )
        .select_related("pegawai", "kebutuhan__koperasi__wilayah", "opd_asal")
        .prefetch_related(Prefetch("pesan_set", hidup, to_attr="pesan_kini"))
        .order_by("urut_keadaan", "-pk")
    )
    return bernama


def jumlah_per_keadaan(buku: QuerySet[Any]) -> dict[str, int]:
    """How many people stand in each state, in one query; every state has a number."""
    polos = buku.select_related(None).prefetch_related(None).order_by()
    hitung = dict(polos.values_list("keadaan").annotate(Count("pk")))
    return {kode: hitung.get(kode, 0) for kode, _ in KEADAAN}


@dataclass(frozen=True, slots=True)
class Jalur:
    """How the line stands: since when the oldest message waits, and what holds the queue.

    ``ditahan`` counts held messages; ``coba_lagi`` is when one of them will try the line;
    ``manual`` counts what somebody enters by hand.
    """

    menunggu: int
    tertua: dt.datetime | None
    ditahan: int
    galat: str
    coba_lagi: dt.datetime | None
    manual: int

    @property
    def putus(self) -> bool:
        """Is the queue held?"""
        return self.ditahan > 0


def jalur(akun: Any) -> Jalur:
    """The state of the line for this agency; what holds the queue is asked when something does."""
    belum = PesanKeluar.objects.untuk(akun).filter(usang=False, status__in=BELUM_SELESAI)
    angka = belum.order_by().aggregate(
        menunggu=Count("pk"),
        tertua=Min("dibuat"),
        ditahan=Count("pk", filter=Q(status=Status.DITAHAN)),
        manual=Count("pk", filter=Q(status=Status.MANUAL)),
    )
    ditahan = None
    if angka["ditahan"]:
        ditahan = belum.filter(status=Status.DITAHAN).order_by("coba_lagi_pada").first()
    return Jalur(
        menunggu=angka["menunggu"],
        tertua=angka["tertua"],
        ditahan=angka["ditahan"],
        galat=ditahan.galat if ditahan else "",
        coba_lagi=ditahan.coba_lagi_pada if ditahan else None,
        manual=angka["manual"],
    )


def entri_manual(akun: Any) -> QuerySet[PesanKeluar]:
    """What is being entered by hand, the oldest first."""
    semua: QuerySet[PesanKeluar] = PesanKeluar.objects.untuk(akun)
    return (
        semua.filter(status=Status.MANUAL, usang=False)
        .select_related(
            "instansi",
            "manual_oleh",
            "penugasan__pegawai",
            "penugasan__opd_asal",
            "penugasan__kebutuhan__koperasi__wilayah",
        )
        .order_by("manual_pada", "pk")
    )


def riwayat_pesan(penugasan: Penugasan) -> QuerySet[PesanKeluar]:
    """Every message ever queued for this assignment, the newest first."""
    return penugasan.pesan_set.select_related("manual_oleh").order_by("-pk")


def pokok(pesan: list[PesanKeluar]) -> PesanKeluar:
    """The message that speaks for a person now: the refused one, else the oldest unfinished, else
    the proposal."""
    ditolak = [satu for satu in pesan if satu.status == Status.DITOLAK]
    belum = [satu for satu in pesan if satu.status != Status.DITERIMA]
    usulan = [satu for satu in pesan if satu.jenis == Jenis.USULAN]
    return [*ditolak, *belum, *usulan, *pesan][0]


_BENDA = {Jenis.USULAN: "Usulan", Jenis.UNGGAH_SK: "SK", Jenis.TARIK: "Penarikan"}
_KALIMAT = {
    Status.MENUNGGU: "{benda} disiapkan {dibuat}, segera dikirim.",
    Status.DITAHAN: "{benda} menunggu jalur SIASN. Dicoba lagi {lagi}.",
    Status.DIKIRIM: "{benda} sedang dikirim.",
    Status.MANUAL: "{benda} dientri dengan tangan di SIASN sejak {manual}.",
    Status.TIDAK_PASTI: "Belum pasti sampai. Diperiksa lagi {lagi} sebelum dikirim ulang.",
    Status.DITOLAK: "{benda} ditolak {selesai}.",
    Status.DITERIMA: "{benda} diterima SIASN {selesai}.",
}
_KALIMAT_BKN = {
    "": "Terkirim {terkirim}. Status BKN: {nama}.",
    "DIUSULKAN": "Terkirim {terkirim}, menunggu SIASN.",
    "PERBAIKAN": "Terkirim {terkirim}, dikembalikan BKN untuk diperbaiki.",
    "DITERIMA": "Terkirim {terkirim}, disetujui BKN. SK segera diunggah.",
    "DITOLAK": "Terkirim {terkirim}, ditolak BKN.",
    "SK_TERBIT": "Terkirim {terkirim}. SK tercatat di SIASN.",
    "DITARIK": "Terkirim {terkirim}, sudah ditarik dari SIASN.",
}


def kalimat(pesan: PesanKeluar) -> str:
    """How one message stands, in one or two sentences with the time."""
    pola = _KALIMAT[Status(pesan.status)]
    if pesan.status == Status.MENUNGGU and pesan.percobaan and pesan.galat:
        pola = "{benda} belum terkirim. {galat} Dicoba lagi {lagi}."
    elif pesan.jenis == Jenis.USULAN and pesan.id_usulan and pesan.status in _DIPUTUS:
        pola = _KALIMAT_BKN.get(pesan.status_bkn, _KALIMAT_BKN[""])
    return pola.format(
        benda=_BENDA[Jenis(pesan.jenis)],
        dibuat=waktu(pesan.dibuat),
        lagi=waktu(pesan.coba_lagi_pada),
        manual=waktu(pesan.manual_pada),
        selesai=waktu(pesan.selesai_pada),
        terkirim=waktu(pesan.terkirim_pada),
        galat=pesan.galat,
        nama=pesan.status_bkn_nama,
    )
