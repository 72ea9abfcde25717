"""The end of an assignment at the decision: reckoned again, told to the second person, refused."""

import datetime as dt

import pytest
from django.urls import reverse

from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd, Pegawai
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.queries.masa import akhir_maju
from penugasan.services import nominasi, penetapan
from penugasan.services.penetapan import TidakLengkap
from tests.pegawai.factories import SANDI, KontrakFactory
from tests.penugasan import alur

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(petugas: Akun, kepala_opd: Akun, opd: Opd) -> list[Penugasan]:
    """Two people whom the head has let go; no agreement of theirs is on record."""
    return [alur.disetujui(petugas, kepala_opd, opd) for _ in range(2)]


def tetapkan(penyetuju, batch, **lain) -> Surat:
    isi = {"penugasan": batch, "tanggal": hari_ini(), "aktor": penyetuju, "pada": sekarang()}
    return penetapan.tetapkan(**isi | lain)


def test_the_end_is_reckoned_again_when_decided_and_the_letters_say_it(penyetuju, batch):
    """The survey with the agreement came after the nomination, which knew of five years only."""
    satu = batch[0]
    semula, akhir = satu.selesai, hari_ini() + dt.timedelta(days=200)
    KontrakFactory.create(pegawai=satu.pegawai, akhir=akhir)
    sk = tetapkan(penyetuju, batch)
    satu.refresh_from_db()
    assert (satu.selesai, satu.sebab_selesai) == (akhir, "akhir perjanjian kerja")
    (baris,) = (b for b in sk.isi["lampiran"] if b["nip"] == satu.pegawai.nip)
    assert baris["keterangan"].endswith(f"s.d. {akhir:%d-%m-%Y} (akhir perjanjian kerja)")
    pesan = PesanKeluar.objects.get(penugasan=satu, jenis="usulan")
    assert pesan.badan["tanggalAkhir"] == f"{akhir:%d-%m-%Y}"
    jejak = JejakAudit.objects.get(aksi="penugasan.ubah_akhir")
    assert (jejak.aktor, jejak.objek_id) == (penyetuju, str(satu.pk))
    assert jejak.sebelum["selesai"] == semula.isoformat()
    assert jejak.sesudah["selesai"] == akhir.isoformat()


@pytest.mark.parametrize("sesudah_nominasi", [True, False])
def test_an_agreement_that_is_over_is_no_length_but_a_warning_that_stays(
    penyetuju, petugas, kepala_opd, opd, sesudah_nominasi
):
    """Its successor is not on record yet; whether that hinders is the policy's rule ``kontrak``."""
    orang = alur.orang(opd)
    habis = dt.date(2026, 2, 27)  # before the round's first day
    if not sesudah_nominasi:
        KontrakFactory.create(pegawai=orang, akhir=habis)
    satu = nominasi.setujui(
        penugasan=alur.nominasikan(petugas, opd, orang), aktor=kepala_opd, pada=sekarang()
    )
    if sesudah_nominasi:
        KontrakFactory.create(pegawai=orang, akhir=habis)
    tetapkan(penyetuju, [satu])
    satu.refresh_from_db()
    assert satu.sebab_selesai == "masa penugasan 5 tahun"
    assert akhir_maju([satu])[satu.pk].tanggal == habis  # the alarm asks for the new one


def test_a_term_that_is_over_on_the_day_of_the_sk_is_not_confirmed(penyetuju, batch):
    Pegawai.objects.filter(pk=batch[0].pegawai_id).update(lahir=dt.date(1930, 1, 1))
    for tanggal in (hari_ini(), hari_ini() - dt.timedelta(days=30)):  # nor with an SK dated back
        with pytest.raises(TidakLengkap, match=r"batas usia pensiun.* Batalkan nominasinya"):
            tetapkan(penyetuju, batch, tanggal=tanggal)


def test_the_check_page_shows_the_end_that_will_be_written(penyetuju, masuk, batch):
    klien = masuk(penyetuju)
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    alamat = reverse("penugasan:penetapan_periksa")
    alamat += "?" + "&".join(f"pilih={p.pk}" for p in batch)
    akhir = hari_ini() + dt.timedelta(days=200)
    KontrakFactory.create(pegawai=batch[0].pegawai, akhir=akhir)
    isi = klien.get(alamat).content.decode()
    assert isi.count("semula sampai") == 1
    KontrakFactory.create(pegawai=batch[0].pegawai, akhir=dt.date(2026, 2, 1))
    isi = klien.get(alamat).content.decode()
    assert "nama terhalang" not in isi
    assert "Perjanjian kerja 1 nama tercatat sudah habis" in isi
    assert "Perjanjian kerjanya tercatat berakhir 01-02-2026" in isi
