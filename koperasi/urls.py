"""Pages of koperasi."""

from django.urls import URLPattern, path

from koperasi import views

app_name = "koperasi"
urlpatterns: list[URLPattern] = [
    path("", views.daftar, name="daftar"),
    path("<int:pk>/", views.rincian, name="rincian"),
]
