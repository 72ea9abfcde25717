"""A fingerprint per fact tells what changed under a form, and the refusal names it."""

import pytest

from inti.sidik_isian import berubah_sejak, kedahuluan, sidik


@pytest.mark.parametrize(
    ("dulu", "kini", "beda"),
    [
        ("a", "a", False),
        ("a", "b", True),
        ("", None, False),
        (None, False, True),
        (False, True, True),
    ],
)
def test_blank_and_nothing_are_the_same_and_no_is_neither(
    dulu: object, kini: object, beda: bool
) -> None:
    lama = sidik({"nama": dulu, "lain": 1})
    assert berubah_sejak({"nama": kini, "lain": 1}, lama, ["nama", "lain"]) == ["nama"] * beda


def test_a_form_that_brings_no_fingerprint_has_seen_nothing() -> None:
    assert berubah_sejak({"nama": "a"}, "", ["nama"]) == ["nama"]


@pytest.mark.parametrize(
    ("apa", "sebutan"),
    [
        (["Nama"], "Nama"),
        (["Nama", "Peran"], "Nama dan Peran"),
        (["Nama", "Surel", "Peran"], "Nama, Surel dan Peran"),
        (["A", "B", "C", "D"], "4 isian"),
    ],
)
def test_what_changed_is_named_or_counted(apa: list[str], sebutan: str) -> None:
    pesan = kedahuluan(apa, " oleh Sari").pesan
    assert pesan.startswith(f"{sebutan} sudah diubah oleh Sari sejak formulir ini dibuka.")
