"""The full-time gate: no SK while a task of the person has no owner, by any door."""

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.waktu import hari_ini, sekarang
from penugasan.models import Penugasan, Surat, TugasDialihkan
from penugasan.queries import pengalihan as bacaan
from penugasan.queries.penetapan import lengkap
from penugasan.rules.saran_tugas import saran_tugas
from penugasan.services import penetapan, pengalihan as layanan
from penugasan.services.penetapan import TidakLengkap
from tests.pegawai.factories import SANDI, PegawaiFactory
from tests.penugasan import alur
from tests.penugasan.factories import TugasFactory, ganti_versi

pytestmark = pytest.mark.django_db


@pytest.fixture
def pergi(petugas, kepala_opd, opd) -> Penugasan:
    """Somebody whom the head has let go."""
    return alur.disetujui(petugas, kepala_opd, opd)


def catat(penugasan, aktor, *uraian: str) -> list[TugasDialihkan]:
    return layanan.catat(penugasan=penugasan, uraian=uraian, aktor=aktor, pada=sekarang())


def serahkan(tugas, penerima, aktor) -> TugasDialihkan:
    return layanan.serahkan(tugas=tugas, penerima=penerima, aktor=aktor, pada=sekarang())


def tetapkan(penyetuju, *batch: Penugasan) -> Surat:
    segar = [Penugasan.objects.get(pk=satu.pk) for satu in batch]
    return penetapan.tetapkan(penugasan=segar, tanggal=hari_ini(), aktor=penyetuju, pada=sekarang())


def belum_ada_sk() -> bool:
    return not (Surat.objects.exists() or Penugasan.objects.filter(status="DITETAPKAN").exists())


# --- the gate ------------------------------------------------------------------------------------


def test_a_task_without_an_owner_stops_the_sk_and_is_named(penyetuju, kepala_opd, pergi):
    catat(pergi, kepala_opd, "Mengelola arsip")
    with pytest.raises(TidakLengkap, match=r"Mengelola arsip.*belum ada penerimanya"):
        tetapkan(penyetuju, pergi)
    assert belum_ada_sk()


def test_one_such_person_stops_the_whole_batch(petugas, penyetuju, kepala_opd, opd, pergi):
    lain = alur.disetujui(petugas, kepala_opd, opd)
    catat(pergi, petugas, "Mengelola arsip")
    with pytest.raises(TidakLengkap):
        tetapkan(penyetuju, lain, pergi)
    assert belum_ada_sk()


def test_handed_over_or_discontinued_with_a_reason_the_sk_is_issued(
    penyetuju, kepala_opd, opd, pergi
):
    arsip, loket = catat(pergi, kepala_opd, "Mengelola arsip", "Menjaga loket")
    serahkan(arsip, alur.orang(opd), kepala_opd)
    with pytest.raises(DomainError, match="alasan"):
        layanan.hentikan(tugas=loket, alasan=" ", aktor=kepala_opd, pada=sekarang())
    with pytest.raises(TidakLengkap, match="Menjaga loket"):
        tetapkan(penyetuju, pergi)
    layanan.hentikan(tugas=loket, alasan="Loket ditutup", aktor=kepala_opd, pada=sekarang())
    assert tetapkan(penyetuju, pergi).pk
    aksi = JejakAudit.objects.filter(aksi__startswith="pengalihan.").values_list("aksi", flat=True)
    assert sorted(aksi) == ["pengalihan.catat", "pengalihan.hentikan", "pengalihan.serahkan"]


def test_the_page_of_the_second_person_names_the_task_and_greys_the_button(
    penyetuju, kepala_opd, pergi, masuk
):
    catat(pergi, kepala_opd, "Mengelola arsip")
    klien = masuk(penyetuju)
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    halaman = klien.get(reverse("penugasan:penetapan_periksa"), {"pilih": pergi.pk})
    isi = halaman.content.decode()
    assert "Mengelola arsip" in isi
    assert "disabled" in isi
    assert f'name="pilih" value="{pergi.pk}"' not in " ".join(isi.split())


