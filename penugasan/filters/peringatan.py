"""Filters of the alarms: state, cause, rule; what is open comes first without any."""

import django_filters

from penugasan.models import Peringatan
from penugasan.queries.peringatan import NAMA_ATURAN


class PeringatanFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        choices=Peringatan.Status.choices, label="Status", empty_label="Semua status"
    )
    sebab = django_filters.ChoiceFilter(
        choices=Peringatan.Sebab.choices, label="Sebab", empty_label="Semua sebab"
    )
    aturan = django_filters.ChoiceFilter(
        choices=list(NAMA_ATURAN.items()), label="Syarat", empty_label="Semua syarat"
    )

    class Meta:
        model = Peringatan
        fields = ["status", "sebab", "aturan"]
