"""Correcting a person by hand: reason, source, history, and who else changed it meanwhile."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit, RiwayatFakta, Sumber
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Opd, Pegawai
from pegawai.services.pegawai import DAPAT_DIUBAH, sidik, ubah
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.inti.halaman_impor import Masuk
from tests.pegawai.factories import AkunFactory, OpdFactory, PegawaiFactory


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU", jabatan="Arsiparis")


@pytest.fixture
def klien(masuk: Masuk, petugas: Akun) -> Client:
    return masuk(petugas)


def alamat(orang: Pegawai) -> str:
    return reverse("pegawai:pegawai_ubah", args=[orang.pk])


def isian(klien: Client, orang: Pegawai, **ubah_isi: Any) -> dict[str, Any]:
    """Return the form as it stands on the page, with some fields typed over."""
    form = klien.get(alamat(orang)).context["form"]
    awal = {k: form.initial.get(k) for k in form.fields}
    return {k: "" if v is None else v for k, v in (awal | ubah_isi).items()}


def kirim(klien: Client, orang: Pegawai, **isi: Any) -> Any:
    return klien.post(alamat(orang), isian(klien, orang, **isi))


def perbaiki(orang: Pegawai, aktor: Akun, **lain: Any) -> list[str]:
    pakai = {"alasan": "Sesuai SK", "sidik_lama": sidik(orang), "hari_ini": hari_ini()} | lain
    return ubah(pegawai=orang, aktor=aktor, saat=sekarang(), **pakai)


# The service --------------------------------------------------------------------------------------


def test_a_correction_has_a_source_a_history_and_an_audit_entry(
    orang: Pegawai, petugas: Akun
) -> None:
    lama = SumberFactory.create(instansi=orang.instansi)
    Pegawai.objects.filter(pk=orang.pk).update(sumber={"jabatan": lama.pk, "nama": lama.pk})
    berubah = perbaiki(
        orang, petugas, nilai={"jabatan": "Bendahara", "nama": "UJI SATU"}, dokumen="800/12"
    )
    orang.refresh_from_db()
    assert (berubah, orang.jabatan) == (["jabatan"], "Bendahara")
    sumber = Sumber.objects.get(pk=orang.sumber["jabatan"])
    assert (sumber.jenis, sumber.akun) == (Sumber.Jenis.TANGAN, petugas)
    assert (sumber.keterangan, sumber.tanggal) == (
        "Perbaikan petugas: Sesuai SK (800/12)",
        hari_ini(),
    )
    assert orang.sumber["nama"] == lama.pk  # what did not change keeps its source
    riwayat = RiwayatFakta.objects.get()
    assert riwayat.isi == {"jabatan": ["Arsiparis", "Bendahara", lama.pk]}
    assert (riwayat.objek_jenis, riwayat.objek_id) == ("pegawai.pegawai", orang.pk)
    assert (riwayat.sumber, riwayat.instansi) == (sumber, orang.instansi)
    jejak = JejakAudit.objects.get(aksi="pegawai.ubah")
    assert (jejak.sebelum, jejak.sesudah) == ({"jabatan": "Arsiparis"}, {"jabatan": "Bendahara"})
    assert (jejak.pesan, jejak.aktor) == ("Sesuai SK (800/12)", petugas)


def test_every_fact_that_may_be_corrected_is_kept_in_the_form_of_staged_rows(
    orang: Pegawai, petugas: Akun
) -> None:
    unit, tempat = OpdFactory.create(instansi=orang.instansi), WilayahFactory.create()
    nilai = {
        "nama": "UJI DUA",
        "gelar_depan": "Dr.",
        "gelar_belakang": "M.Si.",
        "lahir": "1980-02-03",
        "jenis": "PNS",
        "jenis_kelamin": "P" if orang.jenis_kelamin == "L" else "L",
        "tingkat_pendidikan": "45",
        "pendidikan": "S-2 AKUNTANSI",
        "jabatan": "Bendahara",
        "golongan": "X",
        "opd": unit.pk,
        "kedudukan_hukum": "Cuti luar tanggungan",
        "domisili": tempat.kode,
    }
    assert tuple(nilai) == DAPAT_DIUBAH
    assert perbaiki(orang, petugas, nilai=nilai) == list(nilai)
    assert {k: v[1] for k, v in RiwayatFakta.objects.get().isi.items()} == nilai
    orang.refresh_from_db()
    assert (orang.lahir, orang.opd, orang.domisili) == (dt.date(1980, 2, 3), unit, tempat)
    assert set(orang.sumber) == set(nilai)


def test_a_domicile_by_hand_replaces_what_a_file_could_not_place(
    orang: Pegawai, petugas: Akun
) -> None:
    Pegawai.objects.filter(pk=orang.pk).update(domisili_teks="Ds. Entah")
    tempat = WilayahFactory.create()
    assert perbaiki(orang, petugas, nilai={"domisili": tempat.kode}) == ["domisili"]
    orang.refresh_from_db()
    assert (orang.domisili, orang.domisili_teks) == (tempat, "")


@pytest.mark.parametrize(("senama", "kode"), [(2, "77"), (0, "")])
def test_the_id_of_a_legal_position_follows_its_name(
    orang: Pegawai, petugas: Akun, senama: int, kode: str
) -> None:
    """An id that contradicts the corrected name would leave the person in doubt."""
    Pegawai.objects.filter(pk=orang.pk).update(kedudukan_hukum_id="71")
    isi = {"instansi": orang.instansi, "opd": orang.opd, "kedudukan_hukum": "Diberhentikan"}
    PegawaiFactory.create_batch(senama, **isi, kedudukan_hukum_id="77")
    PegawaiFactory.create_batch(senama // 2, **isi, kedudukan_hukum_id="12")
    assert perbaiki(orang, petugas, nilai={"kedudukan_hukum": "Diberhentikan"}) == [
        "kedudukan_hukum"
    ]
    orang.refresh_from_db()
    assert orang.kedudukan_hukum_id == kode
    assert orang.sumber["kedudukan_hukum_id"] == orang.sumber["kedudukan_hukum"]


@pytest.mark.parametrize("nilai", [{}, {"jabatan": "Arsiparis"}, {"nama": "UJI SATU"}])
def test_what_changes_nothing_leaves_no_trace(
    orang: Pegawai, petugas: Akun, nilai: dict[str, str]
) -> None:
    Pegawai.objects.filter(pk=orang.pk).update(nama="UJI  SATU ")  # stray blanks of a file
    orang.refresh_from_db()
    assert perbaiki(orang, petugas, nilai=nilai) == []
    assert not RiwayatFakta.objects.exists()
    assert not Sumber.objects.exists()
    assert not JejakAudit.objects.exists()


@pytest.mark.parametrize("kolom", ["nip", "siasn_id", "unor_id", "aktif", "sumber", "instansi_id"])
def test_only_facts_that_may_be_corrected_are_taken(
    orang: Pegawai, petugas: Akun, kolom: str
) -> None:
    with pytest.raises(KeyError):
        perbaiki(orang, petugas, nilai={kolom: "1"})


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [
        ({"nama": ""}, "nama_kosong"),
        ({"lahir": "2999-01-01"}, "lahir_salah"),
        ({"opd": 0}, "unit_asing"),
    ],
)
def test_what_no_person_can_have_is_refused(
    orang: Pegawai, petugas: Akun, nilai: dict[str, Any], kode: str
) -> None:
    if "opd" in nilai:
        nilai = {"opd": OpdFactory.create().pk}  # a unit of another agency
    with pytest.raises(DomainError) as galat:
        perbaiki(orang, petugas, nilai=nilai)
    assert galat.value.kode == kode
    assert not RiwayatFakta.objects.exists()


@pytest.mark.parametrize("alasan", ["", "   "])
def test_the_service_asks_for_a_reason(orang: Pegawai, petugas: Akun, alasan: str) -> None:
    with pytest.raises(DomainError) as galat:
        perbaiki(orang, petugas, nilai={"jabatan": "Bendahara"}, alasan=alasan)
    assert galat.value.kode == "alasan_kosong"


def test_who_was_faster_is_named_with_what_he_changed(orang: Pegawai, petugas: Akun) -> None:
    dulu, rekan = sidik(orang), AkunFactory.create(instansi=orang.instansi)
    perbaiki(orang, rekan, nilai={"jabatan": "Bendahara", "golongan": "X"})
    with pytest.raises(SudahDiproses) as galat:
        perbaiki(orang, petugas, nilai={"nama": "X"}, sidik_lama=dulu)
    assert (
        f"Jabatan dan Golongan sudah diubah oleh {rekan} sejak formulir ini dibuka."
        in galat.value.pesan
    )


def test_a_file_that_was_faster_is_named(orang: Pegawai, petugas: Akun) -> None:
    dulu = sidik(orang)
    berkas = SumberFactory.create(instansi=orang.instansi, keterangan="ekspor-mei.xlsx", akun=None)
    Pegawai.objects.filter(pk=orang.pk).update(golongan="X", sumber={"golongan": berkas.pk})
    with pytest.raises(SudahDiproses, match=r"Golongan sudah diubah dari ekspor-mei\.xlsx sejak"):
        perbaiki(orang, petugas, nilai={"nama": "X"}, sidik_lama=dulu)


@pytest.mark.parametrize("sidik_lama", ["", "lain", "nama:,,:"])
def test_a_fingerprint_of_something_else_saves_nothing(
    orang: Pegawai, petugas: Akun, sidik_lama: str
) -> None:
    with pytest.raises(SudahDiproses, match="14 isian sudah diubah sejak"):
        perbaiki(orang, petugas, nilai={"nama": "X"}, sidik_lama=sidik_lama)


# The page -----------------------------------------------------------------------------------------


def test_the_form_shows_what_is_on_record_and_saves_only_what_was_typed(
    klien: Client, orang: Pegawai
) -> None:
    jawab = kirim(klien, orang, jabatan="  Bendahara \t Dinas ", alasan="Sesuai SK jabatan")
    assert (jawab.status_code, jawab.url) == (302, reverse("pegawai:pegawai", args=[orang.pk]))
    assert RiwayatFakta.objects.get().isi == {"jabatan": ["Arsiparis", "Bendahara Dinas", None]}
    assert "1 isian diperbaiki." in klien.get(jawab.url).content.decode()


def test_saving_without_a_change_says_so(klien: Client, orang: Pegawai) -> None:
    jawab = klien.post(alamat(orang), isian(klien, orang, alasan="Tidak jadi"), follow=True)
    assert "Tidak ada isian yang berubah." in jawab.content.decode()
    assert not Sumber.objects.exists()


def test_what_is_on_record_stays_choosable(klien: Client, orang: Pegawai) -> None:
    """A closed unit, a place outside the city and an unlisted level are not silently cleared."""
    assert orang.opd
    Opd.objects.filter(pk=orang.opd.pk).update(aktif=False)
    kota = WilayahFactory.create(kode="33.75", nama="Kota", jenis="kota")
    Instansi.objects.filter(pk=orang.instansi.pk).update(wilayah=kota)
    jauh = WilayahFactory.create(kode="91.01.01.1001", nama="Jauh")
    Pegawai.objects.filter(pk=orang.pk).update(domisili=jauh, tingkat_pendidikan="99")
    assert kirim(klien, orang, jabatan="Bendahara", alasan="Sesuai SK").status_code == 302
    assert list(RiwayatFakta.objects.get().isi) == ["jabatan"]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"alasan": ""}, "Tulis alasan perbaikan."),
        ({"alasan": "ya"}, "Tulis alasan paling sedikit 5 huruf."),
        ({"alasan": "Cukup panjang", "nama": ""}, "Tulis nama pegawai."),
        ({"alasan": "Cukup panjang", "lahir": "2999-01-01"}, "Tanggal lahir harus sebelum"),
    ],
)
def test_a_refused_form_says_why_at_the_top_and_at_the_field_and_keeps_the_input(
    klien: Client, orang: Pegawai, isi: dict[str, str], pesan: str
) -> None:
    jawab = kirim(klien, orang, **({"jabatan": "Bendahara"} | isi))
    halaman = jawab.content.decode()
    assert jawab.status_code == 200
    assert halaman.count(pesan) == 2
    assert "Isian belum bisa disimpan" in halaman
    assert 'value="Bendahara"' in halaman
    orang.refresh_from_db()
    assert orang.jabatan == "Arsiparis"


def test_a_form_that_is_out_of_date_takes_over_the_news_and_can_be_saved_again(
    klien: Client, orang: Pegawai
) -> None:
    isi = isian(klien, orang, jabatan="Bendahara", nama="UJI TIGA", alasan="Sesuai SK jabatan")
    Pegawai.objects.filter(pk=orang.pk).update(golongan="XI", nama="UJI DUA")
    jawab = klien.post(alamat(orang), isi)
    halaman = jawab.content.decode()
    assert "Nama tanpa gelar dan Golongan sudah diubah sejak formulir ini dibuka." in halaman
    assert "Kini tercatat “UJI DUA”. Isian Anda di sini belum disimpan." in halaman
    orang.refresh_from_db()
    assert (orang.nama, orang.jabatan) == ("UJI DUA", "Arsiparis")
    form = jawab.context["form"]
    lagi = {k: form[k].value() for k in form.fields}
    assert (lagi["golongan"], lagi["nama"], lagi["jabatan"]) == ("XI", "UJI TIGA", "Bendahara")
    assert klien.post(alamat(orang), lagi).status_code == 302
    orang.refresh_from_db()
    assert (orang.golongan, orang.nama, orang.jabatan) == ("XI", "UJI TIGA", "Bendahara")


def test_a_conflict_is_told_in_words_not_in_keys(klien: Client, orang: Pegawai) -> None:
    tempat, unit = WilayahFactory.create(nama="Kauman"), OpdFactory.create(instansi=orang.instansi)
    lain = OpdFactory.create(instansi=orang.instansi, nama="Dinas Lain")
    isi = isian(klien, orang, opd=unit.pk, lahir="1980-01-01", alasan="Sesuai SK")
    isi["domisili"] = WilayahFactory.create().kode
    Pegawai.objects.filter(pk=orang.pk).update(domisili=tempat, opd=lain, lahir=None)
    halaman = klien.post(alamat(orang), isi).content.decode()
    assert "Kini tercatat “Dinas Lain”." in halaman
    assert "Kini tercatat “Kauman" in halaman
    assert "Kini dikosongkan." in halaman


def test_a_birth_date_against_the_nip_is_saved_with_a_warning(
    klien: Client, orang: Pegawai
) -> None:
    isi = isian(klien, orang, lahir="1979-05-06", alasan="Sesuai akta lahir")
    halaman = klien.post(alamat(orang), isi, follow=True).content.decode()
    assert "Tanggal lahir tercatat 6 Mei 1979, sedangkan menurut NIP" in halaman
    assert "Jenis kelamin tidak cocok" not in halaman  # the rest agrees with it
    orang.refresh_from_db()
    assert orang.lahir == dt.date(1979, 5, 6)


def test_a_domicile_nobody_could_place_is_shown_beside_the_field(
    klien: Client, orang: Pegawai
) -> None:
    Pegawai.objects.filter(pk=orang.pk).update(domisili_teks="Ds. Entah <b>")
    assert "Menurut berkas: Ds. Entah &lt;b&gt;" in klien.get(alamat(orang)).content.decode()
