"""What every page knows about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SEBUTAN_SIASN = {
    "tiruan": "SIASN TIRUAN",
    "pelatihan": "SIASN PELATIHAN",
    "gerbang": "SIASN LEWAT GERBANG",
    "mati": "SIASN MATI",
    "produksi": "",
}


def portal(request: HttpRequest) -> dict[str, Any]:
    mode = settings.SIASN.get("SIASN_MODE", "tiruan")
    return {
        "siasn_mode": mode,
        "siasn_label": SEBUTAN_SIASN.get(mode, mode.upper()),
        "demo": settings.DEMO,
    }
