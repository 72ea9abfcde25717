"""Backup and restore as an operator does them: commands, files, keys, and a new machine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from pyrage.x25519 import Identity

from inti.cadangan import CadanganDitolakError, periksa
from tests.cadangan import AKAR, Mesin, basis_baru, sidik_semua


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> Mesin:
    """A machine with a pack, its cooperatives and one kept file."""
    mesin = Mesin(tmp_path_factory.mktemp("asal"))
    mesin.jalankan("siapkan", "--paket", "kota-pekalongan").check_returncode()
    surat = mesin.data / "berkas" / "surat" / "2026"
    surat.mkdir(parents=True)
    (surat / "sk.pdf").write_bytes(b"%PDF-1.7 tiruan")
    return mesin


@pytest.fixture(scope="module")
def cadangan(asal: Mesin) -> Path:
    hasil = asal.jalankan("cadangkan")
    assert hasil.returncode == 0, hasil.stderr
    assert "Sudah dibaca ulang dan utuh." in hasil.stdout
    [berkas] = (asal.data / "cadangan").glob("portal-*.age")
    return berkas


def test_a_backup_comes_back_on_a_new_machine_row_for_row(asal, cadangan, tmp_path):
    baru = Mesin(tmp_path / "baru")
    hasil = baru.jalankan("pulihkan", str(cadangan), "--kunci", str(asal.kunci))
    assert hasil.returncode == 0, hasil.stderr
    assert "Pulih dan sama dengan cadangannya" in hasil.stdout
    assert sidik_semua(baru) == sidik_semua(asal)
    assert (baru.data / "berkas/surat/2026/sk.pdf").read_bytes() == b"%PDF-1.7 tiruan"
    kunci_sesi = (baru.data / "secret_key").read_text()
    assert kunci_sesi == (asal.data / "secret_key").read_text()
    assert baru.jalankan("verifikasi_jejak").returncode == 0


def test_a_place_that_is_not_empty_is_left_alone(asal, cadangan):
    sebelum = sidik_semua(asal)
    hasil = asal.jalankan("pulihkan", str(cadangan))
    assert hasil.returncode == 1
    assert "sudah berisi" in hasil.stderr
    assert sidik_semua(asal) == sebelum


def test_a_cut_backup_is_refused_and_writes_nothing(asal, cadangan, tmp_path):
    terpotong = tmp_path / "terpotong.age"
    terpotong.write_bytes(cadangan.read_bytes()[:-100])
    baru = Mesin(tmp_path / "baru")
    hasil = baru.jalankan("pulihkan", str(terpotong), "--kunci", str(asal.kunci))
    assert hasil.returncode == 1
    assert "terpotong atau rusak. Pakai cadangan yang lain." in hasil.stderr
    assert not sidik_semua(baru)


@pytest.mark.parametrize("bagian", [0.0, 0.001, 0.1, 0.5, 0.999])
def test_wherever_it_was_cut_it_is_refused(asal, cadangan, tmp_path, bagian):
    isi = cadangan.read_bytes()
    terpotong = tmp_path / "terpotong.age"
    terpotong.write_bytes(isi[: int(len(isi) * bagian)])
    with pytest.raises(CadanganDitolakError, match="Pakai cadangan yang lain"):
        periksa(terpotong, asal.kunci)


@pytest.mark.parametrize("bagian", [0.0, 0.0005, 0.3, 0.7, 1.0])
def test_one_changed_byte_anywhere_is_seen(asal, cadangan, tmp_path, bagian):
    isi = bytearray(cadangan.read_bytes())
    isi[int((len(isi) - 1) * bagian)] ^= 1
    rusak = tmp_path / "rusak.age"
    rusak.write_bytes(isi)
    with pytest.raises(CadanganDitolakError, match="Pakai"):
        periksa(rusak, asal.kunci)


def test_another_key_does_not_open_it(cadangan, tmp_path):
    lain = tmp_path / "kunci"
    lain.write_text(f"# milik orang lain\n{Identity.generate()}\n")
    with pytest.raises(CadanganDitolakError, match="Kunci ini bukan pasangan cadangan"):
        periksa(cadangan, lain)
    with pytest.raises(CadanganDitolakError, match="Sebutkan kuncinya dengan --kunci"):
        periksa(cadangan, tmp_path / "tiada")
    lain.write_text("bukan kunci")
    with pytest.raises(CadanganDitolakError, match="bukan berkas kunci"):
        periksa(cadangan, lain)


@pytest.mark.usefixtures("cadangan")  # a backup without a recipient: it made the server's own key
def test_with_a_recipient_the_server_keeps_no_secret(asal, tmp_path):
    rahasia = Identity.generate()
    tujuan = tmp_path / "keluar"
    hasil = asal.jalankan("cadangkan", str(tujuan), CADANGAN_PENERIMA=str(rahasia.to_public()))
    assert hasil.returncode == 0, hasil.stderr
    assert "Kuncinya" not in hasil.stdout
    [berkas] = tujuan.glob("*.age")
    with pytest.raises(CadanganDitolakError, match="bukan pasangan"):
        periksa(berkas, asal.kunci)
    kunci = tmp_path / "kunci"
    kunci.write_text(f"{rahasia}\n")
    terbuka = asal.jalankan("pulihkan", str(berkas), "--periksa", "--kunci", str(kunci))
    assert terbuka.returncode == 0, terbuka.stderr
    salah = asal.jalankan("cadangkan", str(tujuan), CADANGAN_PENERIMA="age1bukan")
    assert salah.returncode == 1
    assert "CADANGAN_PENERIMA" in salah.stderr
    assert len(list(tujuan.iterdir())) == 1  # nothing half written stays


def test_only_the_newest_are_kept_and_only_ours_go(asal, cadangan, tmp_path):
    folder = tmp_path / "keluar"
    folder.mkdir()
    for hari in range(1, 5):
        shutil.copy(cadangan, folder / f"portal-2026010{hari}-013000.age")
    (folder / "portal-catatan.age").write_text("milik orang lain")
    hasil = asal.jalankan("cadangkan", str(folder), "--simpan", "2")
    assert hasil.returncode == 0, hasil.stderr
    tersisa = sorted(p.name for p in folder.iterdir())
    assert len(tersisa) == 3
    assert tersisa[0] == "portal-20260104-013000.age"
    assert tersisa[-1] == "portal-catatan.age"


def test_a_newer_shape_is_refused_in_words(asal, cadangan, tmp_path):
    kode = (
        "import django; django.setup()\n"
        "from inti.cadangan import ambil\n"
        "asli = ambil._migrasi\n"
        "ambil._migrasi = lambda: [*asli(), ['inti', '9999_masa_depan']]\n"
        f"ambil.cadangkan(__import__('pathlib').Path({str(tmp_path / 'baru')!r}))\n"
    )
    subprocess.run([sys.executable, "-c", kode], cwd=AKAR, env=asal.env, check=True, timeout=120)
    [berkas] = (tmp_path / "baru").glob("*.age")
    mesin = Mesin(tmp_path / "mesin")
    hasil = mesin.jalankan("pulihkan", str(berkas), "--kunci", str(asal.kunci))
    assert hasil.returncode == 1
    assert "lebih baru daripada portal ini" in hasil.stderr


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs both databases")
def test_a_backup_moves_a_city_from_sqlite_to_postgresql_and_back(asal, cadangan, tmp_path):
    with basis_baru() as url:
        server = Mesin(tmp_path / "server", DATABASE_URL=url)
        hasil = server.jalankan("pulihkan", str(cadangan), "--kunci", str(asal.kunci))
        assert hasil.returncode == 0, hasil.stderr
        assert sidik_semua(server) == sidik_semua(asal)
        assert server.jalankan("cadangkan").returncode == 0
        [berkas] = (server.data / "cadangan").glob("*.age")
        akun = server.jalankan("buat_admin", "pengelola")
        assert akun.returncode == 0, akun.stderr  # keys go on where they were
        pulang = Mesin(tmp_path / "pulang")
        kembali = pulang.jalankan("pulihkan", str(berkas), "--kunci", str(server.kunci))
        assert kembali.returncode == 0, kembali.stderr
        assert sidik_semua(pulang) == sidik_semua(asal)


def test_the_key_is_readable_by_its_owner_only(asal, cadangan):
    assert asal.kunci.stat().st_mode & 0o777 == 0o600
    assert cadangan.parent.stat().st_mode & 0o777 == 0o700
    assert not list(cadangan.parent.glob(".*"))
