from django.urls import include, path

handler500 = "inti.views.galat.tak_terduga"

urlpatterns = [
    path("akun/", include("config.urls_masuk")),
    path("", include("inti.urls")),
    path("", include("pegawai.urls")),
    path("koperasi/", include("koperasi.urls")),
    path("", include("penugasan.urls")),
]
