"""What is on record about each person beyond SIASN, under the headings of the OPD survey.

The survey's own columns hold what the newest file said: read back in, they change nothing. What a
hand or SIASN added stands in a column of its own, CATATAN PORTAL, that no importer reads.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, QuerySet, Value

from inti.excel_tulis import Jenis, Kolom
from inti.models import Instansi, Sumber, Wilayah
from inti.pencari_wilayah import PencariWilayah
from pegawai.bukti_komputer import baca_bukti
from pegawai.models import BuktiKomputer, HukumanDisiplin, Kontrak, Pegawai, PredikatKinerja
from penugasan.exports.orang import kolom_jati_diri

SEKALI = 500
PREDIKAT = tuple(PredikatKinerja.Predikat.labels)
HUKUMAN = tuple(HukumanDisiplin.Tingkat.labels)
Bukti = BuktiKomputer | Kontrak | PredikatKinerja | HukumanDisiplin
B = TypeVar("B", BuktiKomputer, Kontrak, PredikatKinerja, HukumanDisiplin)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisBukti:
    """One person with what the newest files said, ready for the survey's columns."""

    pegawai: Pegawai
    domisili: str
    mampu: str
    bukti: str
    akhir_kontrak: dt.date | None
    predikat: Mapping[int, str]
    hukuman: HukumanDisiplin | None
    catatan: str


def kolom(ada: "DariBerkas") -> list[Kolom[BarisBukti]]:
    """The survey's columns: SKP for each year on record, sanctions where any word is on record."""
    return [
        *kolom_jati_diri(lambda b: b.pegawai),
        Kolom("{WILAYAH} DOMISILI", lambda b: b.domisili, lebar=34),
        Kolom("MAMPU KOMPUTER", lambda b: b.mampu, lebar=17),
        Kolom("BUKTI", lambda b: b.bukti, Jenis.PANJANG, 44),
        Kolom("AKHIR KONTRAK", lambda b: b.akhir_kontrak, Jenis.TANGGAL, 15),
        *[_kolom_predikat(satu) for satu in ada.tahun],
        *(_KOLOM_HUKUMAN if ada.hukuman else ()),
        Kolom("CATATAN PORTAL", lambda b: b.catatan, Jenis.PANJANG, 60),
    ]


def _kolom_predikat(tahun: int) -> Kolom[BarisBukti]:
    return Kolom(f"SKP {tahun}", lambda b: b.predikat.get(tahun, ""), lebar=16, pilihan=PREDIKAT)


_KOLOM_HUKUMAN: tuple[Kolom[BarisBukti], ...] = (
    Kolom(
        "HUKUMAN DISIPLIN",
        lambda b: b.hukuman.get_tingkat_display() if b.hukuman else "",
        lebar=20,
        pilihan=HUKUMAN,
    ),
    Kolom("HUKUMAN MULAI", lambda b: b.hukuman.mulai if b.hukuman else None, Jenis.TANGGAL, 17),
    Kolom("HUKUMAN SELESAI", lambda b: b.hukuman.selesai if b.hukuman else None, Jenis.TANGGAL, 18),
)


class DariBerkas(NamedTuple):
    """What files told of these people beyond one cell each."""

    tahun: list[int]
    hukuman: bool


