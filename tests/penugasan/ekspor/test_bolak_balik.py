"""What the portal wrote it reads back with nothing to change, however awkward the data (R3)."""

from pathlib import Path
from typing import Any

import pytest

from inti.models import BarisImpor, Impor, Instansi, Wilayah
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Opd, Pegawai
from penugasan.filters.ekspor import semua
from penugasan.models import HasilSaring, Saringan
from tests.inti.impor import impor_berkas, terapkan_impor
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.penugasan.ekspor.bantu import Kota
from tests.penugasan.ekspor.bolak_balik import bolak_balik, ekspor, isi_berkas, penanda
from tests.penugasan.factories import (
    HasilSaringFactory,
    PenugasanFactory,
    PeriodeFactory,
    SaringanFactory,
)

DAPAT_DIIMPOR = [kode for kode, jenis in semua().items() if jenis.impor]


def saring(instansi: Instansi) -> Saringan:
    """A screening with a verdict for everybody."""
    saringan: Saringan = SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi))
    for satu in Pegawai.objects.all():
        HasilSaringFactory.create(
            saringan=saringan,
            pegawai=satu,
            temuan=[{"kode": "usia", "hasil": "layak", "nilai": "", "alasan": "=Usia cukup."}],
        )
    return saringan


def test_the_registry_comes_back_unchanged(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    impor = bolak_balik("pegawai", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(banyak)


def test_the_verdicts_come_back_as_people_unchanged(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    saring(instansi)
    impor = bolak_balik("kelayakan", instansi, tmp_path)
    assert impor.ringkasan["baris"] == HasilSaring.objects.count() == len(banyak)


def test_the_nominations_come_back_as_people_unchanged(
    banyak: list[Pegawai], instansi: Instansi, opd_lain: Opd, tmp_path: Path
) -> None:
    periode = PeriodeFactory.create(instansi=instansi)
    for satu in banyak:
        PenugasanFactory.create(
            instansi=instansi, periode=periode, pegawai=satu, opd_asal=opd_lain, diminta=True
        )
    impor = bolak_balik("nominatif", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(banyak)


def test_somebody_moved_by_hand_is_not_moved_back(
    orang: Any, instansi: Instansi, opd_lain: Opd, tmp_path: Path
) -> None:
    satu = orang()
    satu.opd = opd_lain
    satu.save()
    saring(instansi)
    for jenis in ("pegawai", "kelayakan"):
        bolak_balik(jenis, instansi, tmp_path)
    (baris,) = isi_berkas(tmp_path / "kelayakan.xlsx")
    assert (baris["UNIT KERJA"], baris["OPD"]) == (None, "Dinas Pendidikan")


def test_the_posts_come_back_unchanged(
    kelurahan: dict[str, Wilayah], instansi: Instansi, tmp_path: Path
) -> None:
    def koperasi(wilayah: str, **sifat: Any) -> Koperasi:
        satu: Koperasi = KoperasiFactory.create(
            instansi=instansi, wilayah=kelurahan[wilayah], **sifat
        )
        return satu

    koperasi("sepi", nama="=Koperasi Sepi")
    koperasi("medono", nomor_badan_hukum="", status=Koperasi.Status.GEDUNG_DIBANGUN)
    penuh = koperasi("barat", status=Koperasi.Status.BELUM_OPERASIONAL)
    for peran in Kebutuhan.Peran.values:
        KebutuhanFactory.create(koperasi=penuh, peran=peran)
    lebih = koperasi("timur", kuota=2)
    for nomor in (1, 2):
        KebutuhanFactory.create(koperasi=lebih, nomor=nomor, kuota=2)
    KebutuhanFactory.create(
        koperasi=lebih,
        nomor=3,
        kuota=2,
        peran=Kebutuhan.Peran.USAHA,
        alasan_lebih="=Pasar besar",
        dokumen_lebih="kuota/2026/surat.pdf",
    )
    besar = koperasi("besar", kuota=6)
    for nomor in range(1, 6):
        KebutuhanFactory.create(koperasi=besar, nomor=nomor, kuota=6)
    KebutuhanFactory.create(koperasi=besar, nomor=6, kuota=6, aktif=False)
    bolak_balik("kebutuhan", instansi, tmp_path)
    isi = isi_berkas(tmp_path / "kebutuhan.xlsx")
    assert sorted(b["KEBUTUHAN"] for b in isi) == [0, 0, 2, 3, 5]
    assert [b["DI ATAS KUOTA"] for b in isi if b["DI ATAS KUOTA"]] == [
        "Formasi 3: Usaha/gerai (=Pasar besar)"
    ]


def test_a_file_taken_out_and_applied_again_leaves_everything_as_it_was(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    sebelum = list(Pegawai.objects.order_by("pk").values())
    impor = impor_berkas(ekspor("pegawai", instansi, tmp_path), instansi)
    terapkan_impor(impor)
    assert list(Pegawai.objects.order_by("pk").values()) == sebelum
    bolak_balik("pegawai", instansi, tmp_path)


@pytest.mark.parametrize("jenis", DAPAT_DIIMPOR)
def test_a_file_of_people_or_posts_says_that_it_may_come_back(
    jenis: str,
    banyak: list[Pegawai],
    kelurahan: dict[str, Wilayah],
    instansi: Instansi,
    tmp_path: Path,
) -> None:
    saring(instansi)
    assert penanda(ekspor(jenis, instansi, tmp_path)) == f"{jenis}; dapat diimpor lagi"


@pytest.mark.parametrize("jenis", [kode for kode in semua() if kode not in DAPAT_DIIMPOR])
def test_a_list_that_is_no_register_says_so_and_is_refused(
    jenis: str, kota: Kota, instansi: Instansi, tmp_path: Path
) -> None:
    jalur = ekspor(jenis, instansi, tmp_path)
    assert penanda(jalur) == f"{jenis}; tidak untuk diimpor"
    impor = impor_berkas(jalur, instansi)
    assert impor.status == Impor.Status.DITOLAK
    assert not BarisImpor.objects.filter(impor=impor).exists()
