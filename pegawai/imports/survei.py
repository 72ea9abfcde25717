"""The survey of the units: domicile, computer skill with its proof, contract, yearly grades."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from inti import massal
from inti.excel import Nilai
from inti.impor import tangan
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import (
    BarisMentah,
    BarisTerbaca,
    Kolom,
    Konteks,
    Pengimpor,
    Pilihan,
    Status,
    Urungan,
)
from inti.impor.teks import kunci_nama, teks
from inti.kata import sebut
from inti.models import Impor, Instansi, Padanan, RiwayatFakta, Sumber
from inti.pencari_wilayah import PencariWilayah
from inti.peran import Peran
from pegawai.bukti_komputer import baca_bukti
from pegawai.imports import hukuman, rekam, saran
from pegawai.imports.baca_pegawai import baca_hari, baca_nip
from pegawai.imports.kolom_siasn import ALIAS_NAMA, ALIAS_NIP, PRIBADI
from pegawai.imports.survei_catatan import (
    ISI_BUKTI,
    ISI_HUKUMAN,
    Tercatat,
    baca_tercatat,
    kata,
)
from pegawai.imports.urung import urungkan_pegawai
from pegawai.models import BuktiKomputer, HukumanDisiplin, Kontrak, PredikatKinerja

PREDIKAT = {
    "sangat baik": 1,
    "sb": 1,
    "baik": 2,
    "butuh perbaikan": 3,
    "perlu perbaikan": 3,
    "kurang": 4,
    "sangat kurang": 5,
}
TANPA_ISI = {"", "-", "--", "n/a", "na"}


class SurveiOpd(Pengimpor):
    """The importer of the survey; one row per person already in the registry."""

    kode = "survei"
    judul = "Pendataan OPD (domisili, kemampuan komputer, kontrak, SKP)"
    penjelasan = "Satu lembar per OPD: NIP, {wilayah} domisili, mampu komputer, bukti, kontrak, SKP"
    benda = "pegawai"
    urutan = 20
    peran = frozenset({str(Peran.PETUGAS)})
    kolom = (
        Kolom(
            "nip",
            "NIP",
            ("NIP BARU", *ALIAS_NIP),
            petunjuk="NIP terdiri atas 18 angka tanpa spasi dan ditulis sebagai teks.",
            contoh="19901231202421XXXX",
            bentuk="kode",
        ),
        Kolom(
            "nama",
            "NAMA",
            ALIAS_NAMA,
            petunjuk="Nama lengkap; hanya untuk memastikan NIP tidak tertukar.",
            contoh="SARI CONTOH",
        ),
        Kolom(
            "domisili",
            "KELURAHAN DOMISILI",
            (
                "Domisili",
                "Kelurahan",
                "Kelurahan Tempat Tinggal",
                "Domisili (Kel/Kec)",
                "Kel Domisili",
                "Kelurahan/Desa Domisili",
                "Desa/Kelurahan Domisili",
                "Desa",
                "Desa Domisili",
                "Desa Tempat Tinggal",
                "Domisili (Desa/Kec)",
                "Domisili (Kel/Desa/Kec)",
            ),
            petunjuk="{Wilayah} tempat tinggal sekarang.",
            sebutan="{WILAYAH} DOMISILI",
        ),
        Kolom(
            "mampu",
            "MAMPU KOMPUTER",
            ("Kemampuan Komputer", "Bisa Komputer", "Mampu Mengoperasikan Komputer"),
            petunjuk="Ya bila mampu mengoperasikan komputer, Tidak bila belum.",
            contoh="Ya",
        ),
        Kolom(
            "bukti",
            "BUKTI",
            ("Bukti Kemampuan", "Bukti Komputer", "Bukti Kemampuan Komputer"),
            petunjuk="Bukti kemampuan komputer: sertifikat, ijazah, uji praktik, atau pernyataan.",
            contoh="Sertifikat pelatihan perkantoran",
        ),
        Kolom(
            "akhir_kontrak",
            "AKHIR KONTRAK",
            (
                "Tanggal Akhir Kontrak",
                "Tgl Akhir Kontrak",
                "Kontrak Berakhir",
                "Akhir Perjanjian Kerja",
                "TMT Akhir",
            ),
            petunjuk="Tanggal akhir perjanjian kerja.",
            contoh="31-12-2028",
            bentuk="tanggal",
        ),
        Kolom(
            "skp",
            "SKP (TAHUN)",
            pola=re.compile(
                r"(?:skp|predikat(?: skp| kinerja)?|nilai skp|kinerja)(?: tahun| thn?)? (20\d\d)"
            ),
            petunjuk="Predikat kinerja pada tahun yang tertulis di judul kolom.",
            contoh="Baik",
            rumpun="SKP {tahun}",
        ),
        *hukuman.KOLOM,
    )
    wajib = (("nip",), ("domisili", "mampu", "bukti", "akhir_kontrak", "skp", "hukuman"))
    pribadi = PRIBADI
    kolom_kunci = "nip"
    kode_ganda = "nip_ganda"
    bergantung = ("siasn",)
    kode_banding = frozenset({"pegawai_tak_dikenal", "nama_beda", tangan.KODE})

    def siapkan(self, konteks: Konteks) -> "PembacaSurvei":
        """Load the kelurahan and return a reader."""
        return PembacaSurvei(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a fact of the survey."""
        dasar, _, tahun = kolom.partition(":")
        nama = {
            "domisili": "Domisili",
            "domisili_teks": "Domisili (teks)",
            "bukti": "Bukti komputer",
            "akhir_kontrak": "Akhir kontrak",
            "skp": "Predikat kinerja",
            "hukuman": "Hukuman disiplin",
        }[dasar]
        return f"{nama} {tahun}".rstrip()

    def kata(self, kolom: str, nilai: Mapping[str, Any]) -> str:
        """Return a fact of the survey in words for people."""
        return kata(kolom, nilai[kolom])

    def pilihan(self, baris: BarisTerbaca) -> list[Pilihan]:
        """Offer the person whom a ruined NIP may mean, and the file's word against a hand's."""
        label = {k: self.label(k) for k in baris.nilai.get("_konflik", ())}
        return [*saran.pilihan(baris), *tangan.pilihan(baris, label)]

    def putuskan(self, baris: BarisTerbaca, kode: str) -> None:
        """Take what somebody chose."""
        if not (tangan.putuskan(baris, kode) or saran.putuskan(baris, kode)):
            raise KeyError(kode)

    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Take the evidence of this file away and restore the domiciles it changed."""
        return urungkan_pegawai(impor, sumber, label=self.label, kata=_kata_rekam)

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return the lists of the template."""
        kelurahan = PencariWilayah(instansi).per_kode.values()
        return {
            "domisili": sorted(w.nama for w in kelurahan),
            "mampu": ["Ya", "Tidak"],
            "skp": [str(p.label) for p in PredikatKinerja.Predikat],
            "hukuman": [str(t.label) for t in HukumanDisiplin.Tingkat],
        }


