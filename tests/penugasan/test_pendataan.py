"""The non-ASN registry end to end: 2,400 people in, a balance that holds, a signed final list."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.impor.urungkan import urungkan
from inti.models import Impor, Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import hari_ini, sekarang
from pegawai.imports.kolom_tenaga import KOLOM
from pegawai.models import HasilPendataan, Opd, Pendataan, TenagaNonAsn
from penugasan.demo.tenaga import TenagaContoh, susun
from penugasan.queries.pendataan import diumumkan, neraca, sidik_daftar
from penugasan.services import pendataan as layanan, pendataan_taut
from penugasan.services.pendataan_sidik import sidik
from tests.inti.buku import simpan, tabel
from tests.inti.impor import hitungan, impor_berkas, impor_dan_terapkan, temuan
from tests.pegawai.factories import OpdFactory, PegawaiFactory

pytestmark = pytest.mark.django_db
KODE = "pendataan-non-asn-2022"
PDF = b"%PDF-1.7 surat"
JUDUL = [k.judul for k in KOLOM]


@pytest.fixture
def pendataan(instansi: Instansi) -> Pendataan:
    return layanan.siapkan_pendataan(kode=KODE, instansi=instansi, pada=sekarang())[0]


@pytest.fixture
def unit(instansi: Instansi) -> list[str]:
    return [OpdFactory.create(instansi=instansi, nama=f"Dinas Uji {n}").nama for n in range(8)]


def contoh(jumlah: int, unit: list[str]) -> list[TenagaContoh]:
    return list(susun(jumlah, unit, benih=1))


def berkas(folder: Path, orang: list[TenagaContoh], **ubah: Any) -> Path:
    baris = [satu.baris | ubah for satu in orang]
    return simpan(folder / "nonasn.xlsx", {"Non ASN": tabel(JUDUL, baris)})


def dokumen() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.pdf", PDF)


def koreksi(pendataan: Pendataan, tenaga: TenagaNonAsn, aktor: Any, **isian: Any) -> Any:
    return layanan.koreksi(
        pendataan=pendataan,
        tenaga=tenaga,
        isian=isian,
        sidik_lama=sidik(TenagaNonAsn.objects.get(pk=tenaga.pk)),
        dasar="Nota 1/2022",
        berkas=dokumen(),
        aktor=aktor,
        pada=sekarang(),
    )


def test_2400_people_balance_and_each_counts_as_made(tmp_path, instansi, pendataan, unit):
    orang = contoh(2_400, unit)
    impor = impor_dan_terapkan(berkas(tmp_path, orang), instansi)

    assert impor.jenis == "pendataan"
    assert TenagaNonAsn.objects.count() == 2_400
    assert (
        TenagaNonAsn.objects.get(nik=orang[0].baris["NIK"]).lahir == orang[0].baris["Tanggal Lahir"]
    )
    seharusnya = Counter((satu.hasil, satu.sebab) for satu in orang)
    ada = Counter(HasilPendataan.objects.values_list("hasil", "sebab"))
    assert ada == seharusnya
    assert {sebab for hasil, sebab in ada if hasil == "tidak"} == {
        *("K1", "K2", "K3", "K4", "K5", "K6"),
        *("X1", "X2", "X3"),
    }
    hitungan_kini = neraca(pendataan)
    assert hitungan_kini.seimbang
    assert hitungan_kini.riil == 2_400
    assert hitungan_kini.memenuhi == seharusnya["layak", ""]
    assert hitungan_kini.thk2 == sum(1 for o in orang if o.baris["No Peserta THK-II"])
    assert hitungan_kini.luar == sum(n for (h, _), n in seharusnya.items() if h == "tidak")
    assert hitungan_kini.belum == sum(n for (h, _), n in seharusnya.items() if h == "belum_pasti")


def test_the_same_file_twice_changes_nothing_and_undo_takes_all_back(
    tmp_path, instansi, pendataan, unit
):
    jalur = berkas(tmp_path, contoh(60, unit))
    pertama = impor_dan_terapkan(jalur, instansi)
    lagi = impor_berkas(jalur, instansi)
    assert hitungan(lagi) == {"baris": 60, "sama": 60} | {
        k: v for k, v in hitungan(lagi).items() if k == "peringatan"
    }
    urungkan(pertama, aktor=None, saat=sekarang())
    assert TenagaNonAsn.objects.count() == 0
    assert neraca(pendataan).seimbang


def test_a_changed_file_changes_facts_keeps_history_and_judges_again(
    tmp_path, instansi, pendataan, unit
):
    orang = contoh(1, unit)
    impor_dan_terapkan(berkas(tmp_path, orang), instansi)
    kedua = impor_dan_terapkan(berkas(tmp_path, orang, **{"MASIH AKTIF": "Tidak"}), instansi)
    tenaga = TenagaNonAsn.objects.get()
    assert (tenaga.aktif, tenaga.hasil.sebab) == (False, "K6")
    assert RiwayatFakta.objects.get().isi == {"aktif": [None, False, None]}
    urungkan(kedua, aktor=None, saat=sekarang())
    tenaga.refresh_from_db()
    assert tenaga.aktif is None


@pytest.mark.parametrize(
    ("nik", "kode"),
    [
        (3375010101900001, "nik_rusak"),
        ("3,37501E+15", "nik_rusak"),
        ("337501010190000", "nik_panjang"),
        ("33750101O1900001", "nik_bukan_angka"),
        ("", "nik_kosong"),
    ],
)
def test_a_ruined_nik_is_reported_and_not_guessed(tmp_path, instansi, pendataan, unit, nik, kode):
    impor = impor_berkas(berkas(tmp_path, contoh(1, unit), NIK=nik), instansi)
    assert (kode, "galat", "Non ASN!A2") in temuan(impor)


def test_doubts_are_shown_at_their_cell(tmp_path, instansi, pendataan, unit):
    (satu,) = contoh(1, unit)
    impor_dan_terapkan(berkas(tmp_path, [satu]), instansi)
    lain = {
        "NIK": "3375014101900007",
        "Jenis Kelamin": "L",
        "Tanggal Mulai Kerja (SK)": dt.date(2023, 1, 1),
        "SUMBER HONORARIUM": "entah",
        "Unit Kerja saat pembayaran": "Dinas Tak Ada",
    }
    kode = {t[0] for t in temuan(impor_berkas(berkas(tmp_path, [satu], **lain), instansi))}
    assert kode >= {
        "nik_tidak_selaras",
        "masa_terbalik",
        "sumber_honor_tak_dikenal",
        "unit_tak_dikenal",
        "orang_mirip",
    }


def test_a_correction_with_a_paper_resolves_somebody(tmp_path, instansi, pendataan, unit, petugas):
    orang = [satu for satu in contoh(100, unit) if satu.sebab == "K6" and satu.hasil != "tidak"][:1]
    impor_dan_terapkan(berkas(tmp_path, orang), instansi)
    tenaga = TenagaNonAsn.objects.get()
    assert neraca(pendataan).belum == 1

    hasil = koreksi(pendataan, tenaga, petugas, aktif=True)

    tenaga.refresh_from_db()
    assert (tenaga.aktif, tenaga.hasil.hasil) == (True, "layak")
    assert hasil.isi == {"aktif": ["", "Ya"]}
    assert Sumber.objects.get(pk=tenaga.sumber["aktif"]).jenis == "tangan"
    assert neraca(pendataan).belum == 0
    # A file that says otherwise is shown, not obeyed.
    kedua = impor_berkas(berkas(tmp_path, orang, **{"MASIH AKTIF": "Tidak"}), instansi)
    assert ("koreksi_tangan", "peringatan", "Non ASN!Y2") in temuan(kedua)
    with pytest.raises(DomainError, match="Tidak ada isian yang berubah"):
        koreksi(pendataan, tenaga, petugas, aktif=True)


def maju(pendataan: Pendataan, petugas: Any, sampai: str) -> Pendataan:
    """Take a registry to a stage, with its days passed."""
    hari = dt.timedelta(days=1)
    pada = sekarang() - 30 * hari
    pendataan = layanan.umumkan(pendataan=pendataan, aktor=petugas, pada=pada)
    if sampai == "KOREKSI":
        pada += 6 * hari
        pendataan = layanan.buka_koreksi(pendataan=pendataan, aktor=petugas, pada=pada)
    return pendataan


def sptjm(pendataan: Pendataan, aktor: Any) -> Pendataan:
    return layanan.simpan_sptjm(
        pendataan=pendataan,
        berkas=dokumen(),
        sidik=sidik_daftar(pendataan),
        aktor=aktor,
        pada=sekarang(),
    )


def finalkan(pendataan: Pendataan, aktor: Any) -> Pendataan:
    return layanan.finalkan(pendataan=pendataan, aktor=aktor, pada=sekarang())


def test_a_final_list_waits_for_everything_and_everybody(
    tmp_path, instansi, pendataan, unit, petugas, penyetuju
):
    orang = contoh(100, unit)
    impor_dan_terapkan(berkas(tmp_path, orang), instansi)
    with pytest.raises(DomainError) as galat:
        finalkan(pendataan, penyetuju)
    assert "belum melewati masa perbaikan" in galat.value.pesan
    pendataan = maju(pendataan, petugas, "KOREKSI")
    pendataan = sptjm(pendataan, petugas)
    with pytest.raises(DomainError, match="7 orang belum terselesaikan"):
        finalkan(pendataan, penyetuju)
    assert Pendataan.objects.get().status == "KOREKSI"

    for hasil in HasilPendataan.objects.filter(hasil="belum_pasti").select_related("tenaga"):
        koreksi(pendataan, hasil.tenaga, petugas, sumber_honor="BLUD")
    assert neraca(pendataan).belum == 0
    with pytest.raises(DomainError, match="Daftar berubah sesudah SPTJM"):
        finalkan(pendataan, penyetuju)
    pendataan = sptjm(pendataan, petugas)
    with pytest.raises(TidakBerhak):
        finalkan(pendataan, petugas)

    pendataan = finalkan(pendataan, penyetuju)

    assert pendataan.status == "FINAL"
    assert pendataan.ringkasan["riil"] == 100
    assert pendataan.ringkasan["memenuhi"] + sum(pendataan.ringkasan["luar"].values()) == 100
    assert JejakAudit.objects.filter(aksi="pendataan.finalkan", aktor=penyetuju).exists()
    with pytest.raises(SudahDiproses):
        finalkan(pendataan, penyetuju)
    # Nothing moves any more.
    with pytest.raises(DomainError, match="sudah final"):
        koreksi(pendataan, TenagaNonAsn.objects.first(), petugas, aktif=False)
    lagi = impor_berkas(berkas(tmp_path, orang, **{"MASIH AKTIF": "Tidak"}), instansi)
    assert {t[0] for t in temuan(lagi)} >= {"pendataan_final"}
    with pytest.raises(DomainError, match="sudah final"):
        urungkan(Impor.objects.earliest("pk"), aktor=None, saat=sekarang())


def test_the_stages_keep_their_days(tmp_path, instansi, pendataan, unit, petugas):
    with pytest.raises(DomainError, match="Belum ada orang yang memenuhi"):
        layanan.umumkan(pendataan=pendataan, aktor=petugas, pada=sekarang())
    impor_dan_terapkan(berkas(tmp_path, contoh(10, unit)), instansi)
    pendataan = layanan.umumkan(pendataan=pendataan, aktor=petugas, pada=sekarang())
    assert pendataan.diumumkan_sampai == hari_ini() + dt.timedelta(days=4)
    with pytest.raises(DomainError, match="masih berlangsung"):
        layanan.buka_koreksi(pendataan=pendataan, aktor=petugas, pada=sekarang())
    with pytest.raises(DomainError, match="alasan"):
        layanan.tarik(pendataan=pendataan, alasan=" ", aktor=petugas, pada=sekarang())
    pendataan = layanan.tarik(pendataan=pendataan, alasan="Salah", aktor=petugas, pada=sekarang())
    assert (pendataan.status, pendataan.diumumkan_mulai) == ("PENDATAAN", None)
    pendataan = maju(pendataan, petugas, "KOREKSI")
    assert (pendataan.koreksi_sampai - pendataan.diumumkan_sampai).days == 11


def test_a_final_row_without_a_statement_is_refused_by_the_database(pendataan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pendataan.objects.filter(pk=pendataan.pk).update(status="FINAL")


def test_criteria_change_only_before_the_announcement(tmp_path, instansi, pendataan, unit, petugas):
    impor_dan_terapkan(berkas(tmp_path, contoh(100, unit)), instansi)
    teks = (layanan.FOLDER / KODE / layanan.BERKAS).read_text(encoding="utf-8")
    (tmp_path / KODE).mkdir()
    jalur = tmp_path / KODE / layanan.BERKAS
    jalur.write_text(
        teks.replace("mulai_paling_lambat = 2020-12-31", "mulai_paling_lambat = 2021-12-31")
    )
    sebelum = neraca(pendataan)
    ada, baru = layanan.siapkan_pendataan(
        kode=KODE, instansi=instansi, pada=sekarang(), folder=tmp_path
    )
    assert baru
    assert neraca(ada).memenuhi == sebelum.memenuhi + 3
    layanan.nilai(pendataan, pada=sekarang())  # the copy at hand has the criteria of before
    assert neraca(ada).memenuhi == sebelum.memenuhi + 3
    maju(ada, petugas, "PENGUMUMAN")
    with pytest.raises(DomainError, match="sesudah daftar diumumkan"):
        layanan.siapkan_pendataan(kode=KODE, instansi=instansi, pada=sekarang())


def test_people_are_read_and_judged_again_under_the_agencys_lock(pendataan):
    """So a correction made meanwhile is either judged, or waits."""
    with CaptureQueriesContext(connection) as tanya:
        layanan.nilai(pendataan, pada=sekarang())
    sql = [satu["sql"] for satu in tanya]
    kunci, baca = (
        next(n for n, satu in enumerate(sql) if f'FROM "{tabel}"' in satu)
        for tabel in ("inti_kepalarantai", "pegawai_tenaganonasn")
    )
    assert kunci < baca


def test_small_units_are_announced_as_one(tmp_path, instansi, pendataan, unit):
    orang = contoh(40, [unit[0], unit[0], unit[0], unit[0], unit[1]])[:9]
    impor_dan_terapkan(berkas(tmp_path, orang), instansi)
    TenagaNonAsn.objects.filter(unit=unit[1]).update(opd=None)
    daftar = dict(diumumkan(pendataan))
    assert set(daftar) <= {unit[0], "Unit lain"}
    assert sum(map(len, daftar.values())) == neraca(pendataan).memenuhi


def test_a_worker_is_linked_to_the_pppk_he_became(tmp_path, instansi, pendataan, unit, petugas):
    impor_dan_terapkan(berkas(tmp_path, contoh(3, unit)), instansi)
    satu, dua, _ = TenagaNonAsn.objects.order_by("pk")
    cocok = PegawaiFactory.create(instansi=instansi, nama=satu.nama.title(), lahir=satu.lahir)
    PegawaiFactory.create_batch(2, instansi=instansi, nama=dua.nama, lahir=dua.lahir)
    assert pendataan_taut.calon(instansi) == [(satu, cocok)]
    assert (
        pendataan_taut.tautkan(pendataan=pendataan, tenaga=None, aktor=petugas, pada=sekarang())
        == 1
    )
    satu.refresh_from_db()
    assert satu.pegawai == cocok
    with pytest.raises(DomainError):
        pendataan_taut.tautkan(pendataan=pendataan, tenaga=None, aktor=petugas, pada=sekarang())
    pendataan_taut.lepaskan(pendataan=pendataan, tenaga=satu, aktor=petugas, pada=sekarang())
    assert pendataan_taut.calon(instansi) == [(satu, cocok)]


def test_the_command_loads_the_pack_for_one_agency(instansi: Instansi, capsys) -> None:
    call_command("siapkan", paket=KODE)
    call_command("siapkan", paket=KODE)
    keluaran = capsys.readouterr().out
    assert "dimuat." in keluaran
    assert "sudah termuat." in keluaran
    with pytest.raises(CommandError, match="Sebut satu instansi"):
        call_command("siapkan", paket=KODE, instansi="tidak-ada")


def test_facts_of_another_agency_stay_apart(tmp_path, instansi, instansi_lain, pendataan, unit):
    impor_dan_terapkan(berkas(tmp_path, contoh(5, unit)), instansi)
    lain, _ = layanan.siapkan_pendataan(kode=KODE, instansi=instansi_lain, pada=sekarang())
    assert neraca(lain).riil == 0
    assert not Opd.objects.filter(instansi=instansi_lain).exists()
