"""Reads for the dialogue with the OPD head: his tasks, who may take A's place, A beside B."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When

from inti.models import Instansi
from inti.waktu import ZONA
from pegawai.models import Opd, Pegawai
from pegawai.models.opd import di_pohon
from penugasan.models import Penugasan, Usulan
from penugasan.queries.fakta import fakta_pegawai
from penugasan.queries.kecocokan import Nilai, nilai_orang
from penugasan.queries.nominasi import TERBUKA, Dampak, PenghitungTenggat, dampak
from penugasan.queries.nominatif import domisili
from penugasan.rules.kelayakan import periksa
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.tanggal import umur
from penugasan.rules.types import Hasil, Kelayakan


def tugas(akun: Any) -> QuerySet[Penugasan]:
    """What an OPD head sees: every assignment of his tree with its newest usulan first."""
    tanpa_pemilik = Q(tugas_set__penerima__isnull=True, tugas_set__dihentikan=False)
    semua: QuerySet[Penugasan] = Penugasan.objects.untuk(akun)
    return (
        semua.annotate(
            tugas_sisa=Count("tugas_set", filter=tanpa_pemilik & Q(tugas_set__isnull=False))
        )
        .select_related(
            "instansi", "periode", "pegawai__opd", "opd_asal", "kebutuhan__koperasi__wilayah"
        )
        .prefetch_related(
            Prefetch(
                "usulan_set",
                Usulan.objects.select_related("pengganti").order_by("-pk"),
                to_attr="daftar_usulan",
            )
        )
        .order_by("batas_jawab", "pk")
    )


def antrean(akun: Any) -> QuerySet[Usulan]:
    """The inbox: what waits for BKPSDM first, oldest on top."""
    semua: QuerySet[Usulan] = Usulan.objects.untuk(akun)
    return (
        semua.select_related(
            "instansi",
            "penugasan__periode__versi",
            "penugasan__pegawai__opd",
            "penugasan__opd_asal",
            "penugasan__kebutuhan__koperasi__wilayah",
            "pengganti__opd",
            "diajukan_oleh",
            "diputus_oleh",
        )
        .annotate(
            giliran=Case(
                When(status=Usulan.Status.DIAJUKAN, then=Value(0)),
                When(status=Usulan.Status.PERBAIKAN, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            )
        )
        .order_by("giliran", "diajukan_pada", "pk")
    )


def hitung(usulan: QuerySet[Usulan]) -> dict[str, int]:
    """How many stand in each state, by its code."""
    per_status = usulan.order_by().values_list("status").annotate(jumlah=Count("pk"))
    return dict.fromkeys(Usulan.Status.values, 0) | dict(per_status)


def pasang_tenggat(usulan: Iterable[Any], instansi: Instansi, hari: dt.date) -> None:
    """Give each usulan that waits for BKPSDM a ``tenggat``: as many working days as the OPD had.

    The clock stood still while the head was mending it: days used before are not given back.
    """
    penghitung = PenghitungTenggat(instansi, hari)
    for satu in usulan:
        satu.tenggat = None
        if satu.status == Usulan.Status.DIAJUKAN:
            mulai = satu.diajukan_pada.astimezone(ZONA).date()
            sisa = satu.penugasan.periode.batas_hari_kerja - satu.hari_terpakai
            satu.tenggat = penghitung.sesudah(mulai, max(1, sisa))


def berikutnya(akun: Any, *, kecuali: int) -> Usulan | None:
    """The next usulan that waits for a decision, or None."""
    menunggu = antrean(akun).filter(status=Usulan.Status.DIAJUKAN)
    return menunggu.exclude(pk=kecuali).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calon:
    """One colleague who may go instead, with the points of the placement score and why.

    ``dikecualikan`` tells that he is eligible because a rule was overruled for him.
    """

    pegawai: Pegawai
    nilai: Nilai
    dikecualikan: bool = False


def calon_pengganti(
    penugasan: Penugasan, jalur: list[str], *, kata: str = "", boleh: int | None = None
) -> list[Calon]:
    """Eligible colleagues on or below these tree paths, best fit first.

    Judged now, by the rules of the round and for this post. Who holds a live assignment or is
    proposed in an open usulan is left out, except ``boleh``, the substitute of the usulan that is
    being mended. Reads a fixed number of queries.
    """
    periode = penugasan.periode
    terbuka = Usulan.objects.filter(status__in=TERBUKA, pengganti__isnull=False)
    kolega = (
        Pegawai.objects.filter(di_pohon(jalur, "opd__jalur"), instansi_id=penugasan.instansi_id)
        .aktif()
        .exclude(pk=penugasan.pegawai_id)
        .exclude(pk__in=Penugasan.objects.hidup().values("pegawai"))
        .exclude(pk__in=terbuka.exclude(pengganti=boleh).values("pengganti"))
        .select_related("opd")
    )
    if kata:
        kolega = kolega.filter(nama__icontains=kata)
    putusan = kelayakan_untuk(list(kolega), penugasan)
    layak = [p for p in kolega if putusan[p.pk].hasil is Hasil.LAYAK]
    nilai = nilai_orang(layak, kebutuhan=penugasan.kebutuhan, periode=periode)
    calon = [
        Calon(pegawai=p, nilai=nilai[p.pk], dikecualikan=bool(putusan[p.pk].dikecualikan))
        for p in layak
    ]
    return sorted(calon, key=lambda c: (-c.nilai.jumlah, c.pegawai.nama, c.pegawai.pk))


def kelayakan_untuk(orang: Iterable[Pegawai], penugasan: Penugasan) -> dict[int, Kelayakan]:
    """Verdicts for the post of this nomination, by person key; a fixed number of queries.

    Holding this very post speaks against nobody: an accepted substitute stays LAYAK on the page
    that shows why he was accepted.
    """
    orang = list(orang)
    kursi = Penugasan.objects.hidup().filter(kebutuhan=penugasan.kebutuhan_id)
    kecuali = {penugasan.pk, *kursi.values_list("pk", flat=True)}
    kebijakan = kebijakan_dari(penugasan.periode.versi.isi)
    tujuan = frozenset({penugasan.kebutuhan.koperasi.wilayah_id})
    fakta = fakta_pegawai(
        orang,
        kebijakan=kebijakan,
        periode=penugasan.periode,
        kecuali=kecuali,
        tujuan=tujuan,
    )
    acuan = penugasan.periode.tanggal_acuan
    return {pk: periksa(satu, kebijakan, acuan) for pk, satu in fakta.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sisi:
    """One side of the comparison: a person, the verdict, the score and the unit's loss."""

    pegawai: Pegawai
    kelayakan: Kelayakan
    nilai: Nilai
    dampak: Dampak | None
    usia: int | None
    domisili: str
    komputer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Banding:
    """A and B side by side; ``baris`` is what ``komponen/bandingkan.html`` prints."""

    a: Sisi
    b: Sisi
    baris: list[dict[str, Any]]


