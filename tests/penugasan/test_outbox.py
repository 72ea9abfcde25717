"""The outbox: claims, leases, order per person, and who may finish what."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from config.celery import app as celery_app
from inti.models import Instansi
from inti.waktu import sekarang
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.outbox import Ambilan, Jawaban, klaim
from tests.inti.factories import InstansiFactory
from tests.penugasan.factories import PenugasanFactory, PesanKeluarFactory

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
MENIT = dt.timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def ambil(batas: int = 10, pada: dt.datetime | None = None) -> list[PesanKeluar]:
    return [ambilan.pesan for ambilan in outbox.ambil(pada=pada or sekarang(), batas=batas)]


def test_a_proposal_carries_its_key_and_the_fingerprint_of_its_body(instansi: Instansi) -> None:
    penugasan = PenugasanFactory.create(instansi=instansi, ditetapkan=True)
    isi = {"nipBaru": penugasan.pegawai.nip}
    pesan = outbox.antre(
        penugasan=penugasan, jenis=Jenis.USULAN, badan=isi, instansi=instansi, pada=sekarang()
    )
    assert pesan.badan == {**isi, "referensiId": str(pesan.kunci)}
    assert len(pesan.sidik) == 64
    assert pesan.status == Status.MENUNGGU


def test_a_long_queue_of_one_agency_does_not_make_another_wait(instansi: Instansi) -> None:
    lain = InstansiFactory.create()
    for pemilik, jumlah in ((instansi, 6), (lain, 2)):
        for penugasan in PenugasanFactory.create_batch(jumlah, instansi=pemilik, ditetapkan=True):
            PesanKeluarFactory.create(penugasan=penugasan)
    assert {pesan.instansi_id for pesan in ambil(2)} == {instansi.pk, lain.pk}
    sesudah, urutan = 0, []
    while diambil := outbox.ambil(pada=sekarang(), batas=1, sesudah=sesudah):
        sesudah = diambil[0].pesan.instansi_id
        urutan.append(sesudah)
    assert urutan[:2] in ([instansi.pk, lain.pk], [lain.pk, instansi.pk])
    assert urutan[2:] == [instansi.pk] * 4


def test_a_message_is_queued_with_its_decision_or_not_at_all(instansi: Instansi) -> None:
    penugasan = PenugasanFactory.create(instansi=instansi, ditetapkan=True)

    def putuskan_lalu_gagal() -> None:
        with transaction.atomic():
            isi = {"jenis": Jenis.USULAN, "badan": {}, "instansi": instansi}
            outbox.antre(penugasan=penugasan, **isi, pada=sekarang())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        putuskan_lalu_gagal()
    assert not PesanKeluar.objects.exists()


def test_seventy_messages_in_one_decision_wake_a_sender_once(
    instansi: Instansi,
    django_capture_on_commit_callbacks: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    semua = PenugasanFactory.create_batch(5, instansi=instansi, ditetapkan=True)
    terkirim: list[str] = []
    monkeypatch.setattr(celery_app, "send_task", lambda nama, **_: terkirim.append(nama))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        for penugasan in semua:
            outbox.antre(
                penugasan=penugasan,
                jenis=Jenis.USULAN,
                badan={},
                instansi=instansi,
                pada=sekarang(),
            )
    assert terkirim == [outbox.TUGAS_KIRIM]


def test_a_claim_raises_the_attempt_and_hides_the_message() -> None:
    pesan = PesanKeluarFactory.create()
    [diambil] = ambil()
    assert diambil.pk == pesan.pk
    assert diambil.percobaan == 1
    diambil.refresh_from_db()
    assert (diambil.status, diambil.percobaan) == (Status.DIKIRIM, 1)
    assert diambil.diambil_pada is not None
    assert ambil() == []


def test_what_is_not_due_waits() -> None:
    kini = sekarang()
    PesanKeluarFactory.create(coba_lagi_pada=kini + MENIT)
    assert ambil(pada=kini) == []
    assert len(ambil(pada=kini + MENIT)) == 1


def test_only_the_oldest_unfinished_message_of_a_person_is_on_the_way() -> None:
    usulan = PesanKeluarFactory.create()
    unggah = PesanKeluarFactory.create(penugasan=usulan.penugasan, jenis=Jenis.UNGGAH_SK)
    tarik = PesanKeluarFactory.create(penugasan=usulan.penugasan, jenis=Jenis.TARIK)
    lain = PesanKeluarFactory.create()
    urutan = []
    while diambil := ambil():
        urutan.append({satu.pk for satu in diambil})
        for satu in diambil:
            assert outbox.selesaikan([Jawaban(satu, diterima=True)], pada=sekarang())
    assert urutan == [{usulan.pk, lain.pk}, {unggah.pk}, {tarik.pk}]


def test_a_retired_message_is_never_claimed_and_blocks_nobody() -> None:
    lama = PesanKeluarFactory.create(usang=True)
    baru = PesanKeluarFactory.create(penugasan=lama.penugasan)
    assert [pesan.pk for pesan in ambil()] == [baru.pk]


def test_the_database_itself_allows_one_message_of_an_assignment_on_the_way() -> None:
    pesan = PesanKeluarFactory.create(status=Status.DIKIRIM)
    with pytest.raises(IntegrityError), transaction.atomic():
        PesanKeluarFactory.create(penugasan=pesan.penugasan, status=Status.DIKIRIM)


def test_a_stale_view_of_the_queue_cannot_put_two_on_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    satu = PesanKeluarFactory.create()
    PesanKeluarFactory.create(penugasan=satu.penugasan, jenis=Jenis.TARIK)
    monkeypatch.setattr(klaim, "_siap", lambda _: PesanKeluar.objects.order_by("pk"))
    assert [pesan.pk for pesan in ambil()] == [satu.pk]


def test_a_claim_given_back_is_as_if_it_had_not_been_taken() -> None:
    baru, ragu = PesanKeluarFactory.create(), PesanKeluarFactory.create(status=Status.TIDAK_PASTI)
    hilang = PesanKeluarFactory.create()
    semua = outbox.ambil(pada=sekarang(), batas=5)
    assert {satu.pesan.pk for satu in semua} == {baru.pk, ragu.pk, hilang.pk}
    PesanKeluar.objects.filter(pk=hilang.pk).update(percobaan=2)  # claimed by somebody else since
    outbox.kembalikan(semua)
    for lama in (baru, ragu):
        kini = PesanKeluar.objects.get(pk=lama.pk)
        assert (kini.status, kini.percobaan, kini.diambil_pada) == (lama.status, 0, None)
    assert PesanKeluar.objects.get(pk=hilang.pk).status == Status.DIKIRIM
    assert {pesan.pk for pesan in ambil()} == {baru.pk, ragu.pk}


def test_a_dead_senders_message_is_doubted_not_resent() -> None:
    PesanKeluarFactory.create()
    kini = sekarang()
    ambil(pada=kini)
    sewa = dt.timedelta(seconds=30)
    assert outbox.lepaskan_sewa(pada=kini + MENIT / 4, sewa=sewa) == 0
    assert outbox.lepaskan_sewa(pada=kini + MENIT, sewa=sewa) == 1
    [ambilan] = outbox.ambil(pada=kini + MENIT, batas=5)
    assert ambilan.ragu
    assert ambilan.pesan.percobaan == 2


def test_a_renewed_lease_is_not_taken_away() -> None:
    PesanKeluarFactory.create()
    kini = sekarang()
    diambil = ambil(pada=kini)
    outbox.perpanjang(diambil, pada=kini + MENIT)
    assert outbox.lepaskan_sewa(pada=kini + MENIT, sewa=MENIT / 2) == 0


def test_who_lost_the_claim_writes_nothing() -> None:
    PesanKeluarFactory.create()
    kini = sekarang()
    [lama] = ambil(pada=kini)
    outbox.lepaskan_sewa(pada=kini + MENIT, sewa=MENIT / 2)
    [baru] = ambil(pada=kini + MENIT)
    assert not outbox.selesaikan([Jawaban(lama, diterima=False)], pada=kini)
    assert not outbox.ragukan(lama, galat="x", coba_lagi=kini)
    assert not outbox.tunda(lama, galat="x", coba_lagi=kini)
    assert not outbox.ganti_badan([(lama, {"lain": 1})])
    assert outbox.selesaikan([Jawaban(baru, diterima=True)], pada=kini)
    baru.refresh_from_db()
    assert (baru.status, baru.percobaan, baru.galat) == (Status.DITERIMA, 2, "")


def test_of_answers_that_came_together_only_the_lost_claim_is_not_written() -> None:
    semua = PesanKeluarFactory.create_batch(3)
    diambil = ambil()
    PesanKeluar.objects.filter(pk=semua[1].pk).update(percobaan=2)  # claimed again meanwhile
    jawaban = [
        Jawaban(diambil[0], diterima=True, kolom={"id_usulan": "a", "jawaban": {"versi": 1}}),
        Jawaban(diambil[1], diterima=True, kolom={"id_usulan": "b"}),
        Jawaban(diambil[2], diterima=False, kolom={"pesan_bkn": "Berkas kurang."}),
    ]
    tersimpan = outbox.selesaikan(jawaban, pada=sekarang())
    assert [satu.pesan.pk for satu in tersimpan] == [semua[0].pk, semua[2].pk]
    isi = PesanKeluar.objects.order_by("pk").values_list(
        "status", "id_usulan", "pesan_bkn", "jawaban"
    )
    assert list(isi) == [
        (Status.DITERIMA, "a", "", {"versi": 1}),
        (Status.DIKIRIM, "", "", None),
        (Status.DITOLAK, "", "Berkas kurang.", None),
    ]


def test_an_end_is_written_once() -> None:
    PesanKeluarFactory.create()
    [pesan] = ambil()
    assert outbox.selesaikan([Jawaban(pesan, diterima=True)], pada=sekarang())
    assert not outbox.selesaikan([Jawaban(pesan, diterima=False)], pada=sekarang())


def test_a_held_queue_lets_nothing_through_until_its_time_and_then_everything() -> None:
    menunggu = PesanKeluarFactory.create()
    ragu = PesanKeluarFactory.create(status=Status.TIDAK_PASTI)
    kini = sekarang()
    assert outbox.tahan(sampai=kini + MENIT, galat="Kuota habis.") == 1
    assert outbox.tertahan()
    assert ambil(pada=kini) == []
    menyusul = PesanKeluarFactory.create()
    assert outbox.masih_ditahan(pada=kini)
    menyusul.refresh_from_db()
    assert menyusul.status == Status.DITAHAN
    ragu.refresh_from_db()
    assert ragu.status == Status.TIDAK_PASTI
    assert outbox.berikutnya(sewa=MENIT) == kini + MENIT
    assert not outbox.masih_ditahan(pada=kini + MENIT)
    assert outbox.lepas(pada=kini) == 2
    assert {pesan.pk for pesan in ambil(pada=kini + MENIT)} == {menunggu.pk, ragu.pk, menyusul.pk}


def test_what_is_uncertain_is_released_with_the_rest() -> None:
    kini = sekarang()
    ragu = PesanKeluarFactory.create(status=Status.TIDAK_PASTI, coba_lagi_pada=kini)
    assert outbox.tahan(sampai=kini + MENIT, galat="Kuota habis.") == 0
    assert outbox.tertahan()
    assert ambil(pada=kini) == []
    assert outbox.lepas(pada=kini) == 0
    assert not outbox.tertahan()
    assert [pesan.pk for pesan in ambil(pada=kini)] == [ragu.pk]


def test_a_hold_shortens_no_wait_of_a_message_of_its_own() -> None:
    kini = sekarang()
    pemecah = PesanKeluarFactory.create(coba_lagi_pada=kini + 3 * MENIT)
    lain = PesanKeluarFactory.create(coba_lagi_pada=kini)
    outbox.tahan(sampai=kini + MENIT, galat="Alamat.")
    assert [pesan.pk for pesan in ambil(pada=kini + 2 * MENIT)] == [lain.pk]
    assert outbox.lepas(pada=kini) == 1
    pemecah.refresh_from_db()
    assert (pemecah.status, pemecah.galat) == (Status.MENUNGGU, "Alamat.")
    assert pemecah.coba_lagi_pada == kini + 2 * MENIT  # released a minute early: so is his wait


def test_the_next_time_counts_a_dead_senders_lease() -> None:
    assert outbox.berikutnya(sewa=MENIT) is None
    kini = sekarang()
    PesanKeluarFactory.create(coba_lagi_pada=kini)
    ambil(pada=kini)
    assert outbox.berikutnya(sewa=MENIT) == kini + MENIT


def test_only_a_proposal_never_sent_can_be_retired_silently() -> None:
    belum = PesanKeluarFactory.create()
    sudah = PesanKeluarFactory.create(percobaan=1)
    assert outbox.batalkan(belum.penugasan)
    assert not outbox.batalkan(belum.penugasan)
    assert not outbox.batalkan(sudah.penugasan)
    assert [pesan.pk for pesan in ambil()] == [sudah.pk]


def test_a_decision_is_not_written_over_a_message_that_moved_on() -> None:
    pesan = PesanKeluarFactory.create(status=Status.DITERIMA)
    basi = PesanKeluar.objects.get(pk=pesan.pk)
    assert outbox.putusan_bkn(pesan, ditolak=True, pada=sekarang(), status_bkn="PERBAIKAN")
    assert not outbox.putusan_bkn(basi, ditolak=False, pada=sekarang())
    pesan.refresh_from_db()
    assert (pesan.status, pesan.status_bkn) == (Status.DITOLAK, "PERBAIKAN")
    assert outbox.ulangi(pesan, badan={"id": "1"}, pada=sekarang())
    assert not outbox.ulangi(pesan, badan={"id": "2"}, pada=sekarang())
    pesan.refresh_from_db()
    assert (pesan.status, pesan.badan) == (Status.MENUNGGU, {"id": "1"})


def test_a_waiting_message_can_be_hurried() -> None:
    kini = sekarang()
    pesan = PesanKeluarFactory.create(coba_lagi_pada=kini + MENIT)
    assert outbox.segerakan(pesan, pada=kini)
    assert len(ambil(pada=kini)) == 1
    assert not outbox.segerakan(pesan, pada=kini)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_senders_claim_each_message_exactly_once() -> None:
    PesanKeluarFactory.create_batch(24)
    kini = sekarang() + MENIT
    mulai = threading.Barrier(8)

    def semua() -> list[Ambilan]:
        mulai.wait()
        hasil: list[Ambilan] = []
        try:
            while diambil := outbox.ambil(pada=kini, batas=2):
                hasil += diambil
        finally:
            connections.close_all()
        return hasil

    with ThreadPoolExecutor(8) as kolam:
        janji = [kolam.submit(semua) for _ in range(8)]
    diambil = [ambilan.pesan.pk for satu in janji for ambilan in satu.result()]
    diambil += [pesan.pk for pesan in ambil(batas=50, pada=kini)]
    assert len(diambil) == len(set(diambil)) == 24
