"""Any list leaves as a workbook: exactly the rows of the page, harmless, and with a trace."""

import datetime as dt
import io
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings as pengaturan
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import models
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from inti import audit
from inti.models import Instansi, JejakAudit, LogAkses, Pekerjaan
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Akun, BuktiKomputer, Opd, Pegawai
from penugasan.filters.ekspor import semua
from penugasan.models import (
    BarisRencana,
    BelumDitempatkan,
    HasilSaring,
    Penugasan,
    PesanKeluar,
    Rencana,
    Saringan,
    Surat,
)
from penugasan.services import ekspor as layanan
from penugasan.services.surat import siapkan_sk
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import KontrakFactory, PegawaiFactory
from tests.penugasan.factories import (
    HasilSaringFactory,
    PenugasanFactory,
    PeriodeFactory,
    PesanKeluarFactory,
    RencanaFactory,
    SaringanFactory,
)

Masuk = Callable[[Akun], Client]
SEMUA_JENIS = (
    "kelayakan",
    "nominatif",
    "rencana",
    "penugasan",
    "sinkronisasi",
    "beban-opd",
    "kebutuhan",
    "surat",
)
MUATAN = ["=1+1", '=HYPERLINK("http://x","y")', "+62", "-1", "@A1", "\t=1", "<r>&</r>", "{{7*7}}"]


def temuan(kode: str, hasil: str, alasan: str) -> dict[str, str]:
    return {"kode": kode, "hasil": hasil, "nilai": "", "alasan": alasan}


class Kota:
    """A city small enough to count: two units, a screening, a plan, one decided person."""

    def __init__(self, instansi: Instansi, opd: Opd, opd_lain: Opd) -> None:
        self.instansi, self.opd, self.opd_lain = instansi, opd, opd_lain
        self.periode = PeriodeFactory.create(instansi=instansi)
        self.saringan = SaringanFactory.create(periode=self.periode)
        wilayah = WilayahFactory.create(
            nama="Medono", induk=WilayahFactory.create(nama="Pekalongan Barat")
        )
        self.siti = PegawaiFactory.create(
            instansi=instansi, opd=opd, nama="Siti Contoh", domisili=wilayah, layak=True
        )
        self.budi = PegawaiFactory.create(instansi=instansi, opd=opd_lain, nama="Budi Misal")
        self.koperasi = KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
        self.kursi = KebutuhanFactory.create(koperasi=self.koperasi)
        self.kosong = KebutuhanFactory.create(koperasi=self.koperasi, peran="keuangan")
        KontrakFactory.create(pegawai=self.siti, akhir=dt.date(2027, 10, 31))
        self._saring()
        self._rencanakan()
        self.penugasan = PenugasanFactory.create(
            instansi=instansi,
            periode=self.periode,
            pegawai=self.siti,
            kebutuhan=self.kursi,
            ditetapkan=True,
            dijawab_sebagai="Kepala Dinas Kesehatan",
        )
        with audit.keputusan(instansi):
            self.sk = siapkan_sk(
                penugasan=[self.penugasan],
                tanggal=dt.date(2026, 2, 20),
                aktor=None,
                pada=sekarang(),
            )
        self.pesan = PesanKeluarFactory.create(
            penugasan=self.penugasan,
            status=PesanKeluar.Status.DITOLAK,
            pesan_bkn="TMS: berkas tidak sesuai",
        )

    def _saring(self) -> None:
        HasilSaringFactory.create(
            saringan=self.saringan,
            pegawai=self.siti,
            temuan=[temuan("usia", "layak", "Usia cukup.")],
        )
        HasilSaringFactory.create(
            saringan=self.saringan,
            pegawai=self.budi,
            tidak=True,
            temuan=[temuan("usia", "tidak", "Usia 57 tahun, batas 56 tahun.")],
        )

    def _rencanakan(self) -> None:
        self.rencana = RencanaFactory.create(
            saringan=self.saringan, nilai=7, batas_atas=7, catatan=["Semua formasi terisi."]
        )
        BarisRencana.objects.create(
            rencana=self.rencana,
            pegawai=self.siti,
            kebutuhan=self.kursi,
            nilai=7,
            bagian={"domisili": 9, "beban": -2},
            alasan=["Tinggal di Medono."],
            cadangan=[{"pegawai": self.budi.pk, "nilai": 5, "selisih": 2}],
            terkunci=True,
        )
        BelumDitempatkan.objects.create(
            rencana=self.rencana, pegawai=self.budi, sebab="Formasi habis."
        )


