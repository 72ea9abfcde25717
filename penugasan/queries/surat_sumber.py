"""What each kind of letter can be written from: the records without such a letter in force.

One function per kind gives its rows; the office issues them one by one or all at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from pegawai.models import Opd
from penugasan.models import Evaluasi, PanggilanNama, Penugasan, Periode, Surat, Usulan
from penugasan.models.penugasan import BERAKHIR, BERANGKAT, TETAP

Status = Penugasan.Status
DISEPAKATI = (Status.DISETUJUI_OPD, *TETAP)
"""States in which the home unit has let the person go."""
ORANG_PALING_BANYAK = 300
"""People on one list of names: bounds the pages, and the time a deciding transaction takes."""


@dataclass(frozen=True, slots=True)
class Calon:
    """One letter that could be written: from which record, for whom, and whom it names."""

    jenis: str
    kunci: str
    judul: str
    rincian: str
    periode: Periode
    objek: Any
    penugasan: tuple[Penugasan, ...] = ()
    opd: Opd | None = None


def calon_surat(jenis: str, akun: Any) -> list[Calon]:
    """What the account may have written now, in the order of the list.

    Raises KeyError for a kind that is not issued by hand.
    """
    terbit = Surat.objects.filter(
        instansi=akun.instansi_id, jenis=jenis, status=Surat.Status.BERLAKU
    )
    dipakai = set(terbit.exclude(sumber="").values_list("sumber", flat=True))
    return [satu for satu in SUMBER[jenis](akun) if satu.kunci not in dipakai]


def calon_tiba(penugasan: Penugasan) -> Calon:
    """The statement of somebody who has come."""
    return _satu("spmt", f"tiba:{penugasan.pk}", penugasan, f"Mulai {penugasan.tiba:%d-%m-%Y}")


def calon_akhir(penugasan: Penugasan) -> Calon:
    """The decision about somebody whose posting has ended."""
    rincian = f"{penugasan.sebab_diakhiri or penugasan.get_status_display()}"
    return _satu("sk_pengakhiran", f"akhir:{penugasan.pk}", penugasan, rincian)


def penugasan_bersurat(penugasan: QuerySet[Penugasan]) -> QuerySet[Penugasan]:
    """All that a letter says of an assignment, and the SK it rests on (``sk_nya``)."""
    sk = (
        Surat.objects.filter(jenis=Surat.Jenis.SK)
        .order_by("status", "-pk")
        .only("nomor", "tanggal", "jenis", "status")
    )
    return penugasan.select_related(
        "instansi",
        "periode__versi",
        "periode__instansi",
        "pegawai__opd",
        "opd_asal",
        "kebutuhan__koperasi__wilayah",
    ).prefetch_related(Prefetch("surat_set", sk, to_attr="sk_nya"))


def _satu(jenis: str, kunci: str, penugasan: Penugasan, rincian: str, objek: Any = None) -> Calon:
    return Calon(
        jenis,
        kunci,
        penugasan.pegawai.nama_lengkap,
        f"{penugasan.kebutuhan.koperasi.nama_pendek} · {rincian}",
        penugasan.periode,
        objek or penugasan,
        (penugasan,),
        penugasan.opd_asal,
    )


def _milik(akun: Any, *status: str) -> QuerySet[Penugasan]:
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun).filter(status__in=status)
    return penugasan_bersurat(semua).order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk")


def _permintaan_nama(akun: Any) -> Iterator[Calon]:
    semua = PanggilanNama.objects.untuk(akun).filter(ditutup_pada__isnull=True)
    for satu in semua.select_related("opd", "periode__versi", "periode__instansi"):
        rincian = f"{satu.jumlah} nama, paling lambat {satu.batas:%d-%m-%Y}"
        kunci = f"panggilan:{satu.pk}"
        yield Calon(
            "permintaan_nama", kunci, satu.opd.nama, rincian, satu.periode, satu, opd=satu.opd
        )


def _usulan_opd(akun: Any) -> Iterator[Calon]:
    kelompok: dict[tuple[int | None, int], list[Penugasan]] = defaultdict(list)
    for satu in _belum_bersurat(_milik(akun, *DISEPAKATI), "usulan_opd"):
        kelompok[satu.opd_asal_id, satu.periode_id].append(satu)
    for (opd, _periode), orang in kelompok.items():
        if opd is not None and (asal := orang[0].opd_asal):
            yield _rombongan("usulan_opd", f"opd:{opd}", asal.nama, orang, asal)


def _usulan_pengganti(akun: Any) -> Iterator[Calon]:
    semua = Usulan.objects.untuk(akun).filter(
        jenis=Usulan.Jenis.PENGGANTI,
        status__in=(Usulan.Status.DIAJUKAN, Usulan.Status.DISETUJUI),
    )
    relasi = "penugasan__"
    lengkap = semua.select_related(
        "pengganti",
        f"{relasi}instansi",
        f"{relasi}periode__versi",
        f"{relasi}periode__instansi",
        f"{relasi}pegawai",
        f"{relasi}opd_asal",
        f"{relasi}kebutuhan__koperasi__wilayah",
    )
    for satu in lengkap:
        if satu.pengganti is not None:
            rincian = f"diganti {satu.pengganti.nama_lengkap}"
            kunci = f"usulan:{satu.pk}"
            yield _satu("usulan_pengganti", kunci, satu.penugasan, rincian, satu)


def _berita_acara(akun: Any) -> Iterator[Calon]:
    kelompok: dict[int, list[Penugasan]] = defaultdict(list)
    menunggu = _milik(akun, Status.DISETUJUI_OPD, Status.DITETAPKAN)
    for satu in _belum_bersurat(menunggu, "berita_acara"):
        kelompok[satu.periode_id].append(satu)
    for periode, orang in kelompok.items():
        yield _rombongan("berita_acara", f"periode:{periode}", orang[0].periode.nama, orang, None)


def _spmt(akun: Any) -> Iterator[Calon]:
    yield from (calon_tiba(satu) for satu in _milik(akun, Status.AKTIF) if satu.tiba)


def _pengantar_bkn(akun: Any) -> Iterator[Calon]:
    """Of whom a decision in force names, those it did send: who was revoked is not told to BKN."""
    sk = Surat.objects.untuk(akun).filter(jenis=Surat.Jenis.SK, status=Surat.Status.BERLAKU)
    berangkat = Penugasan.objects.filter(status__in=BERANGKAT)
    orang = Prefetch("penugasan", penugasan_bersurat(berangkat))
    for satu in sk.prefetch_related(orang):
        nama = list(satu.penugasan.all())
        if nama:
            rincian = f"{len(nama)} orang"
            kunci, periode = f"sk:{satu.pk}", nama[0].periode
            yield Calon("pengantar_bkn", kunci, satu.nomor, rincian, periode, satu, tuple(nama))


def _evaluasi(akun: Any) -> Iterator[Calon]:
    semua = Evaluasi.objects.untuk(akun).prefetch_related(
        Prefetch("penugasan", penugasan_bersurat(Penugasan.objects.all()))
    )
    for satu in semua:
        rincian = f"{satu}: {satu.get_rekomendasi_display()}"
        yield _satu("evaluasi", f"evaluasi:{satu.pk}", satu.penugasan, rincian, satu)


def _sk_pengakhiran(akun: Any) -> Iterator[Calon]:
    yield from (calon_akhir(satu) for satu in _milik(akun, *BERAKHIR))


def _belum_bersurat(penugasan: QuerySet[Penugasan], jenis: str) -> QuerySet[Penugasan]:
    """Those not yet named by a letter of the kind that is in force."""
    ada = Surat.objects.filter(jenis=jenis, status=Surat.Status.BERLAKU)
    return penugasan.exclude(surat_set__in=ada)


def _rombongan(
    jenis: str, awalan: str, judul: str, orang: Iterable[Penugasan], opd: Opd | None
) -> Calon:
    """One letter about several people; its key is that of the first, so that a later group has
    another one. Who is too many for one letter stands in the next."""
    semua = tuple(orang)[:ORANG_PALING_BANYAK]
    kunci = f"{awalan}:{min(satu.pk for satu in semua)}"
    rincian = f"{len(semua)} orang"
    return Calon(jenis, kunci, judul, rincian, semua[0].periode, semua, semua, opd)


SUMBER: Mapping[str, Callable[[Any], Iterator[Calon]]] = {
    "permintaan_nama": _permintaan_nama,
    "usulan_opd": _usulan_opd,
    "usulan_pengganti": _usulan_pengganti,
    "berita_acara": _berita_acara,
    "spmt": _spmt,
    "pengantar_bkn": _pengantar_bkn,
    "evaluasi": _evaluasi,
    "sk_pengakhiran": _sk_pengakhiran,
}
