"""Who may do what, as a table written by hand: act x persona, own agency and foreign."""

import datetime as dt

import pytest

from inti.errors import TidakBerhak
from inti.peran import Peran
from inti.waktu import hari_ini
from koperasi.models import Pengurus
from pegawai.models import Akun, Pejabat, Pendataan
from penugasan import permissions
from penugasan.models import (
    AjuanSurat,
    BedaSiasn,
    PadananSiasn,
    Pengecualian,
    Peringatan,
    PermintaanData,
    PesanKeluar,
    Rencana,
    Surat,
    TemplatSurat,
    VersiAturan,
)
from penugasan.permissions import boleh, menguasai, pastikan, pastikan_semua, sebagai
from tests.pegawai.factories import AkunFactory, OpdFactory, PegawaiFactory, PejabatFactory
from tests.penugasan.factories import (
    KerjaGandaFactory,
    PengajuanFactory,
    PenugasanFactory,
    TugasFactory,
    UsulanFactory,
)

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 3, 2)

BOLEH = {
    "penugasan.minta": {"petugas"},
    "penugasan.batalkan": {"petugas"},
    "penugasan.setujui_opd": {"kepala", "kepala_induk"},
    "penugasan.tetapkan": {"penyetuju"},
    "penugasan.cabut_penetapan": {"penyetuju"},
    "penugasan.aktifkan": {"petugas", "pengurus"},
    "evaluasi.nilai": {"dinas_koperasi"},
    "beda.cocokkan": {"petugas"},
    "beda.jawab": {"petugas"},
    "padanan.baca": {"petugas"},
    "padanan.terima": {"petugas"},
    "padanan.urungkan": {"petugas"},
    "kerja_ganda.buktikan": {"petugas"},
    "kerja_ganda.jelaskan": {"kepala", "kepala_induk"},
    "kerja_ganda.terima": {"petugas"},
    "panggilan.minta": {"petugas"},
    "panggilan.tawarkan": {"kepala", "kepala_induk"},
    "pengajuan.ajukan": {"petugas", "dinas_koperasi", "pengurus"},
    "pengajuan.cabut": set(),
    "pengajuan.setujui": {"penyetuju"},
    "pengajuan.teruskan": {"petugas"},
    "pengajuan.tolak": {"petugas"},
    "pengalihan.atur": {"petugas", "kepala", "kepala_induk"},
    "pengalihan.hapus": {"petugas", "kepala", "kepala_induk"},
    "suara.kirim": {"pengurus"},
    "ajuan.ajukan": {"petugas"},
    "ajuan.setujui": {"penyetuju"},
    "ajuan.tarik": set(),
    "ajuan.tolak": {"penyetuju"},
    "surat.terbitkan": {"petugas"},
    "surat.unggah_ttd": {"petugas"},
    "templat.pakai": {"penyetuju"},
    "templat.simpan": {"petugas"},
    "templat.tolak": {"penyetuju"},
    "usulan.ajukan": {"kepala", "kepala_induk"},
    "usulan.ajukan_lagi": {"kepala", "kepala_induk"},
    "usulan.cabut": {"kepala", "kepala_induk"},
    "usulan.setujui": {"petugas"},
    "usulan.tolak": {"petugas"},
    "usulan.minta_perbaikan": {"petugas"},
    "pesan.entri_manual": {"petugas"},
    "pesan.kirim_ulang": {"petugas"},
    "rencana.susun": {"petugas"},
    "rencana.kunci": {"petugas"},
    "pengecualian.ajukan": {"petugas"},
    "pengecualian.cabut": {"petugas"},
    "pengecualian.setujui": {"penyetuju"},
    "pengecualian.tolak": {"penyetuju"},
    "peringatan.tindak": {"petugas"},
    "pendataan.buka_koreksi": {"petugas"},
    "pendataan.finalkan": {"penyetuju"},
    "pendataan.koreksi": {"petugas"},
    "pendataan.siapkan": {"petugas"},
    "pendataan.sptjm": {"petugas"},
    "pendataan.tarik": {"petugas"},
    "pendataan.tautkan": {"petugas"},
    "pendataan.umumkan": {"petugas"},
    "permintaan.cabut": {"petugas"},
    "permintaan.jawab": {"kepala", "kepala_induk"},
    "permintaan.kembalikan": {"petugas"},
    "permintaan.minta": {"petugas"},
    "permintaan.terima": {"petugas"},
    "permintaan.usulkan": set(),  # only the person oneself, below
    "versi.setujui": {"penyetuju"},
    "versi.tolak": {"penyetuju"},
    "versi.usulkan": {"petugas"},
}
OBJEK_AWAM = {
    "ajuan": AjuanSurat,
    "surat": Surat,
    "templat": TemplatSurat,
    "beda": BedaSiasn,
    "padanan": PadananSiasn,
    "pendataan": Pendataan,
    "pesan": PesanKeluar,
    "rencana": Rencana,
    "pengecualian": Pengecualian,
    "peringatan": Peringatan,
    "versi": VersiAturan,
}
ATAS_USULAN = {
    "usulan.ajukan_lagi",
    "usulan.cabut",
    "usulan.setujui",
    "usulan.tolak",
    "usulan.minta_perbaikan",
}


