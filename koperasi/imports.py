"""The workbook of the co-operatives office: legal entity, status, and the posts it needs."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inti.impor.kepala import rapikan
from inti.impor.pengimpor import (
    BarisMentah,
    BarisTerbaca,
    Hilang,
    Kolom,
    Konteks,
    Pengimpor,
    Status,
    Urungan,
    daftarkan,
)
from inti.impor.teks import teks
from inti.kata import sebut
from inti.models import BarisImpor, Impor, Instansi, Padanan, Sumber, Wilayah
from inti.pencari_wilayah import PencariWilayah
from inti.peran import Peran
from koperasi.models import Kebutuhan, Koperasi
from koperasi.rekam import FAKTA, FORMASI, simpan, urungkan

STATUS = {
    "operasional": Koperasi.Status.OPERASIONAL,
    "beroperasi": Koperasi.Status.OPERASIONAL,
    "aktif": Koperasi.Status.OPERASIONAL,
    "gedung dibangun": Koperasi.Status.GEDUNG_DIBANGUN,
    "sedang dibangun": Koperasi.Status.GEDUNG_DIBANGUN,
    "pembangunan gedung": Koperasi.Status.GEDUNG_DIBANGUN,
    "belum operasional": Koperasi.Status.BELUM_OPERASIONAL,
    "belum beroperasi": Koperasi.Status.BELUM_OPERASIONAL,
}
PERAN = {
    "administrasi": Kebutuhan.Peran.ADMINISTRASI,
    "admin": Kebutuhan.Peran.ADMINISTRASI,
    "tata usaha": Kebutuhan.Peran.ADMINISTRASI,
    "keuangan": Kebutuhan.Peran.KEUANGAN,
    "bendahara": Kebutuhan.Peran.KEUANGAN,
    "usaha gerai": Kebutuhan.Peran.USAHA,
    "usaha": Kebutuhan.Peran.USAHA,
    "gerai": Kebutuhan.Peran.USAHA,
}
FORMASI_PALING_BANYAK = 50
_BILANGAN = re.compile(r"0*(\d{1,2})", re.ASCII)


class KebutuhanKkmp(Pengimpor):
    """The importer of posts; one row per cooperative, keyed by its kelurahan or desa."""

    kode = "kebutuhan"
    judul = "Kebutuhan tenaga {koperasi_singkat} dari dinas koperasi"
    penjelasan = "Satu baris per koperasi: {wilayah}, badan hukum, status, jumlah kebutuhan, peran"
    benda = "koperasi"
    urutan = 30
    peran = frozenset({str(Peran.PETUGAS), str(Peran.DINAS_KOPERASI)})
    kolom = (
        Kolom(
            "nama",
            "NAMA KOPERASI",
            ("Koperasi", "Nama KKMP", "KKMP", "Nama KDMP", "KDMP", "Nama KDKMP", "KDKMP"),
            petunjuk="Nama koperasi; hanya untuk memudahkan pemeriksaan.",
            contoh="{koperasi} Sukamaju",
        ),
        Kolom(
            "kelurahan",
            "KELURAHAN",
            ("Desa", "Kelurahan/Desa", "Desa/Kelurahan", "Kel/Desa", "Desa/Kel"),
            petunjuk="{Wilayah} tempat koperasi berada.",
            sebutan="{WILAYAH}",
        ),
        Kolom(
            "kecamatan",
            "KECAMATAN",
            ("Kec",),
            petunjuk="Kecamatan; perlu bila ada dua {wilayah} bernama sama.",
            contoh="Sukamaju",
        ),
        Kolom(
            "badan_hukum",
            "NOMOR BADAN HUKUM",
            ("Badan Hukum", "No Badan Hukum", "Nomor AHU", "Nomor AHU Badan Hukum"),
            petunjuk="Nomor pengesahan badan hukum dari Kementerian Hukum.",
            contoh="AHU-0012345.AH.01.29.TAHUN 2025",
        ),
        Kolom(
            "status",
            "STATUS",
            ("Status Koperasi", "Status Operasional"),
            petunjuk="Keadaan koperasi saat ini.",
            contoh="Operasional",
        ),
        Kolom(
            "jumlah",
            "KEBUTUHAN",
            ("Jumlah Kebutuhan", "Kebutuhan PPPK", "Kebutuhan Tenaga", "Jumlah Formasi"),
            petunjuk="Jumlah orang yang dibutuhkan, berupa bilangan bulat.",
            contoh="2",
            bentuk="bulat",
        ),
        Kolom(
            "peran",
            "PERAN 1, 2, 3",
            pola=re.compile(r"(?:peran|tugas|formasi|jabatan)(?: ke)? 0?(\d{1,2})"),
            petunjuk="Peran orang dengan nomor urut ini; isi sebanyak jumlah kebutuhan.",
            contoh="Administrasi",
            rumpun="PERAN {nomor}",
        ),
    )
    wajib = (("kelurahan",), ("jumlah",), ("peran",))
    dianjurkan = ("badan_hukum", "status")
    turunan = ("TERISI", "DIISI OLEH", "DI ATAS KUOTA")
    pribadi = ("NIK", "NO HP", "NOMOR HP", "EMAIL", "ALAMAT")
    kolom_kunci = "kelurahan"
    kode_ganda = "koperasi_ganda"
    kode_banding = frozenset({"koperasi_tak_dikenal"})

    def siapkan(self, konteks: Konteks) -> "PembacaKebutuhan":
        """Load the kelurahan and cooperatives and return a reader."""
        return PembacaKebutuhan(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a fact of a cooperative."""
        dasar, _, nomor = kolom.partition(":")
        nama = {
            "nomor_badan_hukum": "Nomor badan hukum",
            "status": "Status",
            "formasi": "Formasi",
        }[dasar]
        return f"{nama} {nomor}".rstrip()

    def kata(self, kolom: str, nilai: Mapping[str, Any]) -> str:
        """Return a fact of a cooperative in words for people."""
        return _kata(kolom, nilai[kolom])

    def hilang(self, impor: Impor) -> Iterable[Hilang]:
        """Yield the cooperatives of the agency that the file does not name."""
        disebut = BarisImpor.objects.filter(impor=impor).values("kunci")
        tidak_ada = Koperasi.objects.filter(instansi=impor.instansi).exclude(wilayah__in=disebut)
        for satu in tidak_ada.select_related("wilayah").order_by("kode"):
            yield Hilang(satu.kode, satu.nama, satu.wilayah.nama)

    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Restore the facts and posts that the file changed; close none that is in use."""
        return urungkan(sumber, label=self.label, kata=_kata)

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return the lists of the template."""
        return {
            "kelurahan": sorted(w.nama for w in PencariWilayah(instansi).per_kode.values()),
            "status": [str(s.label) for s in Koperasi.Status],
            "peran": [str(p.label) for p in Kebutuhan.Peran],
        }