def dari_berkas(pegawai: QuerySet[Pegawai]) -> DariBerkas:
    """The years that have grades, and whether there is any word about sanctions; one query."""
    milik: dict[str, Any] = {
        "pegawai__in": pegawai.order_by().values("pk"),
        "sumber__jenis": Sumber.Jenis.BERKAS,
    }
    nilai = PredikatKinerja.objects.filter(**milik).order_by().values_list("tahun", flat=True)
    hukuman = HukumanDisiplin.objects.filter(**milik).order_by().annotate(tahun=Value(0))
    ada = sorted(nilai.union(hukuman.values_list("tahun", flat=True)))
    return DariBerkas([satu for satu in ada if satu // 100 == 20], 0 in ada)


def baris(pegawai: QuerySet[Pegawai], instansi: Instansi, ada: DariBerkas) -> Iterator[BarisBukti]:
    """The rows by name with their evidence, 500 people at a time.

    The evidence is read beside the people, not hung on them: rows that point at each other
    stay in memory until Python happens to look for them.
    """
    wilayah = _Kelurahan(instansi)
    urut = pegawai.select_related("domisili__induk").order_by("nama", "pk").iterator(SEKALI)
    while orang := list(islice(urut, SEKALI)):
        kunci = [satu.pk for satu in orang]
        bukti = _per_orang(BuktiKomputer, kunci)
        kontrak = _per_orang(Kontrak, kunci)
        predikat = _per_orang(PredikatKinerja, kunci)
        hukuman = _per_orang(HukumanDisiplin, kunci if ada.hukuman else [])
        for satu in orang:
            pk = satu.pk
            yield _baris(satu, wilayah, bukti[pk], kontrak[pk], predikat[pk], hukuman[pk])


def _per_orang(model: type[B], kunci: list[int]) -> dict[int, list[B]]:
    """The evidence of these people, oldest first, each with the kind of its source."""
    hasil: dict[int, list[B]] = defaultdict(list)
    semua: QuerySet[Any] = model._default_manager.filter(pegawai__in=kunci)
    for satu in semua.annotate(asal=F("sumber__jenis")).order_by("tanggal", "pk"):
        hasil[satu.pegawai_id].append(satu)
    return hasil


def _baris(
    pegawai: Pegawai,
    wilayah: "_Kelurahan",
    semua_bukti: list[BuktiKomputer],
    semua_kontrak: list[Kontrak],
    semua_predikat: list[PredikatKinerja],
    semua_hukuman: list[HukumanDisiplin],
) -> BarisBukti:
    catatan: list[str] = []
    komputer = _terbaru(semua_bukti, catatan)
    kontrak = _terbaru(semua_kontrak, catatan)
    predikat = _terbaru_per_tahun(semua_predikat, catatan)
    hukuman = _terbaru(semua_hukuman, catatan)
    mampu, bukti = sel_bukti(komputer) if komputer else ("", "")
    if komputer and not (mampu or bukti):
        catatan.append(_kalimat(komputer))
    domisili = wilayah.tulis(pegawai)
    if pegawai.domisili and not domisili:
        catatan.append(f"Domisili: {pegawai.domisili.nama}.")
    return BarisBukti(
        pegawai=pegawai,
        domisili=domisili,
        mampu=mampu,
        bukti=bukti,
        akhir_kontrak=kontrak.akhir if kontrak else None,
        predikat=predikat,
        hukuman=hukuman,
        catatan=" ".join(catatan),
    )


def _terbaru(semua: Iterable[B], catatan: list[str]) -> B | None:
    """The newest that a file gave; what has another source goes into the notes."""
    hasil = None
    for satu in semua:
        if asal(satu) == Sumber.Jenis.BERKAS:
            hasil = satu
        else:
            catatan.append(_kalimat(satu))
    return hasil


def _terbaru_per_tahun(semua: Iterable[PredikatKinerja], catatan: list[str]) -> dict[int, str]:
    per_tahun: dict[int, list[PredikatKinerja]] = {}
    for satu in semua:
        per_tahun.setdefault(satu.tahun, []).append(satu)
    terbaru = {tahun: _terbaru(isi, catatan) for tahun, isi in per_tahun.items()}
    return {tahun: satu.get_predikat_display() for tahun, satu in terbaru.items() if satu}


def sel_bukti(bukti: BuktiKomputer) -> tuple[str, str]:
    """The cells MAMPU KOMPUTER and BUKTI that read back as this evidence; blank if none do.

    What was read came from these two cells, joined by a colon where both were needed.
    """
    isi = (bukti.jenis, bukti.tingkat, bukti.mampu, bukti.keterangan)
    ya = {True: "Ya", False: "Tidak", None: ""}[bukti.mampu]
    kata = bukti.keterangan
    terbelah = [
        (kata[:letak], kata[letak + 2 :])
        for letak in range(len(kata))
        if kata.startswith(": ", letak)
    ]
    for mampu, uraian in [(ya, kata), (kata, ""), *terbelah, ("", kata)]:
        terbaca = baca_bukti(mampu, uraian)
        if terbaca and isi == (
            str(terbaca.jenis),
            terbaca.tingkat,
            terbaca.mampu,
            terbaca.keterangan[:200],
        ):
            return mampu, uraian
    return "", ""


def _kalimat(bukti: Bukti) -> str:
    """One piece of evidence in words, with its date and where it came from."""
    nama = str(bukti._meta.verbose_name).capitalize()
    jawab = ""
    if isinstance(bukti, BuktiKomputer):
        jawab = {True: " (mampu)", False: " (tidak mampu)", None: ""}[bukti.mampu]
    dari = Sumber.Jenis(asal(bukti)).label
    return f"{nama}: {bukti}{jawab}; {dari}, {bukti.tanggal:%d-%m-%Y}."


def asal(bukti: Bukti) -> str:
    """The kind of source, read together with the evidence."""
    jenis: str = bukti.asal  # type: ignore[union-attr]
    return jenis


class _Kelurahan:
    """Domiciles in words that read back as the same kelurahan; blank when none do."""

    def __init__(self, instansi: Instansi) -> None:
        self._pencari = PencariWilayah(instansi)
        self._kata: dict[str, str] = {}

    def tulis(self, pegawai: Pegawai) -> str:
        wilayah = pegawai.domisili
        if wilayah is None:
            return pegawai.domisili_teks
        if wilayah.kode not in self._kata:
            self._kata[wilayah.kode] = self._cari_kata(wilayah)
        return self._kata[wilayah.kode]

    def _cari_kata(self, wilayah: Wilayah) -> str:
        lengkap = f"{wilayah.nama}, Kec. {wilayah.induk.nama}" if wilayah.induk else wilayah.nama
        for kata in (lengkap, wilayah.nama):
            temu = self._pencari.cari(kata)
            if temu is not None and temu.kode == wilayah.kode:
                return kata
        return ""
