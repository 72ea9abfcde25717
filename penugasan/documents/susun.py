"""A letter as a sequence of plain blocks, for writers that are no typesetter (DOCX).

The words are the ones the PDF prints, spelt by the same functions, in the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from penugasan.documents import ejaan
from penugasan.documents.cetak import sel_lampiran
from penugasan.documents.isi import SkPenugasan, Surat, SuratDinas, SuratPerintahTugas
from penugasan.documents.naskah import Isi

KEPALA_NOMINATIF = (
    *("NO", "NIP", "NAMA", "TEMPAT/TGL LAHIR", "USIA", "JK", "TK PENDIDIKAN"),
    *("PENDIDIKAN TERAKHIR", "GOL", "JABATAN", "UNIT KERJA", "STATUS", "AKHIR KONTRAK"),
    "KEMAMPUAN KOMPUTER",
)
KERANGKA_TITIK = "(" + "." * 48 + ")"


@dataclass(frozen=True, slots=True)
class Paragraf:
    """One paragraph; ``rata`` is ``left``, ``right``, ``center`` or ``both``."""

    teks: str
    rata: str = "both"
    tebal: bool = False
    judul: bool = False


@dataclass(frozen=True, slots=True)
class Berlabel:
    """A label, a colon, and its paragraphs; ``nomor`` numbers them: ``a``, ``1`` or nothing."""

    label: str
    isi: tuple[str, ...]
    nomor: str = ""


@dataclass(frozen=True, slots=True)
class Butir:
    """A numbered list."""

    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with its head repeated on each page."""

    kepala: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TandaTangan:
    """The empty place of the signature, with the code of the public page at its left."""

    saat: tuple[str, ...]
    jabatan: tuple[str, ...]
    nama: str
    keterangan: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Lampiran:
    """From here on pages stand broadside."""


Blok = Paragraf | Berlabel | Butir | Tabel | TandaTangan | Lampiran


@dataclass(frozen=True, slots=True)
class Susunan:
    """A whole letter: its title, its number for the foot of each page, and its blocks."""

    judul: str
    nomor: str
    blok: tuple[Blok, ...] = field(default_factory=tuple)


def susun(surat: Isi) -> Susunan:
    """Lay any letter out as blocks."""
    if isinstance(surat, SkPenugasan):
        judul, blok = f"Keputusan Nomor {surat.nomor} tentang {surat.tentang}", _keputusan(surat)
    elif isinstance(surat, SuratPerintahTugas):
        judul, blok = f"{surat.nama} Nomor {surat.nomor}", _perintah(surat)
    else:
        judul, blok = f"{surat.nama} Nomor {surat.nomor}", _dinas(surat)
    return Susunan(ejaan.bersih(judul), ejaan.bersih(surat.nomor), tuple(blok))


def _keputusan(sk: SkPenugasan) -> Iterator[Blok]:
    tentang = ejaan.bersih(sk.tentang).upper()
    pejabat = ejaan.bersih(sk.pejabat)
    yield from _kop(sk, alamat=False)
    baris = (f"KEPUTUSAN {pejabat}", f"NOMOR {ejaan.bersih(sk.nomor)}", "TENTANG", tentang)
    yield from (_judul(satu) for satu in baris)
    yield Paragraf(f"{pejabat},", "center", tebal=True)
    yield from _berlabel("Menimbang", sk.menimbang, "a")
    yield from _berlabel("Mengingat", sk.mengingat, "1")
    yield from _berlabel("Memperhatikan", sk.memperhatikan, "1")
    yield _judul("MEMUTUSKAN:")
    yield Berlabel("Menetapkan", (f"KEPUTUSAN {pejabat} TENTANG {tentang}.",))
    for urut, isi in enumerate(sk.diktum, 1):
        yield Berlabel(ejaan.diktum(urut), (ejaan.bersih(isi),))
    yield from _kaki(sk)
    if sk.lampiran:
        kepala = (
            "LAMPIRAN",
            f"KEPUTUSAN {pejabat}",
            f"NOMOR {ejaan.bersih(sk.nomor)}",
            f"TANGGAL {ejaan.tanggal(sk.tanggal)}",
            f"TENTANG {tentang}",
        )
        yield from _nominatif(sk, kepala)


