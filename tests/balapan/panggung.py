"""The stage of one race: an agency of its own, so that thousands run in one database."""

import random
from collections.abc import Callable
from functools import cached_property
from typing import Any

from inti import audit
from inti.models import Instansi, JejakAudit
from inti.waktu import hari_ini, sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Akun, Opd, Pegawai
from pegawai.services import pegawai as layanan_pegawai
from penugasan.models import Penugasan, Surat, Usulan
from penugasan.services import nominasi, penetapan, usulan as layanan_usulan
from tests.balapan.serentak import serentak
from tests.inti.factories import InstansiFactory, WilayahFactory
from tests.koperasi.factories import KoperasiFactory
from tests.pegawai.factories import AkunFactory, OpdFactory, PejabatFactory
from tests.penugasan import alur

Hasil = list[Any]


class Panggung:
    """An agency with two units, their heads, and the officers; what a race does is drawn here."""

    def __init__(self, acak: random.Random) -> None:
        self.acak = acak
        self.instansi: Instansi = InstansiFactory.create()
        self.opd: Opd = self._opd("DINKES")
        self.cabang: Opd = self._opd("PKM", induk=self.opd)
        self.kepala = self._kepala(self.opd)
        self.petugas, self.petugas_dua = self.akun(), self.akun()
        self._wilayah = iter(range(1001, 1100))
        alur.periode(self.opd)

    @cached_property
    def kepala_cabang(self) -> Akun:
        return self._kepala(self.cabang)

    @cached_property
    def penyetuju(self) -> Akun:
        return self.akun(penyetuju=True)

    @cached_property
    def penyetuju_dua(self) -> Akun:
        return self.akun(penyetuju=True)

    @cached_property
    def admin(self) -> Akun:
        return self.akun(admin=True)

    def akun(self, **sifat: Any) -> Akun:
        return AkunFactory.create(instansi=self.instansi, **sifat)

    def _opd(self, kode: str, **lain: Any) -> Opd:
        return OpdFactory.create(instansi=self.instansi, kode=kode, **lain)

    def _kepala(self, opd: Opd) -> Akun:
        akun = self.akun(kepala_opd=True)
        PejabatFactory.create(opd=opd, akun=akun)
        return akun

    def formasi(self) -> Kebutuhan:
        """A post of a cooperative of its own; the villages are shared by all stages."""
        tempat = WilayahFactory.create(kode=f"33.75.01.{next(self._wilayah)}")
        koperasi = KoperasiFactory.create(instansi=self.instansi, wilayah=tempat)
        return alur.formasi(self.opd, koperasi)

    def orang(self, opd: Opd | None = None, **sifat: Any) -> Pegawai:
        return alur.orang(opd or self.opd, **sifat)

    def diminta(self, opd: Opd | None = None) -> Penugasan:
        return alur.nominasikan(self.petugas, opd or self.opd, kebutuhan=self.formasi())

    def disetujui(self) -> Penugasan:
        satu = self.diminta()
        return nominasi.setujui(penugasan=satu, aktor=self.kepala, pada=sekarang())

    def diusulkan(self) -> Usulan:
        return alur.usulkan(self.kepala, self.diminta())

    def serentak(self, *kerja: Callable[[], Any]) -> Hasil:
        return serentak(*kerja, acak=self.acak)

    # What several races do ------------------------------------------------------------------

    def tetapkan(self, aktor: Akun, *batch: Penugasan) -> Callable[[], Surat]:
        salinan = [Penugasan.objects.get(pk=satu.pk) for satu in batch]
        return lambda: penetapan.tetapkan(
            penugasan=salinan, tanggal=hari_ini(), aktor=aktor, pada=sekarang()
        )

    def terima(self, usulan: Usulan, aktor: Akun | None = None) -> Callable[[], Usulan]:
        salinan = self.seperti_di_halaman(usulan)
        return lambda: layanan_usulan.setujui(
            usulan=salinan, aktor=aktor or self.petugas, pada=sekarang()
        )

    def perbaiki(
        self, orang: Pegawai, aktor: Akun | None = None, **nilai: Any
    ) -> Callable[[], Any]:
        """Correct facts of a person; the form was opened before the race."""
        salinan = Pegawai.objects.get(pk=orang.pk)
        dulu = layanan_pegawai.sidik(salinan)
        return lambda: layanan_pegawai.ubah(
            pegawai=salinan,
            nilai=nilai,
            alasan="Sesuai SK",
            sidik_lama=dulu,
            aktor=aktor or self.petugas,
            saat=sekarang(),
            hari_ini=hari_ini(),
        )

    @staticmethod
    def seperti_di_halaman(usulan: Usulan) -> Usulan:
        """With everything the page had read by then: stale copies must not decide."""
        return Usulan.objects.select_related(
            "pengganti__opd", "penugasan__periode__versi", "penugasan__versi"
        ).get(pk=usulan.pk)

    def jejak(self) -> list[str]:
        """The acts of this agency in their order."""
        semua = JejakAudit.objects.filter(instansi=self.instansi).order_by("urutan")
        return list(semua.values_list("aksi", flat=True))

    def lebih_dulu(self, satu: str, dua: str) -> bool:
        """Whether the first of these acts stands before the other in the trail."""
        jejak = self.jejak()
        return satu in jejak and (dua not in jejak or jejak.index(satu) < jejak.index(dua))

    def tutup(self) -> None:
        """Whatever happened: the chain holds, nobody has two seats, no seat two people."""
        assert audit.verifikasi(self.instansi)[1] is None
        hidup = Penugasan.objects.hidup().filter(instansi=self.instansi)
        for kolom in ("pegawai_id", "kebutuhan_id"):
            semua = list(hidup.values_list(kolom, flat=True))
            assert len(semua) == len(set(semua)), kolom
