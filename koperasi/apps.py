from django.apps import AppConfig


class KoperasiConfig(AppConfig):
    name = "koperasi"
    verbose_name = "Koperasi"
    default_auto_field = "django.db.models.BigAutoField"
