"""Reading SIASN's lists of units and positions: a job under the line's pace, whole or not at all.

A list that broke off, announced more rows than it gave, or came empty changes nothing. A row that
a whole list lacks is marked as gone and never removed; what was mapped to it is shown, not undone.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.urls import reverse

from inti import audit, pekerjaan
from inti.errors import DomainError
from inti.impor.teks import kunci_nama
from inti.models import Instansi, Pekerjaan
from inti.pekerjaan import Lapor
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.models.padanan import DaftarRujukan
from penugasan.queries.padanan import BACA as JENIS, dibaca_pada
from penugasan.queries.unor import samakan
from penugasan.services import beda_cocok, sinkronisasi_jeda
from penugasan.services.nominasi import hari
from penugasan.siasn import garis, pengisi
from penugasan.siasn.bentuk import JabatanSiasn, UnorSiasn
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.konfigurasi import KonfigurasiSiasn, ModeSiasn

SEGAR: Final = dt.timedelta(days=7)
"""Lists read within this time are not read again by themselves."""
_BERJALAN: Final = (Pekerjaan.Status.MENUNGGU, Pekerjaan.Status.BERJALAN)
_SELESAI: Final = "Semua daftar terbaca."
_KOSONG: Final = "SIASN mengirim daftar kosong; dianggap gangguan."
Baris = UnorSiasn | JabatanSiasn


def mulai(*, instansi: Instansi, aktor: Akun, pada: dt.datetime) -> Pekerjaan:
    """Read the lists in the background; a run that is under way is followed, not doubled.

    Raises TidakBerhak, DomainError (the line is switched off).
    """
    aktor = permissions.pastikan(aktor, "padanan.baca", PadananSiasn(instansi=instansi), hari(pada))
    if not garis.konfigurasi().menyala:
        raise DomainError(beda_cocok.MATI, kode="mati")
    return _mulai(instansi, aktor, pada)


def mulai_jatuh_tempo(*, pada: dt.datetime) -> int:
    """At night, read lists that are a week old or that broke off; returns how many runs began."""
    setelan = garis.konfigurasi()
    if not setelan.menyala or not setelan.waktunya_cocok(pada.astimezone(ZONA).time()):
        return 0
    if sinkronisasi_jeda.halangan(setelan, pada):
        return 0
    jumlah = 0
    for instansi in Instansi.objects.order_by("pk"):
        if _belum(instansi, pada - SEGAR) and not _yang_berjalan(instansi):
            _mulai(instansi, None, pada - SEGAR)
            jumlah += 1
    return jumlah


def _mulai(instansi: Instansi, aktor: Akun | None, sejak: dt.datetime) -> Pekerjaan:
    with audit.keputusan(instansi):
        return _yang_berjalan(instansi) or pekerjaan.mulai(
            jenis=JENIS,
            judul="Membaca daftar unit dan jabatan SIASN",
            instansi=instansi,
            aktor=aktor,
            parameter={"sejak": sejak.isoformat()},
        )


def _yang_berjalan(instansi: Instansi) -> Pekerjaan | None:
    semua = Pekerjaan.objects.filter(instansi=instansi, jenis=JENIS, status__in=_BERJALAN)
    berjalan: Pekerjaan | None = semua.first()
    return berjalan


def _belum(instansi: Instansi, sejak: dt.datetime) -> list[str]:
    """The lists that have not been read whole since then."""
    pada = dibaca_pada(instansi)
    return [satu for satu in DaftarRujukan.values if satu not in pada or pada[satu] < sejak]


@pekerjaan.penangan(JENIS)
def jalankan(pekerjaan_ini: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Do one run. Safe to repeat: a list that was read is not asked for again."""
    setelan = garis.konfigurasi()
    if not setelan.menyala:
        raise DomainError(beda_cocok.MATI, kode="mati")
    if setelan.mode is ModeSiasn.TIRUAN:
        pengisi.isi(setelan)
    hemat = replace(
        setelan,
        maks_ulang=0,
        tenggat=min(setelan.tenggat, beda_cocok.TENGGAT),
        timeout_baca=min(setelan.timeout_baca, beda_cocok.TENGGAT),
    )
    with garis.klien(hemat) as klien:
        return _Putaran(pekerjaan_ini, klien, setelan, lapor).jalankan()


