"""The survey of the units: domicile, computer skill with its proof, contract, yearly grades."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from inti.impor.kepala import rapikan
from inti.impor.pengimpor import BarisMentah, BarisTerbaca, Kolom, Konteks, Pengimpor, Status
from inti.impor.simpan import tambah, ubah
from inti.impor.teks import kunci_nama, teks
from inti.models import Sumber
from inti.pencari_wilayah import PencariWilayah
from inti.peran import Peran
from pegawai.bukti_komputer import baca_bukti
from pegawai.imports.baca_pegawai import baca_hari, baca_nip
from pegawai.imports.kolom_siasn import ALIAS_NAMA, ALIAS_NIP, PRIBADI
from pegawai.models import BuktiKomputer, Kontrak, Pegawai, PredikatKinerja

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
    penjelasan = "Satu lembar per OPD: NIP, kelurahan domisili, mampu komputer, bukti, kontrak, SKP"
    benda = "pegawai"
    urutan = 20
    peran = frozenset({str(Peran.PETUGAS)})
    kolom = (
        Kolom("nip", "NIP", ("NIP BARU", *ALIAS_NIP)),
        Kolom("nama", "NAMA", ALIAS_NAMA),
        Kolom(
            "domisili",
            "KELURAHAN DOMISILI",
            ("Domisili", "Kelurahan", "Kelurahan Tempat Tinggal", "Domisili (Kel/Kec)", "Desa"),
        ),
        Kolom(
            "mampu",
            "MAMPU KOMPUTER",
            ("Kemampuan Komputer", "Bisa Komputer", "Mampu Mengoperasikan Komputer"),
        ),
        Kolom("bukti", "BUKTI", ("Bukti Kemampuan", "Bukti Komputer", "Bukti Kemampuan Komputer")),
        Kolom(
            "akhir_kontrak",
            "AKHIR KONTRAK",
            ("Tanggal Akhir Kontrak", "Kontrak Berakhir", "Akhir Perjanjian Kerja", "TMT Akhir"),
        ),
        Kolom(
            "skp",
            "SKP (TAHUN)",
            pola=re.compile(
                r"(?:skp|predikat(?: skp| kinerja)?|nilai skp|kinerja)(?: tahun)? (20\d\d)"
            ),
        ),
    )
    wajib = (("nip",), ("domisili", "mampu", "bukti", "akhir_kontrak", "skp"))
    pribadi = PRIBADI
    kolom_kunci = "nip"
    kode_ganda = "nip_ganda"
    bergantung = ("siasn",)
    kode_banding = frozenset({"pegawai_tak_dikenal", "nama_beda"})

    def siapkan(self, konteks: Konteks) -> "PembacaSurvei":
        """Load the kelurahan and return a reader."""
        return PembacaSurvei(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a fact of the survey."""
        dasar, _, tahun = kolom.partition(":")
        nama = {
            "domisili": "Domisili",
            "bukti": "Bukti komputer",
            "akhir_kontrak": "Akhir kontrak",
            "skp": "Predikat kinerja",
        }[dasar]
        return f"{nama} {tahun}".rstrip()


@dataclass
class _Tercatat:
    """What files told of a person until now; the newest of each kind."""

    bukti: dict[str, Any] | None = None
    akhir_kontrak: str | None = None
    skp: dict[str, int] = field(default_factory=dict)


