"""What a batch's letters say: the words of the policy version, filled with the people's facts."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from inti.errors import DomainError
from inti.models import Instansi
from penugasan import documents
from penugasan.documents import (
    TEMPLAT,
    BarisLampiran,
    Kop,
    Orang,
    PenandaTangan,
    SkPenugasan,
    SuratPerintahTugas,
)
from penugasan.documents.ejaan import tanggal as eja
from penugasan.documents.naskah import isi_pola, isi_semua, nomor
from penugasan.models import Penugasan, Periode, TemplatSurat
from penugasan.queries.nominatif import Nominatif
from penugasan.rules.paket import KATA_BAWAAN
from penugasan.rules.surat import JENIS, Bentuk

WAJIB: dict[str, tuple[str, ...]] = {
    "": ("tempat", "kop", "unit"),
    "sk": (
        "nama",
        "klasifikasi",
        "pola_nomor",
        "pejabat",
        "penanda_tangan",
        "tentang",
        "menimbang",
        "mengingat",
        "diktum",
        "judul_lampiran",
    ),
    "surat_tugas": ("klasifikasi", "pola_nomor", "penanda_tangan", "dasar", "untuk"),
}
"""What the section ``surat`` of a pack must say, per part."""


PENETAPAN = ("sk", "surat_tugas")
WARISAN_SK = ("kop", "pejabat", "penanda_tangan", "nama_penanda_tangan", "mengingat")
"""What another decision takes over from the SK, unless it says so itself."""


@cache
def bawaan() -> Mapping[str, Any]:
    """The texts for what a pack leaves unsaid."""
    berkas = Path(documents.__file__).parent / "templat" / "bawaan.toml"
    return tomllib.loads(berkas.read_text(encoding="utf-8"))


def teks_jenis(jenis: str, surat: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a kind by the policy's section ``surat`` over the ones that come along."""
    dasar: dict[str, Any] = dict(bawaan().get(jenis, {}))
    if JENIS[jenis].bentuk is Bentuk.KEPUTUSAN and jenis != "sk":
        sk = surat.get("sk", {})
        dasar = {k: sk[k] for k in WARISAN_SK if k in sk} | dasar
    return {**dasar, **surat.get(jenis, {})}


def templat_berlaku(instansi: Instansi) -> dict[str, TemplatSurat]:
    """The agency's own words in use, by kind."""
    dipakai = TemplatSurat.objects.filter(instansi=instansi, status=TemplatSurat.Status.BERLAKU)
    return {satu.jenis: satu for satu in dipakai}


def teks_semua(
    paket: Mapping[str, Any], milik: Mapping[str, TemplatSurat]
) -> dict[str, dict[str, Any]]:
    """The words in use of every kind: the agency's own over the policy's, by kind."""
    dasar = dict(paket)
    if "sk" in milik:  # what other decisions take over from it, they take as it is worded now
        dasar["sk"] = {**paket.get("sk", {}), **milik["sk"].isi}
    return {
        kode: {**teks_jenis(kode, dasar), **(milik[kode].isi if kode in milik else {})}
        for kode in JENIS
    }


