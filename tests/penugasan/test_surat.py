"""Letters: numbers without gaps, files that prove themselves, pages that keep their scope."""

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit, LogAkses, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, Periode, RegisterNomor, Surat
from penugasan.services.surat import (
    baca_berkas,
    cabut_surat_tugas,
    ganti_sk,
    siapkan_sk,
    terbitkan_berkas,
)
from tests.inti.factories import WilayahFactory
from tests.pegawai.factories import KontrakFactory, PegawaiFactory
from tests.penugasan.factories import (
    PenugasanFactory,
    PeriodeFactory,
    VersiAturanFactory,
    isi_paket,
)
from tests.penugasan.pdf import gambar, teks

TANGGAL = dt.date(2026, 2, 20)
Masuk = Callable[[Akun], Client]


def ditetapkan(instansi: Instansi, **lain: Any) -> Penugasan:
    return PenugasanFactory.create(instansi=instansi, ditetapkan=True, **lain)


def terbitkan(
    penugasan: list[Penugasan], aktor: Akun | None = None, tanggal: dt.date = TANGGAL
) -> Surat:
    with audit.keputusan(penugasan[0].instansi):
        return siapkan_sk(penugasan=penugasan, tanggal=tanggal, aktor=aktor, pada=sekarang())


@pytest.fixture
def sk(instansi: Instansi, penyetuju: Akun, opd: Opd, opd_lain: Opd) -> Surat:
    """A decision over two people, one of each unit."""
    siti = PegawaiFactory.create(instansi=instansi, opd=opd, nama="Siti Contoh", layak=True)
    budi = PegawaiFactory.create(instansi=instansi, opd=opd_lain, nama="Budi Misal", layak=True)
    return terbitkan([ditetapkan(instansi, pegawai=p) for p in (siti, budi)], penyetuju)


def tugas(sk: Surat, nama: str) -> Surat:
    return sk.anak_set.get(penugasan__pegawai__nama=nama)


# --- numbers -----------------------------------------------------------------------------------


def test_one_decision_and_one_order_per_person_get_their_numbers(sk: Surat) -> None:
    assert sk.nomor == "800.1.11.1/0001 TAHUN 2026"
    assert [s.nomor for s in sk.anak_set.order_by("urut")] == [
        "800.1.11.1/0001/BKPSDM/2026",
        "800.1.11.1/0002/BKPSDM/2026",
    ]
    assert sk.penugasan.count() == 2
    assert all(s.penugasan.count() == 1 for s in sk.anak_set.all())


def test_the_register_counts_on_and_starts_again_with_the_year(instansi: Instansi) -> None:
    pertama = terbitkan([ditetapkan(instansi)])
    kedua = terbitkan([ditetapkan(instansi)])
    tahun_baru = terbitkan([ditetapkan(instansi)], tanggal=dt.date(2027, 1, 2))
    assert [s.urut for s in (pertama, kedua, tahun_baru)] == [1, 2, 1]


def test_each_agency_has_a_register_of_its_own(instansi: Instansi, instansi_lain: Instansi) -> None:
    terbitkan([ditetapkan(instansi)])
    assert terbitkan([ditetapkan(instansi_lain)]).urut == 1


def test_a_decision_that_is_rolled_back_leaves_no_gap(instansi: Instansi) -> None:
    with audit.keputusan(instansi):
        terbitkan([ditetapkan(instansi)])
        transaction.set_rollback(True)
    assert not Surat.objects.exists()
    assert terbitkan([ditetapkan(instansi)]).urut == 1
    assert set(RegisterNomor.objects.values_list("terakhir", flat=True)) == {1}


def test_an_empty_batch_is_refused(instansi: Instansi) -> None:
    with pytest.raises(DomainError, match="sedikitnya satu"), audit.keputusan(instansi):
        siapkan_sk(penugasan=[], tanggal=TANGGAL, aktor=None, pada=sekarang())


