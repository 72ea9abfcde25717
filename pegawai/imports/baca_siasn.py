"""Reading, comparing and writing the rows of SIASN's export."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inti.excel import Nilai
from inti.impor import tangan
from inti.impor.pengimpor import BarisMentah, BarisTerbaca, Konteks, Status
from inti.impor.teks import kunci_nama, teks
from inti.models import Padanan, Sumber
from pegawai import nip as aturan_nip
from pegawai.imports import rekam, saran
from pegawai.imports.baca_pegawai import (
    baca_hari,
    baca_jenis,
    baca_jenis_kelamin,
    baca_nip,
    teks_rusak,
)
from pegawai.imports.kata import kata
from pegawai.imports.pencari_opd import PencariOpd
from pegawai.imports.pendidikan import (
    TINGKAT,
    TingkatTakDikenal,
    baca_tingkat,
    tingkat_dari_nama,
)
from pegawai.models import Opd, Pegawai

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
DIBACA_DARI = {
    "opd": ("unor_nama", "unor_id", "satker"),
    "tingkat_pendidikan": ("tingkat_nama", "tingkat_id"),
    "lahir": ("lahir", "ttl"),
    "tempat_lahir": ("tempat_lahir", "ttl"),
    "jenis": ("jenis", "jenis_id"),
}
"""Facts that are read from columns of other names, the most telling first."""
_MULAI_ANGKA = re.compile(r"\d")
TEKS_DIINGAT = 50_000
_TANPA_ID = {"siasn_id": ""}
LAHIR_BERKAS = "_lahir_berkas"
"""Where a row keeps the birth date that its NIP contradicts."""
PANJANG = {
    k.name: muat for k in Pegawai._meta.concrete_fields if (muat := getattr(k, "max_length", None))
}


class _Teks(dict[Nilai, str]):
    """Cells as text: the same words stand in thousands of rows, so each is read once."""

    def __missing__(self, sel: Nilai) -> str:
        if len(self) >= TEKS_DIINGAT:
            self.clear()
        hasil = self[sel] = teks(sel)
        return hasil


class PembacaSiasn:
    """Reads rows into values of Pegawai; a blank cell says nothing and changes nothing."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.opd = PencariOpd(konteks.instansi)
        self.tangan = tangan.IsianTangan(konteks.instansi)
        self._ingat: dict[Any, Any] = {}
        self._teks = _Teks()

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the export."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        isi = {
            nama: self._teks[sel] if sel.__class__ is str else teks(sel)
            for nama, sel in mentah.sel.items()
        }
        nip = baca_nip(baris, mentah.sel.get("nip"), tahun_kini=self.konteks.hari_ini.year)
        baris.kunci = nip
        baris.judul = isi.get("nama", "")[:160]
        nilai: dict[str, Any] = {"nip": nip}
        nilai["nama"] = self._nama(baris, isi, mentah.sel.get("nama"))
        for kolom in TEKS_BIASA:
            if kata_sel := isi.get(kolom):
                nilai[kolom] = self._muat(baris, kolom, kata_sel)
        nilai["kedudukan_hukum_id"] = _dua_angka(isi.get("kedudukan_hukum_id", ""))
        nilai["jenis"] = self._jenis(baris, isi, nip)
        nilai["jenis_kelamin"] = self._jenis_kelamin(baris, isi)
        nilai["tingkat_pendidikan"] = self._tingkat(baris, isi)
        self._opd(baris, isi, nilai)
        lahir, tmt = (self._hari(baris, mentah, k) for k in rekam.TANGGAL)
        if "ttl" in isi and lahir is None:
            lahir = self._tempat_dan_hari(baris, isi["ttl"], nilai)
        if nip and self._meragukan(baris, nilai, lahir) and lahir:
            # Held back until somebody decides: a doubtful birth date must not age anybody.
            nilai[LAHIR_BERKAS], lahir = lahir.isoformat(), None
        nilai["lahir"] = lahir.isoformat() if lahir else None
        nilai["tmt_cpns"] = tmt.isoformat() if tmt else None
        baris.nilai = {k: v for k, v in nilai.items() if v not in ("", None)}
        if not nip:
            saran.catat_nip_rusak(baris, mentah.sel.get("nip"), baris.nilai.get("lahir", ""))
        return baris

    def _hari(self, baris: BarisTerbaca, mentah: BarisMentah, kolom: str) -> dt.date | None:
        return baca_hari(
            baris, kolom, mentah.sel.get(kolom), awal_hitungan=self.konteks.awal_hitungan
        )

    def _tempat_dan_hari(
        self, baris: BarisTerbaca, isi: str, nilai: dict[str, Any]
    ) -> dt.date | None:
        """Read one cell that holds place and day of birth: "Pekalongan, 12 Maret 1990"."""
        tempat, koma, hari = isi.rpartition(",")
        if not koma and (cocok := _MULAI_ANGKA.search(isi)):
            tempat, hari = isi[: cocok.start()], isi[cocok.start() :]
        if tempat.strip() and "tempat_lahir" not in nilai:
            nilai["tempat_lahir"] = self._muat(baris, "tempat_lahir", tempat.strip(" ,/-"))
        return baca_hari(baris, "ttl", hari.strip(), awal_hitungan=self.konteks.awal_hitungan)

    def _nama(self, baris: BarisTerbaca, isi: dict[str, str], sel: Nilai) -> str:
        nama = isi.get("nama", "")
        if not nama:
            baris.galat("nama_kosong", "nama", "Nama kosong. Isi nama pegawai.")
        elif isinstance(sel, bool):
            baris.galat("nama_kosong", "nama", "Sel ini bukan nama orang. Isi nama pegawai.")
        elif not any(map(str.isalpha, nama)):
            baris.ingatkan("nama_ragu", "nama", "Nama ini tanpa huruf. Pastikan benar.")
        elif teks_rusak(nama):
            pesan = "Huruf nama tampak rusak. Pastikan ejaannya, lalu perbaiki di berkas."
            baris.ingatkan("teks_rusak", "nama", pesan)
        return self._muat(baris, "nama", nama)

    def _muat(self, baris: BarisTerbaca, kolom: str, isi: str) -> str:
        muat = PANJANG[kolom]
        if len(isi) > muat:
            baris.ingatkan("teks_dipotong", kolom, f"Teks lebih dari {muat} huruf, jadi dipotong.")
            return isi[:muat]
        return isi

    def _sekali(self, jenis: str, *isi: Any, hitung: Callable[..., Any]) -> Any:
        """Few values stand in thousands of rows: work each of them out once."""
        kunci = (jenis, *isi)
        if kunci not in self._ingat:
            self._ingat[kunci] = hitung(*isi)
        return self._ingat[kunci]

    def _jenis(self, baris: BarisTerbaca, isi: dict[str, str], nip: str) -> str:
        jenis = self._sekali(
            "jenis", isi.get("jenis_id", ""), isi.get("jenis", ""), nip[12:14], hitung=_baca_jenis
        )
        if jenis is None:
            pesan = f"Jenis pegawai “{isi.get('jenis', '')[:40]}” tidak dikenal; belum diisi."
            baris.ingatkan("jenis_tak_dikenal", "jenis", pesan)
        return jenis or ""

    def _jenis_kelamin(self, baris: BarisTerbaca, isi: dict[str, str]) -> str:
        jk = self._sekali("jk", isi.get("jenis_kelamin", ""), hitung=baca_jenis_kelamin)
        if jk is None:
            baris.ingatkan("jk_tak_dikenal", "jenis_kelamin", "Jenis kelamin tidak dikenal.")
        return jk or ""

    def _tingkat(self, baris: BarisTerbaca, isi: dict[str, str]) -> str:
        kode, nama = isi.get("tingkat_id", ""), isi.get("tingkat_nama", "")
        tingkat, temuan = self._sekali("tingkat", kode, nama, hitung=_baca_tingkat)
        if tingkat is None:
            baris.galat("tingkat_tak_dikenal", *temuan)
        elif temuan:
            baris.ingatkan("tingkat_beda", *temuan)
        return tingkat or ""

    def _opd(self, baris: BarisTerbaca, isi: dict[str, str], nilai: dict[str, Any]) -> None:
        sebutan = tuple(isi.get(k, "") for k in ("unor_id", "unor_nama", "satker"))
        opd, nama, mirip = self._sekali("opd", *sebutan, hitung=self._cari_opd)
        if opd is not None:
            nilai["opd"], nilai["_opd"] = opd.pk, opd.nama
            return
        nilai["_unor"] = [nama or sebutan[0], mirip]
        if nama:
            nilai["_asing"] = {"jenis": str(Padanan.Jenis.OPD), "teks": nama[:200]}

    def _cari_opd(self, unor_id: str, nama: str, satker: str) -> tuple[Opd | None, str, str]:
        """Return the unit, or None with the name that was looked for and what resembles it."""
        opd = self.opd.cari(unor_id, nama)
        if opd is None and not (unor_id or nama):
            nama = satker
            opd = self.opd.cari("", nama)
        return opd, nama, self.opd.paling_mirip(nama) if opd is None and nama else ""

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Put the unit an officer named into the row."""
        opd = self.opd.per_kode[tujuan]
        baris.nilai |= {"opd": opd.pk, "_opd": opd.nama}
        baris.nilai.pop("_unor", None)

    def _meragukan(self, baris: BarisTerbaca, nilai: dict[str, Any], lahir: dt.date | None) -> bool:
        """Note the doubts about the NIP; whether the birth date is one of them."""
        catatan = aturan_nip.bandingkan(
            nilai["nip"],
            lahir=lahir,
            jenis_pegawai=nilai["jenis"],
            jenis_kelamin=nilai["jenis_kelamin"],
        )
        for satu in catatan:
            baris.ingatkan(satu.kode, _sel(baris, satu.kolom) or satu.kolom, satu.pesan)
        return any(satu.kolom == "lahir" for satu in catatan)

    # Comparing with the registry ----------------------------------------------------------

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set what each row would add or change, in a few queries for all of them."""
        saran.cari_orang(self.konteks.instansi, baris)
        nip = [b.kunci for b in baris if b.kunci]
        per_nip = {o["nip"]: o for o in rekam.cari(self.konteks.instansi, nip=nip)}
        siasn_id = [
            b.nilai["siasn_id"]
            for b in baris
            if "siasn_id" in b.nilai
            and per_nip.get(b.kunci, _TANPA_ID)["siasn_id"] != b.nilai["siasn_id"]
        ]
        per_id = {o["siasn_id"]: o for o in rekam.cari(self.konteks.instansi, siasn_id=siasn_id)}
        asing = set(nip) - per_nip.keys()
        keluar = rekam.nip_tidak_aktif(self.konteks.instansi, asing)
        lama = rekam.nip_lama(self.konteks.instansi, asing)
        for satu in baris:
            tangan.mulai(satu)
            if satu.kunci in keluar:
                pesan = "NIP ini milik pegawai yang tercatat tidak aktif. Periksa dulu di SIASN."
                satu.galat("pegawai_tidak_aktif", "nip", pesan)
            pemilik = per_id.get(satu.nilai.get("siasn_id", ""))
            satu.objek = per_nip.get(satu.kunci) or (pemilik if satu.kunci else None)
            if satu.objek is None and satu.kunci in lama:
                pesan = f"Ini NIP lama {lama[satu.kunci]}. Pakai NIP barunya."
                satu.galat("nip_lama", "nip", pesan)
            if satu.objek is not None:
                self._periksa_id(satu, pemilik)
            self._nilai_beda(satu)

    def _periksa_unit(self, baris: BarisTerbaca) -> None:
        """Refuse an unknown unit, unless the row repeats what is on record or says nothing."""
        if "_unor" not in baris.nilai:
            return
        sebutan, mirip = baris.nilai["_unor"]
        if baris.objek is not None:
            tercatat = {baris.objek["unor_nama"], self.opd.nama.get(baris.objek["opd"], "")}
            if kunci_nama(sebutan) in {"", *map(kunci_nama, tercatat)}:
                baris.nilai.pop("_asing", None)
                return
        pesan = "Unit kerja kosong. Isi unit organisasi pegawai ini."
        if sebutan:
            lanjut = f"Mungkin maksudnya {mirip}." if mirip else "Pilih unit dari daftar OPD."
            pesan = f"Unit kerja “{sebutan[:60]}” tidak dikenal. {lanjut}"
        kolom = next((k for k in ("unor_nama", "unor_id", "satker") if k in baris.kolom), "")
        baris.galat("unor_tak_dikenal", kolom, pesan)

    def _periksa_id(self, satu: BarisTerbaca, pemilik: rekam.Rekam | None) -> None:
        siasn_id = satu.nilai.get("siasn_id", "")
        if siasn_id and satu.objek["siasn_id"] not in ("", siasn_id):
            pesan = "PNS ID berbeda dari yang tercatat untuk NIP ini. Periksa di SIASN."
            satu.galat("pns_id_beda", "siasn_id", pesan)
        elif pemilik is not None and pemilik["pk"] != satu.objek["pk"]:
            satu.galat("pns_id_beda", "siasn_id", "PNS ID ini tercatat untuk pegawai lain.")

    def _nilai_beda(self, baris: BarisTerbaca) -> None:
        objek = baris.objek
        lahir = baris.nilai.get(LAHIR_BERKAS)
        if lahir and objek and lahir == objek["lahir"]:
            baris.lepas("lahir_beda")  # somebody has already decided for this date
        baris.beda = {}
        self._periksa_unit(baris)
        if baris.temuan and baris.bergalat:
            baris.status = Status.DITOLAK
            return
        if objek is None:
            baris.status = Status.BARU
            return
        for kolom, baru in baris.isian.items():
            if objek[kolom] == baru or _hanya_ejaan(kolom, objek[kolom], baru):
                continue
            lama_kata, baru_kata = self._kata_beda(kolom, objek[kolom], baris.nilai)
            asal = rekam.asal(objek).get(kolom)
            sel = _sel(baris, kolom)
            if not self.tangan.menahan(baris, kolom, asal, lama_kata, baru_kata, sel=sel):
                baris.beda[kolom] = [lama_kata, baru_kata]
                baris.sebut_asal(kolom, asal)
        baris.status = Status.BERUBAH if baris.beda else Status.SAMA

    def _kata_beda(self, kolom: str, lama: Any, nilai: Mapping[str, Any]) -> tuple[str, str]:
        if kolom == "opd":
            return self.opd.nama.get(lama, ""), self.opd.nama.get(nilai["opd"], "")
        return kata(kolom, lama), kata(kolom, nilai[kolom])

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Write new and changed people; every written fact remembers its source."""
        instansi = self.konteks.instansi
        rekam.tambah(instansi, (b.isian for b in baris if b.objek is None), sumber)
        lama = [b for b in baris if b.objek is not None]
        ubahan = [(b.objek, {k: b.nilai[k] for k in b.beda}) for b in lama]
        rekam.ubah(instansi, ubahan, sumber, saat)


def _sel(baris: BarisTerbaca, kolom: str) -> str:
    """The column of the file that a fact was read from, where it has another name; else ``""``."""
    return next((k for k in DIBACA_DARI.get(kolom, ()) if k in baris.kolom), "")


def _baca_jenis(kode: str, nama: str, bulan: str) -> str | None:
    return baca_jenis(kode, nama, f"{'0' * 12}{bulan}0000" if bulan else "")


def _baca_tingkat(kode: str, nama: str) -> tuple[str | None, tuple[str, str] | None]:
    """Return the level, and (column, message) of what is wrong with it."""
    try:
        tingkat = baca_tingkat(kode, nama)
    except TingkatTakDikenal:
        kolom = "tingkat_id" if kode else "tingkat_nama"
        pesan = f"Tingkat pendidikan “{(kode or nama)[:40]}” tidak ada di daftar SIASN."
        return None, (kolom, pesan)
    if kode and nama and tingkat_dari_nama(nama) not in ("", tingkat):
        pesan = f"Nama tingkat berbeda dari kode {tingkat} ({TINGKAT[tingkat]}); kode dipakai."
        return tingkat, ("tingkat_nama", pesan)
    return tingkat, None


def _hanya_ejaan(kolom: str, lama: Any, baru: Any) -> bool:
    """Whether a record differs only in stray blanks, or in the leading zero of an id."""
    if not isinstance(lama, str):
        return False
    if kolom == "kedudukan_hukum_id":
        return bool(lama) and _dua_angka(lama) == baru
    return " ".join(lama.split()) == str(baru)


def _dua_angka(kode: str) -> str:
    """Restore the leading zero that a numeric cell loses: 1 is the id "01"."""
    return kode.zfill(2)[:4] if kode.isdigit() else kode[:4]
