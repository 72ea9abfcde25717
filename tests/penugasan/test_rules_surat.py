"""Whether a letter's texts can be used, without any record: each fault with its place and words."""

from typing import Any

import pytest

from penugasan.rules.surat import JENIS, Salah, periksa_teks

PN, SK = JENIS["permintaan_nama"], JENIS["sk"]
BAIK: dict[str, Any] = {
    "nama": "Permintaan nama",
    "klasifikasi": "800.1",
    "pola_nomor": "{klasifikasi}/{urut:04d}/{unit}/{bulan_romawi}/{tahun}",
    "hal": "Permintaan {jumlah} nama",
    "kepada": ["Kepala {opd}"],
    "pembuka": ["Dengan hormat.", "Sebelum {batas}, {tanggal}."],
    "penanda_tangan": ["Kepala {badan}"],
}


def salah(**ubah: Any) -> list[Salah]:
    return periksa_teks(PN, BAIK | ubah)


def test_texts_that_can_be_filled_have_no_fault() -> None:
    assert salah() == []


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("nama", "Nama surat"),
        ("klasifikasi", "Klasifikasi arsip"),
        ("pola_nomor", "Pola nomor"),
        ("hal", "Hal"),
        ("kepada", "Kepada"),
        ("pembuka", "Pembuka"),
        ("penanda_tangan", "Jabatan penanda tangan"),
    ],
)
@pytest.mark.parametrize("kosong", [None, "", [], "  ", ["", " "]])
def test_what_a_letter_cannot_do_without_is_asked_for(kode: str, nama: str, kosong: Any) -> None:
    semua = salah(**{kode: kosong})
    assert Salah(kode, 0, f"{nama} wajib diisi.") in semua
    assert {satu.bagian for satu in semua} == {kode}
    assert len(semua) == (2 if kode == "pola_nomor" and kosong else 1)


@pytest.mark.parametrize("kode", ["kop", "sifat", "butir", "penutup", "tembusan"])
def test_the_rest_may_stay_empty(kode: str) -> None:
    assert salah(**{kode: ""}) == []


def test_one_line_that_says_something_is_enough() -> None:
    assert salah(pembuka=["", "Dengan hormat."]) == []


def test_sixty_lines_are_the_most() -> None:
    assert salah(butir=["x"] * 60) == []
    assert salah(butir=["x"] * 61) == [Salah("butir", 0, "Butir paling banyak 60 baris.")]


def test_two_thousand_letters_are_the_longest_line() -> None:
    assert salah(butir=["x" * 2000]) == []
    assert salah(butir=["x", "y" * 2001]) == [
        Salah("butir", 2, "Butir baris 2 lebih panjang dari 2000 huruf.")
    ]
    assert salah(hal="y" * 2001) == [Salah("hal", 0, "Hal lebih panjang dari 2000 huruf.")]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("{jumla}", "isian {jumla} tidak dikenal. Maksudnya {jumlah}?"),
        ("{JUMLAH}", "isian {JUMLAH} tidak dikenal. Maksudnya {jumlah}?"),
        ("{xyzzy}", "isian {xyzzy} tidak dikenal."),
        ("{}", "isian {} tidak dikenal."),
        ("sisa }", "isian } tidak dikenal."),
        ("{ jumlah}", "isian { jumlah} tidak dikenal. Maksudnya {jumlah}?"),
        ("{urut:04d}", "isian {urut:04d} tidak dikenal."),
        ("{tembusan", "isian { tidak dikenal."),
    ],
)
def test_a_hole_nobody_can_fill_is_named_with_the_one_that_was_meant(isi: str, pesan: str) -> None:
    assert salah(hal=isi) == [Salah("hal", 0, f"Hal: {pesan}")]
    assert salah(butir=["baik", isi]) == [Salah("butir", 2, f"Butir baris 2: {pesan}")]


def test_every_fault_of_a_line_is_told() -> None:
    assert [satu.pesan.partition(": ")[2][:9] for satu in salah(hal="{aa} {jumlah} {bb}")] == [
        "isian {aa",
        "isian {bb",
    ]


def test_a_kind_has_holes_of_its_own_and_those_of_all() -> None:
    for isi in ("{opd}", "{periode}", "{jumlah}", "{batas}", "{badan}", "{tanggal}", "{instansi}"):
        assert salah(hal=isi) == []
    assert len(salah(hal="{nama_baru}")) == 1


@pytest.mark.parametrize("pola", ["{urut}/{unit}", "{tahun}", "tetap", "{klasifikasi}/{tahun}"])
def test_a_number_needs_its_sequence_and_its_year(pola: str) -> None:
    assert salah(pola_nomor=pola) == [
        Salah("pola_nomor", 0, "Pola nomor harus memuat {urut} dan {tahun}.")
    ]


def test_a_number_knows_its_own_holes_only() -> None:
    assert salah(pola_nomor="{urut}/{tahun}/{jumlah}") == [
        Salah("pola_nomor", 0, "Pola nomor: isian {jumlah} tidak dikenal.")
    ]
    assert len(salah(hal="{unit}")) == 1


def test_a_kind_with_a_list_names_it_and_every_kind_begins_and_ends_alike() -> None:
    kode = [satu.kode for satu in SK.bagian]
    assert kode[:3] == ["nama", "klasifikasi", "pola_nomor"]
    assert kode[-5:] == [
        "judul_lampiran",
        "penanda_tangan",
        "nama_penanda_tangan",
        "keterangan_penanda_tangan",
        "tembusan",
    ]
    assert "judul_lampiran" not in [satu.kode for satu in PN.bagian]
    lampiran = next(satu for satu in SK.bagian if satu.kode == "judul_lampiran")
    assert (lampiran.nama, lampiran.banyak, lampiran.wajib) == ("Judul lampiran", False, True)