class _TerhalangError(Exception):
    """The reading must rest; what was read of this list is not kept."""


@dataclass
class _Putaran:
    """One run at work: list after list, each written when it is whole."""

    pekerjaan: Pekerjaan
    klien: KlienSiasn
    setelan: KonfigurasiSiasn
    lapor: Lapor
    jam: Callable[[], dt.datetime] = sekarang
    jumlah: dict[str, int] = field(default_factory=dict)
    hilang: int = 0

    def jalankan(self) -> dict[str, Any]:
        sebab = _SELESAI
        sejak = dt.datetime.fromisoformat(self.pekerjaan.parameter["sejak"])
        for daftar in _belum(self.pekerjaan.instansi, sejak):
            try:
                semua = self._baca(daftar)
            except SiasnError as galat:
                sinkronisasi_jeda.istirahat(galat, self.jam())
                sebab = galat.pesan
                break
            except _TerhalangError as galat:
                sebab = str(galat)
                break
            if not semua:
                sebab = _KOSONG
                break
            self._simpan(daftar, semua)
        return self._hasil(sebab)

    def _baca(self, daftar: str) -> Sequence[Baris]:
        label = DaftarRujukan(daftar).label
        halaman = 0

        def tiap_halaman() -> None:
            nonlocal halaman
            if sebab := beda_cocok.halangan(self.pekerjaan, self.setelan, self.jam()):
                raise _TerhalangError(sebab)
            self.lapor(len(self.jumlah), len(DaftarRujukan), f"{label}, halaman {halaman + 1}")
            halaman += 1

        if daftar == DaftarRujukan.UNOR:
            return self.klien.ref_unor(tiap_halaman)
        return self.klien.ref_jabatan(daftar, tiap_halaman)

    def _simpan(self, daftar: str, semua: Sequence[Baris]) -> None:
        instansi, kini = self.pekerjaan.instansi, self.jam()
        baru = {samakan(satu.id)[:42]: satu for satu in semua}
        with audit.keputusan(instansi):
            milik = RujukanSiasn.objects.filter(instansi=instansi, daftar=daftar)
            RujukanSiasn.objects.bulk_create(
                [_rujukan(instansi, daftar, kunci, satu, kini) for kunci, satu in baru.items()],
                batch_size=500,
                update_conflicts=True,
                unique_fields=["instansi", "daftar", "kunci"],
                update_fields=[
                    "siasn_id",
                    "nama",
                    "kunci_nama",
                    "atasan",
                    "dilihat_pada",
                    "hilang_pada",
                ],
            )
            tidak_ada = milik.filter(hilang_pada__isnull=True, dilihat_pada__lt=kini)
            self.hilang += tidak_ada.update(hilang_pada=kini)
        self.jumlah[daftar] = len(baru)

    def _hasil(self, sebab: str) -> dict[str, Any]:
        """The sums, kept with the job and in the trail."""
        ini = self.pekerjaan
        hasil = {
            "unor": self.jumlah.get(DaftarRujukan.UNOR, 0),
            "jabatan": sum(n for nama, n in self.jumlah.items() if nama != DaftarRujukan.UNOR),
            "hilang": self.hilang,
            "lengkap": sebab == _SELESAI,
            "sebab": sebab,
        }
        with audit.keputusan(ini.instansi):
            audit.catat(
                aksi="padanan.baca",
                aktor=ini.aktor,
                instansi=ini.instansi,
                objek=ini,
                sesudah=hasil,
            )
        return {"url": reverse("penugasan:padanan"), **hasil}


def _rujukan(
    instansi: Instansi, daftar: str, kunci: str, baris: Baris, kini: dt.datetime
) -> RujukanSiasn:
    atasan = samakan(baris.atasan_id)[:42] if isinstance(baris, UnorSiasn) else ""
    return RujukanSiasn(
        instansi=instansi,
        daftar=daftar,
        siasn_id=baris.id[:42],
        kunci=kunci,
        nama=baris.nama[:300],
        kunci_nama=kunci_nama(baris.nama)[:300],
        atasan="" if atasan == kunci else atasan,
        dilihat_pada=kini,
        hilang_pada=None,
    )
