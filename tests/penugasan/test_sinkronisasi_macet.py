"""What cannot be delivered goes to a person, and nothing else waits behind it."""

import datetime as dt
import json
from typing import Any

import pytest

from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar
from penugasan.services import sinkronisasi, sinkronisasi_manual as manual
from penugasan.services.sinkronisasi_manual import HasilEntri
from penugasan.services.sinkronisasi_putusan import antre_unggah_sk
from penugasan.siasn.wire import StatusUsulan
from tests.penugasan.kirim import antrekan, kenalkan, kirim, satu
from tests.penugasan.test_entri_manual import bukti, entri_di_siasn
from tests.siasn.tiruan import Tiruan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
MAAF = "SIASN menjawab: Silakan perbaiki lalu coba lagi"

pytestmark = pytest.mark.django_db


def test_a_framework_that_refuses_one_body_does_not_hold_the_others(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    semua = antrekan(instansi, 3)
    kenalkan(tiruan)
    badan = json.dumps({"message": "NIP tidak sah.", "errors": {"nipBaru": ["salah"]}})
    isi = {"status": 422, "badan": badan}
    tiruan.ganggu({"jenis": "http", "kali": 1, "param": isi, "cocok": {"metode": "POST"}})
    kirim(tiruan, SIASN_SEJAJAR="1")
    keadaan = sorted((satu(p).status, satu(p).pesan_bkn) for p in semua)
    assert keadaan == [
        (Status.DITERIMA, ""),
        (Status.DITERIMA, ""),
        (Status.DITOLAK, "NIP tidak sah."),
    ]
    assert not outbox.tertahan()


def test_the_next_to_try_a_held_line_is_not_the_one_that_broke_it(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    semua = antrekan(instansi, 3)
    kenalkan(tiruan)
    with tiruan.klien() as klien:
        klien.ref_kkmp()
    tiruan.ganggu({"jenis": "tolak_ip", "kali": 1, "cocok": {"metode": "POST"}})
    kirim(tiruan, SIASN_SEJAJAR="1")
    [pemecah] = [p for p in map(satu, semua) if p.percobaan]
    assert {satu(p).status for p in semua} == {Status.DITAHAN}
    tahanan = outbox.tahanan()
    assert tahanan is not None
    kirim(tiruan, maju=(tahanan.sampai - sekarang()).total_seconds())
    assert satu(pemecah).status == Status.MENUNGGU
    assert {satu(p).status for p in semua if p.pk != pemecah.pk} == {Status.DITERIMA}
    kirim(tiruan, maju=600)
    assert satu(pemecah).status == Status.DITERIMA


def test_a_quota_named_while_nothing_waits_is_kept_all_the_same(
    tiruan: Tiruan, instansi: Instansi
) -> None:
    outbox.tahan(sampai=sekarang() + dt.timedelta(hours=1), galat="Kuota habis.")
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    kirim(tiruan)
    assert tiruan.jejak() == []
    assert (satu(pesan).status, satu(pesan).galat) == (Status.DITAHAN, "Kuota habis.")


def _selalu_maaf(pesan: PesanKeluar, lama: dt.timedelta) -> None:
    """Give a message a past: five times sent, five times the same apology, each time not there."""
    satu_kali = (
        {"hasil": "RAGU", "kode": "sibuk", "http": 0, "pesan": MAAF},
        {"hasil": "BELUM_ADA", "kode": "belum_ada", "http": 200, "pesan": ""},
    )
    mulai = sekarang() - lama
    riwayat = [
        {**isi, "percobaan": ke, "pada": (mulai + lama * ke / 10).isoformat(timespec="seconds")}
        for ke, isi in enumerate(satu_kali * 5)
    ]
    PesanKeluar.objects.filter(pk=pesan.pk).update(
        status=Status.TIDAK_PASTI,
        percobaan=9,
        jawaban={"riwayat": riwayat[:-1], "terakhir": None, "versi": 0},
    )


@pytest.mark.parametrize(
    ("menit", "status"), [(120, Status.DITOLAK), (10, Status.MENUNGGU)], ids=["lama", "sebentar"]
)
def test_a_refusal_in_the_words_of_an_apology_reaches_a_person_in_the_end(
    tiruan: Tiruan, instansi: Instansi, menit: int, status: str
) -> None:
    [pesan] = antrekan(instansi)
    kenalkan(tiruan)
    _selalu_maaf(pesan, dt.timedelta(minutes=menit))
    tiruan.ganggu({"jenis": "success_false", "cocok": {"metode": "POST"}})
    kirim(tiruan, SIASN_JEDA_CEK="60")
    pesan = satu(pesan)
    assert pesan.status == status
    assert (pesan.pesan_bkn == MAAF) == (status == Status.DITOLAK)
    assert tiruan.usulan() == []


@pytest.fixture
def tarikan(terpasang: Tiruan, instansi: Instansi, petugas: Akun) -> PesanKeluar:
    """The withdrawal of a proposal that was typed in by hand and whose id nobody wrote down."""
    [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    manual.ambil(pesan=[pesan], aktor=petugas, pada=sekarang())
    entri_di_siasn(terpasang, pesan)
    hasil = HasilEntri(id_usulan="", putusan=StatusUsulan.DIUSULKAN, kata="")
    manual.catat(pesan=satu(pesan), hasil=hasil, bukti=bukti(), aktor=petugas, pada=sekarang())
    tarikan = sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang())
    assert tarikan is not None
    return tarikan


def test_a_proposal_typed_in_without_its_id_is_found_and_withdrawn(
    terpasang: Tiruan, tarikan: PesanKeluar
) -> None:
    koperasi = tarikan.penugasan.kebutuhan.koperasi
    with terpasang.klien() as klien:
        koperasi.siasn_id = klien.ref_kkmp()[0].id
    koperasi.save()
    kirim(terpasang)
    assert satu(tarikan).status == Status.DITERIMA
    assert [usulan["status"] for usulan in terpasang.usulan()] == ["DITARIK"]


def test_what_may_be_somebody_elses_proposal_is_not_withdrawn_but_shown(
    terpasang: Tiruan, tarikan: PesanKeluar
) -> None:
    kirim(terpasang)
    assert satu(tarikan).status == Status.DITOLAK
    assert "Tarik di laman SIASN" in satu(tarikan).galat
    assert [usulan["status"] for usulan in terpasang.usulan()] == ["DIUSULKAN"]


def test_an_sk_that_was_never_sent_is_not_sent_after_its_revocation(
    instansi: Instansi,
) -> None:
    [pesan] = antrekan(instansi)
    PesanKeluar.objects.filter(pk=pesan.pk).update(status=Status.DITERIMA, id_usulan="a" * 32)
    sk = outbox.antre(
        penugasan=pesan.penugasan,
        jenis=Jenis.UNGGAH_SK,
        badan={},
        instansi=instansi,
        pada=sekarang(),
    )
    tarik = sinkronisasi.antre_tarik(penugasan=pesan.penugasan, pada=sekarang())
    assert satu(sk).usang
    [ambilan] = outbox.ambil(pada=sekarang(), batas=9)
    assert ambilan.pesan == tarik


def test_no_sk_is_queued_for_somebody_revoked_while_the_list_was_worked_off(
    instansi: Instansi, monkeypatch: pytest.MonkeyPatch
) -> None:
    pertama, kedua = antrekan(instansi, 2)
    PesanKeluar.objects.update(
        status=Status.DITERIMA, status_bkn=StatusUsulan.DITERIMA, id_usulan="a" * 32
    )

    antre = outbox.antre

    def antre_lalu_cabut(**isi: Any) -> PesanKeluar:
        Penugasan.objects.filter(pk=kedua.penugasan_id).update(status="DIBATALKAN")
        return antre(**isi)

    monkeypatch.setattr(outbox, "antre", antre_lalu_cabut)
    assert antre_unggah_sk(pada=sekarang()) == 1
    [sk] = PesanKeluar.objects.filter(jenis=Jenis.UNGGAH_SK)
    assert sk.penugasan_id == pertama.penugasan_id
