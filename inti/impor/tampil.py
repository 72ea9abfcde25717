"""What the import pages show, prepared so that the templates only print it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from inti.excel_tulis import Jenis, Kolom, Lembar, tulis
from inti.impor.panggung import ke_terbaca, kolom_tersimpan, semua_temuan
from inti.impor.pengimpor import Pengimpor, Pilihan, ambil
from inti.models import BarisImpor, Impor

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

    @property
    def masuk(self) -> int:
        """Rows that are, or would be, written."""
        return self.baru + self.berubah

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

    @property
    def sisa(self) -> int:
        """How many cells are not named in the line."""
        return self.jumlah - len(self.sel)


@dataclass(frozen=True)
class BarisTampil:
    """One staged row as the preview shows it."""

    baris: BarisImpor
    beda: list[tuple[str, str, str]]
    temuan: list[dict[str, Any]]
    pilihan: list[Pilihan]


def ringkas(impor: Impor) -> Ringkasan:
    """Return the counts of an import; zeros before it was read."""
    isi = impor.ringkasan
    pengimpor = _pengimpor(impor)
    return Ringkasan(
        jenis=pengimpor.judul if pengimpor else "Belum dikenali",
        benda=pengimpor.benda if pengimpor else "baris",
        **{
            k: int(isi.get(k, 0))
            for k in ("baris", "baru", "berubah", "sama", "ditolak", "peringatan")
        },
    )


def sajikan(impor: Impor, baris: Iterable[BarisImpor]) -> list[BarisTampil]:
    """Prepare staged rows: differences in words, findings, and what may be decided."""
    pengimpor = ambil(impor.jenis)
    kolom = kolom_tersimpan(impor)
    dapat_diputuskan = impor.status == Impor.Status.SIAP
    return [
        BarisTampil(
            satu,
            [(pengimpor.label(k), lama, baru) for k, (lama, baru) in satu.beda.items()],
            satu.temuan,
            pengimpor.pilihan(ke_terbaca(satu, kolom)) if dapat_diputuskan else [],
        )
        for satu in baris
    ]


def daftar_temuan(impor: Impor) -> list[KelompokTemuan]:
    """Fold the findings by code and column, refusals first, the most frequent first."""
    lipat: dict[tuple[str, str], KelompokTemuan] = {}
    for temuan in semua_temuan(impor):
        kunci = (temuan["kode"], temuan["kolom"])
        satu = lipat.setdefault(
            kunci,
            KelompokTemuan(temuan["kode"], temuan["tingkat"], temuan["kolom"], temuan["pesan"]),
        )
        satu.jumlah += 1
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
