"""A file of posts that closes one with somebody on it says so on its result page."""

from pathlib import Path

import pytest

from inti.models import Instansi
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Opd
from penugasan.models import Penugasan
from tests.inti.impor import impor_dan_terapkan
from tests.koperasi.test_impor_kebutuhan import berkas, isi, koperasi
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PenugasanFactory

__all__ = ["koperasi"]


@pytest.fixture
def penghuni(tmp_path: Path, instansi: Instansi, opd: Opd, koperasi: Koperasi) -> Penugasan:
    """Somebody on the third post of the cooperative."""
    impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=3)), instansi)
    return PenugasanFactory.create(
        instansi=instansi,
        pegawai=PegawaiFactory.create(instansi=instansi, opd=opd, nama="SITI CONTOH"),
        kebutuhan=Kebutuhan.objects.get(koperasi=koperasi, nomor=3),
        diminta=True,
    )


def test_a_closed_post_that_is_taken_is_named(
    tmp_path: Path, instansi: Instansi, penghuni: Penugasan
) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=2)), instansi)
    (langkah,) = impor.ringkasan["langkah"]
    assert langkah["judul"] == "Periksa nominasinya"
    assert langkah["keterangan"] == (
        "Formasi ditutup, tetapi masih ada orangnya: SITI CONTOH (KKMP Medono formasi 3)."
    )
    penghuni.refresh_from_db()
    assert penghuni.status == Penugasan.Status.DIMINTA


def test_closing_an_empty_post_needs_no_word(
    tmp_path: Path, instansi: Instansi, penghuni: Penugasan
) -> None:
    Penugasan.objects.filter(pk=penghuni.pk).delete()
    impor = impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=2)), instansi)
    assert "langkah" not in impor.ringkasan