class PembacaSurvei:
    """Reads rows into facts; each fact is added as dated evidence, the old one stays."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.wilayah = PencariWilayah(konteks.instansi)

    # Reading one row ----------------------------------------------------------------------

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row of the survey."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        sel = mentah.sel
        baris.kunci = baca_nip(baris, sel.get("nip"), tahun_kini=self.konteks.hari_ini.year)
        baris.judul = teks(sel.get("nama"))[:160]
        self._domisili(baris, teks(sel.get("domisili")))
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
        for kolom in sel:
            if kolom.startswith("skp:"):
                self._predikat(baris, kolom, teks(sel[kolom]))
        return baris

    def _domisili(self, baris: BarisTerbaca, isi: str) -> None:
        if isi.casefold() in TANPA_ISI:
            return
        wilayah = self.wilayah.cari(isi)
        if wilayah:
            baris.nilai["domisili"] = {"kode": wilayah.kode, "teks": "", "nama": wilayah.nama}
            return
        baris.nilai["domisili"] = {"kode": None, "teks": isi[:120], "nama": isi[:120]}
        mirip = self.wilayah.mirip(isi)
        if mirip:
            pesan = f"“{isi[:40]}” mirip {mirip}, tetapi tidak sama. Dicatat sebagai teks saja."
            baris.ingatkan("domisili_mirip", "domisili", pesan)

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
        """Set which facts of each row are news, in four queries for all of them."""
        orang = {
            p.nip: p
            for p in Pegawai.objects.filter(
                instansi=self.konteks.instansi, aktif=True
            ).select_related("domisili")
        }
        calon = self.konteks.calon.get("siasn", {})
        tercatat = _baca_tercatat(self.konteks)
        for satu in baris:
            satu.objek = orang.get(satu.kunci)
            if not satu.bergalat:
                self._kenali(satu, calon)
            if satu.bergalat:
                satu.status, satu.beda = Status.DITOLAK, {}
                continue
            catatan = tercatat[satu.objek.pk] if satu.objek else _Tercatat()
            satu.beda = _beda(satu, catatan)
            satu.status = Status.BERUBAH if satu.beda else Status.SAMA

    def _kenali(self, baris: BarisTerbaca, calon: Any) -> None:
        if baris.objek is None and baris.kunci not in calon:
            pesan = "NIP ini belum ada di data pegawai. Impor dulu ekspor SIASN yang memuatnya."
            baris.galat("pegawai_tak_dikenal", "nip", pesan)
            return
        nama = baris.objek.nama if baris.objek else calon[baris.kunci]
        if baris.judul and nama and kunci_nama(baris.judul) != kunci_nama(nama):
            pesan = f"Nama berbeda dari data pegawai ({nama}). Pastikan NIP-nya benar."
            baris.ingatkan("nama_beda", "nama", pesan)

    # Writing ------------------------------------------------------------------------------

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, tanggal: dt.date) -> None:
        """Add the new facts; only the domicile of a person is a current value."""
        pindah: list[Pegawai] = []
        bukti: list[BuktiKomputer] = []
        kontrak: list[Kontrak] = []
        skp: list[PredikatKinerja] = []
        for satu in baris:
            asal = {"pegawai": satu.objek, "sumber": sumber, "tanggal": tanggal}
            for kolom in satu.beda:
                nilai = satu.nilai[kolom]
                if kolom == "domisili":
                    pindah.append(_pindahkan(satu.objek, nilai, sumber))
                elif kolom == "bukti":
                    bukti.append(BuktiKomputer(**asal, **nilai))
                elif kolom == "akhir_kontrak":
                    kontrak.append(Kontrak(**asal, akhir=dt.date.fromisoformat(nilai)))
                else:
                    tahun = int(kolom.partition(":")[2])
                    skp.append(PredikatKinerja(**asal, tahun=tahun, predikat=nilai))
        ubah(pindah, {"domisili", "domisili_teks", "sumber"})
        tambah(bukti)
        tambah(kontrak)
        tambah(skp)


def _pindahkan(orang: Pegawai, nilai: dict[str, Any], sumber: Sumber) -> Pegawai:
    orang.domisili_id, orang.domisili_teks = nilai["kode"], nilai["teks"]
    orang.sumber = orang.sumber | {"domisili": sumber.pk}
    return orang


def _baca_tercatat(konteks: Konteks) -> dict[int, _Tercatat]:
    """Read the newest evidence that came from files; what SIASN or a hand added stands beside."""
    hasil: dict[int, _Tercatat] = defaultdict(_Tercatat)
    syarat = {
        "pegawai__instansi": konteks.instansi,
        "sumber__jenis": Sumber.Jenis.BERKAS,
    }
    bukti = BuktiKomputer.objects.filter(**syarat).order_by("tanggal", "pk")
    for pk, *isi in bukti.values_list("pegawai", "jenis", "tingkat", "mampu", "keterangan"):
        hasil[pk].bukti = dict(zip(("jenis", "tingkat", "mampu", "keterangan"), isi, strict=True))
    for pk, akhir in _urut(Kontrak.objects.filter(**syarat), "akhir"):
        hasil[pk].akhir_kontrak = akhir.isoformat()
    for pk, tahun, predikat in _urut(PredikatKinerja.objects.filter(**syarat), "tahun", "predikat"):
        hasil[pk].skp[f"skp:{tahun}"] = predikat
    return hasil


def _urut(kueri: Any, *kolom: str) -> Iterable[tuple[Any, ...]]:
    return kueri.order_by("tanggal", "pk").values_list("pegawai", *kolom)  # type: ignore[no-any-return]


def _beda(baris: BarisTerbaca, catatan: _Tercatat) -> dict[str, list[str]]:
    """Return the facts that are news, as [before, now] in words for people."""
    beda = {}
    for kolom, nilai in baris.nilai.items():
        lama: Any
        if kolom == "domisili":
            lama = _domisili_tercatat(baris.objek)
            sama = (lama["kode"], lama["teks"]) == (nilai["kode"], nilai["teks"])
        else:
            lama = catatan.skp.get(kolom) if kolom[:4] == "skp:" else getattr(catatan, kolom)
            sama = lama == nilai
        if not sama:
            beda[kolom] = [_kata(kolom, lama), _kata(kolom, nilai)]
    return beda


def _domisili_tercatat(orang: Pegawai | None) -> dict[str, Any]:
    if orang is None:
        return {"kode": None, "teks": "", "nama": ""}
    nama = orang.domisili.nama if orang.domisili else orang.domisili_teks
    return {"kode": orang.domisili_id, "teks": orang.domisili_teks, "nama": nama}


def _kata(kolom: str, nilai: Any) -> str:
    if nilai is None:
        return ""
    if kolom == "domisili":
        return str(nilai["nama"])
    if kolom == "bukti":
        return str(nilai["keterangan"] or nilai["jenis"])
    if kolom == "akhir_kontrak":
        return f"{dt.date.fromisoformat(nilai):%d-%m-%Y}"
    return str(PredikatKinerja.Predikat(nilai).label)
