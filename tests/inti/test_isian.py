"""What strangers type into an address never stops a page."""

from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given, strategies as st

from inti.alamat import alamat_pengunjung
from inti.catatan import tanpa_data_pribadi
from inti.isian import KATA_PALING_BANYAK, KUNCI_TERBESAR, baca_kunci, kata_cari


@pytest.mark.parametrize("teks", ["", "²", "٣", "-1", "1.0", "1\x00", " 1", "9" * 5000, str(2**63)])
def test_what_is_no_key_is_none(teks: str) -> None:
    assert baca_kunci(teks) is None


@given(st.integers(min_value=0, max_value=KUNCI_TERBESAR))
def test_every_key_a_database_can_hold_is_read(angka: int) -> None:
    assert baca_kunci(str(angka)) == angka


@given(st.text())
def test_a_search_has_few_words_and_all_of_them_were_typed(teks: str) -> None:
    kata = kata_cari(teks)
    assert len(kata) <= KATA_PALING_BANYAK
    assert set(kata) <= set(teks.split())


def test_the_log_holds_no_query_no_number_of_a_person_and_no_token() -> None:
    nip = "19900101" + "202321" + "1" + "001"
    kejadian = tanpa_data_pribadi(
        None,
        "",
        {
            "request": f"GET /kelayakan/?cari={nip}",
            "event": f"DETAIL: Key (nip)=({nip}) already exists.",
            "path": "/v/abcdefghijklmnopqrstuv/ dan /akun/password/reset/key/2a-x1-abc/",
            "code": 404,
        },
    )
    assert kejadian == {
        "request": "GET /kelayakan/",
        "event": "DETAIL: Key (nip)=(***) already exists.",
        "path": "/v/***/ dan /akun/password/reset/key/***/",
        "code": 404,
    }


@pytest.mark.parametrize(
    ("produksi", "terusan", "alamat"),
    [
        (False, "1.2.3.4", "10.0.0.9"),
        (True, "", "10.0.0.9"),
        (True, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    ],
)
def test_the_address_counted_is_the_visitors_and_cannot_be_made_up(
    settings: Any, produksi: bool, terusan: str, alamat: str
) -> None:
    settings.PRODUKSI = produksi
    kepala = {"X-Forwarded-For": terusan} if terusan else {}
    permintaan = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers=kepala)
    assert alamat_pengunjung(permintaan) == alamat
