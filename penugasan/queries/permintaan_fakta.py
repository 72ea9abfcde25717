"""Which missing fact belongs to which rule, who can give it, and what is on record now.

A rule may lack more than one fact (retirement: birth date or position), so a question is known by
rule *and* missing fact (``Temuan.kurang``). Facts that only BKPSDM can supply are not asked.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from inti import audit
from inti.kata import sebut
from pegawai.fakta import kata, nama_wilayah
from pegawai.imports import rekam
from pegawai.models import Pegawai
from penugasan.models import PermintaanData
from penugasan.rules.kemampuan import NAMA_PREDIKAT
from penugasan.rules.tanggal import tulis

UNIT = "OPD atau pegawainya sendiri"
TIDAK_MAMPU = "TIDAK"
"""The answer "cannot use a computer": no proof, the unit's own word."""


@dataclass(frozen=True, slots=True)
class Diminta:
    """One fact that a unit can give: the question in words, its fields, whether a paper is needed.

    ``{siapa}`` in the question is "pegawai ini", or "Anda" for somebody asked about himself.
    """

    kode: str
    tanya: str
    medan: tuple[str, ...]
    wajib_berkas: bool = True


FAKTA: dict[str, Diminta] = {
    satu.kode: satu
    for satu in (
        Diminta("komputer", "Apa bukti kemampuan komputer {siapa}?", ("bukti", "tanggal")),
        Diminta(
            "pendidikan",
            "Apa pendidikan terakhir {siapa}?",
            ("tingkat_pendidikan", "pendidikan"),
        ),
        Diminta("lahir", "Kapan tanggal lahir {siapa}?", ("lahir",)),
        Diminta("jabatan", "Apa jabatan {siapa} sekarang?", ("jabatan",), wajib_berkas=False),
        Diminta("jenis", "Apa jenis kepegawaian {siapa}?", ("jenis",)),
        Diminta("kedudukan_hukum", "Apa kedudukan hukum {siapa}?", ("kedudukan_hukum",)),
        Diminta("kontrak", "Kapan perjanjian kerja {siapa} berakhir?", ("kontrak_akhir",)),
        Diminta("domisili", "Di mana {siapa} tinggal?", ("domisili",), wajib_berkas=False),
        Diminta("predikat", "Apa predikat kinerja {siapa}?", ()),
    )
}
PER_ATURAN = {
    "jenis_asn": "jenis",
    "kedudukan_hukum": "kedudukan_hukum",
    "pendidikan": "pendidikan",
    "usia": "lahir",
    "komputer": "komputer",
    "rumpun_jabatan": "jabatan",
    "kontrak": "kontrak",
    "bup": "jabatan",
    "predikat_kinerja": "predikat",
    "domisili": "domisili",
}
"""The fact that a rule asks for. ``belum_ditugaskan`` and ``hukuman_disiplin`` ask no unit."""
PER_KURANG = {
    "Jabatan": "jabatan",
    "Jenis pegawai": "jenis",
    "Tanggal lahir": "lahir",
    "Tanggal lahir yang benar": "lahir",
}
"""Facts that several rules lack: asked once, whichever rule asks first."""
DARI_BKPSDM = {
    "Catatan penugasan": "Catatan penugasan ada di portal. Muat ulang halaman ini.",
    "Riwayat hukuman disiplin": "Riwayat hukuman ada di {badan}. Isi kolom HUKUMAN DISIPLIN pada "
    "templat Pendataan OPD (Tidak ada, Ringan, Sedang, atau Berat), lalu impor berkasnya.",
    "Tingkat hukuman disiplin": "Pastikan tingkat hukumannya pada arsip {badan}, lalu impor "
    "berkas pendataan yang benar.",
    "Wilayah koperasi tujuan": "Impor formasi koperasi, supaya wilayah tujuannya dikenal.",
    "Wilayah tetangga domisili": "Lengkapi data wilayah yang bertetangga.",
}
"""What BKPSDM itself must supply, with what to do about it."""
SENDIRI = {
    "pendidikan": ("Pendidikan terakhir", "pendidikan"),
    "lahir": ("Tanggal lahir", "usia"),
    "jabatan": ("Jabatan", "rumpun_jabatan"),
    "komputer": ("Kemampuan komputer", "komputer"),
    "domisili": ("Tempat tinggal", "domisili"),
    "kontrak": ("Akhir perjanjian kerja", "kontrak"),
    "jenis": ("Jenis kepegawaian", "jenis_asn"),
    "kedudukan_hukum": ("Kedudukan hukum", "kedudukan_hukum"),
}
"""Facts that a person may propose to correct: what each is called, and the rule that reads it.

Grades are not among them: they come from the performance system, year by year."""
KOLOM = frozenset(
    {"tingkat_pendidikan", "pendidikan", "lahir", "jabatan", "jenis", "kedudukan_hukum", "domisili"}
)
AWALAN_PREDIKAT = "predikat_"


