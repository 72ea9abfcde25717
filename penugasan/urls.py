from django.urls import URLPattern

app_name = "penugasan"
urlpatterns: list[URLPattern] = []
