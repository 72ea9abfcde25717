"""Correcting a person by hand: reason, source, history, and who else changed it meanwhile."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import SudahDiproses
from inti.models import Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import sekarang
from pegawai.models import Akun, Opd, Pegawai, RiwayatNip
from pegawai.services.pegawai import sidik, ubah
from tests.inti.halaman_impor import Masuk
from tests.pegawai.factories import PegawaiFactory, nip_acak


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU", jabatan="Arsiparis")


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


def isian(klien: Client, orang: Pegawai, **ubah_isi: Any) -> dict[str, Any]:
    """Return the form as it stands on the page, with some fields typed over."""
    form = klien.get(reverse("pegawai:pegawai_ubah", args=[orang.pk])).context["form"]
    awal = {k: form.initial.get(k) for k in form.fields}
    return {k: "" if v is None else v for k, v in (awal | ubah_isi).items()}


def kirim(klien: Client, orang: Pegawai, **isi: Any) -> Any:
    alamat = reverse("pegawai:pegawai_ubah", args=[orang.pk])
    return klien.post(alamat, isian(klien, orang, **isi))


def test_a_correction_has_a_reason_a_source_and_a_history(
    klien: Client, orang: Pegawai, petugas: Akun
) -> None:
    assert kirim(klien, orang, jabatan="Bendahara", alasan="Sesuai SK jabatan").status_code == 302
    orang.refresh_from_db()
    assert orang.jabatan == "Bendahara"
    sumber = Sumber.objects.get(pk=orang.sumber["jabatan"])
    assert (sumber.jenis, sumber.akun) == (Sumber.Jenis.TANGAN, petugas)
    assert RiwayatFakta.objects.get().isi == {"jabatan": ["Arsiparis", "Bendahara", None]}
    jejak = JejakAudit.objects.get(aksi="pegawai.ubah")
    assert (jejak.sebelum, jejak.pesan) == ({"jabatan": "Arsiparis"}, "Sesuai SK jabatan")
    halaman = klien.get(reverse("pegawai:pegawai", args=[orang.pk])).content.decode()
    assert "Perbaikan petugas: Sesuai SK jabatan" in halaman
    assert "<del>Arsiparis</del>" in halaman
    assert orang.nip not in halaman


def test_nothing_changed_leaves_no_trace(klien: Client, orang: Pegawai) -> None:
    kirim(klien, orang, alasan="Tidak jadi")
    assert not RiwayatFakta.objects.exists()
    assert not Sumber.objects.exists()


@pytest.mark.parametrize("isi", [{"alasan": ""}, {"nama": "", "alasan": "Cukup panjang"}])
def test_a_reason_and_a_name_are_asked_for_and_the_input_stays(
    klien: Client, orang: Pegawai, isi: dict[str, str]
) -> None:
    jawab = kirim(klien, orang, **({"jabatan": "Bendahara"} | isi))
    assert jawab.status_code == 200
    assert "Bendahara" in jawab.content.decode()
    orang.refresh_from_db()
    assert orang.jabatan == "Arsiparis"


def test_a_form_that_is_out_of_date_is_refused_with_the_input_kept(
    klien: Client, orang: Pegawai
) -> None:
    isi = isian(klien, orang, jabatan="Bendahara", alasan="Sesuai SK jabatan")
    Pegawai.objects.filter(pk=orang.pk).update(golongan="XI")
    jawab = klien.post(reverse("pegawai:pegawai_ubah", args=[orang.pk]), isi)
    assert "baru saja diubah" in jawab.content.decode()
    orang.refresh_from_db()
    assert orang.jabatan == "Arsiparis"


def test_only_facts_that_may_be_corrected_are_taken(orang: Pegawai, petugas: Akun) -> None:
    with pytest.raises(KeyError):
        ubah(
            pegawai=orang,
            nilai={"nip": "1"},
            alasan="coba",
            sidik_lama=sidik(orang),
            aktor=petugas,
            saat=sekarang(),
        )
    with pytest.raises(SudahDiproses):
        ubah(
            pegawai=orang,
            nilai={"nama": "X"},
            alasan="coba",
            sidik_lama="lain",
            aktor=petugas,
            saat=sekarang(),
        )


def test_a_nip_is_replaced_and_the_old_one_remembered(klien: Client, orang: Pegawai) -> None:
    lama = orang.nip
    assert orang.lahir
    baru = nip_acak(orang.lahir, urut=777)
    alamat = reverse("pegawai:pegawai_ganti_nip", args=[orang.pk])
    isi = {"nip": baru, "alasan": "Kontrak baru", "sidik": sidik(orang)}
    assert klien.post(alamat, isi).status_code == 302
    orang.refresh_from_db()
    assert orang.nip == baru
    assert RiwayatNip.objects.get().nip == lama


@pytest.mark.parametrize("salah", ["123", "199013452024211001"])
def test_a_nip_that_is_none_is_refused_in_words(klien: Client, orang: Pegawai, salah: str) -> None:
    alamat = reverse("pegawai:pegawai_ganti_nip", args=[orang.pk])
    jawab = klien.post(alamat, {"nip": salah, "alasan": "Kontrak baru", "sidik": sidik(orang)})
    assert "NIP" in jawab.content.decode()
    assert not RiwayatNip.objects.exists()


def test_the_nip_of_somebody_else_is_refused(klien: Client, orang: Pegawai) -> None:
    lain = PegawaiFactory.create(instansi=orang.instansi)
    alamat = reverse("pegawai:pegawai_ganti_nip", args=[orang.pk])
    isi = {"nip": lain.nip, "alasan": "Kontrak baru", "sidik": sidik(orang)}
    assert "sudah dipakai pegawai lain" in klien.post(alamat, isi).content.decode()
