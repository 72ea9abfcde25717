"""Asking the stand-in, a real process, about people: whole, broken off, resumed, switched off."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from inti import pekerjaan
from inti.errors import DomainError
from inti.models import Instansi, JejakAudit, Pekerjaan
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, Opd, Pegawai
from penugasan import outbox
from penugasan.models import BacaanSiasn, BedaSiasn
from penugasan.services import beda_cocok as layanan
from penugasan.siasn import garis, pengisi
from penugasan.siasn.client import KlienSiasn
from penugasan.tasks import sapu_cocok
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.kirim import antrekan
from tests.siasn.tiruan import Tiruan, data_utama

Status = BedaSiasn.Status
MALAM = dt.datetime(2026, 3, 2, 22, 0, tzinfo=ZONA)
pytestmark = pytest.mark.django_db


@pytest.fixture
def banyak(instansi: Instansi, opd: Opd) -> list[Pegawai]:
    semua: list[Pegawai] = PegawaiFactory.create_batch(
        60, instansi=instansi, opd=opd, kedudukan_hukum_id="71"
    )
    return semua


@pytest.fixture
def kenal(terpasang: Tiruan, banyak: list[Pegawai]) -> Callable[..., None]:
    """SIASN knows everybody as we do, except for what is named per NIP."""

    def kenalkan(**lain: dict[str, str]) -> None:
        pengisi.isi(garis.konfigurasi())
        if lain:
            orang = [{"nipBaru": nip.removeprefix("n"), **isi} for nip, isi in lain.items()]
            terpasang.kendali("POST", "pegawai", {"pegawai": orang, "ketat": False})

    return kenalkan


def jalankan(instansi: Instansi, aktor: Akun) -> Pekerjaan:
    ini = layanan.mulai(instansi=instansi, aktor=aktor, pada=sekarang())
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    return ini


def hitung(ini: Pekerjaan) -> tuple[int, ...]:
    nama = ("ditanya", "dijawab", "berbeda", "tidak_ditemukan", "gagal", "sisa")
    return tuple(ini.hasil[satu] for satu in nama)


def test_a_registry_that_siasn_shares_has_no_difference(
    kenal: Callable[..., None], instansi: Instansi, petugas: Akun
) -> None:
    kenal()
    ini = jalankan(instansi, petugas)
    assert hitung(ini) == (60, 60, 0, 0, 0, 0)
    assert ini.hasil["sebab"] == "Semua pegawai sudah ditanya."
    assert BedaSiasn.objects.count() == 0
    jejak = JejakAudit.objects.get(aksi="beda.cocokkan")
    assert (jejak.aktor, jejak.sesudah["dijawab"]) == (petugas, 60)


def test_the_run_counts_the_different_and_the_unknown(
    kenal: Callable[..., None],
    terpasang: Tiruan,
    banyak: list[Pegawai],
    instansi: Instansi,
    petugas: Akun,
) -> None:
    kenal(**{f"n{banyak[3].nip}": {"nama": "ORANG LAIN", "tglLahir": "01-01-1980"}})
    asing = PegawaiFactory.create(instansi=instansi, opd=banyak[0].opd)
    cache.set("siasn:tiruan-terisi", pengisi._tanda(), 60)  # the stand-in keeps not knowing him
    terpasang.kendali("POST", "pegawai", {"pegawai": [{"nipBaru": "1"}], "ketat": True})
    ini = jalankan(instansi, petugas)
    assert hitung(ini) == (61, 61, 1, 1, 0, 0)
    per_orang = set(BedaSiasn.objects.values_list("pegawai", "kolom"))
    assert (asing.pk, "nip") in per_orang
    assert {(banyak[3].pk, "nama"), (banyak[3].pk, "lahir")} < per_orang
    assert Pegawai.objects.get(pk=banyak[3].pk).nama == banyak[3].nama


@pytest.mark.parametrize(
    ("gangguan", "kata"),
    [
        ({"jenis": "kuota", "mulai_ke": 31}, "Kuota"),
        ({"jenis": "html", "mulai_ke": 31}, "bukan data"),
        ({"jenis": "putus_sebelum", "mulai_ke": 31}, "terputus"),
        ({"jenis": "data_string", "mulai_ke": 31}, "dianggap gangguan"),
        ({"jenis": "potong_badan", "mulai_ke": 31}, "terputus"),
    ],
    ids=lambda satu: satu["jenis"] if isinstance(satu, dict) else "",
)
def test_a_line_that_breaks_midway_keeps_the_answers_and_the_next_run_goes_on(
    kenal: Callable[..., None],
    terpasang: Tiruan,
    instansi: Instansi,
    petugas: Akun,
    gangguan: dict[str, Any],
    kata: str,
) -> None:
    kenal()
    sebelum = list(Pegawai.objects.order_by("pk").values())
    terpasang.ganggu({**gangguan, "kali": 1000, "cocok": {"pola": "/pns/data-utama/"}})
    ini = jalankan(instansi, petugas)
    assert ini.status == Pekerjaan.Status.SELESAI
    dijawab, sisa = ini.hasil["dijawab"], ini.hasil["sisa"]
    assert 0 < dijawab < 60
    assert (dijawab + sisa, ini.hasil["gagal"] >= 1) == (60, True)
    assert kata in ini.hasil["sebab"]
    assert list(Pegawai.objects.order_by("pk").values()) == sebelum
    assert BedaSiasn.objects.count() == 0
    terpasang.ganggu()
    outbox.lepas(pada=sekarang())  # the quota's time is over
    awal = len([j for j in terpasang.jejak() if "/pns/data-utama/" in j["jalur"]])
    Pekerjaan.objects.filter(pk=ini.pk).update(
        status=Pekerjaan.Status.MENUNGGU, percobaan=0
    )  # the same run, taken up again
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    assert hitung(ini) == (60, 60, 0, 0, 0, 0)
    tambahan = len([j for j in terpasang.jejak() if "/pns/data-utama/" in j["jalur"]]) - awal
    assert tambahan == sisa  # nobody who was answered is asked again


def test_a_killed_worker_loses_no_answer_that_was_written(
    kenal: Callable[..., None], instansi: Instansi, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    kenal()
    asli = layanan.beda.catat
    dicatat: list[int] = []

    class MatiError(BaseException):
        """The worker is gone: nothing after it runs."""

    def mati(*, bacaan: Any, **lain: Any) -> None:
        if dicatat:
            raise MatiError
        dicatat.append(len(bacaan))
        asli(bacaan=bacaan, **lain)

    monkeypatch.setattr(layanan.beda, "catat", mati)
    ini = layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang())
    with pytest.raises(MatiError):
        pekerjaan.jalankan(ini.pk)
    assert BacaanSiasn.objects.count() == layanan.SEKALI
    monkeypatch.setattr(layanan.beda, "catat", asli)
    telantar = sekarang() - 2 * pekerjaan.MASA_DETAK
    Pekerjaan.objects.filter(pk=ini.pk).update(detak=telantar)
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    assert hitung(ini) == (60, 60, 0, 0, 0, 0)


def test_one_broken_answer_skips_one_person(
    kenal: Callable[..., None],
    terpasang: Tiruan,
    banyak: list[Pegawai],
    instansi: Instansi,
    petugas: Akun,
) -> None:
    kenal()
    terpasang.ganggu({"jenis": "html", "kali": 1000, "cocok": {"nip": banyak[5].nip}})
    ini = jalankan(instansi, petugas)
    assert hitung(ini) == (60, 59, 0, 0, 1, 1)
    assert not BacaanSiasn.objects.filter(pegawai=banyak[5]).exists()


def test_people_who_can_never_be_read_do_not_stop_the_others(
    kenal: Callable[..., None],
    terpasang: Tiruan,
    banyak: list[Pegawai],
    instansi: Instansi,
    petugas: Akun,
) -> None:
    def rusak(semua: list[Pegawai]) -> None:
        terpasang.ganggu(
            *({"jenis": "html", "kali": 1000, "cocok": {"nip": orang.nip}} for orang in semua)
        )

    kenal()
    rusak(banyak[:4])
    assert hitung(jalankan(instansi, petugas)) == (3, 0, 0, 0, 3, 60)  # nobody was ever read
    assert hitung(jalankan(instansi, petugas)) == (60, 56, 0, 0, 4, 4)
    rusak(banyak[:3])
    jalankan(instansi, petugas)
    terbaca = BacaanSiasn.objects.filter(pegawai__in=banyak[:4])
    assert [bacaan.pegawai_id for bacaan in terbaca] == [banyak[3].pk]  # not always the same three


def test_a_known_person_whom_siasn_has_dropped_does_not_stop_the_others(
    terpasang: Tiruan,
    banyak: list[Pegawai],
    instansi: Instansi,
    petugas: Akun,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pengisi, "isi", lambda _: 0)  # the stand-in knows the last thirty only
    orang = [data_utama(satu.nip) for satu in banyak[30:]]
    terpasang.kendali("POST", "pegawai", {"pegawai": orang, "ketat": True})
    lama = sekarang() - dt.timedelta(days=3)
    BacaanSiasn.objects.create(pegawai=banyak[0], pada=lama, hasil="SAMA")
    assert jalankan(instansi, petugas).hasil["gagal"] == layanan.SEKALI
    assert jalankan(instansi, petugas).hasil["sisa"] == 0
    assert BacaanSiasn.objects.filter(hasil="TIDAK_ADA").count() == 30


def test_another_persons_data_are_a_fault_and_not_an_answer(
    kenal: Callable[..., None],
    terpasang: Tiruan,
    banyak: list[Pegawai],
    petugas: Akun,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kenal()
    lain = KlienSiasn.data_utama
    monkeypatch.setattr(KlienSiasn, "data_utama", lambda klien, _nip: lain(klien, banyak[1].nip))
    with pytest.raises(DomainError, match="orang lain"):
        layanan.cocokkan(pegawai=banyak[0], aktor=petugas, pada=sekarang())
    assert BacaanSiasn.objects.count() == 0


def test_two_presses_are_one_run(
    kenal: Callable[..., None], instansi: Instansi, petugas: Akun
) -> None:
    satu = layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang())
    assert layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang()) == satu


# At night --------------------------------------------------------------------------------------


def test_the_night_starts_one_run_for_each_agency_that_needs_it(
    kenal: Callable[..., None], instansi: Instansi, instansi_lain: Instansi, settings: Any
) -> None:
    siang = MALAM.replace(hour=12)
    assert layanan.mulai_jatuh_tempo(pada=siang) == 0
    assert layanan.mulai_jatuh_tempo(pada=MALAM) == 1
    assert layanan.mulai_jatuh_tempo(pada=MALAM) == 0  # it is under way
    ini = Pekerjaan.objects.get()
    assert (ini.instansi, ini.aktor) == (instansi, None)
    for mati in ({"SIASN_MODE": "mati"}, {"SIASN_JAM_COCOK": "tidak"}):
        Pekerjaan.objects.all().delete()
        settings.SIASN = settings.SIASN | mati
        assert layanan.mulai_jatuh_tempo(pada=MALAM) == 0


def test_the_night_leaves_out_whoever_was_read_and_goes_on_after_a_break(
    kenal: Callable[..., None], terpasang: Tiruan, banyak: list[Pegawai], settings: Any
) -> None:
    kenal()
    settings.SIASN = settings.SIASN | {"SIASN_JAM_COCOK": "00:00-23:59:59"}
    kini = sekarang()
    for orang in banyak[:50]:
        BacaanSiasn.objects.create(pegawai=orang, pada=kini, hasil="SAMA")
    terpasang.ganggu({"jenis": "kuota", "mulai_ke": 4, "kali": 1, "param": {"detik": 60}})
    sapu_cocok()
    ini = Pekerjaan.objects.get()
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    assert "Kuota" in ini.hasil["sebab"]
    assert 0 < ini.hasil["sisa"] < 10
    sapu_cocok()
    assert Pekerjaan.objects.count() == 1  # the line asked for rest
    outbox.lepas(pada=sekarang())
    sapu_cocok()
    ini = Pekerjaan.objects.order_by("dibuat").last()
    assert ini is not None
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    assert ini.hasil["sisa"] == 0


def test_a_quota_met_while_reading_rests_the_sending_too(
    kenal: Callable[..., None], terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    [pesan] = antrekan(instansi)
    kenal()
    terpasang.ganggu({"jenis": "kuota", "kali": 1000, "cocok": {"pola": "/pns/data-utama/"}})
    ini = jalankan(instansi, petugas)
    pesan.refresh_from_db()
    assert pesan.status == pesan.Status.DITAHAN
    assert ini.hasil["dijawab"] == 0
    lagi = jalankan(instansi, petugas)
    assert "ditahan" in lagi.hasil["sebab"]  # what waits to be sent goes first


# From the pages --------------------------------------------------------------------------------


def test_one_person_is_asked_from_his_page(
    kenal: Callable[..., None], banyak: list[Pegawai], petugas: Akun, masuk: Callable[..., Client]
) -> None:
    kenal(**{f"n{banyak[0].nip}": {"jabatanNama": "PENATA"}})
    alamat = reverse("penugasan:beda_cocokkan", args=[banyak[0].pk])
    jawaban = masuk(petugas).post(alamat, follow=True)
    assert "PENATA" in jawaban.content.decode()
    assert BedaSiasn.objects.filter(pegawai=banyak[0]).exists()


def test_of_a_person_who_is_gone_no_answer_is_kept(
    kenal: Callable[..., None], banyak: list[Pegawai], petugas: Akun
) -> None:
    kenal()
    Pegawai.objects.filter(pk=banyak[0].pk).delete()
    with pytest.raises(DomainError, match="sudah tidak ada"):
        layanan.cocokkan(pegawai=banyak[0], aktor=petugas, pada=sekarang())
    assert not BacaanSiasn.objects.exists()


def test_a_dead_line_and_a_switched_off_one_say_so_and_change_nothing(
    banyak: list[Pegawai], petugas: Akun, masuk: Callable[..., Client], settings: Any
) -> None:
    alamat = reverse("penugasan:beda_cocokkan", args=[banyak[0].pk])
    settings.SIASN = {"SIASN_MODE": "tiruan", "SIASN_TIRUAN_PORT": "1"}
    assert "tidak dapat dihubungi" in masuk(petugas).post(alamat).content.decode()
    settings.SIASN = {"SIASN_MODE": "mati"}
    assert "dimatikan" in masuk(petugas).post(alamat).content.decode()
    halaman = masuk(petugas).get(reverse("penugasan:beda")).content.decode()
    assert "Jalur SIASN dimatikan" in halaman
    assert "Cocokkan dengan SIASN</button>" not in halaman
    with pytest.raises(DomainError):
        layanan.mulai(instansi=petugas.instansi, aktor=petugas, pada=sekarang())
    assert BacaanSiasn.objects.count() == 0