class PembacaKebutuhan:
    """Reads rows into facts of a cooperative and its posts, numbered from 1."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.wilayah = PencariWilayah(konteks.instansi)
        self.koperasi = self._muat()

    def _muat(self) -> dict[str, Koperasi]:
        ada = Koperasi.objects.filter(instansi=self.konteks.instansi)
        return {k.wilayah_id: k for k in ada.prefetch_related("kebutuhan_set")}

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the workbook."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        isi = {nama: teks(sel) for nama, sel in mentah.sel.items()}
        baris.judul = (isi.get("nama") or isi.get("kelurahan", ""))[:160]
        wilayah = self._wilayah(baris, isi)
        baris.kunci = wilayah.kode if wilayah else ""
        koperasi = self.koperasi.get(baris.kunci)
        self._status(baris, isi)
        if isi.get("badan_hukum", "") not in ("", "-"):
            baris.nilai["nomor_badan_hukum"] = isi["badan_hukum"][:80]
        baris.nilai["formasi"] = self._formasi(baris, isi, koperasi)
        return baris

    def _wilayah(self, baris: BarisTerbaca, isi: dict[str, str]) -> Wilayah | None:
        nama = isi.get("kelurahan", "")
        wilayah = self.wilayah.cari(nama, kecamatan=isi.get("kecamatan", ""))
        if wilayah is None:
            mirip = self.wilayah.mirip(nama) if nama else ""
            saran = f" Mungkin maksudnya {mirip}." if mirip else ""
            pesan = f"{sebut('{Wilayah}')} “{nama[:40]}” di kecamatan ini tidak dikenal.{saran}"
            if not nama:
                pesan = sebut("{Wilayah} kosong. Isi {wilayah} koperasi ini.")
            baris.galat("kelurahan_tak_dikenal", "kelurahan", pesan)
            if mirip:
                baris.nilai["_asing"] = {"jenis": str(Padanan.Jenis.WILAYAH), "teks": nama[:200]}
        return wilayah

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Put the kelurahan an officer named into the row."""
        baris.kunci = tujuan
        baris.lepas("kelurahan_tak_dikenal")

    def _status(self, baris: BarisTerbaca, isi: dict[str, str]) -> None:
        kata = rapikan(isi.get("status", ""))
        if not kata:
            return
        if kata in STATUS:
            baris.nilai["status"] = str(STATUS[kata])
        else:
            pilihan = ", ".join(str(s.label) for s in Koperasi.Status)
            baris.galat("status_tak_dikenal", "status", f"Status tidak dikenal. Pilih: {pilihan}.")

    def _formasi(
        self, baris: BarisTerbaca, isi: dict[str, str], koperasi: Koperasi | None
    ) -> list[str]:
        """Return the roles of the posts: only as many as the number needed counts."""
        jumlah = _jumlah(isi.get("jumlah", ""))
        if jumlah is None:
            pesan = "Jumlah kebutuhan harus bilangan bulat, misalnya 2."
            baris.galat("jumlah_tak_terbaca", "jumlah", pesan)
            return []
        if koperasi and jumlah > max(koperasi.kuota, len(_terbuka(koperasi))):
            pesan = f"Kebutuhan {jumlah} orang melebihi kuota {koperasi.kuota} untuk koperasi ini."
            baris.galat("kuota_lebih", "jumlah", pesan)
            return []
        formasi: list[str] = []
        for nomor in _nomor_formasi(isi, jumlah, koperasi):
            formasi += [""] * (nomor - 1 - len(formasi))
            kolom = f"peran:{nomor}"
            peran = PERAN.get(rapikan(isi.get(kolom, "")))
            if peran is None:
                pesan = f"Peran formasi {nomor} kosong atau tidak dikenal."
                baris.galat("peran_tak_dikenal", kolom if kolom in isi else "jumlah", pesan)
            else:
                formasi.append(str(peran))
        return formasi

    # Comparing with what is on record -----------------------------------------------------

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set which facts and posts of each cooperative would change, in two queries."""
        self.koperasi = self._muat()
        for satu in baris:
            satu.objek = self.koperasi.get(satu.kunci)
            if satu.kunci and satu.objek is None:
                pesan = "Koperasi di {wilayah} ini belum terdaftar. Minta admin menambahkannya."
                satu.galat("koperasi_tak_dikenal", "kelurahan", sebut(pesan))
            if satu.bergalat:
                satu.status, satu.beda = Status.DITOLAK, {}
                continue
            satu.beda = _beda_fakta(satu) | _beda_formasi(satu)
            satu.status = Status.BERUBAH if satu.beda else Status.SAMA

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Write facts and posts. A post no longer needed is closed, never deleted."""
        for satu in baris:
            fakta = {k: satu.nilai[k] for k in satu.beda if k in FAKTA}
            nomor = [int(k.removeprefix(FORMASI)) for k in satu.beda if k.startswith(FORMASI)]
            formasi = {n: _peran(satu.nilai["formasi"], n) for n in nomor}
            simpan(satu.objek, fakta, formasi, sumber=sumber, saat=saat)


