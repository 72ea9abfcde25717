"""The right of now: an account that was switched off or demoted meanwhile decides nothing more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import TidakBerhak
from inti.impor import services, terapkan as modul
from inti.impor.terapkan import terapkan
from inti.models import BarisImpor, Impor, JejakAudit, Pekerjaan, Sumber
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd, Pegawai
from tests.inti.halaman_impor import DAFTAR, Kerjakan, Unggah, ekspor, unggahan
from tests.inti.impor import diam, terapkan_impor
from tests.pegawai.berkas import baris_siasn

Tindakan = Callable[[Impor, Akun], Any]
PETA = {"jenis": "siasn", "pilihan": {"Nomor Pokok": "nip"}}


@pytest.fixture
def siap(opd: Opd, unggah: Unggah) -> Impor:
    """A staged file with a doubt in one row and a unit in another that nobody knows."""
    ragu = baris_siasn(TANGGAL_LAHIR="01-01-1980")
    return unggah(unggahan(ekspor(ragu, baris_siasn(UNOR_ID=None, UNOR_NAMA="Dinkes Kota"))))


def _putuskan(_impor: Impor, akun: Akun) -> None:
    baris = BarisImpor.objects.get(kunci__gt="", peringatan=True)
    services.putuskan(baris=baris, kode="lahir_berkas", akun=akun, hari_ini=hari_ini())


def _padankan(impor: Impor, akun: Akun) -> None:
    arti = {"Dinkes Kota": Opd.objects.get().kode}
    services.padankan(impor=impor, jenis="opd", arti=arti, akun=akun, saat=sekarang())


def _ikutkan(impor: Impor, akun: Akun) -> None:
    services.ikutkan(impor=impor, baris=BarisImpor.objects.all(), ikut=False, akun=akun)


TINDAKAN: list[Tindakan] = [
    lambda impor, akun: services.buang(impor=impor, akun=akun),
    lambda impor, akun: services.pilih_kolom(impor=impor, lewati=["jabatan"], akun=akun),
    lambda impor, akun: services.petakan(impor=impor, akun=akun, saat=sekarang(), **PETA),
    _putuskan,
    _padankan,
    _ikutkan,
]
BERUBAH = [{"is_active": False}, {"peran": Peran.PEGAWAI}, {"peran": Peran.DINAS_KOPERASI}]
"""The last may still import, but no files of this kind."""


@pytest.mark.parametrize("berubah", BERUBAH, ids=str)
@pytest.mark.parametrize("tindakan", TINDAKAN)
def test_an_act_is_refused_and_changes_nothing(
    siap: Impor, petugas: Akun, tindakan: Tindakan, berubah: dict[str, Any]
) -> None:
    sebelum = [*Impor.objects.values(), *BarisImpor.objects.order_by("pk").values()]
    Akun.objects.filter(pk=petugas.pk).update(**berubah)
    with pytest.raises(TidakBerhak):
        tindakan(siap, petugas)
    assert [*Impor.objects.values(), *BarisImpor.objects.order_by("pk").values()] == sebelum
    assert not JejakAudit.objects.exists()


@pytest.mark.parametrize("tindakan", TINDAKAN)
def test_the_same_act_is_done_for_whoever_still_may(
    siap: Impor, petugas: Akun, tindakan: Tindakan
) -> None:
    """Else the refusal above would prove nothing."""
    sebelum = [*Impor.objects.values(), *BarisImpor.objects.order_by("pk").values()]
    Impor.objects.update(ringkasan=siap.ringkasan | {"ubahan": {"jabatan": 1}})
    tindakan(siap, petugas)
    assert [*Impor.objects.values(), *BarisImpor.objects.order_by("pk").values()] != sebelum
    assert JejakAudit.objects.get().aktor == petugas


@pytest.mark.parametrize("berubah", BERUBAH, ids=str)
@pytest.mark.parametrize("nama", ["terapkan", "ulang", "koreksi", "urungkan"])
def test_a_job_of_such_an_account_ends_as_refused(
    siap: Impor,
    petugas: Akun,
    klien: Client,
    kerjakan: Kerjakan,
    nama: str,
    berubah: dict[str, Any],
) -> None:
    if nama == "urungkan":
        terapkan_impor(siap)
    klien.post(reverse(f"inti:impor_{nama}", args=[siap.pk]))
    sebelum = [*Impor.objects.values(), *Pegawai.objects.values(), *BarisImpor.objects.values()]
    Akun.objects.filter(pk=petugas.pk).update(**berubah)
    (kerja,) = kerjakan()
    assert kerja.status == Pekerjaan.Status.GAGAL
    assert kerja.galat.startswith("Akun Anda tidak berhak melakukan ini.")
    kini = [*Impor.objects.values(), *Pegawai.objects.values(), *BarisImpor.objects.values()]
    assert kini == sebelum
    assert not JejakAudit.objects.filter(aktor=petugas).exists()


@pytest.mark.parametrize("berubah", BERUBAH[:2], ids=str)
@pytest.mark.usefixtures("opd")
def test_the_upload_of_such_an_account_is_not_read(
    petugas: Akun, klien: Client, kerjakan: Kerjakan, berubah: dict[str, Any]
) -> None:
    klien.post(DAFTAR, {"berkas": unggahan(ekspor())})
    Akun.objects.filter(pk=petugas.pk).update(**berubah)
    (kerja,) = kerjakan()
    assert kerja.galat.startswith("Akun Anda tidak berhak melakukan ini.")
    assert Impor.objects.get().status == Impor.Status.DIUNGGAH
    assert not BarisImpor.objects.exists()


def test_an_account_switched_off_while_rows_are_compared_writes_none(
    siap: Impor, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = modul.bandingkan_semua

    def lalu(*isi: Any, **lain: Any) -> Any:
        Akun.objects.filter(pk=petugas.pk).update(is_active=False)
        return asli(*isi, **lain)

    monkeypatch.setattr(modul, "bandingkan_semua", lalu)
    with pytest.raises(TidakBerhak):
        terapkan(siap, aktor=petugas, saat=sekarang(), hari_ini=hari_ini(), lapor=diam)
    assert Impor.objects.get().status == siap.status == Impor.Status.SIAP
    assert not Pegawai.objects.exists()
    assert not Sumber.objects.exists()
