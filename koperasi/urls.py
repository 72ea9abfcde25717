"""Pages of koperasi."""

from django.urls import URLPattern, path

from koperasi import views

app_name = "koperasi"
urlpatterns: list[URLPattern] = [
    path("", views.daftar, name="daftar"),
    path("<int:pk>/", views.rincian, name="rincian"),
    path("<int:pk>/pengurus/", views.angkat, name="pengurus_angkat"),
    path("pengurus/<int:pk>/akhiri/", views.akhiri, name="pengurus_akhiri"),
]
