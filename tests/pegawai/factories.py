"""Factories of pegawai. Nobody made here exists: every NIP is drawn at random."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory
from faker import Faker

from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import (
    Akun,
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Opd,
    Pegawai,
    Pejabat,
    PredikatKinerja,
    TenagaNonAsn,
)
from tests.inti.factories import InstansiFactory, SumberFactory, WilayahFactory

SANDI = "sandi-uji-2026"
DIPLOMA_TIGA, SARJANA, SLTA = "30", "40", "15"
_palsu = Faker("id_ID")


def nip_acak(
    lahir: dt.date, *, urut: int, pppk: bool = True, perempuan: bool = False, tahun: int = 2024
) -> str:
    """Return a well-formed NIP (PNS) or NI PPPK that belongs to nobody."""
    bulan = "21" if pppk else "03"
    tahun = max(tahun, lahir.year + 18)
    return f"{lahir:%Y%m%d}{tahun}{bulan}{2 if perempuan else 1}{urut % 999 + 1:03d}"


class OpdFactory(DjangoModelFactory):
    class Meta:
        model = Opd
        django_get_or_create = ("instansi", "kode")

    instansi = factory.SubFactory(InstansiFactory)
    kode = factory.Sequence(lambda n: f"DINAS-{n}")
    nama = factory.Sequence(lambda n: f"Dinas Uji {n}")
    jenis = "Dinas"
    unor_id = factory.LazyAttribute(lambda o: f"unor-{o.kode.lower()}")


class AkunFactory(DjangoModelFactory):
    """An account with the password ``SANDI``; pick the role by trait or ``peran``."""

    class Meta:
        model = Akun
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"akun{n}")
    nama = factory.LazyFunction(_palsu.name)
    peran = Peran.PETUGAS
    instansi = factory.SubFactory(InstansiFactory)
    password = factory.django.Password(SANDI)

    class Params:
        admin = factory.Trait(peran=Peran.ADMIN)
        penyetuju = factory.Trait(peran=Peran.PENYETUJU)
        kepala_opd = factory.Trait(peran=Peran.KEPALA_OPD)
        dinas_koperasi = factory.Trait(peran=Peran.DINAS_KOPERASI)
        auditor = factory.Trait(peran=Peran.AUDITOR)


class PejabatFactory(DjangoModelFactory):
    """A head in office since 2020; ``plt`` makes an acting one."""

    class Meta:
        model = Pejabat

    opd = factory.SubFactory(OpdFactory)
    akun = factory.SubFactory(
        AkunFactory, kepala_opd=True, instansi=factory.SelfAttribute("..opd.instansi")
    )
    nama = factory.LazyAttribute(lambda o: o.akun.nama if o.akun else _palsu.name())
    jenis = Pejabat.Jenis.DEFINITIF
    mulai = dt.date(2020, 1, 1)

    class Params:
        plt = factory.Trait(jenis=Pejabat.Jenis.PLT)
        plh = factory.Trait(jenis=Pejabat.Jenis.PLH)
        lewat = factory.Trait(mulai=dt.date(2019, 1, 1), selesai=dt.date(2019, 12, 31))


class PegawaiFactory(DjangoModelFactory):
    """A PPPK of about forty with an S-1. ``layak=True`` adds what the base policy asks for."""

    class Meta:
        model = Pegawai
        skip_postgeneration_save = True

    instansi = factory.SubFactory(InstansiFactory)
    opd = factory.SubFactory(OpdFactory, instansi=factory.SelfAttribute("..instansi"))
    jenis = Pegawai.Jenis.PPPK
    nama = factory.LazyFunction(lambda: f"{_palsu.first_name()} {_palsu.last_name()}")
    lahir = factory.LazyFunction(
        lambda: _palsu.date_between(dt.date(1975, 1, 1), dt.date(1998, 12, 31))
    )
    jenis_kelamin = factory.Iterator(["L", "P"])
    tingkat_pendidikan = SARJANA
    pendidikan = "S-1 MANAJEMEN"
    jabatan = "Pengelola Layanan Operasional"
    jenis_jabatan = "Jabatan Fungsional Umum"
    golongan = "IX"
    tmt_cpns = dt.date(2024, 4, 1)
    lokasi_kerja = "Kota Pekalongan"
    kedudukan_hukum = "PPPK Aktif"
    siasn_id = factory.Sequence(lambda n: f"{n:032X}")
    unor_id = factory.LazyAttribute(lambda o: o.opd.unor_id if o.opd else "")
    unor_nama = factory.LazyAttribute(lambda o: o.opd.nama if o.opd else "")
    nip = factory.LazyAttributeSequence(
        lambda o, n: nip_acak(
            o.lahir or dt.date(1980, 1, 1),
            urut=n,
            pppk=o.jenis != Pegawai.Jenis.PNS,
            perempuan=o.jenis_kelamin == "P",
        )
    )

    class Params:
        pns = factory.Trait(
            jenis=Pegawai.Jenis.PNS,
            kedudukan_hukum_id="01",
            kedudukan_hukum="Aktif",
            golongan="III/a",
        )
        paruh_waktu = factory.Trait(jenis=Pegawai.Jenis.PPPK_PW, golongan="")
        tanpa_pendidikan = factory.Trait(tingkat_pendidikan="", pendidikan="")
        slta = factory.Trait(tingkat_pendidikan=SLTA, pendidikan="SLTA")
        tua = factory.Trait(lahir=dt.date(1966, 1, 1))
        nonaktif = factory.Trait(kedudukan_hukum="Diberhentikan")
        berdomisili = factory.Trait(domisili=factory.SubFactory(WilayahFactory))
        layak = factory.Trait(
            bukti=factory.RelatedFactory(
                "tests.pegawai.factories.BuktiKomputerFactory", factory_related_name="pegawai"
            )
        )
        pernyataan_diri = factory.Trait(
            bukti=factory.RelatedFactory(
                "tests.pegawai.factories.BuktiKomputerFactory",
                factory_related_name="pegawai",
                diri=True,
            )
        )
        tidak_mampu = factory.Trait(
            bukti=factory.RelatedFactory(
                "tests.pegawai.factories.BuktiKomputerFactory",
                factory_related_name="pegawai",
                tidak=True,
            )
        )


class BuktiKomputerFactory(DjangoModelFactory):
    """An accepted certificate; ``diri`` a self-declaration, ``tidak`` the unit's "Tidak"."""

    class Meta:
        model = BuktiKomputer

    pegawai = factory.SubFactory(PegawaiFactory)
    jenis = JenisBukti.SERTIFIKAT.value
    tingkat = 3
    mampu = True
    keterangan = "Sertifikat kursus Microsoft Office"
    tanggal = factory.LazyFunction(hari_ini)
    sumber = factory.SubFactory(SumberFactory, instansi=factory.SelfAttribute("..pegawai.instansi"))

    class Params:
        diri = factory.Trait(
            jenis=JenisBukti.PERNYATAAN_DIRI.value,
            tingkat=0,
            mampu=None,
            keterangan="Pernyataan sendiri",
        )
        tidak = factory.Trait(
            jenis=JenisBukti.PERNYATAAN_OPD.value, tingkat=0, mampu=False, keterangan="Tidak"
        )


