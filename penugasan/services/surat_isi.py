"""What a batch's letters say: the words of the policy version, filled with the people's facts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from inti.errors import DomainError
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
from penugasan.models import Penugasan, Periode
from penugasan.queries.nominatif import Nominatif
from penugasan.rules.paket import KATA_BAWAAN

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


@dataclass(frozen=True, slots=True)
class Naskah:
    """The sections ``surat`` and ``kata`` of the policy version a round uses."""

    isi: dict[str, Any]
    kata: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def dari(cls, periode: Periode) -> "Naskah":
        """Raises DomainError when the version's letter texts are missing or incomplete."""
        isi = periode.versi.isi.get("surat", {})
        if kurang := list(_kurang(isi)):
            pesan = (
                f"Teks surat pada aturan periode {periode} belum lengkap: {', '.join(kurang)}. "
                "Lengkapi paketnya."
            )
            raise DomainError(pesan)
        if isi["sk"]["pola_nomor"] == isi["surat_tugas"]["pola_nomor"]:
            pesan = "Pola nomor SK dan surat tugas harus berbeda. Perbaiki paketnya."
            raise DomainError(pesan)
        for jenis, tersedia in TEMPLAT.items():
            if (templat := isi[jenis].get("templat", "")) and templat not in tersedia:
                pesan = f"Templat {jenis} “{templat}” tidak ada. Pilih: {', '.join(tersedia)}."
                raise DomainError(pesan)
        return cls(isi, {**KATA_BAWAAN, **periode.versi.isi.get("kata", {})})

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

    def sk(
        self, *, nomor: str, tanggal: dt.date, token: str, orang: list[Nominatif]
    ) -> SkPenugasan:
        """Write the decision over the whole batch."""
        bagian = self.isi["sk"]
        nilai: dict[str, str | int] = {"jumlah": len(orang), "mulai": _mulai(orang)}
        return SkPenugasan(
            **self._bersama("sk", nomor=nomor, tanggal=tanggal, token=token),
            pejabat=bagian["pejabat"],
            tentang=bagian["tentang"],
            menimbang=isi_semua(bagian["menimbang"], nilai),
            mengingat=isi_semua(bagian["mengingat"], nilai),
            memperhatikan=isi_semua(bagian.get("memperhatikan", ()), nilai),
            diktum=isi_semua(bagian["diktum"], nilai),
            judul_lampiran=isi_pola(bagian["judul_lampiran"], nilai),
            lampiran=tuple(_baris(satu) for satu in orang),
            judul_domisili=f"DOMISILI ({self.kata['wilayah_singkat'].upper()}/KEC)",
            judul_koperasi=f"{self.kata['koperasi_singkat'].upper()} TUJUAN",
        )

    def surat_tugas(
        self, *, nomor: str, tanggal: dt.date, token: str, orang: Nominatif, sk: SkPenugasan
    ) -> SuratPerintahTugas:
        """Write the order to one person, grounded on the decision."""
        bagian, penugasan = self.isi["surat_tugas"], orang.penugasan
        nilai = {
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
            **self._bersama("surat_tugas", nomor=nomor, tanggal=tanggal, token=token),
            dasar=isi_semua(bagian["dasar"], nilai),
            orang=Orang(
                nama=pegawai.nama_lengkap,
                nip=pegawai.nip,
                golongan=pegawai.golongan,
                jabatan=pegawai.jabatan,
                unit_kerja=_unit_kerja(penugasan),
            ),
            untuk=isi_semua(bagian["untuk"], nilai),
            menimbang=isi_semua(bagian.get("menimbang", ()), nilai),
            nama=bagian.get("nama") or "Surat Perintah Tugas",
        )

    def _bersama(self, jenis: str, *, nomor: str, tanggal: dt.date, token: str) -> dict[str, Any]:
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


def _kurang(isi: dict[str, Any]) -> Iterator[str]:
    """Name what is missing, as ``sk.diktum``."""
    for bagian, nama in WAJIB.items():
        ada = isi.get(bagian, {}) if bagian else isi
        yield from (f"{bagian}.{satu}".lstrip(".") for satu in nama if not ada.get(satu))


def _mulai(orang: list[Nominatif]) -> str:
    """The common first day, or a reference to the annex when the people start on several."""
    hari = {satu.penugasan.mulai for satu in orang}
    return eja(hari.pop()) if len(hari) == 1 else "yang tercantum dalam Lampiran"


def _unit_kerja(penugasan: Penugasan) -> str:
    return penugasan.opd_asal.nama if penugasan.opd_asal else penugasan.pegawai.unor_nama


def _baris(orang: Nominatif) -> BarisLampiran:
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
        unit_kerja=_unit_kerja(penugasan),
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
