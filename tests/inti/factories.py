"""Factories of inti: agencies, regions, sources."""

import factory
from factory.django import DjangoModelFactory

from inti.models import Instansi, Sumber, Wilayah
from inti.waktu import hari_ini


class WilayahFactory(DjangoModelFactory):
    """A kelurahan of Kota Pekalongan, with a code of its own."""

    class Meta:
        model = Wilayah
        django_get_or_create = ("kode",)

    kode = factory.Sequence(lambda n: f"33.75.0{n % 4 + 1}.{2000 + n:04d}")
    nama = factory.Sequence(lambda n: f"Kelurahan Uji {n}")
    jenis = Wilayah.Jenis.KELURAHAN
    lat = -6.89
    lng = 109.67


class InstansiFactory(DjangoModelFactory):
    class Meta:
        model = Instansi
        django_get_or_create = ("kode",)

    kode = factory.Sequence(lambda n: f"kota-uji-{n}")
    nama = factory.Sequence(lambda n: f"Pemerintah Kota Uji {n}")
    siasn_id = factory.Sequence(lambda n: f"INSTANSI{n:024d}")
    siasn_satuan_kerja_id = factory.Sequence(lambda n: f"SATKER{n:026d}")


class SumberFactory(DjangoModelFactory):
    class Meta:
        model = Sumber

    instansi = factory.SubFactory(InstansiFactory)
    jenis = Sumber.Jenis.BERKAS
    keterangan = "pendataan-opd.xlsx"
    tanggal = factory.LazyFunction(hari_ini)
