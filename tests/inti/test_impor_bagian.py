"""Deciding before applying: hand-made corrections, rows and columns left out, unknown names."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import BarisImpor, Impor, Instansi, Padanan, PetaKolom, Sumber, Wilayah
from inti.waktu import hari_ini
from pegawai.models import Opd, Pegawai
from tests.inti.buku import buku, tabel
from tests.inti.halaman_impor import Kerjakan, Unggah, ekspor, rincian, terapkan, unggahan
from tests.inti.test_impor_urungkan import ubah_dengan_tangan
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn, lembar_survei
from tests.pegawai.factories import PegawaiFactory

Kirim = Callable[..., Any]


def alamat(nama: str, impor: Impor) -> str:
    return reverse(f"inti:impor_{nama}", args=[impor.pk])


def sama(orang: Pegawai, **ubah: Any) -> dict[str, Any]:
    """Return a row that says what is on record, but for ``ubah``."""
    dasar = {
        "NIP_BARU": orang.nip,
        "NAMA": orang.nama,
        "PNS_ID": None,
        "TANGGAL_LAHIR": None,
        "JABATAN_NAMA": orang.jabatan,
    }
    return baris_siasn(**(dasar | ubah))


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI ADA", jabatan="Arsiparis")


def test_a_correction_by_hand_is_kept_and_the_conflict_is_shown(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    ubah_dengan_tangan(orang, jabatan="Bendahara")
    impor = unggah(unggahan(ekspor(sama(orang, JABATAN_NAMA="Operator"))))
    isi = klien.get(rincian(impor)).content.decode()
    assert "Isian petugas" in isi
    assert "“Bendahara” dipertahankan" in isi
    assert "Pakai isi berkas: Jabatan" in isi
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert orang.jabatan == "Bendahara"


def test_the_officer_may_take_the_word_of_the_file(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    ubah_dengan_tangan(orang, jabatan="Bendahara")
    impor = unggah(unggahan(ekspor(sama(orang, JABATAN_NAMA="Operator"))))
    baris = BarisImpor.objects.get(impor=impor)
    klien.post(reverse("inti:impor_putuskan", args=[baris.pk]), {"pilihan": "berkas:jabatan"})
    baris.refresh_from_db()
    assert baris.beda["jabatan"] == ["Bendahara", "Operator"]
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert orang.jabatan == "Operator"


def test_the_word_of_the_file_for_a_legal_standing_takes_its_id_along(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    PegawaiFactory.create(
        instansi=orang.instansi, kedudukan_hukum="Pensiun", kedudukan_hukum_id="99"
    )
    ubah_dengan_tangan(orang, kedudukan_hukum="Pensiun")
    satu = sama(orang, KEDUDUKAN_HUKUM_ID="01", KEDUDUKAN_HUKUM_NAMA="Aktif")
    impor = unggah(unggahan(ekspor(satu)))
    assert "Pakai isi berkas: Kedudukan hukum" in klien.get(rincian(impor)).content.decode()
    baris = BarisImpor.objects.get(impor=impor)
    pilihan = {"pilihan": "berkas:kedudukan_hukum"}
    klien.post(reverse("inti:impor_putuskan", args=[baris.pk]), pilihan)
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert (orang.kedudukan_hukum, orang.kedudukan_hukum_id) == ("Aktif", "01")


def test_a_row_that_is_left_out_is_not_written(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(NAMA="UJI IKUT"), baris_siasn(NAMA="UJI LEWAT"))))
    baris = BarisImpor.objects.get(judul="UJI LEWAT")
    klien.post(alamat("ikutkan", impor), {"baris": baris.pk, "ikut": "0"})
    assert "Terapkan 1 baris" in klien.get(rincian(impor)).content.decode()
    terapkan(klien, impor, kerjakan)
    assert Pegawai.objects.filter(nama="UJI IKUT").exists()
    assert not Pegawai.objects.filter(nama="UJI LEWAT").exists()


def test_all_rows_of_a_filter_are_left_out_and_taken_along_again(
    klien: Client, unggah: Unggah, orang: Pegawai
) -> None:
    isi = ekspor(baris_siasn(), baris_siasn(), sama(orang, JABATAN_NAMA="Operator"))
    impor = unggah(unggahan(isi))
    jawab = klien.post(f"{alamat('ikutkan', impor)}?status=baru", {"ikut": "0"})
    assert jawab.headers["Location"].endswith("?status=baru#baris")
    dilewati = BarisImpor.objects.filter(impor=impor, ikut=False)
    assert set(dilewati.values_list("status", flat=True)) == {"baru"}
    impor.refresh_from_db()
    assert impor.ringkasan["dilewati"] == 2
    klien.post(alamat("ikutkan", impor), {"ikut": "1"})
    assert not dilewati.exists()


def test_a_column_that_is_left_out_stays_as_it_was(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    satu = sama(orang, JABATAN_NAMA="Operator", GOL_AKHIR_NAMA="XII")
    impor = unggah(unggahan(ekspor(satu)))
    ubahan = [k for k in impor.ringkasan["ubahan"] if k != "jabatan"]
    klien.post(alamat("kolom", impor), {"kolom": ubahan})
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert (orang.jabatan, orang.golongan) == ("Arsiparis", "XII")


def test_an_unknown_unit_is_said_once_and_remembered(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, opd: Opd
) -> None:
    asing = {"UNOR_ID": None, "UNOR_NAMA": "Dinkes Kota"}
    isi = ekspor(baris_siasn(**asing), baris_siasn(**asing))
    impor = unggah(unggahan(isi))
    assert impor.ringkasan["ditolak"] == 2
    assert "Dinkes Kota" in klien.get(rincian(impor)).content.decode()
    klien.post(
        alamat("padankan", impor), {"jenis": "opd", "teks-0": "Dinkes Kota", "tujuan-0": opd.kode}
    )
    impor.refresh_from_db()
    assert (impor.ringkasan["ditolak"], impor.ringkasan["baru"]) == (0, 2)
    assert impor.ringkasan["asing"] == {}
    terapkan(klien, impor, kerjakan)
    assert set(Pegawai.objects.values_list("opd", flat=True)) == {opd.pk}
    assert Padanan.objects.get().tujuan == opd.kode
    lagi = unggah(unggahan(ekspor(baris_siasn(**asing))))
    assert lagi.pk == impor.pk
    assert Impor.objects.latest("pk").ringkasan["baru"] == 1, "the next file is understood at once"


def test_a_name_for_a_unit_of_nobody_is_refused(klien: Client, unggah: Unggah, opd: Opd) -> None:
    impor = unggah(unggahan(ekspor(baris_siasn(UNOR_ID=None, UNOR_NAMA="Entah"))))
    isian = {"jenis": "opd", "teks-0": "Entah", "tujuan-0": "TIDAK-ADA"}
    assert klien.post(alamat("padankan", impor), isian).status_code == 409
    assert not Padanan.objects.exists()


def test_an_old_kelurahan_is_offered_and_never_assumed(
    klien: Client, unggah: Unggah, instansi: Instansi, orang: Pegawai
) -> None:
    kota = Wilayah.objects.create(kode="33.75", nama="Kota Pekalongan", jenis="kota")
    instansi.wilayah = kota
    instansi.save()
    baru = Wilayah.objects.create(
        kode="33.75.02.1012", nama="Noyontaansari", jenis="kelurahan", nama_lama=["Landungsari"]
    )
    isi = {"NIP": orang.nip, "NAMA": orang.nama, "KELURAHAN DOMISILI": "Landungsari"}
    impor = unggah(unggahan(buku({"A": lembar_survei("DINAS KESEHATAN", [isi])}), "survei.xlsx"))
    baris = BarisImpor.objects.get(impor=impor)
    assert baris.data["domisili"]["kode"] is None
    assert [t["kode"] for t in baris.temuan] == ["domisili_mirip"]
    assert "Noyontaansari" in klien.get(rincian(impor)).content.decode()
    klien.post(
        alamat("padankan", impor),
        {"jenis": "wilayah", "teks-0": "Landungsari", "tujuan-0": baru.kode},
    )
    baris.refresh_from_db()
    assert baris.data["domisili"]["kode"] == baru.kode
    assert not baris.temuan


def test_a_ruined_nip_is_matched_by_name_and_birth_date_and_accepted_by_a_person(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai
) -> None:
    rusak = float(orang.nip[:15] + "000")
    lahir = f"{orang.lahir:%d-%m-%Y}"
    isi = sama(orang, NIP_BARU=rusak, TANGGAL_LAHIR=lahir, JABATAN_NAMA="Operator")
    impor = unggah(unggahan(ekspor(isi)))
    baris = BarisImpor.objects.get(impor=impor)
    assert (baris.status, baris.kunci) == ("ditolak", "")
    halaman = klien.get(rincian(impor)).content.decode()
    assert f"Pakai NIP {orang.nip[:8]}******" in halaman
    assert orang.nip not in halaman.split("<form")[0]
    klien.post(reverse("inti:impor_putuskan", args=[baris.pk]), {"pilihan": f"nip:{orang.nip}"})
    baris.refresh_from_db()
    assert (baris.status, baris.kunci) == ("berubah", orang.nip)
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert orang.jabatan == "Operator"


def test_a_ruined_nip_of_two_people_of_one_name_and_day_is_offered_to_nobody(
    klien: Client, unggah: Unggah, instansi: Instansi, orang: Pegawai
) -> None:
    kembar = orang.nip[:15] + f"{int(orang.nip[15:]) % 999 + 1:03d}"
    PegawaiFactory.create(instansi=instansi, nip=kembar, nama=orang.nama, lahir=orang.lahir)
    isi = sama(
        orang, NIP_BARU=float(orang.nip[:15] + "000"), TANGGAL_LAHIR=f"{orang.lahir:%d-%m-%Y}"
    )
    impor = unggah(unggahan(ekspor(isi)))
    assert "_saran_nip" not in BarisImpor.objects.get(impor=impor).data


def test_an_unknown_heading_is_mapped_by_hand_and_remembered(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, opd: Opd
) -> None:
    kolom = ["Nomor Pokok" if k == "NIP BARU" else k for k in KOLOM_SIASN]
    satu = baris_siasn()
    isi = buku({"Data": tabel(kolom, [satu | {"Nomor Pokok": satu["NIP BARU"]}])})
    impor = unggah(unggahan(isi))
    assert impor.status == Impor.Status.DITOLAK
    halaman = klien.get(rincian(impor)).content.decode()
    assert "Nomor Pokok" in halaman
    klien.post(
        alamat("petakan", impor), {"jenis": "siasn", "judul-0": "Nomor Pokok", "kolom-0": "nip"}
    )
    kerjakan()
    impor.refresh_from_db()
    assert (impor.status, impor.ringkasan["baru"]) == (Impor.Status.SIAP, 1)
    assert PetaKolom.objects.get().kolom == "nip"
    unggah(unggahan(isi, "bulan-depan.xlsx"))
    assert Impor.objects.latest("pk").ringkasan["baru"] == 1


def test_who_is_missing_from_the_file_is_listed_and_left_alone(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, orang: Pegawai, opd_lain: Opd
) -> None:
    PegawaiFactory.create(instansi=orang.instansi, opd=opd_lain, nama="UJI UNIT LAIN")
    impor = unggah(unggahan(ekspor(baris_siasn())))
    assert impor.ringkasan["hilang"] == 1
    halaman = klien.get(alamat("hilang", impor)).content.decode()
    assert "UJI ADA" in halaman
    assert "UJI UNIT LAIN" not in halaman, "the file does not speak of that unit"
    terapkan(klien, impor, kerjakan)
    orang.refresh_from_db()
    assert orang.aktif


def test_the_very_same_file_is_recognised(
    klien: Client, unggah: Unggah, kerjakan: Kerjakan, opd: Opd
) -> None:
    isi = ekspor(baris_siasn())
    terapkan(klien, unggah(unggahan(isi)), kerjakan)
    kerjakan()
    unggah(unggahan(isi, "data final(2).xlsx"))
    impor = Impor.objects.latest("pk")
    halaman = klien.get(rincian(impor)).content.decode()
    assert "Berkas yang sama persis sudah diterapkan" in halaman
    assert "Tidak ada yang berubah" in halaman


def test_the_old_value_is_shown_with_its_source(
    klien: Client, unggah: Unggah, orang: Pegawai
) -> None:
    sumber = Sumber.objects.create(
        instansi=orang.instansi, jenis="berkas", keterangan="Ekspor Maret", tanggal=hari_ini()
    )
    orang.sumber = {"jabatan": sumber.pk}
    orang.save()
    impor = unggah(unggahan(ekspor(sama(orang, JABATAN_NAMA="Operator"))))
    assert "Sebelumnya dari Ekspor Maret" in klien.get(rincian(impor)).content.decode()
