from importlib import import_module

from django.apps import AppConfig


class PenugasanConfig(AppConfig):
    name = "penugasan"
    verbose_name = "Penugasan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every process know the jobs and words of this app, and what follows an import."""
        bagian = (
            "saring",
            "rencana",
            "surat",
            "surat_zip",
            "formasi",
            "permintaan_gugur",
            "pendataan",
            "kerja_ganda_impor",
            "beda_cocok",
            "padanan_baca",
            "sinkronisasi_keadaan",
            "tenggat_libur",
        )
        for nama in (*(f"services.{satu}" for satu in bagian), "filters.ekspor", "queries.kata"):
            import_module(f"penugasan.{nama}")
