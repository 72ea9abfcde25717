"""The second person: one SK for a batch, all or nothing, the password asked again, and revoking."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from koperasi.models import Koperasi
from pegawai.models import Pegawai
from penugasan.models import Penugasan, PesanKeluar, Surat, VersiAturan
from penugasan.services import nominasi, penetapan, usulan
from penugasan.services.penetapan import TidakLengkap
from tests.pegawai.factories import SANDI
from tests.penugasan import alur
from tests.penugasan.factories import PenugasanFactory, PeriodeFactory, ganti_versi

pytestmark = pytest.mark.django_db
SK, TUGAS = Surat.Jenis.SK, Surat.Jenis.SURAT_TUGAS


def url(nama: str, *kunci: int) -> str:
    return reverse(f"penugasan:{nama}", args=kunci)


@pytest.fixture
def batch(petugas, kepala_opd, opd) -> list[Penugasan]:
    """Three people whom the head has let go."""
    return [alur.disetujui(petugas, kepala_opd, opd) for _ in range(3)]


def tetapkan(penyetuju, batch, **lain) -> Surat:
    isi = {"penugasan": batch, "tanggal": hari_ini(), "aktor": penyetuju, "pada": sekarang()}
    return penetapan.tetapkan(**isi | lain)


def tanpa_akibat() -> bool:
    """Nothing of a refused batch is left: no status, letter, number or message."""
    return not (
        Penugasan.objects.filter(status="DITETAPKAN").exists()
        or Surat.objects.exists()
        or PesanKeluar.objects.exists()
    )


# --- the service ---------------------------------------------------------------------------------


def test_one_sk_names_the_batch_each_gets_a_letter_a_message_and_a_record(penyetuju, batch):
    sk = tetapkan(penyetuju, batch)
    assert set(sk.penugasan.all()) == set(batch)
    assert Surat.objects.filter(jenis=TUGAS, induk=sk).count() == 3
    assert PesanKeluar.objects.filter(jenis="usulan").count() == 3
    assert JejakAudit.objects.filter(aksi="penugasan.tetapkan", aktor=penyetuju).count() == 3
    assert {(p.status, p.ditetapkan_oleh) for p in Penugasan.objects.all()} == {
        ("DITETAPKAN", penyetuju)
    }


def test_confirming_is_the_second_persons_and_never_the_nominators(petugas, penyetuju, batch):
    with pytest.raises(TidakBerhak):
        tetapkan(petugas, batch)
    Penugasan.objects.filter(pk=batch[1].pk).update(dibuat_oleh=penyetuju)
    with pytest.raises(TidakBerhak):
        tetapkan(penyetuju, batch)
    assert tanpa_akibat()


def test_rules_are_asked_again_at_decision_time_and_nothing_of_a_batch_happens_when_one_fails(
    penyetuju, batch
):
    Pegawai.objects.filter(pk=batch[2].pegawai_id).update(lahir=dt.date(1960, 1, 1))
    with pytest.raises(TidakLengkap) as galat:
        tetapkan(penyetuju, batch)
    assert batch[2].pegawai.nama in galat.value.pesan
    assert "Usia" in galat.value.pesan
    assert batch[0].pegawai.nama_lengkap not in galat.value.pesan
    assert tanpa_akibat()


def test_one_that_was_confirmed_before_stops_the_batch_and_says_by_whom(penyetuju, batch):
    sk = tetapkan(penyetuju, batch[:1])
    with pytest.raises(SudahDiproses) as galat:
        tetapkan(penyetuju, batch)
    assert penyetuju.nama in galat.value.pesan
    assert batch[0].pegawai.nama in galat.value.pesan
    assert Surat.objects.filter(jenis=SK).get() == sk
    assert Penugasan.objects.filter(status="DISETUJUI_OPD").count() == 2


def test_a_decision_keeps_the_version_it_was_nominated_under(penyetuju, batch):
    """A stricter version that came into force meanwhile is not applied to open nominations."""
    lama = batch[0].versi
    VersiAturan.objects.filter(pk=lama.pk).update(status="pensiun")
    isi = lama.isi | {"aturan": lama.isi["aturan"] | {"usia": {**lama.isi["aturan"]["usia"]}}}
    isi["aturan"]["usia"]["maks"] = 20
    ketat = VersiAturan.objects.create(
        instansi=lama.instansi, paket=lama.paket, nomor=2, status="berlaku", isi=isi, sidik="1" * 64
    )
    PeriodeFactory.create(instansi=lama.instansi, kode="2026-2", versi=ketat)
    assert tetapkan(penyetuju, batch).pk


def test_a_cooperative_without_legal_entity_blocks_the_sk_unless_the_policy_says_otherwise(
    penyetuju, batch
):
    Koperasi.objects.filter(kebutuhan_set=batch[0].kebutuhan).update(nomor_badan_hukum="")
    with pytest.raises(TidakLengkap, match="badan hukum"):
        tetapkan(penyetuju, batch)
    ganti_versi(batch[0].versi, lambda isi: isi["koperasi"].update(wajib_badan_hukum=False))
    assert tetapkan(penyetuju, batch).pk


def test_somebody_who_moved_to_a_unit_that_never_agreed_is_not_confirmed(
    penyetuju, batch, opd_cabang, opd_lain
):
    orang = Pegawai.objects.filter(pk=batch[0].pegawai_id)
    orang.update(opd=opd_lain)
    with pytest.raises(TidakLengkap, match=f"Pindah ke {opd_lain.nama}"):
        tetapkan(penyetuju, batch)
    orang.update(opd=None)
    with pytest.raises(TidakLengkap, match="belum dikenal"):
        tetapkan(penyetuju, batch)
    orang.update(opd=opd_cabang)  # of the same head's tree: he has agreed
    assert tetapkan(penyetuju, batch).pk


def test_a_move_without_anybody_who_agreed_counts_as_no_consent(penyetuju, opd, opd_cabang):
    satu = PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd_cabang, opd_asal=opd, disetujui_opd=True
    )
    with pytest.raises(TidakLengkap, match="Pindah ke"):
        tetapkan(penyetuju, [satu])


def test_somebody_no_longer_on_the_register_is_not_confirmed(penyetuju, batch):
    Pegawai.objects.filter(pk=batch[0].pegawai_id).update(aktif=False)
    with pytest.raises(TidakLengkap, match="Tidak tercatat aktif"):
        tetapkan(penyetuju, batch)


def test_an_empty_batch_and_one_of_two_agencies_are_refused(penyetuju, batch):
    asing = PenugasanFactory.create(disetujui_opd=True)
    for daftar in ([], [batch[0], asing]):
        with pytest.raises(DomainError, match="paling sedikit satu"):
            tetapkan(penyetuju, daftar)


def test_the_same_name_twice_in_a_batch_is_confirmed_once(penyetuju, batch):
    sk = tetapkan(penyetuju, [*batch, batch[0]])
    assert sk.penugasan.count() == 3


def test_revoking_ends_the_letter_frees_the_person_and_needs_a_reason(penyetuju, petugas, batch):
    tetapkan(penyetuju, batch)
    satu = Penugasan.objects.get(pk=batch[0].pk)
    with pytest.raises(DomainError, match="alasan"):
        penetapan.cabut(penugasan=satu, alasan="", aktor=penyetuju, pada=sekarang())
    with pytest.raises(TidakBerhak):
        penetapan.cabut(penugasan=satu, alasan="x", aktor=petugas, pada=sekarang())
    penetapan.cabut(penugasan=satu, alasan="Mengundurkan diri", aktor=penyetuju, pada=sekarang())
    assert Surat.objects.get(jenis=TUGAS, penugasan=satu).status == "dicabut"
    assert Surat.objects.get(jenis=SK).status == "berlaku"
    with pytest.raises(SudahDiproses):
        penetapan.cabut(penugasan=satu, alasan="x", aktor=penyetuju, pada=sekarang())
    assert nominasi.formasi_kosong(satu.kebutuhan.koperasi) == satu.kebutuhan


def test_a_substitute_accepted_by_bkpsdm_is_confirmed_like_anybody(
    petugas, penyetuju, kepala_opd, opd
):
    diusulkan = alur.usulkan(kepala_opd, alur.nominasikan(petugas, opd))
    hasil = usulan.setujui(usulan=diusulkan, aktor=petugas, pada=sekarang())
    sk = tetapkan(penyetuju, [hasil.pengganti_penugasan])
    assert [p.pegawai for p in sk.penugasan.all()] == [diusulkan.pengganti]


# --- the pages -----------------------------------------------------------------------------------


@pytest.fixture
def klien(penyetuju, masuk):
    """The second person, who gave the password a moment ago."""
    klien = masuk(penyetuju)
    jawaban = klien.post(
        f"{reverse('account_reauthenticate')}?next=/penetapan/",
        {"password": SANDI, "next": "/penetapan/"},
    )
    assert jawaban.status_code == 302
    return klien


def pilih(batch) -> str:
    return "&".join(f"pilih={p.pk}" for p in batch)


def test_the_queue_shows_what_opd_heads_agreed_to_with_filters(
    klien, petugas, auditor, masuk, batch, opd, opd_lain
):
    lain = PenugasanFactory.create(
        instansi=opd.instansi, pegawai__opd=opd_lain, opd_asal=opd_lain, disetujui_opd=True
    )
    alur.nominasikan(petugas, opd)
    isi = klien.get(url("penetapan")).content.decode()
    assert isi.count('name="pilih"') == 4
    assert "Kepala Dinas Kesehatan" in isi
    saring = klien.get(f"{url('penetapan')}?opd={opd_lain.pk}").content.decode()
    assert re.findall(r'name="pilih"\s+value="(\d+)"', saring) == [str(lain.pk)]
    for akun in (petugas, auditor):
        assert 'name="pilih"' not in masuk(akun).get(url("penetapan")).content.decode()


def test_the_password_is_asked_again_and_then_the_batch_is_read(penyetuju, masuk, batch):
    klien, alamat = masuk(penyetuju), f"{url('penetapan_periksa')}?{pilih(batch)}"
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 302
    assert jawaban.url.startswith(reverse("account_reauthenticate"))
    salah = klien.post(jawaban.url, {"password": "bukan-sandinya"})
    assert salah.status_code == 200
    benar = klien.post(jawaban.url, {"password": SANDI})
    assert benar.url == alamat
    isi = klien.get(alamat).content.decode()
    for satu in batch:
        assert satu.pegawai.nama in isi
        assert satu.kebutuhan.koperasi.nama_pendek in isi
    assert "Tetapkan 3 nama?" in isi
    assert "tidak dipesan lebih dulu" in isi
    assert not Surat.objects.exists()


def test_the_password_counts_for_its_time_only(klien, batch, settings):
    alamat = f"{url('penetapan_periksa')}?{pilih(batch)}"
    assert klien.get(alamat).status_code == 200
    nanti = sekarang() + dt.timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    with time_machine.travel(nanti):
        assert klien.get(alamat).status_code == 302


def test_a_confirmation_sent_too_late_is_finished_after_the_password(penyetuju, masuk, batch):
    klien = masuk(penyetuju)
    isi = {"pilih": [p.pk for p in batch], "tanggal": hari_ini().isoformat()}
    tunda = klien.post(url("penetapan_periksa"), isi)
    assert tunda.url.startswith(reverse("account_reauthenticate"))
    assert tanpa_akibat()
    jawaban = klien.post(tunda.url, {"password": SANDI})
    assert jawaban.url == url("penetapan_hasil", Surat.objects.get(jenis=SK).pk)


def test_confirming_makes_one_sk_and_a_second_press_none(klien, batch):
    isi = {"pilih": [p.pk for p in batch], "tanggal": hari_ini().isoformat()}
    jawaban = klien.post(url("penetapan_periksa"), isi)
    sk = Surat.objects.get(jenis=SK)
    assert jawaban.url == url("penetapan_hasil", sk.pk)
    lagi = klien.post(url("penetapan_periksa"), isi)
    assert lagi.status_code == 409
    assert "Ditetapkan" in lagi.content.decode()
    assert Surat.objects.filter(jenis=SK).count() == 1
    hasil = klien.get(jawaban.url).content.decode()
    assert sk.nomor in hasil
    for satu in batch:
        assert satu.pegawai.nama in hasil


def test_the_check_page_marks_who_is_in_the_way_and_offers_the_others(klien, batch):
    Pegawai.objects.filter(pk=batch[0].pegawai_id).update(lahir=dt.date(1960, 1, 1))
    isi = klien.get(f"{url('penetapan_periksa')}?{pilih(batch)}").content.decode()
    assert "1 nama terhalang" in isi
    assert "Usia" in isi
    assert sorted(re.findall(r'name="pilih"\s+value="(\d+)"', isi)) == sorted(
        str(p.pk) for p in batch[1:]
    )
    semua = klien.get(f"{url('penetapan_periksa')}?{pilih(batch[:1])}").content.decode()
    assert "Tetapkan 1 nama?" in semua
    assert "btn-primary" not in semua.split("Tanggal SK")[1].split("Batal")[0]


@pytest.mark.parametrize("tanggal", ["", "besok", "2062-03-01", "1926-03-01"])
def test_a_date_nobody_means_is_refused_and_the_batch_kept(klien, batch, tanggal):
    isi = {"pilih": [p.pk for p in batch], "tanggal": tanggal}
    jawaban = klien.post(url("penetapan_periksa"), isi)
    assert jawaban.status_code == 200
    assert "Isian belum bisa disimpan" in jawaban.content.decode()
    assert jawaban.content.decode().count('name="pilih"') == 3
    assert tanpa_akibat()


def test_nothing_chosen_too_many_and_foreign_names_lead_back_to_the_queue(
    klien, batch, petugas_lain, monkeypatch
):
    asing = PenugasanFactory.create(instansi=petugas_lain.instansi, disetujui_opd=True)
    for tanya in ("", pilih([*batch, asing]), "pilih=x"):
        jawaban = klien.get(f"{url('penetapan_periksa')}?{tanya}", follow=True)
        assert jawaban.redirect_chain[-1][0] == url("penetapan")
    isi = {"pilih": [asing.pk], "tanggal": hari_ini().isoformat()}
    assert klien.post(url("penetapan_periksa"), isi).url == url("penetapan")
    monkeypatch.setattr("penugasan.forms.penetapan.BATCH_MAKS", 2)
    banyak = klien.get(f"{url('penetapan_periksa')}?{pilih(batch)}", follow=True)
    assert "Paling banyak 2 nama" in banyak.content.decode()
    assert tanpa_akibat()


def test_revoking_from_the_page_asks_for_password_and_reason(klien, penyetuju, masuk, batch):
    tetapkan(penyetuju, batch)
    pk = batch[0].pk
    assert "Cabut penetapan" in klien.get(url("nominasi_rincian", pk)).content.decode()
    tanpa_sandi = masuk(penyetuju).post(url("penetapan_cabut", pk), {"alasan": "Sakit"})
    assert tanpa_sandi.url.startswith(reverse("account_reauthenticate"))
    assert klien.post(url("penetapan_cabut", pk), {"alasan": ""}).status_code == 409
    assert klien.post(url("penetapan_cabut", pk), {"alasan": "Sakit"}).status_code == 302
    assert Penugasan.objects.get(pk=pk).status == "DIBATALKAN"
    isi = klien.get(url("nominasi_rincian", pk)).content.decode()
    assert "Penetapan dicabut" in isi
    assert "Sakit" in isi


def test_only_the_second_person_may_open_the_check_and_the_sk_is_foreign_to_others(
    petugas, auditor, kepala_opd, petugas_lain, penyetuju, masuk, batch
):
    sk = tetapkan(penyetuju, batch)
    for akun in (petugas, auditor, kepala_opd):
        assert masuk(akun).get(url("penetapan_periksa")).status_code == 403
        assert masuk(akun).post(url("penetapan_cabut", batch[0].pk)).status_code == 403
    assert masuk(petugas).get(url("penetapan_hasil", sk.pk)).status_code == 200
    assert masuk(kepala_opd).get(url("penetapan_hasil", sk.pk)).status_code == 403
    assert masuk(petugas_lain).get(url("penetapan_hasil", sk.pk)).status_code == 404
    surat_tugas = sk.anak_set.first()
    assert masuk(petugas).get(url("penetapan_hasil", surat_tugas.pk)).status_code == 404


@pytest.mark.parametrize("banyak", [2, 8])
def test_the_check_asks_the_database_the_same_number_of_times_whatever_the_batch(
    klien, opd, django_assert_max_num_queries: DjangoAssertNumQueries, banyak
):
    batch = [
        PenugasanFactory.create(
            instansi=opd.instansi, pegawai__opd=opd, opd_asal=opd, disetujui_opd=True
        )
        for _ in range(banyak)
    ]
    klien.get(url("penetapan"))
    with django_assert_max_num_queries(16):
        assert klien.get(url("penetapan")).status_code == 200
    with django_assert_max_num_queries(14):
        assert klien.get(f"{url('penetapan_periksa')}?{pilih(batch)}").status_code == 200
