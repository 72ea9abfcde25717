"""How widgets become HTML: by the templates of the project and of Django, a select at once."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PILIHAN: Final = "django/forms/widgets/select.html"
_OPSI: Final = "django/forms/widgets/select_option.html"


class Perender(TemplatesSetting):
    """Django renders two templates for each option: most of a list page's time was its filter."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == _PILIHAN and _biasa(context["widget"]):
            return _pilihan(context["widget"])
        return super().render(template_name, context, request)


def _biasa(widget: Mapping[str, Any]) -> bool:
    """Are its options Django's own?"""
    return all(
        satu["template_name"] == _OPSI for _, semua, _ in widget["optgroups"] for satu in semua
    )


def _pilihan(widget: Mapping[str, Any]) -> SafeString:
    """What ``select.html`` of Django prints, without its line breaks between the parts, and
    without attributes that are None."""
    isi = format_html_join("\n", "{}", ((satu,) for satu in _kelompok(widget["optgroups"])))
    atribut = flatatt({"name": widget["name"], **widget["attrs"]})
    return format_html("<select{}>\n{}\n</select>", atribut, isi)


def _kelompok(semua: Any) -> Iterator[SafeString]:
    for nama, pilihan, _nomor in semua:
        opsi = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((satu["value"], flatatt(satu["attrs"]), localize(satu["label"])) for satu in pilihan),
        )
        yield format_html('<optgroup label="{}">\n{}\n</optgroup>', nama, opsi) if nama else opsi
