"""Forms that act only in a state of their own: for each one that state, and a filled-in form.

``tests.otorisasi.tabel`` holds the POST rows that act in the plain test world; the rest is here.
A form filled in wrongly proves nothing about a second press: each of these changes something.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.peran import Peran
from inti.saringan import Saringan, titipkan
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd
from penugasan.models import (
    HasilSaring,
)
from penugasan.services import versi
from tests.otorisasi.dunia import Dunia
from tests.pegawai.factories import AkunFactory, PegawaiFactory, PejabatFactory
from tests.penugasan.factories import (
    HasilSaringFactory,
    PermintaanFactory,
    isi_paket,
)

PDF = b"%PDF-1.7 uji"
ALASAN = {"alasan": "Uji", "catatan": "Uji"}


@dataclass(frozen=True)
class Kirim:
    """What is posted where: URL parts, fields, and the query of the address."""

    kunci: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    kueri: str = ""


Siap = Callable[[Dunia, Client], Kirim]


@dataclass(frozen=True)
class Kiriman:
    """One form: whose it is, and how it is brought to the point of being sent."""

    url: str
    peran: str
    siap: Siap


def pk(objek: str, /, **data: Any) -> Siap:
    """Send these fields to the page of the world's object of this name."""
    return lambda d, _klien: Kirim({"pk": d.milik.pk(objek)}, data)


def tanpa_kunci(**data: Any) -> Siap:
    return lambda _d, _klien: Kirim(data=data)


def seperti_tampil(klien: Client, url: str, kunci: dict[str, Any], **ubah: Any) -> dict[str, Any]:
    """The fields as the page shows them, some of them changed."""
    form = klien.get(reverse(url, kwargs=kunci)).context["form"]
    isi = {medan.html_name: medan.value() for medan in form}
    return {k: v for k, v in (isi | ubah).items() if v is not None}


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("uji.pdf", PDF)


def hari(geser: int = 0) -> str:
    return (hari_ini() + dt.timedelta(days=geser)).isoformat()


# Accounts and people ----------------------------------------------------------------------------


def _terbuka(url: str, objek: str, /, **ubah: Any) -> Siap:
    """The form as its page shows it: it knows what it was opened with."""

    def siap(d: Dunia, klien: Client) -> Kirim:
        kunci = {"pk": d.milik.pk(objek)}
        return Kirim(kunci, seperti_tampil(klien, url, kunci, **ubah))

    return siap


def _ganti_nip(d: Dunia, klien: Client) -> Kirim:
    kunci = {"pk": d.milik.pk("pegawai")}
    lama = d.milik.objek["pegawai"].nip
    baru = f"{lama[:-3]}{(int(lama[-3:]) + 499) % 999 + 1:03d}"
    isi = seperti_tampil(klien, "pegawai:pegawai_ganti_nip", kunci, nip=baru, alasan="Sesuai SK")
    return Kirim(kunci, isi)


def _bukti(d: Dunia, klien: Client) -> Kirim:
    kunci = {"pk": d.milik.pk("pegawai"), "macam": "kontrak"}
    isi = {"akhir": hari(300), "dokumen": "PK nomor 12 tahun 2026"}
    return Kirim(kunci, seperti_tampil(klien, "pegawai:pegawai_bukti", kunci, **isi))


def _wakil(d: Dunia, _klien: Client) -> Kirim:
    wakil: Akun = AkunFactory.create(kepala_opd=True, instansi=d.milik.instansi)
    isi = {"jenis": "plh", "akun": wakil.pk, "mulai": hari(1), "selesai": hari(7)}
    orang = PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd)
    Akun.objects.filter(pk=wakil.pk).update(pegawai=orang)
    return Kirim(data=isi)


def _simpan_saringan(d: Dunia, _klien: Client) -> Kirim:
    satu = Saringan("penugasan:kelayakan", "Kelayakan", "hasil=layak")
    return Kirim(data={"nama": "Yang layak", "titipan": titipkan(satu, d.akun[Peran.PETUGAS])})