@dataclass(frozen=True, slots=True)
class Naskah:
    """The sections ``surat`` and ``kata`` of the policy version a round uses, under the words
    that the agency has set itself; ``versi`` says by which version of them, per kind."""

    isi: dict[str, Any]
    kata: Mapping[str, str] = field(default_factory=dict)
    versi: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def dari(cls, periode: Periode, *jenis: str) -> "Naskah":
        """Read the words for these kinds (those of a decision when none is named).

        Raises DomainError when they are missing, incomplete or would number alike.
        """
        paket = periode.versi.isi.get("surat", {})
        milik = templat_berlaku(periode.instansi)
        isi: dict[str, Any] = {k: v for k, v in paket.items() if k not in JENIS}
        isi |= teks_semua(paket, milik)
        perlu = jenis or PENETAPAN
        if kurang := list(_kurang(isi, perlu)):
            pesan = (
                f"Teks surat pada aturan periode {periode} belum lengkap: {', '.join(kurang)}. "
                "Lengkapi paketnya."
            )
            raise DomainError(pesan)
        pastikan_pola_berbeda(isi, perlu if perlu == PENETAPAN else JENIS)
        for satu, tersedia in TEMPLAT.items():
            if (templat := isi[satu].get("templat", "")) and templat not in tersedia:
                pesan = f"Templat {satu} “{templat}” tidak ada. Pilih: {', '.join(tersedia)}."
                raise DomainError(pesan)
        kata = {**KATA_BAWAAN, **periode.versi.isi.get("kata", {})}
        kata["instansi"] = periode.instansi.nama
        return cls(isi, kata, {kode: satu.nomor for kode, satu in milik.items()})

    def nomor(self, jenis: str, *, urut: int, tanggal: dt.date) -> str:
        """Build the number of a letter of this kind from the pack's pattern.

        Raises DomainError when the pattern would repeat itself.
        """
        bagian = self.isi[jenis]
        try:
            return nomor(
                bagian["pola_nomor"],
                klasifikasi=bagian["klasifikasi"],
                urut=urut,
                unit=self.isi["unit"],
                tanggal=tanggal,
            )
        except ValueError as galat:
            raise DomainError(str(galat)) from galat

    def umum(self, tanggal: dt.date) -> dict[str, str | int]:
        """What every kind may say: the agency's words and the letter's date."""
        return {
            "badan": self.kata["badan"],
            "instansi": self.kata["instansi"],
            "kepala_daerah": self.kata["kepala_daerah"],
            "koperasi_umum": self.kata["koperasi"],
            "tanggal": eja(tanggal),
        }

    def sk(
        self,
        *,
        nomor: str,
        tanggal: dt.date,
        token: str,
        orang: list[Nominatif],
        berlaku: dt.date | None = None,
    ) -> SkPenugasan:
        """Write the decision over the whole batch, in force from ``berlaku`` when it is later."""
        bagian = self.isi["sk"]
        nilai = self.umum(tanggal) | {
            "jumlah": len(orang),
            "mulai": _mulai(orang),
            "berlaku": self.berlaku("sk", berlaku),
        }
        return SkPenugasan(
            **self.bersama("sk", nomor=nomor, tanggal=tanggal, token=token),
            pejabat=bagian["pejabat"],
            tentang=isi_pola(bagian["tentang"], nilai),
            menimbang=isi_semua(bagian["menimbang"], nilai),
            mengingat=isi_semua(bagian["mengingat"], nilai),
            memperhatikan=isi_semua(bagian.get("memperhatikan", ()), nilai),
            diktum=isi_semua(bagian["diktum"], nilai),
            judul_lampiran=isi_pola(bagian["judul_lampiran"], nilai),
            lampiran=tuple(baris_lampiran(satu) for satu in orang),
            judul_domisili=f"DOMISILI ({self.kata['wilayah_singkat'].upper()}/KEC)",
            judul_koperasi=f"{self.kata['koperasi_singkat'].upper()} TUJUAN",
        )

    def berlaku(self, jenis: str, sejak: dt.date | None) -> str:
        """When it takes effect, as its text says it.

        Raises DomainError when the text has no place for a later day: a letter may not say one
        thing and the portal another.
        """
        if sejak is None:
            return "ditetapkan"
        teks = self.isi[jenis]
        if not any("{berlaku}" in satu for satu in teks.get("diktum", ())):
            pesan = (
                f"Teks {JENIS[jenis].nama} tidak menyebut tanggal berlaku. Tambahkan isian "
                "{berlaku} pada diktumnya lewat Templat surat, lalu ulangi."
            )
            raise DomainError(pesan, kode="tanpa_berlaku")
        return eja(sejak)

    def surat_tugas(
        self, *, nomor: str, tanggal: dt.date, token: str, orang: Nominatif, sk: SkPenugasan
    ) -> SuratPerintahTugas:
        """Write the order to one person, grounded on the decision."""
        bagian, penugasan = self.isi["surat_tugas"], orang.penugasan
        nilai = self.umum(tanggal) | {
            "nama_sk": self.isi["sk"]["nama"],
            "nomor_sk": sk.nomor,
            "tanggal_sk": eja(sk.tanggal),
            "tentang": sk.tentang,
            "peran": penugasan.kebutuhan.get_peran_display().lower(),
            "koperasi": penugasan.kebutuhan.koperasi.nama,
            "mulai": eja(penugasan.mulai),
            "selesai": eja(penugasan.selesai) if penugasan.selesai else "ada ketetapan lain",
        }
        pegawai = orang.pegawai
        return SuratPerintahTugas(
            **self.bersama("surat_tugas", nomor=nomor, tanggal=tanggal, token=token),
            dasar=isi_semua(bagian["dasar"], nilai),
            orang=Orang(
                nama=pegawai.nama_lengkap,
                nip=pegawai.nip,
                golongan=pegawai.golongan,
                jabatan=pegawai.jabatan,
                unit_kerja=unit_kerja(penugasan),
            ),
            untuk=isi_semua(bagian["untuk"], nilai),
            menimbang=isi_semua(bagian.get("menimbang", ()), nilai),
            nama=bagian.get("nama") or "Surat Perintah Tugas",
        )

    def bersama(self, jenis: str, *, nomor: str, tanggal: dt.date, token: str) -> dict[str, Any]:
        """What every letter has: number, head, signer, the address that proves it."""
        bagian = self.isi[jenis]
        return {
            "nomor": nomor,
            "tanggal": tanggal,
            "kop": Kop(
                baris=tuple(bagian.get("kop") or self.isi["kop"]),
                alamat=bagian.get("alamat", self.isi.get("alamat", "")),
            ),
            "tempat": self.isi["tempat"],
            "penanda_tangan": PenandaTangan(
                jabatan=tuple(bagian["penanda_tangan"]),
                nama=bagian.get("nama_penanda_tangan", ""),
                keterangan=tuple(bagian.get("keterangan_penanda_tangan", ())),
            ),
            "url_verifikasi": url_verifikasi(token),
            "tembusan": tuple(bagian.get("tembusan", ())),
            "templat": bagian.get("templat", ""),
        }


