"""Screening only what changed: who is judged again, when everybody is, and a killed worker."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from inti.models import JejakAudit
from inti.waktu import ZONA
from koperasi.models import Kebutuhan
from pegawai.models import Akun, Pegawai
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.queries.temuan import lengkapi
from penugasan.services import saring_dasar, saring_himpunan, saring_sebagian
from penugasan.services.saring import mulai, saring
from tests.inti.factories import InstansiFactory
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import BuktiKomputerFactory, PegawaiFactory
from tests.penugasan.factories import (
    PengecualianFactory,
    RencanaFactory,
    VersiAturanFactory,
    isi_paket,
)

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
Sebab = Saringan.SebabPenuh


@pytest.fixture(autouse=True, params=["di_tempat", "disalin"])
def cara(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Few changes are put into the run of before, many into a copy: both must be right."""
    if request.param == "disalin":
        monkeypatch.setattr(saring_sebagian, "SELALU", -1)
        monkeypatch.setattr(saring_sebagian, "DI_TEMPAT", -1)
    return str(request.param)


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


def isi(saringan: Saringan) -> dict[int, tuple[Any, ...]]:
    return {
        h.pegawai_id: (h.hasil, h.gagal, h.ragu, h.dikecualikan, h.temuan)
        for h in lengkapi(list(saringan.hasil_set.all()))
    }


def sama_dengan_penuh(sebagian: Saringan, periode: Periode) -> None:
    ini = isi(sebagian)
    assert ini == isi(jalankan(periode, penuh=True))


hanya_disalin = pytest.mark.parametrize("cara", ["disalin"], indirect=True)


def ganti_aturan(periode: Periode, **parameter: dict[str, Any]) -> None:
    """The round moves to a version with these parameters; earlier runs keep theirs."""
    isi = isi_paket()
    for kode, ubah in parameter.items():
        isi["aturan"][kode] |= ubah
    lama = periode.versi
    type(lama).objects.filter(pk=lama.pk).update(status="pensiun")
    periode.versi = VersiAturanFactory.create(
        instansi=periode.instansi, paket=lama.paket, nomor=lama.nomor + 1, isi=isi
    )
    periode.save()


def test_nothing_changed_nobody_is_judged_again(periode: Periode, kota: Any, cara: str) -> None:
    pertama = jalankan(periode)
    kedua = jalankan(periode)

    assert (pertama.sebab_penuh, pertama.dinilai) == (Sebab.PERTAMA, len(kota))
    assert (kedua.pk == pertama.pk) == (cara == "di_tempat")
    assert (kedua.sebab_penuh, kedua.dinilai, kedua.disalin) == ("", 0, len(kota))
    sama_dengan_penuh(kedua, periode)


