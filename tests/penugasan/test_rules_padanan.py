"""What a foreign list offers for one of ours, without any record: order, doubt and likeness."""

from collections.abc import Sequence

import pytest

from penugasan.rules.padanan import Alasan, Penyaran, Rujukan, Saran, Sasaran, pasti, ragu

ID, INDUK, NAMA, MIRIP = Alasan.ID, Alasan.NAMA_INDUK, Alasan.NAMA, Alasan.MIRIP


def kunci(nama: str) -> str:
    return "".join(c for c in nama.casefold() if c.isalnum())


def rujuk(nomor: str, nama: str, atasan: str = "") -> Rujukan:
    return Rujukan(int(nomor[1:]), nomor, nama, kunci(nama), atasan)


def sasaran(*nama: str, induk: str = "", **orang: int) -> Sasaran:
    return Sasaran(nama, frozenset(map(kunci, nama)), induk, orang)


def isi(semua: Sequence[Saran]) -> list[tuple[str, tuple[Alasan, ...], int]]:
    return [(satu.rujukan.kunci, satu.alasan, satu.jumlah) for satu in semua]


def test_only_the_same_name_or_a_known_id_is_exact() -> None:
    p = Penyaran([rujuk("u1", "DINAS PANGAN"), rujuk("u2", "Dinas Pertanian")])
    assert isi(p.tepat(sasaran("Dinas Pangan"))) == [("u1", (NAMA,), 0)]
    assert isi(p.tepat(sasaran("Lain", u2=3, u9=5))) == [("u2", (ID,), 3)]
    assert p.tepat(sasaran("Lain")) == []


def test_the_parent_counts_only_where_ours_is_mapped_and_it_is_the_very_parent() -> None:
    p = Penyaran([rujuk("u1", "Sekretariat", "a"), rujuk("u2", "Sekretariat", "b")])
    assert isi(p.tepat(sasaran("Sekretariat", induk="b"))) == [
        ("u2", (INDUK,), 0),
        ("u1", (NAMA,), 0),
    ]
    tanpa = Penyaran([rujuk("u1", "Sekretariat")])
    assert isi(tanpa.tepat(sasaran("Sekretariat"))) == [("u1", (NAMA,), 0)]


def test_two_reasons_before_one_an_id_before_a_name_many_people_before_few() -> None:
    p = Penyaran([rujuk("u1", "A1"), rujuk("u2", "B"), rujuk("u3", "C"), rujuk("u4", "A 1")])
    urutan = isi(p.tepat(sasaran("a1", u2=1, u3=7, u4=1)))
    assert urutan == [("u4", (ID, NAMA), 1), ("u3", (ID,), 7), ("u2", (ID,), 1), ("u1", (NAMA,), 0)]


def test_of_equals_the_name_in_its_own_order_comes_first() -> None:
    p = Penyaran([rujuk("u1", "Zeta"), rujuk("u2", "Alfa")])
    assert [satu.rujukan.kunci for satu in p.tepat(sasaran("x", u1=2, u2=2))] == ["u2", "u1"]


@pytest.mark.parametrize(("dalam", "tersisa"), [(1, 1), (12, 1), (13, 2)])
def test_a_part_of_the_unit_with_the_name_is_left_out_twelve_levels_down(
    dalam: int, tersisa: int
) -> None:
    """People carry the id of the part they work in; thirteen levels down nobody looks."""
    rantai = [rujuk("u0", "Dinas Pangan")]
    rantai += [rujuk(f"u{n}", f"Bagian {n}", f"u{n - 1}") for n in range(1, dalam + 1)]
    temu = Penyaran(rantai).tepat(sasaran("Dinas Pangan", **{f"u{dalam}": 4}))
    assert len(temu) == tersisa
    assert temu[-1].rujukan.kunci == "u0" or temu[0].rujukan.kunci == "u0"


def test_a_tree_that_runs_in_a_circle_or_ends_outside_the_list_ends_the_search() -> None:
    p = Penyaran([rujuk("u1", "A", "u2"), rujuk("u2", "B", "u1"), rujuk("u3", "C", "luar")])
    assert {satu.rujukan.kunci for satu in p.tepat(sasaran("X", u1=1, u3=1))} == {"u1", "u3"}


