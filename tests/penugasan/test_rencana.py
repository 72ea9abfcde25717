"""Plans from screening to nominations: what is proposed, kept, locked, shown and to whom."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit, LogAkses, Pekerjaan, Wilayah
from inti.waktu import sekarang
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import HasilSaring, Penugasan, Periode, Rencana, Saringan
from penugasan.permissions import TidakBerhak
from penugasan.queries.penempatan import bahan_rencana, rumpun
from penugasan.queries.rencana import dampak_unit
from penugasan.services import rencana as layanan
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    OpdFactory,
    PegawaiFactory,
    PejabatFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.factories import (
    HasilSaringFactory,
    PenugasanFactory,
    PeriodeFactory,
    SaringanFactory,
)

Masuk = Callable[[Akun], Client]
Kerjakan = Callable[[], list[Pekerjaan]]
KINI = dt.datetime(2026, 2, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def saringan(instansi: Instansi) -> Saringan:
    return SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi), layak=3)


@pytest.fixture
def periode(saringan: Saringan) -> Periode:
    return saringan.periode


@pytest.fixture
def medono() -> Wilayah:
    barat = WilayahFactory.create(kode="33.75.01", nama="Pekalongan Barat", jenis="kecamatan")
    return WilayahFactory.create(kode="33.75.01.1002", nama="Medono", induk=barat)


@pytest.fixture
def formasi(instansi: Instansi, medono: Wilayah) -> list[Kebutuhan]:
    """Two posts in Medono: administration and finance."""
    koperasi = KoperasiFactory.create(instansi=instansi, wilayah=medono)
    return [
        KebutuhanFactory.create(koperasi=koperasi),
        KebutuhanFactory.create(koperasi=koperasi, peran=Kebutuhan.Peran.KEUANGAN),
    ]


def layak(saringan: Saringan, opd: Opd, **isi: Any) -> Pegawai:
    pegawai = PegawaiFactory.create(layak=True, instansi=saringan.instansi, opd=opd, **isi)
    HasilSaringFactory.create(saringan=saringan, pegawai=pegawai)
    return pegawai


@pytest.fixture
def orang(saringan: Saringan, opd: Opd, medono: Wilayah) -> dict[str, Pegawai]:
    """Two who live in Medono, one who lives nowhere known, and colleagues who stay."""
    PegawaiFactory.create_batch(20, instansi=saringan.instansi, opd=opd)
    return {
        "admin": layak(
            saringan, opd, nama="Ani Admin", domisili=medono, pendidikan="S-1 ADMINISTRASI PUBLIK"
        ),
        "uang": layak(saringan, opd, nama="Budi Uang", domisili=medono, pendidikan="S-1 AKUNTANSI"),
        "jauh": layak(saringan, opd, nama="Citra Jauh", pendidikan="S-1 KEPERAWATAN"),
    }


@pytest.fixture
def rencana(periode: Periode, formasi: list[Kebutuhan], orang: dict[str, Pegawai]) -> Rencana:
    return layanan.susun(periode=periode, aktor=None, pada=KINI)


def siapa(rencana: Rencana) -> dict[int, str]:
    return {
        satu.kebutuhan.nomor: satu.pegawai.nama
        for satu in rencana.baris_set.select_related("kebutuhan", "pegawai")
    }


# --- composing ---------------------------------------------------------------------------------


def test_plan_puts_each_near_person_in_the_fitting_post_and_explains_the_rest(
    rencana: Rencana, orang: dict[str, Pegawai]
) -> None:
    assert siapa(rencana) == {1: "Ani Admin", 2: "Budi Uang"}
    assert rencana.nilai == rencana.batas_atas == sum(b.nilai for b in rencana.baris_set.all())
    assert (rencana.kebutuhan, rencana.terisi) == (2, 2)
    baris = rencana.baris_set.get(kebutuhan__nomor=2)
    assert sum(baris.bagian.values()) == baris.nilai
    assert baris.alasan[0] == "Tinggal di wilayah koperasi, Medono (+400)."
    assert [satu["pegawai"] for satu in baris.cadangan] == [orang["jauh"].pk]
    belum = rencana.belum_set.get()
    assert belum.pegawai == orang["jauh"]
    assert "Selisih terbesar: domisili." in belum.sebab


def test_second_run_returns_the_same_plan_and_the_audit_holds_one_entry(
    rencana: Rencana, periode: Periode
) -> None:
    assert layanan.susun(periode=periode, aktor=None, pada=KINI).pk == rencana.pk
    assert Rencana.objects.count() == 1
    assert JejakAudit.objects.filter(aksi="rencana.susun").count() == 1


def test_changed_facts_give_a_new_plan_and_retire_the_old_one(
    rencana: Rencana, periode: Periode, orang: dict[str, Pegawai]
) -> None:
    PredikatKinerjaFactory.create(pegawai=orang["jauh"])
    baru = layanan.susun(periode=periode, aktor=None, pada=KINI)

    rencana.refresh_from_db()
    assert baru.pk != rencana.pk
    assert rencana.status == Rencana.Status.USANG
    assert baru.sidik != rencana.sidik


def test_only_eligible_people_and_free_posts_of_legal_entities_take_part(
    periode: Periode,
    saringan: Saringan,
    formasi: list[Kebutuhan],
    orang: dict[str, Pegawai],
    instansi: Instansi,
) -> None:
    HasilSaring.objects.filter(pegawai=orang["uang"]).update(hasil=HasilSaring.Hasil.BELUM_PASTI)
    PenugasanFactory.create(
        instansi=instansi, periode=periode, pegawai=orang["admin"], kebutuhan=formasi[0]
    )
    tanpa_unit = layak(saringan, None)  # type: ignore[arg-type]
    keluar = layak(saringan, orang["jauh"].opd, aktif=False)
    KebutuhanFactory.create(
        koperasi=KoperasiFactory.create(instansi=instansi, tanpa_badan_hukum=True)
    )
    KebutuhanFactory.create(koperasi=formasi[0].koperasi, aktif=False)

    rencana = layanan.susun(periode=periode, aktor=None, pada=KINI)
    assert siapa(rencana) == {2: "Citra Jauh"}
    assert rencana.kebutuhan == 1
    assert "1 formasi di 1 koperasi tidak ikut: nomor badan hukum belum tercatat." in str(
        rencana.catatan
    )
    sebab = {satu.pegawai_id: satu.sebab for satu in rencana.belum_set.all()}
    assert sebab[orang["admin"].pk] == "Sudah dinominasikan atau bertugas di koperasi lain."
    assert sebab[tanpa_unit.pk].startswith("Unit kerjanya belum dikenal.")
    assert keluar.pk not in sebab
    assert orang["uang"].pk not in sebab


def test_person_kept_by_the_unit_or_sent_back_is_not_proposed_again(
    periode: Periode,
    formasi: list[Kebutuhan],
    orang: dict[str, Pegawai],
    instansi: Instansi,
) -> None:
    lama = {"instansi": instansi, "periode": periode, "kebutuhan": formasi[0]}
    PenugasanFactory.create(pegawai=orang["admin"], status="DIPERTAHANKAN", **lama)
    PenugasanFactory.create(pegawai=orang["uang"], status="DIKEMBALIKAN", **lama)
    rencana = layanan.susun(periode=periode, aktor=None, pada=KINI)

    assert set(siapa(rencana).values()) == {"Citra Jauh"}
    sebab = {satu.pegawai_id: satu.sebab for satu in rencana.belum_set.all()}
    assert sebab[orang["admin"].pk] == "OPD mempertahankan orang ini pada periode ini."
    assert "melarang" in sebab[orang["uang"].pk]
    assert any("formasi" in kalimat and "kosong" in kalimat for kalimat in rencana.catatan)


def test_question_holds_the_facts_of_people_and_units(
    saringan: Saringan, formasi: list[Kebutuhan], orang: dict[str, Pegawai], opd: Opd
) -> None:
    uang = orang["uang"]
    Pegawai.objects.filter(pk=uang.pk).update(jabatan="Bidan  Mahir")
    BuktiKomputerFactory.create(pegawai=uang, tingkat=4)
    for tahun, predikat in ((2023, 5), (2024, 3), (2025, 1)):
        PredikatKinerjaFactory.create(pegawai=uang, tahun=tahun, predikat=predikat)
    PegawaiFactory.create(instansi=opd.instansi, opd=opd, lahir=dt.date(1968, 6, 1), jabatan="")
    OpdFactory.create(instansi=opd.instansi, jenis="Kelurahan")

    masukan = bahan_rencana(saringan).masukan
    calon = {satu.kunci: satu for satu in masukan.calon}[uang.nip]
    assert (calon.komputer, calon.predikat, calon.unit) == (4, (1, 3), "DINKES")
    assert (calon.rumpun, calon.layanan_dasar, calon.di_kecamatan) == ("bidan", True, False)
    assert [(satu.kode, satu.jumlah, satu.pensiun) for satu in masukan.unit] == [("DINKES", 24, 1)]
    assert masukan.unit[0].pemegang["Pengelola Layanan Operasional"] == 22
    assert [satu.kunci for satu in masukan.kursi] == ["KKMP-3375011002/1", "KKMP-3375011002/2"]


@pytest.mark.parametrize(
    ("jabatan", "hasil"),
    [
        ("Arsiparis Mahir", "arsiparis"),
        ("Guru Ahli  Muda", "guru"),
        ("Pranata Komputer Ahli Pertama", "pranata komputer"),
        ("Pengolah Data Dan Informasi", "pengolah data dan informasi"),
        ("", ""),
    ],
)
def test_position_family_is_the_position_without_its_level(jabatan: str, hasil: str) -> None:
    assert rumpun(jabatan) == hasil


def test_without_screening_or_posts_the_refusal_says_what_to_do(
    instansi: Instansi, orang: dict[str, Pegawai], saringan: Saringan
) -> None:
    with pytest.raises(DomainError, match="Impor kebutuhan koperasi"):
        layanan.susun(periode=saringan.periode, aktor=None, pada=KINI)
    baru = PeriodeFactory.create(instansi=instansi, kode="2026-2")
    with pytest.raises(DomainError, match="Belum ada hasil saringan"):
        layanan.susun(periode=baru, aktor=None, pada=KINI)


def test_policy_that_cannot_be_read_is_named(
    periode: Periode, formasi: list[Kebutuhan], orang: dict[str, Pegawai]
) -> None:
    periode.versi.isi["bobot"]["domisli"] = 3
    periode.versi.save()
    with pytest.raises(DomainError, match=r"\[bobot\] domisli: isian tidak dikenal"):
        layanan.susun(periode=periode, aktor=None, pada=KINI)


# --- locks ---------------------------------------------------------------------------------------


def test_locked_row_stays_and_the_new_plan_counts_its_changes(
    rencana: Rencana, periode: Periode, petugas: Akun, orang: dict[str, Pegawai], medono: Wilayah
) -> None:
    baris = rencana.baris_set.get(kebutuhan__nomor=1)
    layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    Pegawai.objects.filter(pk=baris.pegawai_id).update(domisili=None, pendidikan="")
    Pegawai.objects.filter(pk=orang["jauh"].pk).update(
        domisili=medono, pendidikan="S-1 ADMINISTRASI"
    )
    baru = layanan.susun(periode=periode, aktor=petugas, pada=KINI)

    assert siapa(baru) == {1: "Ani Admin", 2: "Budi Uang"}
    assert baru.baris_set.get(kebutuhan__nomor=1).terkunci
    assert not baru.baris_set.get(kebutuhan__nomor=2).terkunci
    assert "2 penempatan tetap, 0 berubah" in str(baru.catatan)
    assert baru.nilai == baru.batas_atas


def test_lock_that_no_longer_holds_stops_the_run_until_it_is_opened(
    rencana: Rencana, periode: Periode, petugas: Akun
) -> None:
    baris = rencana.baris_set.get(kebutuhan__nomor=1)
    layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    HasilSaring.objects.filter(pegawai=baris.pegawai).update(hasil=HasilSaring.Hasil.TIDAK)
    with pytest.raises(DomainError, match="tidak lagi layak"):
        layanan.susun(periode=periode, aktor=petugas, pada=KINI)

    HasilSaring.objects.filter(pegawai=baris.pegawai).update(hasil=HasilSaring.Hasil.LAYAK)
    Kebutuhan.objects.filter(pk=baris.kebutuhan_id).update(aktif=False)
    with pytest.raises(DomainError, match="sudah terisi atau tidak aktif"):
        layanan.susun(periode=periode, aktor=petugas, pada=KINI)

    layanan.kunci_baris(baris=baris, terkunci=False, aktor=petugas, pada=KINI)
    assert set(siapa(layanan.susun(periode=periode, aktor=petugas, pada=KINI))) == {2}


def test_lock_is_refused_on_a_used_plan_and_to_other_roles(
    rencana: Rencana, petugas: Akun, penyetuju: Akun
) -> None:
    baris = rencana.baris_set.first()
    assert baris is not None
    with pytest.raises(TidakBerhak):
        layanan.kunci_baris(baris=baris, terkunci=True, aktor=penyetuju, pada=KINI)
    Rencana.objects.update(status=Rencana.Status.DIPAKAI)
    with pytest.raises(SudahDiproses, match="sudah dikirim atau diganti"):
        layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)


def test_locking_twice_is_one_audited_act(rencana: Rencana, petugas: Akun) -> None:
    baris = rencana.baris_set.first()
    assert baris is not None
    for _ in range(2):
        layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    assert JejakAudit.objects.filter(aksi="rencana.kunci", aktor=petugas).count() == 1


# --- command -------------------------------------------------------------------------------------


def test_command_writes_the_contract_and_repeats_itself(
    tmp_path: Path,
    periode: Periode,
    formasi: list[Kebutuhan],
    orang: dict[str, Pegawai],
    capsys: pytest.CaptureFixture[str],
) -> None:
    berkas = [tmp_path / "satu.json", tmp_path / "dua.json"]
    for satu in berkas:
        call_command("susun_rencana", periode="2026-1", keluaran=satu)

    assert "2 dari 2 formasi terisi" in capsys.readouterr().out
    assert berkas[0].read_bytes() == berkas[1].read_bytes()
    isi = json.loads(berkas[0].read_text())
    assert set(isi) == {
        "periode",
        "sidik",
        "nilai",
        "batas_atas",
        "kebutuhan",
        "terisi",
        "penempatan",
        "belum_ditempatkan",
    }
    assert (isi["periode"], isi["kebutuhan"], isi["terisi"]) == ("2026-1", 2, 2)
    assert isi["nilai"] == isi["batas_atas"] == sum(p["nilai"] for p in isi["penempatan"])
    assert isi["penempatan"][0]["nip"] == orang["admin"].nip
    assert isi["penempatan"][0]["koperasi"] == formasi[0].koperasi.kode
    assert [satu["nip"] for satu in isi["belum_ditempatkan"]] == [orang["jauh"].nip]


def test_command_refuses_with_the_reason(
    tmp_path: Path, saringan: Saringan, formasi: list[Kebutuhan], orang: dict[str, Pegawai]
) -> None:
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("susun_rencana", keluaran=tmp_path / "tiada" / "x.json")
    with pytest.raises(CommandError, match="Periode 1999 tidak ditemukan"):
        call_command("susun_rencana", periode="1999")
    Rencana.objects.all().delete()
    saringan.delete()
    with pytest.raises(CommandError, match="Belum ada hasil saringan"):
        call_command("susun_rencana")


# --- pages ---------------------------------------------------------------------------------------


def test_officer_composes_in_the_background_and_lands_on_the_plan(
    petugas: Akun,
    masuk: Masuk,
    kerjakan: Kerjakan,
    periode: Periode,
    formasi: list[Kebutuhan],
    orang: dict[str, Pegawai],
) -> None:
    klien = masuk(petugas)
    assert "Belum ada rencana" in klien.get(reverse("penugasan:rencana")).content.decode()
    jawaban = klien.post(reverse("penugasan:rencana_susun"))
    [pekerjaan] = kerjakan()

    assert pekerjaan.status == Pekerjaan.Status.SELESAI, pekerjaan.galat
    rencana = Rencana.objects.get()
    assert rencana.aktor == petugas
    halaman = klien.get(jawaban.url, follow=True)
    assert halaman.redirect_chain[-1][0] == reverse("penugasan:rencana_rincian", args=[rencana.pk])
    isi = halaman.content.decode()
    assert "Terbukti terbaik." in isi
    assert "Ani Admin" in isi
    assert "Citra Jauh" in isi  # the runner-up
    assert orang["admin"].nip not in isi
    assert f"Rencana {rencana.pk}" in klien.get(reverse("penugasan:rencana")).content.decode()
    assert LogAkses.objects.filter(objek_jenis="penugasan.rencana", jumlah=2).exists()


def test_officer_without_screening_is_led_to_it(
    petugas: Akun, masuk: Masuk, instansi: Instansi
) -> None:
    PeriodeFactory.create(instansi=instansi)
    klien = masuk(petugas)
    assert "Saringan dulu" in klien.get(reverse("penugasan:rencana")).content.decode()
    jawaban = klien.post(
        reverse("penugasan:rencana_susun"), HTTP_REFERER="http://testserver/rencana/", follow=True
    )
    assert "Belum ada hasil saringan" in jawaban.content.decode()
    assert not Pekerjaan.objects.exists()


@pytest.mark.parametrize(
    ("tanya", "nama"),
    [
        ("", ["Ani Admin", "Budi Uang"]),
        ("?cari=budi+uang", ["Budi Uang"]),
        ("?cari=Medono", ["Ani Admin", "Budi Uang"]),
        ("?peran=keuangan", ["Budi Uang"]),
        ("?kecamatan=33.75.01", ["Ani Admin", "Budi Uang"]),
        ("?kunci=ya", []),
        ("?kunci=tidak", ["Ani Admin", "Budi Uang"]),
    ],
)
def test_filters_of_the_placements_live_in_the_url(
    tanya: str, nama: list[str], rencana: Rencana, auditor: Akun, masuk: Masuk
) -> None:
    alamat = reverse("penugasan:rencana_rincian", args=[rencana.pk])
    halaman = masuk(auditor).get(f"{alamat}{tanya}").context["halaman"]
    assert [satu.pegawai.nama for satu in halaman] == nama


def test_placement_is_found_by_the_beginning_of_a_nip(
    rencana: Rencana, petugas: Akun, masuk: Masuk, orang: dict[str, Pegawai]
) -> None:
    nip = orang["uang"].nip
    alamat = reverse("penugasan:rencana_rincian", args=[rencana.pk])
    halaman = masuk(petugas).get(alamat, {"cari": f"{nip[:8]} {nip[8:14]}"}).context["halaman"]
    assert [satu.pegawai.nama for satu in halaman] == ["Budi Uang"]


@pytest.mark.parametrize("tanya", ["", "?cari=citra", "?sebab=domisili", "?opd={opd}"])
def test_why_not_tab_lists_the_reasons_and_can_be_searched(
    tanya: str, rencana: Rencana, penyetuju: Akun, masuk: Masuk, opd: Opd
) -> None:
    alamat = reverse("penugasan:rencana_belum", args=[rencana.pk])
    isi = masuk(penyetuju).get(alamat + tanya.format(opd=opd.pk)).content.decode()
    assert "Citra Jauh" in isi
    assert "Selisih terbesar: domisili." in isi


def test_impact_tab_shows_before_and_after_and_who_answers(
    rencana: Rencana, kepala_opd: Akun, auditor: Akun, masuk: Masuk, opd: Opd
) -> None:
    Opd.objects.filter(pk=opd.pk).update(minimum_staf=22)
    [dampak] = dampak_unit(rencana, KINI.date())
    assert (dampak.sebelum, dampak.pergi, dampak.sesudah, dampak.kurang) == (23, 2, 21, True)
    assert dampak.pejabat == f"Kepala: {kepala_opd.nama}"

    alamat = reverse("penugasan:rencana_dampak", args=[rencana.pk])
    assert "Di bawah batas 22" in masuk(auditor).get(alamat).content.decode()


def test_unit_without_a_head_is_answered_by_the_one_above(
    rencana: Rencana, opd: Opd, instansi: Instansi
) -> None:
    assert dampak_unit(rencana, KINI.date())[0].pejabat == ""
    induk = OpdFactory.create(instansi=instansi, nama="Sekretariat")
    opd.induk = induk
    opd.save()
    PejabatFactory.create(opd=induk, plt=True, nama="Plt Atas")
    assert dampak_unit(rencana, KINI.date())[0].pejabat == "Plt. Kepala: Plt Atas"


def test_lock_button_keeps_filters_and_toggles(
    rencana: Rencana, petugas: Akun, masuk: Masuk
) -> None:
    baris = rencana.baris_set.first()
    assert baris is not None
    klien = masuk(petugas)
    alamat = reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk])
    jawaban = klien.post(alamat, {"terkunci": "1", "kembali": "cari=ani&halaman=1"})
    assert jawaban.url == (
        f"{reverse('penugasan:rencana_rincian', args=[rencana.pk])}"
        f"?cari=ani&halaman=1#baris-{baris.pk}"
    )
    isi = klien.get(jawaban.url).content.decode()
    assert "Buka kunci" in isi
    assert "(1 terkunci)" in isi
    klien.post(alamat, {"terkunci": "0"})
    baris.refresh_from_db()
    assert not baris.terkunci


def test_sending_asks_the_unit_and_closes_the_plan(
    rencana: Rencana, petugas: Akun, kepala_opd: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    alamat = reverse("penugasan:rencana_kirim", args=[rencana.pk])
    tanya = klien.get(alamat).content.decode()
    assert "2 orang dari 1 unit" in tanya
    assert "Kirim 2 nominasi" in tanya
    assert klien.post(alamat).url == reverse("penugasan:papan")

    terkirim = Penugasan.objects.filter(rencana=rencana, asal=Penugasan.Asal.RENCANA)
    assert [satu.status for satu in terkirim] == [Penugasan.Status.DIMINTA] * 2
    rencana.refresh_from_db()
    assert rencana.status == Rencana.Status.DIPAKAI
    assert "sudah dikirim" in klien.get(alamat).content.decode()
    [dampak] = dampak_unit(rencana, sekarang().date())
    assert (dampak.sebelum, dampak.sesudah) == (23, 21)


def test_confirmation_warns_of_units_without_an_account_and_below_their_minimum(
    rencana: Rencana, petugas: Akun, masuk: Masuk, opd: Opd
) -> None:
    Opd.objects.filter(pk=opd.pk).update(minimum_staf=22)
    isi = masuk(petugas).get(reverse("penugasan:rencana_kirim", args=[rencana.pk]))
    assert "1 unit belum punya pejabat dengan akun" in isi.content.decode()
    assert "1 unit akan turun di bawah batas" in isi.content.decode()


@pytest.mark.parametrize("peran", ["penyetuju", "auditor"])
def test_readers_see_no_button_and_cannot_post(
    peran: str, request: pytest.FixtureRequest, rencana: Rencana, masuk: Masuk
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    baris = rencana.baris_set.first()
    assert baris is not None
    isi = klien.get(reverse("penugasan:rencana_rincian", args=[rencana.pk])).content.decode()
    assert "Susun ulang" not in isi
    assert "Kirim nominasi" not in isi
    for alamat in (
        reverse("penugasan:rencana_susun"),
        reverse("penugasan:rencana_kirim", args=[rencana.pk]),
        reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk]),
    ):
        assert klien.post(alamat).status_code == 403


def test_plan_of_another_agency_does_not_exist(
    rencana: Rencana, petugas_lain: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas_lain)
    baris = rencana.baris_set.first()
    assert baris is not None
    for nama in ("rincian", "belum", "dampak", "kirim"):
        alamat = reverse(f"penugasan:rencana_{nama}", args=[rencana.pk])
        assert klien.get(alamat).status_code == 404
    kunci = reverse("penugasan:rencana_kunci", args=[rencana.pk, baris.pk])
    assert klien.post(kunci, {"terkunci": "1"}).status_code == 404


def test_shortage_is_shown_and_the_empty_post_named(
    periode: Periode,
    instansi: Instansi,
    formasi: list[Kebutuhan],
    orang: dict[str, Pegawai],
    petugas: Akun,
    masuk: Masuk,
) -> None:
    belum = KoperasiFactory.create(instansi=instansi, status=Koperasi.Status.BELUM_OPERASIONAL)
    KebutuhanFactory.create_batch(2, koperasi=belum)
    rencana = layanan.susun(periode=periode, aktor=None, pada=KINI)

    assert (rencana.terisi, rencana.kebutuhan) == (3, 4)
    assert rencana.baris_set.filter(kebutuhan__koperasi=belum).count() == 1
    isi = masuk(petugas).get(reverse("penugasan:rencana_rincian", args=[rencana.pk]))
    assert f"{belum.nama_pendek} formasi 2 kosong." in isi.content.decode()
    assert "koperasi operasional diisi lebih dahulu" in isi.content.decode()


def test_page_of_a_full_plan_asks_a_fixed_number_of_queries(
    periode: Periode,
    instansi: Instansi,
    orang: dict[str, Pegawai],
    saringan: Saringan,
    petugas: Akun,
    masuk: Masuk,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        opd = OpdFactory.create(instansi=instansi)
        KebutuhanFactory.create(koperasi=KoperasiFactory.create(instansi=instansi))
        layak(saringan, opd)
    rencana = layanan.susun(periode=periode, aktor=None, pada=KINI)
    assert rencana.terisi == 12
    klien = masuk(petugas)
    with django_assert_max_num_queries(12):
        klien.get(reverse("penugasan:rencana_rincian", args=[rencana.pk]))
    with django_assert_max_num_queries(10):
        klien.get(reverse("penugasan:rencana_belum", args=[rencana.pk]))
