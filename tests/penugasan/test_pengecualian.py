"""A rule overruled for one person: two people, a document, and visible wherever the verdict is."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit, LogAkses, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Pegawai
from penugasan.models import BarisRencana, Pengecualian, Penugasan, Periode
from penugasan.queries.usulan import calon_pengganti
from penugasan.rules.paket import PaketGalat, boleh_dikecualikan
from penugasan.services import nominasi, pengecualian as layanan
from penugasan.services.kelayakan import periksa_pegawai
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import SANDI, OpdFactory
from tests.penugasan.factories import (
    PengecualianFactory,
    PenugasanFactory,
    RencanaFactory,
    SaringanFactory,
    isi_paket,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 nota dinas"


@pytest.fixture
def tua(periode: Periode, kota: dict[str, Pegawai]) -> Pegawai:
    """Somebody too old and otherwise fit, with a unit."""
    orang = kota["tua"]
    orang.opd = OpdFactory.create(instansi=periode.instansi)
    orang.save()
    return orang


def minta(orang: Pegawai, periode: Periode, aktor: Akun, **beda: Any) -> Pengecualian:
    isi: dict[str, Any] = {
        "pegawai": orang,
        "periode": periode,
        "aturan": "usia",
        "alasan": "Tenaga ahli koperasi",
        "dokumen": "ND 800/12",
        "berkas": SimpleUploadedFile("x.pdf", PDF),
        "aktor": aktor,
        "pada": sekarang(),
    }
    return layanan.ajukan(**(isi | beda))


def putusan(orang: Pegawai, periode: Periode) -> Any:
    return periksa_pegawai(orang, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode)


def test_it_counts_from_the_second_persons_yes_and_not_before(tua, periode, petugas, penyetuju):
    satu = minta(tua, periode, petugas)
    assert putusan(tua, periode).hasil == "tidak"

    layanan.setujui(pengecualian=satu, aktor=penyetuju, pada=sekarang())

    kelayakan = putusan(tua, periode)
    assert kelayakan.hasil == "layak"
    usia = next(t for t in kelayakan.temuan if t.kode == "usia")
    assert (usia.hasil, usia.dikecualikan) == ("tidak", "Tenaga ahli koperasi (ND 800/12)")
    assert Pekerjaan.objects.filter(jenis="saring.jalankan").count() == 1


def test_taken_back_it_stops_counting_at_once(tua, periode, petugas, penyetuju):
    satu = layanan.setujui(
        pengecualian=minta(tua, periode, petugas), aktor=penyetuju, pada=sekarang()
    )
    layanan.cabut(pengecualian=satu, aktor=petugas, pada=sekarang(), catatan="Ditarik OPD")
    assert putusan(tua, periode).hasil == "tidak"
    assert [j.aksi for j in JejakAudit.objects.filter(objek_jenis="penugasan.pengecualian")] == [
        "pengecualian.cabut",
        "pengecualian.setujui",
        "pengecualian.ajukan",
    ]


def test_with_it_the_person_can_be_nominated_and_the_decision_keeps_it(
    tua, periode, petugas, penyetuju
):
    kursi = KebutuhanFactory.create(koperasi__instansi=periode.instansi)
    isi = {"periode": periode, "pegawai": tua, "kebutuhan": kursi, "aktor": petugas}
    with pytest.raises(nominasi.TidakLayak):
        nominasi.nominasikan(**isi, pada=sekarang())
    layanan.setujui(pengecualian=minta(tua, periode, petugas), aktor=penyetuju, pada=sekarang())

    nominasi.nominasikan(**isi, pada=sekarang())

    temuan = {t["kode"]: t for t in Penugasan.objects.get().temuan}
    assert temuan["usia"]["hasil"] == "tidak"
    assert temuan["usia"]["dikecualikan"] == "Tenaga ahli koperasi (ND 800/12)"


def test_an_exception_of_another_round_does_not_count(tua, periode, petugas):
    PengecualianFactory.create(pegawai=tua, aturan="usia")
    assert putusan(tua, periode).hasil == "tidak"


@pytest.mark.parametrize(
    ("beda", "galat"),
    [
        ({"alasan": " "}, DomainError),
        ({"dokumen": ""}, DomainError),
        ({"aturan": "pendidikan"}, DomainError),
        ({"aturan": "belum_ditugaskan"}, DomainError),
        ({"aturan": "kontrak"}, DomainError),
    ],
    ids=["tanpa_alasan", "tanpa_dokumen", "tidak_menghalangi", "tak_boleh", "aturan_mati"],
)
def test_what_makes_no_sense_is_refused(tua, periode, petugas, beda, galat):
    with pytest.raises(galat):
        minta(tua, periode, petugas, **beda)
    assert not Pengecualian.objects.exists()


def test_one_person_alone_cannot_make_an_exception(tua, periode, petugas, penyetuju, auditor):
    satu = minta(tua, periode, petugas)
    for akun in (petugas, auditor):
        with pytest.raises(TidakBerhak):
            layanan.setujui(pengecualian=satu, aktor=akun, pada=sekarang())
    with pytest.raises(TidakBerhak):
        minta(tua, periode, penyetuju)


def test_twice_is_once_and_the_loser_hears_it(tua, periode, petugas, penyetuju):
    satu = minta(tua, periode, petugas)
    with pytest.raises(SudahDiproses):
        minta(tua, periode, petugas)
    salinan = Pengecualian.objects.get(pk=satu.pk)
    layanan.tolak(pengecualian=satu, aktor=penyetuju, pada=sekarang(), catatan="Belum perlu")
    with pytest.raises(SudahDiproses):
        layanan.setujui(pengecualian=salinan, aktor=penyetuju, pada=sekarang())
    assert minta(tua, periode, petugas).pk != satu.pk  # refused once, it may be asked again


def berkas_tersimpan() -> set[Path]:
    return {f for f in Path(settings.MEDIA_ROOT, "pengecualian").rglob("*") if f.is_file()}


@pytest.mark.parametrize("hidup", [layanan.HIDUP, ()], ids=["asked_first", "told_by_the_database"])
def test_the_file_of_a_second_press_is_not_kept(tua, periode, petugas, monkeypatch, hidup):
    minta(tua, periode, petugas)
    ada = berkas_tersimpan()
    monkeypatch.setattr(layanan, "HIDUP", hidup)
    with pytest.raises(SudahDiproses):
        minta(tua, periode, petugas)
    assert berkas_tersimpan() == ada


def test_the_person_is_judged_as_on_record_now(tua, periode, petugas):
    Pegawai.objects.filter(pk=tua.pk).update(lahir=dt.date(1990, 1, 1))
    with pytest.raises(DomainError, match="tidak menghalangi"):
        minta(tua, periode, petugas)
    salinan = Pegawai.objects.get(pk=tua.pk)
    tua.delete()
    with pytest.raises(DomainError, match="sudah tidak ada"):
        minta(salinan, periode, petugas)


def test_a_pack_says_which_rules_may_be_overruled():
    isi = isi_paket() | {"pengecualian": {"boleh": ["usia", "belum_ditugaskan"]}}
    assert boleh_dikecualikan(isi) == ("usia",)
    assert "belum_ditugaskan" not in boleh_dikecualikan(isi_paket())
    with pytest.raises(PaketGalat, match="sepatu"):
        boleh_dikecualikan({"pengecualian": {"boleh": ["sepatu"]}})


# --- pages ------------------------------------------------------------------------------------


def alamat(nama: str, *kunci: Any) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


def test_from_the_card_to_the_register(tua, periode, petugas, penyetuju, auditor, masuk):
    klien = masuk(petugas)
    tautan = alamat("pengecualian_ajukan", tua.pk, "usia")
    assert tautan in klien.get(alamat("kartu_kelayakan", tua.pk)).content.decode()
    berkas = SimpleUploadedFile("Surat Bupati.pdf", PDF)
    isi = {"alasan": "Tenaga ahli", "dokumen": "ND 1", "bukti": berkas}
    jawab = klien.post(tautan, isi)
    satu = Pengecualian.objects.get()
    assert jawab.url == alamat("pengecualian_rincian", satu.pk)
    assert satu.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "Surat Bupati" not in str(satu.berkas)

    kedua = masuk(penyetuju)
    kedua.post(f"{reverse('account_reauthenticate')}?next=/", {"password": SANDI})
    assert "Setujui" in kedua.get(jawab.url).content.decode()
    kedua.post(alamat("pengecualian_setujui", satu.pk))
    satu.refresh_from_db()
    assert satu.status == "DISETUJUI"
    kartu = klien.get(alamat("kartu_kelayakan", tua.pk)).content.decode()
    assert "Dikecualikan: Tenaga ahli (ND 1)." in kartu

    pemeriksa: Client = masuk(auditor)
    bulan = f"{dt.datetime.now(dt.UTC):%Y-%m}"
    daftar = pemeriksa.get(alamat("pengecualian"), {"bulan": bulan}).content.decode()
    assert tua.nama in daftar
    assert tua.nip not in daftar
    lampau = pemeriksa.get(alamat("pengecualian"), {"bulan": "2001-01"}).content.decode()
    assert tua.nama not in lampau
    berkas = pemeriksa.get(alamat("pengecualian_berkas", satu.pk))
    assert berkas.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(berkas.streaming_content) == PDF
    assert LogAkses.objects.filter(akun=auditor, jenis="unduh").exists()


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"alasan": ""}, "Tulis alasan pengecualian."),
        ({"bukti": SimpleUploadedFile("a.pdf", b"MZ program")}, "Berkas bukan PDF, JPG, atau PNG."),
        ({"bukti": ""}, "Pilih berkas dokumennya."),
    ],
)
def test_a_slip_in_the_form_is_named_and_nothing_is_written(
    tua, periode, petugas, masuk, ubah, pesan
):
    isi = {"alasan": "A", "dokumen": "D", "bukti": SimpleUploadedFile("a.pdf", PDF)} | ubah
    jawab = masuk(petugas).post(alamat("pengecualian_ajukan", tua.pk, "usia"), isi)
    assert pesan in jawab.content.decode()
    assert not Pengecualian.objects.exists()


def test_it_stands_beside_the_person_in_a_plan_and_among_substitutes(
    tua, periode, petugas, kota, masuk
):
    """Whoever decides with this person reads that a rule was overruled."""
    rencana = RencanaFactory.create(saringan=SaringanFactory.create(periode=periode))
    kursi = KebutuhanFactory.create(koperasi__instansi=periode.instansi)
    BarisRencana.objects.create(rencana=rencana, pegawai=tua, kebutuhan=kursi, nilai=1)
    klien = masuk(petugas)
    alamat_rencana = alamat("rencana_rincian", rencana.pk)
    assert "Dikecualikan" not in klien.get(alamat_rencana).content.decode()
    dari = PenugasanFactory.create(
        instansi=periode.instansi, periode=periode, pegawai=kota["layak"], diminta=True
    )
    assert [c.pegawai for c in calon_pengganti(dari, [tua.opd.jalur])] == []

    PengecualianFactory.create(periode=periode, pegawai=tua, status="DISETUJUI")

    assert "Dikecualikan" in klien.get(alamat_rencana).content.decode()
    (calon,) = calon_pengganti(dari, [tua.opd.jalur])
    assert (calon.pegawai, calon.dikecualikan) == (tua, True)


def test_a_pack_whose_exceptions_are_no_table_is_refused():
    with pytest.raises(PaketGalat, match="harus sebuah bagian"):
        boleh_dikecualikan({"pengecualian": "semua"})
