from django.urls import URLPattern, path

from penugasan.views import surat

app_name = "penugasan"
urlpatterns: list[URLPattern] = [
    path("surat/", surat.daftar, name="surat"),
    path("surat/<int:pk>/", surat.rincian, name="surat_rincian"),
    path("surat/<int:pk>/unduh/", surat.unduh, name="surat_unduh"),
    path("surat/<int:pk>/zip/", surat.unduh_semua, name="surat_zip"),
    path("v/<str:token>/", surat.verifikasi, name="surat_verifikasi"),
]
