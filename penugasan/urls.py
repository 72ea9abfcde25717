from django.urls import URLPattern, path

from penugasan.views import beranda, ekspor, kelayakan, surat

app_name = "penugasan"
urlpatterns: list[URLPattern] = [
    path("", beranda.beranda, name="beranda"),
    path("ekspor/", ekspor.daftar, name="ekspor_daftar"),
    path("ekspor/hasil/<uuid:pk>/", ekspor.hasil, name="ekspor_hasil"),
    path("ekspor/hasil/<uuid:pk>/unduh/", ekspor.unduh, name="ekspor_unduh"),
    path("ekspor/<slug:jenis>/", ekspor.ekspor, name="ekspor"),
    path("kelayakan/", kelayakan.daftar, name="kelayakan"),
    path("kelayakan/saring/", kelayakan.saring, name="saring"),
    path("kelayakan/<int:pk>/", kelayakan.kartu, name="kartu_kelayakan"),
    path("kelayakan/<int:pk>/nip/", kelayakan.ungkap, name="ungkap_nip"),
    path("surat/", surat.daftar, name="surat"),
    path("surat/<int:pk>/", surat.rincian, name="surat_rincian"),
    path("surat/<int:pk>/unduh/", surat.unduh, name="surat_unduh"),
    path("surat/<int:pk>/zip/", surat.unduh_semua, name="surat_zip"),
    path("v/<str:token>/", surat.verifikasi, name="surat_verifikasi"),
]