def test_only_whose_facts_changed_is_judged_again(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    Pegawai.objects.filter(pk=kota["tua"].pk).update(lahir=dt.date(1990, 2, 3))
    BuktiKomputerFactory.create(pegawai=kota["tanpa_bukti"])
    baru = PegawaiFactory.create(instansi=periode.instansi, layak=True)
    Pegawai.objects.filter(pk=kota["pns"].pk).update(aktif=False)
    kota["diri"].bukti_komputer_set.all().delete()

    saringan = jalankan(periode)

    assert saringan.dinilai == 4
    hasil = dict(saringan.hasil_set.values_list("pegawai_id", "hasil"))
    assert kota["pns"].pk not in hasil
    assert [hasil[p.pk] for p in (kota["tua"], kota["tanpa_bukti"], baru)] == ["layak"] * 3
    sama_dengan_penuh(saringan, periode)


def test_whoever_moved_to_another_agency_has_no_verdict_here(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(instansi=InstansiFactory.create())
    saringan = jalankan(periode)
    assert kota["layak"].pk not in isi(saringan)
    sama_dengan_penuh(saringan, periode)


def test_a_fact_that_no_rule_in_force_reads_changes_nothing(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(nama="Nama Baru")
    assert jalankan(periode).dinilai == 0


def test_a_verdict_that_rests_on_an_exception_is_always_judged(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    satu = PengecualianFactory.create(periode=periode, pegawai=kota["tua"], aturan="usia")
    dengan = jalankan(periode)
    assert (dengan.dinilai, isi(dengan)[kota["tua"].pk][0]) == (1, "layak")
    assert jalankan(periode).dinilai == 1

    satu.status = "DITOLAK"
    satu.save()
    tanpa = jalankan(periode)
    assert (tanpa.dinilai, isi(tanpa)[kota["tua"].pk][0]) == (1, "tidak")
    assert jalankan(periode).dinilai == 0


def test_another_date_is_another_question(periode: Periode, kota: Any) -> None:
    """A birthday lies between: nothing about the person changed, his age did."""
    acuan = periode.tanggal_acuan
    besok = acuan + dt.timedelta(days=1)
    PegawaiFactory.create(
        instansi=periode.instansi, layak=True, lahir=besok.replace(year=besok.year - 57)
    )
    jalankan(periode)
    lain = jalankan(periode, per_tanggal=besok)
    assert (lain.sebab_penuh, lain.disalin) == (Sebab.TANGGAL, 0)
    kembali = jalankan(periode)
    assert (kembali.sebab_penuh, kembali.dinilai) == ("", 0)
    assert isi(lain) != isi(kembali)


def test_another_version_of_the_rules_judges_everybody(periode: Periode, kota: Any) -> None:
    jalankan(periode)
    ganti_aturan(periode, usia={"maks": 30})
    saringan = jalankan(periode)
    assert (saringan.sebab_penuh, saringan.disalin) == (Sebab.ATURAN, 0)


def test_a_corrected_program_judges_everybody(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalankan(periode)
    monkeypatch.setattr(saring_dasar, "_sidik_berkas", lambda: "lain")
    assert jalankan(periode).sebab_penuh == Sebab.PROGRAM


def test_a_new_cooperative_judges_everybody_where_the_rule_of_domicile_is_on(
    periode: Periode, kota: Any
) -> None:
    ganti_aturan(periode, domisili={"aktif": True})
    jalankan(periode)
    assert jalankan(periode).sebab_penuh == ""
    KebutuhanFactory.create(koperasi__instansi=periode.instansi)
    saringan = jalankan(periode)
    assert saringan.sebab_penuh == Sebab.TEMPAT
    sama_dengan_penuh(saringan, periode)


def test_a_new_cooperative_changes_nothing_where_that_rule_is_off(
    periode: Periode, kota: Any
) -> None:
    jalankan(periode)
    KebutuhanFactory.create(koperasi__instansi=periode.instansi)
    assert Kebutuhan.objects.exists()
    assert jalankan(periode).sebab_penuh == ""


def test_after_many_runs_everybody_is_judged_once_more(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings that nobody refers to any more do not pile up for ever."""
    monkeypatch.setattr(saring_dasar, "TURUNAN_TERBANYAK", 2)
    jalankan(periode)
    assert [jalankan(periode).sebab_penuh for _ in range(4)] == ["", "", Sebab.RAPIKAN, ""]


def test_the_run_a_plan_rests_on_stays_as_it_was(periode: Periode, kota: Any) -> None:
    lama = jalankan(periode)
    RencanaFactory.create(periode=periode, saringan=lama)
    sebelum = isi(lama)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
    baru = jalankan(periode)
    assert (baru.dinilai, baru.dasar_id) == (1, lama.pk)
    assert baru.pk != lama.pk
    assert isi(lama) == sebelum
    assert isi(baru)[kota["layak"].pk][1] == ",usia,"


@pytest.mark.parametrize("sesudah", [1, 2, 3, 4, 5])
@hanya_disalin
def test_a_killed_worker_goes_on_and_the_result_is_the_same(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch, sesudah: int
) -> None:
    """Killed while copying or while judging, wherever that is."""
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 2)
    jalankan(periode)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
    Pegawai.objects.filter(pk=kota["pranata"].pk).update(jabatan="Arsiparis Mahir")
    pekerjaan = mulai(periode=periode, aktor=None)
    kali = 0

    def putus(*_: Any) -> None:
        nonlocal kali
        kali += 1
        if kali == sesudah:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=putus)
    tulis = HasilSaring.objects.filter(saringan__siap=False).count()

    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)

    assert 0 < tulis <= len(kota)
    assert saringan.pk == pekerjaan.parameter["saringan"]
    assert saringan.disalin == len(kota) - 2
    assert saringan.jumlah == len(kota)
    sama_dengan_penuh(saringan, periode)


@hanya_disalin
def test_a_base_that_is_gone_meanwhile_is_made_up_for(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saring_himpunan, "SEKALI_TULIS", 2)
    lama = jalankan(periode)
    pekerjaan = mulai(periode=periode, aktor=None)

    def putus(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jalankan(periode, pekerjaan_ini=pekerjaan, lapor=putus)
    Saringan.semua.get(pk=lama.pk).delete()
    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)
    assert saringan.disalin == 2
    sama_dengan_penuh(saringan, periode)


def test_whoever_changes_between_copying_and_judging_is_not_lost(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He keeps the verdict of the facts that were read, and the next run sees the new ones."""
    jalankan(periode)
    asli = saring_himpunan.Himpunan._jawab

    def ubah_dulu(himpunan: Any, *lain: Any) -> None:
        Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
        asli(himpunan, *lain)

    monkeypatch.setattr(saring_himpunan.Himpunan, "_jawab", ubah_dulu)
    assert jalankan(periode).dinilai == 0
    monkeypatch.undo()
    assert isi(jalankan(periode))[kota["layak"].pk][1] == ",usia,"


def test_the_list_says_who_was_judged_again_and_why_everybody_was(
    periode: Periode, kota: Any, petugas: Akun, client: Any
) -> None:
    client.force_login(petugas)
    jalankan(periode)
    halaman = client.get(reverse("penugasan:kelayakan"))
    assert "Semua 8 orang dinilai dari awal: belum ada hasil saring sebelumnya." in _teks(halaman)
    Pegawai.objects.filter(pk=kota["tua"].pk).update(lahir=dt.date(1990, 2, 3))
    jalankan(periode)
    halaman = client.get(reverse("penugasan:kelayakan"))
    assert "1 orang dinilai ulang; data 7 orang lain sama seperti saringan sebelumnya." in _teks(
        halaman
    )


def test_an_officer_may_ask_for_everybody(
    periode: Periode, kota: Any, petugas: Akun, client: Any, kerjakan: Any
) -> None:
    client.force_login(petugas)
    jalankan(periode)
    client.post(reverse("penugasan:saring"), {"penuh": "1"})
    kerjakan()
    terbaru = Saringan.objects.filter(periode=periode).first()
    assert terbaru is not None
    assert terbaru.sebab_penuh == Sebab.DIMINTA
    jejak = JejakAudit.objects.filter(aksi="saringan.jalankan").order_by("-pk").first()
    assert jejak is not None
    assert jejak.sesudah["dinilai_ulang"] == len(kota)


def _teks(jawab: Any) -> str:
    return " ".join(jawab.content.decode().split())


@pytest.mark.parametrize("cara", ["di_tempat"], indirect=True)
def test_a_worker_killed_while_it_renews_a_run_leaves_it_as_it_was(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lama = jalankan(periode)
    sebelum = isi(lama)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
    pekerjaan = mulai(periode=periode, aktor=None)

    def mati(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as sementara:
        sementara.setattr(saring_himpunan.Himpunan, "_sisanya", mati)
        with pytest.raises(KeyboardInterrupt):
            jalankan(periode, pekerjaan_ini=pekerjaan)
    assert isi(lama) == sebelum
    saringan = jalankan(periode, pekerjaan_ini=pekerjaan)
    assert (saringan.pk, saringan.dinilai) == (lama.pk, 1)
    sama_dengan_penuh(saringan, periode)


@pytest.mark.parametrize("cara", ["di_tempat"], indirect=True)
def test_a_plan_made_while_changes_are_sought_keeps_its_run(
    periode: Periode, kota: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lama = jalankan(periode)
    sebelum = isi(lama)
    Pegawai.objects.filter(pk=kota["layak"].pk).update(lahir=dt.date(1931, 7, 8))
    asli = saring_sebagian.DiTempat._sedikit

    def sambil_menyusun(kerja: Any, kursor: Any) -> bool:
        RencanaFactory.create(periode=periode, saringan=lama)
        return bool(asli(kerja, kursor))

    monkeypatch.setattr(saring_sebagian.DiTempat, "_sedikit", sambil_menyusun)
    baru = jalankan(periode)
    assert baru.pk != lama.pk
    assert isi(lama) == sebelum
    assert isi(baru)[kota["layak"].pk][1] == ",usia,"
