"""Factories of koperasi."""

import factory
from factory.django import DjangoModelFactory

from koperasi.models import Kebutuhan, Koperasi
from tests.inti.factories import InstansiFactory, WilayahFactory


class KoperasiFactory(DjangoModelFactory):
    """A working cooperative that is a legal entity; ``tanpa_badan_hukum`` is not one yet."""

    class Meta:
        model = Koperasi
        django_get_or_create = ("instansi", "kode")

    instansi = factory.SubFactory(InstansiFactory)
    wilayah = factory.SubFactory(WilayahFactory)
    kode = factory.LazyAttribute(lambda o: f"KKMP-{o.wilayah.kode.replace('.', '')}")
    nama = factory.LazyAttribute(lambda o: f"Koperasi Kelurahan Merah Putih {o.wilayah.nama}")
    nomor_badan_hukum = factory.Sequence(lambda n: f"AHU-{n:07d}.AH.01.29.TAHUN 2025")
    status = Koperasi.Status.OPERASIONAL
    siasn_id = factory.Sequence(lambda n: f"KKMP{n:028d}")

    class Params:
        tanpa_badan_hukum = factory.Trait(nomor_badan_hukum="")


class KebutuhanFactory(DjangoModelFactory):
    """One post; the number counts up within its cooperative."""

    class Meta:
        model = Kebutuhan

    koperasi = factory.SubFactory(KoperasiFactory)
    nomor = factory.LazyAttribute(lambda o: o.koperasi.kebutuhan_set.count() + 1)
    peran = Kebutuhan.Peran.ADMINISTRASI
