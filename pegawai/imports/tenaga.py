"""The importer of the non-ASN registry (BKN's 23 columns of 2022)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inti.errors import DomainError
from inti.impor import tangan
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import (
    BarisMentah,
    BarisTerbaca,
    Hilang,
    Konteks,
    Pengimpor,
    Pilihan,
    Status,
    Urungan,
)
from inti.impor.teks import kunci_nama, teks
from inti.models import BarisImpor, Impor, Instansi, Padanan, Sumber
from inti.peran import Peran
from pegawai import nik as aturan_nik
from pegawai.imports import rekam_tenaga as rekam
from pegawai.imports.baca_pegawai import baca_hari, baca_jenis_kelamin, teks_rusak
from pegawai.imports.kolom_tenaga import KOLOM
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.models import Opd, Pendataan, TenagaNonAsn

TANPA_ISI = frozenset({"", "-", "--", "n/a", "na"})
HONOR = {rapikan(str(kata)): str(kode) for kode, kata in TenagaNonAsn.SumberHonor.choices} | {
    "apbn": "APBN",
    "apbd": "APBD",
    "blu": "BLU",
    "blud": "BLUD",
    "pengadaan": "PENGADAAN",
    "barang dan jasa": "PENGADAAN",
    "barang jasa": "PENGADAAN",
    "alih daya": "ALIH_DAYA",
    "outsourcing": "ALIH_DAYA",
    "pihak ketiga": "ALIH_DAYA",
    "lain": "LAIN",
    "lainnya": "LAIN",
}
AKTIF = {"ya": True, "aktif": True, "masih": True, "tidak": False, "tidak aktif": False}
PANJANG = {
    k.name: muat
    for k in TenagaNonAsn._meta.concrete_fields
    if (muat := getattr(k, "max_length", None))
}
LANGSUNG = tuple(
    k
    for k in rekam.FAKTA
    if k not in {"nik", "opd", "jenis_kelamin", "sumber_honor", "aktif", *rekam.TANGGAL}
)
"""Columns taken as they are written."""


class PendataanNonAsn(Pengimpor):
    """One row per worker, keyed by NIK."""

    kode = "pendataan"
    judul = "Pendataan tenaga non-ASN (23 kolom BKN 2022)"
    penjelasan = "Satu baris per orang: NIK, nama, SK pembayaran, masa kerja, unit, penanda tangan"
    benda = "tenaga non-ASN"
    urutan = 40
    peran = frozenset({str(Peran.PETUGAS)})
    kolom = KOLOM
    wajib = (("nik",), ("nama",), ("nomor_sk", "mulai", "berkas_honor"))
    dianjurkan = ("lahir", "mulai", "unit", "jenis_penandatangan")
    turunan = ("HASIL", "SEBAB", "KURANG", "OPD PORTAL")
    kolom_kunci = "nik"
    kode_ganda = "nik_ganda"
    kode_banding = frozenset({"orang_mirip", "pendataan_final", tangan.KODE})

    def siapkan(self, konteks: Konteks) -> "PembacaTenaga":
        """Load the units and return a reader."""
        return PembacaTenaga(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a column."""
        return rekam.label(kolom)

    def kata(self, kolom: str, nilai: Mapping[str, Any]) -> str:
        """Return a staged value in words for people."""
        return (
            str(nilai["_opd"]) if kolom == "opd" and "_opd" in nilai else kata(kolom, nilai[kolom])
        )

    def pilihan(self, baris: BarisTerbaca) -> list[Pilihan]:
        """Offer the file's word against a correction by hand."""
        konflik = {k: rekam.label(k) for k in baris.nilai.get("_konflik", ())}
        return tangan.pilihan(baris, konflik, {"opd": "unit"})

    def putuskan(self, baris: BarisTerbaca, kode: str) -> None:
        """Carry out the choice. Raises KeyError."""
        if not tangan.putuskan(baris, kode, {"opd": "unit"}):
            raise KeyError(kode)

    def hilang(self, impor: Impor) -> Iterable[Hilang]:
        """Yield the workers of the agency that the file does not name."""
        disebut = BarisImpor.objects.filter(impor=impor).values("kunci")
        semua = TenagaNonAsn.objects.filter(instansi=impor.instansi).exclude(nik__in=disebut)
        for satu in semua.iterator(1_000):
            yield Hilang(aturan_nik.samarkan(satu.nik), satu.nama, satu.unit)

    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Put back what the file wrote; later corrections stay and are named.

        Raises DomainError once the registry is final.
        """
        if _final(impor.instansi):
            pesan = "Pendataan sudah final, jadi impornya tidak dapat diurungkan."
            raise DomainError(pesan, kode="pendataan_final")
        return rekam.urungkan(sumber, kata)

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return the lists of the template."""
        unit = Opd.objects.filter(instansi=instansi, aktif=True).order_by("nama")
        return {
            "jenis_kelamin": ["L", "P"],
            "unit": list(unit.values_list("nama", flat=True)),
            "sumber_honor": [str(kata) for _, kata in TenagaNonAsn.SumberHonor.choices],
            "aktif": ["Ya", "Tidak"],
        }


