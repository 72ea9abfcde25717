"""The ground the tests stand on is itself tested: personas, factories, the emptied trail."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from inti.audit import catat, keputusan
from inti.models import JejakAudit
from inti.waktu import hari_ini
from pegawai.models import Pegawai
from tests.pegawai.factories import PegawaiFactory
from tests.penugasan.factories import PenugasanFactory, PesanKeluarFactory, UsulanFactory


def test_an_opd_head_sees_his_tree_and_an_officer_of_another_agency_sees_nothing(
    kepala_opd, kepala_opd_lain, mantan_kepala, petugas, petugas_lain, opd, opd_cabang
):
    di_dinas = PegawaiFactory.create(instansi=opd.instansi, opd=opd)
    di_puskesmas = PegawaiFactory.create(instansi=opd.instansi, opd=opd_cabang)
    assert set(Pegawai.objects.untuk(kepala_opd)) == {di_dinas, di_puskesmas}
    assert set(Pegawai.objects.untuk(petugas)) == {di_dinas, di_puskesmas}
    for asing in (kepala_opd_lain, mantan_kepala, petugas_lain):
        assert not Pegawai.objects.untuk(asing).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("sifat", ["diminta", "disetujui_opd", "ditetapkan"])
def test_factories_lay_down_assignments_that_the_database_accepts(sifat):
    penugasan = PenugasanFactory.create(**{sifat: True})
    assert penugasan.pegawai.instansi == penugasan.kebutuhan.koperasi.instansi
    assert penugasan.pegawai.bukti_komputer_set.exists()
    assert penugasan.versi.isi["aturan"]["usia"]["maks"] == 56


@pytest.mark.django_db
def test_proposals_and_messages_belong_to_the_agency_of_their_assignment():
    usulan = UsulanFactory.create()
    assert usulan.pengganti.opd == usulan.penugasan.opd_asal
    assert UsulanFactory.create(keberatan=True).pengganti is None
    assert PesanKeluarFactory.create().penugasan.ditetapkan_pada


@pytest.mark.django_db
def test_synthetic_numbers_are_well_formed_and_differ():
    orang = [PegawaiFactory.create(paruh_waktu=i % 2 == 0, pns=i % 5 == 0) for i in range(20)]
    assert len({p.nip for p in orang}) == 20
    for p in orang:
        assert len(p.nip) == 18
        assert p.nip.startswith(f"{p.lahir:%Y%m%d}")
        assert int(p.nip[8:12]) <= hari_ini().year


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kali", [1, 2])
def test_a_transactional_test_leaves_an_empty_but_still_guarded_trail(instansi, kali):
    assert not JejakAudit.objects.exists()
    with keputusan(instansi):
        catat(aksi="uji.catat", aktor=None, instansi=instansi, pesan=str(kali))
    with pytest.raises(DatabaseError), transaction.atomic():
        JejakAudit.objects.update(pesan="lain")


@pytest.mark.parametrize("kali", [1, 2])
def test_the_cache_is_empty_at_the_start_of_each_test(kali):
    assert cache.get("kunci") is None
    cache.set("kunci", kali)
    assert cache.get("kunci") == kali
