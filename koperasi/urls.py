from django.urls import URLPattern

app_name = "koperasi"
urlpatterns: list[URLPattern] = []
