"""Every built-in fault of the stand-in against a read and a write of the client.

What must hold for each: the client ends in time, says what broke, calls a write ambiguous exactly
when it may have been saved, and the same proposal sent again afterwards exists once.
"""

import json
import random
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError
from penugasan.siasn.mock_server.bentuk import Permintaan, baca_ok
from penugasan.siasn.mock_server.gangguan import (
    JENIS,
    GangguanSalahError,
    Papan,
    baca_aturan,
    baca_teks,
    berlaku_pada,
)
from penugasan.siasn.mock_server.kerusakan import rusak
from penugasan.siasn.wire import WIB
from tests.siasn.tiruan import Tiruan, badan_usulan, nip_acak

SABAR = {"SIASN_TIMEOUT_BACA": "0.4", "SIASN_TENGGAT": "0.8", "SIASN_MAKS_ULANG": "1"}


@pytest.fixture
def klien(tiruan: Tiruan) -> Iterator[KlienSiasn]:
    """A client with little patience, so that the slow faults end soon."""
    with tiruan.klien(**SABAR) as klien:
        yield klien


# What each fault is to a write: "ambigu" it may have been saved, "batal" it was not, "tolak" it
# looks like BKN's refusal, "pulih" the client gets over it by itself.
TULIS: dict[str, tuple[str, dict[str, Any]]] = {
    "latensi": ("ambigu", {"detik": 0.6}),
    "tetesan": ("ambigu", {"bita_per_detik": 100}),
    "http": ("ambigu", {"status": 500}),
    "kuota": ("batal", {"detik": 30}),
    "apim_hangus": ("pulih", {}),
    "sso_hangus": ("pulih", {}),
    "sso_tidak_cocok": ("pulih", {}),
    "tergantung": ("batal", {}),
    "xml": ("ambigu", {}),
    "html": ("ambigu", {}),
    "galat200": ("ambigu", {}),
    "success_false": ("tolak", {}),
    "data_string": ("tolak", {}),
    "json_rusak": ("ambigu", {}),
    "potong_badan": ("ambigu", {}),
    "putus_sebelum": ("ambigu", {}),
    "putus_setelah_simpan": ("ambigu", {}),
    "pemeliharaan": ("ambigu", {}),
    "tolak_ip": ("batal", {}),
    "skema": ("ambigu", {"ragam": "null"}),
    "ganda": ("pulih", {}),
    "mundur": ("pulih", {}),
    "basi": ("pulih", {}),
}


MENUNDA = {"kuota", "tergantung", "pemeliharaan", "tolak_ip"}


def test_every_builtin_fault_is_tried() -> None:
    assert set(TULIS) == JENIS


@pytest.mark.parametrize("jenis", sorted(TULIS))
def test_a_write_under_a_fault_ends_in_one_proposal(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random, jenis: str
) -> None:
    akhir, param = TULIS[jenis]
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    tiruan.ganggu({"jenis": jenis, "kali": 1, "param": param, "cocok": {"metode": "POST"}})
    mulai = time.monotonic()
    if akhir == "ambigu":
        with pytest.raises(AmbiguError):
            klien.simpan_usulan(badan)
    elif akhir == "batal":
        with pytest.raises(SiasnError) as galat:
            klien.simpan_usulan(badan)
        assert not isinstance(galat.value, AmbiguError)
        assert galat.value.tunda
        assert tiruan.usulan() == []
    else:
        assert klien.simpan_usulan(badan).diterima is (akhir == "pulih")
    assert time.monotonic() - mulai < 20  # its own deadline, not the patience of an idle line
    tiruan.ganggu()
    assert klien.simpan_usulan(badan).diterima
    assert len(tiruan.usulan()) == 1


@pytest.mark.parametrize("jenis", sorted(JENIS - {"success_false", "data_string", "skema"}))
def test_a_read_gets_over_one_fault_by_itself_or_says_to_wait(
    tiruan: Tiruan, klien: KlienSiasn, jenis: str, acak: random.Random
) -> None:
    tiruan.ganggu({"jenis": jenis, "kali": 1, "param": TULIS[jenis][1]})
    nip = nip_acak(acak)
    if jenis in MENUNDA:
        with pytest.raises(SiasnError) as galat:
            klien.data_utama(nip)
        assert galat.value.tunda
        assert not isinstance(galat.value, AmbiguError)
    else:
        assert klien.data_utama(nip) is not None


