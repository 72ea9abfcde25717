from django.apps import AppConfig


class PegawaiConfig(AppConfig):
    name = "pegawai"
    verbose_name = "Pegawai"
    default_auto_field = "django.db.models.BigAutoField"