def _hapus_saringan(d: Dunia, _klien: Client) -> Kirim:
    satu = {"daftar": "penugasan:kelayakan", "judul": "K", "tanya": "hasil=layak", "nama": "L"}
    Akun.objects.filter(pk=d.akun[Peran.PETUGAS].pk).update(saringan=[satu])
    return Kirim(data={"daftar": "penugasan:kelayakan", "nama": "L"})


def _operator(d: Dunia, _klien: Client) -> Kirim:
    akun = AkunFactory.create(kepala_opd=True, instansi=d.milik.instansi)
    operator = PejabatFactory.create(
        opd=d.milik.opd, akun=akun, jenis="operator", mulai=hari(-1), selesai=hari(7)
    )
    return Kirim({"pk": operator.pk})


def _angkat(d: Dunia, _klien: Client) -> Kirim:
    calon = AkunFactory.create(kepala_opd=True, instansi=d.milik.instansi)
    opd = Opd.objects.create(instansi=d.milik.instansi, kode="UNIT-BARU", nama="Unit Baru")
    return Kirim({"opd_pk": opd.pk}, {"akun": calon.pk, "jenis": "definitif", "mulai": hari(-1)})


def _pengurus(d: Dunia, _klien: Client) -> Kirim:
    akun = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=d.milik.instansi)
    isi = {"akun": akun.pk, "jabatan": "sekretaris", "mulai": hari()}
    return Kirim({"pk": d.milik.pk("koperasi")}, isi)


def _hubungkan(d: Dunia, _klien: Client) -> Kirim:
    akun = AkunFactory.create(peran=Peran.PEGAWAI, instansi=d.milik.instansi)
    return Kirim({"pk": akun.pk}, {"nip": d.milik.objek["pegawai"].nip})


def _aktifkan(d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"pk": AkunFactory.create(is_active=False, instansi=d.milik.instansi).pk})


def _akun_baru(_d: Dunia, _klien: Client) -> Kirim:
    isi = {"username": "akun.baru", "nama": "Akun Baru", "email": "", "peran": Peran.AUDITOR}
    return Kirim(data=isi)


# Rules, questions, exceptions -------------------------------------------------------------------


def _versi_draf(d: Dunia) -> Any:
    isi = isi_paket()
    isi["aturan"]["usia"] |= {"maks": 51}
    return versi.usulkan(
        instansi=d.milik.instansi,
        isi=isi,
        alasan="Uji",
        berlaku_mulai=hari_ini(),
        aktor=d.akun[Peran.PETUGAS],
        pada=sekarang(),
    )


def _putusan_versi(d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"nomor": _versi_draf(d).nomor}, {"catatan": "Uji"})


def _simulasi(_d: Dunia, klien: Client) -> Kirim:
    halaman = klien.get(reverse("penugasan:simulasi")).context
    form, nomor = halaman["form"], halaman["periode"].versi.nomor
    isi = {f.html_name: f.value() for f in form if f.value() not in (None, False)}
    return Kirim(
        data=isi | {"coba": nomor, "usia_maks": 49, "alasan": "Uji", "berlaku_mulai": hari(9)}
    )


def _adopsi(_d: Dunia, klien: Client) -> Kirim:
    halaman = klien.get(reverse("penugasan:paket_banding", kwargs={"kode": "kutai-timur"}))
    isi = halaman.context["form"]["isi"].value()
    return Kirim(data={"isi": isi, "alasan": "Uji", "berlaku_mulai": hari(9)})


def _minta_data(d: Dunia, _klien: Client) -> Kirim:
    hasil = HasilSaringFactory.create(
        saringan=d.milik.objek["saringan"],
        pegawai=PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd),
        belum_pasti=True,
    )
    assert hasil.hasil == HasilSaring.Hasil.BELUM_PASTI
    return Kirim(data={"pilih": [hasil.pegawai_id]}, kueri="?hasil=belum_pasti")