def test_people_of_two_rounds_cannot_share_a_decision(instansi: Instansi) -> None:
    lain = PeriodeFactory.create(instansi=instansi, kode="2026-2")
    batch = [ditetapkan(instansi), ditetapkan(instansi, periode=lain)]
    with pytest.raises(DomainError, match="satu periode"):
        terbitkan(batch)


def test_nobody_gets_a_second_letter_while_one_is_in_force(sk: Surat) -> None:
    with pytest.raises(SudahDiproses, match=sk.nomor.split("/")[0]):
        terbitkan(list(sk.penugasan.all()))


def periode_dengan(instansi: Instansi, isi: dict[str, Any]) -> Periode:
    versi = VersiAturanFactory.create(instansi=instansi, isi=isi)
    return PeriodeFactory.create(instansi=instansi, versi=versi)


def test_a_policy_version_without_letter_texts_is_refused_in_words(instansi: Instansi) -> None:
    periode = periode_dengan(instansi, {"aturan": {}})
    with pytest.raises(DomainError, match=r"belum lengkap: tempat, kop, unit, sk\.nama"):
        terbitkan([ditetapkan(instansi, periode=periode)])


@pytest.mark.parametrize(
    ("pola", "sebab"),
    [
        ("{klasifikasi}/{urut:04d}/{unit}/{tahun}", "harus berbeda"),
        ("800/{urut}", "urut dan tahun"),
    ],
)
def test_number_patterns_that_would_clash_are_refused(
    pola: str, sebab: str, instansi: Instansi
) -> None:
    isi = isi_paket()
    isi["surat"]["sk"]["pola_nomor"] = pola
    with pytest.raises(DomainError, match=sebab):
        terbitkan([ditetapkan(instansi, periode=periode_dengan(instansi, isi))])


def test_the_deed_is_in_the_audit_trail_and_a_job_is_waiting(sk: Surat) -> None:
    jejak = JejakAudit.objects.get(aksi="surat.siapkan")
    assert jejak.sesudah is not None
    assert jejak.sesudah["nomor"] == sk.nomor
    assert Pekerjaan.objects.get(jenis="surat.terbitkan").parameter == {"sk": sk.pk}


def test_each_letter_has_its_own_128_bit_token(sk: Surat) -> None:
    semua = [sk.token, *sk.anak_set.values_list("token", flat=True)]
    assert len(set(semua)) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in semua)


# --- files -------------------------------------------------------------------------------------


def test_the_job_prints_every_letter_and_leads_to_the_decision(
    sk: Surat, kerjakan: Callable[[], list[Pekerjaan]]
) -> None:
    (pekerjaan,) = kerjakan()
    assert pekerjaan.status == Pekerjaan.Status.SELESAI
    assert pekerjaan.hasil == {"url": f"/surat/{sk.pk}/", "jumlah": 3}
    for surat in Surat.objects.all():
        with default_storage.open(str(surat.berkas)) as berkas:
            assert hashlib.sha256(berkas.read()).hexdigest() == surat.sha256


def test_printing_twice_changes_nothing(sk: Surat) -> None:
    terbitkan_berkas(sk)
    dulu = (str(sk.berkas), sk.sha256)
    terbitkan_berkas(sk)
    assert (str(sk.berkas), sk.sha256) == dulu


def test_a_lost_file_is_printed_again_to_the_same_bytes(sk: Surat) -> None:
    isi = baca_berkas(sk)
    default_storage.delete(str(sk.berkas))
    assert baca_berkas(sk) == isi


def test_a_letter_says_what_was_decided_even_when_the_records_change(sk: Surat) -> None:
    orang = tugas(sk, "Siti Contoh").penugasan.get().pegawai
    orang.nama = "Nama Baru"
    orang.save()
    assert "Siti Contoh" in teks(baca_berkas(sk))


