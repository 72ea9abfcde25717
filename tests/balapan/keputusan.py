"""Races of people who decide: officers, heads, and those who sign."""

from inti.errors import SudahDiproses
from inti.waktu import sekarang
from penugasan.models import Penugasan, PesanKeluar, RegisterNomor, Surat, Usulan
from penugasan.services import nominasi, usulan as layanan
from penugasan.services.nominasi import TidakLayak
from penugasan.services.penetapan import TidakLengkap
from tests.balapan.panggung import Panggung
from tests.balapan.serentak import pisah, segar
from tests.penugasan import alur


def dua_petugas_satu_orang(p: Panggung) -> str:
    """Two people confirm one name: one SK, one message, no number burnt."""
    satu = p.disetujui()
    menang, kalah = pisah(
        p.serentak(p.tetapkan(p.penyetuju, satu), p.tetapkan(p.penyetuju_dua, satu))
    )
    assert (len(menang), len(kalah)) == (1, 1)
    pemenang = segar(Penugasan, satu.pk).ditetapkan_oleh
    assert pemenang.nama in kalah[0].pesan
    surat = Surat.objects.filter(instansi=p.instansi)
    assert surat.filter(jenis=Surat.Jenis.SK).count() == 1
    assert PesanKeluar.objects.filter(instansi=p.instansi).count() == 1
    nomor = RegisterNomor.objects.filter(instansi=p.instansi).values_list("terakhir", flat=True)
    assert set(nomor) == {1}
    return "pertama" if pemenang == p.penyetuju else "kedua"


def setuju_dan_tolak(p: Panggung) -> str:
    usulan = p.diusulkan()
    menang, kalah = pisah(
        p.serentak(
            p.terima(usulan),
            lambda: layanan.tolak(
                usulan=segar(Usulan, usulan.pk),
                aktor=p.petugas_dua,
                pada=sekarang(),
                catatan="x",
            ),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    kini = segar(Usulan, usulan.pk)
    assert kini.diputus_oleh.nama in kalah[0].pesan
    assert Penugasan.objects.hidup().filter(instansi=p.instansi).count() == 1
    return kini.status


def setuju_dan_cabut(p: Panggung) -> str:
    usulan = p.diusulkan()
    menang, kalah = pisah(
        p.serentak(
            p.terima(usulan),
            lambda: layanan.cabut(usulan=segar(Usulan, usulan.pk), aktor=p.kepala, pada=sekarang()),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    kini = segar(Usulan, usulan.pk)
    pemenang = p.petugas if kini.status == "DISETUJUI" else p.kepala
    assert pemenang.nama in kalah[0].pesan
    assert kini.get_status_display() in kalah[0].pesan
    return kini.status


def dua_opd_satu_pengganti(p: Panggung) -> str:
    """The heads of a unit and of its branch name the same colleague."""
    b = p.orang(p.cabang)
    satu, dua = p.diminta(), p.diminta(p.cabang)
    cabang = p.kepala_cabang
    menang, kalah = pisah(
        p.serentak(lambda: alur.usulkan(p.kepala, satu, b), lambda: alur.usulkan(cabang, dua, b))
    )
    assert (len(menang), len(kalah)) == (1, 1)
    pemenang = Usulan.objects.get(instansi=p.instansi)
    assert pemenang.diajukan_sebagai in kalah[0].pesan
    assert "Pilih nama lain" in kalah[0].pesan
    return "induk" if pemenang.diajukan_oleh == p.kepala else "cabang"


def pengganti_disetujui_di_tempat_lain(p: Panggung) -> str:
    """A head names somebody whom BKPSDM is placing elsewhere at that moment."""
    b, satu, kursi = p.orang(), p.diminta(), p.formasi()
    ajukan, tempatkan = p.serentak(
        lambda: alur.usulkan(p.kepala, satu, b),
        lambda: alur.nominasikan(p.petugas_dua, p.opd, b, kursi),
    )
    assert isinstance(tempatkan, Penugasan)  # an usulan is a wish; a nomination takes the person
    if isinstance(ajukan, Usulan):
        diterima = p.serentak(p.terima(ajukan))
        assert isinstance(diterima[0], SudahDiproses)
        assert "sudah dinominasikan ke" in diterima[0].pesan
        return "usulan dulu"
    assert "sudah dinominasikan ke" in ajukan.pesan
    return "nominasi dulu"


def pengganti_gugur_sebelum_disimpan(p: Panggung) -> str:
    """The substitute stops to be eligible while the officer accepts him."""
    usulan = p.diusulkan()
    terima, ubah = p.serentak(
        p.terima(usulan), p.perbaiki(usulan.pengganti, p.petugas_dua, lahir="1960-01-01")
    )
    assert ubah == ["lahir"]
    kini = segar(Usulan, usulan.pk)
    if isinstance(terima, TidakLayak):
        assert p.lebih_dulu("pegawai.ubah", "usulan.setujui")
        assert kini.status == "DIAJUKAN"
        return "gugur dulu"
    assert p.lebih_dulu("usulan.setujui", "pegawai.ubah")
    assert kini.status == "DISETUJUI"
    return "diterima dulu"


def orang_pindah_opd(p: Panggung) -> str:
    """The person moves to a unit that was not asked while the SK is being issued."""
    satu, lain = p.disetujui(), p._opd("LAIN")
    tetap, pindah = p.serentak(p.tetapkan(p.penyetuju, satu), p.perbaiki(satu.pegawai, opd=lain.pk))
    assert pindah == ["opd"]
    if isinstance(tetap, TidakLengkap):
        assert f"Pindah ke {lain.nama}" in tetap.pesan
        assert p.lebih_dulu("pegawai.ubah", "penugasan.tetapkan")
        assert not Surat.objects.filter(instansi=p.instansi).exists()
        return "pindah dulu"
    assert p.lebih_dulu("penugasan.tetapkan", "pegawai.ubah")
    return "SK dulu"


def kursi_terakhir_dua_kali(p: Panggung) -> str:
    kursi, orang = p.formasi(), [p.orang(), p.orang()]
    menang, kalah = pisah(
        p.serentak(
            lambda: alur.nominasikan(p.petugas, p.opd, orang[0], kursi),
            lambda: alur.nominasikan(p.petugas_dua, p.opd, orang[1], kursi),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    pemegang = Penugasan.objects.get(instansi=p.instansi)
    assert pemegang.pegawai.nama in kalah[0].pesan
    assert pemegang.dibuat_oleh.nama in kalah[0].pesan
    assert nominasi.formasi_kosong(kursi.koperasi) is None
    return "pertama" if pemegang.dibuat_oleh == p.petugas else "kedua"


def nomor_surat_dua_kali(p: Panggung) -> str:
    """Two batches are signed at the same instant: the register has no gap and no double."""
    batch = [[p.disetujui(), p.disetujui()], [p.disetujui()]]
    menang, _ = pisah(
        p.serentak(p.tetapkan(p.penyetuju, *batch[0]), p.tetapkan(p.penyetuju_dua, *batch[1]))
    )
    assert len(menang) == 2
    for jenis, banyak in ((Surat.Jenis.SK, 2), (Surat.Jenis.SURAT_TUGAS, 3)):
        surat = Surat.objects.filter(instansi=p.instansi, jenis=jenis)
        assert sorted(surat.values_list("urut", flat=True)) == list(range(1, banyak + 1))
        assert len(set(surat.values_list("nomor", flat=True))) == banyak
    return "pertama" if menang[0].urut == 1 else "kedua"