def test_a_crafted_post_is_refused_and_issues_nothing(penyetuju, kepala_opd, pergi, masuk):
    catat(pergi, kepala_opd, "Mengelola arsip")
    klien = masuk(penyetuju)
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    for _ in range(2):
        jawaban = klien.post(
            reverse("penugasan:penetapan_periksa"),
            {"pilih": pergi.pk, "tanggal": hari_ini().isoformat()},
        )
        assert jawaban.status_code == 409
        assert "Mengelola arsip" in jawaban.content.decode()
    assert belum_ada_sk()


def test_a_task_listed_between_the_page_and_the_confirmation_stops_it(penyetuju, kepala_opd, pergi):
    dibaca = lengkap(Penugasan.objects.all()).get(pk=pergi.pk)
    assert penetapan.periksa([dibaca], dibaca.mulai)[0].sebab == []
    catat(pergi, kepala_opd, "Tugas baru")
    with pytest.raises(TidakLengkap):
        tetapkan(penyetuju, dibaca)


def test_after_the_sk_no_task_can_be_listed_or_removed_but_it_can_move_on(
    penyetuju, kepala_opd, opd, pergi
):
    (tugas,) = catat(pergi, kepala_opd, "Mengelola arsip")
    serahkan(tugas, alur.orang(opd), kepala_opd)
    tetapkan(penyetuju, pergi)
    with pytest.raises(SudahDiproses):
        catat(pergi, kepala_opd, "Tugas susulan")
    with pytest.raises(SudahDiproses):
        layanan.hapus(tugas=tugas, aktor=kepala_opd, pada=sekarang())
    lain = alur.orang(opd)
    assert serahkan(tugas, lain, kepala_opd).penerima == lain


def test_two_who_leave_cannot_take_each_others_task(petugas, penyetuju, kepala_opd, opd, pergi):
    """B took A's task, then B was nominated too: B's SK waits until the task has moved on."""
    b = alur.orang(opd)
    (tugas,) = catat(pergi, kepala_opd, "Mengelola arsip")
    serahkan(tugas, b, kepala_opd)
    berangkat = alur.nominasikan(petugas, opd, b)
    Penugasan.objects.filter(pk=berangkat.pk).update(status="DISETUJUI_OPD")
    with pytest.raises(TidakLengkap, match="Menerima tugas “Mengelola arsip”"):
        tetapkan(penyetuju, pergi, berangkat)
    serahkan(tugas, alur.orang(opd), kepala_opd)
    assert tetapkan(penyetuju, pergi).pk


def test_a_receiver_who_is_no_longer_there_counts_as_none(penyetuju, kepala_opd, opd, pergi):
    b = alur.orang(opd)
    (tugas,) = catat(pergi, kepala_opd, "Mengelola arsip")
    serahkan(tugas, b, kepala_opd)
    type(b).objects.filter(pk=b.pk).update(aktif=False)
    with pytest.raises(TidakLengkap, match="sudah tidak bertugas"):
        tetapkan(penyetuju, pergi)


@pytest.mark.parametrize("tujuan", ["opd_lain", None])
def test_a_receiver_who_moved_to_another_department_stops_the_sk(
    penyetuju, kepala_opd, opd, opd_cabang, pergi, tujuan, request
):
    c = alur.orang(opd)
    (tugas,) = catat(pergi, kepala_opd, "Mengelola arsip")
    serahkan(tugas, c, kepala_opd)
    pindah = request.getfixturevalue(tujuan) if tujuan else None
    type(c).objects.filter(pk=c.pk).update(opd=pindah)
    with pytest.raises(TidakLengkap, match=f"kini di {pindah.nama if pindah else 'unit yang'}"):
        tetapkan(penyetuju, pergi)
    type(c).objects.filter(pk=c.pk).update(opd=opd_cabang)  # within the department he stays
    assert tetapkan(penyetuju, pergi).pk


