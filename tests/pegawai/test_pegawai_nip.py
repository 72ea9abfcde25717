"""Correcting a NIP: well formed, nobody else's, doubts confirmed, the former one kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError
from inti.models import Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import hari_ini, sekarang
from pegawai.imports import rekam
from pegawai.models import Akun, Opd, Pegawai, RiwayatNip
from pegawai.nip import samarkan
from pegawai.services.pegawai import ganti_nip, sidik
from tests.inti.factories import SumberFactory
from tests.inti.halaman_impor import Masuk
from tests.pegawai.factories import PegawaiFactory, nip_acak


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU")


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


def alamat(orang: Pegawai) -> str:
    return reverse("pegawai:pegawai_ganti_nip", args=[orang.pk])


def baru(orang: Pegawai, **lain: Any) -> str:
    """Return another well-formed number of the same person."""
    assert orang.lahir
    pakai = {"urut": 777, "perempuan": orang.jenis_kelamin == "P"} | lain
    return nip_acak(pakai.pop("lahir", orang.lahir), **pakai)


def kirim(klien: Client, orang: Pegawai, nip: str, **lain: str) -> Any:
    isi = {"nip": nip, "alasan": "Kontrak baru", "sidik": sidik(orang)} | lain
    return klien.post(alamat(orang), isi)


def ganti(orang: Pegawai, aktor: Akun, nip: str, **lain: Any) -> bool:
    pakai = {"alasan": "Kontrak baru", "sidik_lama": sidik(orang), "hari_ini": hari_ini()} | lain
    return ganti_nip(pegawai=orang, nip=nip, aktor=aktor, saat=sekarang(), **pakai)


def test_a_nip_is_replaced_and_the_former_one_remembered(
    klien: Client, orang: Pegawai, petugas: Akun
) -> None:
    lama, nip = orang.nip, baru(orang)
    jawab = kirim(klien, orang, f" {nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", dokumen="SK 7")
    assert jawab.status_code == 302
    orang.refresh_from_db()
    assert orang.nip == nip
    dulu = RiwayatNip.objects.get()
    assert (dulu.nip, dulu.pegawai, dulu.sampai) == (lama, orang, hari_ini())
    assert dulu.sumber == Sumber.objects.get(jenis=Sumber.Jenis.TANGAN, akun=petugas)
    assert orang.sumber["nip"] == dulu.sumber.pk
    assert RiwayatFakta.objects.get().isi == {"nip": [lama, nip, None]}


def test_the_trail_and_the_page_hold_no_whole_nip(klien: Client, orang: Pegawai) -> None:
    lama, nip = orang.nip, baru(orang)
    kirim(klien, orang, nip)
    jejak = JejakAudit.objects.get(aksi="pegawai.ganti_nip")
    assert (jejak.sebelum, jejak.sesudah) == ({"nip": samarkan(lama)}, {"nip": samarkan(nip)})
    halaman = klien.get(reverse("pegawai:pegawai", args=[orang.pk])).content.decode()
    assert "NIP sebelumnya" in halaman
    assert "NIP belum pernah berganti" not in halaman
    assert lama not in halaman
    assert nip not in halaman


@pytest.mark.parametrize(
    ("salah", "pesan"),
    [
        ("", "Tulis NIP yang benar."),
        ("123", "NIP berisi 3 angka, seharusnya 18."),
        ("199013452024211001", "bukan tanggal lahir yang ada di kalender"),
        ("1,99E+17", "NIP tersimpan sebagai angka"),
    ],
)
def test_a_nip_that_is_none_is_refused_in_words(
    klien: Client, orang: Pegawai, salah: str, pesan: str
) -> None:
    assert pesan in kirim(klien, orang, salah).content.decode()
    assert not RiwayatNip.objects.exists()


def test_the_nip_of_somebody_else_is_refused(
    klien: Client, orang: Pegawai, petugas: Akun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the other one appears between the look and the writing."""
    lain = PegawaiFactory.create(
        instansi=orang.instansi, lahir=orang.lahir, jenis_kelamin=orang.jenis_kelamin
    )
    assert "sudah dipakai pegawai lain" in kirim(klien, orang, lain.nip).content.decode()
    monkeypatch.setattr(rekam, "cari", lambda *_args, **_syarat: [])
    with pytest.raises(DomainError) as galat:
        ganti(orang, petugas, lain.nip)
    assert galat.value.kode == "nip_ganda"
    assert not Sumber.objects.filter(jenis=Sumber.Jenis.TANGAN).exists()
    assert not RiwayatNip.objects.exists()


