from importlib import import_module

from django.apps import AppConfig


class PenugasanConfig(AppConfig):
    name = "penugasan"
    verbose_name = "Penugasan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every process know the jobs of this app and what it does after an import."""
        for nama in ("services.saring", "services.rencana", "services.surat", "filters.ekspor"):
            import_module(f"penugasan.{nama}")