def test_where_the_policy_asks_for_a_list_somebody_must_call_it_complete(
    penyetuju, kepala_opd, pergi
):
    ganti_versi(pergi.versi, lambda isi: isi.update(pengalihan={"daftar_wajib": True}))
    with pytest.raises(TidakLengkap, match="belum dinyatakan lengkap"):
        tetapkan(penyetuju, pergi)
    hasil = layanan.nyatakan_lengkap(penugasan=pergi, aktor=kepala_opd, pada=sekarang())
    assert hasil.tugas_lengkap_sebagai == "Kepala Dinas Kesehatan"
    catat(pergi, kepala_opd, "Ternyata ada")  # a list that grows is incomplete again
    with pytest.raises(TidakLengkap, match="belum dinyatakan lengkap"):
        tetapkan(penyetuju, pergi)


def test_a_list_with_an_ownerless_task_is_not_complete(kepala_opd, pergi):
    catat(pergi, kepala_opd, "Mengelola arsip")
    with pytest.raises(DomainError, match="1 tugas belum ada penerimanya"):
        layanan.nyatakan_lengkap(penugasan=pergi, aktor=kepala_opd, pada=sekarang())


# --- who may -------------------------------------------------------------------------------------


def test_only_the_own_head_and_bkpsdm_may_touch_the_list(
    petugas, kepala_opd, kepala_opd_lain, mantan_kepala, penyetuju, pergi
):
    for asing in (kepala_opd_lain, mantan_kepala, penyetuju):
        with pytest.raises(TidakBerhak):
            catat(pergi, asing, "Uji")
    assert len(catat(pergi, petugas, "Satu")) == 1
    assert len(catat(pergi, kepala_opd, "Dua", "satu", " Dua ")) == 1  # each task once


def test_the_unit_cannot_delete_what_bkpsdm_listed(petugas, kepala_opd, pergi):
    (tugas,) = catat(pergi, petugas, "Mengelola arsip")
    with pytest.raises(TidakBerhak):
        layanan.hapus(tugas=tugas, aktor=kepala_opd, pada=sekarang())
    layanan.hapus(tugas=tugas, aktor=petugas, pada=sekarang())
    assert not TugasDialihkan.objects.exists()


def test_the_receiver_stays_in_the_tree_and_is_not_leaving_too(
    petugas, kepala_opd, opd, opd_lain, opd_cabang, pergi
):
    (tugas,) = catat(pergi, kepala_opd, "Mengelola arsip")
    pilihan = [
        (pergi.pegawai, "orang lain"),
        (alur.orang(opd_lain), "unit yang sama"),
        (alur.orang(opd, aktif=False), "pegawai aktif"),
        (alur.nominasikan(petugas, opd).pegawai, "juga dinominasikan"),
    ]
    for orang, kata in pilihan:
        with pytest.raises(DomainError, match=kata):
            serahkan(tugas, orang, kepala_opd)
    assert serahkan(tugas, alur.orang(opd_cabang), petugas).penerima_id


# --- suggestions and load ------------------------------------------------------------------------


def test_candidates_come_by_unit_position_and_load(petugas, kepala_opd, opd, opd_cabang, pergi):
    jabatan = pergi.pegawai.jabatan
    jauh = alur.orang(opd_cabang, jabatan="Analis")
    lain = alur.orang(opd, jabatan="Analis")
    sibuk, luang = alur.orang(opd, jabatan=jabatan), alur.orang(opd, jabatan=jabatan)
    TugasFactory.create(penugasan=alur.nominasikan(petugas, opd), penerima=sibuk)
    calon = bacaan.calon_penerima(kepala_opd, pergi)
    assert [c.pk for c in calon] == [luang.pk, sibuk.pk, lain.pk, jauh.pk]
    assert [c.beban for c in calon] == [0, 1, 0, 0]
    assert [c.pk for c in bacaan.calon_penerima(kepala_opd, pergi, kata=sibuk.nama)] == [sibuk.pk]


