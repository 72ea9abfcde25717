"""Numbers for Prometheus, counted when they are asked for: right with any number of processes.

Other apps add their own with ``daftarkan``. No label ever names a person.
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.db.models import Count
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from inti.denyut import umur_denyut
from inti.models import Impor, Pekerjaan

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
Ukur = Callable[[], Iterable[Metric]]
_lain: list[Ukur] = []


def daftarkan(ukur: Ukur) -> None:
    """Add the numbers of another app; called once, when the apps are ready."""
    _lain.append(ukur)


def menurut_status(nama: str, keterangan: str, hitung: Iterable[tuple[str, int]]) -> Metric:
    """One number for each state."""
    ukuran = GaugeMetricFamily(nama, keterangan, labels=["status"])
    for status, jumlah in hitung:
        ukuran.add_metric([status], jumlah)
    return ukuran


class _Pengumpul(Collector):
    def collect(self) -> Iterable[Metric]:
        """Everything, anew for each scrape."""
        yield menurut_status(
            "portal_pekerjaan",
            "Pekerjaan panjang menurut status",
            Pekerjaan.objects.order_by().values_list("status").annotate(Count("pk")),
        )
        yield menurut_status(
            "portal_impor",
            "Impor menurut status",
            Impor.objects.order_by().values_list("status").annotate(Count("pk")),
        )
        umur = umur_denyut()
        if umur is not None:
            yield GaugeMetricFamily(
                "portal_denyut_detik", "Umur denyut pekerja dan penjadwal", value=umur
            )
        for ukur in _lain:
            yield from ukur()


pendaftar = CollectorRegistry(auto_describe=False)
pendaftar.register(_Pengumpul())
