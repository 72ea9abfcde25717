"""A form sent after the session ended leads back to the page it stood on, never to a dead end."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from pegawai.models import Akun

pytestmark = pytest.mark.django_db
SARING = "penugasan:saring"


def _tujuan(jawaban: object) -> str:
    return parse_qs(urlsplit(jawaban.url).query)["next"][0]  # type: ignore[attr-defined]


def test_a_page_that_needs_a_login_comes_after_it() -> None:
    alamat = f"{reverse('penugasan:kelayakan')}?hasil=layak"
    assert _tujuan(Client().get(alamat)) == alamat


@pytest.mark.parametrize(
    ("asal", "tujuan"),
    [
        ("http://testserver/kelayakan/?hasil=layak", "/kelayakan/?hasil=layak"),
        ("http://testserver", "/"),
        ("https://jahat.example/kelayakan/", "/"),
        ("", "/"),
    ],
)
def test_after_a_form_the_login_leads_to_the_page_of_the_form(asal: str, tujuan: str) -> None:
    jawaban = Client().post(reverse(SARING), headers={"Referer": asal} if asal else {})
    assert _tujuan(jawaban) == tujuan


def test_the_address_of_a_form_opened_as_a_page_says_that_nothing_changed(
    petugas: Akun, masuk: Callable[[Akun], Client]
) -> None:
    jawaban = masuk(petugas).get(reverse(SARING))
    assert (jawaban.status_code, jawaban.headers["Allow"]) == (405, "POST")
    assert "Tidak ada yang berubah" in jawaban.content.decode()
