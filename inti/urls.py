"""Pages of inti."""

from django.urls import URLPattern, path

from inti.views import jejak, pekerjaan

app_name = "inti"
urlpatterns: list[URLPattern] = [
    path("pekerjaan/<uuid:pk>/", pekerjaan.rincian, name="pekerjaan"),
    path("pekerjaan/<uuid:pk>/kemajuan/", pekerjaan.kemajuan, name="pekerjaan_kemajuan"),
    path("jejak/", jejak.daftar, name="jejak"),
    path("jejak/periksa/", jejak.periksa, name="jejak_periksa"),
    path("jejak/periksa/<uuid:pk>/", jejak.hasil, name="jejak_hasil"),
]
