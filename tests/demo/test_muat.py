"""What ``--demo`` loads: an empty agency to work in, and a lively one to look at."""

import datetime as dt
import tomllib

import pytest
from django.core.management import CommandError, call_command

from inti import audit
from inti.errors import DomainError
from inti.models import Impor, Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Opd, Pegawai, Pejabat
from penugasan.demo.akun import BERISI, CONTOH, KELOMPOK_MASUK, KOSONG, KUTAI, SANDI, UTAMA
from penugasan.demo.berisi import KABUPATEN, muat_berisi
from penugasan.demo.daerah import PEKALONGAN
from penugasan.demo.kosong import muat_kosong
from penugasan.demo.paket import SIASN_CONTOH, tulis_paket, ubah
from penugasan.models import Penugasan, PesanKeluar, Rencana, Surat, Usulan
from penugasan.rules.paket import baca_paket

DIMINTA, SIAP = Penugasan.Status.DIMINTA, Penugasan.Status.DISETUJUI_OPD


@pytest.mark.django_db
def test_the_empty_agency_has_logins_and_a_head_for_every_unit_but_no_people():
    instansi = muat_kosong(sekarang())
    assert instansi.kode == KOSONG
    assert not Pegawai.objects.exists()
    assert not Kebutuhan.objects.exists()
    for satu in UTAMA:
        akun = Akun.objects.get(username=satu.username)
        assert (akun.peran, akun.instansi) == (satu.peran, instansi)
        assert akun.check_password(SANDI)
    opd = Opd.objects.filter(instansi=instansi)
    assert Pejabat.objects.filter(opd__in=opd).count() == opd.count() == 80
    kepala = Akun.objects.get(username="kepala.dinkes")
    assert kepala.jalur_opd(hari_ini()) == ["DINKES/"]
    assert Pejabat.objects.filter(jenis=Pejabat.Jenis.PLT).count() == 8

    akun, jejak = Akun.objects.count(), JejakAudit.objects.count()
    muat_kosong(sekarang())
    assert (Akun.objects.count(), JejakAudit.objects.count()) == (akun, jejak)


