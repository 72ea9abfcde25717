"""Forms about names, the SK, what follows the start, sending and exporting."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inti import pekerjaan
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from penugasan.models import (
    JadwalEkspor,
    NamaDitawarkan,
    PanggilanNama,
    Pemberitahuan,
    Pengajuan,
    Penugasan,
    PesanKeluar,
    RegisterNomor,
    Surat,
    TugasDialihkan,
)
from penugasan.services import suara
from penugasan.siasn.wire import StatusUsulan
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.otorisasi.dunia import Dunia
from tests.otorisasi.kiriman import Kirim, Kiriman, Siap, hari
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import (
    HasilSaringFactory,
    TugasFactory,
)

# Names, substitutes, the SK ---------------------------------------------------------------------


def _calon(d: Dunia) -> Pegawai:
    orang: Pegawai = PegawaiFactory.create(instansi=d.milik.instansi, opd=d.milik.opd, layak=True)
    HasilSaringFactory.create(saringan=d.milik.objek["saringan"], pegawai=orang)
    return orang


def _nominasi(d: Dunia, _klien: Client) -> Kirim:
    kursi = KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=d.milik.instansi))
    return Kirim(data={"pegawai": _calon(d).pk, "kebutuhan": kursi.pk})


def _setuju_semua(d: Dunia, _klien: Client) -> Kirim:
    return Kirim(data={"pilih": [d.milik.pk("diminta")]})


def _terima_semua(d: Dunia, _klien: Client) -> Kirim:
    usulan = d.milik.objek["usulan"]
    usulan.diajukan_oleh = d.akun[Peran.KEPALA_OPD]
    usulan.save()
    return Kirim(data={"pilih": [usulan.pk], "dilihat": [usulan.cap], "setuju": "1"})


def _perbaiki(d: Dunia, _klien: Client) -> Kirim:
    pengganti = d.milik.pk("pengganti")
    return Kirim(
        {"pk": d.milik.pk("perbaikan")}, {"alasan_kode": "layanan", "pengganti": pengganti}
    )


def _tetapkan(d: Dunia, _klien: Client) -> Kirim:
    satu = d.milik.objek["disetujui"]
    satu.tugas_set.all().delete()
    for jenis in Surat.Jenis.values:  # the letters of the test world have numbers of their own
        RegisterNomor.objects.create(
            instansi=d.milik.instansi, jenis=jenis, tahun=hari_ini().year, terakhir=50
        )
    Penugasan.objects.filter(pk=satu.pk).update(
        dijawab_oleh=d.akun[Peran.KEPALA_OPD], dibuat_oleh=d.akun[Peran.PETUGAS]
    )
    return Kirim(data={"pilih": [satu.pk], "tanggal": hari(), "setuju": "1", "tetapkan": "1"})


def _kirim_rencana(d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"pk": d.milik.pk("rencana")}, {"setuju": "1"})


def _kunci_rencana(d: Dunia, _klien: Client) -> Kirim:
    kunci = {"pk": d.milik.pk("rencana"), "baris_pk": d.milik.pk("baris_rencana")}
    return Kirim(kunci, {"terkunci": "1"})


def _panggil(d: Dunia, _klien: Client) -> Kirim:
    PanggilanNama.objects.filter(pk=d.milik.pk("panggilan")).delete()
    _calon(d)
    return Kirim(data={"opd": [d.milik.opd.pk], "jumlah": "1"})


def _tawarkan(d: Dunia, _klien: Client) -> Kirim:
    orang = _calon(d)
    assert not NamaDitawarkan.objects.filter(pegawai=orang).exists()
    return Kirim(data={"pilih": [orang.pk], "alasan": "Uji"})


def _lengkap(d: Dunia, _klien: Client) -> Kirim:
    TugasDialihkan.objects.filter(pk=d.milik.pk("tugas")).delete()
    return Kirim({"pk": d.milik.pk("disetujui")})


def _hentikan_tugas(d: Dunia, _klien: Client) -> Kirim:
    tugas = TugasFactory.create(penugasan=d.milik.objek["disetujui"])
    return Kirim({"pk": tugas.pk}, {"alasan": "Loket ditutup"})


# After the start --------------------------------------------------------------------------------


def _jelaskan(d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"pk": d.milik.pk("kerja_ganda")}, {"penjelasan": "Salah catat."})


def _putusan_indikasi(d: Dunia, _klien: Client) -> Kirim:
    indikasi = d.milik.objek["kerja_ganda"]
    type(indikasi).objects.filter(pk=indikasi.pk).update(
        status="DIJAWAB", penjelasan="Salah catat.", dijawab_pada=sekarang()
    )
    return Kirim({"pk": indikasi.pk}, {"putusan": "terima", "catatan": "Uji"})


def _ajukan(d: Dunia, _klien: Client) -> Kirim:
    kueri = f"?penugasan={d.milik.pk('aktif')}"
    return Kirim({"jenis": "ganti"}, {"alasan_kode": "kehadiran", "alasan": "Uji"}, kueri)


def _pengajuan(status: str, **pemilik: str) -> Siap:
    def siap(d: Dunia, _klien: Client) -> Kirim:
        satu = d.milik.objek["pengajuan"]
        isi = {kolom: d.akun[peran] for kolom, peran in pemilik.items()}
        Pengajuan.objects.filter(pk=satu.pk).update(status=status, **isi)
        return Kirim({"pk": satu.pk})

    return siap


def _evaluasi(d: Dunia, _klien: Client) -> Kirim:
    lama = hari_ini() - dt.timedelta(days=380)
    Penugasan.objects.filter(pk=d.milik.pk("aktif")).update(mulai=lama, tiba=lama)
    return Kirim({"pk": d.milik.pk("aktif")}, {"rekomendasi": "ganti", "catatan": "Uji"})


def _suara(d: Dunia) -> dict[str, Any]:
    lama = hari_ini() - dt.timedelta(days=90)
    semua = Penugasan.objects.filter(kebutuhan__koperasi=d.milik.objek["koperasi"], status="AKTIF")
    semua.update(mulai=lama, tiba=lama)
    isian = {"hari_hadir": 20, "kerja": 3, "sikap": 2, "catatan": ""}
    return {f"p{satu.pk}-{k}": v for satu in semua for k, v in isian.items()}


def _suara_akun(d: Dunia, _klien: Client) -> Kirim:
    return Kirim(data=_suara(d))


def _suara_tautan(d: Dunia, _klien: Client) -> Kirim:
    isi = _suara(d)
    bulan = timezone.localdate().replace(day=1)
    return Kirim({"token": suara.tautan(d.milik.objek["koperasi"], bulan)}, isi)


def _kabar(d: Dunia, _klien: Client) -> Kirim:
    satu = Pemberitahuan.objects.create(
        instansi=d.milik.instansi,
        akun=d.akun[Peran.PETUGAS],
        kunci="uji",
        judul="Uji",
        url="/",
        dibuat_pada=sekarang(),
    )
    return Kirim({"pk": satu.pk})


def _kabar_semua(d: Dunia, klien: Client) -> Kirim:
    _kabar(d, klien)
    return Kirim()


# Sending and exporting --------------------------------------------------------------------------


def _ditolak(d: Dunia) -> PesanKeluar:
    pesan: PesanKeluar = d.milik.objek["pesan"]
    PesanKeluar.objects.filter(pk=pesan.pk).update(
        status=PesanKeluar.Status.DITOLAK,
        status_bkn=StatusUsulan.PERBAIKAN,
        percobaan=1,
        id_usulan="u-1",
        selesai_pada=sekarang(),
    )
    return pesan


def _kirim_ulang(d: Dunia, _klien: Client) -> Kirim:
    isi = {"nomor_surat": "800/1", "tanggal_surat": "2026-02-25", "keterangan": "Diperbaiki"}
    return Kirim({"pk": _ditolak(d).pk}, isi)


def _kirim_ulang_semua(d: Dunia, _klien: Client) -> Kirim:
    _ditolak(d)
    return Kirim(data={"pilih": [d.milik.pk("ditetapkan")], "keterangan": "Diperbaiki"})


def _jadwal(*, aktif: bool = True, **data: Any) -> Siap:
    def siap(d: Dunia, klien: Client) -> Kirim:
        alamat = reverse("penugasan:ekspor_jadwal_baru", kwargs={"jenis": "kelayakan"})
        klien.post(alamat, {"kapan": "mingguan-1", "jam": 7, "judul": "Uji"})
        satu = JadwalEkspor.objects.latest("pk")
        if not aktif:
            klien.post(reverse("penugasan:ekspor_jadwal_henti", kwargs={"pk": satu.pk}))
        return Kirim({"pk": satu.pk}, data)

    return siap


def _jadwal_baru(_d: Dunia, _klien: Client) -> Kirim:
    return Kirim({"jenis": "kelayakan"}, {"kapan": "mingguan-1", "jam": 7, "judul": "Uji"})


PT, PY, KO = Peran.PETUGAS, Peran.PENYETUJU, Peran.KEPALA_OPD
KIRIMAN_ORANG = [
    Kiriman("penugasan:nominasi_baru", PT, _nominasi),
    Kiriman("penugasan:nominasi_opd_setuju_semua", KO, _setuju_semua),
    Kiriman("penugasan:usulan_terima_semua", PT, _terima_semua),
    Kiriman("penugasan:usulan_opd_perbaiki", KO, _perbaiki),
    Kiriman("penugasan:penetapan_periksa", PY, _tetapkan),
    Kiriman("penugasan:rencana_kirim", PT, _kirim_rencana),
    Kiriman("penugasan:rencana_kunci", PT, _kunci_rencana),
    Kiriman("penugasan:panggilan", PT, _panggil),
    Kiriman("penugasan:panggilan_opd", KO, _tawarkan),
    Kiriman("penugasan:pengalihan_lengkap", KO, _lengkap),
    Kiriman("penugasan:pengalihan_atur", KO, _hentikan_tugas),
    Kiriman("penugasan:kerja_ganda_rincian", KO, _jelaskan),
    Kiriman("penugasan:kerja_ganda_putuskan", PT, _putusan_indikasi),
    Kiriman("penugasan:pengajuan_baru", Peran.PENGURUS_KOPERASI, _ajukan),
    Kiriman("penugasan:pengajuan_setujui", PY, _pengajuan("DITERUSKAN", diteruskan_oleh=PT)),
    Kiriman("penugasan:pengajuan_cabut", PT, _pengajuan("DIAJUKAN", diajukan_oleh=PT)),
    Kiriman("penugasan:evaluasi_nilai", Peran.DINAS_KOPERASI, _evaluasi),
    Kiriman("penugasan:suara", Peran.PENGURUS_KOPERASI, _suara_akun),
    Kiriman("penugasan:suara_tautan", "anonim", _suara_tautan),
    Kiriman("penugasan:pemberitahuan_buka", PT, _kabar),
    Kiriman("penugasan:pemberitahuan_baca_semua", PT, _kabar_semua),
    Kiriman("penugasan:buku_kirim_ulang", PT, _kirim_ulang),
    Kiriman("penugasan:buku_kirim_ulang_semua", PT, _kirim_ulang_semua),
    Kiriman("penugasan:ekspor", PT, lambda _d, _k: Kirim({"jenis": "kelayakan"})),
    Kiriman("penugasan:ekspor_jadwal_baru", PT, _jadwal_baru),
    Kiriman("penugasan:ekspor_jadwal_ubah", PT, _jadwal(kapan="mingguan-3", jam=9, judul="X")),
    Kiriman("penugasan:ekspor_jadwal_henti", PT, _jadwal()),
    Kiriman("penugasan:ekspor_jadwal_lanjut", PT, _jadwal(aktif=False)),
    Kiriman("penugasan:ekspor_jadwal_hapus", PT, _jadwal()),
]


def selesaikan(pk_pekerjaan: str) -> None:
    """Let a job be done as a worker would."""
    pekerjaan.jalankan(UUID(pk_pekerjaan))
