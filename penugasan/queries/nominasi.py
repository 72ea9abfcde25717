"""Reads around a nomination: the list, the person, what the home unit loses, what happened."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from inti.hari_kerja import Kalender
from inti.isian import kata_cari
from inti.kata import sebut_lambat
from inti.models import Instansi, JejakAudit
from koperasi.models import Kebutuhan
from pegawai.models import Opd, Pegawai
from penugasan.models import Penugasan, Surat, Usulan
from penugasan.models.penugasan import TETAP
from penugasan.rules.tanggal import tambah_bulan

BUP_UMUM = 58
HASIL_PENCARIAN = 20
HURUF_PALING_SEDIKIT = 3
DEKAT = 1
"""Working days left at which a deadline counts as near."""
GESER = "tenggat.geser"
"""The act of the trail that lists which deadlines a new free day moved."""
DIMINTA = (Penugasan.Status.DIMINTA, Penugasan.Status.DISETUJUI_OPD)
TERBUKA = (Usulan.Status.DIAJUKAN, Usulan.Status.PERBAIKAN)


def berusulan() -> Exists:
    """Whether the OPD answered with an usulan that is still open, at BKPSDM or sent back."""
    return Exists(Usulan.objects.filter(penugasan=OuterRef("pk"), status__in=TERBUKA))


def menunggu_putusan() -> Exists:
    """Whether BKPSDM has an usulan to decide; with one it sent back the head's clock runs."""
    diajukan = Usulan.Status.DIAJUKAN
    return Exists(Usulan.objects.filter(penugasan=OuterRef("pk"), status=diajukan))