class KontrakFactory(DjangoModelFactory):
    class Meta:
        model = Kontrak

    pegawai = factory.SubFactory(PegawaiFactory)
    akhir = dt.date(2026, 10, 31)
    tanggal = factory.LazyFunction(hari_ini)
    sumber = factory.SubFactory(SumberFactory, instansi=factory.SelfAttribute("..pegawai.instansi"))


class PredikatKinerjaFactory(DjangoModelFactory):
    class Meta:
        model = PredikatKinerja

    pegawai = factory.SubFactory(PegawaiFactory)
    tahun = 2025
    predikat = PredikatKinerja.Predikat.BAIK
    tanggal = factory.LazyFunction(hari_ini)
    sumber = factory.SubFactory(SumberFactory, instansi=factory.SelfAttribute("..pegawai.instansi"))


class HukumanDisiplinFactory(DjangoModelFactory):
    """The statement that there is no sanction, unless told otherwise."""

    class Meta:
        model = HukumanDisiplin

    pegawai = factory.SubFactory(PegawaiFactory)
    tingkat = HukumanDisiplin.Tingkat.TIDAK_ADA
    tanggal = factory.LazyFunction(hari_ini)
    sumber = factory.SubFactory(SumberFactory, instansi=factory.SelfAttribute("..pegawai.instansi"))


class TenagaNonAsnFactory(DjangoModelFactory):
    """Somebody of the 2022 registry whom every criterion lets pass."""

    class Meta:
        model = TenagaNonAsn

    instansi = factory.SubFactory(InstansiFactory)
    opd = factory.SubFactory(OpdFactory, instansi=factory.SelfAttribute("..instansi"))
    nik = factory.Sequence(lambda n: f"337501060590{n % 10_000:04d}")
    nama = factory.LazyFunction(lambda: _palsu.name().upper())
    lahir = dt.date(1990, 5, 6)
    jenis_kelamin = "L"
    unit = factory.LazyAttribute(lambda o: o.opd.nama if o.opd else "")
    jabatan = "Operator Data"
    nomor_sk = "814.1/7/2019"
    berkas_honor = "honor.pdf"
    jenis_penandatangan = "Pimpinan Tinggi Pratama"
    mulai = dt.date(2019, 1, 2)
    akhir = dt.date(2022, 12, 31)
