"""Long lists are streamed: neither the rows nor the people behind them pile up in memory."""

import tempfile
import tracemalloc
from collections.abc import Callable

import pytest
from django.http import QueryDict

from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import BuktiKomputer, Kontrak, Opd, Pegawai, PredikatKinerja
from penugasan.filters.ekspor import semua
from penugasan.models import HasilSaring, Saringan
from penugasan.services.ekspor import Lingkup, tulis_berkas
from tests.inti.factories import SumberFactory
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PeriodeFactory, SaringanFactory

SEDIKIT, BANYAK = 2_500, 5_000
"""Both hold two whole portions (of at most 1,000): while one is read, the last is still there."""


@pytest.fixture
def isi(instansi: Instansi, opd: Opd) -> Callable[[int], None]:
    """Return a function that makes so many more people, each with a verdict and evidence."""
    saringan: Saringan = SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi))
    sumber = SumberFactory.create(instansi=instansi)
    asal = {"sumber": sumber, "tanggal": sumber.tanggal}

    def tambah(jumlah: int) -> None:
        awal = Pegawai.objects.count()
        contoh = PegawaiFactory.build(instansi=instansi, opd=opd)
        orang = Pegawai.objects.bulk_create(
            Pegawai(
                instansi=instansi,
                opd=opd,
                nip=f"{n:018d}",
                nama=f"Orang {n:06d}",
                jabatan=contoh.jabatan,
                pendidikan=contoh.pendidikan,
            )
            for n in range(awal, awal + jumlah)
        )
        temuan = [{"kode": "usia", "hasil": "layak", "nilai": "40", "alasan": "Usia cukup."}]
        HasilSaring.objects.bulk_create(
            HasilSaring(saringan=saringan, pegawai=p, hasil="layak", temuan=temuan) for p in orang
        )
        BuktiKomputer.objects.bulk_create(
            BuktiKomputer(
                pegawai=p,
                jenis="SERTIFIKAT",
                tingkat=3,
                mampu=True,
                keterangan="Sertifikat kursus Excel",
                **asal,
            )
            for p in orang
        )
        Kontrak.objects.bulk_create(Kontrak(pegawai=p, akhir=sumber.tanggal, **asal) for p in orang)
        PredikatKinerja.objects.bulk_create(
            PredikatKinerja(pegawai=p, tahun=2025, predikat=2, **asal) for p in orang
        )

    return tambah


def puncak(jenis: str, instansi: Instansi) -> int:
    """Peak of what Python holds while one kind is written for the whole agency."""
    pilihan, lingkup = semua()[jenis], Lingkup(instansi, None, QueryDict())
    tracemalloc.start()
    with tempfile.TemporaryFile() as keluar:
        tulis_berkas(pilihan, lingkup, pilihan.susun(lingkup), keluar, pada=sekarang())
    terpakai = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return terpakai


def test_twice_the_people_take_no_more_memory(
    isi: Callable[[int], None], instansi: Instansi
) -> None:
    jenis = ("pegawai", "bukti", "kelayakan")
    isi(10)
    for satu in jenis:
        puncak(satu, instansi)  # what the first file loads stays
    isi(SEDIKIT)
    sedikit = {satu: puncak(satu, instansi) for satu in jenis}
    isi(BANYAK - SEDIKIT)
    banyak = {satu: puncak(satu, instansi) for satu in jenis}
    tambah = {satu: banyak[satu] - sedikit[satu] for satu in jenis}
    assert max(tambah.values()) < 400_000, (sedikit, banyak)
