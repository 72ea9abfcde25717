"""R16 in the database: what a screening stores is what the second implementation says.

``make drill-aturan`` does this with 20,000 people on SQLite and on PostgreSQL.
"""

import os
import sys
import time
from random import Random

import pytest
from django.db import connection

from inti.models import Instansi
from pegawai.models import Pegawai
from penugasan.models import Periode
from penugasan.queries.temuan import mengalir
from penugasan.services.kelayakan import periksa_banyak
from penugasan.services.saring import saring
from tests.aturan import kedua
from tests.aturan.acak import blok
from tests.aturan.basis import BERKOPERASI, PADA, Kota, bangun
from tests.aturan.pasangan import HURUF, dasar, ringkas

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("ATURAN_SEED", "1"))
ORANG = int(os.environ.get("ATURAN_BASIS", "1200"))
PUTARAN = 4
PER_KARTU = 200


def test_screening_and_card_agree_with_the_second_implementation(instansi: Instansi):
    mulai = time.monotonic()
    semua = [blok(SEED, nomor, ORANG // PUTARAN, dasar()) for nomor in range(PUTARAN)]
    kota = bangun(instansi, semua, SEED)
    siap = time.monotonic()
    beda, kartu = [], []
    for nomor, periode in enumerate(kota.periode):
        harapan = _harapan(kota, nomor, periode)
        beda += _menurut_saringan(periode, harapan)
        kartu += _menurut_kartu(periode, harapan)
    _tulis(
        f"\n{connection.vendor}, seed {SEED}: {len(kota.orang):,} orang, {PUTARAN} kebijakan, "
        f"disiapkan {siap - mulai:.0f} detik, disaring {time.monotonic() - siap:.0f} detik; "
        f"{len(beda)} perbedaan pada saringan, {len(kartu)} pada kartu.\n"
    )
    assert beda[:5] == []
    assert kartu[:5] == []


def _harapan(kota: Kota, nomor: int, periode: Periode) -> dict[int, tuple[str, dict[str, str]]]:
    """What the second implementation says of everybody in one round."""
    aturan, acuan = periode.versi.isi["aturan"], periode.tanggal_acuan
    hasil = {}
    for pk, (putaran, orang) in kota.orang.items():
        # An exception counts in its own round only.
        satu = orang if putaran == nomor else orang._replace(dikecualikan=frozenset())
        hasil[pk] = kedua.periksa(satu, aturan, acuan)
    return hasil


def _menurut_saringan(periode: Periode, harapan: dict) -> list:
    saringan = saring(periode=periode, aktor=None, pada=PADA)
    tersimpan = {
        h.pegawai_id: (
            (HURUF[h.hasil], {t["kode"]: HURUF[t["hasil"]] for t in h.temuan}),
            h.gagal,
            h.ragu,
            h.temuan,
        )
        for h in mengalir(saringan.hasil_set.iterator())
    }
    assert set(tersimpan) == set(harapan)
    beda = [(pk, h, tersimpan[pk]) for pk, h in harapan.items() if tersimpan[pk][0] != h]
    for pk, (_, gagal, ragu, temuan) in tersimpan.items():
        for huruf, daftar in (("tidak", gagal), ("belum_pasti", ragu)):
            kode = [t["kode"] for t in temuan if t["hasil"] == huruf and "dikecualikan" not in t]
            if [satu for satu in daftar.split(",") if satu] != kode:
                beda.append((pk, daftar, temuan))
    for huruf, jumlah in (
        ("L", saringan.layak),
        ("B", saringan.belum_pasti),
        ("T", saringan.tidak),
    ):
        assert jumlah == sum(h[0] == huruf for h in harapan.values())
    return beda


def _menurut_kartu(periode: Periode, harapan: dict) -> list:
    """Some of them as the card of a single person judges them."""
    acak = Random(SEED)  # noqa: S311 - the same seed, the same people
    kunci = acak.sample(sorted(harapan), min(PER_KARTU, len(harapan)))
    kartu = periksa_banyak(
        list(Pegawai.objects.filter(pk__in=kunci)),
        versi=periode.versi,
        acuan=periode.tanggal_acuan,
        periode=periode,
        tujuan=frozenset(BERKOPERASI),
    )
    return [
        (pk, harapan[pk], ringkas(kartu[pk])) for pk in kunci if ringkas(kartu[pk]) != harapan[pk]
    ]


def _tulis(teks: str) -> None:
    sys.stdout.write(teks)
