"""Two agencies with one of everything: an own and a foreign row for each URL."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from inti import audit
from inti.impor.teks import kunci_nama
from inti.models import BarisImpor, HariLibur, Impor, Instansi, Pekerjaan
from inti.peran import Peran
from inti.waktu import sekarang
from koperasi.models import Pengurus
from pegawai.models import Akun, KoreksiTenaga, Opd, Pendataan, TenagaNonAsn
from penugasan.models import (
    BacaanSiasn,
    BarisRencana,
    BedaSiasn,
    NamaDitawarkan,
    PadananSiasn,
    PanggilanNama,
    Rencana,
    RujukanSiasn,
)
from penugasan.queries.unor import samakan
from penugasan.services.pendataan import siapkan_pendataan, umumkan
from tests.inti.factories import InstansiFactory
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.otorisasi.dunia_surat import surat_dunia
from tests.pegawai.factories import (
    AkunFactory,
    OpdFactory,
    PegawaiFactory,
    PejabatFactory,
    TenagaNonAsnFactory,
)
from tests.penugasan.factories import (
    HasilSaringFactory,
    KerjaGandaFactory,
    PengajuanFactory,
    PengecualianFactory,
    PenugasanFactory,
    PeringatanFactory,
    PeriodeFactory,
    PermintaanFactory,
    PesanKeluarFactory,
    RencanaFactory,
    SaringanFactory,
    TugasFactory,
    UsulanFactory,
)

DI_SANA = {"status": "AKTIF", "tiba": dt.date(2026, 3, 2)}


@dataclass(frozen=True)
class Isi:
    """One of everything, of one agency and one unit."""

    instansi: Instansi
    opd: Opd
    objek: dict[str, Any]

    def pk(self, nama: str) -> Any:
        return self.objek[nama].pk


@dataclass(frozen=True)
class Dunia:
    """The asking accounts, what is theirs, and what is not.

    ``tetangga`` is another unit of the same agency: foreign to an OPD head, own to BKPSDM.
    ``asing`` is another agency: foreign to everybody.
    """

    akun: dict[str, Akun]
    milik: Isi
    tetangga: Isi
    asing: Isi


def buat_dunia() -> Dunia:
    instansi = InstansiFactory.create(kode="kota-pekalongan")
    milik = _isi(instansi, "DINKES")
    tetangga = _isi(instansi, "DINDIK")
    asing = _isi(InstansiFactory.create(kode="kabupaten-lain"), "DINKES")
    akun = {
        peran: AkunFactory.create(username=f"uji.{peran}", peran=peran, instansi=instansi)
        for peran in Peran.values
    }
    PejabatFactory.create(opd=milik.opd, akun=akun[Peran.KEPALA_OPD])
    mantan = AkunFactory.create(username="uji.mantan", peran=Peran.KEPALA_OPD, instansi=instansi)
    PejabatFactory.create(opd=milik.opd, akun=mantan, plt=True, lewat=True)
    akun["mantan_kepala"] = mantan
    Pengurus.objects.create(
        koperasi=milik.objek["koperasi"],
        akun=akun[Peran.PENGURUS_KOPERASI],
        nama="Ketua Uji",
        mulai=dt.date(2020, 1, 1),
    )
    akun[Peran.PEGAWAI].pegawai = milik.objek["ditetapkan"].pegawai
    akun[Peran.PEGAWAI].save()
    return Dunia(akun=akun, milik=milik, tetangga=tetangga, asing=asing)


def _isi(instansi: Instansi, kode_opd: str) -> Isi:
    opd = OpdFactory.create(instansi=instansi, kode=kode_opd, nama=f"Dinas {kode_opd}")
    orang = {"instansi": instansi, "opd": opd}
    periode = PeriodeFactory.create(instansi=instansi)
    saringan = SaringanFactory.create(periode=periode)
    pegawai = PegawaiFactory.create(layak=True, **orang)
    HasilSaringFactory.create(saringan=saringan, pegawai=pegawai)
    rencana = RencanaFactory.create(saringan=saringan)
    rencana_lain = RencanaFactory.create(
        saringan=saringan, induk=rencana, status=Rencana.Status.LAIN, corak=Rencana.Corak.DEKAT
    )
    koperasi = KoperasiFactory.create(instansi=instansi)
    baris = BarisRencana.objects.create(
        rencana=rencana,
        pegawai=pegawai,
        kebutuhan=KebutuhanFactory.create(koperasi=koperasi),
        nilai=1,
    )

    def penugasan(**sifat: Any) -> Any:
        return PenugasanFactory.create(
            instansi=instansi, pegawai=PegawaiFactory.create(layak=True, **orang), **sifat
        )

    diminta = penugasan(diminta=True)
    disetujui = penugasan(disetujui_opd=True)
    ditetapkan = penugasan(ditetapkan=True)
    berangkat, aktif, dinilai = (
        penugasan(
            ditetapkan=True, kebutuhan=KebutuhanFactory.create(koperasi=koperasi, kuota=9), **sifat
        )
        for sifat in ({}, DI_SANA, DI_SANA)
    )
    usulan = UsulanFactory.create(penugasan=penugasan(diminta=True))
    perbaikan = UsulanFactory.create(penugasan=penugasan(diminta=True), status="PERBAIKAN")
    impor = Impor.objects.create(
        instansi=instansi,
        jenis="siasn",
        nama_berkas="uji.xlsx",
        sha256="0" * 64,
        status=Impor.Status.SIAP,
        ringkasan=dict.fromkeys(["baris", "baru", "berubah", "sama", "ditolak", "peringatan"], 1),
        dibuat=sekarang(),
    )
    pemohon = AkunFactory.create(peran=Peran.PETUGAS, instansi=instansi)
    tua = PegawaiFactory.create(layak=True, tua=True, **orang)
    dikecualikan = PengecualianFactory.create(periode=periode, pegawai=tua, status="DIAJUKAN")
    pendataan, tenaga = _pendataan(instansi, opd, pemohon)
    objek: dict[str, Any] = {
        "tenaga": tenaga,
        "koreksi": KoreksiTenaga.objects.create(
            instansi=instansi, tenaga=tenaga, isi={}, dasar="Uji", oleh=pemohon, pada=sekarang()
        ),
        "pendataan": pendataan,
        "pegawai": pegawai,
        "tua": tua,
        "pengecualian": dikecualikan,
        "permintaan": PermintaanFactory.create(periode=periode, pegawai=pegawai),
        "peringatan": PeringatanFactory.create(penugasan=ditetapkan),
        "saringan": saringan,
        "rencana": rencana,
        "rencana_lain": rencana_lain,
        "baris_rencana": baris,
        "koperasi": koperasi,
        "diminta": diminta,
        "disetujui": disetujui,
        "berangkat": berangkat,
        "aktif": aktif,
        "dinilai": dinilai,
        "pengajuan": PengajuanFactory.create(penugasan=dinilai),
        "hari_libur": HariLibur.objects.get_or_create(
            instansi=instansi, tanggal=dt.date(2026, 3, 18), defaults={"keterangan": "Uji"}
        )[0],
        "panggilan": PanggilanNama.objects.create(
            instansi=instansi,
            periode=periode,
            opd=opd,
            jumlah=1,
            batas=dt.date(2026, 3, 9),
            diminta_pada=sekarang(),
            diminta_oleh=pemohon,
        ),
        "tawaran": NamaDitawarkan.objects.create(
            instansi=instansi,
            periode=periode,
            pegawai=pegawai,
            ditawarkan_pada=sekarang(),
            ditawarkan_oleh=pemohon,
        ),
        "pengurus": Pengurus.objects.create(
            koperasi=koperasi, nama="Wakil Uji", mulai=dt.date(2020, 1, 1)
        ),
        "beda": BedaSiasn.objects.create(
            instansi=instansi,
            pegawai=pegawai,
            kolom="jabatan",
            kita=pegawai.jabatan,
            bkn="PENATA LAYANAN",
            isi={"jabatan": "PENATA LAYANAN"},
            ditemukan_pada=sekarang(),
            dilihat_pada=sekarang(),
        ),
        "bacaan": BacaanSiasn.objects.create(pegawai=pegawai, pada=sekarang(), hasil="BEDA"),
        "ditetapkan": ditetapkan,
        "kerja_ganda": KerjaGandaFactory.create(penugasan=ditetapkan),
        "tugas": TugasFactory.create(penugasan=disetujui),
        "usulan": usulan,
        "perbaikan": perbaikan,
        "pengganti": PegawaiFactory.create(layak=True, **orang),
        "pesan": PesanKeluarFactory.create(penugasan=ditetapkan),
        "pesan_manual": PesanKeluarFactory.create(
            penugasan=berangkat, status="MANUAL", manual_oleh=pemohon, manual_pada=sekarang()
        ),
        "pesan_dientri": PesanKeluarFactory.create(
            penugasan=aktif, status="DITERIMA", status_bkn="DIUSULKAN", manual_oleh=pemohon
        ),
        **surat_dunia(instansi, ditetapkan, aktif, pemohon),
        "impor": impor,
        "baris_impor": BarisImpor.objects.create(
            impor=impor, lembar="Data", baris=2, status=BarisImpor.Status.BARU
        ),
        "pekerjaan_jejak": Pekerjaan.objects.create(
            instansi=instansi,
            jenis="jejak.periksa",
            judul="Periksa rantai",
            dibuat=sekarang(),
            status=Pekerjaan.Status.SELESAI,
        ),
        "pekerjaan": Pekerjaan.objects.create(
            instansi=instansi, jenis="uji", judul="Uji", dibuat=sekarang(), aktor=pemohon
        ),
        "akun": pemohon,
        **_padanan(instansi, opd, pemohon),
    }
    objek["pejabat"] = PejabatFactory.create(opd=objek["cabang"])
    with audit.keputusan(instansi):
        audit.catat(aksi="uji.dunia", aktor=pemohon, instansi=instansi, objek=diminta)
    return Isi(instansi=instansi, opd=opd, objek=objek)


def _padanan(instansi: Instansi, opd: Any, petugas: Any) -> dict[str, Any]:
    """A unit below ``opd`` that is mapped, another row of SIASN's list, and an exact suggestion."""

    def rujukan(kunci: str, nama: str) -> RujukanSiasn:
        return RujukanSiasn.objects.create(
            instansi=instansi,
            daftar=RujukanSiasn.Daftar.UNOR,
            siasn_id=kunci,
            kunci=samakan(kunci),
            nama=nama.upper(),
            kunci_nama=kunci_nama(nama),
            dilihat_pada=sekarang(),
        )

    cabang = OpdFactory.create(
        instansi=instansi, induk=opd, kode=f"{opd.kode}-CABANG", unor_id=f"LAMA{opd.kode}"
    )
    baru = OpdFactory.create(
        instansi=instansi,
        induk=opd,
        kode=f"{opd.kode}-BARU",
        nama=f"Seksi Baru {opd.kode}",
        unor_id="",
    )
    rujukan(f"baru{opd.kode}", baru.nama)
    PadananSiasn.objects.create(
        instansi=instansi,
        opd=cabang,
        sebutan=cabang.nama,
        rujukan=rujukan(cabang.unor_id, cabang.nama),
        alasan="NAMA",
        diterima_oleh=petugas,
        diterima_pada=sekarang(),
    )
    return {"cabang": cabang, "rujukan": rujukan(f"lain{opd.kode}", "Seksi Lain")}


def _pendataan(instansi: Instansi, opd: Any, petugas: Any) -> tuple[Pendataan, TenagaNonAsn]:
    """A registry that is announced, with one worker of this unit."""
    pendataan, baru = siapkan_pendataan(
        kode="pendataan-non-asn-2022", instansi=instansi, pada=sekarang()
    )
    tenaga = TenagaNonAsnFactory.create(instansi=instansi, opd=opd)
    if baru:
        pendataan = umumkan(pendataan=pendataan, aktor=petugas, pada=sekarang())
    return pendataan, tenaga
