"""Holds an answer of the portal against what is true of the file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inti.models import Impor
from tests.drill.bahasa import periksa_pesan
from tests.drill.kasus import Baris, Jawaban, Kasus, Luput

DETIK_PALING_LAMA = 10.0
RSS_PALING_BESAR = 512
SEL = re.compile(r"[A-Z]{1,3}[1-9]\d*(:[A-Z]{1,3}[1-9]\d*)?")


@dataclass
class Nilai:
    """The score of one file or of many."""

    baris: int = 0
    benar: int = 0
    berkas: int = 0
    luput: list[Luput] = field(default_factory=list)
    detik: float = 0.0
    rss: int = 0

    def tambah(self, lain: "Nilai") -> None:
        self.baris += lain.baris
        self.benar += lain.benar
        self.berkas += lain.berkas
        self.luput += lain.luput
        self.detik = max(self.detik, lain.detik)
        self.rss = max(self.rss, lain.rss)

    @property
    def diam(self) -> list[Luput]:
        return [satu for satu in self.luput if satu.diam]


def nilai(kasus: Kasus, jawab: Jawaban) -> Nilai:
    """Score one answer: manners first, then refusal or rows."""
    hasil = Nilai(berkas=1, detik=jawab.detik, rss=jawab.rss)
    hasil.luput += tata_krama(kasus, jawab)
    if jawab.galat:
        return hasil
    if kasus.tolak is not None and (jawab.status == Impor.Status.DITOLAK or not kasus.boleh):
        hasil.luput += _penolakan(kasus, jawab)
        return hasil
    for baris in kasus.baris:
        luput = list(_baris(kasus, baris, jawab))
        hasil.luput += luput
        if baris.hitung and baris.terima:
            hasil.baris += 1
            hasil.benar += not luput
    hasil.luput += _karangan(kasus, jawab)
    return hasil


def tata_krama(kasus: Kasus, jawab: Jawaban) -> Iterator[Luput]:
    """Yield what every answer must keep to and did not, whatever the file."""

    def luput(sebab: str, pesan: str, tempat: str = "") -> Luput:
        return Luput(kasus.keluarga, kasus.nama, sebab, tempat, pesan)

    if jawab.galat:
        yield luput("rusak", jawab.galat)
    if jawab.detik > DETIK_PALING_LAMA:
        yield luput("lambat", f"{jawab.detik:.1f} detik")
    if jawab.rss > RSS_PALING_BESAR:
        yield luput("memori", f"{jawab.rss} MiB")
    if jawab.status == Impor.Status.DITOLAK:
        for pesan in periksa_pesan(jawab.pesan, tolak=True):
            yield luput("pesan", f"{pesan}: {jawab.pesan}")
    for temuan in (t for baris in jawab.baris for t in baris["temuan"]):
        tempat = f"{temuan['lembar']}!{temuan['sel']}"
        if not _beralamat(temuan, kasus):
            yield luput("tanpa_sel", temuan["pesan"], tempat)
        for pesan in periksa_pesan(temuan["pesan"]):
            yield luput("pesan", f"{pesan}: {temuan['pesan']}", tempat)


def _beralamat(temuan: dict[str, Any], kasus: Kasus) -> bool:
    """Whether a finding on a row names a sheet of the file and a cell."""
    lembar = temuan["lembar"] in kasus.lembar if kasus.lembar else True
    return lembar and SEL.fullmatch(temuan["sel"]) is not None


def _penolakan(kasus: Kasus, jawab: Jawaban) -> Iterator[Luput]:
    assert kasus.tolak is not None
    if jawab.status != Impor.Status.DITOLAK:
        pesan = f"seharusnya ditolak, tetapi {jawab.status} dengan {len(jawab.baris)} baris"
        yield Luput(kasus.keluarga, kasus.nama, "tidak_ditolak", "", pesan, diam=True)
    elif jawab.kode not in kasus.tolak:
        pesan = f"kode {jawab.kode}, seharusnya {'/'.join(sorted(kasus.tolak))}: {jawab.pesan}"
        yield Luput(kasus.keluarga, kasus.nama, "kode", "", pesan)


def _baris(kasus: Kasus, baris: Baris, jawab: Jawaban) -> Iterator[Luput]:
    """Compare one row with the truth: doubtful cells flagged, then every field right."""
    temuan = jawab.bertemuan(baris.lembar, baris.nomor)
    bertanda = {t["sel"] for t in temuan}
    tertulis = _tertulis(baris, jawab)
    luput = _pelapor(kasus, baris)
    for medan in sorted(baris.tanda):
        if baris.sel[medan] not in bertanda and not _menyangkut(jawab, kasus, baris, medan):
            pesan = f"{medan} meragukan tanpa temuan"
            yield luput("tanpa_tanda", medan, pesan, diam=tertulis is not None)
    if not baris.terima:
        if tertulis is not None:
            yield luput("tertulis", "nip", "baris yang tidak dapat dipercaya ditulis", diam=True)
    elif tertulis is None:
        yield from _tak_terbaca(kasus, baris, jawab, temuan)
    else:
        yield from _isian(kasus, baris, jawab, tertulis, bertanda)


def _tak_terbaca(
    kasus: Kasus, baris: Baris, jawab: Jawaban, temuan: list[dict[str, Any]]
) -> Iterator[Luput]:
    if not baris.hitung or not (kasus.terbaca or not temuan):
        return
    siap = jawab.status == Impor.Status.SIAP
    pesan = "; ".join(t["pesan"] for t in temuan)[:160] or f"{jawab.status}: {jawab.pesan[:160]}"
    yield _pelapor(kasus, baris)("tak_terbaca", "nip", pesan, diam=siap and not temuan)


def _isian(
    kasus: Kasus, baris: Baris, jawab: Jawaban, tertulis: dict[str, Any], bertanda: set[str]
) -> Iterator[Luput]:
    for medan, benar in baris.nilai.items():
        isi = tertulis.get(medan)
        if cocok(medan, benar, isi):
            continue
        # A column that the preview names as not known is left out, not misread.
        judul = " ".join(baris.judul.get(medan, "").split()).casefold()
        ditinggal = judul in jawab.diabaikan
        diam = baris.sel.get(medan) not in bertanda and not ditinggal
        pesan = f"{medan}: {isi!r}, seharusnya {benar!r}" + (" (kolom diabaikan)" * ditinggal)
        yield _pelapor(kasus, baris)("beda", medan, pesan, diam=diam)


def _pelapor(kasus: Kasus, baris: Baris) -> Callable[..., Luput]:
    def luput(sebab: str, medan: str, pesan: str, *, diam: bool) -> Luput:
        tempat = f"{baris.lembar}!{baris.sel.get(medan, baris.nomor)}"
        return Luput(kasus.keluarga, kasus.nama, sebab, tempat, pesan, diam)

    return luput


def _tertulis(baris: Baris, jawab: Jawaban) -> dict[str, Any] | None:
    """Return what applying wrote for the person of this row, None when the row was left out."""
    tahap = [b for b in jawab.baris if _milik(b, baris)]
    if not any(b["status"] != "ditolak" for b in tahap):
        return None
    return jawab.tertulis.get(baris.nip)


def _milik(tahap: dict[str, Any], baris: Baris) -> bool:
    if baris.lembar:
        return tahap["lembar"] == baris.lembar and tahap["baris"] == baris.nomor
    return bool(tahap["kunci"] == baris.nip)


def _menyangkut(jawab: Jawaban, kasus: Kasus, baris: Baris, medan: str) -> bool:
    """Whether a finding names this cell without standing on its row, as in a CSV file."""
    if kasus.lembar:
        return False
    dekat = range(baris.nomor - 3, baris.nomor + 4)  # a comma file counts lines or records
    milik = [b for b in jawab.baris if b["kunci"] == baris.nip or b["baris"] in dekat]
    huruf = baris.sel[medan].rstrip("0123456789")
    return any(t["sel"].rstrip("0123456789") == huruf for b in milik for t in b["temuan"])


def _karangan(kasus: Kasus, jawab: Jawaban) -> Iterator[Luput]:
    """Yield people that the file does not hold, or must not bring, but who would be written."""
    benar = {b.nip for b in kasus.baris if b.terima}
    for baris in jawab.baris:
        if baris["status"] != "ditolak" and baris["kunci"] not in benar:
            tempat = f"{baris['lembar']}!{baris['baris']}"
            pesan = f"baris yang tidak ada isinya diterima: {baris['judul']!r}"
            yield Luput(kasus.keluarga, kasus.nama, "karangan", tempat, pesan, diam=True)


def cocok(medan: str, benar: Any, isi: Any) -> bool:
    """Compare a value with the truth; names without regard to case and blanks."""
    if isinstance(benar, tuple) and medan != "mampu":
        return any(cocok(medan, satu, isi) for satu in benar)
    if medan == "mampu":
        return isi in benar
    if medan in {"nama", "domisili"} and isinstance(isi, str) and benar is not None:
        return " ".join(isi.casefold().split()) == " ".join(str(benar).casefold().split())
    return bool(benar == isi)
