"""SIASN's "Export Data ASN": who works where, with which diploma and legal standing."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inti.impor import tangan
from inti.impor.pengimpor import BarisTerbaca, Hilang, Konteks, Pengimpor, Pilihan, Urungan
from inti.models import BarisImpor, Impor, Instansi, Sumber
from inti.peran import Peran
from pegawai import nip as aturan_nip
from pegawai.imports import kolom_siasn, saran
from pegawai.imports.baca_siasn import LAHIR_BERKAS, PembacaSiasn
from pegawai.imports.kata import kata
from pegawai.imports.pendidikan import TINGKAT
from pegawai.imports.urung import urungkan_pegawai
from pegawai.models import Opd, Pegawai

IKUT = {"kedudukan_hukum_id": "kedudukan_hukum"}
"""Columns whose conflict is settled together with the one they belong to."""
NAMA_KOLOM = {k.name: str(k.verbose_name) for k in Pegawai._meta.concrete_fields}


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
    turunan = kolom_siasn.TURUNAN
    tak_perlu = kolom_siasn.TAK_PERLU
    kolom_kunci = "nip"
    kode_ganda = "nip_ganda"
    unik = {"siasn_id": "pns_id_ganda"}
    kode_banding = frozenset(
        {"pns_id_beda", "unor_tak_dikenal", "pegawai_tidak_aktif", "nip_lama", tangan.KODE}
    )
    baru_tanpa_objek = True

    def siapkan(self, konteks: Konteks) -> PembacaSiasn:
        """Load the units and return a reader."""
        return PembacaSiasn(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a column of Pegawai."""
        nama = NAMA_KOLOM[kolom]
        return nama[:1].upper() + nama[1:]

    def kata(self, kolom: str, nilai: Mapping[str, Any]) -> str:
        """Return a value in words for people."""
        if kolom == "opd":
            return str(nilai.get("_opd") or nilai["opd"])
        return kata(kolom, nilai[kolom])

    def pilihan(self, baris: BarisTerbaca) -> list[Pilihan]:
        """Offer what may settle a doubt: both birth dates, a similar unit, the person meant."""
        hasil = []
        berkas = baris.nilai.get(LAHIR_BERKAS)
        dari_nip = aturan_nip.tanggal_lahir(baris.kunci) if baris.kunci else None
        if berkas and dari_nip:
            hari = dt.date.fromisoformat(berkas)
            hasil += [
                Pilihan("lahir_nip", f"Pakai {dari_nip:%d-%m-%Y} (NIP)"),
                Pilihan("lahir_berkas", f"Pakai {hari:%d-%m-%Y} (berkas)"),
            ]
        label = {k: self.label(k) for k in baris.nilai.get("_konflik", ())}
        return [*hasil, *saran.pilihan(baris), *tangan.pilihan(baris, label, IKUT)]

    def putuskan(self, baris: BarisTerbaca, kode: str) -> None:
        """Take what somebody chose; the doubt is then settled."""
        if kode not in {p.kode for p in self.pilihan(baris)}:
            raise KeyError(kode)
        if kode.startswith("lahir_"):
            berkas = baris.nilai.pop(LAHIR_BERKAS)
            dari_nip = aturan_nip.tanggal_lahir(baris.kunci)
            dipakai = berkas if kode == "lahir_berkas" or not dari_nip else dari_nip.isoformat()
            baris.nilai["lahir"] = dipakai
            baris.lepas("lahir_beda")
        elif not tangan.putuskan(baris, kode, IKUT):
            saran.putuskan(baris, kode)

    def hilang(self, impor: Impor) -> Iterable[Hilang]:
        """Yield the active people of the units in the file who do not stand in it."""
        disebut = BarisImpor.objects.filter(impor=impor)
        unit = set(disebut.exclude(data__opd=None).values_list("data__opd", flat=True))
        tidak_ada = (
            Pegawai.objects.filter(instansi=impor.instansi, aktif=True, opd__in=unit)
            .exclude(nip__in=disebut.values("kunci"))
            .select_related("opd")
            .order_by("nama", "pk")
        )
        for orang in tidak_ada:
            yield Hilang(orang.nip, orang.nama, str(orang.opd))

    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Remove the people that the file brought, and restore the facts it changed."""
        return urungkan_pegawai(impor, sumber, label=self.label, kata=kata)

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return the lists of the template."""
        unit = Opd.objects.filter(instansi=instansi, aktif=True).order_by("nama")
        return {
            "jenis": [str(j.label) for j in Pegawai.Jenis],
            "jenis_kelamin": ["L", "P"],
            "tingkat_nama": list(TINGKAT.values()),
            "kedudukan_hukum": ["Aktif", "PPPK Aktif"],
            "unor_nama": list(unit.values_list("nama", flat=True)),
        }
