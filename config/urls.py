from django.urls import include, path

urlpatterns = [
    path("akun/", include("config.urls_masuk")),
    path("", include("inti.urls")),
    path("", include("pegawai.urls")),
    path("koperasi/", include("koperasi.urls")),
    path("", include("penugasan.urls")),
]