def test_a_nip_that_contradicts_the_record_asks_for_a_second_yes(
    klien: Client, orang: Pegawai
) -> None:
    lahir = orang.lahir.replace(year=orang.lahir.year - 1, day=1) if orang.lahir else None
    nip = baru(orang, lahir=lahir, perempuan=orang.jenis_kelamin == "L")
    jawab = kirim(klien, orang, nip)
    halaman = jawab.content.decode()
    assert "sedangkan menurut NIP" in halaman
    assert "Jenis kelamin tidak cocok dengan susunan NIP." in halaman
    assert "Saya sudah memeriksa: NIP ini benar" in halaman
    assert not RiwayatNip.objects.exists()
    form = jawab.context["form"]
    isi = {k: form[k].value() or "" for k in form.fields} | {"yakin": "on"}
    lain = baru(orang, lahir=lahir, urut=778, perempuan=orang.jenis_kelamin == "L")
    assert klien.post(alamat(orang), isi | {"nip": lain}).status_code == 200  # not that number
    assert klien.post(alamat(orang), isi).status_code == 302
    orang.refresh_from_db()
    assert orang.nip == nip


def test_a_nip_older_than_the_first_pppk_asks_for_a_second_yes(
    orang: Pegawai, petugas: Akun
) -> None:
    with pytest.raises(DomainError, match="sebelum PPPK pertama 2019"):
        ganti(orang, petugas, baru(orang, tahun=2018))


def test_a_nip_with_another_owner_in_the_past_asks_for_a_second_yes(
    orang: Pegawai, petugas: Akun
) -> None:
    keluar = PegawaiFactory.create(
        instansi=orang.instansi,
        lahir=orang.lahir,
        jenis_kelamin=orang.jenis_kelamin,
        aktif=False,
    )
    dulu = baru(orang, urut=555)
    RiwayatNip.objects.create(
        pegawai=keluar,
        nip=dulu,
        sampai=hari_ini(),
        sumber=SumberFactory.create(instansi=orang.instansi),
    )
    for nip, pesan in ((keluar.nip, "tercatat tidak aktif"), (dulu, "pernah tercatat")):
        with pytest.raises(DomainError, match=pesan):
            ganti(orang, petugas, nip)
    assert ganti(orang, petugas, dulu, yakin=True)


def test_the_same_nip_changes_nothing(klien: Client, orang: Pegawai) -> None:
    isi = {"nip": orang.nip, "alasan": "Kontrak baru", "sidik": sidik(orang)}
    halaman = klien.post(alamat(orang), isi, follow=True).content.decode()
    assert "tidak ada yang berubah" in halaman
    assert not RiwayatNip.objects.exists()


def test_a_form_that_is_out_of_date_is_refused_once(klien: Client, orang: Pegawai) -> None:
    dulu, nip = sidik(orang), baru(orang)
    Pegawai.objects.filter(pk=orang.pk).update(golongan="XI")
    assert orang.lahir
    Pegawai.objects.filter(pk=orang.pk).update(lahir=orang.lahir.replace(day=1, year=1970))
    jawab = kirim(klien, orang, nip, sidik=dulu)
    halaman = jawab.content.decode()
    assert "Tanggal lahir sudah diubah sejak formulir ini dibuka." in halaman  # and not: golongan
    assert nip in halaman
    assert jawab.context["form"]["sidik"].value() != dulu
    assert not RiwayatNip.objects.exists()