class PembacaTenaga:
    """Reads rows into values of TenagaNonAsn; a blank cell says nothing and changes nothing."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.opd = PencariOpd(konteks.instansi)
        self.tangan = tangan.IsianTangan(konteks.instansi)

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the form."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        isi = {nama: _isi(teks(sel)) for nama, sel in mentah.sel.items()}
        nilai: dict[str, Any] = {"nik": self._nik(baris, mentah)}
        baris.kunci, baris.judul = nilai["nik"], isi.get("nama", "")[:160]
        for kolom in LANGSUNG:
            nilai[kolom] = _muat(baris, kolom, isi.get(kolom, ""))
        self._nama(baris, isi.get("nama", ""))
        for kolom in rekam.TANGGAL:
            hari = baca_hari(
                baris, kolom, mentah.sel.get(kolom), awal_hitungan=self.konteks.awal_hitungan
            )
            nilai[kolom] = hari.isoformat() if hari else None
        nilai["jenis_kelamin"] = self._jenis_kelamin(baris, isi)
        nilai["sumber_honor"] = _pilih(baris, "sumber_honor", isi, HONOR, "Sumber honorarium")
        nilai["aktif"] = _pilih(baris, "aktif", isi, AKTIF, "Keterangan aktif")
        self._unit(baris, nilai)
        baris.nilai |= {k: v for k, v in nilai.items() if v not in ("", None)}
        self._selaras(baris)
        return baris

    def _nik(self, baris: BarisTerbaca, mentah: BarisMentah) -> str:
        try:
            return aturan_nik.bersihkan(mentah.sel.get("nik"))
        except aturan_nik.NikSalah as salah:
            baris.galat(salah.kode, "nik", salah.pesan)
            return ""

    def _nama(self, baris: BarisTerbaca, nama: str) -> None:
        if not nama or not any(map(str.isalpha, nama)):
            baris.galat("nama_kosong", "nama", "Nama kosong. Isi nama orangnya.")
        elif teks_rusak(nama):
            pesan = "Huruf nama tampak rusak. Pastikan ejaannya, lalu perbaiki di berkas."
            baris.ingatkan("teks_rusak", "nama", pesan)

    def _jenis_kelamin(self, baris: BarisTerbaca, isi: Mapping[str, str]) -> str:
        jk = baca_jenis_kelamin(isi.get("jenis_kelamin", ""))
        if jk is None:
            baris.ingatkan("jk_tak_dikenal", "jenis_kelamin", "Jenis kelamin tidak dikenal.")
        return jk or ""

    def _unit(self, baris: BarisTerbaca, nilai: dict[str, Any]) -> None:
        """An unknown unit is kept as text; who it is stays a question."""
        nama = nilai["unit"]
        opd = self.opd.cari("", nama)
        if opd is not None:
            nilai["opd"], baris.nilai["_opd"] = opd.pk, opd.nama
        elif nama:
            mirip = self.opd.paling_mirip(nama)
            saran = f" Mungkin maksudnya {mirip}." if mirip else ""
            pesan = f"Unit “{nama[:60]}” tidak dikenal; dicatat sebagai teks.{saran}"
            baris.ingatkan("unit_tak_dikenal", "unit", pesan)
            baris.nilai["_asing"] = {"jenis": str(Padanan.Jenis.OPD), "teks": nama[:200]}

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Put the unit an officer named into the row."""
        opd = self.opd.per_kode[tujuan]
        baris.nilai |= {"opd": opd.pk, "_opd": opd.nama}
        baris.lepas("unit_tak_dikenal")

    def _selaras(self, baris: BarisTerbaca) -> None:
        isi = baris.nilai
        lahir = dt.date.fromisoformat(isi["lahir"]) if "lahir" in isi else None
        jk = isi.get("jenis_kelamin", "")
        if baris.kunci and not aturan_nik.selaras(baris.kunci, lahir=lahir, jenis_kelamin=jk):
            pesan = "Tanggal lahir atau jenis kelamin tidak selaras dengan NIK. Pastikan benar."
            baris.ingatkan("nik_tidak_selaras", "nik", pesan)
        if isi.get("mulai", "") > isi.get("akhir", "9"):
            pesan = "Mulai kerja sesudah akhir kerja. Pastikan tanggalnya."
            baris.ingatkan("masa_terbalik", "mulai", pesan)

    # Comparing with the registry ----------------------------------------------------------

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set what each row would add or change, in two queries for all of them."""
        tercatat = rekam.cari(self.konteks.instansi, [b.kunci for b in baris if b.kunci])
        mirip, final = self._mirip(baris), _final(self.konteks.instansi)
        for satu in baris:
            tangan.mulai(satu)
            if final:
                pesan = "Pendataan sudah final, jadi tidak dapat diubah lagi."
                satu.galat("pendataan_final", "nik", pesan)
            satu.objek, satu.beda = tercatat.get(satu.kunci), {}
            if satu.bergalat:
                satu.status = Status.DITOLAK
            elif satu.objek is None:
                satu.status = Status.BARU
                if lain := mirip.get(_kunci_orang(satu.judul, satu.nilai.get("lahir"))):
                    pesan = (
                        f"Nama dan tanggal lahirnya sama dengan NIK {lain}. Mungkin orangnya sama."
                    )
                    satu.ingatkan("orang_mirip", "nama", pesan)
            else:
                self._beda(satu)
                satu.status = Status.BERUBAH if satu.beda else Status.SAMA

    def _mirip(self, baris: Sequence[BarisTerbaca]) -> dict[tuple[str, str], str]:
        """Return the masked NIK of those on record who share name and birth date with a row."""
        lahir = {b.nilai["lahir"] for b in baris if "lahir" in b.nilai}
        semua = TenagaNonAsn.objects.filter(
            instansi=self.konteks.instansi, lahir__in=lahir
        ).values_list("nama", "lahir", "nik")
        return {
            _kunci_orang(nama, hari.isoformat()): aturan_nik.samarkan(nomor)
            for nama, hari, nomor in semua
            if hari
        }

    def _beda(self, baris: BarisTerbaca) -> None:
        for kolom, baru in baris.isian.items():
            lama = rekam.nilai(baris.objek, kolom)
            if lama == baru:
                continue
            asal = baris.objek.sumber.get(kolom)
            kata_lama = self.opd.nama.get(lama, "") if kolom == "opd" else kata(kolom, lama)
            kata_baru = baris.nilai["_opd"] if kolom == "opd" else kata(kolom, baru)
            sel = "unit" if kolom == "opd" else ""
            if not self.tangan.menahan(baris, kolom, asal, kata_lama, kata_baru, sel=sel):
                baris.beda[kolom] = [kata_lama, kata_baru]
                baris.sebut_asal(kolom, asal)

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Add new workers and change the others."""
        baru = [satu.isian for satu in baris if satu.objek is None]
        rekam.tambah(self.konteks.instansi, baru, sumber)
        ubah = [
            (satu.objek, {k: satu.nilai[k] for k in satu.beda})
            for satu in baris
            if satu.objek is not None
        ]
        rekam.ubah(ubah, sumber, saat)


