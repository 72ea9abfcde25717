"""A simulation says what a screening with these values would say, and writes nothing."""

import copy
import datetime as dt
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.urls import reverse

from inti.errors import SudahDiproses
from inti.models import Instansi, LogAkses
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun
from penugasan.forms.simulasi import SimulasiForm
from penugasan.models import HasilSaring, Periode, Saringan, VersiAturan
from penugasan.queries.simulasi import simulasikan
from penugasan.rules.types import Hasil
from penugasan.services import versi as versi_aturan
from penugasan.services.saring import saring
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    KontrakFactory,
    OpdFactory,
    PegawaiFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.factories import ganti_versi, isi_paket

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)


def ubahan(**aturan: dict[str, Any]) -> dict[str, Any]:
    isi = copy.deepcopy(isi_paket())
    for kode, nilai in aturan.items():
        isi["aturan"][kode] |= nilai
    return isi


@pytest.fixture
def ramai(instansi: Instansi, kota: dict[str, Any]) -> None:
    """More people than one per verdict: other ages, levels, contracts and grades."""
    opd = OpdFactory.create(instansi=instansi)
    for n in range(40):
        orang = PegawaiFactory.create(
            instansi=instansi,
            opd=opd,
            layak=n % 3 > 0,
            lahir=dt.date(1966 + n % 35, 1 + n % 12, 1 + n % 28),
            tingkat_pendidikan=["15", "30", "40", ""][n % 4],
            jabatan=["Guru Ahli Pertama", "Arsiparis", ""][n % 3],
        )
        if n % 5 == 0:
            BuktiKomputerFactory.create(pegawai=orang, tidak=n % 2 == 0)
        if n % 2:
            KontrakFactory.create(pegawai=orang, akhir=dt.date(2026, 1 + n % 12, 1))
            PredikatKinerjaFactory.create(pegawai=orang, tahun=2025, predikat=1 + n % 5)


@pytest.mark.parametrize(
    "isi",
    [
        ubahan(usia={"maks": 50}),
        ubahan(usia={"baca": "belum_lewat_ulang_tahun"}, pendidikan={"minimum": "40"}),
        ubahan(kontrak={"aktif": True}, rumpun_jabatan={"aktif": True}, bup={"aktif": True}),
        ubahan(predikat_kinerja={"aktif": True, "tahun": 1}, komputer={"diterima": []}),
        ubahan(jenis_asn={"jenis": ["PNS"]}, usia={"aktif": False}),
    ],
    ids=["umur", "baca_pendidikan", "tambahan", "kinerja", "pns"],
)
def test_a_simulation_equals_the_screening_with_that_policy(
    periode: Periode, kota: Any, ramai: None, isi: dict[str, Any]
):
    acuan = dt.date(2026, 9, 1)
    simulasi = simulasikan(periode=periode, isi=isi, acuan=acuan)
    lama = saring(periode=periode, aktor=None, pada=PADA)
    ganti_versi(periode.versi, lambda semua: semua.update(isi))
    periode.refresh_from_db()
    baru = saring(periode=periode, aktor=None, pada=PADA, per_tanggal=acuan)

    for sisi, saringan in (("lama", lama), ("baru", baru)):
        tercatat = HasilSaring.objects.filter(saringan_id=saringan.pk)
        putusan = dict(tercatat.values_list("pegawai_id", "hasil"))
        layak = {pk for pk, hasil in putusan.items() if hasil == "layak"}
        if sisi == "baru":
            assert simulasi.layak["baru"] == layak
            for hasil in Hasil:
                assert simulasi.hasil["baru"][hasil] == getattr(saringan, hasil.value)
    assert simulasi.jumlah == baru.jumlah
    assert len(simulasi.masuk) - len(simulasi.keluar) == baru.layak - lama.layak


def test_a_simulation_leaves_no_trace_in_the_tables(periode, kota, ramai):
    simulasikan(periode=periode, isi=ubahan(usia={"maks": 40}))
    assert not Saringan.semua.exists()
    assert VersiAturan.objects.count() == 1


def test_each_change_of_verdict_comes_with_its_reason(periode, kota):
    simulasi = simulasikan(periode=periode, isi=ubahan(usia={"maks": 20}))
    assert {p.pegawai_id for p in simulasi.keluar} == {kota["layak"].pk, kota["pranata"].pk}
    assert all("batas 20 tahun" in p.alasan[0] for p in simulasi.keluar)
    longgar = simulasikan(periode=periode, isi=ubahan(usia={"maks": 99}))
    (masuk,) = longgar.masuk
    assert (masuk.pegawai_id, masuk.lama) == (kota["tua"].pk, Hasil.TIDAK)


def test_the_form_puts_back_what_it_read(periode):
    terisi = SimulasiForm(
        _daftar(tanya(periode)), versi=periode.versi, tanggal=periode.tanggal_acuan
    )
    assert terisi.is_valid(), terisi.errors
    assert terisi.isi_baru == periode.versi.isi


# --- the page ---------------------------------------------------------------------------------


def _daftar(isi: dict[str, Any]) -> Any:
    hasil = QueryDict(mutable=True)
    for nama, nilai in isi.items():
        hasil.setlist(nama, nilai if isinstance(nilai, list) else [nilai])
    return hasil


def tanya(periode: Periode, **ubah: Any) -> dict[str, Any]:
    """The values of the version in force as the form sends them, with some moved."""
    form = SimulasiForm(versi=periode.versi, tanggal=periode.tanggal_acuan)
    isi = {
        n: f.initial if f.initial is not None else form.initial.get(n)
        for n, f in form.fields.items()
    }
    isi |= {"coba": str(periode.versi.nomor)} | ubah
    return {n: v for n, v in isi.items() if v not in (False, None)}


