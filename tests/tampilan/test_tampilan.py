"""What every page must hold: strict CSP, nothing from outside, light enough for a slow phone."""

import datetime as dt
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.db import OperationalError
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from inti.lencana import LENCANA
from inti.middleware import PesanDomain
from inti.waktu import sekarang
from pegawai.models import Akun

AKAR = Path(settings.AKAR)
TEMPLAT = sorted((AKAR / "templates").rglob("*.html"))
BERDIRI_SENDIRI = ("400.html", "500.html", "503.html")
KIB = 1024
TERLARANG = {
    "inline style": re.compile(r"<style\b|<[^>]+\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]+\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "javascript: url": re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE),
    "outside reference": re.compile(r"""\s(src|href|action|srcset)\s*=\s*["'](https?:)?//"""),
}


def pelanggaran(html: str) -> list[str]:
    return [nama for nama, pola in TERLARANG.items() if pola.search(html)]


@pytest.mark.parametrize("berkas", TEMPLAT, ids=lambda b: b.relative_to(AKAR).as_posix())
def test_template_keeps_the_strict_content_security_policy(berkas: Path) -> None:
    assert pelanggaran(berkas.read_text()) == []


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<a hx-on:click="x()">',
        '<a href="javascript:x()">',
        '<img src="//luar.example/x.png">',
    ],
)
def test_the_scan_itself_finds_what_it_should(html: str) -> None:
    assert len(pelanggaran(html)) == 1


def test_a_form_says_once_what_is_wrong_with_it() -> None:
    """A whole form by crispy prints the summary itself: one more would take the focus twice."""
    dua_kali = re.compile(
        r"ringkasan_galat\.html\" %\}\s*\{\{ form\|crispy"
        r"|ringkasan_galat\.html\" with form=(\w+) %\}(?:(?!</form>).)*\{\{ \1\|crispy",
        re.DOTALL,
    )
    assert [str(b) for b in TEMPLAT if dua_kali.search(b.read_text())] == []


def test_every_static_reference_is_a_file_of_ours() -> None:
    disebut = {
        nama
        for berkas in TEMPLAT
        for nama in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", berkas.read_text())
    }
    disebut |= {
        nama
        for berkas in TEMPLAT
        if berkas.name in BERDIRI_SENDIRI
        for nama in re.findall(r'"/static/([^"]+)"', berkas.read_text())
    }
    assert disebut
    assert [nama for nama in sorted(disebut) if finders.find(nama) is None] == []


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (AKAR / "static/vendor/bootstrap-icons/ikon.svg").read_text()
    ada = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    pola = re.compile(r"""{%\s*ikon\s+"([^"]+)"|\bikon="([^"]+)"|ikon\|default:"([^"]+)\"""")
    disebut = {
        next(filter(None, cocok))
        for berkas in TEMPLAT
        for cocok in pola.findall(berkas.read_text())
    }
    assert disebut - ada == set()
    assert "style=" not in sprite
    assert "<script" not in sprite


def test_vendored_files_bring_their_licences_and_ask_for_nothing_else() -> None:
    for bagian in ("bootstrap", "bootstrap-icons", "htmx"):
        folder = AKAR / "static/vendor" / bagian
        assert (folder / "LICENSE").stat().st_size > 200
        for berkas in folder.glob("*.*"):
            teks = berkas.read_text()
            assert "sourceMappingURL" not in teks
            assert "@import" not in teks


def test_own_styles_and_scripts_reach_no_other_host() -> None:
    for berkas in [*(AKAR / "static/css").glob("*.css"), *(AKAR / "static/js").glob("*.js")]:
        teks = berkas.read_text()
        assert not re.search(r"https?://(?!www\.w3\.org/)", teks), berkas
        assert not re.search(r"\beval\(|new Function\(|innerHTML", teks), berkas


def test_first_page_is_light_enough_for_a_slow_phone() -> None:
    jawaban = Client().get("/akun/login/")
    html = jawaban.content.decode()
    rujukan = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html))
    berat = {nama: len(gzip.compress(_isi(nama), 9)) for nama in rujukan}
    skrip = sum(n for nama, n in berat.items() if nama.endswith(".js"))
    assert "js/portal.js" in berat
    assert sum(berat.values()) + len(gzip.compress(jawaban.content, 9)) <= 110 * KIB
    assert skrip <= 60 * KIB
    assert len(_isi("js/portal.js")) + len(_isi("js/tema.js")) <= 15 * KIB


def _isi(nama: str) -> bytes:
    berkas = finders.find(nama)
    assert berkas, nama
    return Path(berkas).read_bytes()


# --- the catalogue: every component once ----------------------------------------------------------


