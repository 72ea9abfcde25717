"""Files that prove themselves, and say what was decided."""

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from inti.errors import DomainError
from inti.models import Instansi, Pekerjaan
from penugasan.models import Surat
from penugasan.services.surat import (
    baca_berkas,
    terbitkan_berkas,
)
from tests.inti.factories import WilayahFactory
from tests.pegawai.factories import KontrakFactory, PegawaiFactory
from tests.penugasan.pdf import gambar, teks
from tests.penugasan.surat.bantu import ditetapkan, terbitkan, tugas


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


def test_two_who_print_a_letter_at_once_do_not_disturb_a_third_who_reads_it(
    sk: Surat, monkeypatch: pytest.MonkeyPatch
) -> None:
    lambat, cepat = Surat.objects.get(pk=sk.pk), Surat.objects.get(pk=sk.pk)
    terbitkan_berkas(cepat)
    ganti, dibaca = Path.replace, []

    def selagi(berkas: Path, jadi: Path) -> Path:
        dibaca.append(baca_berkas(cepat))  # the slow one is about to store what it printed
        hasil = ganti(berkas, jadi)
        dibaca.append(baca_berkas(cepat))
        return hasil

    monkeypatch.setattr(Path, "replace", selagi)
    terbitkan_berkas(lambat)
    assert dibaca == [baca_berkas(lambat)] * 2
    berkas = Path(default_storage.path(str(lambat.berkas)))
    assert list(berkas.parent.glob(f"{berkas.stem}*")) == [berkas]
    assert list(berkas.parent.glob(".*")) == []


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