class PembacaSurvei:
    """Reads rows into facts; each fact is added as dated evidence, the old one stays."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.wilayah = PencariWilayah(konteks.instansi)
        self.tangan = tangan.IsianTangan(konteks.instansi)
        self._mirip: dict[str, str] = {}

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the survey."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        sel = mentah.sel
        baris.kunci = baca_nip(baris, sel.get("nip"), tahun_kini=self.konteks.hari_ini.year)
        baris.judul = teks(sel.get("nama"))[:160]
        self._domisili(baris, sel.get("domisili"))
        bukti = baca_bukti(teks(sel.get("mampu")), teks(sel.get("bukti")))
        if bukti:
            baris.nilai["bukti"] = {
                "jenis": str(bukti.jenis),
                "tingkat": bukti.tingkat,
                "mampu": bukti.mampu,
                "keterangan": bukti.keterangan[:200],
            }
        akhir = baca_hari(
            baris,
            "akhir_kontrak",
            sel.get("akhir_kontrak"),
            awal_hitungan=self.konteks.awal_hitungan,
        )
        if akhir:
            baris.nilai["akhir_kontrak"] = akhir.isoformat()
        hukuman.baca(baris, sel, awal_hitungan=self.konteks.awal_hitungan)
        for kolom in sel:
            if kolom.startswith("skp:"):
                self._predikat(baris, kolom, teks(sel[kolom]))
        if not baris.kunci:
            saran.catat_nip_rusak(baris, sel.get("nip"))
        return baris

    def _domisili(self, baris: BarisTerbaca, sel: Nilai) -> None:
        isi = teks(sel)
        if isi.casefold() in TANPA_ISI:
            return
        if not isinstance(sel, str) or not any(map(str.isalpha, isi)):
            pesan = f"“{isi[:40]}” bukan nama {sebut('{wilayah}')}; tidak dicatat."
            baris.ingatkan("domisili_tak_terbaca", "domisili", pesan)
            return
        wilayah = self.wilayah.cari(isi)
        if wilayah:
            baris.nilai["domisili"] = {"kode": wilayah.kode, "teks": "", "nama": wilayah.nama}
            return
        baris.nilai["domisili"] = {"kode": None, "teks": isi[:120], "nama": isi[:120]}
        if isi not in self._mirip:
            self._mirip[isi] = self.wilayah.mirip(isi)
        if mirip := self._mirip[isi]:
            pesan = f"“{isi[:40]}” mirip {mirip}, tetapi tidak sama. Dicatat sebagai teks saja."
            baris.ingatkan("domisili_mirip", "domisili", pesan)
            baris.nilai["_asing"] = {"jenis": str(Padanan.Jenis.WILAYAH), "teks": isi[:200]}

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Put the kelurahan an officer named into the row."""
        wilayah = self.wilayah.per_kode[tujuan]
        baris.nilai["domisili"] = {"kode": wilayah.kode, "teks": "", "nama": wilayah.nama}
        baris.lepas("domisili_mirip")

    def _predikat(self, baris: BarisTerbaca, kolom: str, isi: str) -> None:
        if isi.casefold() in TANPA_ISI:
            return
        predikat = PREDIKAT.get(rapikan(isi))
        if predikat:
            baris.nilai[kolom] = predikat
        else:
            pesan = f"Predikat “{isi[:40]}” tidak dikenal; tidak dicatat."
            baris.ingatkan("predikat_tak_dikenal", kolom, pesan)

    # Comparing with the registry ----------------------------------------------------------

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """Set which facts of each row are news, in a few queries for all of them."""
        saran.cari_orang(self.konteks.instansi, baris)
        nip = [b.kunci for b in baris if b.kunci]
        orang = {o["nip"]: o for o in rekam.cari(self.konteks.instansi, nip=nip)}
        calon = self.konteks.calon.get("siasn", {})
        tercatat = baca_tercatat([o["pk"] for o in orang.values()])
        for satu in baris:
            tangan.mulai(satu)
            satu.objek = orang.get(satu.kunci)
            satu.beda = {}
            if not satu.bergalat:
                self._kenali(satu, calon)
            if satu.bergalat:
                satu.status = Status.DITOLAK
                continue
            catatan = tercatat[satu.objek["pk"]] if satu.objek else Tercatat()
            self._beda(satu, catatan)
            satu.status = Status.BERUBAH if satu.beda else Status.SAMA

    def _kenali(self, baris: BarisTerbaca, calon: Any) -> None:
        if baris.objek is None and baris.kunci not in calon:
            pesan = "NIP ini belum ada di data pegawai. Impor dulu ekspor SIASN yang memuatnya."
            baris.galat("pegawai_tak_dikenal", "nip", pesan)
            return
        nama = baris.objek["nama"] if baris.objek else calon[baris.kunci]
        if baris.judul and nama and not _nama_sama(baris.judul, nama):
            pesan = f"Nama berbeda dari data pegawai ({nama}). Pastikan NIP-nya benar."
            baris.ingatkan("nama_beda", "nama", pesan)

    def _beda(self, baris: BarisTerbaca, catatan: Tercatat) -> None:
        """Set the facts that are news, as [before, now] in words for people."""
        for kolom, nilai in baris.isian.items():
            lama: Any
            asal: int | None
            if kolom == "domisili":
                lama = self._domisili_tercatat(baris.objek)
                sama = (lama["kode"], lama["teks"]) == (nilai["kode"], nilai["teks"])
                asal = rekam.asal(baris.objek).get("domisili") if baris.objek else None
            else:
                lama, asal = catatan.kini.get(kolom, (None, None))
                sama = lama == nilai
            if sama:
                continue
            kata_lama, kata_baru = kata(kolom, lama), kata(kolom, nilai)
            if self.tangan.menahan(baris, kolom, asal, kata_lama, kata_baru):
                continue
            if nilai == catatan.berkas.get(kolom) and not tangan.dipakai(baris, kolom):
                continue  # a file said so before: no news
            baris.beda[kolom] = [kata_lama, kata_baru]
            baris.sebut_asal(kolom, asal)

    def _domisili_tercatat(self, orang: rekam.Rekam | None) -> dict[str, Any]:
        if orang is None:
            return {"kode": None, "teks": "", "nama": ""}
        wilayah = self.wilayah.per_kode.get(orang["domisili"] or "")
        nama = wilayah.nama if wilayah else orang["domisili_teks"]
        return {"kode": orang["domisili"], "teks": orang["domisili_teks"], "nama": nama}

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Add the new facts; only the domicile of a person is a current value."""
        pindah: list[tuple[rekam.Rekam, dict[str, Any], dict[str, int | None]]] = []
        bukti: list[massal.Sel] = []
        kontrak: list[massal.Sel] = []
        skp: list[massal.Sel] = []
        sanksi: list[massal.Sel] = []
        for satu in baris:
            asal = (satu.objek["pk"], sumber.pk, sumber.tanggal.isoformat())
            for kolom in satu.beda:
                nilai = satu.nilai[kolom]
                if kolom == "domisili":
                    tempat = {"domisili": nilai["kode"], "domisili_teks": nilai["teks"]}
                    pindah.append((satu.objek, tempat, {"domisili": sumber.pk}))
                elif kolom == "bukti":
                    bukti.append((*asal, *(nilai[k] for k in ISI_BUKTI)))
                elif kolom == "akhir_kontrak":
                    kontrak.append((*asal, nilai))
                elif kolom == "hukuman":
                    sanksi.append((*asal, *(nilai[k] for k in ISI_HUKUMAN)))
                else:
                    skp.append((*asal, int(kolom.partition(":")[2]), nilai))
        self._pindahkan(pindah, sumber, saat)
        dasar = ("pegawai_id", "sumber_id", "tanggal")
        massal.tambah(BuktiKomputer, (*dasar, *ISI_BUKTI), bukti)
        massal.tambah(Kontrak, (*dasar, "akhir"), kontrak)
        massal.tambah(PredikatKinerja, (*dasar, "tahun", "predikat"), skp)
        massal.tambah(HukumanDisiplin, (*dasar, *ISI_HUKUMAN), sanksi)

    def _pindahkan(self, pindah: Sequence[Any], sumber: Sumber, saat: dt.datetime) -> None:
        RiwayatFakta.objects.bulk_create(
            (
                rekam.catatan(self.konteks.instansi, orang, tempat, sumber, saat)
                for orang, tempat, _ in pindah
            ),
            batch_size=1_000,
        )
        rekam.tulis(pindah)


def _nama_sama(satu: str, lain: str) -> bool:
    """Whether two spellings name one person; titles after a comma do not count."""
    return kunci_nama(satu.partition(",")[0]) == kunci_nama(lain.partition(",")[0])


def _kata_rekam(kolom: str, nilai: Any) -> str:
    """Return a value of the registry in words: the survey's undo only meets the domicile."""
    return str(nilai or "")
