"""What the import pages show, prepared so that the templates only print it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from inti.excel_tulis import Jenis, Kolom, Lembar, tulis
from inti.impor import padanan, peta
from inti.impor.baris import ke_terbaca, kolom_tersimpan, semua_temuan
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import Hilang, Pengimpor, Pilihan, ambil
from inti.impor.temuan import Tingkat
from inti.kata import sebut
from inti.models import BarisImpor, Impor, Padanan, Sumber

CONTOH_SEL = 5


@dataclass(frozen=True)
class Ringkasan:
    """The counts of one import in the words of its pages."""

    jenis: str
    benda: str
    baris: int
    baru: int
    berubah: int
    sama: int
    ditolak: int
    peringatan: int
    dilewati: int
    tak_terbaca: bool
    """Whether part of the file was not read: its people are in none of the counts."""

    @property
    def masuk(self) -> int:
        """Rows that are, or would be, written."""
        return self.baru + self.berubah - self.dilewati

    @property
    def diterima(self) -> int:
        """Rows without a galat."""
        return self.baris - self.ditolak


@dataclass
class KelompokTemuan:
    """Findings of one code in one column, folded into a line."""

    kode: str
    tingkat: str
    kolom: str
    pesan: str
    beragam: bool = False
    """Whether ``pesan`` is only an example: the others say it with other values."""
    jumlah: int = 0
    sel: list[str] = field(default_factory=list)
    di_baris: bool = False
    """Whether rows have it; a finding of the file or its headings stands in none."""

    @property
    def sisa(self) -> int:
        """How many cells are not named in the line."""
        return self.jumlah - len(self.sel)


@dataclass(frozen=True)
class Ubahan:
    """One column that the file would change, in how many rows, and whether it comes along."""

    kolom: str
    label: str
    jumlah: int
    ikut: bool


@dataclass(frozen=True)
class BarisTampil:
    """One staged row as the preview shows it."""

    baris: BarisImpor
    beda: list[tuple[str, str, str, str]]
    """Label, old value, new value, and where the old one came from."""
    temuan: list[dict[str, Any]]
    pilihan: list[Pilihan]


def ringkas(impor: Impor) -> Ringkasan:
    """Return the counts of an import; zeros before it was read."""
    isi = impor.ringkasan
    pengimpor = _pengimpor(impor)
    return Ringkasan(
        jenis=sebut(pengimpor.judul) if pengimpor else "Belum dikenali",
        benda=pengimpor.benda if pengimpor else "baris",
        tak_terbaca=any(t["tingkat"] == Tingkat.GALAT for t in impor.temuan),
        **{
            k: int(isi.get(k, 0))
            for k in ("baris", "baru", "berubah", "sama", "ditolak", "peringatan", "dilewati")
        },
    )


def sajikan(impor: Impor, baris: Iterable[BarisImpor]) -> list[BarisTampil]:
    """Prepare staged rows: differences in words with their sources, findings, and choices."""
    semua = list(baris)
    pengimpor = ambil(impor.jenis)
    kolom = kolom_tersimpan(impor)
    dapat_diputuskan = impor.status == Impor.Status.SIAP
    asal = {pk for satu in semua for pk in satu.data.get("_asal", {}).values()}
    sumber = {s.pk: str(s) for s in Sumber.objects.filter(pk__in=asal)}
    return [
        BarisTampil(
            satu,
            _beda(pengimpor, satu, sumber),
            satu.temuan,
            pengimpor.pilihan(ke_terbaca(satu, kolom)) if dapat_diputuskan else [],
        )
        for satu in semua
    ]


def _beda(
    pengimpor: Pengimpor, satu: BarisImpor, sumber: Mapping[int, str]
) -> list[tuple[str, str, str, str]]:
    """Return the differences of one row; of a new record everything is new."""
    if satu.status == BarisImpor.Status.BARU:
        isi = [k for k in satu.data if k[0] != "_"]
        return [(pengimpor.label(k), "", pengimpor.kata(k, satu.data), "") for k in isi]
    asal = satu.data.get("_asal", {})
    return [
        (pengimpor.label(k), lama, baru, sumber.get(asal.get(k), ""))
        for k, (lama, baru) in satu.beda.items()
    ]


@dataclass(frozen=True)
class IsianPadanan:
    """The form for the unknown names of one kind: each name, and what it may stand for."""

    jenis: str
    judul: str
    asing: list[padanan.Asing]
    tujuan: Sequence[tuple[str, str]]


def isian_padanan(impor: Impor) -> list[IsianPadanan]:
    """Return what is still to be said about unknown names; nothing once a file is applied."""
    if impor.status != Impor.Status.SIAP:
        return []
    semua = padanan.asing(impor)
    return [
        IsianPadanan(
            jenis,
            Padanan.Jenis(jenis).label,
            [a for a in semua if a.jenis == jenis],
            padanan.tujuan(impor.instansi, jenis),
        )
        for jenis in impor.ringkasan.get("asing", {})
    ]


@dataclass(frozen=True)
class IsianPeta:
    """The form for unknown headings: which kind of file it is, and what each heading may mean."""

    jenis: str
    judul: list[str]
    pilihan: list[tuple[str, str, Sequence[tuple[str, str]]]]
    """Per kind: code, title, and the columns (name, heading)."""


def isian_peta(impor: Impor, boleh: Sequence[Pengimpor]) -> IsianPeta | None:
    """Return the form for headings that the portal does not know; None when there are none."""
    jenis = impor.jenis or impor.ringkasan.get("dekat", "")
    biasa = {rapikan(j) for p in boleh if p.kode == jenis for j in p.tak_perlu}
    semua: list[str] = impor.ringkasan.get("diabaikan", [])
    judul = [j for j in semua if rapikan(j) not in biasa]
    pilihan = [
        (p.kode, sebut(p.judul), peta.pilihan_kolom(p, impor.dibuat.year))
        for p in boleh
        if not impor.jenis or p.kode == impor.jenis
    ]
    return IsianPeta(jenis, judul, pilihan) if judul and pilihan else None


def kembaran(impor: Impor) -> Impor | None:
    """Return the applied import of the very same file, if there is one."""
    sama = Impor.objects.filter(
        instansi=impor.instansi, sha256=impor.sha256, status=Impor.Status.DITERAPKAN
    )
    kembar: Impor | None = sama.exclude(pk=impor.pk).first()
    return kembar


def hilang_dari_berkas(impor: Impor) -> list[Hilang]:
    """Return the records that the portal has and the file does not name."""
    return list(ambil(impor.jenis).hilang(impor))


def ubahan(impor: Impor) -> list[Ubahan]:
    """Return the columns that changed rows touch, the most frequent first."""
    pengimpor = ambil(impor.jenis)
    lewati = impor.ringkasan.get("lewati", [])
    return [
        Ubahan(kolom, pengimpor.label(kolom), jumlah, kolom not in lewati)
        for kolom, jumlah in impor.ringkasan.get("ubahan", {}).items()
    ]


def daftar_temuan(impor: Impor) -> list[KelompokTemuan]:
    """Fold the findings by code and column, refusals first, the most frequent first."""
    lipat: dict[tuple[str, str], KelompokTemuan] = {}
    for ke, temuan in enumerate(semua_temuan(impor)):
        kunci = (temuan["kode"], temuan["kolom"])
        satu = lipat.setdefault(
            kunci,
            KelompokTemuan(temuan["kode"], temuan["tingkat"], temuan["kolom"], temuan["pesan"]),
        )
        satu.jumlah += 1
        satu.di_baris = satu.di_baris or ke >= len(impor.temuan)
        satu.beragam = satu.beragam or temuan["pesan"] != satu.pesan
        if temuan["sel"] and len(satu.sel) < CONTOH_SEL:
            satu.sel.append(f"{temuan['lembar']}!{temuan['sel']}")
    return sorted(lipat.values(), key=lambda t: (t.tingkat != "galat", -t.jumlah))


def tulis_temuan(impor: Impor, keluaran: IO[bytes], *, pada: dt.datetime, oleh: str) -> int:
    """Write every finding as a workbook; return how many."""
    return tulis(
        keluaran,
        judul=f"Temuan impor {impor.nama_berkas}",
        lembar=[Lembar("Temuan", KOLOM_TEMUAN, _baris_temuan(impor))],
        keterangan=[("Berkas", impor.nama_berkas), ("Diekspor oleh", oleh)],
        pada=pada,
    )


KOLOM_TEMUAN: tuple[Kolom[dict[str, Any]], ...] = (
    Kolom("LEMBAR", lambda t: t["lembar"], lebar=16),
    Kolom("SEL", lambda t: t["sel"], lebar=9),
    Kolom("KOLOM", lambda t: t["kolom"], lebar=26),
    Kolom("NIP/KODE", lambda t: t["kunci"], Jenis.KODE, 21),
    Kolom("NAMA", lambda t: t["judul"], lebar=30),
    Kolom("TINGKAT", lambda t: t["tingkat"], lebar=12),
    Kolom("KODE TEMUAN", lambda t: t["kode"], lebar=22),
    Kolom("KETERANGAN", lambda t: t["pesan"], Jenis.PANJANG, 70),
)


def _baris_temuan(impor: Impor) -> Iterator[dict[str, Any]]:
    for temuan in impor.temuan:
        yield temuan | {"kunci": "", "judul": ""}
    baris = BarisImpor.objects.filter(impor=impor).exclude(temuan=[]).order_by("pk")
    for satu in baris.iterator(1_000):
        for temuan in satu.temuan:
            yield temuan | {"kunci": satu.kunci, "judul": satu.judul}


def _pengimpor(impor: Impor) -> Pengimpor | None:
    return ambil(impor.jenis) if impor.jenis else None