def test_what_resembles_follows_the_exact_ones_each_once_and_no_more_than_asked() -> None:
    p = Penyaran(
        [
            rujuk("u1", "Dinas Pendidikan"),
            rujuk("u2", "Dinas Pendidikan dan Olahraga"),
            rujuk("u3", "Dinas Pendidikann"),
            rujuk("u4", "Rumah Sakit"),
        ]
    )
    semua = p.semua(sasaran("Dinas Pendidikan"), 9)
    assert isi(semua) == [("u1", (NAMA,), 0), ("u3", (MIRIP,), 0), ("u2", (MIRIP,), 0)]
    assert [satu.mirip for satu in semua] == [0, 97, 71]
    assert isi(p.semua(sasaran("Dinas Pendidikan"), 2)) == isi(semua)[:2]


def test_the_name_must_be_two_thirds_alike() -> None:
    p = Penyaran([rujuk("u1", "abcdefghij kecamatan"), rujuk("u2", "kecamatan zzzzzzzzzzzzzz")])
    semua = p.semua(sasaran("kecamatan"), 9)
    assert [(satu.rujukan.kunci, satu.mirip) for satu in semua] == []
    dekat = p.semua(sasaran("abcdefgh kecamatan"), 9)
    assert [(satu.rujukan.kunci, satu.mirip) for satu in dekat] == [("u1", 95)]


def test_of_several_names_the_one_that_resembles_most_counts() -> None:
    p = Penyaran([rujuk("u1", "Badan Perencanaan Daerah")])
    baik, buruk = "Badan Perencanaan Daerahh", "Badan Perencanaan Kota Daerah"
    for nama in ((baik, buruk), (buruk, baik)):
        [satu] = p.semua(sasaran(*nama), 9)
        assert satu.mirip == 98


def test_a_rare_word_finds_its_like_among_many_that_share_a_common_one() -> None:
    banyak = [rujuk(f"u{n}", f"Kelurahan Nomor Urut {n:03d}") for n in range(1, 60)]
    p = Penyaran([*banyak, rujuk("u99", "Kelurahan Poncoll")])
    semua = p.semua(sasaran("Kelurahan Poncol Kelurahan Poncoll"), 99)
    assert "u99" in [satu.rujukan.kunci for satu in p.semua(sasaran("Kelurahan Poncoll A"), 99)]
    assert len(semua) <= 20


def test_words_of_two_letters_find_nothing_and_signs_part_words() -> None:
    p = Penyaran([rujuk("u1", "UPT di SMA-Negeri")])
    assert p.semua(sasaran("UPX di SMX"), 9) == []
    assert isi(p.semua(sasaran("UPT ke SMA/Negeri"), 9)) == [("u1", (MIRIP,), 0)]
    assert Penyaran([rujuk("u1", "di ke")]).semua(sasaran("di ka"), 9) == []


def saran(nomor: str, *alasan: Alasan) -> Saran:
    return Saran(rujuk(nomor, nomor), alasan)


@pytest.mark.parametrize(
    ("semua", "jawab"),
    [
        ([], None),
        ([saran("u1", NAMA)], "u1"),
        ([saran("u1", INDUK)], "u1"),
        ([saran("u1", ID)], None),
        ([saran("u1", MIRIP)], None),
        ([saran("u1", NAMA), saran("u2", MIRIP)], "u1"),
        ([saran("u1", NAMA), saran("u2", ID)], None),
        ([saran("u1", ID, NAMA), saran("u2", ID)], None),
        ([saran("u1", NAMA), saran("u2", NAMA)], None),
        ([saran("u1", NAMA), saran("u2", INDUK)], "u2"),
        ([saran("u1", ID, NAMA), saran("u2", NAMA)], "u1"),
        ([saran("u1", ID, NAMA), saran("u2", INDUK)], None),
        ([saran("u1", ID, INDUK), saran("u2", NAMA)], "u1"),
        ([saran("u1", ID, NAMA), saran("u2", ID, NAMA)], None),
    ],
)
def test_one_may_be_accepted_unseen_only_when_nothing_speaks_for_another(
    semua: list[Saran], jawab: str | None
) -> None:
    temu = pasti(semua)
    assert (temu.rujukan.kunci if temu else None) == jawab


@pytest.mark.parametrize(
    ("semua", "jawab"),
    [
        ([], False),
        ([saran("u1", NAMA)], False),
        ([saran("u1", NAMA), saran("u2", MIRIP)], False),
        ([saran("u1", NAMA), saran("u2", NAMA)], True),
        ([saran("u1", ID), saran("u2", NAMA)], True),
    ],
)
def test_a_doubt_is_two_that_speak_for_themselves(semua: list[Saran], jawab: bool) -> None:
    assert ragu(semua) is jawab
