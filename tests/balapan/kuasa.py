"""Races against what a decision rests on: the rules, the role, the account, the clock."""

import copy
import datetime as dt

from django.test import Client
from django.urls import reverse

from inti.errors import TidakBerhak
from inti.models import JejakAudit
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.services import akun as layanan_akun
from penugasan.models import Penugasan, Surat, TugasDialihkan, Usulan, VersiAturan
from penugasan.services import nominasi_tenggat, pengalihan, usulan as layanan, versi
from tests.balapan.panggung import Panggung
from tests.balapan.serentak import pisah, segar
from tests.penugasan import alur
from tests.penugasan.factories import isi_paket

MUNDUR = "pegawai.backends.AkunBackend"


def aturan_berganti_saat_batch(p: Panggung) -> str:
    """A version comes into force while a batch is accepted: all of it by one and the same."""
    semua = [p.seperti_di_halaman(p.diusulkan()) for _ in range(3)]
    isi = copy.deepcopy(isi_paket())
    isi["aturan"]["usia"] |= {"maks": 55}
    baru = versi.usulkan(
        instansi=p.instansi,
        isi=isi,
        alasan="SE baru",
        berlaku_mulai=hari_ini(),
        aktor=p.petugas,
        pada=sekarang(),
    )
    _, berlaku = p.serentak(
        lambda: layanan.setujui_semua(usulan=semua, aktor=p.petugas, pada=sekarang()),
        lambda: versi.setujui(versi=baru, aktor=p.penyetuju, pada=sekarang()),
    )
    assert isinstance(berlaku, VersiAturan)
    assert Usulan.objects.filter(instansi=p.instansi, status="DISETUJUI").count() == 3
    pengganti = Penugasan.objects.filter(instansi=p.instansi, asal=Penugasan.Asal.PENGGANTI)
    [dipakai] = set(pengganti.values_list("versi__nomor", flat=True))
    dulu = p.lebih_dulu("versi.berlakukan", "usulan.setujui")
    assert dipakai == (baru.nomor if dulu else baru.nomor - 1)
    return "aturan dulu" if dulu else "batch dulu"


def peran_dicabut_saat_bertindak(p: Panggung) -> str:
    satu, aktor = p.disetujui(), p.penyetuju
    tetap, _ = p.serentak(
        p.tetapkan(aktor, satu),
        lambda: layanan_akun.ubah(
            akun=aktor,
            nama=aktor.nama,
            email="",
            peran=Peran.AUDITOR,
            sidik_lama=layanan_akun.sidik(aktor),
            aktor=p.admin,
        ),
    )
    if isinstance(tetap, TidakBerhak):
        assert p.lebih_dulu("akun.ubah", "penugasan.tetapkan")
        assert not Surat.objects.filter(instansi=p.instansi).exists()
        return "dicabut dulu"
    assert p.lebih_dulu("penugasan.tetapkan", "akun.ubah")
    return "SK dulu"


def akun_dinonaktifkan_di_tengah_sesi(p: Panggung) -> str:
    """Through the page: who was switched off meanwhile is sent to the login, or refused."""
    satu = p.diminta()
    klien = Client()
    klien.force_login(p.kepala, backend=MUNDUR)
    alamat = reverse("penugasan:nominasi_opd_setuju", args=[satu.pk])
    tekan, _ = p.serentak(
        lambda: klien.post(alamat).status_code,
        lambda: layanan_akun.nonaktifkan(akun=p.kepala, alasan="Pensiun", aktor=p.admin),
    )
    setuju = segar(Penugasan, satu.pk).status == "DISETUJUI_OPD"
    assert setuju == ("penugasan.setujui_opd" in p.jejak())
    assert tekan in (302, 409)
    if setuju:
        assert p.lebih_dulu("penugasan.setujui_opd", "akun.nonaktifkan")
    sesudah = klien.post(alamat)
    assert sesudah.status_code == 302
    assert sesudah["Location"].startswith(reverse("account_login"))
    return "setuju dulu" if setuju else "nonaktif dulu"


def penjadwal_ganda(p: Panggung) -> str:
    """Two schedulers sweep one overdue nomination: one consent, written once."""
    satu = p.diminta()
    nanti = sekarang() + dt.timedelta(days=60)
    jumlah = p.serentak(
        *[lambda: nominasi_tenggat._sapu(p.instansi, nanti)] * 2,
    )
    assert sum(jumlah) >= 1
    jejak = JejakAudit.objects.filter(instansi=p.instansi, objek_id=str(satu.pk), aktor=None)
    aksi = sorted(jejak.values_list("aksi", flat=True))
    assert len(aksi) == len(set(aksi)), aksi
    assert nominasi_tenggat.ESKALASI in aksi
    return "pertama" if jumlah[0] else "kedua"


# Not among the eighteen: the gate before the SK -------------------------------------------------


def tugas_dicatat_saat_sk_terbit(p: Panggung) -> str:
    """A task without an owner and an SK never stand together."""
    satu = p.disetujui()
    menang, kalah = pisah(
        p.serentak(
            p.tetapkan(p.penyetuju, satu),
            lambda: pengalihan.catat(
                penugasan=segar(Penugasan, satu.pk),
                uraian=["Menjaga loket"],
                aktor=p.kepala,
                pada=sekarang(),
            ),
        )
    )
    assert (len(menang), len(kalah)) == (1, 1)
    terbit = Surat.objects.filter(instansi=p.instansi).exists()
    assert terbit == (segar(Penugasan, satu.pk).status == "DITETAPKAN")
    assert terbit != TugasDialihkan.objects.tanpa_pemilik().filter(penugasan=satu).exists()
    return "SK dulu" if terbit else "tugas dulu"


def penerima_tugas_ikut_berangkat(p: Panggung) -> str:
    """A's task is given to B while B is confirmed himself: never both."""
    a, b = p.disetujui(), p.disetujui()
    (tugas,) = pengalihan.catat(penugasan=a, uraian=["Loket"], aktor=p.kepala, pada=sekarang())
    c = p.orang()
    pengalihan.serahkan(tugas=tugas, penerima=c, aktor=p.kepala, pada=sekarang())
    serah, sk = p.serentak(
        lambda: pengalihan.serahkan(
            tugas=segar(TugasDialihkan, tugas.pk),
            penerima=b.pegawai,
            aktor=p.kepala,
            pada=sekarang(),
        ),
        p.tetapkan(p.penyetuju, b),
    )
    assert isinstance(sk, Surat)
    assert "juga dinominasikan" in serah.pesan
    assert segar(TugasDialihkan, tugas.pk).penerima == c
    alur.nominasikan(p.petugas, p.opd, c, p.formasi())
    nominasi_c = Penugasan.objects.get(pegawai=c)
    Penugasan.objects.filter(pk=nominasi_c.pk).update(
        status="DISETUJUI_OPD", dijawab_oleh=p.kepala, dijawab_pada=sekarang()
    )
    lepas, sk_c = p.serentak(
        lambda: pengalihan.hentikan(
            tugas=segar(TugasDialihkan, tugas.pk),
            alasan="Loket ditutup",
            aktor=p.kepala,
            pada=sekarang(),
        ),
        p.tetapkan(p.penyetuju, nominasi_c),
    )
    assert isinstance(lepas, TugasDialihkan)
    if isinstance(sk_c, Surat):
        jejak = p.jejak()
        terakhir = len(jejak) - 1 - jejak[::-1].index("penugasan.tetapkan")
        assert jejak.index("pengalihan.hentikan") < terakhir
        return "dihentikan dulu"
    assert "Menerima tugas" in sk_c.pesan
    return "SK ditolak"
