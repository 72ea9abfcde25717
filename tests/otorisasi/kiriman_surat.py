"""Forms about letters, each brought to the point of being sent."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inti.peran import Peran
from penugasan.models import AjuanSurat
from penugasan.queries.surat_sumber import calon_surat
from tests.otorisasi.dunia import Dunia
from tests.otorisasi.kiriman import Kirim, Kiriman, hari, seperti_tampil

PT = Peran.PETUGAS


def _terbit(jenis: str) -> Any:
    def siap(d: Dunia, _klien: Client) -> Kirim:
        kunci = [satu.kunci for satu in calon_surat(jenis, d.akun[PT])][:2]
        return Kirim({"jenis": jenis}, {"pilih": kunci, "tanggal": hari()})

    return siap


def _ttd(d: Dunia, _klien: Client) -> Kirim:
    berkas = SimpleUploadedFile("ttd.pdf", b"%PDF-1.7 sudah ditandatangani")
    return Kirim({"pk": d.milik.pk("surat_lepas")}, {"berkas": berkas})


def _tarik(d: Dunia, _klien: Client) -> Kirim:
    ajuan = d.milik.objek["ajuan_surat"]
    AjuanSurat.objects.filter(pk=ajuan.pk).update(diajukan_oleh=d.akun[PT])
    return Kirim({"pk": ajuan.pk})


def _sunting(_d: Dunia, klien: Client) -> Kirim:
    kunci = {"jenis": "spmt"}
    url = "penugasan:surat_templat_sunting"
    isi = seperti_tampil(klien, url, kunci, nama="Surat lain", alasan="Uji")
    return Kirim(kunci, isi | {"tindak": "simpan"})


KIRIMAN_SURAT = [
    Kiriman("penugasan:surat_terbit", PT, _terbit("permintaan_nama")),
    Kiriman("penugasan:surat_ttd_unggah", PT, _ttd),
    Kiriman("penugasan:surat_ajuan_tarik", PT, _tarik),
    Kiriman("penugasan:surat_templat_sunting", PT, _sunting),
]