def diminta(aturan: str, kurang: str) -> Diminta | None:
    """What a unit is asked for this gap; None when a unit cannot fill it."""
    if kurang in DARI_BKPSDM:
        return None
    satu = FAKTA.get(PER_KURANG.get(kurang) or PER_ATURAN.get(aturan, ""))
    if satu is not None and satu.kode == "predikat":
        medan = tuple(f"{AWALAN_PREDIKAT}{tahun}" for tahun in re.findall(r"\b\d{4}\b", kurang))
        return replace(satu, medan=medan) if medan else None
    return satu


def untuk(permintaan: PermintaanData) -> Diminta | None:
    """What this question asks for; None for one of a rule that is no more."""
    return diminta(permintaan.aturan, permintaan.pertanyaan)


def pemilik(aturan: str, kurang: str) -> tuple[str, str]:
    """Who can supply the missing fact, and what to do when that is BKPSDM itself."""
    if diminta(aturan, kurang):
        return UNIT, ""
    return sebut("{badan}"), sebut(DARI_BKPSDM.get(kurang, ""))


def rapikan(isi: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer as JSON keeps it: days as ISO text, blanks left out."""
    return {
        nama: nilai.isoformat() if isinstance(nilai, dt.date) else nilai
        for nama, nilai in isi.items()
        if nilai not in (None, "")
    }


def nilai_lama(permintaan: PermintaanData) -> dict[str, str]:
    """What is on record for each field of the question, in words; "" when nothing is."""
    satu = untuk(permintaan)
    milik = Pegawai.objects.select_related("domisili__induk")
    pegawai = milik.get(pk=permintaan.pegawai_id)
    return tercatat(pegawai, satu.medan if satu else ())


def tercatat(pegawai: Pegawai, semua: Iterable[str]) -> dict[str, str]:
    """What is on record for these fields of a question, in words; "" when nothing is."""
    catatan = rekam.baca(pegawai)
    hasil: dict[str, str] = {}
    for medan in semua:
        if medan == "domisili":
            hasil[medan] = _wilayah(pegawai)
        elif medan in KOLOM:
            hasil[medan] = kata(medan, catatan[medan])
        elif medan == "bukti":
            terakhir = pegawai.bukti_komputer_set.order_by("-tanggal", "-pk").first()
            hasil[medan] = terakhir.keterangan if terakhir else ""
        elif medan == "kontrak_akhir":
            kontrak = pegawai.kontrak_set.order_by("-tanggal", "-pk").first()
            hasil[medan] = tulis(kontrak.akhir) if kontrak else ""
        elif medan.startswith(AWALAN_PREDIKAT):
            hasil[medan] = _predikat(pegawai, int(medan.removeprefix(AWALAN_PREDIKAT)))
    return hasil


def _wilayah(pegawai: Pegawai) -> str:
    ada = pegawai.domisili
    return nama_wilayah(ada) if ada else pegawai.domisili_teks


def _predikat(pegawai: Pegawai, tahun: int) -> str:
    ada = pegawai.predikat_set.filter(tahun=tahun).order_by("-tanggal", "-pk").first()
    return NAMA_PREDIKAT.get(ada.predikat, str(ada.predikat)) if ada else ""


def cap(permintaan: PermintaanData) -> str:
    """Fingerprint of what an officer reads before deciding: the answer, and what is on record."""
    isi = {
        "dijawab": permintaan.dijawab_pada.isoformat() if permintaan.dijawab_pada else "",
        "jawaban": permintaan.jawaban,
        "lama": nilai_lama(permintaan),
    }
    return audit.sidik_isi(isi)[:16]
