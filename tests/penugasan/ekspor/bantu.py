"""A city small enough to count, and how a test reads a workbook."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.test import Client
from django.urls import reverse

from inti import audit
from inti.models import Instansi
from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from penugasan.models import (
    BarisRencana,
    BelumDitempatkan,
    PesanKeluar,
)
from penugasan.services.pendataan import nilai, siapkan_pendataan
from penugasan.services.surat import siapkan_sk
from tests.inti.factories import WilayahFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import KontrakFactory, PegawaiFactory, TenagaNonAsnFactory
from tests.penugasan.factories import (
    HasilSaringFactory,
    PengecualianFactory,
    PenugasanFactory,
    PeriodeFactory,
    PermintaanFactory,
    PesanKeluarFactory,
    RencanaFactory,
    SaringanFactory,
)

Masuk = Callable[[Akun], Client]
SEMUA_JENIS = (
    "pegawai",
    "bukti",
    "pengecualian",
    "permintaan",
    "pendataan",
    "pendataan_bkn",
    "pendataan_rekap",
    "berakhir",
    "beda-siasn",
    "padanan-siasn",
    "kelayakan",
    "nominatif",
    "rencana",
    "penugasan",
    "sinkronisasi",
    "entri-siasn",
    "beban-opd",
    "kebutuhan",
    "surat",
)


def temuan(kode: str, hasil: str, alasan: str) -> dict[str, str]:
    return {"kode": kode, "hasil": hasil, "nilai": "", "alasan": alasan}


class Kota:
    """A city small enough to count: two units, a screening, a plan, one decided person."""

    def __init__(self, instansi: Instansi, opd: Opd, opd_lain: Opd) -> None:
        self.instansi, self.opd, self.opd_lain = instansi, opd, opd_lain
        self.periode = PeriodeFactory.create(instansi=instansi)
        self.saringan = SaringanFactory.create(periode=self.periode)
        wilayah = WilayahFactory.create(
            nama="Medono", induk=WilayahFactory.create(nama="Pekalongan Barat")
        )
        self.siti = PegawaiFactory.create(
            instansi=instansi, opd=opd, nama="Siti Contoh", domisili=wilayah, layak=True
        )
        self.budi = PegawaiFactory.create(instansi=instansi, opd=opd_lain, nama="Budi Misal")
        self.koperasi = KoperasiFactory.create(instansi=instansi, wilayah=wilayah)
        self.kursi = KebutuhanFactory.create(koperasi=self.koperasi)
        self.kosong = KebutuhanFactory.create(koperasi=self.koperasi, peran="keuangan")
        KontrakFactory.create(pegawai=self.siti, akhir=dt.date(2027, 10, 31))
        self._data_non_asn()
        self._saring()
        self._rencanakan()
        self.penugasan = PenugasanFactory.create(
            instansi=instansi,
            periode=self.periode,
            pegawai=self.siti,
            kebutuhan=self.kursi,
            ditetapkan=True,
            dijawab_sebagai="Kepala Dinas Kesehatan",
        )
        with audit.keputusan(instansi):
            self.sk = siapkan_sk(
                penugasan=[self.penugasan],
                tanggal=dt.date(2026, 2, 20),
                aktor=None,
                pada=sekarang(),
            )
        self.pesan = PesanKeluarFactory.create(
            penugasan=self.penugasan,
            status=PesanKeluar.Status.DITOLAK,
            pesan_bkn="TMS: berkas tidak sesuai",
        )

    def _data_non_asn(self) -> None:
        pendataan, _ = siapkan_pendataan(
            kode="pendataan-non-asn-2022", instansi=self.instansi, pada=sekarang()
        )
        TenagaNonAsnFactory.create(instansi=self.instansi, opd=self.opd)
        nilai(pendataan, pada=sekarang())

    def _saring(self) -> None:
        HasilSaringFactory.create(
            saringan=self.saringan,
            pegawai=self.siti,
            temuan=[temuan("usia", "layak", "Usia cukup.")],
        )
        HasilSaringFactory.create(
            saringan=self.saringan,
            pegawai=self.budi,
            tidak=True,
            temuan=[temuan("usia", "tidak", "Usia 57 tahun, batas 56 tahun.")],
        )
        PengecualianFactory.create(periode=self.periode, pegawai=self.budi, status="DIAJUKAN")
        PermintaanFactory.create(periode=self.periode, pegawai=self.budi)

    def _rencanakan(self) -> None:
        self.rencana = RencanaFactory.create(
            saringan=self.saringan, nilai=7, batas_atas=7, catatan=["Semua formasi terisi."]
        )
        BarisRencana.objects.create(
            rencana=self.rencana,
            pegawai=self.siti,
            kebutuhan=self.kursi,
            nilai=7,
            bagian={"domisili": 9, "beban": -2},
            alasan=["Tinggal di Medono."],
            cadangan=[{"pegawai": self.budi.pk, "nilai": 5, "selisih": 2}],
            terkunci=True,
        )
        BelumDitempatkan.objects.create(
            rencana=self.rencana, pegawai=self.budi, sebab="Formasi habis."
        )


def alamat(jenis: str, /, **tanya: str) -> str:
    return reverse("penugasan:ekspor", args=[jenis], query=tanya or None)


def buka(jawaban: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))


def baris(lembar: Any) -> list[dict[str, Any]]:
    kepala, *isi = lembar.iter_rows(values_only=True)
    return [dict(zip(kepala, satu, strict=True)) for satu in isi]


def ambil(klien: Client, jenis: str, /, **tanya: str) -> list[dict[str, Any]]:
    return baris(buka(klien.get(alamat(jenis, **tanya))).worksheets[0])


def keterangan(buku: openpyxl.Workbook) -> dict[str, Any]:
    return {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True) if b[0]}