@pytest.mark.parametrize("jenis", ["putus_sebelum", "html", "json_rusak", "http", "galat200"])
def test_a_read_gives_up_after_its_tries(
    tiruan: Tiruan, klien: KlienSiasn, jenis: str, acak: random.Random
) -> None:
    # Somebody no other test asks for: the stand-in may still be busy with a question it dropped.
    nip = [nip_acak(acak) for _ in range(9)][-1]
    tiruan.ganggu({"jenis": jenis})
    with pytest.raises(SiasnError):
        klien.data_utama(nip)
    panggilan = [satu for satu in tiruan.jejak() if satu["jalur"].endswith(nip)]
    assert len(panggilan) == 2


def test_a_string_instead_of_a_list_is_nobody_found_and_an_unknown_one_is_an_error(
    tiruan: Tiruan, klien: KlienSiasn
) -> None:
    tiruan.ganggu({"jenis": "data_string", "kali": 1})
    assert klien.daftar_usulan() == []
    tiruan.ganggu({"jenis": "success_false", "kali": 1})
    with pytest.raises(SiasnError):
        klien.daftar_usulan()


def test_a_late_answer_after_the_save_is_found_under_its_key(
    tiruan: Tiruan, klien: KlienSiasn, kkmp_id: str, acak: random.Random
) -> None:
    badan = badan_usulan(nip_acak(acak), kkmp_id)
    param = {"detik": 0.6, "setelah_simpan": True}
    tiruan.ganggu({"jenis": "latensi", "kali": 1, "param": param})
    with pytest.raises(AmbiguError):
        klien.simpan_usulan(badan)
    [usulan] = klien.daftar_usulan(referensi_id=badan["referensiId"])
    assert usulan.milik(badan["referensiId"])


def test_a_dead_key_is_tried_once_and_never_in_a_loop(tiruan: Tiruan, acak: random.Random) -> None:
    nip = [nip_acak(acak) for _ in range(9)][-1]  # nobody else's question is counted
    tiruan.ganggu({"jenis": "apim_hangus"})
    with tiruan.klien() as klien, pytest.raises(SiasnError) as galat:
        klien.data_utama(nip)
    assert galat.value.kode is Kode.TOKEN_APIM
    assert len([satu for satu in tiruan.jejak() if satu["jalur"].endswith(nip)]) == 2


def test_a_refused_login_holds_the_queue(tiruan: Tiruan, acak: random.Random) -> None:
    with (
        tiruan.klien(SIASN_CONSUMER_SECRET="salah") as klien,
        pytest.raises(SiasnError) as galat,
    ):
        klien.data_utama(nip_acak(acak))
    assert galat.value.kode is Kode.KREDENSIAL
    assert galat.value.tunda


def test_quota_says_how_long_to_rest(tiruan: Tiruan, klien: KlienSiasn) -> None:
    tiruan.ganggu({"jenis": "kuota", "kali": 1, "param": {"detik": 90}})
    with pytest.raises(SiasnError) as galat:
        klien.ref_kkmp()
    assert galat.value.kode is Kode.KUOTA
    assert 80 <= (galat.value.tunda or 0) <= 90


def test_nobody_listening_is_never_ambiguous(tiruan_sendiri: Tiruan, acak: random.Random) -> None:
    tiruan = tiruan_sendiri
    with tiruan.klien() as klien:
        badan = badan_usulan(nip_acak(acak), klien.ref_kkmp()[0].id)
        tiruan.hentikan()
        for ke in range(6):
            with pytest.raises(SiasnError) as galat:
                klien.simpan_usulan(badan)
            assert not isinstance(galat.value, AmbiguError)
            assert galat.value.kode is Kode.SAMBUNGAN
            assert ("IP server" in galat.value.pesan) is (ke >= 4)


def test_the_same_seed_strikes_the_same_calls() -> None:
    permintaan = Permintaan(metode="GET", jalur="/apisiasn/1.0/referensi/ref-kkmp")
    papan = [Papan(7, baca_teks("html:0.3,http:0.2")) for _ in range(2)]
    kena = [[getattr(p.pilih(permintaan), "jenis", "") for _ in range(50)] for p in papan]
    assert kena[0] == kena[1]
    assert {"html", "http", ""} == set(kena[0])


