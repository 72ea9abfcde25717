"""Edge cases of the field that random words met: what is odd or blank is asked, never guessed."""

import datetime as dt
import json

import pytest

from penugasan.rules.kepegawaian import mengandung, sebut
from penugasan.rules.masa import usia_pensiun
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Fakta, Hasil, Hukuman, SumberFakta
from tests.penugasan.kebijakan import ACUAN, DASAR, bukti, fakta, tanya

LAYAK, BELUM_PASTI, TIDAK = Hasil.LAYAK, Hasil.BELUM_PASTI, Hasil.TIDAK


@pytest.mark.parametrize(
    ("kode", "kosong", "kurang"),
    [
        ("jenis_asn", {"jenis": "  "}, "Jenis pegawai"),
        (
            "kedudukan_hukum",
            {"kedudukan_hukum": " ", "kedudukan_hukum_id": "\u00a0"},
            "Kedudukan hukum menurut SIASN",
        ),
        ("pendidikan", {"tingkat_pendidikan": " "}, "Tingkat pendidikan terakhir"),
        ("rumpun_jabatan", {"jabatan": " "}, "Jabatan"),
        ("bup", {"jabatan": "\t"}, "Jabatan"),
        ("domisili", {"domisili": " "}, "Wilayah domisili"),
    ],
)
def test_blanks_are_a_missing_fact(kode, kosong, kurang):
    temuan = tanya(kode, fakta(**kosong))

    assert (temuan.hasil, temuan.kurang) == (BELUM_PASTI, kurang)


def test_the_id_counts_when_the_name_is_blank():
    def tanya_id(nomor: str) -> Hasil:
        orang = fakta(kedudukan_hukum=" ", kedudukan_hukum_id=nomor)
        return tanya("kedudukan_hukum", orang).hasil

    assert [tanya_id(n) for n in ("71", "99", "72")] == [LAYAK, TIDAK, BELUM_PASTI]


def test_the_source_of_the_standing_is_that_of_the_name_or_else_of_the_id():
    nama, nomor = SumberFakta("siasn.xlsx"), SumberFakta("lama.xlsx")

    def sumber(**isi: SumberFakta) -> SumberFakta | None:
        return tanya("kedudukan_hukum", fakta(sumber=isi)).sumber

    assert sumber(kedudukan_hukum=nama, kedudukan_hukum_id=nomor) == nama
    assert sumber(kedudukan_hukum_id=nomor) == nomor
    assert sumber() is None


def test_the_grade_of_pay_is_no_fact_of_any_rule():
    """Golongan says nothing: "IX" is no "III/a", and no rule may read it."""
    assert "golongan" not in Fakta.__dataclass_fields__


@pytest.mark.parametrize("jenis", ["TKK", "Honorer", "PPPK-PW", "pppk"])
def test_a_kind_that_nobody_knows_is_a_question(jenis):
    temuan = tanya("jenis_asn", fakta(jenis=jenis))

    assert temuan.hasil is BELUM_PASTI
    assert temuan.alasan == f"Jenis pegawai {jenis} belum dikenal."


def test_a_strange_kind_passes_where_the_policy_names_it():
    assert tanya("jenis_asn", fakta(jenis="TKK"), jenis=["TKK"]).hasil is LAYAK


@pytest.mark.parametrize(
    "jabatan",
    [
        "Kepala Bidang Perdagangan",
        "Pengelola Bidang Keuangan",
        "Teknisi Perawatan Gedung",
        "Pengelola Perguruan Tinggi",
        "Kepala Sub Bagian",
    ],
)
def test_an_excluded_family_is_a_whole_word_and_not_the_beginning_of_another(jabatan):
    """ "Bidan" begins "Bidang", "Perawat" begins "Perawatan"."""
    assert tanya("rumpun_jabatan", fakta(jabatan=jabatan)).hasil is LAYAK


def test_an_empty_word_on_a_list_is_in_no_text():
    assert mengandung("Arsiparis", ["", " - "]) == ""
    assert mengandung("", ["Guru"]) == ""
    assert tanya("rumpun_jabatan", fakta(), dikecualikan=["", "Guru"]).hasil is LAYAK


