"""Pages of pegawai."""

from django.urls import URLPattern, path

from pegawai.views import akun, bukti, delegasi, pegawai, pejabat, saringan

app_name = "pegawai"
urlpatterns: list[URLPattern] = [
    path("akun/", akun.daftar, name="akun"),
    path("akun/tambah/", akun.tambah, name="akun_tambah"),
    path("akun/<int:pk>/", akun.rincian, name="akun_rincian"),
    path("akun/<int:pk>/nonaktifkan/", akun.nonaktifkan, name="akun_nonaktifkan"),
    path("akun/<int:pk>/hubungkan/", akun.hubungkan, name="akun_hubungkan"),
    path("akun/<int:pk>/aktifkan/", akun.aktifkan, name="akun_aktifkan"),
    path("akun/<int:pk>/atur-ulang/", akun.atur_ulang, name="akun_atur_ulang"),
    path("pegawai/<int:pk>/", pegawai.rincian, name="pegawai"),
    path("pegawai/<int:pk>/ubah/", pegawai.ubah, name="pegawai_ubah"),
    path("pegawai/<int:pk>/ganti-nip/", pegawai.ganti_nip, name="pegawai_ganti_nip"),
    path("pegawai/<int:pk>/bukti/<slug:macam>/", bukti.catat, name="pegawai_bukti"),
    path("delegasi/", delegasi.atur, name="delegasi"),
    path("delegasi/<int:pk>/cabut/", delegasi.cabut, name="delegasi_cabut"),
    path("saringan/", saringan.daftar, name="saringan"),
    path("saringan/simpan/", saringan.simpan, name="saringan_simpan"),
    path("saringan/hapus/", saringan.hapus, name="saringan_hapus"),
    path("pejabat/", pejabat.daftar, name="pejabat"),
    path("pejabat/<int:opd_pk>/", pejabat.rincian, name="pejabat_rincian"),
    path("pejabat/<int:pk>/akhiri/", pejabat.akhiri, name="pejabat_akhiri"),
]
