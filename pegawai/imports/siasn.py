"""SIASN's "Export Data ASN": who works where, with which diploma and legal standing."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from inti.impor.pengimpor import BarisMentah, BarisTerbaca, Konteks, Pengimpor, Pilihan, Status
from inti.impor.simpan import tambah, ubah
from inti.impor.teks import teks
from inti.models import Sumber
from inti.peran import Peran
from pegawai import nip as aturan_nip
from pegawai.imports import kolom_siasn
from pegawai.imports.baca_pegawai import baca_hari, baca_jenis, baca_jenis_kelamin, baca_nip
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.imports.pendidikan import (
    TINGKAT,
    TingkatTakDikenal,
    baca_tingkat,
    tingkat_dari_nama,
)
from pegawai.models import Pegawai, RiwayatNip

TEKS_BIASA = (
    "siasn_id",
    "gelar_depan",
    "gelar_belakang",
    "tempat_lahir",
    "kedudukan_hukum",
    "golongan",
    "jenis_jabatan",
    "jabatan",
    "pendidikan",
    "lokasi_kerja",
    "unor_id",
    "unor_nama",
)
NAMA_KOLOM = {k.name: str(k.verbose_name) for k in Pegawai._meta.concrete_fields}
TANGGAL = ("lahir", "tmt_cpns")
LAHIR_BERKAS = "lahir_berkas"
"""Where a row keeps the birth date that its NIP contradicts."""
PANJANG = {
    k.name: k.max_length for k in Pegawai._meta.concrete_fields if getattr(k, "max_length", None)
}


class EksporSiasn(Pengimpor):
    """The importer of SIASN's export; one row per civil servant, keyed by NIP."""

    kode = "siasn"
    judul = "Ekspor Data ASN dari SIASN"
    penjelasan = "Satu baris per pegawai: NIP, nama, tanggal lahir, pendidikan, jabatan, unit kerja"
    benda = "pegawai"
    urutan = 10
    peran = frozenset({str(Peran.PETUGAS)})
    kolom = kolom_siasn.KOLOM
    wajib = kolom_siasn.WAJIB
    dianjurkan = kolom_siasn.DIANJURKAN
    pribadi = kolom_siasn.PRIBADI
    kolom_kunci = "nip"
    kode_ganda = "nip_ganda"
    kode_banding = frozenset({"pns_id_ganda", "pns_id_beda"})

    def siapkan(self, konteks: Konteks) -> "PembacaSiasn":
        """Load the units and return a reader."""
        return PembacaSiasn(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a column of Pegawai."""
        nama = NAMA_KOLOM[kolom]
        return nama[:1].upper() + nama[1:]

    def pilihan(self, baris: BarisTerbaca) -> list[Pilihan]:
        """Offer both birth dates when the file and the NIP disagree."""
        berkas = baris.nilai.get(LAHIR_BERKAS)
        dari_nip = aturan_nip.tanggal_lahir(baris.kunci) if baris.kunci else None
        if not berkas or not dari_nip:
            return []
        hari = dt.date.fromisoformat(berkas)
        return [
            Pilihan("lahir_nip", f"Pakai {dari_nip:%d-%m-%Y} (NIP)"),
            Pilihan("lahir_berkas", f"Pakai {hari:%d-%m-%Y} (berkas)"),
        ]

    def putuskan(self, baris: BarisTerbaca, kode: str) -> None:
        """Take the birth date somebody chose; the doubt is then settled."""
        if kode not in {p.kode for p in self.pilihan(baris)}:
            raise KeyError(kode)
        berkas = baris.nilai.pop(LAHIR_BERKAS)
        dari_nip = aturan_nip.tanggal_lahir(baris.kunci)
        dipakai = berkas if kode == "lahir_berkas" or not dari_nip else dari_nip.isoformat()
        baris.nilai["lahir"] = dipakai
        baris.temuan = [t for t in baris.temuan if t.kode != "lahir_beda"]


class PembacaSiasn:
    """Reads rows into values of Pegawai; a blank cell says nothing and changes nothing."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.opd = PencariOpd(konteks.instansi)

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the export."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        isi = {nama: teks(sel) for nama, sel in mentah.sel.items()}
        nip = baca_nip(baris, mentah.sel.get("nip"), tahun_kini=self.konteks.hari_ini.year)
        baris.kunci = nip
        baris.judul = isi.get("nama", "")[:160]
        nilai: dict[str, Any] = {"nip": nip, "nama": self._nama(baris, isi)}
        nilai |= {k: self._muat(baris, k, isi.get(k, "")) for k in TEKS_BIASA}
        nilai["kedudukan_hukum_id"] = _dua_angka(isi.get("kedudukan_hukum_id", ""))
        nilai["jenis"] = self._jenis(baris, isi, nip)
        nilai["jenis_kelamin"] = self._jenis_kelamin(baris, isi)
        nilai["tingkat_pendidikan"] = self._tingkat(baris, isi)
        nilai["opd"] = self._opd(baris, isi)
        hari = {k: self._hari(baris, mentah, k) for k in TANGGAL}
        if nip and self._meragukan(baris, nilai, hari["lahir"]) and hari["lahir"]:
            # Held back until somebody decides: a doubtful birth date must not age anybody.
            nilai[LAHIR_BERKAS], hari["lahir"] = hari["lahir"].isoformat(), None
        nilai |= {k: h.isoformat() for k, h in hari.items() if h}
        baris.nilai = {k: v for k, v in nilai.items() if v not in ("", None)}
        return baris

    def _hari(self, baris: BarisTerbaca, mentah: BarisMentah, kolom: str) -> dt.date | None:
        return baca_hari(
            baris, kolom, mentah.sel.get(kolom), awal_hitungan=self.konteks.awal_hitungan
        )

    def _nama(self, baris: BarisTerbaca, isi: dict[str, str]) -> str:
        nama = isi.get("nama", "")
        if not nama:
            baris.galat("nama_kosong", "nama", "Nama kosong. Isi nama pegawai.")
        return self._muat(baris, "nama", nama)

    def _muat(self, baris: BarisTerbaca, kolom: str, isi: str) -> str:
        muat = PANJANG.get(kolom) or len(isi)
        if len(isi) > muat:
            baris.ingatkan("teks_dipotong", kolom, f"Teks lebih dari {muat} huruf, jadi dipotong.")
        return isi[:muat]

    def _jenis(self, baris: BarisTerbaca, isi: dict[str, str], nip: str) -> str:
        jenis = baca_jenis(isi.get("jenis_id", ""), isi.get("jenis", ""), nip)
        if jenis is None:
            pesan = f"Jenis pegawai “{isi.get('jenis', '')[:40]}” tidak dikenal; belum diisi."
            baris.ingatkan("jenis_tak_dikenal", "jenis", pesan)
        return jenis or ""

    def _jenis_kelamin(self, baris: BarisTerbaca, isi: dict[str, str]) -> str:
        jk = baca_jenis_kelamin(isi.get("jenis_kelamin", ""))
        if jk is None:
            baris.ingatkan("jk_tak_dikenal", "jenis_kelamin", "Jenis kelamin tidak dikenal.")
        return jk or ""

    def _tingkat(self, baris: BarisTerbaca, isi: dict[str, str]) -> str:
        kode, nama = isi.get("tingkat_id", ""), isi.get("tingkat_nama", "")
        try:
            tingkat = baca_tingkat(kode, nama)
        except TingkatTakDikenal:
            kolom = "tingkat_id" if kode else "tingkat_nama"
            pesan = f"Tingkat pendidikan “{kode or nama[:40]}” tidak ada di daftar SIASN."
            baris.galat("tingkat_tak_dikenal", kolom, pesan)
            return ""
        if kode and nama and tingkat_dari_nama(nama) not in ("", tingkat):
            pesan = f"Nama tingkat berbeda dari kode {tingkat} ({TINGKAT[tingkat]}); kode dipakai."
            baris.ingatkan("tingkat_beda", "tingkat_nama", pesan)
        return tingkat

    def _opd(self, baris: BarisTerbaca, isi: dict[str, str]) -> int | None:
        unor_id, nama = isi.get("unor_id", ""), isi.get("unor_nama", "")
        opd = self.opd.cari(unor_id, nama)
        if opd is None and not (unor_id or nama):
            nama = isi.get("satker", "")
            opd = self.opd.cari("", nama)
        if opd is not None:
            return opd.pk
        mirip = self.opd.mirip(nama) if nama else ""
        saran = f" Mungkin maksudnya {mirip}." if mirip else " Pilih unit yang ada di daftar OPD."
        pesan = f"Unit kerja “{(nama or unor_id)[:60]}” tidak dikenal.{saran}"
        if not (nama or unor_id):
            pesan = "Unit kerja kosong. Isi unit organisasi pegawai ini."
        kolom = next((k for k in ("unor_nama", "unor_id", "satker") if k in baris.kolom), "")
        baris.galat("unor_tak_dikenal", kolom, pesan)
        return None

    def _meragukan(self, baris: BarisTerbaca, nilai: dict[str, Any], lahir: dt.date | None) -> bool:
        """Note the doubts about the NIP; whether the birth date is one of them."""
        catatan = aturan_nip.bandingkan(
            nilai["nip"],
            lahir=lahir,
            jenis_pegawai=nilai["jenis"],
            jenis_kelamin=nilai["jenis_kelamin"],
        )
        for satu in catatan:
            baris.ingatkan(satu.kode, satu.kolom, satu.pesan)
        return any(satu.kolom == "lahir" for satu in catatan)

    # Comparing with the registry ----------------------------------------------------------

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set what each row would add or change, in one query for all of them."""
        ada = list(Pegawai.objects.filter(instansi=self.konteks.instansi, aktif=True))
        per_nip = {p.nip: p for p in ada}
        per_id = {p.siasn_id: p for p in ada if p.siasn_id}
        pemakai = Counter(b.nilai.get("siasn_id", "") for b in baris if not b.bergalat)
        for satu in baris:
            siasn_id = satu.nilai.get("siasn_id", "")
            if siasn_id and pemakai[siasn_id] > 1:
                satu.galat("pns_id_ganda", "siasn_id", "PNS ID ini dipakai beberapa NIP di berkas.")
            satu.objek = per_nip.get(satu.kunci)
            pemilik = per_id.get(siasn_id)
            if satu.objek is None:
                satu.objek = pemilik
            elif siasn_id and satu.objek.siasn_id not in ("", siasn_id):
                pesan = "PNS ID berbeda dari yang tercatat untuk NIP ini. Periksa di SIASN."
                satu.galat("pns_id_beda", "siasn_id", pesan)
            elif pemilik not in (None, satu.objek):
                satu.galat("pns_id_beda", "siasn_id", "PNS ID ini tercatat untuk pegawai lain.")
            self._nilai_beda(satu)

    def _nilai_beda(self, baris: BarisTerbaca) -> None:
        lahir = baris.nilai.get(LAHIR_BERKAS)
        if lahir and lahir == _tercatat(baris.objek, "lahir"):
            # Somebody has already decided for this date.
            baris.temuan = [t for t in baris.temuan if t.kode != "lahir_beda"]
        if baris.bergalat:
            baris.status, baris.beda = Status.DITOLAK, {}
            return
        baris.beda = {
            kolom: [self._kata(kolom, lama), self._kata(kolom, baru)]
            for kolom, baru in baris.nilai.items()
            if kolom != LAHIR_BERKAS and (lama := _tercatat(baris.objek, kolom)) != baru
        }
        if baris.objek is None:
            baris.status = Status.BARU
        else:
            baris.status = Status.BERUBAH if baris.beda else Status.SAMA

    def _kata(self, kolom: str, nilai: Any) -> str:
        """Return a value in words for people."""
        if nilai in ("", None):
            return ""
        if kolom == "opd":
            return self.opd.nama.get(nilai, str(nilai))
        if kolom == "tingkat_pendidikan":
            return TINGKAT.get(nilai, str(nilai))
        if kolom in TANGGAL:
            return f"{dt.date.fromisoformat(nilai):%d-%m-%Y}"
        if kolom == "jenis":
            return str(Pegawai.Jenis(nilai).label)
        return str(nilai)

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, tanggal: dt.date) -> None:
        """Write new and changed people; every written fact remembers its source."""
        baru, lama, riwayat, kolom = [], [], [], {"sumber"}
        for satu in baris:
            orang = satu.objek or Pegawai(instansi=self.konteks.instansi)
            if satu.objek and "nip" in satu.beda:
                riwayat.append(
                    RiwayatNip(pegawai=orang, nip=orang.nip, sampai=tanggal, sumber=sumber)
                )
            for nama in satu.beda:
                _tulis(orang, nama, satu.nilai[nama])
            orang.sumber = orang.sumber | dict.fromkeys(satu.beda, sumber.pk)
            if satu.objek:
                lama.append(orang)
                kolom |= satu.beda.keys()
            else:
                baru.append(orang)
        tambah(baru)
        ubah(lama, kolom)
        tambah(riwayat)


def _dua_angka(kode: str) -> str:
    """Restore the leading zero that a numeric cell loses: 1 is the id "01"."""
    return kode.zfill(2)[:4] if kode.isdigit() else kode[:4]


def _tercatat(orang: Pegawai | None, kolom: str) -> Any:
    """Return what is on record, in the form that staged values have."""
    if orang is None:
        return None
    if kolom == "opd":
        return orang.opd_id
    nilai = getattr(orang, kolom)
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai


def _tulis(orang: Pegawai, kolom: str, nilai: Any) -> None:
    if kolom == "opd":
        orang.opd_id = nilai
    elif kolom in TANGGAL:
        setattr(orang, kolom, dt.date.fromisoformat(nilai))
    else:
        setattr(orang, kolom, nilai)
