"""Each kind of letter: from which record it comes, what it says, who may read it."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from penugasan.documents.docx import tulis_docx
from penugasan.models import Evaluasi, PanggilanNama, Pengajuan, Penugasan, Surat
from penugasan.queries.surat_sumber import SUMBER, calon_surat
from penugasan.rules.surat import JENIS, SEMUA, periksa_teks
from penugasan.services import bertugas, penetapan, pengajuan
from penugasan.services.surat import baca_berkas, isi_tercetak
from penugasan.services.surat_isi import Naskah, teks_jenis
from penugasan.services.surat_nomor import NomorManual
from penugasan.services.surat_susun import BAHAN, Kepala, susun_surat
from penugasan.services.surat_terbit import Permintaan, terbitkan
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import (
    PengajuanFactory,
    PenugasanFactory,
    UsulanFactory,
    isi_paket,
)
from tests.penugasan.pdf import teks
from tests.penugasan.surat.bantu import TANGGAL, ditetapkan, terbitkan as tetapkan_sk, tugas

pytestmark = pytest.mark.django_db
AKHIR = "sk_pengakhiran"


def terbit(jenis: str, aktor: Akun, **lain: Any) -> Surat:
    """Issue the only letter of this kind that something calls for."""
    (calon,) = calon_surat(jenis, aktor)
    permintaan = Permintaan(jenis, (calon.kunci,), lain.pop("tanggal", TANGGAL), **lain)
    (surat,) = terbitkan(permintaan=permintaan, aktor=aktor, pada=sekarang())
    return surat


def isi_docx(surat: Surat) -> str:
    arsip = zipfile.ZipFile(io.BytesIO(tulis_docx(isi_tercetak(surat))))
    return arsip.read("word/document.xml").decode()


def pastikan_kembar(surat: Surat, *kata: str) -> None:
    """Both files say it: the printed one and the editable one."""
    pdf, docx = teks(baca_berkas(surat)), isi_docx(surat)
    for satu in (surat.nomor, *kata):
        assert satu in pdf
        assert satu in docx


def bertugas_sejak(sk: Surat, nama: str, pengangkat: Akun) -> Penugasan:
    penugasan = tugas(sk, nama).penugasan.get()
    return bertugas.konfirmasi_tiba(
        penugasan=penugasan, tanggal=dt.date(2026, 3, 2), aktor=pengangkat, pada=sekarang()
    )


# --- the table ------------------------------------------------------------------------------------


def test_the_table_of_kinds_and_the_model_name_the_same_kinds() -> None:
    assert dict(Surat.Jenis.choices) == {satu.kode: satu.nama for satu in SEMUA}
    assert len({satu.singkat for satu in SEMUA}) == len(SEMUA) == 10


def test_every_kind_issued_by_hand_has_a_source_and_a_content() -> None:
    tangan = {satu.kode for satu in SEMUA if not satu.otomatis}
    assert set(SUMBER) == set(BAHAN) == tangan


@pytest.mark.parametrize("jenis", sorted(JENIS))
def test_the_words_that_come_along_can_be_used(jenis: str) -> None:
    assert periksa_teks(JENIS[jenis], teks_jenis(jenis, isi_paket()["surat"])) == []


# --- one by one -----------------------------------------------------------------------------------


def test_a_call_for_names_becomes_a_letter_to_the_unit(petugas: Akun, opd: Opd) -> None:
    periode = PenugasanFactory.create(instansi=opd.instansi).periode
    PanggilanNama.objects.create(
        instansi=opd.instansi,
        periode=periode,
        opd=opd,
        jumlah=3,
        batas=dt.date(2026, 3, 9),
        catatan="Utamakan keuangan",
        diminta_pada=sekarang(),
        diminta_oleh=petugas,
    )
    surat = terbit("permintaan_nama", petugas)
    assert surat.nomor == "B/001/800.1.2/II/2026"
    assert (surat.opd, surat.untuk_siapa) == (opd, opd.nama)
    pastikan_kembar(surat, opd.nama, "9 Maret 2026", "Utamakan keuangan")


def test_the_names_a_unit_let_go_become_its_proposal_with_the_list(
    instansi: Instansi, petugas: Akun, opd: Opd
) -> None:
    orang = [PegawaiFactory.create(instansi=instansi, opd=opd, layak=True) for _ in range(2)]
    for satu in orang:
        PenugasanFactory.create(instansi=instansi, pegawai=satu, disetujui_opd=True)
    surat = terbit("usulan_opd", petugas)
    assert surat.penugasan.count() == 2
    assert surat.isi["kop"]["baris"][-1] == opd.nama.upper()
    pastikan_kembar(surat, "DAFTAR NOMINATIF", "NIP", *(f"{satu.nip[:8]}" for satu in orang))


def test_who_joins_later_gets_a_letter_of_his_own(
    instansi: Instansi, petugas: Akun, opd: Opd
) -> None:
    def setuju() -> Penugasan:
        orang = PegawaiFactory.create(instansi=instansi, opd=opd, layak=True)
        return PenugasanFactory.create(instansi=instansi, pegawai=orang, disetujui_opd=True)

    setuju()
    terbit("usulan_opd", petugas)
    kedua = setuju()
    assert list(terbit("usulan_opd", petugas).penugasan.all()) == [kedua]


def test_take_b_instead_of_a_names_both_and_the_reason(petugas: Akun, opd: Opd) -> None:
    lama = PegawaiFactory.create(instansi=opd.instansi, opd=opd, layak=True)
    usulan = UsulanFactory.create(
        penugasan=PenugasanFactory.create(instansi=opd.instansi, pegawai=lama, diminta=True),
        alasan="Satu-satunya operator",
    )
    surat = terbit("usulan_pengganti", petugas)
    pengganti = usulan.pengganti
    assert pengganti is not None
    pastikan_kembar(surat, lama.nama_lengkap, pengganti.nama_lengkap, "Satu-satunya operator")
    assert surat.opd == opd


def test_minutes_count_the_verdicts_kept_at_the_nomination(
    instansi: Instansi, petugas: Akun
) -> None:
    for temuan in ([{"hasil": "LAYAK"}], [{"hasil": "BELUM_PASTI"}, {"hasil": "LAYAK"}], []):
        PenugasanFactory.create(instansi=instansi, disetujui_opd=True, temuan=temuan)
    surat = terbit("berita_acara", petugas)
    pastikan_kembar(surat, "Memenuhi syarat: 2 orang.", "Belum pasti: 1 orang.")
    assert "Jumat tanggal 20 Februari 2026" in surat.isi["pembuka"][0]


def test_an_arrival_issues_the_statement_in_the_same_act(sk: Surat, petugas: Akun) -> None:
    penugasan = bertugas_sejak(sk, "Siti Contoh", petugas)
    surat = Surat.objects.get(jenis="spmt")
    assert surat.penugasan.get() == penugasan
    assert surat.nomor == f"800.1.11.1/0001/SPMT/{surat.tanggal.year}"
    assert JejakAudit.objects.filter(aksi="surat.terbitkan", objek_id=str(surat.pk)).exists()
    pastikan_kembar(surat, "Siti Contoh", sk.nomor, "2 Maret 2026")


def test_an_arrival_does_not_depend_on_its_letter(instansi: Instansi, petugas: Akun) -> None:
    penugasan = ditetapkan(instansi)  # by no decision of the portal
    hasil = bertugas.konfirmasi_tiba(
        penugasan=penugasan, tanggal=dt.date(2026, 3, 2), aktor=petugas, pada=sekarang()
    )
    assert hasil.status == Penugasan.Status.AKTIF
    assert not Surat.objects.filter(jenis="spmt").exists()
    with pytest.raises(DomainError, match="belum mempunyai SK"):
        terbit("spmt", petugas)


def test_a_decision_goes_to_bkn_with_its_list(sk: Surat, petugas: Akun) -> None:
    surat = terbit("pengantar_bkn", petugas)
    assert surat.penugasan.count() == 2
    assert surat.sumber == f"sk:{sk.pk}"
    pastikan_kembar(surat, sk.nomor, "Siti Contoh", "Budi Misal", "Kantor Regional")


def dicabut(sk: Surat, nama: str, penyetuju: Akun) -> None:
    """The second person revokes one of the decision; SIASN is told to withdraw."""
    penugasan = tugas(sk, nama).penugasan.get()
    penetapan.cabut(penugasan=penugasan, alasan="Batal", aktor=penyetuju, pada=sekarang())


def test_who_was_revoked_is_not_told_to_bkn(sk: Surat, petugas: Akun, penyetuju: Akun) -> None:
    dicabut(sk, "Budi Misal", penyetuju)
    surat = terbit("pengantar_bkn", petugas)
    assert [satu.pegawai.nama for satu in surat.penugasan.all()] == ["Siti Contoh"]
    assert surat.untuk_siapa == f"1 orang, {sk.nomor}"
    pastikan_kembar(surat, "atas 1 pegawai", "Siti Contoh")
    assert "Budi Misal" not in teks(baca_berkas(surat))


def test_a_decision_with_nobody_left_calls_for_no_letter_to_bkn(sk: Surat, petugas: Akun) -> None:
    sk.penugasan.update(status=Penugasan.Status.DIBATALKAN)
    assert calon_surat("pengantar_bkn", petugas) == []


def test_an_evaluation_prints_its_figures(sk: Surat, petugas: Akun) -> None:
    penugasan = bertugas_sejak(sk, "Siti Contoh", petugas)
    Evaluasi.objects.create(
        instansi=penugasan.instansi,
        penugasan=penugasan,
        tahun_ke=1,
        dari=dt.date(2026, 3, 1),
        sampai=dt.date(2027, 2, 28),
        isi={"bulan": 11, "hadir": 20.3, "kerja": 2.7, "sikap": None, "kerja_ganda": 0},
        rekomendasi=Evaluasi.Rekomendasi.PERPANJANG,
        dinilai_pada=sekarang(),
        dinilai_oleh=petugas,
    )
    pastikan_kembar(terbit("evaluasi", petugas), "20,3", "tahun ke-1", "perpanjang")


def test_a_return_is_decided_on_paper_by_the_second_person(
    sk: Surat, petugas: Akun, penyetuju: Akun
) -> None:
    penugasan = bertugas_sejak(sk, "Siti Contoh", petugas)
    satu = PengajuanFactory.create(
        penugasan=penugasan, jenis=Pengajuan.Jenis.KEMBALIKAN, status="DITERUSKAN"
    )
    pengajuan.setujui(pengajuan=satu, aktor=penyetuju, pada=sekarang())
    surat = Surat.objects.get(jenis="sk_pengakhiran")
    assert (surat.aktor, surat.untuk_siapa) == (penyetuju, "Siti Contoh")
    pastikan_kembar(surat, "MEMUTUSKAN:", sk.nomor, "Pengembalian ke OPD", "WALI KOTA PEKALONGAN")


def disetujui(penugasan: Penugasan, jenis: str, penyetuju: Akun, **isi: Any) -> None:
    """The second person says yes to a request about somebody."""
    satu = PengajuanFactory.create(penugasan=penugasan, jenis=jenis, status="DITERUSKAN", **isi)
    pengajuan.setujui(pengajuan=satu, aktor=penyetuju, pada=sekarang())


def test_a_return_takes_the_order_back_and_the_decision_with_the_last(
    sk: Surat, petugas: Akun, penyetuju: Akun, client: Client
) -> None:
    for nama, status_sk in (("Siti Contoh", "berlaku"), ("Budi Misal", "dicabut")):
        surat_tugas = tugas(sk, nama)
        disetujui(bertugas_sejak(sk, nama, petugas), Pengajuan.Jenis.KEMBALIKAN, penyetuju)
        sk.refresh_from_db()
        surat_tugas.refresh_from_db()
        assert (surat_tugas.status, sk.status) == (Surat.Status.DICABUT, status_sk)
        assert surat_tugas.alasan_akhir == "Penugasan berakhir: Pengembalian ke OPD"
        umum = client.get(reverse("penugasan:surat_verifikasi", args=[surat_tugas.token]))
        assert "sudah dicabut" in umum.content.decode()
    assert all(sk.nomor in satu.isi["diktum"][0] for satu in Surat.objects.filter(jenis=AKHIR))


def test_the_end_can_still_be_decided_on_paper_after_the_decision_went(
    sk: Surat, petugas: Akun, penyetuju: Akun
) -> None:
    """The letter of the act was revoked as wrong, and the first decision with the last order."""
    for nama in ("Siti Contoh", "Budi Misal"):
        disetujui(bertugas_sejak(sk, nama, petugas), Pengajuan.Jenis.KEMBALIKAN, penyetuju)
    Surat.objects.filter(jenis=AKHIR).update(status=Surat.Status.DICABUT)
    for calon in calon_surat(AKHIR, petugas):
        isi, _ = susun_surat(
            Naskah.dari(calon.periode, AKHIR), calon, Kepala("1", TANGGAL, "x" * 22)
        )
        assert sk.nomor in isi.diktum[0]


def test_an_extension_gives_the_person_an_order_with_the_new_day(
    sk: Surat, petugas: Akun, penyetuju: Akun, kerjakan: Any
) -> None:
    lama, lain = tugas(sk, "Siti Contoh"), tugas(sk, "Budi Misal")
    penugasan = bertugas_sejak(sk, "Siti Contoh", petugas)
    disetujui(penugasan, Pengajuan.Jenis.PERPANJANG, penyetuju, sampai=dt.date(2032, 6, 30))
    lama.refresh_from_db()
    lain.refresh_from_db()
    baru = lama.diganti_oleh
    assert baru is not None
    assert (lama.status, lain.status) == (Surat.Status.DIGANTI, Surat.Status.BERLAKU)
    assert (baru.induk, baru.aktor, baru.penugasan.get()) == (sk, penyetuju, penugasan)
    assert "28 Februari 2031" in teks(baca_berkas(lama))
    pastikan_kembar(baru, sk.nomor, "Siti Contoh", "30 Juni 2032")
    kerjakan()
    baru.refresh_from_db()
    assert len(baru.sha256) == 64


# --- what holds for all ---------------------------------------------------------------------------


def test_a_record_gets_one_letter_of_a_kind(sk: Surat, petugas: Akun) -> None:
    (calon,) = calon_surat("pengantar_bkn", petugas)
    permintaan = Permintaan("pengantar_bkn", (calon.kunci,), TANGGAL)
    terbitkan(permintaan=permintaan, aktor=petugas, pada=sekarang())
    with pytest.raises(SudahDiproses, match="sudah bersurat"):
        terbitkan(permintaan=permintaan, aktor=petugas, pada=sekarang())
    assert Surat.objects.filter(jenis="pengantar_bkn").count() == 1
    assert calon_surat("pengantar_bkn", petugas) == []


def test_all_or_none(sk: Surat, petugas: Akun) -> None:
    kunci = (calon_surat("pengantar_bkn", petugas)[0].kunci, "sk:999999")
    with pytest.raises(SudahDiproses):
        terbitkan(
            permintaan=Permintaan("pengantar_bkn", kunci, TANGGAL), aktor=petugas, pada=sekarang()
        )
    assert not Surat.objects.filter(jenis="pengantar_bkn").exists()


def test_another_agencys_record_is_no_source(
    sk: Surat, petugas_lain: Akun, instansi_lain: Instansi
) -> None:
    assert calon_surat("pengantar_bkn", petugas_lain) == []
    tetapkan_sk([ditetapkan(instansi_lain)])
    assert len(calon_surat("pengantar_bkn", petugas_lain)) == 1


def test_the_letters_of_an_act_are_printed_by_one_job(
    sk: Surat, petugas: Akun, kerjakan: Any
) -> None:
    surat = terbit("pengantar_bkn", petugas)
    kerjakan()
    surat.refresh_from_db()
    assert len(surat.sha256) == 64
    job = Pekerjaan.objects.get(jenis="surat.cetak")
    assert job.hasil["jumlah"] == 1


def test_a_number_by_hand_stands_outside_the_register(sk: Surat, petugas: Akun) -> None:
    surat = terbit("pengantar_bkn", petugas, nomor=NomorManual("B/ 77 /800", "Buku agenda lama"))
    assert (surat.nomor, surat.urut) == ("B/ 77 /800", None)
    assert surat.alasan_nomor == "Buku agenda lama"
    assert teks(baca_berkas(surat)).count("B/ 77 /800") >= 1


@pytest.mark.parametrize(
    ("nomor", "alasan", "sebab"),
    [
        ("800.1.11.1/0001 tahun 2026", "Salah ketik", "sudah pernah dipakai"),
        ("77", " ", "alasan"),
        (" ", "Alasan", "Nomor manual diisi"),
        ("7" * 81, "Alasan", "paling panjang"),
    ],
)
def test_a_number_by_hand_is_unique_reasoned_and_short(
    nomor: str, alasan: str, sebab: str, sk: Surat, petugas: Akun
) -> None:
    with pytest.raises(DomainError, match=sebab):
        terbit("pengantar_bkn", petugas, nomor=NomorManual(nomor, alasan))


def test_the_register_passes_over_a_number_given_by_hand(instansi: Instansi, petugas: Akun) -> None:
    tetapkan_sk([ditetapkan(instansi)])
    tetapkan_sk([ditetapkan(instansi)])
    pertama, kedua = calon_surat("pengantar_bkn", petugas)
    permintaan = Permintaan(
        "pengantar_bkn",
        (pertama.kunci,),
        TANGGAL,
        nomor=NomorManual("B/001/800.1.11/II/2026", "Sudah dicatat di buku"),
    )
    terbitkan(permintaan=permintaan, aktor=petugas, pada=sekarang())
    lagi = Permintaan("pengantar_bkn", (kedua.kunci,), TANGGAL)
    (surat,) = terbitkan(permintaan=lagi, aktor=petugas, pada=sekarang())
    assert surat.nomor == "B/002/800.1.11/II/2026"
