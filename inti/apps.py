from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "Inti"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load what registers itself: the engine's long jobs, and the importers of each app."""
        import_module("inti.impor.pekerjaan")
        autodiscover_modules("imports")