def daftar(akun: Any) -> QuerySet[Penugasan]:
    """Every assignment the account may see: unanswered first, the nearest deadline on top."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return (
        semua.select_related(
            "instansi", "pegawai", "opd_asal", "kebutuhan__koperasi__wilayah", "periode"
        )
        .annotate(
            berusulan=berusulan(),
            giliran=Case(
                When(status=Penugasan.Status.DIMINTA, then=Value(0)),
                When(status=Penugasan.Status.DISETUJUI_OPD, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
        )
        .order_by("giliran", "batas_jawab", "-pk")
    )


def hitung(penugasan: QuerySet[Penugasan], hari: dt.date) -> dict[str, int]:
    """How many wait, are late, are agreed and are confirmed."""
    diminta = Q(status=Penugasan.Status.DIMINTA)
    jumlah: dict[str, int] = penugasan.order_by().aggregate(
        diminta=Count("pk", filter=diminta),
        lewat=Count("pk", filter=diminta & Q(batas_jawab__lt=hari) & ~Q(menunggu_putusan())),
        disetujui=Count("pk", filter=Q(status=Penugasan.Status.DISETUJUI_OPD)),
        ditetapkan=Count("pk", filter=Q(status__in=TETAP)),
    )
    return jumlah


@dataclass(frozen=True, slots=True)
class Tenggat:
    """A deadline in working days: ``sisa`` is negative when working days passed since."""

    sisa: int
    batas: dt.date
    lewat: bool

    @property
    def keadaan(self) -> str:
        """``AMAN``, ``DEKAT`` or ``LEWAT``, as ``inti.lencana`` words them."""
        if self.lewat:
            return "LEWAT"
        return "DEKAT" if self.sisa <= DEKAT else "AMAN"

    @property
    def kalimat(self) -> str:
        """``3 hari kerja lagi``."""
        if self.lewat:
            return f"Lewat {-self.sisa} hari kerja" if self.sisa else "Lewat tenggat"
        return f"{self.sisa} hari kerja lagi" if self.sisa else "Hari terakhir"


class PenghitungTenggat:
    """Working days left, for many rows of one agency with one reading of its calendar."""

    def __init__(self, instansi: Instansi, hari: dt.date) -> None:
        self._kalender = Kalender(instansi)
        self._hari = hari

    def sampai(self, batas: dt.date) -> Tenggat:
        """How long from today until this day."""
        return Tenggat(self._kalender.sisa(self._hari, batas), batas, lewat=batas < self._hari)

    def sesudah(self, mulai: dt.date, hari_kerja: int) -> Tenggat:
        """How long until ``hari_kerja`` working days after ``mulai`` have passed."""
        return self.sampai(self._kalender.tambah(mulai, hari_kerja))


def pasang_tenggat(baris: Iterable[Any], instansi: Instansi, hari: dt.date) -> None:
    """Give each assignment that waits for its OPD a ``tenggat``; to the others None."""
    penghitung = PenghitungTenggat(instansi, hari)
    for satu in baris:
        menunggu = satu.status == Penugasan.Status.DIMINTA and satu.batas_jawab
        satu.tenggat = penghitung.sampai(satu.batas_jawab) if menunggu else None


def cari_pegawai(akun: Any, kata: str) -> list[Pegawai]:
    """People whose NIP starts with the digits, or whose name holds every word; a few at most.

    Titles ("S.Kom.", "A.Md.") are passed over. Fewer than three characters find nobody.
    """
    kata = " ".join(kata.split())
    angka = kata.replace(" ", "")
    if len(angka) < HURUF_PALING_SEDIKIT:
        return []
    semua: QuerySet[Pegawai] = Pegawai.objects.untuk(akun).aktif().select_related("opd")
    if angka.isdigit():
        cocok = semua.filter(nip__startswith=angka)
    else:
        cocok = semua
        for satu in kata_cari(kata.replace(",", " ")):
            if "." not in satu:
                cocok = cocok.filter(nama__icontains=satu)
    return list(cocok.order_by("nama", "pk")[:HASIL_PENCARIAN])


def formasi_bebas(akun: Any) -> list[Kebutuhan]:
    """Free, active posts of the agency in the order of the regions."""
    return list(
        Kebutuhan.objects.untuk(akun)
        .aktif()
        .exclude(pk__in=Penugasan.objects.hidup().values("kebutuhan"))
        .select_related("koperasi__wilayah__induk")
        .order_by("koperasi__wilayah__kode", "nomor")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dampak:
    """What a unit has, and what one person's leaving changes. Numbers are heads.

    ``kini`` are active staff not yet away; ``diminta`` those of them who are asked for or agreed;
    ``pemegang_lain`` colleagues with the same position who stay; ``pensiun`` those who reach 58
    within twelve months; ``minimum`` is None when the unit recorded none.
    """

    opd: Opd
    jabatan: str
    kini: int
    diminta: int
    pemegang_lain: int
    pensiun: int
    minimum: int | None

    @property
    def sesudah(self) -> int:
        """Staff left when this one person goes."""
        return max(0, self.kini - 1)

    @property
    def sesudah_semua(self) -> int:
        """Staff left when everybody asked for goes."""
        return max(0, self.kini - max(1, self.diminta))

    @property
    def di_bawah_minimum(self) -> bool:
        return self.minimum is not None and self.sesudah < self.minimum

    @property
    def pemegang_terakhir(self) -> bool:
        """Nobody else in the unit holds this position."""
        return bool(self.jabatan) and self.pemegang_lain == 0

    @property
    def berat(self) -> bool:
        """Whether the unit loses something it cannot make up for."""
        return self.di_bawah_minimum or self.pemegang_terakhir


def dampak(pegawai: Pegawai, opd: Opd, hari: dt.date) -> Dampak:
    """Count the effect on the unit in one query. Basis: every name beside its cost to the service
    (domain handbook, section 11)."""
    hidup = Penugasan.objects.filter(pegawai=OuterRef("pk"))
    lahir_dari, lahir_sampai = (
        tambah_bulan(hari, -12 * BUP_UMUM),
        tambah_bulan(hari, 12 - 12 * BUP_UMUM),
    )
    staf = Pegawai.objects.filter(opd=opd, aktif=True).annotate(
        pergi=Exists(hidup.filter(status__in=TETAP)),
        akan=Exists(hidup.filter(status__in=DIMINTA)),
    )
    tinggal = Q(pergi=False)
    jumlah = staf.aggregate(
        kini=Count("pk", filter=tinggal),
        diminta=Count("pk", filter=tinggal & Q(akan=True)),
        pemegang_lain=Count(
            "pk",
            filter=tinggal & Q(akan=False, jabatan__iexact=pegawai.jabatan) & ~Q(pk=pegawai.pk),
        ),
        pensiun=Count("pk", filter=tinggal & Q(lahir__gt=lahir_dari, lahir__lte=lahir_sampai)),
    )
    return Dampak(opd=opd, jabatan=pegawai.jabatan, minimum=opd.minimum_staf, **jumlah)


SEBUTAN = {
    "penugasan.minta": "Diminta ke OPD",
    "penugasan.setujui_opd": "OPD setuju",
    "penugasan.terima_pengganti": "Masuk sebagai pengganti",
    "penugasan.ganti": "Diganti orang lain",
    "penugasan.pertahankan": "Keberatan OPD diterima",
    "penugasan.tetapkan": "Ditetapkan",
    "penugasan.aktifkan": "Mulai bertugas",
    "penugasan.selesaikan": "Selesai bertugas",
    "penugasan.kembalikan": "Dikembalikan ke OPD",
    "penugasan.batalkan": "Nominasi dibatalkan",
    "penugasan.cabut_penetapan": "Penetapan dicabut",
    "penugasan.eskalasi": sebut_lambat("Lewat tenggat, diteruskan ke pimpinan dan {badan}"),
    "penugasan.jam_jalan": "Tenggat berjalan lagi",
    GESER: "Tenggat mundur karena hari libur",
    "penugasan.ubah_akhir": "Akhir masa tugas disesuaikan",
    "evaluasi.nilai": "Evaluasi tahunan",
    "pengalihan.catat": "Tugas dicatat",
    "pengalihan.serahkan": "Tugas diserahkan",
    "pengalihan.hentikan": "Tugas dihentikan",
    "pengalihan.hapus": "Tugas dihapus dari daftar",
    "pengalihan.lengkap": "Daftar tugas dinyatakan lengkap",
    "usulan.ajukan": "OPD mengajukan usulan",
    "usulan.ajukan_lagi": "OPD mengajukan usulan yang diperbaiki",
    "usulan.cabut": "Usulan dicabut",
    "usulan.setujui": "Usulan diterima",
    "usulan.tolak": "Usulan ditolak",
    "usulan.minta_perbaikan": "Usulan dikembalikan untuk perbaikan (BTS)",
    "surat.siapkan": "Nomor surat diambil",
    "surat.terbitkan": "Surat diterbitkan",
    "surat.unggah_ttd": "Berkas bertanda tangan diunggah",
    "surat.cabut": "Surat dicabut",
    "surat.ganti": "Surat diganti",
}
"""What a dotted act is called on a timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kejadian:
    """One line of a timeline."""

    kalimat: str
    waktu: dt.datetime
    oleh: str
    atas_nama: str
    pesan: str