def test_a_file_changed_behind_our_back_is_never_handed_out(sk: Surat) -> None:
    terbitkan_berkas(sk)
    nama = str(sk.berkas)
    default_storage.delete(nama)
    default_storage.save(nama, ContentFile(b"%PDF-1.7 palsu"))
    with pytest.raises(DomainError, match="tidak sama"):
        baca_berkas(sk)


def test_a_lost_file_whose_words_were_changed_is_not_reissued(sk: Surat) -> None:
    terbitkan_berkas(sk)
    default_storage.delete(str(sk.berkas))
    sk.isi["tentang"] = "Hal lain"
    with pytest.raises(DomainError, match="tidak dapat dicetak ulang"):
        terbitkan_berkas(sk)


def test_the_decision_lists_the_facts_of_each_person(instansi: Instansi) -> None:
    kecamatan = WilayahFactory.create(nama="Pekalongan Barat")
    rumah = WilayahFactory.create(nama="Medono", induk=kecamatan)
    orang = PegawaiFactory.create(
        instansi=instansi, lahir=dt.date(1990, 3, 2), domisili=rumah, layak=True
    )
    KontrakFactory.create(pegawai=orang, akhir=dt.date(2027, 10, 31))
    penugasan = ditetapkan(
        instansi, pegawai=orang, selesai=dt.date(2027, 10, 31), sebab_selesai="kontrak berakhir"
    )
    (baris,) = terbitkan([penugasan]).isi["lampiran"]
    assert baris["usia"] == 35
    assert baris["tingkat_pendidikan"] == "S-1"
    assert baris["domisili"] == "Medono/Pekalongan Barat"
    assert baris["akhir_kontrak"] == "2027-10-31"
    assert baris["komputer"] == "Sertifikat kursus Microsoft Office"
    assert baris["keterangan"] == "01-03-2026 s.d. 31-10-2027 (kontrak berakhir)"


def test_missing_facts_print_as_dashes_and_an_open_end_says_so(instansi: Instansi) -> None:
    orang = PegawaiFactory.create(
        instansi=instansi, lahir=None, domisili_teks="Luar kota", golongan="", tanpa_pendidikan=True
    )
    sk = terbitkan([ditetapkan(instansi, pegawai=orang, selesai=None)])
    (baris,) = sk.isi["lampiran"]
    assert (baris["usia"], baris["domisili"]) == (None, "Luar kota")
    assert baris["keterangan"] == "Mulai 01-03-2026"
    assert "ada ketetapan lain" in teks(baca_berkas(sk.anak_set.get()))


def test_people_who_start_on_different_days_are_referred_to_the_annex(instansi: Instansi) -> None:
    batch = [ditetapkan(instansi), ditetapkan(instansi, mulai=dt.date(2026, 4, 1))]
    assert "tercantum dalam Lampiran." in terbitkan(batch).isi["diktum"][1]


def test_the_order_rests_on_the_decision_and_names_the_cooperative(sk: Surat) -> None:
    surat = tugas(sk, "Siti Contoh")
    koperasi = surat.penugasan.get().kebutuhan.koperasi
    isi = teks(baca_berkas(surat))
    assert f"Nomor {sk.nomor} tanggal 20 Februari 2026" in isi
    assert koperasi.nama in isi
    assert "1 Maret 2026 sampai dengan 28 Februari 2031" in isi