def test_of_several_words_the_first_on_the_list_is_named():
    jabatan = "Kepala Sekolah merangkap Guru"

    assert mengandung(jabatan, ["Bidan", "Guru", "Kepala Sekolah"]) == "Guru"
    assert mengandung(jabatan.upper(), ["kepala  sekolah"]) == "kepala  sekolah"
    assert mengandung(jabatan, ["Sekolah Kepala", "sekolah-merangkap"]) == "sekolah-merangkap"


def test_the_level_of_education_goes_by_its_id_and_not_by_the_order_of_the_table():
    """A database that keeps JSON does not keep the order of its keys."""
    tingkat = dict(reversed(DASAR["pendidikan"]["tingkat"].items()))

    assert tanya("pendidikan", fakta(tingkat_pendidikan="25"), tingkat=tingkat).hasil is TIDAK
    assert tanya("pendidikan", fakta(tingkat_pendidikan="30"), tingkat=tingkat).hasil is LAYAK
    assert tanya("pendidikan", fakta(tingkat_pendidikan="42"), tingkat=tingkat).hasil is LAYAK
    assert tanya("pendidikan", fakta(tingkat_pendidikan=" 30 "), tingkat=tingkat).hasil is LAYAK


def test_an_id_of_three_digits_stands_above_one_of_two():
    tingkat = {"30": "D-III", "100": "Baru", "99": "Lain"}

    assert tanya("pendidikan", fakta(tingkat_pendidikan="100"), tingkat=tingkat).hasil is LAYAK
    assert (
        tanya("pendidikan", fakta(tingkat_pendidikan="99"), tingkat=tingkat, minimum="100").hasil
        is TIDAK
    )


@pytest.mark.parametrize("mampu", [True, False, None])
def test_nobody_declares_himself_into_a_post_or_out_of_one(mampu):
    diri = bukti("PERNYATAAN_DIRI", tingkat=0, mampu=mampu)
    lulus, gagal = bukti("UJI_PRAKTIK"), bukti("UJI_PRAKTIK", mampu=False)

    assert tanya("komputer", fakta(bukti_komputer=(diri,))).hasil is BELUM_PASTI
    assert tanya("komputer", fakta(bukti_komputer=(lulus, diri))).hasil is LAYAK
    assert tanya("komputer", fakta(bukti_komputer=(gagal, diri))).hasil is TIDAK


@pytest.mark.parametrize("aneh", [0, 6, -1])
def test_a_grade_outside_the_reference_is_a_missing_grade(aneh):
    temuan = tanya("predikat_kinerja", fakta(predikat={2024: 2, 2025: aneh}))

    assert temuan.hasil is BELUM_PASTI
    assert temuan.kurang == "Predikat kinerja 2025"
    assert temuan.nilai == "2025: belum tercatat, 2024: Baik"


@pytest.mark.parametrize(
    ("jenis", "predikat", "harapan"),
    [
        ("TKK", {}, BELUM_PASTI),
        ("TKK", {2024: 5}, BELUM_PASTI),
        ("TKK", {2024: 2, 2025: 2}, LAYAK),
        (" PNS ", {2024: 5}, TIDAK),
        (" ", {2024: 2, 2025: 2}, LAYAK),
    ],
)
def test_a_strange_kind_is_not_excused_from_grades(jenis, predikat, harapan):
    orang = fakta(jenis=jenis, predikat=predikat)

    assert tanya("predikat_kinerja", orang, jenis=["PNS"]).hasil is harapan


def test_a_running_sanction_of_unknown_level_is_a_question():
    aneh = Hukuman("S", dt.date(2026, 1, 1), None)
    sumber = SumberFakta("SIASN", dt.date(2026, 1, 2))

    temuan = tanya("hukuman_disiplin", fakta(hukuman=(aneh,), sumber={"hukuman": sumber}))

    assert temuan.hasil is BELUM_PASTI
    assert temuan.kurang == "Tingkat hukuman disiplin"
    assert temuan.nilai == "Hukuman S sejak 1 Januari 2026"
    assert temuan.sumber == sumber


def test_a_barred_sanction_decides_whatever_stands_beside_it():
    aneh, berat = (Hukuman(t, dt.date(2026, 1, 1), None) for t in ("S", "berat"))
    ringan, lama = (
        Hukuman("Ringan", dt.date(2026, 1, 1), None),
        Hukuman("S", dt.date(2020, 1, 1), dt.date(2021, 1, 1)),
    )

    assert tanya("hukuman_disiplin", fakta(hukuman=(aneh, berat))).hasil is TIDAK
    assert tanya("hukuman_disiplin", fakta(hukuman=(ringan, aneh))).hasil is BELUM_PASTI
    assert tanya("hukuman_disiplin", fakta(hukuman=(ringan, lama))).hasil is LAYAK