def test_suggestions_are_what_the_position_did_before_then_the_policys(pergi, petugas, opd):
    serupa = alur.nominasikan(petugas, opd, alur.orang(opd, jabatan=pergi.pegawai.jabatan))
    TugasFactory.create(penugasan=serupa, uraian="Menjaga loket")
    ganti_versi(pergi.versi, lambda isi: isi.update(pengalihan={}))
    pergi.refresh_from_db()
    assert bacaan.saran(pergi, pergi.tugas_set.all()) == ["Menjaga loket"]
    ganti_versi(
        pergi.versi,
        lambda isi: isi.update(pengalihan={"saran": {pergi.pegawai.jabatan: ["Arsip"]}}),
    )
    pergi.refresh_from_db()
    assert bacaan.saran(pergi, pergi.tugas_set.all()) == ["Menjaga loket", "Arsip"]
    catat(pergi, petugas, "menjaga LOKET")
    assert bacaan.saran(pergi, pergi.tugas_set.all()) == ["Arsip"]


def test_the_longest_position_of_the_table_speaks_and_nothing_comes_twice():
    tabel = {"Pranata": ["A"], "Pranata Komputer": ["B", "C"]}
    assert saran_tugas("Pranata Komputer Ahli", tabel=tabel, pernah=["b"]) == ["b", "C"]
    assert saran_tugas("Analis", tabel=tabel) == []


# --- the pages -----------------------------------------------------------------------------------


def test_one_tap_per_task_then_done(kepala_opd, opd, pergi, masuk):
    penerima = alur.orang(opd)
    klien, alamat = masuk(kepala_opd), reverse("penugasan:pengalihan", args=[pergi.pk])
    klien.post(f"{alamat}catat/", {"uraian": "Mengelola arsip\n\nMenjaga loket"})
    for tugas in TugasDialihkan.objects.all():
        halaman = klien.get(alamat).content.decode()
        assert f"Serahkan kepada {penerima.nama_lengkap}" in halaman
        assert "SK belum dapat diterbitkan" in halaman
        kirim = reverse("penugasan:pengalihan_serahkan", args=[tugas.pk])
        for _ in range(2):  # a second tap changes nothing
            assert klien.post(kirim, {"penerima": penerima.pk}).status_code == 302
    jawaban = klien.post(f"{alamat}lengkap/", follow=True)
    assert "selesai diatur" in jawaban.content.decode()
    assert pergi.pegawai.nama_lengkap not in jawaban.context["perlu_alih"]


def test_the_head_sees_whose_tasks_are_open(kepala_opd, pergi, masuk):
    TugasFactory.create(penugasan=pergi)
    halaman = masuk(kepala_opd).get(reverse("penugasan:nominasi_opd"))
    (kartu,) = halaman.context["perlu_alih"]
    assert (kartu.pk, kartu.tugas_sisa) == (pergi.pk, 1)


def test_an_empty_or_endless_task_is_told_inline(kepala_opd, pergi, masuk):
    klien = masuk(kepala_opd)
    alamat = reverse("penugasan:pengalihan_catat", args=[pergi.pk])
    assert "paling sedikit satu tugas" in klien.post(alamat, {"uraian": " "}).content.decode()
    panjang = klien.post(alamat, {"uraian": "a" * 201})
    assert "paling panjang 200 huruf" in panjang.content.decode()
    assert not TugasDialihkan.objects.exists()


def test_a_key_that_is_no_key_and_a_stranger_are_a_404(kepala_opd, pergi, masuk, opd_lain):
    tugas = TugasFactory.create(penugasan=pergi)
    alamat = reverse("penugasan:pengalihan_serahkan", args=[tugas.pk])
    klien = masuk(kepala_opd)
    asing = PegawaiFactory.create(instansi=opd_lain.instansi, opd=opd_lain)
    for kunci in ("²", "", asing.pk):
        assert klien.post(alamat, {"penerima": kunci}).status_code == 404


def test_the_page_costs_few_queries(kepala_opd, opd, pergi, masuk, django_assert_max_num_queries):
    for _ in range(6):
        TugasFactory.create(penugasan=pergi, penerima=alur.orang(opd))
    klien = masuk(kepala_opd)
    with django_assert_max_num_queries(20):
        klien.get(reverse("penugasan:pengalihan", args=[pergi.pk]))
