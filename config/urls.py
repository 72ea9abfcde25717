from django.urls import include, path

from config import views

handler500 = "inti.views.galat.tak_terduga"

urlpatterns = [
    path("panduan/", views.panduan, name="panduan"),
    path("tur/", views.tur, name="tur"),
    path("akun/", include("config.urls_masuk")),
    path("", include("inti.urls")),
    path("", include("pegawai.urls")),
    path("koperasi/", include("koperasi.urls")),
    path("", include("penugasan.urls")),
]
