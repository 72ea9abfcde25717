"""What the survey's words about computer skill mean.

The survey has two free columns, MAMPU KOMPUTER and BUKTI. Nothing is judged here: the text is
turned into one dated piece of evidence, and the rule `komputer` decides what it is worth.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class JenisBukti(StrEnum):
    """Kinds of evidence, strongest first (domain handbook, section 6)."""

    IJAZAH = "IJAZAH"
    JABATAN = "JABATAN"
    UJI_PRAKTIK = "UJI_PRAKTIK"
    SERTIFIKAT = "SERTIFIKAT"
    DIKLAT = "DIKLAT"
    JABATAN_LAIN = "JABATAN_LAIN"
    PERNYATAAN_ATASAN = "PERNYATAAN_ATASAN"
    PERNYATAAN_OPD = "PERNYATAAN_OPD"
    PERNYATAAN_DIRI = "PERNYATAAN_DIRI"


@dataclass(frozen=True, slots=True)
class BuktiTerbaca:
    """One piece of evidence as read from a survey row.

    `tingkat` is 0..4. `mampu` is True when the text speaks for the person, False when it speaks
    against (the OPD's "Tidak", a failed test), None when it leaves the question open.
    """

    jenis: JenisBukti
    tingkat: int
    mampu: bool | None
    keterangan: str


@dataclass(frozen=True, slots=True)
class _Arti:
    """What a phrase means: no kind = the proof is said to be absent; a fixed answer = a test."""

    pola: re.Pattern[str]
    jenis: JenisBukti | None
    tingkat: int
    mampu: bool | None = True


_INFORMATIKA = (
    r"informatika|komputer|sistem informasi|teknologi informasi|perangkat lunak|rekayasa data"
    r"|ilmu data|sains data|multimedia|\b(ti|mi|si|tkj|rpl|it)\b"
)
_TIDAK = r"\b(tidak|tdk|tak|belum|blm|bukan)\b"

# Order matters: refusals before proofs, the superior before the person, the field of a diploma
# before a bare diploma.
_ARTI = (
    _Arti(
        re.compile(rf"{_TIDAK} (dinyatakan )?(lulus|kompeten|memenuhi)|\bgagal\b"),
        JenisBukti.UJI_PRAKTIK,
        3,
        mampu=False,
    ),
    _Arti(
        re.compile(
            rf"{_TIDAK} (ada|punya|memiliki|dilampirkan|terlampir|mengikuti|ikut|pernah|diuji|tes"
            r"|uji|bersertifikat|tersedia|terbit|diterbitkan|keluar|diterima|jelas|diketahui)\b"
            r"|\b(hilang|menyusul|rencana|dijadwalkan|direncanakan|tanpa|akan|proses|nihil)\b"
        ),
        None,
        0,
    ),
    _Arti(
        re.compile(
            r"\b(pernyataan|keterangan|rekomendasi|pengakuan|penilaian)\b.*"
            r"\b(atasan|pimpinan|kepala|lurah|camat|kadis|kasub\w*|kabid|kabag|sekretaris|direktur|opd)\b"
        ),
        JenisBukti.PERNYATAAN_ATASAN,
        1,
    ),
    _Arti(
        re.compile(r"\b(pernyataan|pengakuan|penilaian)\b|\b(diri|sendiri|pribadi|otodidak)\b"),
        JenisBukti.PERNYATAAN_DIRI,
        0,
        mampu=None,
    ),
    _Arti(re.compile(r"\b(uji|ujian|tes|test|asesmen|assessment)\b"), JenisBukti.UJI_PRAKTIK, 3),
    _Arti(re.compile(rf"\b(ijazah|ijasah|ijz|diploma)\b.*({_INFORMATIKA})"), JenisBukti.IJAZAH, 4),
    _Arti(re.compile(r"\b(ijazah|ijasah|ijz)\b"), JenisBukti.IJAZAH, 1),
    _Arti(
        re.compile(r"\b(kursus|kompetensi|bnsp|icdl|mos|terakreditasi|akreditasi|lsp)\b"),
        JenisBukti.SERTIFIKAT,
        3,
    ),
    _Arti(
        re.compile(r"\b(diklat|pelatihan|bimtek|bimbingan teknis|sttpp?|sttpl|workshop)\b"),
        JenisBukti.DIKLAT,
        2,
    ),
    _Arti(re.compile(r"\b(sertifikat|sertipikat|piagam|certificate)\b"), JenisBukti.SERTIFIKAT, 2),
    _Arti(re.compile(r"\b(pranata komputer|prakom)\b"), JenisBukti.JABATAN, 4),
    _Arti(re.compile(r"\b(operator|pengolah data|jabatan)\b"), JenisBukti.JABATAN_LAIN, 2),
)
_TANPA_BUKTI = _Arti(re.compile(""), None, 0, mampu=None)
_YA = re.compile(r"^(ya|iya|y|yes|mampu|bisa|dapat|ada|sudah|true|benar|1|v|✓|✔|√)\b|^[✓✔√]")
_BUKAN = re.compile(
    r"^(tidak|tdk|tak|t|no|n|false|0|belum|blm)( (mampu|bisa|dapat))?( (sama sekali|komputer))?$"
)
_KOSONG = {"", "-", "--", "–", "—", "n/a", "na", "nihil", "kosong", "?"}


def baca_bukti(mampu: str | None, bukti: str | None) -> BuktiTerbaca | None:
    """Read one survey row; None when both cells say nothing.

    The OPD's "Tidak" and a failed test speak against the person whatever else is written. A bare
    "Ya", or words that name no proof, stay a statement of level 0.
    """
    kata_mampu, kata_bukti = _rapikan(mampu), _rapikan(bukti)
    if not kata_mampu and not kata_bukti:
        return None
    jawaban = _jawaban(mampu)
    arti = _arti(kata_bukti or kata_mampu)
    jenis, tingkat = JenisBukti.PERNYATAAN_OPD, 0
    if arti.mampu is False or (arti.jenis is not None and jawaban is not False):
        jenis, tingkat = arti.jenis or jenis, arti.tingkat
        jawaban = jawaban if arti.mampu is None else arti.mampu
    sel = [mampu, bukti] if jawaban is False or not kata_bukti else [bukti]
    keterangan = ": ".join(" ".join(teks.split()) for teks in sel if teks and _rapikan(teks))
    return BuktiTerbaca(jenis=jenis, tingkat=tingkat, mampu=jawaban, keterangan=keterangan)


def _arti(kata: str) -> _Arti:
    """The first meaning that the words carry; a plain "tidak" or "ya" names no proof."""
    return next((arti for arti in _ARTI if arti.pola.search(kata)), _TANPA_BUKTI)


def _jawaban(mampu: str | None) -> bool | None:
    """What the column MAMPU KOMPUTER says in its first clause; None when blank or unclear."""
    kata = _rapikan(re.split(r"[,;:.(\n]", mampu or "", maxsplit=1)[0])
    if _BUKAN.match(kata):
        return False
    return True if _YA.match(kata) else None


def _rapikan(teks: str | None) -> str:
    """Casefolded words without punctuation; the ways of writing "nothing" become ""."""
    bersih = " ".join(unicodedata.normalize("NFKC", teks or "").casefold().split())
    if bersih in _KOSONG:
        return ""
    return " ".join(re.sub(r"[^\w✓✔√]+", " ", bersih).split())
