"""Turns records into the plain facts that the rules read: a fixed number of queries per batch."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from inti.models import Instansi, Sumber, Wilayah
from koperasi.models import Kebutuhan
from pegawai.models import BuktiKomputer, HukumanDisiplin, Kontrak, Pegawai, PredikatKinerja
from penugasan.models import Pengecualian, Penugasan, Periode
from penugasan.queries.kunci_fakta import hukuman_berlaku
from penugasan.rules.kelayakan import Kebijakan
from penugasan.rules.types import Bukti, Fakta, Hukuman, SumberFakta, Tugas

KOLOM_BERSUMBER = (
    "jenis",
    "kedudukan_hukum",
    "tingkat_pendidikan",
    "pendidikan",
    "lahir",
    "jabatan",
    "domisili",
)
_KOLOM = (
    "pk",
    "jenis",
    "kedudukan_hukum_id",
    "kedudukan_hukum",
    "tingkat_pendidikan",
    "pendidikan",
    "lahir",
    "jabatan",
    "domisili_id",
)
_ASAL = ("sumber__keterangan", "sumber__tanggal")
_baris = attrgetter(*_KOLOM)
SEKALI_BACA = 5000
"""Persons per batch: bounds memory and the length of an IN list."""


def fakta_instansi(
    instansi: Instansi,
    *,
    kebijakan: Kebijakan,
    periode: Periode | None = None,
    setelah: int = 0,
    hanya: Collection[int] | None = None,
) -> Iterator[list[tuple[int, Fakta]]]:
    """The facts of everybody on the active register by key, without sources, in batches.

    People come in the order of their keys, from the first one beyond ``setelah``; ``hanya``
    narrows them down. Exceptions of ``periode`` count. Each batch is a query of its own: no
    cursor stays open, so the caller may write in between.
    """
    tujuan = None
    if kebijakan.parameter("domisili") is not None:
        tujuan = wilayah_tujuan(instansi)
    semua = Pegawai.objects.filter(instansi=instansi, aktif=True).order_by("pk")
    if hanya is not None:
        semua = semua.filter(pk__in=hanya)
    terakhir = setelah
    while baris := list(semua.filter(pk__gt=terakhir).values_list(*_KOLOM)[:SEKALI_BACA]):
        terakhir = baris[-1][0]
        sekitar = _Sekitar(
            [satu[0] for satu in baris],
            {satu[-1] for satu in baris if satu[-1]},
            kebijakan=kebijakan,
            periode=periode,
        )
        yield [(satu[0], _fakta(satu, sekitar, tujuan)) for satu in baris]


def wilayah_tujuan(instansi: Instansi) -> frozenset[str]:
    """The regions where the agency has open posts."""
    return frozenset(
        Kebutuhan.objects.aktif()
        .filter(koperasi__instansi=instansi)
        .values_list("koperasi__wilayah_id", flat=True)
    )


def fakta_pegawai(
    pegawai: Sequence[Pegawai],
    *,
    kebijakan: Kebijakan,
    periode: Periode | None = None,
    kecuali: Collection[int] = (),
    tujuan: frozenset[str] | None = None,
) -> dict[int, Fakta]:
    """Facts with their sources by primary key.

    Tables that only switched-off rules read are not asked. Exceptions of ``periode`` count.
    """
    sekitar = _Sekitar(
        [satu.pk for satu in pegawai],
        {satu.domisili_id for satu in pegawai if satu.domisili_id},
        kebijakan=kebijakan,
        periode=periode,
        kecuali=kecuali,
        bersumber=True,
    )
    sumber = _sumber(
        {nomor for p in pegawai for kolom, nomor in p.sumber.items() if kolom in KOLOM_BERSUMBER}
    )
    hasil = {}
    for satu in pegawai:
        asal = {
            kolom: sumber[nomor]
            for kolom, nomor in satu.sumber.items()
            if kolom in KOLOM_BERSUMBER and nomor in sumber
        }
        hasil[satu.pk] = _fakta(_baris(satu), sekitar, tujuan, asal | sekitar.asal(satu.pk))
    return hasil


def _fakta(
    baris: tuple[Any, ...],
    sekitar: "_Sekitar",
    tujuan: frozenset[str] | None,
    sumber: Mapping[str, SumberFakta] = MappingProxyType({}),
) -> Fakta:
    """Put the columns of one person (``_KOLOM``) and what stands around them together."""
    pk, jenis, kedudukan_id, kedudukan, tingkat, pendidikan, lahir, jabatan, domisili = baris
    return Fakta(
        jenis=jenis or None,
        kedudukan_hukum_id=kedudukan_id or None,
        kedudukan_hukum=kedudukan or None,
        tingkat_pendidikan=tingkat or None,
        pendidikan=pendidikan or None,
        lahir=lahir,
        jabatan=jabatan or None,
        domisili=domisili,
        wilayah_tujuan=tujuan,
        sumber=sumber,
        **sekitar.isi(pk, domisili),
    )


class _Sekitar:
    """What stands in other tables about some people, in a fixed number of queries."""

    def __init__(
        self,
        kunci: list[int],
        domisili: set[str],
        *,
        kebijakan: Kebijakan,
        periode: Periode | None,
        kecuali: Collection[int] = (),
        bersumber: bool = False,
    ) -> None:
        self._bukti = _bukti(kunci, asal=bersumber)
        self._tugas = _tugas(kunci, kecuali)
        self._kontrak = _kontrak(kunci) if kebijakan.parameter("kontrak") else {}
        self._predikat = _predikat(kunci) if kebijakan.parameter("predikat_kinerja") else {}
        dinilai = kebijakan.parameter("hukuman_disiplin") is not None
        self._hukuman, self._asal = _hukuman(kunci, asal=bersumber) if dinilai else ({}, {})
        self._tetangga = _tetangga(domisili) if kebijakan.parameter("domisili") else {}
        self._pengecualian = _pengecualian(kunci, periode) if periode else {}

    def isi(self, pk: int, domisili: str | None) -> dict[str, Any]:
        """Return these facts of one person under their names in ``Fakta``."""
        return {
            "bukti_komputer": tuple(self._bukti.get(pk, ())),
            "penugasan": tuple(self._tugas.get(pk, ())),
            "kontrak_akhir": self._kontrak.get(pk),
            "predikat": self._predikat.get(pk, {}),
            "hukuman": self._hukuman.get(pk),
            "tetangga": self._tetangga.get(domisili or "", frozenset()),
            "pengecualian": self._pengecualian.get(pk, {}),
        }

    def asal(self, pk: int) -> dict[str, SumberFakta]:
        """Return where these facts were read, by their names in ``Fakta``."""
        return {"hukuman": self._asal[pk]} if pk in self._asal else {}


def _bukti(kunci: list[int], *, asal: bool) -> dict[int, list[Bukti]]:
    """Evidence of computer skill, from the oldest to the newest."""
    kolom = ("pegawai_id", "jenis", "tingkat", "mampu", "keterangan", "tanggal")
    baris = BuktiKomputer.objects.filter(pegawai__in=kunci).order_by("tanggal", "pk")
    kumpulan: dict[int, list[Bukti]] = defaultdict(list)
    for pegawai_id, jenis, tingkat, mampu, keterangan, tanggal, *sumber in baris.values_list(
        *kolom, *(_ASAL if asal else ())
    ):
        dari = SumberFakta(*sumber) if sumber else None
        kumpulan[pegawai_id].append(
            Bukti(jenis, tingkat, mampu, keterangan or jenis, tanggal, dari)
        )
    return kumpulan


def _sumber(nomor: set[int]) -> dict[int, SumberFakta]:
    return {
        satu.pk: SumberFakta(satu.keterangan, satu.tanggal)
        for satu in Sumber.objects.filter(pk__in=nomor)
    }


def _pengecualian(kunci: list[int], periode: Periode) -> dict[int, dict[str, str]]:
    """Approved exceptions of the round: per person the rules, each with its document."""
    kumpulan: dict[int, dict[str, str]] = defaultdict(dict)
    berlaku = Pengecualian.objects.berlaku().filter(periode=periode, pegawai__in=kunci)
    for pegawai_id, aturan, alasan, dokumen in berlaku.values_list(
        "pegawai_id", "aturan", "alasan", "dokumen"
    ):
        kumpulan[pegawai_id][aturan] = f"{alasan} ({dokumen})"
    return kumpulan


def _tugas(kunci: list[int], kecuali: Collection[int]) -> dict[int, list[Tugas]]:
    """Live assignments per person. Drafts count: they take up the person, too."""
    kumpulan: dict[int, list[Tugas]] = defaultdict(list)
    hidup = Penugasan.objects.hidup().filter(pegawai__in=kunci).exclude(pk__in=kecuali)
    for satu in hidup.select_related("kebutuhan__koperasi__wilayah"):
        keterangan = f"{satu.kebutuhan.koperasi.nama_pendek} ({satu.get_status_display()})"
        kumpulan[satu.pegawai_id].append(Tugas(satu.mulai, satu.selesai, keterangan))
    return kumpulan


def _kontrak(kunci: list[int]) -> dict[int, dt.date]:
    """End of the agreement on the newest record."""
    baris = Kontrak.objects.filter(pegawai__in=kunci).order_by("tanggal", "pk")
    return dict(baris.values_list("pegawai_id", "akhir"))


def _predikat(kunci: list[int]) -> dict[int, dict[int, int]]:
    """Grade per year on the newest record of that year."""
    kumpulan: dict[int, dict[int, int]] = defaultdict(dict)
    baris = PredikatKinerja.objects.filter(pegawai__in=kunci).order_by("tanggal", "pk")
    for pegawai_id, tahun, predikat in baris.values_list("pegawai_id", "tahun", "predikat"):
        kumpulan[pegawai_id][tahun] = predikat
    return kumpulan


def _hukuman(
    kunci: list[int], *, asal: bool
) -> tuple[dict[int, tuple[Hukuman, ...] | None], dict[int, SumberFakta]]:
    """Sanctions that stand, per person, and the source of the newest statement."""
    kumpulan: dict[int, list[Any]] = defaultdict(list)
    sumber: dict[int, SumberFakta] = {}
    baris = HukumanDisiplin.objects.filter(pegawai__in=kunci).order_by("tanggal", "pk")
    for pegawai_id, tingkat, mulai, selesai, *dari in baris.values_list(
        "pegawai_id", "tingkat", "mulai", "selesai", *(_ASAL if asal else ())
    ):
        kumpulan[pegawai_id].append([tingkat, mulai, selesai])
        if dari:
            sumber[pegawai_id] = SumberFakta(*dari)
    return {pk: hukuman_berlaku(isi) for pk, isi in kumpulan.items()}, sumber


def semua_tetangga() -> dict[str, frozenset[str]]:
    """The regions next to each region."""
    return _bertetangga(Wilayah.tetangga.through.objects.all())


def _tetangga(tempat: set[str]) -> dict[str, frozenset[str]]:
    """Regions next to the ones where these people live."""
    return _bertetangga(Wilayah.tetangga.through.objects.filter(from_wilayah__in=tempat))


def _bertetangga(pasangan: Any) -> dict[str, frozenset[str]]:
    kumpulan: dict[str, set[str]] = defaultdict(set)
    for dari, ke in pasangan.values_list("from_wilayah_id", "to_wilayah_id"):
        kumpulan[dari].add(ke)
    return {kode: frozenset(isi) for kode, isi in kumpulan.items()}