def test_rules_choose_by_method_path_person_and_count() -> None:
    [aturan] = baca_aturan(
        [
            {
                "jenis": "html",
                "cocok": {"metode": "post", "pola": "usulan/save$", "nip": "123"},
                "mulai_ke": 2,
                "kali": 1,
            }
        ]
    )
    papan = Papan(1, [aturan])
    simpan = Permintaan(metode="POST", jalur="/apisiasn/1.0/usulan/save", badan=b'{"nip":"123"}')
    lain = Permintaan(metode="POST", jalur="/apisiasn/1.0/usulan/save", badan=b"{}")
    masuk = Permintaan(metode="POST", jalur="/oauth2/token", badan=b"123")
    assert papan.pilih(lain) is None
    assert papan.pilih(masuk) is None
    assert [papan.pilih(simpan) for _ in range(3)] == [None, aturan, None]
    assert baca_aturan([aturan.json()]) == [aturan]


def test_one_call_can_order_its_own_fault() -> None:
    permintaan = Permintaan(metode="GET", jalur="/x", header={"x-tiruan-gangguan": "html"})
    kena = Papan(1).pilih(permintaan)
    assert kena is not None
    assert kena.jenis == "html"


def test_a_changed_shape_takes_its_four_forms_in_turn() -> None:
    permintaan = Permintaan(metode="GET", jalur="/apisiasn/1.0/referensi/ref-kkmp")
    papan = Papan(1, baca_teks("skema"))
    jawaban = baca_ok([{"nipBaru": "1"}])
    baris = []
    for _ in range(5):
        gangguan = papan.pilih(permintaan)
        assert gangguan is not None
        baris.append(json.loads(rusak(gangguan, jawaban).badan)["data"][0])
    assert baris[:3] == [{"nipBaru": 1}, {"nip_baru": "1"}, {"nipBaru": None}]
    assert baris[3]["nipBaru"] == "1"
    assert len(baris[3]) > 1
    assert baris[4] == baris[0]


@pytest.mark.parametrize(
    "teks",
    [
        "kiamat",
        "[{}]",
        "[1]",
        "{",
        "[",
        '[{"jenis":"html","kali":"x"}]',
        '[{"jenis":"skema","param":{"ragam":"lain"}}]',
    ],
)
def test_an_unreadable_rule_is_refused(teks: str) -> None:
    with pytest.raises(GangguanSalahError):
        baca_teks(teks)


def test_an_unreadable_rule_is_refused_over_the_wire(tiruan: Tiruan) -> None:
    with pytest.raises(AssertionError, match="422"):
        tiruan.ganggu({"jenis": "kiamat"})


def test_rules_survive_a_restart(tiruan_sendiri: Tiruan) -> None:
    tiruan = tiruan_sendiri
    tiruan.ganggu({"jenis": "html", "peluang": 0.5})
    tiruan.bunuh()
    tiruan.hidupkan()
    assert [satu["jenis"] for satu in tiruan.kendali("GET", "gangguan")] == ["html"]


@pytest.mark.parametrize(
    ("jendela", "jam", "kena"),
    [
        ("22:00-02:00", 23, True),
        ("22:00-02:00", 1, True),
        ("22:00-02:00", 12, False),
        ("08:00-10:00", 9, True),
        ("08:00-10:00", 10, False),
        ("", 3, True),
    ],
)
def test_maintenance_keeps_to_its_window(jendela: str, jam: int, kena: bool) -> None:
    [aturan] = baca_aturan([{"jenis": "pemeliharaan", "param": {"jam": jendela}}])
    assert berlaku_pada(aturan, datetime(2026, 3, 1, jam, tzinfo=WIB)) is kena


def test_maintenance_says_when_to_come_back(tiruan: Tiruan, klien: KlienSiasn) -> None:
    tiruan.ganggu({"jenis": "pemeliharaan", "param": {"detik": 9}})
    with pytest.raises(SiasnError) as galat:
        klien.ref_kkmp()
    assert galat.value.tunda == 9