def _perintah(surat: SuratPerintahTugas) -> Iterator[Blok]:
    bernalar = surat.templat == "surat_perintah"
    yield from _kop(surat)
    yield _judul(ejaan.bersih(surat.nama).upper())
    yield Paragraf(f"NOMOR {ejaan.bersih(surat.nomor)}", "center")
    if bernalar:
        yield from _berlabel("Menimbang", surat.menimbang, "a")
    yield from _berlabel("Dasar", surat.dasar, "1")
    yield _judul("MEMBERI PERINTAH" if bernalar else "MEMERINTAHKAN:")
    orang = surat.orang
    yield Paragraf("Kepada:", "left")
    for label, nilai in (
        ("Nama", orang.nama),
        ("NIP", ejaan.nip(orang.nip)),
        ("Golongan", orang.golongan),
        ("Jabatan", orang.jabatan),
        ("Unit kerja", orang.unit_kerja),
    ):
        yield Berlabel(label, (ejaan.bersih(nilai) or "-",))
    yield from _berlabel("Untuk", surat.untuk, "1")
    if not bernalar:
        yield Paragraf(
            "Surat perintah tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab."
        )
    yield from _kaki(surat)


def _dinas(surat: SuratDinas) -> Iterator[Blok]:
    nomor = ejaan.bersih(surat.nomor)
    yield from _kop(surat)
    if surat.bentuk == "dinas":
        tempat = ejaan.bersih(surat.tempat)
        yield Paragraf(f"{tempat}, {ejaan.tanggal(surat.tanggal)}", "right")
        yield Berlabel("Nomor", (nomor,))
        yield from (Berlabel(ejaan.bersih(k), (ejaan.bersih(v) or "-",)) for k, v in surat.kepala)
        yield from (Paragraf(ejaan.bersih(satu), "left") for satu in surat.kepada)
    else:
        yield _judul(ejaan.bersih(surat.nama).upper())
        yield Paragraf(f"NOMOR {nomor}", "center")
    yield from (Paragraf(ejaan.bersih(satu)) for satu in surat.pembuka)
    yield from (Berlabel(ejaan.bersih(k), (ejaan.bersih(v) or "-",)) for k, v in surat.rincian)
    if surat.butir:
        yield Butir(_bersih(surat.butir))
    yield from (Paragraf(ejaan.bersih(satu)) for satu in surat.penutup)
    yield from _kaki(surat)
    if surat.lampiran:
        kepala = (
            "LAMPIRAN",
            ejaan.bersih(surat.nama).upper(),
            f"NOMOR {nomor}",
            f"TANGGAL {ejaan.tanggal(surat.tanggal)}",
        )
        yield from _nominatif(surat, kepala)


def _kop(surat: Surat, *, alamat: bool = True) -> Iterator[Blok]:
    for satu in surat.kop.baris:
        yield Paragraf(ejaan.bersih(satu), "center", tebal=True)
    if alamat and surat.kop.alamat:
        yield Paragraf(ejaan.bersih(surat.kop.alamat), "center")


def _kaki(surat: Surat) -> Iterator[Blok]:
    yield _tanda_tangan(surat)
    if surat.tembusan:
        yield Paragraf("Tembusan:", "left")
        yield Butir(_bersih(surat.tembusan))


def _nominatif(surat: SkPenugasan | SuratDinas, kepala: tuple[str, ...]) -> Iterator[Blok]:
    yield Lampiran()
    yield from (Paragraf(satu, "right") for satu in kepala)
    yield _judul(ejaan.bersih(surat.judul_lampiran))
    judul = (
        *KEPALA_NOMINATIF,
        ejaan.bersih(surat.judul_domisili),
        ejaan.bersih(surat.judul_koperasi),
        "KETERANGAN",
    )
    baris = (sel_lampiran(n, satu) for n, satu in enumerate(surat.lampiran, 1))
    yield Tabel(judul, tuple(_bersih(tuple(sel)) for sel in baris))
    yield _tanda_tangan(surat)


def _tanda_tangan(surat: Surat) -> TandaTangan:
    pejabat = surat.penanda_tangan
    return TandaTangan(
        saat=_saat(surat),
        jabatan=_bersih(pejabat.jabatan),
        nama=ejaan.bersih(pejabat.nama) or KERANGKA_TITIK,
        keterangan=_bersih(pejabat.keterangan),
        url=surat.url_verifikasi,
    )


def _saat(surat: Surat) -> tuple[str, ...]:
    """Place and date above the signature; a letter to an office says them at its head."""
    if isinstance(surat, SuratDinas) and surat.bentuk == "dinas":
        return ()
    sejak = "Dibuat di" if isinstance(surat, SuratDinas) else "Ditetapkan di"
    tempat = ejaan.bersih(surat.tempat)
    return (f"{sejak} {tempat}", f"pada tanggal {ejaan.tanggal(surat.tanggal)}")


def _berlabel(label: str, isi: tuple[str, ...], nomor: str) -> Iterator[Blok]:
    if isi:
        yield Berlabel(label, _bersih(isi), nomor if len(isi) > 1 else "")


def _judul(teks: str) -> Paragraf:
    return Paragraf(teks, "center", tebal=True, judul=True)


def _bersih(teks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ejaan.bersih(satu) for satu in teks)
