"""An agency words its letters itself: checked at saving, version by version, a second person."""

import dataclasses
from typing import Any

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.models import Periode, Surat, TemplatSurat
from penugasan.rules.surat import JENIS, periksa_teks
from penugasan.services import surat_templat as layanan
from penugasan.services.surat import baca_berkas
from tests.pegawai.factories import AkunFactory
from tests.penugasan.factories import PeriodeFactory
from tests.penugasan.pdf import teks
from tests.penugasan.surat.bantu import TANGGAL, Masuk, ditetapkan, terbitkan

pytestmark = pytest.mark.django_db


@pytest.fixture
def periode(instansi: Instansi) -> Periode:
    return PeriodeFactory.create(instansi=instansi)


def simpan(periode: Periode, aktor: Akun, jenis: str = "spmt", **ubah: Any) -> TemplatSurat:
    isi = layanan.teks_kini(periode, jenis) | ubah
    return layanan.simpan(
        periode=periode, jenis=jenis, isi=isi, alasan="Uji", aktor=aktor, pada=sekarang()
    )


@pytest.mark.parametrize(
    ("bagian", "isi", "pesan"),
    [
        ("pembuka", ["Baik.", "Kepada {namaa}"], "Pembuka baris 2: isian {namaa} tidak dikenal."),
        ("pembuka", ["Kepada {NAMA}"], "Maksudnya {nama}?"),
        ("penutup", ["{0.__class__}"], "Penutup baris 1: isian {0.__class__} tidak dikenal."),
        ("pembuka", ["Kurung { saja"], "isian { tidak dikenal"),
        ("pembuka", [], "Pembuka wajib diisi."),
        ("nama", "SPMT {jumlah}", "Nama surat: isian {jumlah} tidak dikenal."),
        ("pola_nomor", "{klasifikasi}/{nama}/{urut}/{tahun}", "Pola nomor: isian {nama}"),
        ("pola_nomor", "{klasifikasi}/{urut}", "harus memuat {urut} dan {tahun}"),
        ("pembuka", ["x" * 2001], "lebih panjang dari 2000 huruf"),
        ("penutup", ["x"] * 61, "paling banyak 60 baris"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused_with_its_place(
    bagian: str, isi: Any, pesan: str, periode: Periode, petugas: Akun
) -> None:
    with pytest.raises(layanan.TeksSalah) as galat:
        simpan(periode, petugas, **{bagian: isi})
    assert pesan in galat.value.pesan
    assert not TemplatSurat.objects.exists()


def test_a_placeholder_belongs_to_its_kind() -> None:
    isi = {"pembuka": ["Oleh {nama_baru}"], "nama": "X"}
    salah = {satu.pesan for satu in periksa_teks(JENIS["spmt"], isi)}
    assert any("{nama_baru}" in satu for satu in salah)


def test_other_letters_use_changed_words_at_once(periode: Periode, petugas: Akun) -> None:
    templat = simpan(periode, petugas, pembuka=["Dengan ini {badan} menyatakan:"])
    assert (templat.nomor, templat.status) == (1, TemplatSurat.Status.BERLAKU)
    kedua = simpan(periode, petugas, pembuka=["Lain lagi:"])
    templat.refresh_from_db()
    assert (kedua.nomor, templat.status) == (2, TemplatSurat.Status.PENSIUN)
    assert JejakAudit.objects.filter(aksi="templat.simpan").count() == 2


def test_a_decision_takes_its_new_words_from_the_second_person(
    periode: Periode, petugas: Akun, penyetuju: Akun, instansi: Instansi
) -> None:
    baru = "Menugaskan {jumlah} orang dengan kata baru."
    templat = simpan(periode, petugas, "sk", diktum=[baru, "Berlaku pada tanggal {berlaku}."])
    assert templat.status == TemplatSurat.Status.DRAF
    lama = terbitkan([ditetapkan(instansi)])
    assert "kata baru" not in lama.isi["diktum"][0]
    with pytest.raises(TidakBerhak):
        layanan.pakai(templat=templat, aktor=petugas, pada=sekarang())
    layanan.pakai(templat=templat, aktor=penyetuju, pada=sekarang())
    sk = terbitkan([ditetapkan(instansi)])
    assert sk.isi["diktum"][0] == "Menugaskan 1 orang dengan kata baru."
    assert (lama.templat, sk.templat) == (None, 1)


def test_a_letter_keeps_the_words_it_was_issued_with(
    periode: Periode, petugas: Akun, penyetuju: Akun, instansi: Instansi
) -> None:
    sk = terbitkan([ditetapkan(instansi)])
    templat = simpan(periode, petugas, "sk", tentang="Hal yang lain sama sekali")
    layanan.pakai(templat=templat, aktor=penyetuju, pada=sekarang())
    assert "Hal yang lain" not in teks(baca_berkas(Surat.objects.get(pk=sk.pk)))


def test_one_draft_waits_at_a_time_and_can_be_refused_with_a_reason(
    periode: Periode, petugas: Akun, penyetuju: Akun
) -> None:
    templat = simpan(periode, petugas, "sk", tentang="A")
    with pytest.raises(SudahDiproses, match="menunggu orang kedua"):
        simpan(periode, petugas, "sk", tentang="B")
    with pytest.raises(DomainError, match="Tulis alasannya"):
        layanan.tolak(templat=templat, catatan=" ", aktor=penyetuju, pada=sekarang())
    layanan.tolak(templat=templat, catatan="Kurang tepat", aktor=penyetuju, pada=sekarang())
    assert simpan(periode, petugas, "sk", tentang="B").nomor == 2


def test_who_worded_it_cannot_approve_it(periode: Periode, petugas: Akun) -> None:
    templat = simpan(periode, petugas, "sk", tentang="A")
    TemplatSurat.objects.filter(pk=templat.pk).update(
        dibuat_oleh=(sendiri := AkunFactory.create(peran="penyetuju", instansi=periode.instansi))
    )
    templat.refresh_from_db()
    with pytest.raises(TidakBerhak):
        layanan.pakai(templat=templat, aktor=sendiri, pada=sekarang())


def test_nothing_changed_is_no_version(periode: Periode, petugas: Akun) -> None:
    with pytest.raises(DomainError, match="Tidak ada yang berubah"):
        simpan(periode, petugas)


def test_two_kinds_cannot_number_alike(periode: Periode, petugas: Akun) -> None:
    sama = layanan.teks_kini(periode, "surat_tugas")
    with pytest.raises(DomainError, match="harus berbeda"):
        simpan(periode, petugas, klasifikasi=sama["klasifikasi"], pola_nomor=sama["pola_nomor"])


def test_a_pattern_that_another_kind_took_meanwhile_is_not_approved(
    periode: Periode, petugas: Akun, penyetuju: Akun
) -> None:
    pola = {"klasifikasi": "800.1", "pola_nomor": "{klasifikasi}/{urut}/UJI/{tahun}"}
    draf = simpan(periode, petugas, "sk", **pola)
    simpan(periode, petugas, "spmt", **pola)
    with pytest.raises(DomainError, match="harus berbeda"):
        layanan.pakai(templat=draf, aktor=penyetuju, pada=sekarang())
    draf.refresh_from_db()
    assert draf.status == TemplatSurat.Status.DRAF


@pytest.mark.parametrize("jenis", sorted(JENIS))
def test_the_preview_prints_every_kind_and_says_that_it_is_none(
    jenis: str, periode: Periode
) -> None:
    isi = layanan.teks_kini(periode, jenis)
    pdf = layanan.pratinjau(periode=periode, jenis=jenis, isi=isi, tanggal=TANGGAL)
    assert "PRATINJAU - BUKAN SURAT" in teks(pdf)
    assert not Surat.objects.exists()


def test_hostile_words_are_printed_as_they_stand(periode: Periode) -> None:
    jahat = '#eval("1") <script> & ]] \\ $x$'
    isi = layanan.teks_kini(periode, "spmt") | {"pembuka": [jahat]}
    pdf = layanan.pratinjau(periode=periode, jenis="spmt", isi=isi, tanggal=TANGGAL)
    assert '#eval("1") <script> &' in teks(pdf)


# --- the editor -----------------------------------------------------------------------------------


def isian(klien: Any, jenis: str) -> tuple[str, dict[str, Any]]:
    alamat = reverse("penugasan:surat_templat_sunting", args=[jenis])
    form = klien.get(alamat).context["form"]
    return alamat, {m.html_name: m.value() or "" for m in form}


def test_the_editor_names_the_unknown_placeholder_beside_its_field(
    periode: Periode, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    alamat, isi = isian(klien, "spmt")
    jawaban = klien.post(alamat, isi | {"pembuka": "Satu\nDua {salah}", "alasan": "Uji"})
    assert jawaban.status_code == 200
    assert jawaban.context["form"].errors["pembuka"] == [
        "Pembuka baris 2: isian {salah} tidak dikenal."
    ]


def test_the_editor_previews_without_keeping_and_saves_with_a_reason(
    periode: Periode, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    alamat, isi = isian(klien, "spmt")
    isi |= {"pembuka": "Satu\n\n  Dua  ", "alasan": "Edaran 1"}
    contoh = klien.post(alamat, isi | {"tindak": "pratinjau"})
    assert contoh["Content-Type"] == "application/pdf"
    assert not TemplatSurat.objects.exists()
    jawaban = klien.post(alamat, isi | {"tindak": "simpan"}, follow=True)
    assert "disimpan dan dipakai" in jawaban.content.decode()
    assert TemplatSurat.objects.get().isi["pembuka"] == ["Satu", "Dua"]


def test_others_read_the_words_and_change_none(
    periode: Periode, penyetuju: Akun, masuk: Masuk
) -> None:
    klien = masuk(penyetuju)
    alamat, isi = isian(klien, "spmt")
    assert klien.post(alamat, isi | {"nama": "X", "alasan": "Uji"}).status_code == 409
    assert not TemplatSurat.objects.exists()


def test_the_page_of_a_version_shows_what_changed(
    periode: Periode, petugas: Akun, masuk: Masuk
) -> None:
    templat = simpan(periode, petugas, "sk", tentang="Perihal yang baru")
    alamat = reverse("penugasan:surat_templat_rincian", args=["sk", templat.nomor])
    halaman = masuk(petugas).get(alamat).content.decode()
    assert "Perihal yang baru" in halaman
    assert "Sebelumnya:" in halaman


def test_the_words_of_one_agency_are_not_those_of_another(
    periode: Periode, petugas: Akun, instansi_lain: Instansi
) -> None:
    simpan(periode, petugas, nama="Milik kita")
    lain = PeriodeFactory.create(instansi=instansi_lain)
    assert layanan.teks_kini(lain, "spmt")["nama"] != "Milik kita"


def test_the_kinds_stay_what_they_are() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        JENIS["spmt"].kode = "x"  # type: ignore[misc]
