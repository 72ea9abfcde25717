"""Turns one screening into the planner's question: people, posts, home units and regions.

NIP and post codes serve as keys, not primary keys, so that two installations with the same data
compute the same plan and the same fingerprint.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from inti.models import Instansi, Wilayah
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import BuktiKomputer, Opd, Pegawai, PredikatKinerja
from penugasan.models import BarisRencana, HasilSaring, NamaDitawarkan, Penugasan, Periode, Saringan
from penugasan.models.penugasan import Status
from penugasan.placement.policy import kebijakan_dari
from penugasan.placement.types import Calon, Kursi, Masukan, Pasangan, Tempat, Unit
from penugasan.rules.kepegawaian import mengandung
from penugasan.rules.masa import usia_pensiun
from penugasan.rules.tanggal import awal_bulan_berikut, tambah_bulan, ulang_tahun

PRIORITAS = {
    Koperasi.Status.OPERASIONAL: 0,
    Koperasi.Status.GEDUNG_DIBANGUN: 1,
    Koperasi.Status.BELUM_OPERASIONAL: 2,
}
BUP_UMUM = 58
BULAN_PENSIUN = 12
TAHUN_PREDIKAT = 2
DI_KECAMATAN = frozenset({"kecamatan", "kelurahan", "desa"})
TANPA_UNIT = "Unit kerjanya belum dikenal. Perbaiki data unit, lalu susun ulang."
SUDAH_BERTUGAS = "Sudah dinominasikan atau bertugas di koperasi lain."
DIPERTAHANKAN = "OPD mempertahankan orang ini pada periode ini."
_JENJANG = re.compile(
    r"\s+(ahli\s+(pertama|muda|madya|utama)|pemula|terampil|mahir|penyelia)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bahan:
    """The question, and the way back from its keys to the records.

    `dilewati` are eligible people who are no candidates, with the reason; `catatan` are plain
    sentences about posts that were left out.
    """

    masukan: Masukan
    pegawai: Mapping[str, int]
    kebutuhan: Mapping[str, int]
    dilewati: tuple[tuple[int, str], ...] = ()
    catatan: tuple[str, ...] = ()


@dataclass(slots=True)
class _UnitDihitung:
    jumlah: int = 0
    pergi: int = 0
    pensiun: int = 0
    pemegang: Counter[str] = field(default_factory=Counter)


def bahan_rencana(
    saringan: Saringan,
    *,
    sebelumnya: Iterable[BarisRencana] = (),
    untuk: Sequence[Kebutuhan] | None = None,
) -> Bahan:
    """Gather everything the planner needs, in a fixed number of queries.

    `sebelumnya` are the rows of the plan to stay close to; the locked ones among them are fixed.
    `untuk` asks about these posts, held or not, instead of all that are free.
    Raises placement.types.MasukanTidakSah for a policy that cannot be read.
    """
    instansi, isi = saringan.instansi, saringan.versi.isi
    kebijakan = kebijakan_dari(isi)
    bertugas = set(
        Penugasan.objects.hidup().filter(instansi=instansi).values_list("pegawai_id", flat=True)
    )
    orang, dilewati = _pilah(saringan, bertugas)
    formasi, catatan = _formasi(instansi, isi) if untuk is None else (list(untuk), ())
    kursi = {_kunci_kursi(satu): satu for satu in formasi}
    nip = {satu.pk: satu.nip for satu in orang}
    lama = _pasangan(sebelumnya)
    masukan = Masukan(
        benih=f"{instansi.kode}/{saringan.periode.kode}",
        wilayah=_wilayah(
            {satu.domisili_id for satu in orang} | {satu.koperasi.wilayah_id for satu in formasi}
        ),
        unit=_unit(orang, bertugas, acuan=saringan.per_tanggal, isi=isi),
        calon=_calon(orang, isi, _layak(saringan), _ditawarkan(saringan)),
        kursi=tuple(_kursi(kunci, satu) for kunci, satu in kursi.items()),
        kecocokan=kebijakan.kecocokan,
        bobot=kebijakan.bobot,
        batas=kebijakan.batas,
        terkunci=frozenset(pasangan for pasangan, terkunci in lama.items() if terkunci),
        dilarang=_dilarang(saringan, nip),
        sebelumnya=frozenset(lama),
    )
    return Bahan(
        masukan=masukan,
        pegawai={nip: pk for pk, nip in nip.items()},
        kebutuhan={kunci: satu.pk for kunci, satu in kursi.items()},
        dilewati=dilewati,
        catatan=catatan,
    )


def bahan_kursi(orang: Sequence[Pegawai], *, kebutuhan: Kebutuhan, periode: Periode) -> Masukan:
    """The question about one post and these persons, in their order; nobody else competes.

    Unlike the plan's question it takes persons who are asked for already, to weigh them beside
    others. Reads a fixed number of queries.
    """
    isi = periode.versi.isi
    kebijakan = kebijakan_dari(isi)
    hidup = Penugasan.objects.hidup().filter(instansi=periode.instansi_id)
    bertugas = set(hidup.values_list("pegawai_id", flat=True)) - {satu.pk for satu in orang}
    return Masukan(
        benih=periode.kode,  # one post: there is nothing to draw lots for
        wilayah=_wilayah({satu.domisili_id for satu in orang} | {kebutuhan.koperasi.wilayah_id}),
        unit=_unit(orang, bertugas, acuan=periode.tanggal_acuan, isi=isi),
        calon=_calon(orang, isi, [satu.pk for satu in orang]),
        kursi=(_kursi(_kunci_kursi(kebutuhan), kebutuhan),),
        kecocokan=kebijakan.kecocokan,
        bobot=kebijakan.bobot,
        batas=kebijakan.batas,
    )


def rumpun(jabatan: str) -> str:
    """The family of a position: its name without the level ("Arsiparis Mahir": "arsiparis")."""
    return _JENJANG.sub("", " ".join(jabatan.split())).casefold()


def _pasangan(baris: Iterable[BarisRencana]) -> dict[Pasangan, bool]:
    return {(satu.pegawai.nip, _kunci_kursi(satu.kebutuhan)): satu.terkunci for satu in baris}


def _kunci_kursi(kebutuhan: Kebutuhan) -> str:
    return f"{kebutuhan.koperasi.kode}/{kebutuhan.nomor}"


def _pilah(
    saringan: Saringan, bertugas: set[int]
) -> tuple[list[Pegawai], tuple[tuple[int, str], ...]]:
    """Candidates, and the eligible people who cannot be one, with the reason."""
    layak = (
        Pegawai.objects.filter(pk__in=_layak(saringan), aktif=True)
        .select_related("opd")
        .order_by("nip")
    )
    dipertahankan = set(
        Penugasan.objects.filter(
            periode=saringan.periode, status__in=[Status.DIPERTAHANKAN, Status.DIGANTI]
        ).values_list("pegawai_id", flat=True)
    )
    calon: list[Pegawai] = []
    dilewati: list[tuple[int, str]] = []
    for satu in layak:
        if satu.pk in bertugas:
            dilewati.append((satu.pk, SUDAH_BERTUGAS))
        elif satu.pk in dipertahankan:
            dilewati.append((satu.pk, DIPERTAHANKAN))
        elif satu.opd is None:
            dilewati.append((satu.pk, TANPA_UNIT))
        else:
            calon.append(satu)
    return calon, tuple(dilewati)


def _formasi(instansi: Instansi, isi: Mapping[str, Any]) -> tuple[list[Kebutuhan], tuple[str, ...]]:
    """Free active posts, and a sentence about those of cooperatives without a legal entity."""
    kosong = (
        Kebutuhan.objects.aktif()
        .filter(koperasi__instansi=instansi)
        .exclude(pk__in=Penugasan.objects.hidup().values("kebutuhan"))
        .select_related("koperasi__wilayah")
        .order_by("koperasi__kode", "nomor")
    )
    if not isi.get("koperasi", {}).get("wajib_badan_hukum", True):
        return list(kosong), ()
    boleh = [satu for satu in kosong if satu.koperasi.nomor_badan_hukum]
    tanpa = [satu for satu in kosong if not satu.koperasi.nomor_badan_hukum]
    if not tanpa:
        return boleh, ()
    koperasi = len({satu.koperasi_id for satu in tanpa})
    kalimat = (
        f"{len(tanpa)} formasi di {koperasi} koperasi tidak ikut: nomor badan hukum belum tercatat."
    )
    return boleh, (kalimat,)


def _kursi(kunci: str, kebutuhan: Kebutuhan) -> Kursi:
    koperasi = kebutuhan.koperasi
    return Kursi(
        kunci=kunci,
        koperasi=koperasi.kode,
        nama_koperasi=koperasi.nama_pendek,
        wilayah=koperasi.wilayah_id,
        peran=kebutuhan.peran,
        nomor=kebutuhan.nomor,
        prioritas=PRIORITAS[Koperasi.Status(koperasi.status)],
    )


def _wilayah(kode: set[str | None]) -> tuple[Tempat, ...]:
    dipakai = {satu for satu in kode if satu}
    tetangga: dict[str, set[str]] = defaultdict(set)
    pasangan = Wilayah.tetangga.through.objects.filter(from_wilayah__in=dipakai)
    for dari, ke in pasangan.values_list("from_wilayah_id", "to_wilayah_id"):
        tetangga[dari].add(ke)
    return tuple(
        Tempat(
            kode=satu.kode,
            nama=satu.nama,
            kecamatan=satu.induk_id or "",
            lat=satu.lat,
            lng=satu.lng,
            tetangga=frozenset(tetangga[satu.kode]),
        )
        for satu in Wilayah.objects.filter(kode__in=dipakai).defer("garis_batas")
    )


def _unit(
    orang: Sequence[Pegawai], bertugas: set[int], *, acuan: dt.date, isi: Mapping[str, Any]
) -> tuple[Unit, ...]:
    """What the home units of these people have: everybody active counts, whatever the verdict."""
    dipakai = {satu.opd_id for satu in orang if satu.opd_id}
    hitung: dict[int, _UnitDihitung] = defaultdict(_UnitDihitung)
    semua = Pegawai.objects.filter(aktif=True, opd__in=dipakai)
    batas = tambah_bulan(acuan, BULAN_PENSIUN)
    for pk, opd, jabatan, lahir in semua.values_list("pk", "opd_id", "jabatan", "lahir"):
        unit = hitung[opd]
        unit.jumlah += 1
        unit.pensiun += lahir is not None and _pensiun(lahir, jabatan, isi) <= batas
        if pk in bertugas:
            unit.pergi += 1
        elif jabatan:
            unit.pemegang[jabatan] += 1
    return tuple(
        Unit(
            kode=opd.kode,
            nama=opd.nama,
            jumlah=hitung[opd.pk].jumlah,
            sudah_pergi=hitung[opd.pk].pergi,
            pensiun=hitung[opd.pk].pensiun,
            minimum=opd.minimum_staf,
            pemegang=dict(hitung[opd.pk].pemegang),
        )
        for opd in Opd.objects.filter(pk__in=dipakai)
    )


def _pensiun(lahir: dt.date, jabatan: str, isi: Mapping[str, Any]) -> dt.date:
    """First day of the pension (PP 49/2018: the month after the birthday)."""
    bup = isi.get("aturan", {}).get("bup", {})
    usia = usia_pensiun(
        jabatan,
        umum=bup.get("usia_umum", BUP_UMUM),
        menurut_jabatan=bup.get("usia_jabatan", {}),
    )
    return awal_bulan_berikut(ulang_tahun(lahir, usia))


def _ditawarkan(saringan: Saringan) -> frozenset[int]:
    """Whom their heads offered in this round: the plan places these first."""
    tawaran = NamaDitawarkan.objects.berlaku().filter(periode=saringan.periode)
    return frozenset(tawaran.values_list("pegawai_id", flat=True))


def _calon(
    orang: Sequence[Pegawai],
    isi: Mapping[str, Any],
    siapa: Any,
    ditawarkan: frozenset[int] = frozenset(),
) -> tuple[Calon, ...]:
    """Their facts; `siapa` names the same persons to a query (a list, or a subquery of keys)."""
    komputer, predikat = _komputer(siapa), _predikat(siapa)
    layanan = isi.get("aturan", {}).get("rumpun_jabatan", {}).get("dikecualikan", [])
    jenis = {satu.opd_id: (satu.opd.jenis if satu.opd else "").casefold() for satu in orang}
    return tuple(
        Calon(
            kunci=satu.nip,
            unit=satu.opd.kode if satu.opd else "",
            jabatan=satu.jabatan,
            rumpun=rumpun(satu.jabatan),
            layanan_dasar=bool(mengandung(satu.jabatan, layanan)),
            domisili=satu.domisili_id,
            prodi=satu.pendidikan,
            komputer=komputer.get(satu.pk, 0),
            predikat=tuple(predikat.get(satu.pk, ())),
            di_kecamatan=jenis[satu.opd_id] in DI_KECAMATAN,
            ditawarkan=satu.pk in ditawarkan,
        )
        for satu in orang
    )


def _layak(saringan: Saringan) -> QuerySet[HasilSaring, int]:
    """Keys of the eligible people, to be asked for inside a query."""
    return saringan.hasil_set.filter(hasil=HasilSaring.Hasil.LAYAK).values_list(
        "pegawai_id", flat=True
    )


def _komputer(siapa: Any) -> dict[int, int]:
    """The highest grade of evidence that somebody can."""
    bukti = BuktiKomputer.objects.filter(pegawai__in=siapa, mampu=True)
    bukti = bukti.order_by("tingkat")
    return dict(bukti.values_list("pegawai_id", "tingkat"))


def _predikat(siapa: Any) -> dict[int, list[int]]:
    """The last two yearly grades, newest first; of one year the newest record counts."""
    per_orang: dict[int, dict[int, int]] = defaultdict(dict)
    baris = PredikatKinerja.objects.filter(pegawai__in=siapa).order_by("tanggal", "pk")
    for pk, tahun, predikat in baris.values_list("pegawai_id", "tahun", "predikat"):
        per_orang[pk][tahun] = predikat
    return {
        pk: [satu for _, satu in sorted(tahunan.items(), reverse=True)][:TAHUN_PREDIKAT]
        for pk, tahunan in per_orang.items()
    }


def _dilarang(saringan: Saringan, nip: Mapping[int, str]) -> frozenset[Pasangan]:
    """Never propose a person again to a cooperative that sent him back."""
    gagal = Penugasan.objects.filter(periode=saringan.periode, status=Status.DIKEMBALIKAN)
    return frozenset(
        (nip[pegawai], koperasi)
        for pegawai, koperasi in gagal.values_list("pegawai_id", "kebutuhan__koperasi__kode")
        if pegawai in nip
    )
