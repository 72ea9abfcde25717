"""The house rules that no linter knows, checked on the files themselves."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests import nomor_pribadi

AKAR = Path(__file__).parents[2]
BATAS_BARIS = 400
BERBARIS = {".py", ".html", ".css", ".js", ".toml"}
DIABAIKAN = ("static/vendor/", "penugasan/paket/")
APLIKASI = ("config", "inti", "pegawai", "koperasi", "penugasan")
# Words that stand for work left undone; written apart so that this file does not hold them.
BELUM_SELESAI = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
JALUR_MESIN = re.compile(r"(?<![\w./~-])/(?:wo" + r"rk|ro" + r"ot|home)/\w")

# View modules that stand outside the rule "view, service and templates share one word".
TANPA_LAYANAN = {
    "beranda": "reads only: what waits for each role",
    "cari": "reads only: one box for what the lists hold",
    "eskalasi": "reads only: what the machine passed upwards",
    "kalender": "reads only: the days of what others decided",
    "saya": "reads only: a person's own card",
    "papan": "reads only: the board and map of what the other features did",
    "publik": "reads only: what the policy lets everybody see",
}
TANPA_TEMPLAT = {"ekspor": "answers with a workbook"}


@cache
def berkas() -> tuple[str, ...]:
    """Every text file that git tracks or would add, but for vendored code and migrations."""
    return tuple(
        nama
        for nama in nomor_pribadi.berkas_git()
        if not nama.startswith(DIABAIKAN) and "/migrations/" not in nama and (AKAR / nama).is_file()
    )


@cache
def isi(nama: str) -> str:
    try:
        return (AKAR / nama).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def python(*awalan: str) -> list[str]:
    return [n for n in berkas() if n.endswith(".py") and n.startswith(awalan)]


def test_no_file_has_more_than_400_lines():
    panjang = {
        nama: jumlah
        for nama in berkas()
        if Path(nama).suffix in BERBARIS and (jumlah := isi(nama).count("\n")) > BATAS_BARIS
    }
    assert panjang == {}


def test_nothing_is_left_for_later():
    assert [nama for nama in python() if BELUM_SELESAI.search(isi(nama))] == []


def test_no_path_of_somebodys_machine_is_written_down():
    bersalah = [nama for nama in berkas() if "lock" not in nama and JALUR_MESIN.search(isi(nama))]
    assert bersalah == []


def test_no_personal_number_stands_outside_the_tests():
    assert nomor_pribadi.periksa(nomor_pribadi.berkas_git()) == []


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("nip = '" + "1" * 18 + "'", ["NIP (18 angka)"]),
        ("nik " + "3" * 16 + ".", ["NIK (16 angka)"]),
        ("19900215 202421 2 999, " + "1" * 17 + ", " + "a" + "1" * 18, []),
        ("0." + "1" * 16 + " sha256:" + "12" * 9 + "ab", []),
    ],
)
def test_the_hook_knows_a_personal_number_when_it_sees_one(teks, jenis):
    assert [j for _baris, j in nomor_pribadi.temuan(teks)] == jenis


def test_the_hook_names_the_place_but_never_the_number(tmp_path):
    (tmp_path / "catatan.md").write_text("satu\n" + "1" * 18)
    (tmp_path / "gambar.png").write_bytes(b"\xff\xfe\x00" + b"1" * 18)
    assert nomor_pribadi.periksa(["catatan.md", "gambar.png", "hilang.md"], tmp_path) == [
        "catatan.md:2: NIP (18 angka)"
    ]


def test_the_hook_fails_the_commit_only_for_a_finding(capsys, monkeypatch, tmp_path):
    (tmp_path / "catatan.md").write_text("1" * 16)
    (tmp_path / "bersih.md").write_text("tanpa nomor")
    monkeypatch.setattr(nomor_pribadi.periksa, "__defaults__", (tmp_path,))
    assert nomor_pribadi.utama(["bersih.md"]) == 0
    assert nomor_pribadi.utama(["catatan.md"]) == 1
    assert "catatan.md:1: NIK" in capsys.readouterr().err


def kata_fitur() -> list[str]:
    modul = (AKAR / "penugasan" / "views").glob("*.py")
    return sorted(m.stem for m in modul if m.stem != "__init__")


def keluarga(folder: str, kata: str) -> list[Path]:
    """The modules of a feature word in a folder: ``surat.py``, ``surat_isi.py``, ``surat/``."""
    akar = AKAR / folder
    return [p for p in akar.glob(f"{kata}*") if re.fullmatch(rf"{kata}(_\w+)?(\.py)?", p.name)]


@pytest.mark.parametrize("kata", kata_fitur())
def test_a_feature_word_names_its_view_its_service_and_its_templates(kata):
    dasar = kata.split("_", maxsplit=1)[0]
    if dasar not in TANPA_LAYANAN:
        assert keluarga("penugasan/services", dasar)
    if dasar not in TANPA_TEMPLAT:
        assert (AKAR / "templates" / "penugasan" / dasar).is_dir()


def test_the_exceptions_from_the_feature_word_rule_are_still_needed():
    assert set(TANPA_LAYANAN) | set(TANPA_TEMPLAT) <= set(kata_fitur())


def test_every_app_is_typed_linted_and_layered():
    pyproject = isi("pyproject.toml")
    for aplikasi in APLIKASI:
        assert pyproject.count(f'"{aplikasi}"') >= 3


def test_the_shell_scripts_parse():
    perintah = ["/bin/bash", "-n", AKAR / ".ci" / "run"]
    hasil = subprocess.run(perintah, capture_output=True, check=False)
    assert hasil.returncode == 0, hasil.stderr


def test_every_package_of_the_lock_is_named_with_its_licence():
    terkunci = set(re.findall(r"^([\w.-]+)==", isi("requirements.lock"), re.MULTILINE))
    tercatat = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", isi("THIRD_PARTY.md"), re.MULTILINE))
    assert terkunci - set(tercatat) == set()
    assert len(terkunci) <= 90


def test_the_development_lock_holds_the_same_versions_as_the_runtime_lock():
    def versi(nama: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+==[\w.]+)", isi(nama), re.MULTILINE))

    assert versi("requirements.lock") <= versi("requirements-dev.lock")
    assert "--index-url" not in isi("requirements.lock") + isi("requirements-dev.lock")
