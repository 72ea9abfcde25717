"""The registry's pages: from an empty page to a final list, with nothing personal in public."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inti.errors import DomainError
from inti.models import JejakAudit, LogAkses
from inti.sidik_isian import berubah_sejak
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pendataan, TenagaNonAsn
from penugasan.queries.pendataan import sidik_daftar
from penugasan.services import pendataan as layanan
from penugasan.services.pendataan_sidik import isian_tercatat, sidik
from tests.inti.impor import hitungan, impor_berkas
from tests.pegawai.factories import (
    SANDI,
    AkunFactory,
    OpdFactory,
    PegawaiFactory,
    TenagaNonAsnFactory,
)

pytestmark = pytest.mark.django_db
KODE = "pendataan-non-asn-2022"


def alamat(nama: str, *kunci: Any) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


def isi(klien: Any, nama: str, *kunci: Any, **tanya: Any) -> str:
    return klien.get(alamat(nama, *kunci), tanya).content.decode()


def isian(form: Any) -> dict[str, Any]:
    """What a browser sends back of an untouched form."""
    nilai = {k: form[k].value() for k in (*form.Meta.fields, "sidik")}
    return {k: "" if v is None else v for k, v in nilai.items()}


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.pdf", b"%PDF-1.7 surat")


@pytest.fixture
def pendataan(instansi) -> Pendataan:
    OpdFactory.create(instansi=instansi, nama="Dinas Kesehatan")
    satu = layanan.siapkan_pendataan(kode=KODE, instansi=instansi, pada=sekarang())[0]
    TenagaNonAsnFactory.create_batch(4, instansi=instansi, opd__kode="DINKES")
    TenagaNonAsnFactory.create(instansi=instansi, opd__kode="DINKES", sumber_honor="BLUD")
    layanan.nilai(satu, pada=sekarang())
    return satu


@pytest.fixture
def ragu(pendataan, instansi) -> TenagaNonAsn:
    orang = TenagaNonAsnFactory.create(
        instansi=instansi, opd__kode="DINKES", akhir=dt.date(2021, 12, 31), nama="RINA CONTOH"
    )
    layanan.nilai(pendataan, pada=sekarang())
    return orang


def test_an_officer_begins_the_registry_without_anybody_at_the_server(
    petugas, penyetuju, masuk, instansi
):
    assert "Pendataan belum disiapkan" in isi(masuk(petugas), "pendataan")
    alamat = reverse("penugasan:pendataan_siapkan")
    assert masuk(penyetuju).post(alamat, {"paket": KODE}).status_code == 403
    assert masuk(petugas).post(alamat, {"paket": "tidak-ada"}).status_code == 404
    jawaban = masuk(petugas).post(alamat, {"paket": KODE}, follow=True).content.decode()
    assert "Impor berkas dari OPD" in jawaban
    assert Pendataan.objects.get(instansi=instansi).kode == KODE
    assert JejakAudit.objects.get(aksi="pendataan.siapkan").aktor == petugas


def test_the_balance_is_shown_and_each_count_leads_to_its_people(pendataan, ragu, petugas, masuk):
    klien = masuk(petugas)
    teks = isi(klien, "pendataan")
    assert "6 = 4 memenuhi + 1 di luar kriteria + 1 belum terselesaikan" in teks
    assert "?hasil=tidak&amp;sebab=X1" in teks
    daftar = isi(klien, "pendataan_daftar", hasil="belum_pasti")
    assert "RINA CONTOH" in daftar
    assert ragu.nik not in daftar
    assert "Perlu: Keterangan masih aktif" in daftar
    assert "RINA CONTOH" not in isi(klien, "pendataan_daftar", hasil="layak")
    assert "RINA CONTOH" in isi(klien, "pendataan_daftar", cari=ragu.nik)
    assert "RINA CONTOH" not in isi(klien, "pendataan_daftar", cari=ragu.nik[:8])
    assert LogAkses.objects.filter(objek_jenis="pegawai.tenaganonasn").exists()


def test_a_correction_is_made_on_a_page_and_shown_with_its_paper(pendataan, ragu, petugas, masuk):
    klien = masuk(petugas)
    tautan = alamat("pendataan_koreksi", ragu.pk)
    form = klien.get(tautan).context["form"]
    data = isian(form) | {"aktif": "ya"}
    kurang = klien.post(tautan, data).content.decode()
    assert "Isi nomor dokumennya." in kurang
    assert "Pilih berkasnya." in kurang
    ragu.refresh_from_db()
    assert ragu.aktif is None

    jawab = klien.post(tautan, data | {"dasar": "SK 1/2022", "bukti": pdf()})

    assert jawab.url == alamat("pendataan_rincian", ragu.pk)
    teks = klien.get(jawab.url).content.decode()
    assert "Masih aktif bekerja: kosong → Ya" in teks
    assert "SK 1/2022" in teks
    assert TenagaNonAsn.objects.get(pk=ragu.pk).hasil.hasil == "layak"
    (koreksi,) = ragu.koreksi_set.all()
    assert set(koreksi.isi) == {"aktif"}
    bukti = klien.get(alamat("pendataan_berkas", koreksi.pk))
    assert b"".join(bukti.streaming_content) == b"%PDF-1.7 surat"


def test_a_form_opened_before_a_colleague_corrected_undoes_nothing(
    pendataan, ragu, petugas, penyetuju, masuk
):
    klien, tautan = masuk(petugas), alamat("pendataan_koreksi", ragu.pk)
    data = isian(klien.get(tautan).context["form"])
    data |= {"jabatan": "Jabatan lain", "nomor_sk": "SK B", "dasar": "Nota 9", "bukti": pdf()}
    rekan = AkunFactory.create(username="rekan", instansi=pendataan.instansi)
    lain = isian(masuk(rekan).get(tautan).context["form"])
    lain |= {"aktif": "ya", "akhir": "2022-06-30", "nomor_sk": "SK A", "dasar": "SK 1"}
    assert masuk(rekan).post(tautan, lain | {"bukti": pdf()}).status_code == 302

    tolak = klien.post(tautan, data)

    teks = tolak.content.decode()
    assert "Masih aktif bekerja sudah diubah oleh" in teks
    assert str(rekan) in teks
    assert "Kini tercatat “SK A”. Isian Anda di sini belum disimpan." in teks
    form = tolak.context["form"]
    terlihat = isian(form)
    assert (terlihat["jabatan"], terlihat["nomor_sk"]) == ("Jabatan lain", "SK B")  # as typed
    assert (terlihat["aktif"], str(terlihat["akhir"])) == ("ya", "2022-06-30")  # as on record
    assert ragu.koreksi_set.count() == 1
    # Having seen it, he saves: his own change only.
    klien.post(tautan, terlihat | {"dasar": "Nota 9", "bukti": pdf()})
    ragu.refresh_from_db()
    assert (ragu.aktif, ragu.akhir, ragu.jabatan) == (True, dt.date(2022, 6, 30), "Jabatan lain")
    assert set(ragu.koreksi_set.latest("pk").isi) == {"jabatan", "nomor_sk"}


def test_the_same_correction_twice_is_once_and_says_so(pendataan, ragu, petugas, masuk):
    klien, tautan = masuk(petugas), alamat("pendataan_koreksi", ragu.pk)
    data = isian(klien.get(tautan).context["form"]) | {"aktif": "ya", "dasar": "SK 1"}
    klien.post(tautan, data | {"bukti": pdf()})
    lagi = klien.post(tautan, data | {"bukti": pdf()}, follow=True)
    assert "Tidak ada isian yang berubah." in lagi.content.decode()
    assert ragu.koreksi_set.count() == 1


def test_no_longer_at_work_and_not_known_are_two_things(pendataan, ragu):
    dulu = sidik(ragu)
    ragu.aktif = False
    assert berubah_sejak(isian_tercatat(ragu), dulu, ["aktif"]) == ["aktif"]


def test_a_worker_whose_file_was_undone_meanwhile_is_said_to_be_gone(
    pendataan, ragu, petugas, masuk
):
    orang = TenagaNonAsn.objects.get(pk=ragu.pk)
    TenagaNonAsn.objects.filter(pk=ragu.pk).delete()
    with pytest.raises(DomainError, match="sudah tidak ada"):
        layanan.koreksi(
            pendataan=pendataan,
            tenaga=orang,
            isian={"aktif": True},
            sidik_lama=sidik(orang),
            dasar="Nota 1",
            berkas=pdf(),
            aktor=petugas,
            pada=sekarang(),
        )


def test_the_public_list_has_initials_only_and_its_days(pendataan, petugas, client, masuk):
    tautan = alamat("pendataan_umum", pendataan.instansi.kode)
    assert client.get(tautan).status_code == 404
    assert masuk(petugas).post(alamat("pendataan_umumkan")).status_code == 302
    teks = client.get(tautan).content.decode()
    assert "4 orang" in teks
    for orang in TenagaNonAsn.objects.all():
        assert orang.nama not in teks
        assert orang.nik not in teks
        assert max(orang.nama.split(), key=len) not in teks
    Pendataan.objects.update(status="PENDATAAN")
    assert client.get(tautan).status_code == 404


def test_the_list_becomes_final_by_two_people(pendataan, petugas, penyetuju, masuk):
    lalu = hari_ini() - dt.timedelta(days=1)
    Pendataan.objects.update(status="KOREKSI", koreksi_sampai=lalu)
    meja = masuk(petugas)
    cetak = meja.get(alamat("pendataan_sptjm_cetak"))
    assert cetak.content.startswith(b"%PDF-")
    assert "SPTJM bertanda tangan belum diunggah." in isi(masuk(penyetuju), "pendataan")
    meja.post(alamat("pendataan_sptjm"), {"berkas": pdf(), "sidik": sidik_daftar(pendataan)})
    assert "Finalkan</button>" not in isi(meja, "pendataan")
    kedua = masuk(penyetuju)
    assert "Finalkan</button>" in isi(kedua, "pendataan")

    tunda = kedua.post(alamat("pendataan_finalkan"))
    assert tunda.url.startswith(reverse("account_reauthenticate"))
    assert Pendataan.objects.get().status == "KOREKSI"
    kedua.post(f"{reverse('account_reauthenticate')}?next=/", {"password": SANDI})
    kedua.post(alamat("pendataan_finalkan"))

    assert Pendataan.objects.get().status == "FINAL"
    assert "Tidak ada yang dapat diubah lagi" in isi(meja, "pendataan")
    assert JejakAudit.objects.filter(aksi="pendataan.finalkan").exists()
    assert "Koreksi</a>" not in isi(meja, "pendataan_rincian", TenagaNonAsn.objects.first().pk)
    unduhan = meja.get(alamat("pendataan_sptjm_unduh"))
    assert b"".join(unduhan.streaming_content) == b"%PDF-1.7 surat"


def test_an_old_statement_is_refused(pendataan, petugas, masuk):
    meja = masuk(petugas)
    lama = sidik_daftar(pendataan)
    TenagaNonAsn.objects.filter(pk=TenagaNonAsn.objects.first().pk).delete()
    jawab = meja.post(alamat("pendataan_sptjm"), {"berkas": pdf(), "sidik": lama}, follow=True)
    assert "Daftar berubah sesudah SPTJM dicetak" in jawab.content.decode()
    assert not Pendataan.objects.get().sptjm


def test_workers_are_linked_to_pppk_on_a_page(pendataan, petugas, masuk):
    satu = TenagaNonAsn.objects.first()
    orang = PegawaiFactory.create(instansi=pendataan.instansi, nama=satu.nama, lahir=satu.lahir)
    meja = masuk(petugas)
    assert satu.nama in isi(meja, "pendataan_pppk")
    meja.post(alamat("pendataan_pppk"), {"pilih": satu.pk})
    assert TenagaNonAsn.objects.get(pk=satu.pk).pegawai == orang
    assert orang.nama_lengkap in isi(meja, "pendataan_rincian", satu.pk)
    meja.post(alamat("pendataan_lepaskan", satu.pk))
    assert TenagaNonAsn.objects.get(pk=satu.pk).pegawai is None


@pytest.mark.parametrize("jenis", ["pendataan", "pendataan_bkn"])
def test_an_export_comes_back_in_without_a_change(
    pendataan, ragu, petugas, masuk, tmp_path, instansi, jenis
):
    jawab = masuk(petugas).get(alamat("ekspor", jenis))
    isi_berkas = b"".join(jawab.streaming_content)
    jalur = tmp_path / "ekspor.xlsx"
    jalur.write_bytes(isi_berkas)
    impor = impor_berkas(jalur, instansi)
    jumlah = 6 if jenis == "pendataan" else 4
    assert impor.jenis == "pendataan"
    assert hitungan(impor)["sama"] == hitungan(impor)["baris"] == jumlah


def test_the_recapitulation_balances_per_unit_and_in_all(pendataan, ragu, petugas, masuk):
    jawab = masuk(petugas).get(alamat("ekspor", "pendataan_rekap"))
    buku = openpyxl.load_workbook(io.BytesIO(b"".join(jawab.streaming_content)))
    judul, *baris = list(buku["Rekapitulasi"].values)
    assert judul[0] == "UNIT KERJA"
    for satu in baris:
        assert sum(satu[1:-1]) == satu[-1]
    assert baris[-1][0] == "JUMLAH"
    assert baris[-1][-1] == 6
