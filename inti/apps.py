from django.apps import AppConfig


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "Inti"
    default_auto_field = "django.db.models.BigAutoField"