def test_without_posts_or_neighbours_on_record_the_place_is_a_question():
    jauh = {"wilayah_tujuan": frozenset({"33.75.04.1010"})}

    kosong = tanya("domisili", fakta(wilayah_tujuan=frozenset()))
    assert (kosong.hasil, kosong.kurang) == (BELUM_PASTI, "Wilayah koperasi tujuan")
    sendiri = tanya("domisili", fakta(tetangga=frozenset(), **jauh))
    assert (sendiri.hasil, sendiri.kurang) == (BELUM_PASTI, "Wilayah tetangga domisili")
    assert sendiri.nilai == "33.75.01.1002"
    assert tanya("domisili", fakta(**jauh)).hasil is TIDAK
    assert tanya("domisili", fakta(tetangga=frozenset())).hasil is LAYAK
    tanpa = tanya("domisili", fakta(tetangga=frozenset(), **jauh), terima_tetangga=False)
    assert tanpa.hasil is TIDAK


@pytest.mark.parametrize(
    ("jabatan", "usia"),
    [
        ("Pengelola Layanan Operasional", 58),
        ("Arsiparis Ahli Madya", 60),
        ("PENELITI AHLI  UTAMA", 65),
        ("Guru Ahli Pertama", 60),
        ("Guru Ahli Utama", 63),
        ("Peneliti Ahli Madya pada Ahli Utama", 60),
    ],
)
def test_the_longest_name_in_a_position_gives_the_retirement_age(jabatan, usia):
    tabel = {"Guru": 60, "Ahli Utama": 65, "Ahli Madya": 60, "Guru Ahli Utama": 63}

    for urut in (tabel, dict(reversed(tabel.items())), dict(sorted(tabel.items()))):
        assert usia_pensiun(jabatan, umum=58, menurut_jabatan=urut) == usia


def test_teachers_of_the_pack_retire_at_sixty():
    """SIASN gives every Guru 60, whatever the grade."""
    lahir = dt.date(1968, 6, 1)

    assert tanya("bup", fakta(lahir=lahir, jabatan="Guru Ahli Pertama")).hasil is LAYAK
    assert tanya("bup", fakta(lahir=lahir, jabatan="Pengelola Umum")).hasil is TIDAK


@pytest.mark.parametrize("kode", ["usia", "bup"])
def test_a_birth_after_the_reference_date_is_asked_even_when_it_lies_absurdly_far(kode):
    for lahir in (ACUAN + dt.timedelta(days=1), dt.date(9990, 1, 1)):
        temuan = tanya(kode, fakta(lahir=lahir))

        assert temuan.hasil is BELUM_PASTI
        assert temuan.kurang == "Tanggal lahir yang benar"
        assert temuan.nilai


def test_a_birth_on_the_reference_date_is_no_error():
    assert tanya("usia", fakta(lahir=ACUAN)).hasil is LAYAK
    assert tanya("bup", fakta(lahir=ACUAN)).hasil is LAYAK


def test_the_policy_answers_alike_whatever_order_its_stored_tables_come_back_in():
    aturan = {kode: isi | {"aktif": True} for kode, isi in DASAR.items()}
    terurut = json.loads(json.dumps({"aturan": aturan}, sort_keys=True))
    kebijakan = [kebijakan_dari(isi).aturan for isi in ({"aturan": aturan}, terurut)]

    for jabatan in ("Guru Ahli Utama", "Bidan Ahli Madya", "Arsiparis"):
        orang = fakta(jabatan=jabatan, lahir=dt.date(1967, 1, 31), tingkat_pendidikan="42")
        satu, dua = ([a.periksa(orang, ACUAN) for a in semua] for semua in kebijakan)
        assert [t.hasil for t in satu] == [t.hasil for t in dua]


def test_words_are_joined_as_people_write_them():
    assert [sebut(x) for x in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "(daftar kosong)",
        "A",
        "A atau B",
        "A, B, atau C",
    ]
    assert sebut("AB", "dan") == "A dan B"