def test_the_page_shows_the_difference_and_keeps_the_values_in_its_address(
    periode, kota, petugas: Akun, masuk
):
    klien = masuk(petugas)
    KebutuhanFactory.create(koperasi__instansi=petugas.instansi)
    kosong = klien.get(reverse("penugasan:simulasi")).content.decode()
    assert "Belum ada yang diubah" in kosong
    isi = klien.get(reverse("penugasan:simulasi"), tanya(periode, usia_maks=20)).content.decode()
    assert "Usia: Usia paling tinggi (tahun)" in isi
    assert "Tidak lagi layak: 2 orang" in isi
    assert kota["layak"].nip not in isi
    assert 'value="20"' in isi
    assert LogAkses.objects.get(objek_jenis="penugasan.simulasi").jumlah == 2


def test_nothing_changed_is_said(periode, kota, petugas, masuk):
    isi = masuk(petugas).get(reverse("penugasan:simulasi"), tanya(periode)).content.decode()
    assert "Angkanya sama dengan aturan sekarang" in isi


def test_a_value_out_of_range_is_named_and_nothing_is_computed(periode, kota, petugas, masuk):
    salah = tanya(periode, usia_maks=5, kuota_target=9)
    isi = masuk(petugas).get(reverse("penugasan:simulasi"), salah).content.decode()
    assert "Isian belum bisa disimpan" in isi
    assert "Tidak boleh lebih dari formasi paling banyak" in isi
    assert "Menurut syarat" not in isi


def test_without_a_round_the_page_says_what_is_missing(petugas, masuk):
    isi = masuk(petugas).get(reverse("penugasan:simulasi")).content.decode()
    assert "Belum ada periode" in isi


def test_the_tried_values_become_a_proposal(periode, kota, petugas, masuk):
    isi = tanya(periode, usia_maks=50) | {"alasan": "SE 1/2026", "berlaku_mulai": "2026-04-01"}
    jawab = masuk(petugas).post(reverse("penugasan:simulasi_usulkan"), isi)
    versi = VersiAturan.objects.get(status="draf")
    assert jawab.url == reverse("penugasan:versi_rincian", args=[versi.nomor])
    assert versi.isi["aturan"]["usia"]["maks"] == 50
    beda = {k: v for k, v in versi.isi.items() if v != periode.versi.isi[k]}
    assert list(beda) == ["aturan"]
    assert str(versi.berlaku_mulai) == "2026-04-01"


def test_values_of_a_version_that_was_replaced_are_neither_tried_nor_proposed(
    periode, kota, petugas, masuk
):
    klien, isi = masuk(petugas), tanya(periode, usia_maks=40, coba="99")
    dicoba = klien.get(reverse("penugasan:simulasi"), isi).content.decode()
    assert "Aturan sudah berganti sejak halaman ini dibuka" in dicoba
    usulan = {"alasan": "SE baru", "berlaku_mulai": "2026-03-01"}
    jawab = klien.post(reverse("penugasan:simulasi_usulkan"), isi | usulan)
    assert "Aturan sudah berganti" in jawab.content.decode()
    assert VersiAturan.objects.count() == 1


def test_a_proposal_whose_base_was_replaced_meanwhile_is_refused(periode, petugas):
    lama = VersiAturan.objects.create(
        instansi=periode.instansi,
        paket=periode.versi.paket,
        nomor=90,
        isi=isi_paket(),
        sidik="x",
        status="pensiun",
        alasan="Lama",
        berlaku_mulai=dt.date(2025, 1, 1),
        dibuat_pada=PADA,
    )
    with pytest.raises(SudahDiproses, match="Aturan sudah berganti"):
        versi_aturan.usulkan(
            instansi=periode.instansi,
            isi=ubahan(usia={"maks": 50}),
            alasan="SE",
            berlaku_mulai=dt.date(2026, 4, 1),
            aktor=petugas,
            pada=PADA,
            dasar=lama,
        )


def test_a_proposal_without_a_reason_keeps_the_tried_values(periode, kota, petugas, masuk):
    isi = tanya(periode, usia_maks=50) | {"alasan": "", "berlaku_mulai": "2026-04-01"}
    jawab = masuk(petugas).post(reverse("penugasan:simulasi_usulkan"), isi)
    assert jawab.status_code == 422
    assert "Tulis alasan perubahan aturan." in jawab.content.decode()
    assert 'name="usia_maks" value="50"' in jawab.content.decode()
    assert not VersiAturan.objects.filter(status="draf").exists()


def test_the_names_come_as_a_workbook_with_the_change_on_it(periode, kota, petugas, masuk):
    jawab = masuk(petugas).get(reverse("penugasan:simulasi_unduh"), tanya(periode, usia_maks=20))
    buku = openpyxl.load_workbook(BytesIO(b"".join(jawab.streaming_content)))
    baris = list(buku["Perubahan"].iter_rows(values_only=True))
    assert {b[1] for b in baris[1:]} == {kota["layak"].nip, kota["pranata"].nip}
    assert {b[0] for b in baris[1:]} == {"Tidak lagi layak"}
    keterangan = dict(b[:2] for b in buku["Keterangan"].iter_rows(values_only=True))
    assert keterangan["Usia: Usia paling tinggi (tahun)"] == "56 menjadi 20"
    assert LogAkses.objects.filter(jenis="ekspor", jumlah=2, waktu__lte=sekarang()).exists()