def bandingkan(penugasan: Penugasan, pengganti: Pegawai, hari: dt.date) -> Banding:
    """Put the named person and the substitute side by side, with what each costs the unit."""
    orang = list(
        Pegawai.objects.filter(pk__in=[penugasan.pegawai_id, pengganti.pk])
        .select_related("opd", "domisili__induk")
        .prefetch_related("bukti_komputer_set")
    )
    putusan = kelayakan_untuk(orang, penugasan)
    nilai = nilai_orang(orang, kebutuhan=penugasan.kebutuhan, periode=penugasan.periode)
    sisi = {
        p.pk: Sisi(
            pegawai=p,
            kelayakan=putusan[p.pk],
            nilai=nilai[p.pk],
            dampak=dampak(p, p.opd, hari) if p.opd else None,
            usia=_usia(p, penugasan.mulai),
            domisili=domisili(p) or "Belum tercatat",
            komputer=_komputer(p),
        )
        for p in orang
    }
    a, b = sisi[penugasan.pegawai_id], sisi[pengganti.pk]
    return Banding(a=a, b=b, baris=_baris(a, b))


def _usia(pegawai: Pegawai, pada: dt.date) -> int | None:
    return umur(pegawai.lahir, pada)[0] if pegawai.lahir and pegawai.lahir <= pada else None


def _komputer(pegawai: Pegawai) -> str:
    bukti = [b for b in pegawai.bukti_komputer_set.all() if b.mampu]
    return str(max(bukti, key=lambda b: b.tingkat)) if bukti else "Belum ada bukti"


def _baris(a: Sisi, b: Sisi) -> list[dict[str, Any]]:
    polos = [
        ("Kelayakan", a.kelayakan.hasil.label, b.kelayakan.hasil.label),
        ("Unit kerja", _unit(a.pegawai.opd), _unit(b.pegawai.opd)),
        ("Jabatan", a.pegawai.jabatan or "–", b.pegawai.jabatan or "–"),
        ("Pendidikan", a.pegawai.pendidikan or "–", b.pegawai.pendidikan or "–"),
        ("Usia saat mulai", _tahun(a.usia), _tahun(b.usia)),
        ("Bukti komputer", a.komputer, b.komputer),
        ("Domisili", a.domisili, b.domisili),
    ]
    baris = [_satu(label, kiri, kanan) for label, kiri, kanan in polos]
    for nama, label in (("domisili", "Nilai domisili"), ("prodi", "Nilai pendidikan")):
        kiri, kanan = a.nilai.bagian.get(nama, 0), b.nilai.bagian.get(nama, 0)
        baris.append(_satu(label, str(kiri), str(kanan), _unggul(kiri, kanan)))
    kiri, kanan = a.nilai.jumlah, b.nilai.jumlah
    baris.append(_satu("Nilai seluruhnya", str(kiri), str(kanan), _unggul(kiri, kanan)))
    if a.dampak and b.dampak:
        baris.append(_satu("Staf unit bila pergi", _staf(a.dampak), _staf(b.dampak)))
        kiri, kanan = a.dampak.pemegang_lain, b.dampak.pemegang_lain
        unggul = _unggul(kiri, kanan) if 0 in (kiri, kanan) else ""
        baris.append(_satu("Rekan sejabatan yang tinggal", _orang(kiri), _orang(kanan), unggul))
    return baris


def _satu(label: str, a: str, b: str, unggul: str = "") -> dict[str, Any]:
    return {"label": label, "a": a, "b": b, "beda": a != b, "unggul": unggul}


def _unggul(a: int, b: int) -> str:
    if a == b:
        return ""
    return "a" if a > b else "b"


def _unit(opd: Opd | None) -> str:
    return opd.nama if opd else "Belum dikenal"


def _tahun(usia: int | None) -> str:
    return f"{usia} tahun" if usia is not None else "Belum tercatat"


def _orang(jumlah: int) -> str:
    return f"{jumlah} orang" if jumlah else "Tidak ada"


def _staf(dampak: Dampak) -> str:
    batas = f", minimum {dampak.minimum}" if dampak.minimum is not None else ""
    kurang = ", di bawah minimum" if dampak.di_bawah_minimum else batas
    return f"{dampak.kini} → {dampak.sesudah}{kurang}"