def test_the_agencys_emblem_is_printed_when_installed(
    sk: Surat, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    assert gambar(baca_berkas(sk)) == [f"Kode QR menuju {sk.isi['url_verifikasi']}"] * 2
    (tmp_path / "lambang").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (tmp_path / "lambang" / "kota-pekalongan.svg").write_text(svg)
    assert gambar(baca_berkas(tugas(sk, "Siti Contoh")))[0] == "Lambang instansi"


# --- their end ---------------------------------------------------------------------------------


def cabut(penugasan: Penugasan, aktor: Akun) -> list[Surat]:
    with audit.keputusan(penugasan.instansi):
        return cabut_surat_tugas(
            penugasan=penugasan, alasan="Orangnya pindah", aktor=aktor, pada=sekarang()
        )


def test_revoking_one_order_leaves_the_decision_to_the_others(sk: Surat, penyetuju: Akun) -> None:
    surat = tugas(sk, "Siti Contoh")
    assert cabut(surat.penugasan.get(), penyetuju) == [surat]
    sk.refresh_from_db()
    assert sk.status == Surat.Status.BERLAKU
    assert JejakAudit.objects.get(aksi="surat.cabut").pesan == "Orangnya pindah"


def test_the_last_order_takes_the_decision_with_it(sk: Surat, penyetuju: Akun) -> None:
    for penugasan in sk.penugasan.all():
        cabut(penugasan, penyetuju)
    sk.refresh_from_db()
    assert sk.status == Surat.Status.DICABUT


def test_revoking_twice_revokes_nothing_more(sk: Surat, penyetuju: Akun) -> None:
    penugasan = sk.penugasan.first()
    assert penugasan is not None
    cabut(penugasan, penyetuju)
    assert cabut(penugasan, penyetuju) == []


def ganti(sk: Surat, aktor: Akun) -> Surat:
    with audit.keputusan(sk.instansi):
        return ganti_sk(
            sk=sk, tanggal=dt.date(2026, 3, 5), alasan="Salah nama", aktor=aktor, pada=sekarang()
        )


def test_a_replaced_decision_names_its_successor_and_so_does_each_order(
    sk: Surat, penyetuju: Akun
) -> None:
    surat_lama = tugas(sk, "Siti Contoh")
    baru = ganti(sk, penyetuju)
    sk.refresh_from_db()
    surat_lama.refresh_from_db()
    assert (sk.status, sk.diganti_oleh) == (Surat.Status.DIGANTI, baru)
    assert surat_lama.diganti_oleh == tugas(baru, "Siti Contoh")
    assert baru.urut == 2
    assert baru.status == Surat.Status.BERLAKU


def test_who_no_longer_stands_is_revoked_not_replaced(sk: Surat, penyetuju: Akun) -> None:
    keluar = tugas(sk, "Budi Misal")
    Penugasan.objects.filter(surat_set=keluar).update(status=Penugasan.Status.DIBATALKAN)
    baru = ganti(sk, penyetuju)
    keluar.refresh_from_db()
    assert (keluar.status, keluar.diganti_oleh) == (Surat.Status.DICABUT, None)
    assert [o.pegawai.nama for o in baru.penugasan.all()] == ["Siti Contoh"]


def test_a_decision_is_replaced_once(sk: Surat, penyetuju: Akun) -> None:
    ganti(sk, penyetuju)
    with pytest.raises(SudahDiproses, match="sudah diganti"):
        ganti(sk, penyetuju)


def test_a_decision_without_anybody_left_is_not_replaced(sk: Surat, penyetuju: Akun) -> None:
    sk.penugasan.update(status=Penugasan.Status.DIBATALKAN)
    with pytest.raises(DomainError, match="Tidak ada lagi"):
        ganti(sk, penyetuju)


# --- pages -------------------------------------------------------------------------------------


@pytest.fixture
def alamat(sk: Surat) -> dict[str, str]:
    surat = tugas(sk, "Siti Contoh")
    return {
        "daftar": reverse("penugasan:surat"),
        "sk": reverse("penugasan:surat_rincian", args=[sk.pk]),
        "unduh_sk": reverse("penugasan:surat_unduh", args=[sk.pk]),
        "zip": reverse("penugasan:surat_zip", args=[sk.pk]),
        "surat": reverse("penugasan:surat_rincian", args=[surat.pk]),
        "unduh": reverse("penugasan:surat_unduh", args=[surat.pk]),
    }


@pytest.mark.parametrize("peran", ["petugas", "penyetuju", "auditor"])
def test_the_office_and_the_auditor_read_every_letter(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert [klien.get(url).status_code for url in alamat.values()] == [200] * 6


def test_a_head_reads_the_orders_of_his_own_tree_only(
    alamat: dict[str, str], sk: Surat, masuk: Masuk, kepala_opd: Akun
) -> None:
    klien = masuk(kepala_opd)
    kode = {nama: klien.get(url).status_code for nama, url in alamat.items()}
    assert kode == {
        "daftar": 200,
        "sk": 404,
        "unduh_sk": 404,
        "zip": 403,
        "surat": 200,
        "unduh": 200,
    }
    isi = klien.get(alamat["daftar"]).content.decode()
    assert "Siti Contoh" in isi
    assert "Budi Misal" not in isi


@pytest.mark.parametrize("peran", ["kepala_opd_lain", "mantan_kepala", "petugas_lain"])
def test_to_others_a_letter_does_not_exist(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert klien.get(alamat["surat"]).status_code == 404
    assert klien.get(alamat["unduh"]).status_code == 404
    assert "Siti Contoh" not in klien.get(alamat["daftar"]).content.decode()


@pytest.mark.parametrize("peran", ["dinas_koperasi", "admin"])
def test_roles_without_letters_are_turned_away(
    peran: str, alamat: dict[str, str], masuk: Masuk, request: pytest.FixtureRequest
) -> None:
    klien = masuk(request.getfixturevalue(peran))
    assert {klien.get(url).status_code for url in alamat.values()} == {403}


def test_a_stranger_is_sent_to_the_login(alamat: dict[str, str], client: Client) -> None:
    assert {client.get(url).status_code for url in alamat.values()} == {302}


def test_the_download_is_the_issued_file_and_is_logged(
    sk: Surat, alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat["unduh_sk"])
    isi = b"".join(jawaban.streaming_content)  # type: ignore[attr-defined]
    sk.refresh_from_db()
    assert hashlib.sha256(isi).hexdigest() == sk.sha256
    assert jawaban["Content-Disposition"] == 'attachment; filename="SK-0001-2026.pdf"'
    assert jawaban["Content-Type"] == "application/pdf"
    assert "no-store" in jawaban["Cache-Control"]
    log = LogAkses.objects.get(jenis="unduh")
    assert (log.akun, log.jumlah, log.keterangan) == (petugas, 2, sk.nomor)


def test_the_zip_holds_the_decision_and_all_orders(
    alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    jawaban = masuk(petugas).get(alamat["zip"])
    arsip = zipfile.ZipFile(io.BytesIO(b"".join(jawaban.streaming_content)))  # type: ignore[attr-defined]
    assert arsip.namelist() == ["SK-0001-2026.pdf", "SPT-0001-2026.pdf", "SPT-0002-2026.pdf"]
    assert all(arsip.read(nama).startswith(b"%PDF") for nama in arsip.namelist())


def test_looking_at_a_letter_is_logged(alamat: dict[str, str], masuk: Masuk, petugas: Akun) -> None:
    masuk(petugas).get(alamat["sk"])
    assert LogAkses.objects.get(jenis="lihat").jumlah == 2


@pytest.mark.parametrize(
    ("tanya", "jumlah"),
    [
        ("cari=0002", 1),
        ("cari=Siti", 2),
        ("jenis=surat_tugas", 2),
        ("status=dicabut", 0),
        ("tahun=2026", 3),
        ("tahun=2025", 0),
        ("jenis=ngawur", 3),
    ],
)
def test_the_list_filters_by_what_the_address_says(
    tanya: str, jumlah: int, sk: Surat, masuk: Masuk, petugas: Akun
) -> None:
    isi = masuk(petugas).get(f"/surat/?{tanya}").content.decode()
    assert isi.count('<th scope="row">') == jumlah


def test_the_list_finds_by_nip_and_by_unit(
    sk: Surat, opd: Opd, masuk: Masuk, petugas: Akun
) -> None:
    nip = tugas(sk, "Siti Contoh").penugasan.get().pegawai.nip
    klien = masuk(petugas)
    terkelompok = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    for tanya in ({"cari": terkelompok}, {"opd": str(opd.pk)}):
        isi = klien.get("/surat/", tanya).content.decode()
        assert isi.count('<th scope="row">') == 2


def test_the_list_does_not_ask_more_of_the_database_for_more_letters(
    instansi: Instansi, masuk: Masuk, petugas: Akun, django_assert_max_num_queries: Any
) -> None:
    terbitkan([ditetapkan(instansi) for _ in range(12)])
    klien = masuk(petugas)
    with django_assert_max_num_queries(12):
        klien.get("/surat/")


def test_nothing_can_be_posted_to_the_letters_pages(
    alamat: dict[str, str], masuk: Masuk, petugas: Akun
) -> None:
    klien = masuk(petugas)
    assert {klien.post(url).status_code for url in alamat.values()} == {405}


# --- the public page ---------------------------------------------------------------------------


def publik(klien: Client, token: str) -> Any:
    return klien.get(reverse("penugasan:surat_verifikasi", args=[token]))


def test_anybody_can_see_that_a_letter_is_in_force(sk: Surat, client: Client) -> None:
    terbitkan_berkas(sk)
    jawaban = publik(client, sk.token)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert "Surat ini berlaku." in isi
    assert sk.nomor in isi
    assert "20 Februari 2026" in isi
    assert sk.sha256[:16] in isi
    assert "noindex" in jawaban["X-Robots-Tag"]


def test_names_are_masked_and_no_number_of_a_person_is_shown(sk: Surat, client: Client) -> None:
    for surat in Surat.objects.all():
        terbitkan_berkas(surat)
        isi = publik(client, surat.token).content.decode()
        assert "Siti" not in isi
        assert "Budi" not in isi
        assert not re.search(r"\d{8}", re.sub(r"<code>.*?</code>", "", isi))
        for orang in surat.penugasan.all():
            assert orang.pegawai.nip not in isi
    assert "S*** C***" in publik(client, tugas(sk, "Siti Contoh").token).content.decode()


def test_a_replaced_letter_names_the_number_of_the_new_one(
    sk: Surat, penyetuju: Akun, client: Client
) -> None:
    baru = ganti(sk, penyetuju)
    isi = publik(client, sk.token).content.decode()
    assert "sudah diganti" in isi
    assert baru.nomor in isi


def test_a_revoked_letter_says_so(sk: Surat, penyetuju: Akun, client: Client) -> None:
    surat = tugas(sk, "Siti Contoh")
    cabut(surat.penugasan.get(), penyetuju)
    assert "sudah dicabut" in publik(client, surat.token).content.decode()


@pytest.mark.parametrize("token", ["x", "A" * 22, "A" * 300, "%27", "é" * 22])
def test_an_unknown_code_is_a_404_in_the_same_look(db: None, token: str, client: Client) -> None:
    jawaban = publik(client, token)
    assert jawaban.status_code == 404
    assert "Tidak ada surat dengan kode ini." in jawaban.content.decode()


def test_guessing_is_slowed_down(db: None, client: Client) -> None:
    kode = [publik(client, f"{n:022d}").status_code for n in range(62)]
    assert kode[:60] == [404] * 60
    assert kode[-1] == 429
    assert publik(client, "x")["Retry-After"] == "60"


def test_behind_the_proxy_each_visitor_is_counted_apart(
    db: None, client: Client, settings: Any
) -> None:
    settings.PRODUKSI = True
    for n in range(70):
        alamat = reverse("penugasan:surat_verifikasi", args=["x"])
        jawaban = client.get(alamat, headers={"x-forwarded-for": f"palsu, 10.0.0.{n}"})
        assert jawaban.status_code == 404
