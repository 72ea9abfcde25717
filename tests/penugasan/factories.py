"""Factories of penugasan.

They lay rows down as they would stand after the real steps. A test about a step itself calls
the service instead.
"""

import copy
import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
from factory.django import DjangoModelFactory

import penugasan
from inti.waktu import sekarang
from penugasan.models import (
    BuktiKerjaGanda,
    HasilSaring,
    KerjaGanda,
    PaketKebijakan,
    Pengajuan,
    Pengecualian,
    Penugasan,
    Peringatan,
    Periode,
    PermintaanData,
    PesanKeluar,
    Rencana,
    Saringan,
    TugasDialihkan,
    Usulan,
    VersiAturan,
)
from tests.inti.factories import InstansiFactory, SumberFactory
from tests.koperasi.factories import KebutuhanFactory
from tests.pegawai.factories import AkunFactory, PegawaiFactory

TEKS_PAKET = (Path(penugasan.__file__).parent / "paket/kota-pekalongan/paket.toml").read_text()
ACUAN = dt.date(2026, 3, 1)


def isi_paket() -> dict[str, Any]:
    """Return pack ``kota-pekalongan`` as JSON would hold it: dates as ISO text."""
    return _biasa(tomllib.loads(TEKS_PAKET))


def _biasa(nilai: Any) -> Any:
    if isinstance(nilai, dict):
        return {kunci: _biasa(isi) for kunci, isi in nilai.items()}
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai


class PaketKebijakanFactory(DjangoModelFactory):
    class Meta:
        model = PaketKebijakan
        django_get_or_create = ("instansi", "kode")

    instansi = factory.SubFactory(InstansiFactory)
    kode = "kota-pekalongan"
    nama = "Kota Pekalongan"
    teks = TEKS_PAKET
    sidik = "0" * 64
    dimuat = factory.LazyFunction(sekarang)


class VersiAturanFactory(DjangoModelFactory):
    """The version in force of an agency; a second call returns the same one."""

    class Meta:
        model = VersiAturan
        django_get_or_create = ("instansi", "nomor")

    instansi = factory.SubFactory(InstansiFactory)
    paket = factory.SubFactory(PaketKebijakanFactory, instansi=factory.SelfAttribute("..instansi"))
    nomor = 1
    status = VersiAturan.Status.BERLAKU
    berlaku_mulai = dt.date(2026, 1, 1)
    isi = factory.LazyFunction(isi_paket)
    sidik = "0" * 64


def ganti_versi(lama: VersiAturan, ubah: Callable[[dict[str, Any]], None]) -> VersiAturan:
    """Put a changed version in the place of ``lama``, also where it decided already."""
    isi = copy.deepcopy(lama.isi)
    ubah(isi)
    VersiAturan.objects.filter(pk=lama.pk).update(status=VersiAturan.Status.PENSIUN)
    baru = VersiAturanFactory.create(
        instansi=lama.instansi, paket=lama.paket, nomor=lama.nomor + 1, isi=isi
    )
    for model in (Periode, Penugasan, Saringan):
        model.objects.filter(versi=lama).update(versi=baru)
    return baru


class PeriodeFactory(DjangoModelFactory):
    """The active round of an agency; a second call returns the same one."""

    class Meta:
        model = Periode
        django_get_or_create = ("instansi", "kode")

    instansi = factory.SubFactory(InstansiFactory)
    kode = "2026-1"
    nama = "Penugasan KKMP 2026 tahap 1"
    versi = factory.SubFactory(VersiAturanFactory, instansi=factory.SelfAttribute("..instansi"))
    tanggal_acuan = ACUAN
    mulai = ACUAN
    selesai = dt.date(2031, 2, 28)


class SaringanFactory(DjangoModelFactory):
    class Meta:
        model = Saringan

    periode = factory.SubFactory(PeriodeFactory)
    instansi = factory.SelfAttribute("periode.instansi")
    versi = factory.SelfAttribute("periode.versi")
    per_tanggal = factory.SelfAttribute("periode.tanggal_acuan")
    dibuat = factory.LazyFunction(sekarang)