def _peran(formasi: Sequence[str], nomor: int) -> str | None:
    """Return the role of a post, or None when it is not needed any more."""
    return (formasi[nomor - 1] or None) if nomor <= len(formasi) else None


def _terbuka(koperasi: Koperasi) -> list[int]:
    """Return the open posts within the quota: a lowered quota closes none of them by itself."""
    semua = koperasi.kebutuhan_set.all()
    return sorted(k.nomor for k in semua if k.aktif and not k.alasan_lebih)


def _nomor_formasi(isi: dict[str, str], jumlah: int, koperasi: Koperasi | None) -> Sequence[int]:
    """Return which posts a row speaks of: the first ones, or just those that are open now."""
    berisi = sorted(
        int(k.partition(":")[2]) for k, v in isi.items() if k.startswith("peran:") and v
    )
    terbuka = _terbuka(koperasi) if koperasi else []
    return berisi if len(berisi) == jumlah and berisi == terbuka else range(1, jumlah + 1)


def _jumlah(isi: str) -> int | None:
    """Return a sensible number of posts, or None."""
    cocok = _BILANGAN.fullmatch(isi)
    return jumlah if cocok and (jumlah := int(cocok[1])) <= FORMASI_PALING_BANYAK else None


def _beda_fakta(baris: BarisTerbaca) -> dict[str, list[str]]:
    beda = {}
    for kolom in FAKTA:
        baru = baris.nilai.get(kolom)
        lama = getattr(baris.objek, kolom)
        if baru is not None and baru != lama:
            beda[kolom] = [_kata(kolom, lama), _kata(kolom, baru)]
    return beda


def _beda_formasi(baris: BarisTerbaca) -> dict[str, list[str]]:
    formasi: list[str] = baris.nilai["formasi"]
    # A post above the quota was granted with a document; the workbook does not speak of it.
    tercatat = {
        k.nomor: k.peran for k in baris.objek.kebutuhan_set.all() if k.aktif and not k.alasan_lebih
    }
    beda = {}
    for nomor in range(1, max([len(formasi), *tercatat]) + 1):
        lama = tercatat.get(nomor, "")
        baru = formasi[nomor - 1] if nomor <= len(formasi) else ""
        if lama != baru:
            beda[f"formasi:{nomor}"] = [_kata("formasi", lama), _kata("formasi", baru)]
    return beda


def _kata(kolom: str, nilai: Any) -> str:
    if not nilai:
        return ""
    if kolom == "status":
        return str(Koperasi.Status(nilai).label)
    if kolom == "formasi" and isinstance(nilai, list):
        return ", ".join(str(Kebutuhan.Peran(p).label) for p in nilai if p)
    if kolom == "formasi":
        return str(Kebutuhan.Peran(nilai).label)
    return str(nilai)


KEBUTUHAN = daftarkan(KebutuhanKkmp())
