"""A service that knows no key of ours: only settings differ, and BKN's decisions still come."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi, sinkronisasi_manual as manual
from penugasan.services.sinkronisasi import Perbaikan
from penugasan.tasks import sapu_siasn
from tests.penugasan.kirim import antrekan, kenalkan, kirim, kirim_sampai_habis, satu, tarik
from tests.siasn.tiruan import Tiruan, badan_usulan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
CARI_DULU = "cari_dulu"

pytestmark = pytest.mark.django_db


@pytest.fixture
def polos(buat_tiruan: Callable[..., Tiruan], settings: Any) -> Tiruan:
    """A stand-in without ``referensiId``, and a portal that is set up for it."""
    tiruan = buat_tiruan(referensi="0")
    settings.SIASN = tiruan.env_portal(SIASN_IDEMPOTENSI=CARI_DULU)
    return tiruan


def id_di_siasn(tiruan: Tiruan, pesan: PesanKeluar) -> str:
    [usulan] = [u for u in tiruan.usulan() if u["nip"] == pesan.badan["nipBaru"]]
    return str(usulan["id"])


def test_bkns_decisions_are_read_where_no_key_comes_back(
    polos: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    diterima, dikembalikan, menunggu = antrekan(instansi, 3)
    kenalkan(polos)
    kirim(polos, SIASN_IDEMPOTENSI=CARI_DULU)
    polos.putuskan(id_di_siasn(polos, diterima), "DITERIMA")
    polos.putuskan(id_di_siasn(polos, dikembalikan), "PERBAIKAN", "BTS: pernyataan belum ada.")
    sapu_siasn()
    assert satu(diterima).status_bkn == "DITERIMA"
    assert (satu(dikembalikan).status, satu(dikembalikan).status_bkn) == ("DITOLAK", "PERBAIKAN")
    assert "pernyataan" in satu(dikembalikan).pesan_bkn
    sinkronisasi.kirim_ulang(
        pesan=satu(dikembalikan),
        perbaikan=Perbaikan(keterangan="Pernyataan terlampir."),
        aktor=petugas,
        pada=sekarang(),
    )
    kirim_sampai_habis(polos, SIASN_IDEMPOTENSI=CARI_DULU)
    polos.putuskan(id_di_siasn(polos, dikembalikan), "DITOLAK", "TMS: usia.")
    sapu_siasn()
    assert satu(diterima).status_bkn == "SK_TERBIT"
    assert (satu(dikembalikan).status, satu(dikembalikan).status_bkn) == ("DITOLAK", "DITOLAK")
    assert satu(menunggu).status_bkn == "DIUSULKAN"
    assert PesanKeluar.objects.get(jenis=Jenis.UNGGAH_SK).penugasan_id == diterima.penugasan_id


def test_an_answer_that_is_lost_where_no_key_is_known_doubles_nothing(
    polos: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(polos)
    polos.ganggu({"jenis": "putus_setelah_simpan", "kali": 1, "cocok": {"pola": "save$"}})
    kirim_sampai_habis(polos, SIASN_IDEMPOTENSI=CARI_DULU)
    polos.putuskan(id_di_siasn(polos, pesan), "DITERIMA")
    sapu_siasn()
    assert satu(pesan).status_bkn == "DITERIMA"
    assert len(polos.usulan()) == 1


def test_an_entry_by_hand_is_found_by_its_person_and_takes_nobody_elses_row(
    polos: Tiruan, instansi: Instansi, petugas: Akun
) -> None:
    terkirim, dientri = antrekan(instansi, 2)
    kenalkan(polos)
    assert manual.ambil(pesan=[dientri], aktor=petugas, pada=sekarang()) == 1
    kirim(polos, SIASN_IDEMPOTENSI=CARI_DULU)
    with polos.klien() as klien:
        badan = badan_usulan(dientri.badan["nipBaru"], klien.ref_kkmp()[0].id)
        klien.simpan_usulan({**badan, "instansiId": dientri.badan["instansiId"]})
    layar = SimpleUploadedFile("layar.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png")
    manual.catat(
        pesan=dientri, hasil=manual.HasilEntri(), bukti=layar, aktor=petugas, pada=sekarang()
    )
    for pesan, putusan in ((terkirim, "DITOLAK"), (dientri, "DITERIMA")):
        polos.putuskan(id_di_siasn(polos, pesan), putusan)
    sapu_siasn()
    assert satu(terkirim).status_bkn == "DITOLAK"
    assert satu(dientri).status_bkn == "DITERIMA"
    assert satu(dientri).id_usulan.replace("-", "").lower() == id_di_siasn(polos, dientri)


def test_where_keys_are_known_a_row_that_lost_its_key_must_wait(
    terpasang: Tiruan, instansi: Instansi
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    kirim(terpasang)
    terpasang.putuskan(id_di_siasn(terpasang, pesan), "DITOLAK", "TMS: usia.")
    terpasang.ganggu({"jenis": "skema", "param": {"ragam": "ganti_nama"}})
    assert tarik(terpasang) == 0
    terpasang.ganggu()
    assert tarik(terpasang) == 1
    assert "usia" in satu(pesan).pesan_bkn


def test_the_stand_in_without_keys_takes_no_notice_of_ours(polos: Tiruan) -> None:
    nip = "19900215" + "202421" + "2999"
    with polos.klien() as klien:
        badan = badan_usulan(nip, klien.ref_kkmp()[0].id)
        hasil = klien.simpan_usulan(badan)
        assert hasil.usulan is not None
        assert (hasil.usulan.referensi_id, hasil.mentah["mapData"].get("referensiId")) == ("", None)
        lagi = klien.simpan_usulan(badan)
        assert (lagi.kode, lagi.usulan and lagi.usulan.referensi_id) == ("bentrok", "")
        assert [usulan.referensi_id for usulan in klien.usulan_pns(nip)] == [""]
        klien.tarik_usulan(hasil.usulan.id)
        assert klien.simpan_usulan(badan).diterima
    assert len(polos.usulan()) == 2
