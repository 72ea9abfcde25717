"""A letter with made-up values, so that words can be looked at before they are used."""

import dataclasses
import datetime as dt

from penugasan.documents import BarisLampiran, Orang, SkPenugasan, SuratPerintahTugas
from penugasan.documents.naskah import Isi, isi_pola, isi_semua
from penugasan.rules.surat import UMUM, Bentuk, JenisSurat
from penugasan.services.surat_isi import Naskah
from penugasan.services.surat_susun import Bahan, Kepala, susun_dinas

SANDI = "pratinjau-bukan-surat-asli"
"""Stands in the address of a preview's code: the public page knows no such letter."""
CAP = "PRATINJAU - BUKAN SURAT"
_BARIS = BarisLampiran(
    nip="",
    nama="Siti Contoh, A.Md.",
    tempat_lahir="Kota Contoh",
    lahir=dt.date(1990, 2, 1),
    usia=36,
    jenis_kelamin="P",
    tingkat_pendidikan="D-III",
    pendidikan="D-III Akuntansi",
    golongan="VII",
    jabatan="Pengelola Keuangan",
    unit_kerja="Dinas Contoh",
    status="PPPK",
    akhir_kontrak=dt.date(2028, 2, 28),
    komputer="Sertifikat",
    domisili="Contoh/Contoh",
    koperasi="Koperasi Contoh (Keuangan)",
    keterangan="Contoh",
)


def contoh_surat(naskah: Naskah, macam: JenisSurat, tanggal: dt.date) -> Isi:
    """Fill the words of a kind with the samples of its placeholders."""
    nilai = {**UMUM, **naskah.umum(tanggal), **macam.lubang}
    nomor = f"{naskah.nomor(macam.kode, urut=1, tanggal=tanggal)} ({CAP})"
    kepala = Kepala(nomor, tanggal, SANDI)
    if macam.bentuk is Bentuk.KEPUTUSAN:
        return _keputusan(naskah, macam, kepala, nilai)
    if macam.bentuk is Bentuk.PERINTAH:
        return _perintah(naskah, macam, kepala, nilai)
    orang = (("Nama", "Siti Contoh, A.Md."), ("Jabatan", "Pengelola Keuangan"))
    isi = susun_dinas(
        naskah, macam.kode, kepala, Bahan(nilai, "", rincian=orang if macam.per_orang else ())
    )
    if not macam.nominatif:
        return isi
    judul = isi_pola(naskah.isi[macam.kode]["judul_lampiran"], nilai)
    return dataclasses.replace(isi, lampiran=(_BARIS,), judul_lampiran=judul)


def _keputusan(
    naskah: Naskah, macam: JenisSurat, kepala: Kepala, nilai: dict[str, str | int]
) -> SkPenugasan:
    teks = naskah.isi[macam.kode]
    bersama = naskah.bersama(
        macam.kode, nomor=kepala.nomor, tanggal=kepala.tanggal, token=kepala.token
    )
    return SkPenugasan(
        **bersama,
        pejabat=isi_pola(teks["pejabat"], nilai),
        tentang=isi_pola(teks["tentang"], nilai),
        menimbang=isi_semua(teks["menimbang"], nilai),
        mengingat=isi_semua(teks["mengingat"], nilai),
        memperhatikan=isi_semua(teks.get("memperhatikan", ()), nilai),
        diktum=isi_semua(teks["diktum"], nilai),
        judul_lampiran=isi_pola(teks.get("judul_lampiran", ""), nilai),
        lampiran=(_BARIS,) if macam.nominatif else (),
    )


def _perintah(
    naskah: Naskah, macam: JenisSurat, kepala: Kepala, nilai: dict[str, str | int]
) -> SuratPerintahTugas:
    teks = naskah.isi[macam.kode]
    bersama = naskah.bersama(
        macam.kode, nomor=kepala.nomor, tanggal=kepala.tanggal, token=kepala.token
    )
    return SuratPerintahTugas(
        **bersama,
        dasar=isi_semua(teks["dasar"], nilai),
        orang=Orang(
            nama=_BARIS.nama,
            nip="",
            golongan=_BARIS.golongan,
            jabatan=_BARIS.jabatan,
            unit_kerja=_BARIS.unit_kerja,
        ),
        untuk=isi_semua(teks["untuk"], nilai),
        menimbang=isi_semua(teks.get("menimbang", ()), nilai),
        nama=isi_pola(teks["nama"], nilai),
    )
