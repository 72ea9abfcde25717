"""Screening everybody: one verdict each, the contract's JSON, a trace, few queries."""

import datetime as dt
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.models import Impor, Instansi, JejakAudit, Pekerjaan
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun
from penugasan.models import HasilSaring, Periode, Saringan
from penugasan.queries.periode import (
    instansi_menurut,
    periode_aktif,
    periode_menurut,
    saringan_terbaru,
)
from penugasan.queries.temuan import lengkapi
from penugasan.services import saring_buang
from penugasan.services.kelayakan import periksa_banyak, periksa_pegawai, temuan_json
from penugasan.services.saring import isi_saringan, mulai, mulai_sesudah_impor, saring
from tests.inti.factories import InstansiFactory, SumberFactory, WilayahFactory
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    KontrakFactory,
    PegawaiFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.factories import (
    PenugasanFactory,
    RencanaFactory,
    ganti_versi,
)

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


def jalankan(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


def test_everybody_on_the_active_register_gets_one_verdict(periode, kota):
    saringan = jalankan(periode)

    putusan = {h.pegawai_id: h for h in saringan.hasil_set.all()}
    hasil = {nama: putusan[pegawai.pk].hasil for nama, pegawai in kota.items()}
    assert hasil == {
        "layak": "layak",
        "pns": "tidak",
        "tanpa_bukti": "belum_pasti",
        "diri": "belum_pasti",
        "tanpa_pendidikan": "belum_pasti",
        "tua": "tidak",
        "tidak_mampu": "tidak",
        "pranata": "layak",
    }
    assert (saringan.layak, saringan.belum_pasti, saringan.tidak) == (2, 3, 3)
    assert putusan[kota["tua"].pk].gagal == ",usia,"
    assert putusan[kota["tanpa_pendidikan"].pk].ragu == ",pendidikan,"
    assert putusan[kota["layak"].pk].gagal == ""


def test_the_set_and_the_single_form_agree_on_every_person(periode, kota):
    saringan = jalankan(periode)

    for baris in lengkapi(list(saringan.hasil_set.select_related("pegawai"))):
        satu = periksa_pegawai(baris.pegawai, versi=periode.versi, acuan=periode.tanggal_acuan)
        assert satu.hasil == baris.hasil
        assert [t.alasan for t in satu.temuan] == [t["alasan"] for t in baris.temuan]


def test_people_of_another_agency_are_left_alone(periode, kota, instansi_lain):
    PegawaiFactory.create(instansi=instansi_lain, layak=True)

    assert jalankan(periode).jumlah == len(kota)


def test_the_date_moves_the_verdict(periode, kota):
    nanti = jalankan(periode, per_tanggal=dt.date(2070, 1, 1))

    assert nanti.per_tanggal == dt.date(2070, 1, 1)
    assert nanti.layak == 0


def test_a_live_assignment_counts_except_the_one_being_decided(periode, kota):
    sendiri = PenugasanFactory.create(
        instansi=periode.instansi, periode=periode, pegawai=kota["layak"], diminta=True
    )

    assert jalankan(periode).hasil_set.get(pegawai=kota["layak"]).gagal == ",belum_ditugaskan,"
    bebas = periksa_pegawai(
        kota["layak"], versi=periode.versi, acuan=periode.tanggal_acuan, kecuali=sendiri
    )
    assert bebas.hasil == "layak"


def test_an_ended_assignment_does_not_count(periode, kota):
    PenugasanFactory.create(
        instansi=periode.instansi, periode=periode, pegawai=kota["layak"], status="SELESAI"
    )

    assert jalankan(periode).hasil_set.get(pegawai=kota["layak"]).hasil == "layak"


def test_the_newest_deciding_evidence_is_read_in_the_order_of_its_date(periode, instansi):
    orang = PegawaiFactory.create(instansi=instansi)
    BuktiKomputerFactory.create(pegawai=orang, tanggal=dt.date(2026, 2, 10))
    BuktiKomputerFactory.create(pegawai=orang, tidak=True, tanggal=dt.date(2026, 1, 10))

    assert jalankan(periode).hasil_set.get(pegawai=orang).hasil == "layak"


def test_each_finding_names_the_file_its_fact_came_from(periode, instansi):
    sumber = SumberFactory.create(
        instansi=instansi, keterangan="siasn.xlsx", tanggal=dt.date(2026, 2, 1)
    )
    orang = PegawaiFactory.create(instansi=instansi, layak=True, sumber={"lahir": sumber.pk})

    kelayakan = periksa_pegawai(orang, versi=periode.versi, acuan=periode.tanggal_acuan)

    temuan = {t["kode"]: t for t in temuan_json(kelayakan)}
    assert (temuan["usia"]["sumber"], temuan["usia"]["sumber_tanggal"]) == (
        "siasn.xlsx",
        "2026-02-01",
    )
    assert temuan["komputer"]["sumber"] == "pendataan-opd.xlsx"
    assert temuan["pendidikan"]["sumber"] == ""


def test_switched_on_rules_read_contract_grades_and_domicile(periode, instansi):
    rumah, sebelah, jauh = WilayahFactory.create_batch(3)
    rumah.tetangga.add(sebelah)
    jauh.tetangga.add(WilayahFactory.create())
    KebutuhanFactory.create(koperasi__instansi=instansi, koperasi__wilayah=sebelah)
    dekat = PegawaiFactory.create(instansi=instansi, layak=True, domisili=rumah)
    asing = PegawaiFactory.create(instansi=instansi, layak=True, domisili=jauh)
    kosong = PegawaiFactory.create(instansi=instansi, layak=True)
    for orang in (dekat, asing):
        KontrakFactory.create(pegawai=orang, akhir=dt.date(2027, 1, 1))
        for tahun in (2024, 2025):
            PredikatKinerjaFactory.create(pegawai=orang, tahun=tahun)

    def nyalakan(isi: dict[str, Any]) -> None:
        for kode in ("kontrak", "predikat_kinerja", "domisili"):
            isi["aturan"][kode]["aktif"] = True

    periode.versi = ganti_versi(periode.versi, nyalakan)

    hasil = {h.pegawai_id: h for h in jalankan(periode).hasil_set.all()}

    assert hasil[dekat.pk].hasil == "layak"
    assert hasil[asing.pk].gagal == ",domisili,"
    assert hasil[kosong.pk].ragu == ",kontrak,predikat_kinerja,domisili,"


def test_the_run_is_in_the_audit_trail_with_its_counts(periode, kota, petugas):
    saringan = saring(periode=periode, aktor=petugas, pada=PADA)

    jejak = JejakAudit.objects.get(aksi="saringan.jalankan")
    assert jejak.aktor == petugas
    assert jejak.objek_id == str(saringan.pk)
    assert jejak.sesudah is not None
    assert jejak.sesudah["layak"] == 2


def test_older_runs_go_unless_a_plan_rests_on_them(periode, kota):
    dipakai = jalankan(periode)
    RencanaFactory.create(saringan=dipakai)
    usang = jalankan(periode, penuh=True)
    resmi = jalankan(periode, penuh=True)
    coba = jalankan(periode, per_tanggal=dt.date(2030, 1, 1))

    assert set(Saringan.objects.all()) == {dipakai, resmi, coba}
    assert saringan_terbaru(periode) == resmi
    saring_buang.buang(pada=sekarang() + saring_buang.MASA_BACA + dt.timedelta(seconds=1))
    assert not HasilSaring.objects.filter(saringan_id=usang.pk).exists()
    assert HasilSaring.objects.filter(saringan_id=dipakai.pk).exists()


def test_screening_reads_people_in_a_fixed_number_of_queries(periode, kota):
    jalankan(periode)
    PegawaiFactory.create(instansi=periode.instansi, layak=True)
    with CaptureQueriesContext(connection) as sedikit:
        jalankan(periode)
    PegawaiFactory.create_batch(30, instansi=periode.instansi, layak=True)
    with CaptureQueriesContext(connection) as banyak:
        jalankan(periode)
    assert len(banyak) <= len(sedikit)


def test_several_persons_are_judged_in_two_queries(periode, kota, django_assert_num_queries):
    with django_assert_num_queries(2):
        periksa_banyak(list(kota.values()), versi=periode.versi, acuan=periode.tanggal_acuan)


# --- in the background -----------------------------------------------------------------------


def test_the_job_screens_and_leads_to_the_list(
    periode: Periode, kota: Any, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
):
    mulai(periode=periode, aktor=petugas)

    (pekerjaan,) = kerjakan()

    assert pekerjaan.status == Pekerjaan.Status.SELESAI
    assert pekerjaan.hasil["url"] == "/kelayakan/"
    assert (pekerjaan.selesai, pekerjaan.total) == (len(kota), len(kota))
    assert Saringan.objects.get().aktor == petugas


def test_a_job_may_ask_for_another_date(periode, kota, kerjakan):
    mulai(periode=periode, aktor=None, per_tanggal=dt.date(2027, 1, 1))

    kerjakan()

    assert Saringan.objects.get().per_tanggal == dt.date(2027, 1, 1)


def test_an_import_of_people_starts_one_screening_however_many_files(periode, petugas):
    impor = [_impor(periode.instansi, petugas, jenis) for jenis in ("siasn", "survei", "kebutuhan")]

    langkah = [mulai_sesudah_impor(satu) for satu in impor]

    pekerjaan = Pekerjaan.objects.get(jenis="saring.jalankan")
    assert pekerjaan.aktor == petugas
    assert langkah[0] is not None
    assert str(pekerjaan.pk) in langkah[0].url
    assert langkah[1] == langkah[0]
    assert langkah[2] is None


def test_without_a_round_an_import_starts_nothing(instansi, petugas):
    assert mulai_sesudah_impor(_impor(instansi, petugas, "siasn")) is None


def _impor(instansi: Instansi, akun: Akun, jenis: str) -> Impor:
    return Impor.objects.create(
        instansi=instansi,
        akun=akun,
        jenis=jenis,
        nama_berkas=f"{jenis}.xlsx",
        sha256="0" * 64,
        dibuat=PADA,
    )


# --- the command -----------------------------------------------------------------------------


def test_the_command_writes_the_json_of_the_contract(periode, kota, tmp_path: Path):
    berkas, layar = tmp_path / "hasil.json", StringIO()

    call_command("saring", keluaran=berkas, per_tanggal=dt.date(2026, 3, 1), stdout=layar)

    isi = json.loads(berkas.read_text())
    assert (isi["periode"], isi["per_tanggal"]) == ("2026-1", "2026-03-01")
    assert isi["versi_aturan"] == "kota-pekalongan/1"
    assert isi["jumlah"] == {"layak": 2, "belum_pasti": 3, "tidak": 3}
    menurut_nip = {satu["nip"]: satu for satu in isi["pegawai"]}
    tua = menurut_nip[kota["tua"].nip]
    assert tua["hasil"] == "tidak"
    assert tua["temuan"]["usia"] == {
        "hasil": "tidak",
        "alasan": "Usia 60 tahun 2 bulan pada 1 Maret 2026, batas 56 tahun.",
    }
    assert set(tua["temuan"]) == {
        "jenis_asn",
        "kedudukan_hukum",
        "pendidikan",
        "usia",
        "komputer",
        "belum_ditugaskan",
    }
    assert "8 pegawai disaring per 2026-03-01" in layar.getvalue()


def test_the_command_works_without_an_output_file(periode, kota):
    call_command("saring", periode="2026-1", stdout=StringIO())

    assert isi_saringan(Saringan.objects.get())["jumlah"]["layak"] == 2


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["--periode", "2030-9"], "Periode 2030-9 tidak ditemukan"),
        (["--instansi", "kota-mana"], "Instansi kota-mana tidak ditemukan"),
        (["--keluaran", "/folder-yang-tidak-ada/hasil.json"], "tidak dapat ditulis"),
    ],
)
def test_a_refusal_is_exit_code_1_with_the_reason(periode, argumen, pesan):
    with pytest.raises(CommandError, match=pesan) as galat:
        call_command("saring", *argumen, stdout=StringIO())

    assert galat.value.returncode == 1


def test_a_date_that_is_none_is_wrong_usage(periode):
    with pytest.raises(CommandError, match="2026-02-30 bukan tanggal"):
        call_command("saring", "--per-tanggal", "2026-02-30")


def test_the_agency_must_be_named_when_there_are_several_and_exist_at_all():
    with pytest.raises(CommandError, match="Belum ada instansi"):
        call_command("saring")
    InstansiFactory.create_batch(2)
    with pytest.raises(CommandError, match="--instansi"):
        call_command("saring")


def test_without_a_round_the_command_says_what_to_do(instansi):
    assert periode_aktif(instansi) is None
    with pytest.raises(CommandError, match="Jalankan `siapkan`"):
        call_command("saring")


def test_a_round_is_found_by_its_code(periode, instansi):
    assert instansi_menurut() == instansi
    assert periode_menurut(instansi=instansi, kode="2026-1") == periode