@pytest.fixture
def siapa(
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
    instansi_lain,
) -> dict[str, Akun]:
    kepala = AkunFactory.create(kepala_opd=True, instansi=opd_cabang.instansi)
    PejabatFactory.create(opd=opd_cabang, akun=kepala, plt=True)
    pengurus = AkunFactory.create(peran=Peran.PENGURUS_KOPERASI, instansi=opd_cabang.instansi)
    asing = AkunFactory.create(kepala_opd=True, instansi=instansi_lain)
    PejabatFactory.create(opd=OpdFactory.create(instansi=instansi_lain, kode="DINKES"), akun=asing)
    return {
        "kepala": kepala,
        "kepala_induk": kepala_opd,
        "kepala_lain": kepala_opd_lain,
        "kepala_asing": asing,
        "mantan_kepala": mantan_kepala,
        "petugas": petugas,
        "petugas_lain": petugas_lain,
        "penyetuju": penyetuju,
        "penyetuju_lain": AkunFactory.create(penyetuju=True, instansi=instansi_lain),
        "dinas_koperasi": dinas_koperasi,
        "auditor": auditor,
        "admin": admin,
        "pengurus": pengurus,
        "pengurus_lain": AkunFactory.create(
            peran=Peran.PENGURUS_KOPERASI, instansi=opd_cabang.instansi
        ),
    }


def test_the_table_of_this_test_names_every_act():
    assert set(permissions.BOLEH) == set(BOLEH)


@pytest.mark.parametrize("aksi", BOLEH)
def test_an_act_is_open_to_the_personas_of_the_table_and_to_nobody_else(aksi, siapa, opd_cabang):
    penugasan = PenugasanFactory.create(
        instansi=opd_cabang.instansi, pegawai__opd=opd_cabang, opd_asal=opd_cabang, diminta=True
    )
    Pengurus.objects.create(
        koperasi=penugasan.kebutuhan.koperasi, akun=siapa["pengurus"], nama="K", mulai=HARI
    )
    objek = penugasan
    if aksi == "panggilan.tawarkan":
        objek = penugasan.pegawai
    elif aksi == "pengalihan.hapus":
        objek = TugasFactory.create(penugasan=penugasan)
    elif aksi.startswith("kerja_ganda."):
        objek = KerjaGandaFactory.create(penugasan=penugasan)
    elif aksi.startswith("pengajuan."):
        objek = PengajuanFactory.create(penugasan=penugasan)
    elif aksi in ATAS_USULAN:
        objek = UsulanFactory.create(penugasan=penugasan, keberatan=True)
    elif aksi.startswith("kerja_ganda."):
        objek = KerjaGandaFactory.create(penugasan=penugasan)
    elif aksi == "pengalihan.hapus":
        objek = TugasFactory.create(penugasan=penugasan, dicatat_oleh=siapa["kepala"])
    elif aksi.startswith("permintaan."):
        objek = PermintaanData(instansi=opd_cabang.instansi, opd=opd_cabang)
    elif (jenis := aksi.partition(".")[0]) in OBJEK_AWAM:
        objek = OBJEK_AWAM[jenis](instansi=opd_cabang.instansi)
    assert {nama for nama, akun in siapa.items() if boleh(akun, aksi, objek, HARI)} == BOLEH[aksi]


@pytest.mark.parametrize("aksi", BOLEH)
def test_a_disabled_account_may_do_nothing(aksi, siapa, opd_cabang):
    penugasan = PenugasanFactory.create(instansi=opd_cabang.instansi, opd_asal=opd_cabang)
    objek = UsulanFactory.create(penugasan=penugasan) if aksi in ATAS_USULAN else penugasan
    for akun in siapa.values():
        akun.is_active = False
        assert not boleh(akun, aksi, objek, HARI)


def test_of_no_rows_at_all_nobody_may_do_anything(kepala_opd):
    with pytest.raises(TidakBerhak):
        pastikan_semua(kepala_opd, "penugasan.setujui_opd", [], hari_ini())


def test_the_second_person_is_not_the_one_who_nominated(penyetuju):
    sendiri = PenugasanFactory.create(instansi=penyetuju.instansi, dibuat_oleh=penyetuju)
    for aksi in ("penugasan.tetapkan", "penugasan.cabut_penetapan"):
        assert not boleh(penyetuju, aksi, sendiri, HARI)


def test_the_second_person_is_not_the_one_who_proposed(penyetuju):
    for objek in (
        VersiAturan(instansi=penyetuju.instansi, dibuat_oleh=penyetuju),
        Pengecualian(instansi=penyetuju.instansi, diajukan_oleh=penyetuju),
    ):
        jenis = objek._meta.model_name.removesuffix("aturan")
        assert not boleh(penyetuju, f"{jenis}.setujui", objek, HARI)
        assert not boleh(penyetuju, f"{jenis}.tolak", objek, HARI)


