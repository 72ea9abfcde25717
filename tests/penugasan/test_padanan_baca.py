"""Reading SIASN's lists from the stand-in, a real process: whole, torn, short, empty, at rest."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache

from inti import pekerjaan
from inti.errors import DomainError, TidakBerhak
from inti.models import Instansi, JejakAudit, Pekerjaan
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, Opd
from penugasan import outbox
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.services import padanan_baca as layanan
from penugasan.siasn.client import KlienSiasn
from penugasan.tasks import sapu_padanan
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.kirim import antrekan
from tests.siasn.tiruan import Tiruan

Daftar = RujukanSiasn.Daftar
MALAM = dt.datetime(2026, 3, 2, 22, 0, tzinfo=ZONA)
UNOR = {"pola": "/referensi/ref-unor"}
pytestmark = pytest.mark.django_db


def jalankan(instansi: Instansi, aktor: Akun) -> Pekerjaan:
    ini = layanan.mulai(instansi=instansi, aktor=aktor, pada=sekarang())
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    return ini


def isi() -> list[dict[str, Any]]:
    return list(RujukanSiasn.objects.order_by("pk").values())


def test_the_three_lists_are_kept_with_the_tree_and_without_the_deleted(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, opd: Opd
) -> None:
    PegawaiFactory.create(instansi=instansi, opd=opd, unor_nama=opd.nama, jabatan="Perawat Mahir")
    ini = jalankan(instansi, petugas)
    assert ini.hasil["lengkap"], ini.hasil
    unor = RujukanSiasn.objects.filter(daftar=Daftar.UNOR)
    assert ini.hasil["unor"] == unor.count()
    nama = set(unor.values_list("nama", flat=True))
    assert "SEKRETARIAT DAERAH" in nama
    assert opd.nama.upper() in nama
    assert not any("LAMA" in satu for satu in nama)
    jabatan = RujukanSiasn.objects.filter(daftar=Daftar.PELAKSANA)
    assert jabatan.filter(nama="PERAWAT MAHIR").exists()
    assert RujukanSiasn.objects.filter(daftar=Daftar.FUNGSIONAL, siasn_id="F001").exists()
    jejak = JejakAudit.objects.get(aksi="padanan.baca")
    assert (jejak.aktor, jejak.sesudah["unor"]) == (petugas, unor.count())


def test_more_units_than_a_page_are_read_to_the_end(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, opd: Opd
) -> None:
    for nomor in range(230):
        PegawaiFactory.create(
            instansi=instansi, opd=opd, unor_id=f"U{nomor}", unor_nama=f"SEKSI {nomor}"
        )
    assert jalankan(instansi, petugas).hasil["unor"] == 233


def test_what_a_whole_list_lacks_is_marked_and_comes_back(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, opd: Opd
) -> None:
    jalankan(instansi, petugas)
    lama = RujukanSiasn.objects.create(
        instansi=instansi,
        daftar=Daftar.UNOR,
        siasn_id="HILANG",
        kunci="hilang",
        nama="DINAS YANG DILEBUR",
        kunci_nama="dinasyangdilebur",
        dilihat_pada=sekarang(),
    )
    PadananSiasn.objects.create(
        instansi=instansi,
        opd=opd,
        sebutan=opd.nama,
        rujukan=lama,
        alasan="NAMA",
        diterima_oleh=petugas,
        diterima_pada=sekarang(),
    )
    kembali = RujukanSiasn.objects.filter(nama="SEKRETARIAT DAERAH")
    kembali.update(hilang_pada=sekarang())
    assert jalankan(instansi, petugas).hasil["hilang"] == 1
    lama.refresh_from_db()
    assert lama.hilang_pada is not None
    assert PadananSiasn.objects.get().rujukan == lama
    assert kembali.get().hilang_pada is None


@pytest.mark.parametrize(
    ("gangguan", "kata"),
    [
        ({"jenis": "kuota"}, "Kuota"),
        ({"jenis": "html"}, "bukan data"),
        ({"jenis": "putus_sebelum"}, "terputus"),
        ({"jenis": "potong_badan"}, "terputus"),
        ({"jenis": "data_string"}, ""),
        ({"jenis": "skema", "param": {"ragam": "null"}}, "tidak dikenal"),
    ],
    ids=lambda satu: satu["jenis"] if isinstance(satu, dict) else "",
)
@pytest.mark.parametrize("mulai_ke", [1, 2], ids=["first page", "second page"])
def test_a_torn_list_changes_nothing_and_the_next_run_reads_it(
    terpasang: Tiruan,
    instansi: Instansi,
    petugas: Akun,
    opd: Opd,
    gangguan: dict[str, Any],
    kata: str,
    mulai_ke: int,
) -> None:
    for nomor in range(120):
        PegawaiFactory.create(
            instansi=instansi, opd=opd, unor_id=f"U{nomor}", unor_nama=f"SEKSI {nomor}"
        )
    jalankan(instansi, petugas)
    RujukanSiasn.objects.update(dilihat_pada=sekarang() - dt.timedelta(days=8))
    sebelum, unit = isi(), list(Opd.objects.order_by("pk").values())
    terpasang.ganggu({**gangguan, "mulai_ke": mulai_ke, "kali": 1000, "cocok": UNOR})
    ini = jalankan(instansi, petugas)
    assert ini.status == Pekerjaan.Status.SELESAI
    assert not ini.hasil["lengkap"]
    assert kata in ini.hasil["sebab"]
    assert isi() == sebelum
    assert list(Opd.objects.order_by("pk").values()) == unit
    terpasang.ganggu()
    cache.clear()
    outbox.lepas(pada=sekarang())
    assert jalankan(instansi, petugas).hasil["lengkap"]


def test_a_list_shorter_than_it_says_or_empty_is_a_fault(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalankan(instansi, petugas)
    sebelum = isi()
    asli = KlienSiasn._panggil

    def pendek(klien: KlienSiasn, metode: str, operasi: str, **lain: Any) -> Any:
        jawaban, http = asli(klien, metode, operasi, **lain)
        if operasi == "ref_unor":
            jawaban = {**jawaban, "data": jawaban["data"][:2]}
        return jawaban, http

    def kosong(klien: KlienSiasn, metode: str, operasi: str, **lain: Any) -> Any:
        jawaban, http = asli(klien, metode, operasi, **lain)
        return {**jawaban, "data": [], "count": 0}, http

    for palsu in (pendek, kosong):
        RujukanSiasn.objects.update(dilihat_pada=sekarang() - dt.timedelta(days=8))
        sebelum = isi()
        monkeypatch.setattr(KlienSiasn, "_panggil", palsu)
        assert not jalankan(instansi, petugas).hasil["lengkap"]
        assert isi() == sebelum


def test_a_list_that_was_read_is_not_asked_for_again_by_the_run_that_goes_on(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    terpasang.ganggu(
        {"jenis": "html", "kali": 1000, "cocok": {"pola": "/jabatan-fungsional-umum/"}}
    )
    ini = jalankan(instansi, petugas)
    assert (ini.hasil["lengkap"], ini.hasil["unor"] > 0) == (False, True)
    terpasang.ganggu()
    awal = len([j for j in terpasang.jejak() if j["jalur"].endswith("ref-unor")])
    Pekerjaan.objects.filter(pk=ini.pk).update(status=Pekerjaan.Status.MENUNGGU, percobaan=0)
    pekerjaan.jalankan(ini.pk)
    ini.refresh_from_db()
    assert (ini.hasil["lengkap"], ini.hasil["unor"]) == (True, 0)
    assert len([j for j in terpasang.jejak() if j["jalur"].endswith("ref-unor")]) == awal


def test_quiet_hours_a_held_line_and_the_switch_keep_it_from_asking(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, settings: Any
) -> None:
    antrekan(instansi)
    outbox.tahan(sampai=sekarang() + dt.timedelta(minutes=3), galat="Kuota")
    hasil = jalankan(instansi, petugas).hasil
    assert "ditahan" in hasil["sebab"]
    outbox.lepas(pada=sekarang())
    settings.SIASN = settings.SIASN | {"SIASN_JAM_TENANG": "00:00-23:59"}
    assert jalankan(instansi, petugas).hasil["sebab"] == "Jam tenang SIASN."
    assert isi() == []
    settings.SIASN = {"SIASN_MODE": "mati"}
    with pytest.raises(DomainError) as galat:
        layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang())
    assert galat.value.kode == "mati"


def test_the_night_reads_what_is_a_week_old_once(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penugasan.tasks.sekarang", lambda: MALAM)
    sapu_padanan()
    sapu_padanan()
    ini = Pekerjaan.objects.get(jenis=layanan.JENIS)
    assert ini.aktor is None
    pekerjaan.jalankan(ini.pk)
    assert layanan.mulai_jatuh_tempo(pada=MALAM) == 0
    RujukanSiasn.objects.update(dilihat_pada=MALAM - dt.timedelta(days=8))
    siang = MALAM.replace(hour=12)
    assert layanan.mulai_jatuh_tempo(pada=siang) == 0
    assert layanan.mulai_jatuh_tempo(pada=MALAM) == 1


def test_only_an_officer_starts_it_and_two_presses_are_one_run(
    terpasang: Tiruan, instansi: Instansi, petugas: Akun, penyetuju: Akun
) -> None:
    with pytest.raises(TidakBerhak):
        layanan.mulai(instansi=instansi, aktor=penyetuju, pada=sekarang())
    satu = layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang())
    assert layanan.mulai(instansi=instansi, aktor=petugas, pada=sekarang()) == satu