def url_verifikasi(token: str) -> str:
    """Return the full public address that the code on a letter leads to."""
    alamat: str = settings.ALAMAT_PUBLIK
    return alamat.rstrip("/") + reverse("penugasan:surat_verifikasi", args=[token])


def pastikan_pola_berbeda(isi: Mapping[str, Any], jenis: Iterable[str]) -> None:
    """Raises DomainError when two kinds would give the same numbers."""
    pola = {
        kode: isi[kode]["pola_nomor"].replace("{klasifikasi}", isi[kode]["klasifikasi"])
        for kode in jenis
        if isi[kode].get("pola_nomor")
    }
    for satu, lain in combinations(pola, 2):
        if pola[satu] == pola[lain]:
            pesan = (
                f"Pola nomor {JENIS[satu].nama} dan {JENIS[lain].nama} harus berbeda. "
                "Perbaiki lewat Templat surat."
            )
            raise DomainError(pesan)


def _kurang(isi: dict[str, Any], jenis: Iterable[str]) -> Iterator[str]:
    """Name what is missing, as ``sk.diktum``."""
    yield from (nama for nama in WAJIB[""] if not isi.get(nama))
    for kode in jenis:
        wajib = WAJIB.get(kode) or [b.kode for b in JENIS[kode].bagian if b.wajib]
        yield from (f"{kode}.{nama}" for nama in wajib if not isi[kode].get(nama))


def _mulai(orang: list[Nominatif]) -> str:
    """The common first day, or a reference to the annex when the people start on several."""
    hari = {satu.penugasan.mulai for satu in orang}
    return eja(hari.pop()) if len(hari) == 1 else "yang tercantum dalam Lampiran"


def unit_kerja(penugasan: Penugasan) -> str:
    """The home unit the person left, or the words of the file when it is not recognised."""
    return penugasan.opd_asal.nama if penugasan.opd_asal else penugasan.pegawai.unor_nama


def baris_lampiran(orang: Nominatif) -> BarisLampiran:
    """One person of an annex, in the usual columns."""
    pegawai, penugasan = orang.pegawai, orang.penugasan
    kebutuhan = penugasan.kebutuhan
    return BarisLampiran(
        nip=pegawai.nip,
        nama=pegawai.nama_lengkap,
        tempat_lahir=pegawai.tempat_lahir,
        lahir=pegawai.lahir,
        usia=orang.usia,
        jenis_kelamin=pegawai.jenis_kelamin,
        tingkat_pendidikan=orang.tingkat_pendidikan,
        pendidikan=pegawai.pendidikan,
        golongan=pegawai.golongan,
        jabatan=pegawai.jabatan,
        unit_kerja=unit_kerja(penugasan),
        status=pegawai.get_jenis_display(),
        akhir_kontrak=orang.akhir_kontrak,
        komputer=orang.komputer,
        domisili=orang.domisili,
        koperasi=f"{kebutuhan.koperasi.nama_pendek} ({kebutuhan.get_peran_display()})",
        keterangan=masa(penugasan),
    )


def masa(penugasan: Penugasan) -> str:
    """Say from when to when, and what ends it."""
    if penugasan.selesai is None:
        return f"Mulai {penugasan.mulai:%d-%m-%Y}"
    sebab = f" ({penugasan.sebab_selesai})" if penugasan.sebab_selesai else ""
    return f"{penugasan.mulai:%d-%m-%Y} s.d. {penugasan.selesai:%d-%m-%Y}{sebab}"