def riwayat(penugasan: Penugasan) -> list[Kejadian]:
    """What happened to the assignment, its usulan and its letters, oldest first."""
    kunci = Cast("pk", TextField())
    usulan, surat = (
        semua.order_by().values(kunci=kunci)
        for semua in (penugasan.usulan_set, penugasan.surat_set)
    )
    milik = (
        Q(objek_jenis=Penugasan._meta.label_lower, objek_id=str(penugasan.pk))
        | Q(objek_jenis=Usulan._meta.label_lower, objek_id__in=usulan)
        | Q(objek_jenis=Surat._meta.label_lower, objek_id__in=surat)
    )
    geser = Q(aksi=GESER, waktu__gte=penugasan.dibuat_pada)  # one entry lists all that moved
    jejak = JejakAudit.objects.filter(milik | geser, instansi_id=penugasan.instansi_id)
    return [
        Kejadian(
            kalimat=SEBUTAN.get(satu.aksi, satu.aksi),
            waktu=satu.waktu,
            oleh=satu.aktor.nama if satu.aktor else "Sistem",
            atas_nama=satu.atas_nama,
            pesan=satu.pesan if satu.aksi != GESER else _mundur(satu, penugasan.pk),
        )
        for satu in jejak.select_related("aktor").order_by("urutan")
        if satu.aksi != GESER or _mundur(satu, penugasan.pk)
    ]


def _mundur(jejak: JejakAudit, kunci: int) -> str:
    """Which day made this assignment's deadline move to which; "" when it is not among them."""
    isi = jejak.sesudah or {}
    for bagian in isi["daftar"]:
        if bagian["jenis"] == "penugasan" and kunci in bagian["kunci"]:
            libur, menjadi = (dt.date.fromisoformat(t) for t in (isi["tanggal"], bagian["menjadi"]))
            return f"{libur:%d-%m-%Y} menjadi hari libur; tenggatnya {menjadi:%d-%m-%Y}."
    return ""