def test_a_person_answers_only_questions_about_oneself(opd_cabang):
    orang, lain = PegawaiFactory.create_batch(2, instansi=opd_cabang.instansi, opd=opd_cabang)
    akun = AkunFactory.create(instansi=opd_cabang.instansi, peran=Peran.PEGAWAI, pegawai=orang)
    for siapa_ditanya, boleh_jawab in ((orang, True), (lain, False)):
        satu = PermintaanData(instansi=opd_cabang.instansi, opd=opd_cabang, pegawai=siapa_ditanya)
        assert boleh(akun, "permintaan.jawab", satu, HARI) is boleh_jawab
        assert boleh(akun, "permintaan.usulkan", satu, HARI) is boleh_jawab


def test_a_person_without_a_unit_has_no_head(kepala_opd):
    tanpa = PenugasanFactory.create(
        instansi=kepala_opd.instansi, pegawai__opd=None, opd_asal=None, diminta=True
    )
    assert not boleh(kepala_opd, "penugasan.setujui_opd", tanpa, HARI)


def test_rights_of_an_acting_head_begin_and_end_with_the_term(opd):
    akun = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    PejabatFactory.create(
        opd=opd, akun=akun, plt=True, mulai=dt.date(2026, 3, 2), selesai=dt.date(2026, 3, 31)
    )
    hari = [dt.date(2026, 3, 1), dt.date(2026, 3, 2), dt.date(2026, 3, 31), dt.date(2026, 4, 1)]
    assert [menguasai(akun, opd, satu) for satu in hari] == [False, True, True, False]


def test_a_unit_whose_code_begins_alike_is_another_unit(opd, kepala_opd):
    mirip = OpdFactory.create(instansi=opd.instansi, kode=f"{opd.kode}-2")
    assert not menguasai(kepala_opd, mirip, HARI)


def test_refusal_says_whom_to_ask(kepala_opd, petugas):
    penugasan = PenugasanFactory.create(instansi=petugas.instansi)
    with pytest.raises(TidakBerhak, match="Hubungi BKPSDM"):
        pastikan(kepala_opd, "penugasan.batalkan", penugasan, HARI)
    pastikan(petugas, "penugasan.batalkan", penugasan, HARI)


def test_the_stamp_names_the_office_nearest_to_the_unit(opd, opd_cabang, kepala_opd, petugas):
    assert sebagai(kepala_opd, opd_cabang, HARI) == "Kepala Dinas Kesehatan"
    PejabatFactory.create(opd=opd_cabang, akun=kepala_opd, plh=True)
    akun = Akun.objects.get(pk=kepala_opd.pk)
    assert sebagai(akun, opd_cabang, HARI) == "Plh. Kepala Puskesmas Tirto"
    assert sebagai(akun, opd, HARI) == "Kepala Dinas Kesehatan"
    assert sebagai(petugas, opd, HARI) == "Petugas BKPSDM"


def test_the_stamp_fits_the_trail_however_long_the_unit_is_called(opd):
    opd.nama = "Dinas " + "Sangat Panjang " * 10
    opd.save()
    akun = AkunFactory.create(kepala_opd=True, instansi=opd.instansi)
    PejabatFactory.create(opd=opd, akun=akun, plt=True)
    assert len(sebagai(akun, opd, HARI)) == 120


def test_what_counts_is_the_account_as_it_stands_now(opd, kepala_opd):
    satu = PenugasanFactory.create(instansi=opd.instansi, opd_asal=opd)
    kini = pastikan(kepala_opd, "penugasan.setujui_opd", satu, hari_ini())
    assert kini == kepala_opd
    assert menguasai(kepala_opd, opd, hari_ini())
    Pejabat.objects.filter(akun=kepala_opd).update(selesai=dt.date(2025, 12, 31))
    assert menguasai(kepala_opd, opd, hari_ini())  # the copy of the request is old
    with pytest.raises(TidakBerhak):
        pastikan(kepala_opd, "penugasan.setujui_opd", satu, hari_ini())


def test_of_several_rows_all_are_allowed_or_none(opd, kepala_opd):
    satu = PenugasanFactory.create(instansi=opd.instansi, opd_asal=opd)
    lain = OpdFactory.create(instansi=opd.instansi)
    asing = PenugasanFactory.create(instansi=opd.instansi, opd_asal=lain)
    assert pastikan_semua(kepala_opd, "penugasan.setujui_opd", [satu], hari_ini()) == kepala_opd
    with pytest.raises(TidakBerhak):
        pastikan_semua(kepala_opd, "penugasan.setujui_opd", [satu, asing], hari_ini())


def test_the_second_person_is_not_the_one_who_filed_the_statement(penyetuju):
    pendataan = Pendataan(instansi=penyetuju.instansi, sptjm_oleh=penyetuju)
    assert not boleh(penyetuju, "pendataan.finalkan", pendataan, HARI)
