"""Pages of inti."""

from django.urls import URLPattern, path

from inti.views import hari_libur, impor, jejak, keadaan, pekerjaan, sehat, templat

app_name = "inti"
urlpatterns: list[URLPattern] = [
    path("hari-libur/", hari_libur.daftar, name="hari_libur"),
    path("hari-libur/<int:pk>/hapus/", hari_libur.hapus, name="hari_libur_hapus"),
    path("pekerjaan/<uuid:pk>/", pekerjaan.rincian, name="pekerjaan"),
    path("pekerjaan/<uuid:pk>/kemajuan/", pekerjaan.kemajuan, name="pekerjaan_kemajuan"),
    path("impor/", impor.daftar, name="impor"),
    path("impor/<int:pk>/", impor.rincian, name="impor_rincian"),
    path("impor/<int:pk>/terapkan/", impor.terapkan, name="impor_terapkan"),
    path("impor/<int:pk>/ulang/", impor.ulang, name="impor_ulang"),
    path("impor/<int:pk>/buang/", impor.buang, name="impor_buang"),
    path("impor/<int:pk>/temuan.xlsx", impor.temuan, name="impor_temuan"),
    path("impor/<int:pk>/padankan/", impor.padankan, name="impor_padankan"),
    path("impor/<int:pk>/petakan/", impor.petakan, name="impor_petakan"),
    path("impor/<int:pk>/ikutkan/", impor.ikutkan, name="impor_ikutkan"),
    path("impor/<int:pk>/kolom/", impor.pilih_kolom, name="impor_kolom"),
    path("impor/<int:pk>/urungkan/", impor.urungkan, name="impor_urungkan"),
    path("impor/<int:pk>/koreksi/", impor.koreksi, name="impor_koreksi"),
    path("impor/<int:pk>/koreksi.xlsx", impor.unduh_koreksi, name="impor_unduh_koreksi"),
    path("impor/<int:pk>/tidak-ada/", impor.hilang, name="impor_hilang"),
    path("impor/baris/<int:pk>/putuskan/", impor.putuskan, name="impor_putuskan"),
    path("impor/templat/<slug:jenis>.xlsx", templat.unduh, name="impor_templat"),
    path("jejak/", jejak.daftar, name="jejak"),
    path("jejak/periksa/", jejak.periksa, name="jejak_periksa"),
    path("jejak/periksa/<uuid:pk>/", jejak.hasil, name="jejak_hasil"),
    path("keadaan/", keadaan.keadaan, name="keadaan"),
    path("metrik/", keadaan.metrik, name="metrik"),
    path("sehat/", sehat.sehat, name="sehat"),
]