def _final(instansi: Instansi) -> bool:
    return Pendataan.objects.filter(instansi=instansi, status=Pendataan.Status.FINAL).exists()


def kata(kolom: str, nilai: Any) -> str:
    """Return a value in words; a unit must be looked up by the caller."""
    if nilai in ("", None):
        return ""
    if kolom == "aktif":
        return "Ya" if nilai else "Tidak"
    if kolom in rekam.TANGGAL:
        return f"{dt.date.fromisoformat(nilai):%d-%m-%Y}"
    if kolom == "sumber_honor":
        return str(TenagaNonAsn.SumberHonor(nilai).label)
    return aturan_nik.samarkan(nilai) if kolom == "nik" else str(nilai)


def _isi(isi: str) -> str:
    return "" if isi.casefold() in TANPA_ISI else isi


def _muat(baris: BarisTerbaca, kolom: str, isi: str) -> str:
    muat = PANJANG[kolom]
    if len(isi) > muat:
        baris.ingatkan("teks_dipotong", kolom, f"Teks lebih dari {muat} huruf, jadi dipotong.")
    return isi[:muat]


def _pilih(
    baris: BarisTerbaca, kolom: str, isi: Mapping[str, str], arti: Mapping[str, Any], sebutan: str
) -> Any:
    kata_sel = isi.get(kolom, "")
    if not kata_sel:
        return None
    hasil = arti.get(rapikan(kata_sel))
    if hasil is None:
        pesan = f"{sebutan} “{kata_sel[:40]}” tidak dikenal; belum dicatat."
        baris.ingatkan(f"{kolom}_tak_dikenal", kolom, pesan)
    return hasil


def _kunci_orang(nama: str, lahir: str | None) -> tuple[str, str]:
    return kunci_nama(nama), lahir or ""
