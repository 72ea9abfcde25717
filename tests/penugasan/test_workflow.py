"""The workflow: every move from every state, by every role, against tables written here by hand."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import JejakAudit
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import workflow
from penugasan.models import Penugasan, Usulan
from penugasan.services import nominasi, penetapan, usulan as layanan
from tests.penugasan.factories import PenugasanFactory, UsulanFactory

pytestmark = pytest.mark.django_db

# design.md section 4, written out: from which states each move may start, and where it leads.
PENUGASAN = {
    "minta": ("DRAF", "DIMINTA"),
    "setujui_opd": ("DIMINTA", "DISETUJUI_OPD"),
    "terima_pengganti": ("DRAF", "DISETUJUI_OPD"),
    "ganti": ("DIMINTA", "DIGANTI"),
    "pertahankan": ("DIMINTA", "DIPERTAHANKAN"),
    "tetapkan": ("DISETUJUI_OPD", "DITETAPKAN"),
    "aktifkan": ("DITETAPKAN", "AKTIF"),
    "selesaikan": ("DITETAPKAN AKTIF", "SELESAI"),
    "kembalikan": ("AKTIF", "DIKEMBALIKAN"),
    "batalkan": ("DRAF DIMINTA DISETUJUI_OPD", "DIBATALKAN"),
    "cabut_penetapan": ("DITETAPKAN", "DIBATALKAN"),
}
USULAN = {
    "setujui": ("DIAJUKAN", "DISETUJUI"),
    "tolak": ("DIAJUKAN", "DITOLAK"),
    "minta_perbaikan": ("DIAJUKAN", "PERBAIKAN"),
    "ajukan_lagi": ("PERBAIKAN", "DIAJUKAN"),
    "cabut": ("DIAJUKAN PERBAIKAN", "DICABUT"),
}


def test_the_tables_hold_exactly_the_moves_of_the_design():
    assert {p.nama: (p.dari, p.ke, p.aksi) for p in workflow.ALUR_PENUGASAN} == {
        nama: (set(dari.split()), ke, f"penugasan.{nama}") for nama, (dari, ke) in PENUGASAN.items()
    }
    assert {p.nama: (p.dari, p.ke, p.aksi) for p in workflow.ALUR_USULAN} == {
        nama: (set(dari.split()), ke, f"usulan.{nama}") for nama, (dari, ke) in USULAN.items()
    }


@pytest.mark.parametrize("status", Penugasan.Status.values)
@pytest.mark.parametrize("peralihan", workflow.ALUR_PENUGASAN, ids=lambda p: p.nama)
def test_an_assignment_moves_from_the_states_of_the_table_and_from_no_other(
    peralihan, status, petugas
):
    objek = PenugasanFactory.create(instansi=petugas.instansi, status=status)
    dari, ke = PENUGASAN[peralihan.nama]
    _coba(objek, peralihan, petugas, boleh=status in dari.split(), ke=ke)


@pytest.mark.parametrize("status", Usulan.Status.values)
@pytest.mark.parametrize("peralihan", workflow.ALUR_USULAN, ids=lambda p: p.nama)
def test_an_usulan_moves_from_the_states_of_the_table_and_from_no_other(peralihan, status, petugas):
    objek = UsulanFactory.create(penugasan__instansi=petugas.instansi, status=status)
    dari, ke = USULAN[peralihan.nama]
    _coba(objek, peralihan, petugas, boleh=status in dari.split(), ke=ke)


def _coba(objek: Any, peralihan: Any, aktor: Akun, *, boleh: bool, ke: str) -> None:
    sebelum = objek.status
    if not boleh:
        with pytest.raises(SudahDiproses), audit.keputusan(objek.instansi):
            workflow.pindah(objek, peralihan, aktor=aktor)
        objek.refresh_from_db()
        assert objek.status == sebelum
        assert not JejakAudit.objects.exists()
        return
    with audit.keputusan(objek.instansi):
        hasil = workflow.pindah(objek, peralihan, aktor=aktor, pesan="sebab", atas_nama="Plt.")
    assert hasil.status == type(objek).objects.get(pk=objek.pk).status == ke
    jejak = JejakAudit.objects.get()
    assert (jejak.aksi, jejak.aktor, jejak.pesan, jejak.atas_nama) == (
        peralihan.aksi,
        aktor,
        "sebab",
        "Plt.",
    )
    assert (jejak.sebelum, jejak.sesudah) == ({"status": sebelum}, {"status": ke})


def test_the_fields_that_move_along_are_written_and_remembered(petugas):
    objek = PenugasanFactory.create(instansi=petugas.instansi, diminta=True)
    pada = sekarang()
    with audit.keputusan(objek.instansi):
        workflow.pindah(
            objek,
            workflow.SETUJUI_OPD,
            aktor=petugas,
            dijawab_pada=pada,
            dijawab_oleh=petugas,
            batas_jawab=dt.date(2026, 3, 9),
        )
    kini = Penugasan.objects.get(pk=objek.pk)
    assert (kini.dijawab_pada, kini.dijawab_oleh) == (pada, petugas)
    assert JejakAudit.objects.get().sesudah == {
        "status": "DISETUJUI_OPD",
        "dijawab_pada": pada.isoformat(),
        "dijawab_oleh": petugas.pk,
        "batas_jawab": "2026-03-09",
    }


def test_the_loser_reads_who_was_first_when_and_what_the_row_is_now(petugas, kepala_opd, opd):
    objek = PenugasanFactory.create(
        instansi=opd.instansi, diminta=True, pegawai__opd=opd, opd_asal=opd
    )
    basi = Penugasan.objects.get(pk=objek.pk)
    nominasi.setujui(penugasan=objek, aktor=kepala_opd, pada=sekarang())
    with pytest.raises(SudahDiproses) as galat:
        nominasi.setujui(penugasan=basi, aktor=kepala_opd, pada=sekarang())
    assert kepala_opd.nama in galat.value.pesan
    assert "Disetujui OPD" in galat.value.pesan
    assert f"{sekarang():%d-%m-%Y}" in galat.value.pesan


def test_a_row_that_moved_without_a_trail_still_says_what_it_is(petugas):
    objek = PenugasanFactory.create(instansi=petugas.instansi, status="SELESAI")
    selesai = pytest.raises(SudahDiproses, match="Keadaan sekarang: Selesai")
    with selesai, audit.keputusan(objek.instansi):
        workflow.pindah(objek, workflow.TETAPKAN, aktor=petugas)


def test_the_machine_is_called_sistem(petugas):
    objek = PenugasanFactory.create(instansi=petugas.instansi, diminta=True)
    basi = Penugasan.objects.get(pk=objek.pk)
    with audit.keputusan(objek.instansi):
        workflow.pindah(objek, workflow.SETUJUI_OPD, aktor=None)
    with pytest.raises(SudahDiproses, match="oleh sistem"), audit.keputusan(objek.instansi):
        workflow.pindah(basi, workflow.SETUJUI_OPD, aktor=petugas)


def test_a_stale_copy_moves_nothing_even_if_the_move_is_legal_from_both_states(petugas):
    """An officer cancels what he saw as unanswered; it was answered meanwhile."""
    objek = PenugasanFactory.create(instansi=petugas.instansi, diminta=True)
    basi = Penugasan.objects.get(pk=objek.pk)
    Penugasan.objects.filter(pk=objek.pk).update(status="DISETUJUI_OPD")
    with pytest.raises(SudahDiproses):
        nominasi.batalkan(penugasan=basi, alasan="x", aktor=petugas, pada=sekarang())
    assert Penugasan.objects.get(pk=objek.pk).status == "DISETUJUI_OPD"


# --- every service x every role x every state ----------------------------------------------------

KINI = sekarang()
Layanan = Callable[[Any, Akun], object]
ATAS_PENUGASAN: dict[str, tuple[Layanan, str, set[str]]] = {
    "setujui": (
        lambda p, akun: nominasi.setujui(penugasan=p, aktor=akun, pada=KINI),
        "DIMINTA",
        {"kepala", "kepala_induk"},
    ),
    "batalkan": (
        lambda p, akun: nominasi.batalkan(penugasan=p, alasan="x", aktor=akun, pada=KINI),
        "DRAF DIMINTA DISETUJUI_OPD",
        {"petugas"},
    ),
    "keberatan": (
        lambda p, akun: layanan.ajukan(penugasan=p, alasan_kode="layanan", aktor=akun, pada=KINI),
        "DIMINTA",
        {"kepala", "kepala_induk"},
    ),
    "tetapkan": (
        lambda p, akun: penetapan.tetapkan(
            penugasan=[p], tanggal=KINI.date(), aktor=akun, pada=KINI
        ),
        "DISETUJUI_OPD",
        {"penyetuju"},
    ),
    "cabut": (
        lambda p, akun: penetapan.cabut(penugasan=p, alasan="x", aktor=akun, pada=KINI),
        "DITETAPKAN",
        {"penyetuju"},
    ),
}
ATAS_USULAN: dict[str, tuple[Layanan, str, set[str]]] = {
    "setujui": (
        lambda u, akun: layanan.setujui(usulan=u, aktor=akun, pada=KINI),
        "DIAJUKAN",
        {"petugas"},
    ),
    "tolak": (
        lambda u, akun: layanan.tolak(usulan=u, aktor=akun, pada=KINI, catatan="x"),
        "DIAJUKAN",
        {"petugas"},
    ),
    "minta_perbaikan": (
        lambda u, akun: layanan.minta_perbaikan(usulan=u, aktor=akun, pada=KINI, catatan="x"),
        "DIAJUKAN",
        {"petugas"},
    ),
    "cabut": (
        lambda u, akun: layanan.cabut(usulan=u, aktor=akun, pada=KINI),
        "DIAJUKAN PERBAIKAN",
        {"kepala", "kepala_induk"},
    ),
    "ajukan_lagi": (
        lambda u, akun: layanan.ajukan_lagi(usulan=u, alasan_kode="layanan", aktor=akun, pada=KINI),
        "PERBAIKAN",
        {"kepala", "kepala_induk"},
    ),
}


@pytest.fixture
def semua_akun(
    opd_cabang,
    kepala_opd,
    kepala_opd_lain,
    mantan_kepala,
    petugas,
    penyetuju,
    dinas_koperasi,
    auditor,
    admin,
    petugas_lain,
) -> dict[str, Akun]:
    """Who asks. The assignment's unit is ``opd_cabang``; ``kepala_opd`` heads the unit above."""
    return {
        "kepala_induk": kepala_opd,
        "kepala_lain": kepala_opd_lain,
        "mantan_kepala": mantan_kepala,
        "petugas": petugas,
        "penyetuju": penyetuju,
        "dinas_koperasi": dinas_koperasi,
        "auditor": auditor,
        "admin": admin,
        "petugas_lain": petugas_lain,
    }


