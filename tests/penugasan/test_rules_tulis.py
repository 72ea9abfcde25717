"""A policy as a file: line by line as people will read it, and the same when read again."""

import tomllib
from typing import Any

import pytest

from penugasan.rules.paket import baca_paket
from penugasan.rules.paket_tulis import tulis_paket
from tests.penugasan.kebijakan import PAKET

ISI: dict[str, Any] = {
    "aturan": {
        "usia": {"aktif": True, "maks": 56, "baca": "tahun_genap"},
        "predikat_kinerja": {"jenis": ["PNS"]},
        "bup": {"aktif": False, "usia_jabatan": {"Ahli Madya": 60, "b": {}}, "bulan": 12},
    },
    "bobot": {"jabatan": 1.5, "k-unci_1": ["a", 'b\n"c"'], "kosong": []},
    "lain\x07nya": {"x\x00y": "é\x7f"},
}
TEKS = r"""# Paket kebijakan. Berkas ini dapat dibaca, diubah, dan dimuat portal lain.
# Nilai daerah asal ikut tertulis; portal penerima tetap memakai wilayah dan unitnya sendiri.

# Syarat
[aturan.usia]
aktif = true # Diperiksa
maks = 56 # Usia paling tinggi (tahun)
baca = "tahun_genap" # Cara menghitung usia
[aturan.predikat_kinerja]
jenis = ["PNS"] # Jenis pegawai yang diperiksa
[aturan.bup]
aktif = false # Diperiksa
bulan = 12 # Sisa waktu paling sedikit (bulan)
[aturan.bup.usia_jabatan]
"Ahli Madya" = 60 # Ahli Madya
[aturan.bup.usia_jabatan.b]

# Bobot penempatan
[bobot]
jabatan = 1.5 # Kesesuaian jabatan
k-unci_1 = ["a", "b\n\"c\""] # K-unci 1
kosong = [] # Kosong

# lainnya
["lain\u0007nya"]
"x\u0000y" = "é\u007f" # Xy
"""


def test_a_pack_reads_line_by_line_as_a_person_would_want_it():
    assert tulis_paket(ISI).splitlines() == TEKS.splitlines()
    assert tulis_paket(ISI).endswith("# Xy\n")


def test_what_was_written_is_read_back_the_same():
    assert tomllib.loads(tulis_paket(ISI)) == ISI
    assert baca_paket(tulis_paket(PAKET.isi)).isi == PAKET.isi
    assert tomllib.loads(tulis_paket({})) == {}


@pytest.mark.parametrize("nilai", [0, -5, 1.25, True, "", "# bukan komentar", ["ya", 1, False]])
def test_every_kind_of_value_survives(nilai):
    assert tomllib.loads(tulis_paket({"a": {"b": nilai}})) == {"a": {"b": nilai}}
