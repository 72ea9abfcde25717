"""The files of an import hold personal columns: none is left behind, whatever goes wrong."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.errors import SudahDiproses
from inti.impor import koreksi, services
from inti.impor.berkas import MASA_BERKAS, MASA_YATIM, sapu_berkas
from inti.impor.koreksi import tandai
from inti.models import Impor, Pekerjaan
from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from tests.inti.halaman_impor import Unggah, ekspor, unggahan
from tests.pegawai.berkas import baris_siasn

Berkas = Callable[[], set[str]]


@pytest.fixture
def berkas() -> Berkas:
    """What lies in the folder of imports that did not lie there before."""

    def semua() -> set[str]:
        akar = Path(settings.MEDIA_ROOT)
        return {str(b.relative_to(akar)) for b in akar.glob("impor/**/*") if b.is_file()}

    sudah = semua()
    return lambda: semua() - sudah


@pytest.fixture
def siap(opd: Opd, unggah: Unggah, berkas: Berkas) -> Impor:
    return unggah(unggahan(ekspor(baris_siasn(), baris_siasn(NAMA=None))))


@pytest.fixture
def selagi_ditandai(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Do something while a file is being marked."""

    def pasang(lakukan: Callable[[], Any]) -> None:
        asli = koreksi.tulis_koreksi

        def lalu(*isi: Any, **lain: Any) -> None:
            asli(*isi, **lain)
            lakukan()

        monkeypatch.setattr(koreksi, "tulis_koreksi", lalu)

    return pasang


def test_discarding_while_a_file_is_marked_leaves_no_file(
    siap: Impor, petugas: Akun, selagi_ditandai: Any, berkas: Berkas
) -> None:
    selagi_ditandai(lambda: services.buang(impor=Impor.objects.get(), akun=petugas))
    with pytest.raises(SudahDiproses):
        tandai(siap, saat=sekarang())
    assert berkas() == set()


def test_discarding_from_an_older_page_takes_the_marked_file_along(
    siap: Impor, petugas: Akun, berkas: Berkas
) -> None:
    lama = Impor.objects.get()
    tandai(siap, saat=sekarang())
    services.buang(impor=lama, akun=petugas)
    assert berkas() == set()
    assert "koreksi" not in Impor.objects.get().ringkasan


def test_marking_again_keeps_the_newest_file_only(siap: Impor, berkas: Berkas) -> None:
    for _ in range(2):
        tandai(siap, saat=sekarang())
    siap.refresh_from_db()
    assert berkas() == {siap.berkas.name, siap.ringkasan["koreksi"]["berkas"]}


def test_what_no_import_names_is_swept(siap: Impor, berkas: Berkas) -> None:
    """A job that is killed between storing a file and naming it cannot clear up."""
    tandai(siap, saat=sekarang())
    dikenal = berkas()
    yatim = default_storage.save("impor/koreksi/0.xlsx", ContentFile(b"x"))
    sapu_berkas(sekarang() + MASA_YATIM - dt.timedelta(hours=1))
    assert berkas() == dikenal | {yatim}, "somebody may be about to name it"
    sapu_berkas(sekarang() + MASA_YATIM + dt.timedelta(hours=1))
    assert berkas() == dikenal
    assert sapu_berkas(sekarang() + MASA_BERKAS + dt.timedelta(hours=1)) == 1
    assert berkas() == set()


def test_an_upload_that_fails_half_way_leaves_no_file(
    opd: Opd, petugas: Akun, berkas: Berkas
) -> None:
    class Putus(SimpleUploadedFile):
        """A file whose disk fills up while it is stored."""

        terbaca = 0

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            self.terbaca += 1
            if self.terbaca > 1:
                raise OSError(os.strerror(28))
            yield from super().chunks(chunk_size)

    with pytest.raises(OSError, match="space"):
        services.unggah(
            berkas=[unggahan(ekspor()), Putus("dua.xlsx", ekspor())], akun=petugas, saat=sekarang()
        )
    assert not Impor.objects.exists()
    assert not Pekerjaan.objects.exists()
    assert not any(Path(settings.MEDIA_ROOT, b).stat().st_size for b in berkas())