def _jawaban(kerja: Layanan, objek: Any, akun: Akun) -> str:
    """What the service answers; whatever it did is undone."""
    with transaction.atomic():
        try:
            kerja(objek, akun)
        except TidakBerhak:
            return "tidak berhak"
        except SudahDiproses:
            return "sudah diproses"
        except DomainError as galat:
            return galat.pesan
        finally:
            transaction.set_rollback(True)
    return "ya"


@pytest.mark.parametrize("nama", ATAS_PENUGASAN)
def test_each_act_on_an_assignment_is_open_to_its_roles_in_its_states_only(
    nama, semua_akun, opd_cabang
):
    kerja, boleh_dari, boleh_siapa = ATAS_PENUGASAN[nama]
    beda = {}
    for status in Penugasan.Status.values:
        pk = PenugasanFactory.create(
            instansi=opd_cabang.instansi,
            pegawai__opd=opd_cabang,
            opd_asal=opd_cabang,
            status=status,
        ).pk
        for siapa, akun in semua_akun.items():
            harap = "ya" if status in boleh_dari.split() else "sudah diproses"
            harap = harap if siapa in boleh_siapa else "tidak berhak"
            jawab = _jawaban(kerja, Penugasan.objects.get(pk=pk), akun)
            if jawab != harap:
                beda[status, siapa] = (jawab, harap)
    assert beda == {}


@pytest.mark.parametrize("nama", ATAS_USULAN)
def test_each_act_on_an_usulan_is_open_to_its_roles_in_its_states_only(
    nama, semua_akun, opd_cabang
):
    kerja, boleh_dari, boleh_siapa = ATAS_USULAN[nama]
    beda = {}
    for status in Usulan.Status.values:
        pk = UsulanFactory.create(
            keberatan=True,
            penugasan__instansi=opd_cabang.instansi,
            penugasan__pegawai__opd=opd_cabang,
            penugasan__opd_asal=opd_cabang,
            status=status,
        ).pk
        for siapa, akun in semua_akun.items():
            harap = "ya" if status in boleh_dari.split() else "sudah diproses"
            harap = harap if siapa in boleh_siapa else "tidak berhak"
            jawab = _jawaban(kerja, Usulan.objects.get(pk=pk), akun)
            if jawab != harap:
                beda[status, siapa] = (jawab, harap)
    assert beda == {}