class SaringForm(forms.Form):
    cari = forms.CharField(label="Cari", required=False)
    opd = forms.ChoiceField(
        label="Unit", choices=[("", "Semua"), ("1", "Dinas Kesehatan")], required=False
    )
    hasil = forms.MultipleChoiceField(
        label="Hasil",
        choices=[("layak", "Layak"), ("tidak", "Tidak")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BerkasForm(forms.Form):
    berkas = forms.FileField(label="Berkas", required=False)


class IsianForm(forms.Form):
    nama = forms.CharField(label="Nama lengkap", help_text="Tanpa gelar.")
    mulai = forms.DateField(label="Mulai")
    jenis = forms.ChoiceField(
        label="Jenis", choices=[("a", "Definitif"), ("b", "Plt")], widget=forms.RadioSelect
    )
    setuju = forms.BooleanField(label="Saya sudah memeriksa")
    peran = forms.ChoiceField(label="Peran", choices=[("", "Pilih"), ("a", "A")])


def isi_katalog(tanya: Any) -> dict[str, Any]:
    """What the catalogue shows: synthetic, and one of everything."""
    orang = [
        ("Rina Wulandari, S.Kom.", "Dinas Kesehatan", 1234.5, "layak"),
        ("Bagus Santoso, A.Md.", "Kecamatan Pekalongan Barat, Kelurahan Medono", 98, "belum_pasti"),
        ("Slamet", "Satpol PP", 7, "tidak"),
    ]
    return {
        "hari": dt.date(2026, 3, 1),
        "saat": sekarang(),
        "lencana_semua": [(kelompok, list(kode)) for kelompok, kode in LENCANA.items()],
        "form_saring": SaringForm(tanya),
        "form_berkas": BerkasForm(),
        "form_galat": IsianForm({}),
        "halaman": Paginator(range(6521), 50).page(2),
        "daftar_orang": [
            {"nama": nama, "nip": "1990031220232110" + "04", "unit": u, "nilai": v, "hasil": h}
            for nama, u, v, h in orang
        ],
        "banding": [
            {"label": "Pendidikan", "a": "S-1", "b": "D-III", "beda": True, "unggul": "a"},
            {"label": "Jarak", "a": "4,2 km", "b": "1,1 km", "beda": True, "unggul": "b"},
            {"label": "Usia", "a": "35 tahun", "b": "35 tahun", "beda": False, "unggul": ""},
        ],
        "beban": [
            {"opd": {"minimum_staf": batas}, "kurang": kurang}
            for batas, kurang in [(None, False), (40, False), (40, True)]
        ],
        "tugas_a": {"jumlah": 27, "waktu": "Tertua 4 hari kerja"},
        "tugas_b": {"jumlah": 40, "waktu": ""},
    }


def katalog(akun: Akun) -> str:
    """Render the catalogue as a page of this account."""
    permintaan = RequestFactory().get("/katalog/?hasil=layak&opd=1&urut=nama&halaman=2")
    permintaan.user = akun
    templat = engines["django"].from_string((Path(__file__).parent / "katalog.html").read_text())
    return str(templat.render(isi_katalog(permintaan.GET), permintaan))


def test_every_component_keeps_the_strict_content_security_policy(petugas: Akun) -> None:
    assert pelanggaran(katalog(petugas)) == []


def test_every_component_has_a_place_in_the_catalogue(petugas: Akun) -> None:
    komponen = {b.stem: b.read_text() for b in (AKAR / "templates/komponen").glob("*.html")}
    sumber = (Path(__file__).parent / "katalog.html").read_text()
    sumber += komponen["bilah_pilih"]  # shown, with what it holds
    nama = set(komponen)
    bingkai = {"bilah_atas", "kaki", "navigasi", "navigasi_ponsel", "pesan", "pita_siasn", "tur"}
    bingkai |= {"tombol_tema", "ringkasan_galat"}  # printed by the frame and by crispy
    disebut = {n for n in nama if re.search(rf"komponen/{n}\.html|{{% {n} ", sumber)}
    assert nama - disebut - bingkai == set()


def test_ids_on_a_page_are_unique_and_labels_point_at_something(petugas: Akun) -> None:
    html = katalog(petugas)
    semua = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(semua) == sorted(set(semua))
    assert set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html)) <= set(semua)


# --- error pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", BERDIRI_SENDIRI)
def test_error_page_stands_alone_without_context_or_manifest(nama: str) -> None:
    html = render_to_string(nama)
    assert "{%" not in (AKAR / "templates" / nama).read_text()
    assert 'href="/static/css/galat.css"' in html
    assert pelanggaran(html) == []


def test_missing_page_is_told_in_plain_words(db: None) -> None:
    jawaban = Client().get("/tidak-ada/")
    assert jawaban.status_code == 404
    assert "Halaman tidak ditemukan" in jawaban.content.decode()


def test_foreign_form_is_refused_with_a_way_back(db: None) -> None:
    jawaban = Client(enforce_csrf_checks=True).post("/akun/login/", {"login": "a"})
    assert jawaban.status_code == 403
    assert "terlalu lama terbuka" in jawaban.content.decode()


@csrf_exempt
def _basis_data_mati(_permintaan: Any) -> Any:
    msg = "server closed the connection"
    raise OperationalError(msg)


urlpatterns = [path("uji/", _basis_data_mati)]


@override_settings(ROOT_URLCONF=__name__)
def test_silent_database_gives_a_retry_page() -> None:
    jawaban = Client(raise_request_exception=False).get("/uji/")
    assert jawaban.status_code == 503
    assert jawaban["Retry-After"] == "10"
    assert "Portal sedang dirawat" in jawaban.content.decode()
    assert (
        PesanDomain(lambda r: r).process_exception(RequestFactory().get("/"), ValueError()) is None
    )
