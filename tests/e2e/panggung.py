"""A stage in this process for the browser: one unit, one round, people in every state, all roles.

The live server reads the same database, so that each test sets its own stage and counts taps.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Pengurus
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, SuaraKoperasi
from penugasan.rules.tanggal import tambah_bulan
from penugasan.services import pemberitahuan
from tests.inti.factories import InstansiFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import AkunFactory, OpdFactory, PejabatFactory
from tests.penugasan import alur
from tests.penugasan.factories import (
    BuktiKerjaGandaFactory,
    HasilSaringFactory,
    PenugasanFactory,
    SaringanFactory,
)
from tests.penugasan.surat.bantu import terbitkan


@dataclass(frozen=True)
class Panggung:
    """The agency, its accounts by role, and what the tests look for."""

    instansi: Instansi
    opd: Opd
    akun: dict[str, Akun]
    objek: dict[str, Any]

    def masuk(self, peran: str) -> str:
        """The session key of a login, as the browser's cookie carries it."""
        klien = Client()
        klien.force_login(self.akun[peran], backend="pegawai.backends.AkunBackend")
        return klien.cookies["sessionid"].value


def siapkan() -> Panggung:
    """Set the stage."""
    instansi = InstansiFactory.create(kode="kota-uji", nama="Pemerintah Kota Uji")
    opd = OpdFactory.create(instansi=instansi, kode="DINKES", nama="Dinas Kesehatan")
    akun = {
        peran: AkunFactory.create(username=f"uji.{peran}", peran=peran, instansi=instansi)
        for peran in Peran.values
    }
    PejabatFactory.create(opd=opd, akun=akun[Peran.KEPALA_OPD])
    objek = _isi(instansi, opd, akun)
    akun[Peran.PEGAWAI].pegawai = objek["berangkat"].pegawai
    akun[Peran.PEGAWAI].save()
    pemberitahuan.sapu(pada=sekarang())
    return Panggung(instansi, opd, akun, objek)


def _isi(instansi: Instansi, opd: Opd, akun: dict[str, Akun]) -> dict[str, Any]:
    petugas, kepala = akun[Peran.PETUGAS], akun[Peran.KEPALA_OPD]
    saringan = SaringanFactory.create(periode=alur.periode(opd))
    for nama in ("SITI RAHAYU", "BUDI SANTOSO", "DEWI LESTARI", "AGUS PRASETYO"):
        HasilSaringFactory.create(saringan=saringan, pegawai=alur.orang(opd, nama=nama))
    diminta = [alur.nominasikan(petugas, opd) for _ in range(3)]
    disetujui = alur.disetujui(petugas, kepala, opd)
    usulan = alur.usulkan(kepala, alur.nominasikan(petugas, opd))
    hari = sekarang().date()
    koperasi = KoperasiFactory.create(instansi=instansi)
    berangkat, aktif = (
        PenugasanFactory.create(
            instansi=instansi,
            pegawai=alur.orang(opd),
            kebutuhan=KebutuhanFactory.create(koperasi=koperasi),
            mulai=mulai,
            selesai=tambah_bulan(mulai, 14),
            sebab_selesai="akhir perjanjian kerja",
            **sifat,
        )
        for mulai, sifat in (
            (hari, {"ditetapkan": True}),
            (tambah_bulan(hari, -12), {"bertugas": True}),
        )
    )
    Penugasan.objects.filter(pk=aktif.pk).update(tiba=aktif.mulai)
    for mundur in range(3, 8):
        _bersuara(aktif, tambah_bulan(hari.replace(day=1), -mundur))
    Pengurus.objects.create(
        koperasi=koperasi, akun=akun[Peran.PENGURUS_KOPERASI], nama="Ketua", mulai=aktif.mulai
    )
    terlambat = alur.nominasikan(petugas, opd)
    lewat = hari - dt.timedelta(days=14)
    Penugasan.objects.filter(pk=terlambat.pk).update(batas_jawab=lewat)
    return {
        "diminta": diminta,
        "disetujui": disetujui,
        "usulan": usulan,
        "berangkat": berangkat,
        "aktif": aktif,
        "koperasi": koperasi,
        "sk": terbitkan([berangkat], akun[Peran.PENYETUJU]),
        "indikasi": BuktiKerjaGandaFactory.create(indikasi__penugasan=aktif).indikasi,
    }


def _bersuara(penugasan: Penugasan, bulan: dt.date) -> None:
    SuaraKoperasi.objects.create(
        instansi=penugasan.instansi,
        penugasan=penugasan,
        bulan=bulan,
        hari_hadir=20,
        kerja=3,
        sikap=3,
        dikirim_pada=sekarang(),
    )
