"""Letters: numbers without gaps, and how a letter ends."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, JejakAudit, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun
from penugasan.models import Periode, RegisterNomor, Surat
from penugasan.services.surat import (
    siapkan_sk,
)
from tests.penugasan.factories import (
    PeriodeFactory,
    VersiAturanFactory,
    isi_paket,
)
from tests.penugasan.surat.bantu import TANGGAL, cabut, ditetapkan, ganti, terbitkan, tugas


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


def test_a_replaced_order_names_its_successor_and_the_decision_stands(
    sk: Surat, penyetuju: Akun
) -> None:
    lama, tetap = tugas(sk, "Siti Contoh"), tugas(sk, "Budi Misal")
    baru = ganti(lama.penugasan.get(), penyetuju)
    assert baru is not None
    for satu in (sk, lama, tetap):
        satu.refresh_from_db()
    assert (lama.status, lama.diganti_oleh) == (Surat.Status.DIGANTI, baru)
    assert (baru.induk, baru.urut, baru.status) == (sk, 3, Surat.Status.BERLAKU)
    assert (sk.status, tetap.status) == (Surat.Status.BERLAKU, Surat.Status.BERLAKU)
    jejak = JejakAudit.objects.get(aksi="surat.terbitkan", objek_id=str(baru.pk))
    assert jejak.sesudah is not None
    assert jejak.sesudah["menggantikan"] == lama.nomor


def test_the_order_that_replaced_another_ends_like_the_first(sk: Surat, penyetuju: Akun) -> None:
    penugasan = tugas(sk, "Siti Contoh").penugasan.get()
    baru = ganti(penugasan, penyetuju)
    assert cabut(penugasan, penyetuju) == [baru]
    assert ganti(penugasan, penyetuju) is None  # what was taken back is not replaced


def test_who_holds_no_order_of_the_portal_gets_none_in_its_place(
    instansi: Instansi, penyetuju: Akun
) -> None:
    assert ganti(ditetapkan(instansi), penyetuju) is None
    assert not Surat.objects.exists()