@pytest.fixture
def kota(instansi: Instansi, opd: Opd, opd_lain: Opd) -> Kota:
    return Kota(instansi, opd, opd_lain)


def alamat(jenis: str, /, **tanya: str) -> str:
    return reverse("penugasan:ekspor", args=[jenis], query=tanya or None)


def buka(jawaban: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))


def baris(lembar: Any) -> list[dict[str, Any]]:
    kepala, *isi = lembar.iter_rows(values_only=True)
    return [dict(zip(kepala, satu, strict=True)) for satu in isi]


def ambil(klien: Client, jenis: str, /, **tanya: str) -> list[dict[str, Any]]:
    return baris(buka(klien.get(alamat(jenis, **tanya))).worksheets[0])


def keterangan(buku: openpyxl.Workbook) -> dict[str, Any]:
    return {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True) if b[0]}


# --- what each kind says -----------------------------------------------------------------------


def test_every_kind_of_the_contract_exists() -> None:
    assert tuple(semua()) == SEMUA_JENIS


def test_kelayakan_gives_each_verdict_with_its_reason_and_each_rule(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    budi, siti = ambil(masuk(petugas), "kelayakan")
    assert (budi["NAMA"], budi["HASIL"]) == ("Budi Misal", "Tidak layak")
    assert budi["SYARAT USIA"] == "Tidak"
    assert budi["ALASAN"] == "Usia 57 tahun, batas 56 tahun."
    assert siti["ALASAN"] == "Memenuhi semua syarat."
    assert siti["NIP"] == kota.siti.nip
    assert siti["DOMISILI"] == "Medono/Pekalongan Barat"
    assert siti["TK PENDIDIKAN"] == "S-1"


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_no_two_columns_share_a_heading(
    jenis: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    for lembar in buka(masuk(petugas).get(alamat(jenis))).worksheets[:-1]:
        judul = [sel.value for sel in lembar[1]]
        assert len(judul) == len(set(judul))


def test_nominatif_has_the_columns_of_the_usual_annex(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    (siti,) = ambil(masuk(petugas), "nominatif")
    assert list(siti)[:5] == ["NO", "NIP", "NAMA", "TEMPAT LAHIR", "TGL LAHIR"]
    assert siti["NO"] == 1
    assert siti["AKHIR KONTRAK"].date() == dt.date(2027, 10, 31)
    assert siti["KKMP TUJUAN"] == kota.koperasi.nama
    assert siti["KEMAMPUAN KOMPUTER"] == "Sertifikat kursus Microsoft Office"


def test_rencana_gives_reasons_runner_up_and_the_unplaced(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("rencana")))
    (satu,) = baris(buku["Penempatan"])
    (belum,) = baris(buku["Belum ditempatkan"])
    assert (satu["NILAI"], satu["NILAI DOMISILI"], satu["NILAI BEBAN"]) == (7, 9, -2)
    assert satu["ALASAN"] == "Tinggal di Medono."
    assert satu["CADANGAN"] == "Budi Misal (nilai 5)"
    assert satu["TERKUNCI"] == "Ya"
    assert belum["MENGAPA BELUM"] == "Formasi habis."
    assert keterangan(buku)["Sidik masukan"] == kota.rencana.sidik


def test_penugasan_tells_the_path_up_to_the_letter_numbers(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    (satu,) = ambil(masuk(petugas), "penugasan")
    assert satu["STATUS"] == "Ditetapkan"
    assert satu["NOMOR SK"] == kota.sk.nomor
    assert satu["NOMOR SURAT TUGAS"] == kota.sk.anak_set.get().nomor
    assert satu["DIJAWAB SEBAGAI"] == "Kepala Dinas Kesehatan"


def test_a_letter_no_longer_in_force_says_so(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    Surat.objects.update(status=Surat.Status.DICABUT)
    (satu,) = ambil(masuk(petugas), "penugasan")
    assert satu["NOMOR SK"] == f"{kota.sk.nomor} (Dicabut)"


def test_sinkronisasi_keeps_bkns_words_by_person_and_by_message(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("sinkronisasi")))
    (orang,), (pesan,) = baris(buku["Buku Kirim"]), baris(buku["Semua pesan"])
    assert (orang["NAMA"], orang["KEADAAN"]) == ("Siti Contoh", "Ditolak")
    assert orang["KATA BKN"] == pesan["KATA BKN"] == "TMS: berkas tidak sesuai"
    assert pesan["STATUS KIRIM"] == "Ditolak"


@pytest.mark.parametrize(("status", "jumlah"), [("DITOLAK", 1), ("DITERIMA", 0)])
def test_the_ledger_follows_the_filters_of_its_page(
    status: str, jumlah: int, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    buku = buka(masuk(petugas).get(alamat("sinkronisasi", status=status)))
    assert [len(baris(buku[n])) for n in ("Buku Kirim", "Semua pesan")] == [jumlah, jumlah]


def test_the_register_lists_every_number_in_its_order(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    sk, tugas = ambil(masuk(petugas), "surat")
    assert (sk["NOMOR"], sk["UNTUK"], sk["URUT"]) == (kota.sk.nomor, "1 orang", 1)
    assert (tugas["UNTUK"], tugas["DASAR"]) == ("Siti Contoh", kota.sk.nomor)
    assert [s["JENIS"] for s in ambil(masuk(petugas), "surat", jenis="sk")] == ["Surat Keputusan"]


def test_beban_opd_counts_each_unit_before_and_after(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    kota.opd.minimum_staf = 1
    kota.opd.save()
    PenugasanFactory.create(
        instansi=kota.instansi, periode=kota.periode, pegawai=kota.budi, diminta=True
    )
    per_unit = {b["UNIT"]: b for b in ambil(masuk(petugas), "beban-opd")}
    kesehatan, pendidikan = per_unit["Dinas Kesehatan"], per_unit["Dinas Pendidikan"]
    kolom = ("PEGAWAI", "LAYAK", "SEDANG DIPROSES", "DITUGASKAN", "SISA")
    assert [kesehatan[k] for k in kolom] == [1, 1, 0, 1, 0]
    assert [pendidikan[k] for k in kolom] == [1, 0, 1, 0, 0]
    assert (kesehatan["BAGIAN PERGI"], kesehatan["DI BAWAH MINIMUM"]) == (1, "Ya")
    assert pendidikan["DI BAWAH MINIMUM"] is None


def test_a_unit_without_staff_loses_no_share(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    Pegawai.objects.filter(pk=kota.budi.pk).update(opd=kota.opd)
    per_unit = {b["UNIT"]: b for b in ambil(masuk(petugas), "beban-opd")}
    assert per_unit["Dinas Pendidikan"]["BAGIAN PERGI"] == 0


def test_kebutuhan_comes_out_in_the_shape_that_goes_in(
    kota: Kota, masuk: Masuk, dinas_koperasi: Akun
) -> None:
    Kebutuhan.objects.create(koperasi=kota.koperasi, nomor=3, aktif=False)
    (satu,) = ambil(masuk(dinas_koperasi), "kebutuhan")
    assert list(satu)[:10] == [
        "NO",
        "NAMA KOPERASI",
        "KELURAHAN",
        "KECAMATAN",
        "NOMOR BADAN HUKUM",
        "STATUS",
        "KEBUTUHAN",
        "PERAN 1",
        "PERAN 2",
        "PERAN 3",
    ]
    assert (satu["KEBUTUHAN"], satu["PERAN 2"], satu["PERAN 3"]) == (2, "Keuangan", None)
    assert (satu["TERISI"], satu["DIISI OLEH"]) == (1, "Siti Contoh (Ditetapkan)")


# --- exactly the filtered rows, within the scope -----------------------------------------------


@pytest.mark.parametrize(
    ("tanya", "nama"),
    [
        ({"hasil": "tidak"}, ["Budi Misal"]),
        ({"gagal": "usia"}, ["Budi Misal"]),
        ({"cari": "siti"}, ["Siti Contoh"]),
        ({"urut": "-nama"}, ["Siti Contoh", "Budi Misal"]),
        ({"hasil": "belum_pasti"}, []),
    ],
)
def test_the_file_holds_the_rows_of_the_filtered_page(
    tanya: dict[str, str], nama: list[str], kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    assert [b["NAMA"] for b in ambil(masuk(petugas), "kelayakan", **tanya)] == nama


@pytest.mark.parametrize(
    ("jenis", "tanya", "nama"),
    [
        ("penugasan", {"status": "DIMINTA"}, ["Budi Misal"]),
        ("penugasan", {"cari": "siti"}, ["Siti Contoh"]),
        ("penugasan", {"periode": "2026-1"}, ["Siti Contoh", "Budi Misal"]),
        ("nominatif", {"status": "DITETAPKAN"}, ["Siti Contoh"]),
        ("nominatif", {"status": "DIBATALKAN"}, []),
    ],
)
def test_assignments_follow_the_filters_of_their_pages(
    jenis: str,
    tanya: dict[str, str],
    nama: list[str],
    kota: Kota,
    masuk: Masuk,
    petugas: Akun,
) -> None:
    PenugasanFactory.create(
        instansi=kota.instansi,
        periode=kota.periode,
        pegawai=kota.budi,
        kebutuhan=kota.kosong,
        diminta=True,
    )
    assert [b["NAMA"] for b in ambil(masuk(petugas), jenis, **tanya)] == nama


def test_the_kecamatan_of_the_confirmation_page_filters_too(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    kecamatan = kota.koperasi.wilayah.induk
    kecamatan.jenis = "kecamatan"
    kecamatan.save()
    klien = masuk(petugas)
    assert len(ambil(klien, "nominatif", kecamatan=kecamatan.pk)) == 1
    tanya = keterangan(buka(klien.get(alamat("nominatif", kecamatan=kecamatan.pk))))
    assert tanya["Saringan"] == "Kecamatan: Pekalongan Barat"


def test_a_plan_is_chosen_by_its_number_and_filtered_like_its_pages(
    kota: Kota, masuk: Masuk, petugas: Akun, petugas_lain: Akun
) -> None:
    RencanaFactory.create(saringan=kota.saringan)
    klien, nomor = masuk(petugas), str(kota.rencana.pk)
    assert len(ambil(klien, "rencana", rencana=nomor)) == 1
    assert ambil(klien, "rencana") == []
    buku = buka(klien.get(alamat("rencana", rencana=nomor, kunci="tidak", sebab="habis")))
    assert baris(buku["Penempatan"]) == []
    assert len(baris(buku["Belum ditempatkan"])) == 1
    assert keterangan(buku)["Saringan"] == "Kunci: Tidak terkunci; Kata dalam sebab: habis"
    assert masuk(petugas_lain).get(alamat("rencana", rencana=nomor)).status_code == 404
    assert klien.get(alamat("rencana", rencana="x")).status_code == 404


@pytest.mark.parametrize(
    ("tanya", "jumlah"),
    [
        ({"status": "operasional"}, 1),
        ({"status": "gedung_dibangun"}, 0),
        ({"isi": "sebagian"}, 1),
        ({"isi": "terisi"}, 0),
    ],
)
def test_cooperatives_follow_the_filters_of_their_list_and_of_the_board(
    tanya: dict[str, str], jumlah: int, kota: Kota, masuk: Masuk, dinas_koperasi: Akun
) -> None:
    assert len(ambil(masuk(dinas_koperasi), "kebutuhan", **tanya)) == jumlah


def test_the_file_tells_the_filter_in_words_the_time_and_who(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    tanya = {"hasil": "layak", "opd": str(kota.opd.pk)}
    isi = keterangan(buka(masuk(petugas).get(alamat("kelayakan", **tanya))))
    assert isi["Saringan"] == "Hasil: Layak; OPD dan unit di bawahnya: Dinas Kesehatan"
    assert isi["Diekspor oleh"] == f"{petugas.nama} (Petugas BKPSDM)"
    assert isi["Instansi"] == "Pemerintah Kota Pekalongan"
    assert isi["Versi portal"] == pengaturan.VERSI
    assert isi["Jumlah baris Kelayakan"] == 1
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d\.\d\d WIB", isi["Waktu ekspor"])


def test_without_a_filter_the_file_says_all(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    buku = buka(masuk(petugas).get(alamat("kelayakan", hasil="ngawur")))
    assert keterangan(buku)["Saringan"] == "Semua data"


@pytest.mark.parametrize("jenis", ["kelayakan", "nominatif", "penugasan"])
def test_a_head_takes_out_the_people_of_his_own_tree_only(
    jenis: str, kota: Kota, masuk: Masuk, kepala_opd: Akun, kepala_opd_lain: Akun
) -> None:
    milik = [b["NAMA"] for b in ambil(masuk(kepala_opd), jenis)]
    assert milik == ["Siti Contoh"]
    assert "Siti Contoh" not in [b["NAMA"] for b in ambil(masuk(kepala_opd_lain), jenis)]


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_another_agency_gets_nothing_of_ours(
    jenis: str, kota: Kota, masuk: Masuk, petugas_lain: Akun
) -> None:
    jawaban = masuk(petugas_lain).get(alamat(jenis))
    if jawaban.status_code == 200:
        assert baris(buka(jawaban).worksheets[0]) == []
    else:
        assert jawaban.status_code == 409


BOLEH = {
    "petugas": set(SEMUA_JENIS),
    "penyetuju": set(SEMUA_JENIS),
    "auditor": set(SEMUA_JENIS),
    "admin": {"kelayakan"},
    "kepala_opd": {"kelayakan", "nominatif", "penugasan", "surat"},
    "dinas_koperasi": {"kebutuhan"},
}


@pytest.mark.parametrize("peran", BOLEH)
def test_each_role_takes_what_it_may_and_sees_only_that_on_offer(
    peran: str, kota: Kota, masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    boleh = {j for j in SEMUA_JENIS if klien.get(alamat(j)).status_code == 200}
    isi = klien.get(reverse("penugasan:ekspor_daftar")).content.decode()
    ditawarkan = {j for j in SEMUA_JENIS if f'href="{alamat(j)}"' in isi}
    assert boleh == ditawarkan == BOLEH[peran]


def test_other_roles_and_strangers_stay_outside(
    kota: Kota, masuk: Masuk, petugas: Akun, client: Client
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.PEGAWAI)
    petugas.refresh_from_db()
    assert masuk(petugas).get(alamat("kelayakan")).status_code == 403
    assert client.get(alamat("kelayakan")).status_code == 302


def test_an_unknown_kind_is_a_404(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    assert masuk(petugas).get(alamat("gaji")).status_code == 404


def test_an_unknown_round_is_refused_in_words(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    jawaban = masuk(petugas).get(alamat("nominatif", periode="1999-9"))
    assert jawaban.status_code == 409
    assert "1999-9 tidak ditemukan" in jawaban.content.decode()


@pytest.mark.parametrize("jenis", ["kelayakan", "rencana"])
def test_what_was_not_computed_yet_is_refused_in_words(
    jenis: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    Rencana.objects.all().delete()
    Saringan.objects.all().delete()
    jawaban = masuk(petugas).get(alamat(jenis))
    assert jawaban.status_code == 409
    assert "lebih dahulu" in jawaban.content.decode()


def test_an_account_without_agency_is_refused_in_words(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    Akun.objects.filter(pk=petugas.pk).update(instansi=None)
    petugas.refresh_from_db()
    assert masuk(petugas).get(alamat("kelayakan")).status_code == 409


# --- the trace ---------------------------------------------------------------------------------


def test_each_export_leaves_its_trace(kota: Kota, masuk: Masuk, petugas: Akun) -> None:
    ambil(masuk(petugas), "kelayakan", hasil="layak")
    log = LogAkses.objects.get(jenis="ekspor")
    assert (log.akun, log.jumlah, log.keterangan) == (petugas, 1, "Hasil: Layak")
    jejak = JejakAudit.objects.get(aksi="ekspor.kelayakan")
    assert jejak.sesudah == {"jumlah": 1, "saringan": "Hasil: Layak"}


def test_the_download_is_a_workbook_named_by_kind_and_time(
    kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat("beban-opd"))
    assert re.fullmatch(
        r'attachment; filename="beban-opd-\d{8}-\d{4}\.xlsx"', jawaban["Content-Disposition"]
    )
    assert "spreadsheetml" in jawaban["Content-Type"]
    assert "no-store" in jawaban["Cache-Control"]


def test_the_version_on_the_file_is_the_one_of_the_project() -> None:
    proyek = tomllib.loads((Path(pengaturan.AKAR) / "pyproject.toml").read_text())
    assert proyek["project"]["version"] == pengaturan.VERSI


# --- long lists --------------------------------------------------------------------------------


@pytest.fixture
def batas_kecil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layanan, "BATAS_LANGSUNG", 1)
    monkeypatch.setattr(layanan, "TIAP", 1)


@pytest.mark.usefixtures("batas_kecil")
def test_a_long_list_is_written_by_a_job_and_fetched_by_its_owner_only(
    kota: Kota,
    masuk: Masuk,
    petugas: Akun,
    penyetuju: Akun,
    kerjakan: Callable[[], list[Pekerjaan]],
) -> None:
    klien, tujuan = masuk(petugas), alamat("kelayakan", urut="-nama")
    assert "latar belakang" in klien.get(tujuan).content.decode()
    assert not LogAkses.objects.filter(jenis="ekspor").exists()
    assert klien.post(tujuan).status_code == 302
    pekerjaan = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    assert pekerjaan.status == Pekerjaan.Status.SELESAI
    assert "2 baris" in klien.get(pekerjaan.hasil["url"]).content.decode()
    unduh = reverse("penugasan:ekspor_unduh", args=[pekerjaan.pk])
    isi = baris(buka(klien.get(unduh)).worksheets[0])
    assert [b["NAMA"] for b in isi] == ["Siti Contoh", "Budi Misal"]
    assert masuk(penyetuju).get(unduh).status_code == 404
    assert LogAkses.objects.get(jenis="ekspor").jumlah == 2
    default_storage.delete(pekerjaan.hasil["berkas"])
    assert klien.get(unduh).status_code == 404


@pytest.mark.usefixtures("batas_kecil")
def test_a_job_runs_and_hands_out_under_the_rights_of_that_moment(
    kota: Kota, masuk: Masuk, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    klien = masuk(petugas)
    klien.post(alamat("beban-opd"))
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.KEPALA_OPD)
    gagal = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    assert gagal.status == Pekerjaan.Status.GAGAL
    assert "tidak berhak" in gagal.galat


@pytest.mark.usefixtures("batas_kecil")
def test_a_finished_file_is_withheld_from_who_lost_the_right(
    kota: Kota, masuk: Masuk, petugas: Akun, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    klien = masuk(petugas)
    klien.post(alamat("beban-opd"))
    selesai = next(p for p in kerjakan() if p.jenis == layanan.TULIS)
    Akun.objects.filter(pk=petugas.pk).update(peran=Peran.KEPALA_OPD)
    assert klien.get(reverse("penugasan:ekspor_unduh", args=[selesai.pk])).status_code == 409


# --- nothing in a file can bite (S4) -----------------------------------------------------------


def racuni(objek: models.Model, muatan: str) -> None:
    """Put the payload into every free text field of a row, as far as it fits."""
    for medan in objek._meta.concrete_fields:
        bebas = isinstance(medan, models.CharField | models.TextField) and not medan.choices
        if bebas and not medan.primary_key and medan.name not in {"kode", "jalur", "token"}:
            nilai = muatan[: medan.max_length] if medan.max_length else muatan
            type(objek)._base_manager.filter(pk=objek.pk).update(**{medan.name: nilai})


def racuni_semua(kota: Kota, muatan: str) -> None:
    for objek in (
        kota.instansi,
        kota.opd,
        kota.opd_lain,
        kota.koperasi,
        kota.koperasi.wilayah,
        kota.periode,
        kota.siti,
        kota.penugasan,
        kota.sk,
        kota.pesan,
        BelumDitempatkan.objects.get(),
        BuktiKomputer.objects.get(),
    ):
        racuni(objek, muatan)
    kota.siti.refresh_from_db()
    HasilSaring.objects.update(temuan=[temuan("usia", "tidak", muatan)])
    BarisRencana.objects.update(alasan=[muatan], bagian={muatan: 1})
    Rencana.objects.update(catatan=[muatan])


@pytest.mark.parametrize("muatan", MUATAN)
@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_no_text_of_anybody_becomes_live_in_any_export(
    jenis: str, muatan: str, kota: Kota, masuk: Masuk, petugas: Akun
) -> None:
    racuni_semua(kota, muatan)
    mentah = io.BytesIO(b"".join(masuk(petugas).get(alamat(jenis)).streaming_content))  # type: ignore[attr-defined]
    arsip = zipfile.ZipFile(mentah)
    for nama in arsip.namelist():
        isi = arsip.read(nama).decode()
        assert not re.search(r"<f[ >]", isi), nama
        assert "<hyperlink " not in isi, nama
        assert "externalLink" not in nama
    lembar = openpyxl.load_workbook(mentah).worksheets[0]
    terbaca = [sel for b in lembar.iter_rows() for sel in b if isinstance(sel.value, str)]
    assert all(sel.data_type == "s" for sel in terbaca)
    assert any(muatan.strip()[:10] in sel.value for sel in terbaca)


# --- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_the_command_writes_the_same_lists(
    jenis: str, kota: Kota, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keluaran = tmp_path / "daftar.xlsx"
    call_command("ekspor", jenis, "--periode", "2026-1", "--keluaran", str(keluaran))
    buku = openpyxl.load_workbook(keluaran)
    assert len(baris(buku.worksheets[0])) >= 1
    assert keterangan(buku)["Diekspor oleh"] == "Perintah ekspor di peladen"
    assert "baris ditulis" in capsys.readouterr().out
    assert JejakAudit.objects.get(aksi=f"ekspor.{jenis}").aktor is None
    assert list(tmp_path.iterdir()) == [keluaran]


def test_the_command_refuses_in_words_and_leaves_no_file(kota: Kota, tmp_path: Path) -> None:
    keluaran = tmp_path / "daftar.xlsx"
    with pytest.raises(CommandError, match="1999-9 tidak ditemukan"):
        call_command("ekspor", "nominatif", "--periode", "1999-9", "--keluaran", str(keluaran))
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_when_it_cannot_write(kota: Kota, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("ekspor", "nominatif", "--keluaran", str(tmp_path / "tiada" / "x.xlsx"))


def test_a_lingkup_without_account_reads_the_whole_agency(kota: Kota) -> None:
    isi = semua()["penugasan"].susun(layanan.Lingkup(kota.instansi, None, QueryDict()))
    assert isi.jumlah == Penugasan.objects.filter(instansi=kota.instansi).count() == 1