@pytest.mark.django_db
def test_in_the_sample_agency_every_role_has_something_to_do(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    muat_kosong(sekarang())
    # Broken off in the middle of the play, the load leaves none of it and goes on from there.
    pengganggu = Akun.objects.create_user("penyetuju.contoh", SANDI, peran=Peran.PENYETUJU)
    with pytest.raises(DomainError):
        muat_berisi(sekarang())
    assert Pegawai.objects.exists()
    assert not Penugasan.objects.exists()
    pengganggu.delete()
    instansi = muat_berisi(sekarang())
    assert instansi.kode == BERISI

    penugasan = Penugasan.objects.filter(instansi=instansi)
    assert penugasan.filter(status=SIAP).count() >= 10  # penyetuju
    assert penugasan.filter(status=DIMINTA, batas_jawab__lt=hari_ini()).exists()  # petugas: late
    terbuka = Usulan.objects.filter(instansi=instansi, status=Usulan.Status.DIAJUKAN)
    assert set(terbuka.values_list("jenis", flat=True)) == {"pengganti", "keberatan"}
    for username in CONTOH.kepala:
        kepala = Akun.objects.get(username=username)
        assert kepala.check_password(SANDI)
        assert Penugasan.objects.untuk(kepala).filter(status=DIMINTA).count() >= 2
    ditetapkan = penugasan.filter(status=Penugasan.Status.DITETAPKAN)
    assert ditetapkan.count() == PesanKeluar.objects.count() == 8
    assert Surat.objects.filter(jenis=Surat.Jenis.SURAT_TUGAS).count() == 8
    assert Surat.objects.get(jenis=Surat.Jenis.SK).tanggal <= ditetapkan[0].mulai
    bebas = Kebutuhan.objects.filter(koperasi__instansi=instansi, aktif=True).exclude(
        pk__in=Penugasan.objects.hidup().values("kebutuhan")
    )
    assert bebas.exists()  # dinas koperasi and petugas: posts to fill
    rencana = Rencana.objects.get(instansi=instansi, induk=None)
    assert rencana.nilai == rencana.batas_atas
    assert audit.verifikasi(instansi)[1] is None
    assert set(Impor.objects.values_list("status", flat=True)) == {Impor.Status.DITERAPKAN}

    kosong = Akun.objects.get(username="petugas")
    assert not Pegawai.objects.untuk(kosong).exists()
    assert not Penugasan.objects.untuk(kosong).exists()

    keadaan = (penugasan.count(), Pegawai.objects.count(), JejakAudit.objects.count())
    muat_berisi(sekarang())
    assert keadaan == (penugasan.count(), Pegawai.objects.count(), JejakAudit.objects.count())


@pytest.mark.django_db
def test_the_sample_regency_stands_beside_the_city_with_its_own_policy(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    instansi = muat_berisi(sekarang(), KABUPATEN)
    assert instansi.kode == "kutai-timur"
    koperasi = Koperasi.objects.filter(instansi=instansi)
    assert koperasi.count() == 12
    assert koperasi.values("wilayah__induk").distinct().count() == 6
    orang = Pegawai.objects.filter(instansi=instansi)
    assert orang.count() == 400
    assert set(orang.values_list("jenis", flat=True)) == {"PNS", "PPPK", "PPPK_PW"}
    assert orang.filter(opd__jenis="Kecamatan").count() >= 100
    hidup = Penugasan.objects.filter(instansi=instansi)
    assert hidup.filter(pegawai__jenis="PNS").exists()
    for status, paling_sedikit in ((SIAP, 5), (Penugasan.Status.DITETAPKAN, 4), (DIMINTA, 4)):
        assert hidup.filter(status=status).count() >= paling_sedikit
    assert Usulan.objects.filter(instansi=instansi, status=Usulan.Status.DIAJUKAN).count() == 3
    for username in KUTAI.kepala:
        kepala = Akun.objects.get(username=username)
        assert kepala.instansi == instansi
        assert Penugasan.objects.untuk(kepala).filter(status=DIMINTA).exists()
    sk = Surat.objects.get(instansi=instansi, jenis=Surat.Jenis.SK)
    assert sk.nomor == f"800.1.11.1/K.001/{hari_ini().year}"
    assert audit.verifikasi(instansi)[1] is None
    keadaan = (hidup.count(), JejakAudit.objects.count())
    muat_berisi(sekarang(), KABUPATEN)
    assert keadaan == (hidup.count(), JejakAudit.objects.count())


def test_the_heads_without_a_login_cannot_log_in():
    assert set(CONTOH.kepala) <= {a.username for k in KELOMPOK_MASUK for a in k.akun}
    nama = [a.username for k in KELOMPOK_MASUK for a in k.akun]
    assert len(nama) == len(set(nama))
    assert {a.peran for a in (*UTAMA, *CONTOH.semua)} >= {
        Peran.ADMIN,
        Peran.PETUGAS,
        Peran.PENYETUJU,
        Peran.DINAS_KOPERASI,
        Peran.AUDITOR,
    }


def test_the_sample_pack_is_the_shipped_one_with_another_agency_and_round():
    asli = (PEKALONGAN.folder / "paket.toml").read_text()
    paket = baca_paket(ubah(asli, dt.date(2027, 1, 1)))
    assert paket.instansi.kode == paket.identitas.kode == BERISI
    assert paket.instansi.siasn_id == SIASN_CONTOH
    assert paket.periode.kode == "2027-1"
    assert paket.periode.tanggal_acuan == dt.date(2027, 1, 1)
    assert paket.periode.selesai == dt.date(2031, 12, 31)
    assert tomllib.loads(ubah(asli, dt.date(2027, 1, 1)))["aturan"] == tomllib.loads(asli)["aturan"]


def test_a_pack_that_was_written_before_is_kept_as_it_is(tmp_path):
    tulis_paket(tmp_path, dt.date(2027, 1, 1))
    lama = (tmp_path / BERISI / "paket.toml").read_text()
    tulis_paket(tmp_path, dt.date(2028, 1, 1))
    assert (tmp_path / BERISI / "paket.toml").read_text() == lama


@pytest.mark.django_db
def test_the_commands_load_refuse_production_and_write_a_city(settings, tmp_path, capsys):
    call_command("muat_demo", hanya_kosong=True)
    assert Instansi.objects.get().kode == KOSONG
    settings.PRODUKSI = True
    with pytest.raises(CommandError, match="produksi"):
        call_command("muat_demo")
    call_command("buat_kota", keluaran=tmp_path / "kota", orang=60, seed=3)
    assert "60 orang, 27 koperasi" in capsys.readouterr().out
    assert len(list((tmp_path / "kota").iterdir())) == 4
    call_command("buat_kota", keluaran=tmp_path / "k", orang=60, daerah="kutai-timur")
    assert "60 orang, 12 koperasi" in capsys.readouterr().out
    assert (tmp_path / "k" / "kebutuhan-kdmp.xlsx").exists()
    with pytest.raises(CommandError, match="paling sedikit"):
        call_command("buat_kota", keluaran=tmp_path / "kecil", orang=5)
