"""Decisions and revocations wait for a second person; a letter may take effect later."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.models import Instansi, JejakAudit
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun
from penugasan.forms.penetapan import BATCH_MAKS
from penugasan.models import AjuanSurat, Pemberitahuan, Penugasan, Surat
from penugasan.queries.surat_sumber import calon_surat
from penugasan.services import pemberitahuan, penetapan, surat_ajuan as layanan
from penugasan.services.surat import baca_berkas
from penugasan.services.surat_nomor import NomorManual
from penugasan.services.surat_terbit import Permintaan, terbitkan
from tests.penugasan.factories import PenugasanFactory, ganti_versi
from tests.penugasan.pdf import teks
from tests.penugasan.surat.bantu import TANGGAL, Masuk, ditetapkan, terbitkan as tetapkan_sk

pytestmark = pytest.mark.django_db


@pytest.fixture
def berakhir(sk: Surat) -> Penugasan:
    """Somebody whose posting ended by the calendar."""
    penugasan = sk.penugasan.order_by("pk")[0]
    Penugasan.objects.filter(pk=penugasan.pk).update(
        status=Penugasan.Status.SELESAI,
        tiba=dt.date(2026, 3, 2),
        diakhiri=dt.date(2026, 6, 30),
        sebab_diakhiri="kontrak berakhir",
    )
    penugasan.refresh_from_db()
    return penugasan


def ajukan(aktor: Akun, **lain: Any) -> AjuanSurat:
    (calon,) = calon_surat("sk_pengakhiran", aktor)
    permintaan = Permintaan("sk_pengakhiran", (calon.kunci,), TANGGAL, **lain)
    return layanan.ajukan_terbit(
        permintaan=permintaan, alasan="Habis masa", aktor=aktor, pada=sekarang()
    )


def minta_cabut(surat: Surat, aktor: Akun) -> AjuanSurat:
    return layanan.ajukan_cabut(surat=surat, alasan="Salah isi", aktor=aktor, pada=sekarang())


def pengantar(aktor: Akun) -> Surat:
    (calon,) = calon_surat("pengantar_bkn", aktor)
    permintaan = Permintaan("pengantar_bkn", (calon.kunci,), TANGGAL)
    return terbitkan(permintaan=permintaan, aktor=aktor, pada=sekarang())[0]


def test_a_decision_has_no_number_before_the_second_person_agrees(
    berakhir: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    ajuan = ajukan(petugas)
    assert not Surat.objects.filter(jenis="sk_pengakhiran").exists()
    (surat,) = layanan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    assert surat.nomor == "800.1.11.1/0001/PENGAKHIRAN TAHUN 2026"
    assert "30 Juni 2026" in teks(baca_berkas(surat))


def test_the_officer_alone_issues_no_decision(berakhir: Penugasan, petugas: Akun) -> None:
    (calon,) = calon_surat("sk_pengakhiran", petugas)
    permintaan = Permintaan("sk_pengakhiran", (calon.kunci,), TANGGAL)
    with pytest.raises(DomainError, match="orang kedua"):
        terbitkan(permintaan=permintaan, aktor=petugas, pada=sekarang())
    with pytest.raises(TidakBerhak):
        layanan.setujui(ajuan=ajukan(petugas), aktor=petugas, pada=sekarang())


def test_asked_twice_waits_once(berakhir: Penugasan, petugas: Akun) -> None:
    ajukan(petugas)
    with pytest.raises(SudahDiproses, match="sudah diajukan"):
        ajukan(petugas)


def test_refused_or_taken_back_it_can_be_asked_again(
    berakhir: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    with pytest.raises(DomainError, match="Tulis alasannya"):
        layanan.tolak(ajuan=ajukan(petugas), catatan="", aktor=penyetuju, pada=sekarang())
    ajuan = AjuanSurat.objects.get()
    layanan.tolak(ajuan=ajuan, catatan="Belum", aktor=penyetuju, pada=sekarang())
    layanan.tarik(ajuan=ajukan(petugas), aktor=petugas, pada=sekarang())
    with pytest.raises(SudahDiproses):
        layanan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    assert layanan.setujui(ajuan=ajukan(petugas), aktor=penyetuju, pada=sekarang())


def test_what_was_asked_is_what_is_done(
    berakhir: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    ajuan = ajukan(
        petugas,
        berlaku_mulai=TANGGAL + dt.timedelta(days=9),
        nomor=NomorManual("SKP/7/2026", "Buku lama"),
    )
    (surat,) = layanan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    assert (surat.nomor, surat.alasan_nomor) == ("SKP/7/2026", "Buku lama")
    assert surat.berlaku_mulai == dt.date(2026, 3, 1)
    assert "mulai berlaku pada tanggal 1 Maret 2026" in surat.isi["diktum"][2]


def test_a_letter_is_revoked_by_the_second_person_and_its_number_is_not_used_again(
    sk: Surat, petugas: Akun, penyetuju: Akun, client: Any
) -> None:
    surat = pengantar(petugas)
    ajuan = minta_cabut(surat, petugas)
    surat.refresh_from_db()
    assert surat.status == Surat.Status.BERLAKU
    layanan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    surat.refresh_from_db()
    assert (surat.status, surat.alasan_akhir) == (Surat.Status.DICABUT, "Salah isi")
    assert JejakAudit.objects.get(aksi="surat.cabut").pesan == "Salah isi"
    assert pengantar(petugas).urut == 2
    umum = client.get(reverse("penugasan:surat_verifikasi", args=[surat.token]))
    assert "sudah dicabut" in umum.content.decode()
    assert "Salah isi" not in umum.content.decode()


def test_revoking_is_asked_once_and_with_a_reason(sk: Surat, petugas: Akun) -> None:
    surat = pengantar(petugas)
    with pytest.raises(DomainError, match="alasan pencabutan"):
        layanan.ajukan_cabut(surat=surat, alasan=" ", aktor=petugas, pada=sekarang())
    minta_cabut(surat, petugas)
    with pytest.raises(SudahDiproses, match="sudah diajukan"):
        minta_cabut(surat, petugas)


def test_a_letter_revoked_meanwhile_is_not_asked_about_again(
    sk: Surat, petugas: Akun, penyetuju: Akun
) -> None:
    surat = pengantar(petugas)
    salinan = Surat.objects.get(pk=surat.pk)
    layanan.setujui(ajuan=minta_cabut(surat, petugas), aktor=penyetuju, pada=sekarang())
    with pytest.raises(SudahDiproses, match="sudah dicabut"):
        minta_cabut(salinan, petugas)


def test_the_letters_of_a_posting_that_stands_end_with_it_only(sk: Surat, petugas: Akun) -> None:
    for surat in (sk, *sk.anak_set.all()):
        with pytest.raises(DomainError, match="penugasan yang berjalan"):
            minta_cabut(surat, petugas)


def test_the_second_person_is_told_and_so_is_who_asked(
    berakhir: Penugasan, petugas: Akun, penyetuju: Akun
) -> None:
    ajuan = ajukan(petugas)
    pemberitahuan.sapu(pada=sekarang())
    url = reverse("penugasan:surat_ajuan_rincian", args=[ajuan.pk])
    assert Pemberitahuan.objects.get(akun=penyetuju).url == url
    layanan.setujui(ajuan=ajuan, aktor=penyetuju, pada=sekarang())
    pemberitahuan.sapu(pada=sekarang())
    assert "disetujui" in Pemberitahuan.objects.get(akun=petugas, url=url).judul


# --- a later day of effect ------------------------------------------------------------------------


def test_an_order_holds_from_the_first_day_of_work(instansi: Instansi, client: Any) -> None:
    nanti = hari_ini() + dt.timedelta(days=20)
    sk = tetapkan_sk([ditetapkan(instansi, mulai=nanti)], tanggal=hari_ini())
    surat = sk.anak_set.get()
    assert (surat.berlaku_mulai, surat.keadaan, surat.status) == (nanti, "belum", "berlaku")
    halaman = client.get(reverse("penugasan:surat_verifikasi", args=[surat.token]))
    assert "belum berlaku" in halaman.content.decode()


def test_it_takes_effect_on_its_day_by_itself(instansi: Instansi) -> None:
    sk = tetapkan_sk([ditetapkan(instansi, mulai=hari_ini())], tanggal=TANGGAL)
    assert sk.anak_set.get().keadaan == "berlaku"


def _menunggu(instansi: Instansi, petugas: Akun) -> Penugasan:
    penugasan: Penugasan = PenugasanFactory.create(
        instansi=instansi, disetujui_opd=True, dibuat_oleh=petugas, tugas_lengkap_pada=sekarang()
    )
    return penugasan


def test_a_decision_says_its_later_day(instansi: Instansi, petugas: Akun, penyetuju: Akun) -> None:
    sk = penetapan.tetapkan(
        penugasan=[_menunggu(instansi, petugas)],
        tanggal=dt.date(2026, 2, 20),
        berlaku_mulai=dt.date(2026, 2, 27),
        nomor=NomorManual("188/45 TAHUN 2026", "Nomor dari Bagian Hukum"),
        aktor=penyetuju,
        pada=sekarang(),
    )
    assert (sk.berlaku_mulai, sk.nomor) == (dt.date(2026, 2, 27), "188/45 TAHUN 2026")
    assert sk.isi["diktum"][-1] == "Keputusan ini mulai berlaku pada tanggal 27 Februari 2026."


def test_a_decision_cannot_take_effect_after_the_first_day_of_work(
    instansi: Instansi, petugas: Akun, penyetuju: Akun
) -> None:
    satu = _menunggu(instansi, petugas)
    with pytest.raises(DomainError, match="hari pertama tugas"):
        penetapan.tetapkan(
            penugasan=[satu],
            tanggal=dt.date(2026, 2, 20),
            berlaku_mulai=satu.mulai + dt.timedelta(days=1),
            aktor=penyetuju,
            pada=sekarang(),
        )
    satu.refresh_from_db()
    assert satu.status == Penugasan.Status.DISETUJUI_OPD


def test_words_without_a_place_for_the_day_are_not_issued_with_one(
    instansi: Instansi, petugas: Akun, penyetuju: Akun
) -> None:
    satu = _menunggu(instansi, petugas)

    def lama(isi: dict[str, Any]) -> None:
        isi["surat"]["sk"]["diktum"][-1] = "Keputusan ini mulai berlaku pada tanggal ditetapkan."

    ganti_versi(satu.versi, lama)
    with pytest.raises(DomainError, match="tidak menyebut tanggal berlaku"):
        penetapan.tetapkan(
            penugasan=[satu],
            tanggal=dt.date(2026, 2, 20),
            berlaku_mulai=dt.date(2026, 2, 27),
            aktor=penyetuju,
            pada=sekarang(),
        )


# --- the pages ------------------------------------------------------------------------------------


def test_the_whole_way_over_the_pages(
    berakhir: Penugasan, petugas: Akun, penyetuju: Akun, masuk: Masuk
) -> None:
    klien = masuk(petugas)
    alamat = reverse("penugasan:surat_terbit", args=["sk_pengakhiran"])
    kunci = klien.get(alamat).context["calon"][0].kunci
    isi = {"pilih": [kunci], "tanggal": hari_ini().isoformat(), "alasan": "Masa habis"}
    assert klien.post(alamat, isi, follow=True).status_code == 200
    ajuan = AjuanSurat.objects.get()
    rincian = masuk(penyetuju).get(reverse("penugasan:surat_ajuan_rincian", args=[ajuan.pk]))
    halaman = rincian.content.decode()
    assert "Putusan orang kedua" in halaman
    assert berakhir.pegawai.nama_lengkap in halaman


@pytest.mark.parametrize(
    ("ubah", "medan"),
    [
        ({"tanggal": "1990-01-01"}, "tanggal"),
        ({"nomor_manual": "7"}, "alasan_nomor"),
        ({"berlaku_mulai": "2020-01-01"}, "berlaku_mulai"),
    ],
)
def test_the_form_refuses_what_nobody_means(
    ubah: dict[str, str], medan: str, sk: Surat, petugas: Akun, masuk: Masuk
) -> None:
    alamat = reverse("penugasan:surat_terbit", args=["pengantar_bkn"])
    isi = {"pilih": [f"sk:{sk.pk}"], "tanggal": hari_ini().isoformat()} | ubah
    jawaban = masuk(petugas).post(alamat, isi)
    assert list(jawaban.context["form"].errors) == [medan]
    assert "checked" in jawaban.content.decode()


def test_81_names_stand_on_one_page_and_in_one_decision(
    instansi: Instansi, petugas: Akun, penyetuju: Akun, masuk: Masuk
) -> None:
    """Select all and confirm stay one step each for a whole city."""
    for _ in range(81):
        _menunggu(instansi, petugas)
    halaman = masuk(penyetuju).get(reverse("penugasan:penetapan")).content.decode()
    assert halaman.count('name="pilih"') == 81
    assert BATCH_MAKS >= 81
