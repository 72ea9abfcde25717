"""Forms about files: imports in each of their states, and the non-ASN registry."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from inti import pekerjaan
from inti.models import BarisImpor, Impor, Pekerjaan
from inti.peran import Peran
from inti.waktu import sekarang
from pegawai.models import Pendataan
from penugasan.queries.pendataan import sidik_daftar
from penugasan.services import pendataan as layanan
from tests.inti.buku import buku
from tests.inti.halaman_impor import ekspor, unggahan
from tests.otorisasi.dunia import Dunia
from tests.otorisasi.kiriman import Kirim, Kiriman, pdf
from tests.pegawai.berkas import baris_siasn
from tests.pegawai.factories import PegawaiFactory, TenagaNonAsnFactory

PT, PY = Peran.PETUGAS, Peran.PENYETUJU


def _kerjakan() -> None:
    menunggu = Pekerjaan.objects.filter(status=Pekerjaan.Status.MENUNGGU)
    for satu in menunggu.filter(jenis__startswith="impor"):
        pekerjaan.jalankan(satu.pk)


def _impor(d: Dunia, klien: Client, *baris: dict[str, Any], isi: bytes = b"") -> Impor:
    """Upload a workbook as the browser does, and let the worker read it."""
    biasa = baris or (baris_siasn(UNOR_ID=d.milik.opd.unor_id, UNOR_NAMA=d.milik.opd.nama),)
    klien.post(reverse("inti:impor"), {"berkas": unggahan(isi or ekspor(*biasa))})
    _kerjakan()
    return Impor.objects.latest("pk")


def _unggah(_d: Dunia, _klien: Client) -> Kirim:
    return Kirim(data={"berkas": unggahan(ekspor(baris_siasn()))})


def _siap(d: Dunia, klien: Client) -> Kirim:
    return Kirim({"pk": _impor(d, klien).pk})


def _diterapkan(d: Dunia, klien: Client) -> Kirim:
    impor = _impor(d, klien)
    klien.post(reverse("inti:impor_terapkan", args=[impor.pk]))
    _kerjakan()
    return Kirim({"pk": impor.pk})


def _ragu(d: Dunia, klien: Client) -> Kirim:
    impor = _impor(d, klien, baris_siasn(TANGGAL_LAHIR="01-01-1980"))
    return Kirim({"pk": BarisImpor.objects.get(impor=impor).pk}, {"pilihan": "lahir_berkas"})


def _kolom(d: Dunia, klien: Client) -> Kirim:
    orang = PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd, jabatan="Arsiparis")
    satu = baris_siasn(
        NIP_BARU=orang.nip,
        NAMA=orang.nama,
        PNS_ID=None,
        TANGGAL_LAHIR=None,
        UNOR_ID=d.milik.opd.unor_id,
        UNOR_NAMA=d.milik.opd.nama,
    )
    return Kirim({"pk": _impor(d, klien, satu).pk}, {"kolom": ["nama"]})


def _padankan(d: Dunia, klien: Client) -> Kirim:
    impor = _impor(d, klien, baris_siasn(UNOR_ID="tak-dikenal", UNOR_NAMA="Dinkes Kota"))
    isi = {"jenis": "opd", "teks-0": "Dinkes Kota", "tujuan-0": d.milik.opd.kode}
    return Kirim({"pk": impor.pk}, isi)


def _petakan(d: Dunia, klien: Client) -> Kirim:
    satu = baris_siasn()
    kolom = [k if k != "NIP BARU" else "Nomor Pokok" for k in satu]
    impor = _impor(d, klien, isi=_tabel(kolom, satu))
    return Kirim({"pk": impor.pk}, {"jenis": "siasn", "judul-0": "Nomor Pokok", "kolom-0": "nip"})


def _tabel(kolom: list[str], satu: dict[str, Any]) -> bytes:
    return buku({"Data": [kolom, [satu.get(k) for k in satu]]})


def _koreksi_berkas(d: Dunia, klien: Client) -> Kirim:
    return Kirim({"pk": _impor(d, klien, baris_siasn(), baris_siasn(NIP_BARU="123")).pk})


# The registry -----------------------------------------------------------------------------------


def _status(d: Dunia, status: str, **isi: Any) -> Pendataan:
    pendataan = d.milik.objek["pendataan"]
    Pendataan.objects.filter(pk=pendataan.pk).update(status=status, **isi)
    pendataan.refresh_from_db()
    layanan.nilai(pendataan, pada=sekarang())
    return pendataan


def _umumkan(d: Dunia, _klien: Client) -> Kirim:
    _status(d, "PENDATAAN")
    return Kirim()


def _tarik(d: Dunia, _klien: Client) -> Kirim:
    _status(d, "PENGUMUMAN")
    return Kirim(data={"alasan": "Uji"})


def _buka_koreksi(d: Dunia, _klien: Client) -> Kirim:
    kemarin = sekarang().date() - dt.timedelta(days=1)
    _status(d, "PENGUMUMAN", diumumkan_sampai=kemarin)
    return Kirim()


def _sptjm(d: Dunia, _klien: Client) -> Kirim:
    pendataan = _status(d, "KOREKSI", koreksi_sampai=sekarang().date() - dt.timedelta(days=1))
    return Kirim(data={"berkas": pdf(), "sidik": sidik_daftar(pendataan)})


def _finalkan(d: Dunia, klien: Client) -> Kirim:
    kirim = _sptjm(d, klien)
    pendataan = d.milik.objek["pendataan"]
    layanan.simpan_sptjm(
        pendataan=pendataan,
        berkas=kirim.data["berkas"],
        sidik=kirim.data["sidik"],
        aktor=d.akun[PT],
        pada=sekarang(),
    )
    return Kirim()


def _koreksi_tenaga(d: Dunia, klien: Client) -> Kirim:
    _status(d, "KOREKSI", koreksi_sampai=sekarang().date() + dt.timedelta(days=1))
    kunci = {"pk": d.milik.pk("tenaga")}
    form = klien.get(reverse("penugasan:pendataan_koreksi", kwargs=kunci)).context["form"]
    isi = {m.html_name: m.value() for m in form if m.value() is not None}
    return Kirim(kunci, isi | {"jabatan": "Jabatan Lain", "dasar": "SK 1/2022", "bukti": pdf()})


def _pasangan(d: Dunia) -> Any:
    orang = PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd, nama="RINA UJI")
    return TenagaNonAsnFactory.create(
        instansi=d.milik.instansi, opd=d.milik.opd, nama="RINA UJI", lahir=orang.lahir
    ), orang


def _tautkan(d: Dunia, _klien: Client) -> Kirim:
    _status(d, "PENDATAAN")
    _pasangan(d)
    return Kirim(data={"semua": "1"})


def _lepaskan(d: Dunia, _klien: Client) -> Kirim:
    _status(d, "PENDATAAN")
    tenaga, orang = _pasangan(d)
    type(tenaga).objects.filter(pk=tenaga.pk).update(pegawai=orang)
    return Kirim({"pk": tenaga.pk})


def _siapkan_pendataan(d: Dunia, _klien: Client) -> Kirim:
    """The criteria have changed since they were loaded."""
    _status(d, "PENDATAAN")
    Pendataan.objects.filter(instansi=d.milik.instansi).update(sidik="lama")
    return Kirim(data={"paket": "pendataan-non-asn-2022"})


def _catat_entri(d: Dunia, _klien: Client) -> Kirim:
    isi = {"bukti": pdf(), "id_usulan": "U-1", "putusan": "DIUSULKAN"}
    return Kirim({"pk": d.milik.pk("pesan_manual")}, isi)


KIRIMAN_BERKAS = [
    Kiriman("penugasan:buku_kirim_manual_catat", PT, _catat_entri),
    Kiriman("inti:impor", PT, _unggah),
    Kiriman("inti:impor_terapkan", PT, _siap),
    Kiriman("inti:impor_ulang", PT, _siap),
    Kiriman("inti:impor_putuskan", PT, _ragu),
    Kiriman("inti:impor_kolom", PT, _kolom),
    Kiriman("inti:impor_padankan", PT, _padankan),
    Kiriman("inti:impor_petakan", PT, _petakan),
    Kiriman("inti:impor_koreksi", PT, _koreksi_berkas),
    Kiriman("inti:impor_urungkan", PT, _diterapkan),
    Kiriman("penugasan:pendataan_siapkan", PT, _siapkan_pendataan),
    Kiriman("penugasan:pendataan_umumkan", PT, _umumkan),
    Kiriman("penugasan:pendataan_tarik", PT, _tarik),
    Kiriman("penugasan:pendataan_buka_koreksi", PT, _buka_koreksi),
    Kiriman("penugasan:pendataan_sptjm", PT, _sptjm),
    Kiriman("penugasan:pendataan_finalkan", PY, _finalkan),
    Kiriman("penugasan:pendataan_koreksi", PT, _koreksi_tenaga),
    Kiriman("penugasan:pendataan_pppk", PT, _tautkan),
    Kiriman("penugasan:pendataan_lepaskan", PT, _lepaskan),
]
