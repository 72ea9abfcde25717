"""Plans from screening to stored rows: what is proposed, kept and locked; the command."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import HasilSaring, Rencana, Saringan, VersiAturan
from penugasan.queries.penempatan import bahan_rencana, rumpun
from penugasan.services import rencana as layanan
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    OpdFactory,
    PegawaiFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.factories import (
    PenugasanFactory,
    PeriodeFactory,
    SaringanFactory,
    VersiAturanFactory,
    ganti_versi,
)
from tests.penugasan.kota_rencana import KINI, KotaRencana, buat_kota, layak


@pytest.fixture
def kota(opd: Opd) -> KotaRencana:
    return buat_kota(opd)


@pytest.fixture
def rencana(kota: KotaRencana) -> Rencana:
    return kota.susun()


def siapa(rencana: Rencana) -> dict[int, str]:
    return {
        satu.kebutuhan.nomor: satu.pegawai.nama
        for satu in rencana.baris_set.select_related("kebutuhan", "pegawai")
    }


def test_plan_puts_each_near_person_in_the_fitting_post_and_explains_the_rest(
    kota: KotaRencana, rencana: Rencana
) -> None:
    assert siapa(rencana) == {1: "Ani Admin", 2: "Budi Uang"}
    assert rencana.nilai == rencana.batas_atas == sum(b.nilai for b in rencana.baris_set.all())
    assert (rencana.kebutuhan, rencana.terisi) == (2, 2)
    baris = rencana.baris_set.get(kebutuhan__nomor=2)
    assert sum(baris.bagian.values()) == baris.nilai
    assert baris.alasan[0] == "Tinggal di wilayah koperasi, Medono (+400)."
    assert [satu["pegawai"] for satu in baris.cadangan] == [kota.jauh.pk]
    belum = rencana.belum_set.get()
    assert belum.pegawai == kota.jauh
    assert "Selisih terbesar: domisili." in belum.sebab


def test_second_run_returns_the_same_plan_and_the_audit_holds_one_entry(
    kota: KotaRencana, rencana: Rencana
) -> None:
    assert kota.susun().pk == rencana.pk
    assert Rencana.objects.count() == 1
    assert JejakAudit.objects.filter(aksi="rencana.susun").count() == 1


def test_changed_facts_give_a_new_plan_and_retire_the_old_one(
    kota: KotaRencana, rencana: Rencana
) -> None:
    PredikatKinerjaFactory.create(pegawai=kota.jauh)
    baru = kota.susun()

    rencana.refresh_from_db()
    assert baru.pk != rencana.pk
    assert rencana.status == Rencana.Status.USANG
    assert baru.sidik != rencana.sidik


def test_only_eligible_people_and_free_posts_of_legal_entities_take_part(
    kota: KotaRencana, instansi: Instansi
) -> None:
    HasilSaring.objects.filter(pegawai=kota.uang).update(hasil=HasilSaring.Hasil.BELUM_PASTI)
    PenugasanFactory.create(
        instansi=instansi, periode=kota.periode, pegawai=kota.admin, kebutuhan=kota.formasi[0]
    )
    tanpa_unit = layak(kota.saringan, None)
    keluar = layak(kota.saringan, kota.jauh.opd, aktif=False)
    KebutuhanFactory.create(
        koperasi=KoperasiFactory.create(instansi=instansi, tanpa_badan_hukum=True)
    )
    KebutuhanFactory.create(koperasi=kota.formasi[0].koperasi, aktif=False)

    rencana = kota.susun()
    assert siapa(rencana) == {2: "Citra Jauh"}
    assert rencana.kebutuhan == 1
    assert "1 formasi di 1 koperasi tidak ikut: nomor badan hukum belum tercatat." in str(
        rencana.catatan
    )
    sebab = {satu.pegawai_id: satu.sebab for satu in rencana.belum_set.all()}
    assert sebab[kota.admin.pk] == "Sudah dinominasikan atau bertugas di koperasi lain."
    assert sebab[tanpa_unit.pk].startswith("Unit kerjanya belum dikenal.")
    assert keluar.pk not in sebab
    assert kota.uang.pk not in sebab


def test_person_kept_by_the_unit_or_sent_back_is_not_proposed_again(
    kota: KotaRencana, instansi: Instansi
) -> None:
    lama = {"instansi": instansi, "periode": kota.periode, "kebutuhan": kota.formasi[0]}
    PenugasanFactory.create(pegawai=kota.admin, status="DIPERTAHANKAN", **lama)
    PenugasanFactory.create(pegawai=kota.uang, status="DIKEMBALIKAN", **lama)
    rencana = kota.susun()

    assert set(siapa(rencana).values()) == {"Citra Jauh"}
    sebab = {satu.pegawai_id: satu.sebab for satu in rencana.belum_set.all()}
    assert sebab[kota.admin.pk] == "OPD mempertahankan orang ini pada periode ini."
    assert "melarang" in sebab[kota.uang.pk]
    assert any("formasi" in kalimat and "kosong" in kalimat for kalimat in rencana.catatan)


def test_question_holds_the_facts_of_people_and_units(kota: KotaRencana, opd: Opd) -> None:
    uang = kota.uang
    Pegawai.objects.filter(pk=uang.pk).update(jabatan="Bidan  Mahir")
    BuktiKomputerFactory.create(pegawai=uang, tingkat=4)
    for tahun, predikat in ((2023, 5), (2024, 3), (2025, 1)):
        PredikatKinerjaFactory.create(pegawai=uang, tahun=tahun, predikat=predikat)
    PegawaiFactory.create(instansi=opd.instansi, opd=opd, lahir=dt.date(1968, 6, 1), jabatan="")
    OpdFactory.create(instansi=opd.instansi, jenis="Kelurahan")

    masukan = bahan_rencana(kota.saringan).masukan
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
    kota: KotaRencana, instansi: Instansi
) -> None:
    Kebutuhan.objects.update(aktif=False)
    with pytest.raises(DomainError, match="Impor kebutuhan koperasi"):
        kota.susun()
    baru = PeriodeFactory.create(instansi=instansi, kode="2026-2")
    with pytest.raises(DomainError, match="Belum ada hasil saringan"):
        kota.susun(periode=baru)


def test_screening_of_another_date_serves_until_the_rounds_own_exists(
    kota: KotaRencana, instansi: Instansi, opd: Opd
) -> None:
    Saringan.objects.all().delete()
    coba = SaringanFactory.create(periode=kota.periode, per_tanggal=dt.date(2026, 4, 1))
    layak(coba, opd)
    rencana = kota.susun()
    assert rencana.saringan == coba
    assert "Saringan ini per 1 April 2026" in str(rencana.catatan)

    resmi = SaringanFactory.create(periode=kota.periode)
    SaringanFactory.create(periode=kota.periode, per_tanggal=dt.date(2026, 5, 1))
    layak(resmi, opd)
    assert kota.susun().saringan == resmi


def test_rules_changed_since_the_screening_ask_for_a_new_one(kota: KotaRencana) -> None:
    kota.periode.versi = VersiAturanFactory.create(
        instansi=kota.periode.instansi, nomor=2, status=VersiAturan.Status.DISETUJUI
    )
    kota.periode.save()
    with pytest.raises(DomainError, match="Saring ulang"):
        kota.susun()


def test_policy_may_let_cooperatives_without_a_legal_entity_take_part(kota: KotaRencana) -> None:
    Koperasi.objects.update(nomor_badan_hukum="")
    with pytest.raises(DomainError, match="nomor badan hukum belum tercatat"):
        kota.susun()
    longgar = {"wajib_badan_hukum": False}
    kota.periode.versi = ganti_versi(kota.periode.versi, lambda i: i["koperasi"].update(longgar))
    assert kota.susun().terisi == 2


def test_policy_that_cannot_be_read_is_named(kota: KotaRencana) -> None:
    kota.periode.versi = ganti_versi(kota.periode.versi, lambda i: i["bobot"].update(domisli=3))
    with pytest.raises(DomainError, match=r"\[bobot\] domisli: isian tidak dikenal"):
        kota.susun()


# --- locks ---------------------------------------------------------------------------------------


def test_locked_row_stays_and_the_new_plan_counts_its_changes(
    kota: KotaRencana, rencana: Rencana, petugas: Akun
) -> None:
    baris = rencana.baris_set.get(kebutuhan__nomor=1)
    layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    Pegawai.objects.filter(pk=baris.pegawai_id).update(domisili=None, pendidikan="")
    Pegawai.objects.filter(pk=kota.jauh.pk).update(
        domisili=kota.medono, pendidikan="S-1 ADMINISTRASI"
    )
    baru = kota.susun(aktor=petugas)

    assert siapa(baru) == {1: "Ani Admin", 2: "Budi Uang"}
    assert baru.baris_set.get(kebutuhan__nomor=1).terkunci
    assert not baru.baris_set.get(kebutuhan__nomor=2).terkunci
    assert "2 penempatan tetap, 0 berubah" in str(baru.catatan)
    assert baru.nilai == baru.batas_atas


def test_lock_that_no_longer_holds_stops_the_run_until_it_is_opened(
    kota: KotaRencana, rencana: Rencana, petugas: Akun
) -> None:
    baris = rencana.baris_set.get(kebutuhan__nomor=1)
    layanan.kunci_baris(baris=baris, terkunci=True, aktor=petugas, pada=KINI)
    HasilSaring.objects.filter(pegawai=baris.pegawai).update(hasil=HasilSaring.Hasil.TIDAK)
    with pytest.raises(DomainError, match="tidak lagi layak"):
        kota.susun(aktor=petugas)

    HasilSaring.objects.filter(pegawai=baris.pegawai).update(hasil=HasilSaring.Hasil.LAYAK)
    Kebutuhan.objects.filter(pk=baris.kebutuhan_id).update(aktif=False)
    with pytest.raises(DomainError, match="sudah terisi atau tidak aktif"):
        kota.susun(aktor=petugas)

    layanan.kunci_baris(baris=baris, terkunci=False, aktor=petugas, pada=KINI)
    assert set(siapa(kota.susun(aktor=petugas))) == {2}


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
    tmp_path: Path, kota: KotaRencana, capsys: pytest.CaptureFixture[str]
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
    assert isi["penempatan"][0]["nip"] == kota.admin.nip
    assert isi["penempatan"][0]["koperasi"] == kota.formasi[0].koperasi.kode
    assert [satu["nip"] for satu in isi["belum_ditempatkan"]] == [kota.jauh.nip]


def test_command_refuses_with_the_reason(tmp_path: Path, kota: KotaRencana) -> None:
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("susun_rencana", keluaran=tmp_path / "tiada" / "x.json")
    with pytest.raises(CommandError, match="Periode 1999 tidak ditemukan"):
        call_command("susun_rencana", periode="1999")
    Rencana.objects.all().delete()
    kota.saringan.delete()
    with pytest.raises(CommandError, match="Belum ada hasil saringan"):
        call_command("susun_rencana")
