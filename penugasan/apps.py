from django.apps import AppConfig


class PenugasanConfig(AppConfig):
    name = "penugasan"
    verbose_name = "Penugasan"
    default_auto_field = "django.db.models.BigAutoField"