class HasilSaringFactory(DjangoModelFactory):
    class Meta:
        model = HasilSaring

    saringan = factory.SubFactory(SaringanFactory)
    pegawai = factory.SubFactory(
        PegawaiFactory, layak=True, instansi=factory.SelfAttribute("..saringan.instansi")
    )
    hasil = HasilSaring.Hasil.LAYAK

    class Params:
        tidak = factory.Trait(hasil=HasilSaring.Hasil.TIDAK, gagal=",usia,")
        belum_pasti = factory.Trait(hasil=HasilSaring.Hasil.BELUM_PASTI, ragu=",komputer,")


class PengecualianFactory(DjangoModelFactory):
    class Meta:
        model = Pengecualian

    periode = factory.SubFactory(PeriodeFactory)
    instansi = factory.SelfAttribute("periode.instansi")
    pegawai = factory.SubFactory(PegawaiFactory, instansi=factory.SelfAttribute("..instansi"))
    aturan = "usia"
    hasil_semula = "tidak"
    alasan_semula = "Usia 60 tahun."
    alasan = "Tenaga langka"
    dokumen = "SK 1/2026"
    status = Pengecualian.Status.DISETUJUI
    diajukan_pada = factory.LazyFunction(sekarang)
    diajukan_oleh = factory.SubFactory(AkunFactory, instansi=factory.SelfAttribute("..instansi"))


class PermintaanFactory(DjangoModelFactory):
    class Meta:
        model = PermintaanData

    periode = factory.SubFactory(PeriodeFactory)
    instansi = factory.SelfAttribute("periode.instansi")
    pegawai = factory.SubFactory(PegawaiFactory, instansi=factory.SelfAttribute("..instansi"))
    opd = factory.SelfAttribute("pegawai.opd")
    aturan = "komputer"
    pertanyaan = "Bukti kemampuan komputer"
    batas = dt.date(2026, 3, 9)
    diminta_pada = factory.LazyFunction(sekarang)
    diminta_oleh = factory.SubFactory(AkunFactory, instansi=factory.SelfAttribute("..instansi"))


class PeringatanFactory(DjangoModelFactory):
    class Meta:
        model = Peringatan

    penugasan = factory.SubFactory("tests.penugasan.factories.PenugasanFactory", diminta=True)
    instansi = factory.SelfAttribute("penugasan.instansi")
    versi = factory.SelfAttribute("penugasan.versi")
    sebab = Peringatan.Sebab.FAKTA
    aturan = "usia"
    hasil_semula = "layak"
    alasan_semula = "Usia 50 tahun."
    hasil_kini = "tidak"
    alasan_kini = "Usia 60 tahun."
    dibuat_pada = factory.LazyFunction(sekarang)


class RencanaFactory(DjangoModelFactory):
    class Meta:
        model = Rencana

    saringan = factory.SubFactory(SaringanFactory)
    periode = factory.SelfAttribute("saringan.periode")
    instansi = factory.SelfAttribute("saringan.instansi")
    sidik = "0" * 64
    nilai = 0
    batas_atas = 0
    kebutuhan = 0
    terisi = 0
    dibuat = factory.LazyFunction(sekarang)


class PenugasanFactory(DjangoModelFactory):
    """A draft. Traits take it to the state it would have after the real steps."""

    class Meta:
        model = Penugasan

    instansi = factory.SubFactory(InstansiFactory)
    periode = factory.SubFactory(PeriodeFactory, instansi=factory.SelfAttribute("..instansi"))
    pegawai = factory.SubFactory(
        PegawaiFactory, layak=True, instansi=factory.SelfAttribute("..instansi")
    )
    kebutuhan = factory.SubFactory(
        KebutuhanFactory, koperasi__instansi=factory.SelfAttribute("...instansi")
    )
    opd_asal = factory.SelfAttribute("pegawai.opd")
    versi = factory.SelfAttribute("periode.versi")
    asal = Penugasan.Asal.NOMINASI
    mulai = ACUAN
    selesai = dt.date(2031, 2, 28)
    dibuat_pada = factory.LazyFunction(sekarang)
    status = Penugasan.Status.DRAF

    class Params:
        diminta = factory.Trait(
            status=Penugasan.Status.DIMINTA,
            diminta_pada=factory.LazyFunction(sekarang),
            batas_jawab=ACUAN,
        )
        disetujui_opd = factory.Trait(
            diminta=True,
            status=Penugasan.Status.DISETUJUI_OPD,
            dijawab_pada=factory.LazyFunction(sekarang),
        )
        ditetapkan = factory.Trait(
            disetujui_opd=True,
            status=Penugasan.Status.DITETAPKAN,
            ditetapkan_pada=factory.LazyFunction(sekarang),
        )
        bertugas = factory.Trait(
            ditetapkan=True,
            status=Penugasan.Status.AKTIF,
            tiba=ACUAN,
            tiba_pada=factory.LazyFunction(sekarang),
        )


