"""Counts for the home page: what waits for each role, how much of it, and since when.

One dict per role, keyed by a short code; ``views.beranda`` puts words and a button to each code.
However many piles a role has, they are counted in three questions at most.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Value

from inti.models import Impor, JejakAudit, Pekerjaan
from inti.peran import Peran
from inti.sekali import sekali
from inti.waktu import ZONA
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai
from pegawai.queries import (
    dapat_menjawab,
    kepala_tanpa_jabatan,
    segera_berakhir,
    tanpa_pejabat,
)
from penugasan.models import (
    KerjaGanda,
    Pemberitahuan,
    Pengajuan,
    Pengecualian,
    Penugasan,
    Peringatan,
    Periode,
    PermintaanData,
    PesanKeluar,
    Rencana,
    Saringan,
    Usulan,
)
from penugasan.models.penugasan import HIDUP, TETAP
from penugasan.queries.bertugas import (
    BEKERJA,
    belum_lapor,
    bulan_laporan,
    evaluasi_jatuh_tempo,
    koperasi_terlambat,
    orang,
)
from penugasan.queries.eskalasi import panggilan_lewat, permintaan_lewat
from penugasan.queries.kelayakan import saringan_terlihat
from penugasan.queries.nominasi import berusulan, menunggu_putusan
from penugasan.queries.penerus import perlu_penerus
from penugasan.queries.pengalihan import perlu_diatur
from penugasan.queries.periode import periode_aktif
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.queries.sinkronisasi import DITERIMA, buku_kirim, jumlah_per_keadaan

PEKAN = dt.timedelta(days=7)
BULAN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tumpukan:
    """A pile of work: how many, and the day the oldest has waited since (or is due)."""

    jumlah: int
    sejak: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Hitung:
    """A pile still to be counted: its rows (or the ``satuan`` they belong to), and the column that
    tells the oldest; "" when age means nothing."""

    baris: QuerySet[Any]
    kolom: str = ""
    satuan: str = "pk"

    def jenis(self) -> type:
        """What is counted together must have the same columns."""
        return type(self.baris.model._meta.get_field(self.kolom)) if self.kolom else type(None)

    def tanya(self, kode: str) -> QuerySet[Any, Any]:
        isi: dict[str, Any] = {"jumlah": Count(self.satuan, distinct=True)}
        if self.kolom:
            isi["sejak"] = Min(self.kolom)
        bernama = self.baris.order_by().annotate(tumpukan=Value(kode)).values("tumpukan")
        hasil: QuerySet[Any, Any] = bernama.annotate(**isi).values_list("tumpukan", *isi)
        return hasil


Hitungan = dict[str, Tumpukan]
Bahan = Mapping[str, Tumpukan | _Hitung]


def hitungan(akun: Akun, hari: dt.date) -> Hitungan:
    """What waits for this account on this day, by code, and its unread notifications."""
    belum_dibaca = Pemberitahuan.objects.untuk(akun).filter(dibaca_pada__isnull=True)
    milik = PENGHITUNG[Peran(akun.peran)](akun, hari)
    return _hitung_bersama({**milik, "pemberitahuan": _Hitung(belum_dibaca)})


def _hitung_bersama(bahan: Bahan) -> Hitungan:
    sejenis: defaultdict[type, list[QuerySet[Any, Any]]] = defaultdict(list)
    for kode, satu in bahan.items():
        if isinstance(satu, _Hitung):
            sejenis[satu.jenis()].append(satu.tanya(kode))
    hasil = {
        kode: Tumpukan(jumlah, _hari(sejak[0] if sejak else None))
        for pertama, *lain in sejenis.values()
        for kode, jumlah, *sejak in (pertama.union(*lain, all=True) if lain else pertama)
    }
    return {
        kode: hasil.get(kode, Tumpukan(0)) if isinstance(satu, _Hitung) else satu
        for kode, satu in bahan.items()
    }


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """The state of the round in figures, for the offices that read all of it."""

    periode: Periode | None
    saringan: Saringan | None
    kursi: int
    status: dict[str, int]
    dikirim: int
    diterima: int

    @property
    def terisi(self) -> int:
        """Posts with a live assignment."""
        return sum(self.status.get(status, 0) for status in HIDUP)

    @property
    def ditetapkan(self) -> int:
        """Posts whose person is confirmed or already at work."""
        return sum(self.status.get(status, 0) for status in TETAP)


def ringkasan(akun: Akun) -> Ringkasan:
    """Sum up screening, seats and assignments, once for each state, and delivery as it is now."""
    status = Penugasan.objects.untuk(akun).order_by().values_list("status").annotate(Count("pk"))
    kursi = Kebutuhan.objects.untuk(akun).aktif().order_by().values_list("aktif")
    siasn = jumlah_per_keadaan(buku_kirim(akun))
    return Ringkasan(
        periode=periode_aktif(akun.instansi),
        saringan=saringan_terlihat(akun),
        kursi=sum(n for _, n in sekali(kursi.annotate(Count("pk")), keadaan=akun.keadaan)),
        status=dict(sekali(status, keadaan=akun.keadaan)),
        dikirim=sum(siasn.values()),
        diterima=siasn[DITERIMA],
    )


# --- BKPSDM --------------------------------------------------------------------------------------


def _petugas(akun: Akun, hari: dt.date) -> Bahan:
    saringan = saringan_terlihat(akun)
    rencana = Rencana.objects.untuk(akun).filter(status=Rencana.Status.TERSUSUN).first()
    return {
        "tanpa_pegawai": Tumpukan(int(not Pegawai.objects.untuk(akun).exists())),
        "usulan": _Hitung(_usulan(akun, Usulan.Status.DIAJUKAN), "diajukan_pada"),
        "lewat": _Hitung(_belum_dijawab(akun).filter(batas_jawab__lt=hari), "batas_jawab"),
        "jawaban": _Hitung(_permintaan(akun, PermintaanData.Status.DIJAWAB), "dijawab_pada"),
        "permintaan_lewat": _Hitung(
            _permintaan(akun, *MENUNGGU_OPD).filter(batas__lt=hari), "batas"
        ),
        "panggilan_lewat": _Hitung(panggilan_lewat(akun.instansi, hari), "batas"),
        "kerja_ganda": _Hitung(_indikasi(akun, KerjaGanda.Status.DIJAWAB), "dijawab_pada"),
        "pengajuan": _Hitung(_pengajuan(akun, Pengajuan.Status.DIAJUKAN), "diajukan_pada"),
        "peringatan": _Hitung(Peringatan.objects.untuk(akun).terbuka(), "dibuat_pada"),
        "belum_pasti": Tumpukan(saringan.belum_pasti if saringan else 0),
        "penerus": _Hitung(perlu_penerus(Penugasan.objects.untuk(akun), hari)),
        "rencana": Tumpukan(rencana.terisi if rencana else 0, _hari(rencana and rencana.dibuat)),
        "kursi_kosong": Tumpukan(0) if rencana else _Hitung(_kursi_kosong(akun)),
        "impor": _Hitung(Impor.objects.untuk(akun).filter(status=Impor.Status.SIAP), "dibuat"),
        **_pengiriman(akun),
    }


def _penyetuju(akun: Akun, _hari_ini: dt.date) -> Bahan:
    siap = Penugasan.objects.untuk(akun).filter(status=Penugasan.Status.DISETUJUI_OPD)
    return {
        "penetapan": _Hitung(siap.exclude(dibuat_oleh=akun), "dijawab_pada"),
        "penetapan_sendiri": _Hitung(siap.filter(dibuat_oleh=akun), "dijawab_pada"),
        "pengajuan": _Hitung(_pengajuan(akun, Pengajuan.Status.DITERUSKAN), "diteruskan_pada"),
        **_pengiriman(akun),
    }


def _pengajuan(akun: Akun, status: str) -> QuerySet[Pengajuan]:
    semua: QuerySet[Pengajuan] = Pengajuan.objects.untuk(akun)
    return semua.filter(status=status)


def _pengiriman(akun: Akun) -> Bahan:
    """Assignments, not messages: the Buku Kirim has one row per assignment."""
    pesan = PesanKeluar.objects.untuk(akun).filter(usang=False)
    per_kode = {
        "pesan_ditolak": PesanKeluar.Status.DITOLAK,
        "pesan_ragu": PesanKeluar.Status.TIDAK_PASTI,
        "pesan_ditahan": PesanKeluar.Status.DITAHAN,
    }
    return {
        kode: _Hitung(pesan.filter(status=status), "dibuat", "penugasan")
        for kode, status in per_kode.items()
    }


# --- OPD heads -----------------------------------------------------------------------------------


def _kepala(akun: Akun, _hari_ini: dt.date) -> Bahan:
    return {
        "nominasi": _Hitung(_belum_dijawab(akun).exclude(berusulan()), "batas_jawab"),
        "perbaikan": _Hitung(_usulan(akun, Usulan.Status.PERBAIKAN), "diputus_pada"),
        "permintaan": _Hitung(_permintaan(akun, *MENUNGGU_OPD), "batas"),
        "kerja_ganda": _Hitung(_indikasi(akun, KerjaGanda.Status.TERBUKA), "batas"),
        "pengalihan": _Hitung(perlu_diatur(akun)),
        "diputus_bkpsdm": _Hitung(_usulan(akun, Usulan.Status.DIAJUKAN), "diajukan_pada"),
    }


def _permintaan(akun: Akun, *status: str) -> QuerySet[PermintaanData]:
    semua: QuerySet[PermintaanData] = PermintaanData.objects.untuk(akun)
    return semua.filter(status__in=status)


def _indikasi(akun: Akun, status: str) -> QuerySet[KerjaGanda]:
    semua: QuerySet[KerjaGanda] = KerjaGanda.objects.untuk(akun)
    return semua.filter(status=status)


def _belum_dijawab(akun: Akun) -> QuerySet[Penugasan]:
    """Nominations that wait for the head: asked, and no usulan of his lies at BKPSDM."""
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return semua.filter(~menunggu_putusan(), status=Penugasan.Status.DIMINTA)


def _usulan(akun: Akun, status: str) -> QuerySet[Usulan]:
    semua: QuerySet[Usulan] = Usulan.objects.untuk(akun)
    return semua.filter(status=status)


# --- Dinas Koperasi, auditor, admin --------------------------------------------------------------


def _dinas_koperasi(akun: Akun, hari: dt.date) -> Bahan:
    koperasi = Koperasi.objects.untuk(akun)
    evaluasi = evaluasi_jatuh_tempo(akun, hari)
    return {
        "evaluasi": Tumpukan(len(evaluasi), evaluasi[0].sampai if evaluasi else None),
        "terlambat": Tumpukan(len(koperasi_terlambat(akun, hari))),
        "tanpa_badan_hukum": _Hitung(koperasi.filter(nomor_badan_hukum="")),
        "belum_operasional": _Hitung(koperasi.filter(status=Koperasi.Status.BELUM_OPERASIONAL)),
        "kursi_kosong": _Hitung(_kursi_kosong(akun)),
    }


def _pengurus(akun: Akun, hari: dt.date) -> Bahan:
    di_sini = orang(akun)
    belum_tiba = di_sini.filter(status=Penugasan.Status.DITETAPKAN, mulai__lte=hari)
    belum = belum_lapor(orang(akun, BEKERJA), bulan_laporan(hari))
    return {
        "tiba": _Hitung(belum_tiba, "mulai"),
        "suara": _Hitung(belum),
        "pengajuan": _Hitung(Pengajuan.objects.untuk(akun).terbuka()),
    }


def _pimpinan(akun: Akun, hari: dt.date) -> Bahan:
    return {
        "lewat": _Hitung(_belum_dijawab(akun).filter(batas_jawab__lt=hari), "batas_jawab"),
        "permintaan_lewat": _Hitung(permintaan_lewat(akun.instansi, hari), "batas"),
        "panggilan_lewat": _Hitung(panggilan_lewat(akun.instansi, hari), "batas"),
    }


def _pegawai(akun: Akun, _hari_ini: dt.date) -> Bahan:
    return {"permintaan": _Hitung(_permintaan(akun, *MENUNGGU_OPD), "batas")}


def _auditor(akun: Akun, hari: dt.date) -> Bahan:
    periksa = Pekerjaan.objects.untuk(akun).filter(
        jenis="jejak.periksa",
        status=Pekerjaan.Status.SELESAI,
        berakhir__date__gte=hari - PEKAN,
    )
    return {
        "rantai": Tumpukan(int(not periksa.exists())),
        "pengecualian": _Hitung(
            Pengecualian.objects.untuk(akun).filter(
                diajukan_pada__year=hari.year, diajukan_pada__month=hari.month
            ),
            "diajukan_pada",
        ),
        **_jejak(akun, hari),
    }


def _jejak(akun: Akun, hari: dt.date) -> Hitungan:
    """What the trail of a month holds that an auditor looks into, counted in one walk."""
    sebulan = JejakAudit.objects.untuk(akun).filter(waktu__date__gte=hari - BULAN)
    tumpukan = {
        "sistem": Q(aktor__isnull=True),
        "ditolak": Q(aksi="usulan.tolak"),
        "dicabut": Q(aksi="penugasan.cabut_penetapan"),
    }
    jumlah = {f"{kode}_jumlah": Count("pk", filter=q) for kode, q in tumpukan.items()}
    sejak = {f"{kode}_sejak": Min("waktu", filter=q) for kode, q in tumpukan.items()}
    sepekan = Count("pk", filter=Q(waktu__date__gte=hari - PEKAN))
    isi = sebulan.order_by().aggregate(**jumlah, **sejak, kegiatan=sepekan)
    return {
        kode: Tumpukan(isi[f"{kode}_jumlah"], _hari(isi[f"{kode}_sejak"])) for kode in tumpukan
    } | {"kegiatan": Tumpukan(isi["kegiatan"])}


def _admin(akun: Akun, hari: dt.date) -> Bahan:
    milik = Akun.objects.untuk(akun).filter(is_active=True)
    opd = Opd.objects.untuk(akun).filter(aktif=True)
    return {
        "tak_terjawab": Tumpukan(len(unit_tanpa_penjawab(akun, hari))),
        "segera_berakhir": _Hitung(segera_berakhir(hari).filter(opd__in=opd), "selesai"),
        "tanpa_jabatan": _Hitung(kepala_tanpa_jabatan(milik, hari)),
        "belum_masuk": _Hitung(milik.filter(last_login__isnull=True), "date_joined"),
        "tanpa_pejabat": _Hitung(tanpa_pejabat(opd, hari)),
    }


def unit_tanpa_penjawab(akun: Akun, hari: dt.date) -> list[str]:
    """Codes of units asked to let somebody go, where nobody heads them or a unit above them."""
    diminta = Penugasan.objects.untuk(akun).filter(status=Penugasan.Status.DIMINTA)
    unit = set(
        sekali(diminta.values_list("opd_asal__kode", "opd_asal__jalur"), keadaan=akun.keadaan)
    )
    jalur = dapat_menjawab(akun.instansi, hari).values_list("opd__jalur", flat=True)
    dipimpin = tuple(sekali(jalur, keadaan=akun.keadaan))
    return sorted(kode for kode, jalur in unit if kode and not jalur.startswith(dipimpin))


# --- shared --------------------------------------------------------------------------------------


def _kursi_kosong(akun: Akun) -> QuerySet[Kebutuhan]:
    """Active posts without a live assignment."""
    kursi: QuerySet[Kebutuhan] = Kebutuhan.objects.untuk(akun).aktif()
    return kursi.exclude(penugasan_set__status__in=HIDUP)


def _hari(nilai: dt.date | dt.datetime | None) -> dt.date | None:
    """Return the agency's calendar day of a date or an instant."""
    return nilai.astimezone(ZONA).date() if isinstance(nilai, dt.datetime) else nilai


PENGHITUNG: dict[Peran, Callable[[Akun, dt.date], Bahan]] = {
    Peran.PETUGAS: _petugas,
    Peran.PENYETUJU: _penyetuju,
    Peran.KEPALA_OPD: _kepala,
    Peran.DINAS_KOPERASI: _dinas_koperasi,
    Peran.PENGURUS_KOPERASI: _pengurus,
    Peran.PEGAWAI: _pegawai,
    Peran.PIMPINAN: _pimpinan,
    Peran.AUDITOR: _auditor,
    Peran.ADMIN: _admin,
}