def _ditanya(d: Dunia, klien: Client) -> Kirim:
    return Kirim(
        {"pk": d.milik.pk("permintaan")}, {"tidak_ada": "on", "penjelasan": "Arsip terbakar"}
    )


def _dijawab(d: Dunia, _klien: Client) -> Kirim:
    satu = PermintaanFactory.create(
        periode=d.milik.objek["saringan"].periode,
        pegawai=PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd),
        status="DIJAWAB",
        jawaban={"bukti": "SERTIFIKAT", "tanggal": "2026-01-05", "keterangan": "Kursus"},
        dijawab_pada=sekarang(),
        dijawab_oleh=d.akun[Peran.KEPALA_OPD],
    )
    return Kirim({"pk": satu.pk}, {"catatan": "Uji"})


def _perbaiki_data(_d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"kode": "lahir"}, {"lahir": "1990-02-03", "bukti_berkas": pdf()})


def _kecualikan(d: Dunia, _klien: Client) -> Kirim:
    orang = PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd, layak=True, tua=True)
    isi = {"alasan": "Tenaga langka", "dokumen": "SK 1/2026", "bukti": pdf()}
    return Kirim({"pk": orang.pk, "aturan": "usia"}, isi)


PT, PY, KO, AD = Peran.PETUGAS, Peran.PENYETUJU, Peran.KEPALA_OPD, Peran.ADMIN
KIRIMAN_ATURAN = [
    Kiriman("inti:hari_libur", PT, tanpa_kunci(tanggal="2026-05-04", libur="1", keterangan="Uji")),
    Kiriman("inti:hari_libur_hapus", PT, pk("hari_libur")),
    Kiriman("pegawai:akun_tambah", AD, _akun_baru),
    Kiriman(
        "pegawai:akun_rincian",
        AD,
        _terbuka("pegawai:akun_rincian", "akun", nama="Nama Lain", email="", peran=Peran.AUDITOR),
    ),
    Kiriman("pegawai:akun_nonaktifkan", AD, pk("akun", alasan="Uji")),
    Kiriman("pegawai:akun_aktifkan", AD, _aktifkan),
    Kiriman("pegawai:akun_hubungkan", AD, _hubungkan),
    Kiriman("pegawai:akun_atur_ulang", AD, pk("akun")),
    Kiriman("pegawai:pejabat_rincian", AD, _angkat),
    Kiriman("pegawai:pejabat_akhiri", AD, pk("pejabat", selesai=hari())),
    Kiriman("pegawai:delegasi", KO, _wakil),
    Kiriman("pegawai:delegasi_cabut", KO, _operator),
    Kiriman("pegawai:saringan_simpan", PT, _simpan_saringan),
    Kiriman("pegawai:saringan_hapus", PT, _hapus_saringan),
    Kiriman(
        "pegawai:pegawai_ubah",
        PT,
        _terbuka("pegawai:pegawai_ubah", "pegawai", jabatan="Bendahara Uji", alasan="Sesuai SK"),
    ),
    Kiriman("pegawai:pegawai_ganti_nip", PT, _ganti_nip),
    Kiriman("pegawai:pegawai_bukti", PT, _bukti),
    Kiriman("koperasi:pengurus_angkat", PT, _pengurus),
    Kiriman("penugasan:versi_setujui", PY, _putusan_versi),
    Kiriman("penugasan:versi_tolak", PY, _putusan_versi),
    Kiriman("penugasan:simulasi_usulkan", PT, _simulasi),
    Kiriman("penugasan:paket_adopsi", PT, _adopsi),
    Kiriman("penugasan:permintaan_minta", PT, _minta_data),
    Kiriman("penugasan:permintaan_jawab", KO, _ditanya),
    Kiriman("penugasan:permintaan_perbaiki", Peran.PEGAWAI, _perbaiki_data),
    Kiriman("penugasan:permintaan_terima", PT, _dijawab),
    Kiriman("penugasan:permintaan_kembalikan", PT, _dijawab),
    Kiriman("penugasan:pengecualian_ajukan", PT, _kecualikan),
]
