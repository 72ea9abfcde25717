"""Turns records into the plain facts that the rules read: a fixed number of queries per batch."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from inti.models import Instansi, Sumber, Wilayah
from koperasi.models import Kebutuhan
from pegawai.models import BuktiKomputer, Kontrak, Pegawai, PredikatKinerja
from penugasan.models import Penugasan
from penugasan.rules.kelayakan import Kebijakan
from penugasan.rules.types import Bukti, Fakta, SumberFakta, Tugas

KOLOM_BERSUMBER = (
    "jenis",
    "kedudukan_hukum",
    "tingkat_pendidikan",
    "pendidikan",
    "lahir",
    "jabatan",
    "domisili",
)
SEKALI_BACA = 2000
"""Persons per batch: bounds memory and the length of an IN list."""


def fakta_instansi(
    instansi: Instansi, *, kebijakan: Kebijakan
) -> Iterator[list[tuple[Pegawai, Fakta]]]:
    """Everybody on the active register with the facts, in batches, in the order of entry.

    Each batch is a query of its own: no cursor stays open, so the caller may write in between.
    """
    tujuan = None
    if kebijakan.parameter("domisili") is not None:
        tujuan = frozenset(
            Kebutuhan.objects.aktif()
            .filter(koperasi__instansi=instansi)
            .values_list("koperasi__wilayah_id", flat=True)
        )
    semua = Pegawai.objects.filter(instansi=instansi, aktif=True).order_by("pk")
    terakhir = 0
    while sebagian := list(semua.filter(pk__gt=terakhir)[:SEKALI_BACA]):
        terakhir = sebagian[-1].pk
        fakta = fakta_pegawai(sebagian, kebijakan=kebijakan, tujuan=tujuan)
        yield [(pegawai, fakta[pegawai.pk]) for pegawai in sebagian]


def fakta_pegawai(
    pegawai: Sequence[Pegawai],
    *,
    kebijakan: Kebijakan,
    kecuali: Collection[int] = (),
    tujuan: frozenset[str] | None = None,
) -> dict[int, Fakta]:
    """Facts by primary key. Tables that only switched-off rules read are not asked."""
    kunci = [satu.pk for satu in pegawai]
    bukti = _per_pegawai(
        BuktiKomputer.objects.filter(pegawai__in=kunci).order_by("tanggal", "pk").iterator()
    )
    nomor_sumber = {
        nomor
        for satu in pegawai
        for kolom, nomor in satu.sumber.items()
        if kolom in KOLOM_BERSUMBER
    }
    nomor_sumber |= {satu.sumber_id for daftar in bukti.values() for satu in daftar}
    sumber = {
        satu.pk: SumberFakta(satu.keterangan, satu.tanggal)
        for satu in Sumber.objects.filter(pk__in=nomor_sumber)
    }
    tugas = _tugas(kunci, kecuali)
    kontrak = _kontrak(kunci) if kebijakan.parameter("kontrak") else {}
    predikat = _predikat(kunci) if kebijakan.parameter("predikat_kinerja") else {}
    tetangga = _tetangga(pegawai) if kebijakan.parameter("domisili") else {}
    return {
        satu.pk: Fakta(
            jenis=satu.jenis or None,
            kedudukan_hukum_id=satu.kedudukan_hukum_id or None,
            kedudukan_hukum=satu.kedudukan_hukum or None,
            tingkat_pendidikan=satu.tingkat_pendidikan or None,
            pendidikan=satu.pendidikan or None,
            lahir=satu.lahir,
            jabatan=satu.jabatan or None,
            bukti_komputer=tuple(
                Bukti(
                    jenis=b.jenis,
                    tingkat=b.tingkat,
                    mampu=b.mampu,
                    keterangan=b.keterangan or b.jenis,
                    tanggal=b.tanggal,
                    sumber=sumber.get(b.sumber_id),
                )
                for b in bukti.get(satu.pk, ())
            ),
            penugasan=tuple(tugas.get(satu.pk, ())),
            kontrak_akhir=kontrak.get(satu.pk),
            predikat=predikat.get(satu.pk, {}),
            domisili=satu.domisili_id,
            tetangga=tetangga.get(satu.domisili_id or "", frozenset()),
            wilayah_tujuan=tujuan,
            sumber={
                kolom: sumber[nomor]
                for kolom, nomor in satu.sumber.items()
                if kolom in KOLOM_BERSUMBER and nomor in sumber
            },
        )
        for satu in pegawai
    }


def _per_pegawai(baris: Iterator[BuktiKomputer]) -> dict[int, list[BuktiKomputer]]:
    kumpulan: dict[int, list[BuktiKomputer]] = defaultdict(list)
    for satu in baris:
        kumpulan[satu.pegawai_id].append(satu)
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


def _tetangga(pegawai: Sequence[Pegawai]) -> dict[str, frozenset[str]]:
    """Regions next to the ones where these people live."""
    tempat = {satu.domisili_id for satu in pegawai if satu.domisili_id}
    kumpulan: dict[str, set[str]] = defaultdict(set)
    pasangan = Wilayah.tetangga.through.objects.filter(from_wilayah__in=tempat)
    for dari, ke in pasangan.values_list("from_wilayah_id", "to_wilayah_id"):
        kumpulan[dari].add(ke)
    return {kode: frozenset(isi) for kode, isi in kumpulan.items()}
