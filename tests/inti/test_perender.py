"""A select is written at once, and says what Django's own templates say."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe

from inti.perender import Perender

POLOS = [
    ("", "Semua"),
    ("1", 'Dinas <Kesehatan> & "Gizi"'),
    (2, "Satpol PP"),
    (None, "–"),
    (3, 1.5),
    (4, dt.date(2026, 3, 1)),
]
KELOMPOK = [("", "Pilih"), ("Barat & Timur", [("a", "Medono"), ("b", "Tirto")]), ("c", "Poncol")]


class IniForm(forms.Form):
    def __init__(self, *args: Any, widget: forms.Select, pilihan: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        jenis = forms.MultipleChoiceField if widget.allow_multiple_selected else forms.ChoiceField
        self.fields["pilih"] = jenis(choices=pilihan, widget=widget, required=False)


@pytest.mark.parametrize("pilihan", [POLOS, KELOMPOK, []], ids=["polos", "berkelompok", "kosong"])
@pytest.mark.parametrize("terpilih", ["", "1", "2", "b", "<tiada>", None])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
@pytest.mark.parametrize(
    "atribut", [{}, {"class": "form-select", "disabled": True, "required": False, "data-x": 'a"b'}]
)
def test_it_says_what_django_says(
    pilihan: Any, terpilih: Any, widget: type[forms.Select], atribut: dict[str, Any]
) -> None:
    def cetak(perender: Any) -> str:
        jenis = widget(attrs=atribut)
        isi = IniForm({"pilih": terpilih}, widget=jenis, pilihan=pilihan, renderer=perender)
        return str(isi["pilih"])

    SimpleTestCase().assertHTMLEqual(cetak(Perender()), cetak(TemplatesSetting()))


def test_a_widget_with_options_of_its_own_keeps_them() -> None:
    class Lain(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    def cetak(perender: Any) -> str:
        return str(IniForm(widget=Lain(), pilihan=POLOS, renderer=perender)["pilih"])

    assert cetak(Perender()) == cetak(TemplatesSetting())


def test_a_label_with_markup_stays_text_unless_it_was_made_safe() -> None:
    pilihan = [("1", "<script>"), ("2", mark_safe("<b>aman</b>"))]
    cetak = str(IniForm(widget=forms.Select(), pilihan=pilihan, renderer=Perender())["pilih"])
    assert "&lt;script&gt;" in cetak
    assert "<b>aman</b>" in cetak
