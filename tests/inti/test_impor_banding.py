"""Applying compares before anybody has to wait, and once more where that no longer holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from inti import audit
from inti.errors import SudahDiproses
from inti.impor import banding, terapkan as modul
from inti.models import BarisImpor, Impor, Instansi, JejakAudit
from inti.waktu import hari_ini, sekarang
from pegawai.imports.baca_siasn import PembacaSiasn
from pegawai.models import Akun, Opd, Pegawai
from pegawai.services.pegawai import sidik, ubah
from tests.inti.buku import simpan, tabel
from tests.inti.impor import hitungan, impor_berkas, terapkan_impor
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn
from tests.pegawai.factories import AkunFactory, PegawaiFactory
from tests.penugasan.test_balapan import pisah, serentak


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI ADA", jabatan="Arsiparis")


def naik(orang: Pegawai, jabatan: str) -> dict[str, Any]:
    """A row of the file that gives the person another position and nothing else."""
    tetap = {"PNS_ID": None, "TANGGAL_LAHIR": None}
    return baris_siasn(NIP_BARU=orang.nip, NAMA=orang.nama, JABATAN_NAMA=jabatan, **tetap)


def panggung(folder: Path, instansi: Instansi, *baris: dict[str, Any]) -> Impor:
    return impor_berkas(
        simpan(folder / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, baris)}), instansi
    )


def koreksi(orang: Pegawai, jabatan: str) -> None:
    kini = Pegawai.objects.get(pk=orang.pk)
    ubah(
        pegawai=kini,
        nilai={"jabatan": jabatan},
        alasan="Sesuai SK",
        sidik_lama=sidik(kini),
        aktor=AkunFactory.create(instansi=orang.instansi),
        saat=sekarang(),
        hari_ini=hari_ini(),
    )


@pytest.fixture
def sesudah_banding(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Do something between the comparison and the lock, once."""

    def pasang(lakukan: Callable[[], Any]) -> None:
        asli = banding.bandingkan_semua

        def lalu(*isi: Any, **lain: Any) -> Any:
            hasil = asli(*isi, **lain)
            monkeypatch.setattr(modul, "bandingkan_semua", asli)
            lakukan()
            return hasil

        monkeypatch.setattr(modul, "bandingkan_semua", lalu)

    return pasang


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_the_rows_are_compared(
    tmp_path: Path, orang: Pegawai, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New rows are written as they were compared; changed ones meet their record in the lock."""
    impor = panggung(tmp_path, orang.instansi, naik(orang, "Penyuluh"), baris_siasn())
    terlihat: list[tuple[bool, int]] = []
    asli = PembacaSiasn.bandingkan

    def intip(pembaca: Any, baris: Any) -> None:
        terlihat.append((connection.in_atomic_block, len(baris)))
        asli(pembaca, baris)

    monkeypatch.setattr(PembacaSiasn, "bandingkan", intip)
    terapkan_impor(impor)

    assert terlihat == [(False, 2), (True, 1)]
    assert (impor.ringkasan["baru"], impor.ringkasan["berubah"]) == (1, 1)


@pytest.mark.django_db
def test_a_correction_between_comparing_and_writing_is_not_undone(
    tmp_path: Path, orang: Pegawai, sesudah_banding: Any
) -> None:
    impor = panggung(tmp_path, orang.instansi, naik(orang, "Penyuluh"), baris_siasn())
    sesudah_banding(lambda: koreksi(orang, "Bendahara"))
    terapkan_impor(impor)

    orang.refresh_from_db()
    assert orang.jabatan == "Bendahara"
    assert impor.ringkasan["masuk"] == 2
    assert "jabatan" not in impor.ringkasan["ubahan"]
    baris = BarisImpor.objects.get(impor=impor, kunci=orang.nip)
    assert "jabatan" not in baris.beda
    assert any(t["kode"] == "koreksi_tangan" for t in baris.temuan)


@pytest.mark.django_db
def test_a_person_who_came_in_between_is_not_added_again(
    tmp_path: Path, instansi: Instansi, opd: Opd, sesudah_banding: Any
) -> None:
    satu = baris_siasn()
    impor = panggung(tmp_path, instansi, satu)
    lain = panggung(tmp_path, instansi, satu)
    sesudah_banding(lambda: terapkan_impor(lain))
    terapkan_impor(impor)

    assert Pegawai.objects.filter(instansi=instansi).count() == 1
    assert hitungan(impor) == {"baris": 1, "sama": 1}
    assert JejakAudit.objects.filter(aksi="impor.terapkan").count() == 2


@pytest.mark.django_db
def test_whoever_loses_the_race_for_one_import_leaves_its_rows_alone(
    tmp_path: Path, instansi: Instansi, opd: Opd, sesudah_banding: Any
) -> None:
    impor = panggung(tmp_path, instansi, baris_siasn())
    sesudah_banding(lambda: terapkan_impor(Impor.objects.get(pk=impor.pk)))
    with pytest.raises(SudahDiproses):
        terapkan_impor(impor)

    assert Pegawai.objects.count() == 1
    assert BarisImpor.objects.get(impor=impor).status == "baru"
    assert JejakAudit.objects.filter(aksi="impor.terapkan").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("diingat", [0, 5_000])
def test_rows_that_came_to_something_else_than_the_preview_are_shown_so(
    tmp_path: Path,
    instansi: Instansi,
    opd: Opd,
    monkeypatch: pytest.MonkeyPatch,
    diingat: int,
) -> None:
    """However many there are: what does not fit into memory is compared again under the lock."""
    monkeypatch.setattr(banding, "DIINGAT_PALING_BANYAK", diingat)
    sudah, belum = baris_siasn(), baris_siasn()
    impor = panggung(tmp_path, instansi, sudah, belum)
    terapkan_impor(panggung(tmp_path, instansi, sudah))
    terapkan_impor(impor)

    assert hitungan(impor) == {"baris": 2, "baru": 1, "sama": 1}
    status = BarisImpor.objects.filter(impor=impor).order_by("pk").values_list("status", flat=True)
    assert list(status) == ["sama", "baru"]
    assert impor.ringkasan["masuk"] == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_putaran", range(5))
def test_two_files_with_the_same_people_applied_at_once_add_them_once(
    tmp_path: Path, instansi: Instansi, opd: Opd, petugas: Akun, _putaran: int
) -> None:
    baris = [baris_siasn() for _ in range(20)]
    dua = [panggung(tmp_path, instansi, *baris) for _ in range(2)]
    menang, kalah = pisah(serentak(*(lambda satu=satu: terapkan_impor(satu) for satu in dua)))

    assert not kalah
    assert sorted(satu.ringkasan["masuk"] for satu in menang) == [0, 20]
    assert Pegawai.objects.filter(instansi=instansi).count() == 20
    assert audit.verifikasi(instansi)[1] is None
