"""Cities of other seeds, sizes and dates: the portal's verdicts equal an independent reading.

The whole way is real: workbooks on disk, upload, staging, applying, screening.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti import pekerjaan
from inti.impor.services import minta_terapkan, unggah
from inti.models import Impor, Pekerjaan
from inti.waktu import sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Akun, Pegawai
from penugasan.demo.buku import BerkasKota, tulis
from penugasan.demo.daerah import KUTAI_TIMUR
from penugasan.demo.kota import buat_kota
from penugasan.queries.periode import periode_aktif
from penugasan.services.paket import siapkan
from penugasan.services.rencana import isi_rencana, susun
from penugasan.services.saring import isi_saringan, saring
from tests.pegawai.factories import AkunFactory


@pytest.fixture
def petugas_kota(db: None) -> Akun:
    instansi = siapkan(kode="kota-pekalongan", pada=sekarang()).instansi
    return AkunFactory.create(instansi=instansi)


def kerjakan(satu: Pekerjaan) -> None:
    pekerjaan.jalankan(satu.pk)
    satu.refresh_from_db()
    assert satu.status == Pekerjaan.Status.SELESAI, satu.galat


def impor(berkas: BerkasKota, akun: Akun) -> list[Impor]:
    jalur: list[Path] = [berkas.ekspor, berkas.pendataan, berkas.kebutuhan]
    unggahan = [SimpleUploadedFile(satu.name, satu.read_bytes()) for satu in jalur]
    kerjakan(unggah(berkas=unggahan, akun=akun, saat=sekarang()))
    siap = list(Impor.objects.filter(instansi=akun.instansi).order_by("pk"))
    kerjakan(minta_terapkan(impor=siap, akun=akun))
    return siap


def putusan(isi: dict[str, Any]) -> dict[str, Any]:
    return {
        satu["nip"]: (
            satu["hasil"],
            {kode: temuan["hasil"] for kode, temuan in satu["temuan"].items()},
        )
        for satu in isi["pegawai"]
    }


@pytest.mark.parametrize(
    ("seed", "orang", "ragam", "acuan"),
    [
        (11, 60, False, dt.date(2026, 3, 1)),
        (12, 250, True, dt.date(2026, 3, 1)),
        (13, 400, True, dt.date(2025, 3, 1)),  # who was born on 29-02-1968 turns 57 on this day
        (14, 120, False, dt.date(2025, 2, 28)),  # ... and is still 56 on this one
    ],
)
def test_verdicts_and_every_rule_answer_equal_the_truth_of_the_city(
    petugas_kota, tmp_path, seed, orang, ragam, acuan
):
    kota = buat_kota(seed=seed, orang=orang, acuan=acuan, ragam=ragam)
    berkas = tulis(kota, tmp_path)
    impor(berkas, petugas_kota)
    periode = periode_aktif(petugas_kota.instansi)
    hasil = isi_saringan(saring(periode=periode, aktor=None, pada=sekarang(), per_tanggal=acuan))
    benar = json.loads(berkas.kebenaran.read_text())
    portal = putusan(hasil)
    rinci = {kode for _hasil, jawaban in portal.values() for kode in jawaban}
    diharapkan = {
        nip: (
            satu["hasil"],
            {k: satu["rinci"].get(k, "layak") for k in rinci},  # nobody is assigned yet
        )
        for nip, satu in benar["pegawai"].items()
    }
    assert portal == diharapkan
    assert hasil["jumlah"] == {k: benar[k] for k in ("layak", "belum_pasti", "tidak")}


def test_a_regency_s_verdicts_equal_its_own_truth(db, tmp_path):
    """Another policy: PNS may be sent, and need two good years."""
    instansi = siapkan(kode=KUTAI_TIMUR.kode, pada=sekarang()).instansi
    kota = buat_kota(seed=51, orang=300, daerah=KUTAI_TIMUR)
    berkas = tulis(kota, tmp_path)
    impor(berkas, AkunFactory.create(instansi=instansi))
    periode = periode_aktif(instansi)
    hasil = isi_saringan(saring(periode=periode, aktor=None, pada=sekarang()))
    benar = json.loads(berkas.kebenaran.read_text())
    portal = putusan(hasil)
    assert {nip: satu[0] for nip, satu in portal.items()} == {
        nip: satu["hasil"] for nip, satu in benar["pegawai"].items()
    }
    kinerja = {nip: satu[1]["predikat_kinerja"] for nip, satu in portal.items()}
    assert kinerja == {n: s["rinci"]["predikat_kinerja"] for n, s in benar["pegawai"].items()}
    layak_pns = [o for o in kota.orang if o.jenis == "PNS" and portal[o.nip][0] == "layak"]
    assert layak_pns
    isi = isi_rencana(susun(periode=periode, aktor=None, pada=sekarang()))
    di_kecamatan = {o.nip for o in kota.orang if o.unit.kode.startswith("KEC-")}
    dipilih = [satu["nip"] for satu in isi["penempatan"]]
    assert len(di_kecamatan & set(dipilih)) > len(dipilih) / 2  # they come first


def test_units_domiciles_and_posts_of_a_city_are_read_right(petugas_kota, tmp_path):
    kota = buat_kota(seed=21, orang=300, ragam=True)
    berkas = tulis(kota, tmp_path)
    impor(berkas, petugas_kota)
    benar = json.loads(berkas.kebenaran.read_text())
    disurvei = {o.nip for o in kota.orang if o.disurvei}
    terbaca = Pegawai.objects.filter(instansi=petugas_kota.instansi).values_list(
        "nip", "opd__kode", "domisili"
    )
    assert {nip: (opd, domisili) for nip, opd, domisili in terbaca} == {
        nip: (satu["opd"], satu["domisili"] if nip in disurvei else None)
        for nip, satu in benar["pegawai"].items()
    }
    formasi = Kebutuhan.objects.filter(koperasi__instansi=petugas_kota.instansi, aktif=True)
    assert formasi.count() == benar["kebutuhan"]


def test_the_plan_of_a_city_is_proven_best_and_the_same_again(petugas_kota, tmp_path):
    kota = buat_kota(seed=31, orang=500)
    impor(tulis(kota, tmp_path), petugas_kota)
    periode = periode_aktif(petugas_kota.instansi)
    saring(periode=periode, aktor=None, pada=sekarang())
    isi = isi_rencana(susun(periode=periode, aktor=petugas_kota, pada=sekarang()))
    benar = json.loads((tmp_path / "kebenaran.json").read_text())["pegawai"]
    nip = [satu["nip"] for satu in isi["penempatan"]]
    assert isi["nilai"] == isi["batas_atas"]
    assert isi["terisi"] == isi["kebutuhan"] == len(nip) == len(set(nip))
    assert {benar[satu]["hasil"] for satu in nip} == {"layak"}
    lagi = isi_rencana(susun(periode=periode, aktor=petugas_kota, pada=sekarang()))
    assert lagi["sidik"] == isi["sidik"]
    assert lagi["penempatan"] == isi["penempatan"]


def test_the_same_workbooks_again_change_nothing(petugas_kota, tmp_path):
    berkas = tulis(buat_kota(seed=41, orang=80), tmp_path)
    impor(berkas, petugas_kota)
    Impor.objects.all().delete()
    kerjakan(
        unggah(
            berkas=[
                SimpleUploadedFile(satu.name, satu.read_bytes())
                for satu in (berkas.ekspor, berkas.pendataan, berkas.kebutuhan)
            ],
            akun=petugas_kota,
            saat=sekarang(),
        )
    )
    for satu in Impor.objects.all():
        assert satu.ringkasan["baru"] == satu.ringkasan["berubah"] == 0, satu.nama_berkas