class TugasFactory(DjangoModelFactory):
    """A task of somebody the OPD let go; nobody has it yet."""

    class Meta:
        model = TugasDialihkan

    penugasan = factory.SubFactory(PenugasanFactory, disetujui_opd=True)
    uraian = factory.Sequence(lambda n: f"Tugas uji {n}")
    dicatat_pada = factory.LazyFunction(sekarang)
    dicatat_oleh = factory.SubFactory(
        AkunFactory, kepala_opd=True, instansi=factory.SelfAttribute("..penugasan.instansi")
    )


class KerjaGandaFactory(DjangoModelFactory):
    """A finding about somebody at work; the unit still has time to explain."""

    class Meta:
        model = KerjaGanda

    penugasan = factory.SubFactory(PenugasanFactory, ditetapkan=True)
    instansi = factory.SelfAttribute("penugasan.instansi")
    jenis = KerjaGanda.Jenis.HADIR
    batas = factory.LazyFunction(lambda: sekarang().date() + dt.timedelta(days=7))
    dibuat_pada = factory.LazyFunction(sekarang)


class BuktiKerjaGandaFactory(DjangoModelFactory):
    class Meta:
        model = BuktiKerjaGanda

    indikasi = factory.SubFactory(KerjaGandaFactory)
    mulai = dt.date(2026, 3, 2)
    sampai = dt.date(2026, 3, 2)
    sumber = factory.SubFactory(
        SumberFactory, instansi=factory.SelfAttribute("..indikasi.instansi")
    )


class PengajuanFactory(DjangoModelFactory):
    """A cooperative asks for somebody else; the officer has not checked it yet."""

    class Meta:
        model = Pengajuan

    penugasan = factory.SubFactory(PenugasanFactory, bertugas=True)
    instansi = factory.SelfAttribute("penugasan.instansi")
    koperasi = factory.SelfAttribute("penugasan.kebutuhan.koperasi")
    jenis = Pengajuan.Jenis.GANTI
    alasan_kode = Pengajuan.Alasan.KEHADIRAN
    diajukan_pada = factory.LazyFunction(sekarang)
    diajukan_oleh = factory.SubFactory(AkunFactory, instansi=factory.SelfAttribute("..instansi"))


class UsulanFactory(DjangoModelFactory):
    """A head's proposal "take B instead"; ``keberatan`` objects without a name."""

    class Meta:
        model = Usulan

    penugasan = factory.SubFactory(PenugasanFactory, diminta=True)
    instansi = factory.SelfAttribute("penugasan.instansi")
    jenis = Usulan.Jenis.PENGGANTI
    pengganti = factory.SubFactory(
        PegawaiFactory,
        layak=True,
        instansi=factory.SelfAttribute("..penugasan.instansi"),
        opd=factory.SelfAttribute("..penugasan.opd_asal"),
    )
    alasan_kode = Usulan.Alasan.TENAGA_KUNCI
    diajukan_pada = factory.LazyFunction(sekarang)
    diajukan_oleh = factory.SubFactory(
        AkunFactory, kepala_opd=True, instansi=factory.SelfAttribute("..penugasan.instansi")
    )

    class Params:
        keberatan = factory.Trait(jenis=Usulan.Jenis.KEBERATAN, pengganti=None)


class PesanKeluarFactory(DjangoModelFactory):
    class Meta:
        model = PesanKeluar

    penugasan = factory.SubFactory(PenugasanFactory, ditetapkan=True)
    instansi = factory.SelfAttribute("penugasan.instansi")
    jenis = PesanKeluar.Jenis.USULAN
    kunci = factory.Faker("uuid4", cast_to=None)
    badan = factory.LazyAttribute(lambda o: {"nipBaru": o.penugasan.pegawai.nip})
    sidik = "0" * 64
    dibuat = factory.LazyFunction(sekarang)
    coba_lagi_pada = factory.LazyFunction(sekarang)
