"""Comparing a staged import with the data of now, before anybody has to wait for it.

A comparison holds as long as nobody decides anything in the agency: the position of its audit
chain, read before, tells. Nothing is written here, so that whoever loses a race leaves no trace.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from inti.impor.baris import muat
from inti.impor.hitungan import Hitungan
from inti.impor.pengimpor import BarisTerbaca, Lapor, Pembaca, Status, ambil
from inti.models import BarisImpor, Impor, Instansi, KepalaRantai

DIINGAT_PALING_BANYAK = 5_000
"""Rows with another outcome than the preview's that are kept in memory; more of them are found
again under the lock."""


@dataclass
class Banding:
    """What all rows came to, and when. ``berubah`` came to something else than the preview."""

    keadaan: int
    hitungan: Hitungan = field(default_factory=Hitungan)
    berubah: list[BarisTerbaca] = field(default_factory=list)
    utuh: bool = True

    def berlaku(self, instansi: Instansi) -> bool:
        """Whether it still holds; ask with the agency's chain locked."""
        return self.utuh and self.keadaan == keadaan(instansi)

    def catat(self, semua: list[BarisTerbaca]) -> None:
        """Remember rows whose outcome changed, unless they are too many."""
        self.utuh = self.utuh and len(self.berubah) + len(semua) <= DIINGAT_PALING_BANYAK
        self.berubah = [*self.berubah, *semua] if self.utuh else []


def keadaan(instansi: Instansi) -> int:
    """How much was decided in this agency until now."""
    rantai = KepalaRantai.objects.filter(instansi=instansi)
    return rantai.values_list("urutan", flat=True).first() or 0


def bandingkan_semua(
    impor: Impor,
    pembaca: Pembaca,
    lapor: Lapor,
    *,
    simpan: Callable[[list[BarisTerbaca]], None] | None = None,
) -> Banding:
    """Compare every row, in portions; changed outcomes go to ``simpan``, or are remembered."""
    hasil = Banding(keadaan(impor.instansi))
    banding = Pembanding(impor, pembaca)
    for porsi in muat(BarisImpor.objects.filter(impor=impor), impor):
        (simpan or hasil.catat)(banding.bandingkan(porsi))
        for satu in porsi:
            hasil.hitungan.tambah(satu)
        lapor(hasil.hitungan.baris, impor.ringkasan["baris"], "Membandingkan dengan data portal")
    return hasil


class Pembanding:
    """Compares the rows of one import, without the columns that the officer left out."""

    def __init__(self, impor: Impor, pembaca: Pembaca) -> None:
        self._pembaca = pembaca
        self._pengimpor = ambil(impor.jenis)
        self._lewati = frozenset(impor.ringkasan.get("lewati", ()))

    def bandingkan(self, porsi: Sequence[BarisTerbaca]) -> list[BarisTerbaca]:
        """Compare one portion with the data of now; return the rows whose outcome is another."""
        # What the preview showed as refused stays refused, even if it would pass by now.
        diuji = [b for b in porsi if b.status != Status.DITOLAK]
        sebelum = [(b.status, b.beda, list(b.temuan)) for b in porsi]
        for satu in diuji:
            if satu.temuan:
                satu.lepas(*self._pengimpor.kode_banding)
        self._pembaca.bandingkan(diuji)
        for satu in porsi:
            self.lewati(satu)
        return [
            satu
            for satu, lama in zip(porsi, sebelum, strict=True)
            if lama != (satu.status, satu.beda, satu.temuan)
        ]

    def lewati(self, satu: BarisTerbaca) -> None:
        """Leave columns out; a row without others changes nothing."""
        if not (self._lewati and satu.ikut):
            return
        satu.nilai = {k: v for k, v in satu.nilai.items() if k not in self._lewati}
        satu.beda = {k: v for k, v in satu.beda.items() if k not in self._lewati}
        if satu.status == Status.BERUBAH and not satu.beda:
            satu.status = Status.SAMA

    def siapkan(self, porsi: Sequence[BarisTerbaca], hitungan: Hitungan) -> list[BarisTerbaca]:
        """Let rows that are about to be written meet their record, once more compared.

        Returns those whose outcome changed: what this very import wrote before them counts, too.
        """
        for satu in porsi:
            self.lewati(satu)
        if self._pengimpor.baru_tanpa_objek:
            porsi = [b for b in porsi if b.status != Status.BARU]
        for satu in porsi:
            hitungan.kurang(satu)
        berubah = self.bandingkan(porsi)
        for satu in porsi:
            hitungan.tambah(satu)
        return berubah
