"""Indonesian spelling, and the small parts of every page."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from hypothesis import given, strategies as st

from inti.lencana import LENCANA, cari
from inti.templatetags import portal

NIP = "199003122023211004"
UTC = dt.UTC


def cetak(teks: str, alamat: str = "/daftar/", **isi: Any) -> str:
    """Render a snippet as a page at this address would."""
    templat = engines["django"].from_string("{% load portal %}" + teks)
    return " ".join(templat.render(isi, RequestFactory().get(alamat)).split())


@pytest.fixture(scope="module")
def sprite() -> set[str]:
    berkas = finders.find("vendor/bootstrap-icons/ikon.svg")
    return set(re.findall(r'<symbol id="([^"]+)"', Path(berkas).read_text()))


def test_nip_is_grouped_8_6_1_3() -> None:
    assert portal.nip(NIP) == "19900312 202321 1 004"
    assert portal.nip(None) == ""
    assert portal.nip("bukan NIP") == "bukan NIP"


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_masked_nip_shows_year_and_last_digit_only(nip: str) -> None:
    samar = portal.nip_samar(nip)
    assert samar.startswith(nip[:4])
    assert samar.endswith(nip[-1])
    assert sum(huruf.isdigit() for huruf in samar) == 5


@given(st.text(max_size=30).filter(lambda t: len(t) != 18))
def test_what_is_not_a_nip_is_masked_whole(teks: str) -> None:
    assert set(portal.nip_samar(teks)) <= {"•"}


def test_masked_name_keeps_one_letter_of_each_word() -> None:
    assert portal.nama_samar("Rina  Budi") == "R*** B***"


def test_kind_of_a_record_reads_as_people_say_it() -> None:
    assert portal.nama_data("penugasan.pesankeluar") == "pesan keluar"
    assert portal.nama_data("penugasan.sudahtiada") == "penugasan.sudahtiada"
    assert portal.nama_data("surat tanpa titik") == "surat tanpa titik"


def test_masked_nip_is_not_read_out_as_bullets() -> None:
    isi = cetak("{% nip n samar=True %}", n=NIP)
    assert "NIP disamarkan" in isi
    assert NIP not in isi
    assert "19900312 202321 1 004" in cetak("{% nip n %}", n=NIP)


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (dt.date(2026, 3, 1), "1 Maret 2026"),
        (dt.datetime(2026, 2, 28, 18, 0, tzinfo=UTC), "1 Maret 2026"),
        (dt.datetime(2026, 3, 1, 10, 0), "1 Maret 2026"),  # noqa: DTZ001 - a naive one is local
        (None, "–"),
    ],
)
def test_dates_are_written_out_in_the_agency_zone(nilai: Any, teks: str) -> None:
    assert portal.tanggal(nilai) == teks


def test_weekday_stands_before_the_date() -> None:
    assert portal.hari_tanggal(dt.date(2026, 3, 1)) == "Minggu, 1 Maret 2026"
    assert (
        portal.hari_tanggal(dt.datetime(2026, 2, 28, 18, 0, tzinfo=UTC)) == "Minggu, 1 Maret 2026"
    )
    assert portal.hari_tanggal(None) == "–"


def test_time_has_a_point_and_the_zone() -> None:
    saat = dt.datetime(2026, 2, 28, 18, 5, tzinfo=UTC)
    assert portal.waktu(saat) == "01.05 WIB"
    assert portal.tanggal_waktu(saat) == "1 Maret 2026, 01.05 WIB"
    assert portal.tanggal_waktu(dt.date(2026, 3, 1)) == "1 Maret 2026"
    assert portal.waktu(None) == "–"


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [
        (1234567, None, "1.234.567"),
        (1234.5, None, "1.234,5"),
        (0.5, 2, "0,50"),
        (1234, 0, "1.234"),
        (-1234, None, "-1.234"),
        ("", None, "–"),
        (None, None, "–"),
        ("bukan angka", None, "bukan angka"),
    ],
)
def test_numbers_have_points_for_thousands(nilai: Any, desimal: int | None, teks: str) -> None:
    assert portal.angka(nilai, desimal) == teks


@given(st.integers(-(10**15), 10**15))
def test_a_written_number_reads_back_as_itself(nilai: int) -> None:
    assert int(portal.angka(nilai).replace(".", "")) == nilai


@pytest.mark.parametrize(
    ("bagian", "seluruh", "hasil"), [(1, 3, 33), (5, 0, 0), (9, 3, 100), ("x", 3, 0)]
)
def test_percent_is_whole_and_never_out_of_range(bagian: Any, seluruh: Any, hasil: int) -> None:
    assert portal.persen(bagian, seluruh) == hasil


@pytest.mark.parametrize(
    ("detik", "teks"),
    [(10, "kurang dari 1 menit"), (900, "15 menit"), (7300, "2 jam"), (200_000, "2 hari")],
)
def test_a_stretch_of_time_is_told_in_its_biggest_unit(detik: int, teks: str) -> None:
    assert portal.lama(dt.timedelta(seconds=detik)) == teks
    assert portal.lama(None) == "–"


def test_icon_without_a_label_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in cetak('{% ikon "check-lg" %}')
    assert 'aria-label="Sudah"' in cetak('{% ikon "check-lg" "" "Sudah" %}')


@pytest.mark.parametrize("kelompok", sorted(LENCANA))
def test_every_badge_has_a_word_and_an_icon_of_the_sprite(kelompok: str, sprite: set[str]) -> None:
    for kode, rupa in LENCANA[kelompok].items():
        assert rupa.ikon in sprite
        assert rupa.label in cetak("{% lencana k g %}", k=kode.lower(), g=kelompok)


def test_unknown_status_is_shown_in_its_own_words() -> None:
    assert cari("SUDAH_LAMA", "penugasan").label == "Sudah lama"
    assert cari("", "tidak_ada").label == "–"
    assert "Kata sendiri" in cetak('{% lencana "DRAF" "penugasan" "Kata sendiri" %}')


def test_steps_tell_which_one_is_now() -> None:
    isi = cetak('{% langkah "Unggah" "Periksa" "Terapkan" aktif=2 %}')
    assert isi.count('aria-current="step"') == 1
    assert isi.index("langkah-selesai") < isi.index("langkah-kini") < isi.index("langkah-nanti")


def test_progress_without_a_total_promises_nothing() -> None:
    assert "3.211 dari 6.521 baris" in cetak("{% kemajuan 3211 6521 %}")
    isi = cetak("{% kemajuan 0 0 %}")
    assert "%" not in isi
    assert "Menyiapkan" in isi


def test_one_block_fills_title_and_heading() -> None:
    isi = cetak('{% block judul %}Kelayakan{% endblock %} / {% blok "judul" %}{% blok "tiada" %}')
    assert isi == "Kelayakan /"
    halaman = engines["django"].from_string(
        '{% extends "base_publik.html" %}{% block judul %}Kelayakan{% endblock %}'
    )
    isi = halaman.render({}, RequestFactory().get("/"))
    assert "<h1>Kelayakan</h1>" in isi
    assert "<title>Kelayakan ·" in isi


# --- lists --------------------------------------------------------------------------------------


def test_sort_link_keeps_the_filters_and_drops_the_page() -> None:
    teks = '{% kepala_urut "nama" "Nama" %}'
    awal = cetak(teks, "/daftar/?opd=1&halaman=7")
    assert 'href="?opd=1&amp;urut=nama"' in awal
    assert "aria-sort" not in awal
    naik = cetak(teks, "/daftar/?urut=nama")
    assert 'href="?urut=-nama"' in naik
    assert 'aria-sort="ascending"' in naik
    assert 'aria-sort="descending"' in cetak(teks, "/daftar/?urut=-nama")


def test_pages_keep_the_filters() -> None:
    teks = '{% include "komponen/paginasi.html" with halaman=h benda="orang" %}'
    isi = cetak(teks, "/daftar/?opd=1&halaman=2", h=Paginator(range(6521), 50).page(2))
    assert "51–100 dari 6.521 orang" in isi
    assert "?opd=1&amp;halaman=3" in isi
    kosong = Paginator([], 50).get_page(1)
    assert "0 orang" in cetak(teks, h=kosong)


class SaringForm(forms.Form):
    cari = forms.CharField(label="Cari", required=False)
    hasil = forms.MultipleChoiceField(
        label="Hasil", required=False, choices=[("a", "Layak"), ("b", "Tidak")]
    )
    usia = forms.IntegerField(label="Usia", required=False)
    usia_maks = forms.IntegerField(label="Usia tertinggi", required=False)
    rentang = forms.CharField(label="Rentang", required=False)
    mesin = forms.NullBooleanField(
        label="Pelaku", required=False, widget=forms.Select(choices=[("true", "Sistem")])
    )
    urut = forms.CharField(label="Urutan", required=False)


def _panel(alamat: str) -> str:
    tanya = RequestFactory().get(alamat).GET
    return cetak("{% panel_saring f %}", alamat, f=SaringForm(tanya))


def test_active_filters_are_named_and_can_be_dropped_one_by_one() -> None:
    isi = _panel("/daftar/?cari=rina&hasil=a&hasil=b&usia=40&halaman=3&urut=nama")
    assert "Hasil: <strong>Layak, Tidak</strong>" in isi
    assert 'href="?cari=rina&amp;usia=40&amp;urut=nama"' in isi
    assert "2 aktif" in isi
    assert '<input type="hidden" name="urut" value="nama">' in isi
    assert "Urutan" not in isi


def test_parts_of_a_range_belong_to_its_filter_and_to_no_other() -> None:
    isi = _panel("/daftar/?usia_maks=50&rentang_min=1&rentang_max=9")
    assert "Usia tertinggi: <strong>50</strong>" in isi
    assert "Rentang: <strong>1, 9</strong>" in isi
    assert "Usia: <strong>" not in isi


def test_choices_of_the_widget_give_the_words_of_the_chip() -> None:
    assert "Pelaku: <strong>Sistem</strong>" in _panel("/daftar/?mesin=true")


def test_panel_without_a_search_field_opens_its_filters() -> None:
    class TanpaCari(forms.Form):
        usia = forms.IntegerField(label="Usia", required=False)

    isi = cetak("{% panel_saring f %}", f=TanpaCari())
    assert '<details class="saring-lain" open>' in isi
    assert "Hapus semua" not in isi


def test_hostile_filter_value_stays_text() -> None:
    isi = _panel('/daftar/?cari="><script>alert(1)</script>')
    assert "<script>" not in isi


class IsianForm(forms.Form):
    nama = forms.CharField(label="Nama")
    jenis = forms.ChoiceField(
        label="Jenis", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )

    def clean(self) -> None:
        msg = "Isian saling bertentangan."
        raise forms.ValidationError(msg)


def test_error_summary_links_to_each_field_and_takes_the_focus() -> None:
    isi = cetak("{% load crispy_forms_filters %}{{ f|crispy }}", f=IsianForm({}))
    for potongan in ('href="#id_nama"', 'href="#id_jenis_0"', "saling bertentangan", "autofocus"):
        assert potongan in isi
    assert 'id="id_jenis_0"' in isi
    assert 'aria-invalid="true"' in isi
