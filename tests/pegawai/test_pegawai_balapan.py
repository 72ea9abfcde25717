"""Two officers correct the same person at the same instant: one wins, the other is told."""

import pytest

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, RiwayatFakta
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Pegawai
from pegawai.services.pegawai import ganti_nip, sidik, ubah
from tests.balapan.serentak import pisah, serentak
from tests.pegawai.factories import AkunFactory, PegawaiFactory, nip_acak

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_putaran", range(5))
def test_one_of_two_corrections_wins_and_the_other_hears_who(
    instansi: Instansi, petugas: Akun, _putaran: int
) -> None:
    orang = PegawaiFactory.create(instansi=instansi, jabatan="Arsiparis")
    dua = {
        "Bendahara": petugas,
        "Penyuluh": AkunFactory.create(instansi=instansi, username="petugas.dua"),
    }
    dulu = sidik(orang)
    hasil = serentak(
        *(
            lambda jabatan=jabatan, aktor=aktor: ubah(
                pegawai=Pegawai.objects.get(pk=orang.pk),
                nilai={"jabatan": jabatan},
                alasan="Sesuai SK",
                sidik_lama=dulu,
                aktor=aktor,
                saat=sekarang(),
                hari_ini=hari_ini(),
            )
            for jabatan, aktor in dua.items()
        )
    )
    menang, [kalah] = pisah(hasil)
    assert menang == [["jabatan"]]
    orang.refresh_from_db()
    assert isinstance(kalah, SudahDiproses)
    assert f"Jabatan sudah diubah oleh {dua[orang.jabatan]}" in kalah.pesan
    assert RiwayatFakta.objects.get().isi["jabatan"][1] == orang.jabatan
    assert audit.verifikasi(instansi)[1] is None


@pytest.mark.parametrize("_putaran", range(5))
def test_two_people_cannot_be_given_one_nip(
    instansi: Instansi, petugas: Akun, _putaran: int
) -> None:
    orang = PegawaiFactory.create_batch(2, instansi=instansi)
    nip = nip_acak(hari_ini().replace(year=1990, day=1), urut=999)
    hasil = serentak(
        *(
            lambda satu=satu: ganti_nip(
                pegawai=satu,
                nip=nip,
                alasan="Kontrak baru",
                sidik_lama=sidik(satu),
                aktor=petugas,
                saat=sekarang(),
                hari_ini=hari_ini(),
                yakin=True,
            )
            for satu in orang
        )
    )
    menang, [kalah] = pisah(hasil)
    assert menang == [True]
    assert isinstance(kalah, DomainError)
    assert kalah.kode == "nip_ganda"
    assert Pegawai.objects.filter(nip=nip).count() == 1
