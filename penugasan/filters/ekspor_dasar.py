"""What the exports share: the request a filter form needs, and its filters told in words."""

from typing import Any

import django_filters
from django.http import HttpRequest

from penugasan.services.ekspor import Lingkup

SEMUA = "Semua data"


def permintaan(lingkup: Lingkup) -> HttpRequest:
    """Stand for the page's request, as a filter form needs one."""
    tiruan = HttpRequest()
    tiruan.method = "GET"
    tiruan.GET = lingkup.tanya  # type: ignore[assignment]
    tiruan.user = lingkup.pembaca
    return tiruan


def dalam_kata(*saring: django_filters.FilterSet) -> str:
    """Tell the active filters in the words of the form: ``Hasil: Layak; OPD: Dinas Kesehatan``.

    A value the form refuses filters nothing, and so is not told.
    """
    kata: dict[str, None] = {}
    for satu in saring:
        satu.form.is_valid()
        for nama, nilai in satu.form.cleaned_data.items():
            if nilai not in (None, "", []):
                kata[_satu_kata(satu.form.fields[nama], nama, nilai)] = None
    return "; ".join(kata) or SEMUA


def _satu_kata(medan: Any, nama: str, nilai: Any) -> str:
    pilihan: dict[str, str] = {}
    if isinstance(nilai, str):
        pilihan = {str(k): str(v) for k, v in getattr(medan, "choices", ())}
    return f"{medan.label or nama}: {pilihan.get(str(nilai), nilai)}"
