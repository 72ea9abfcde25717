"""The non-ASN registry for its importer and for corrections: values in the form staged rows have.

A registry holds some thousands of people, so the ORM's own bulk writing is fast enough.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from inti.impor.pakai import dipakai
from inti.impor.pengimpor import Urungan
from inti.models import Instansi, RiwayatFakta, Sumber
from pegawai.models import TenagaNonAsn

OBJEK = "pegawai.tenaganonasn"
TANGGAL = ("lahir", "tanggal_lulus", "tanggal_sk", "mulai", "akhir")
FAKTA = (
    "nik",
    "nama",
    "nomor_thk2",
    "lahir",
    "tempat_lahir",
    "jenis_kelamin",
    "pendidikan",
    "nomor_ijazah",
    "tanggal_lulus",
    "sekolah",
    "berkas_ijazah",
    "nomor_sk",
    "tanggal_sk",
    "mulai",
    "akhir",
    "pendidikan_sk",
    "jabatan",
    "jabatan_asn",
    "unit",
    "opd",
    "penandatangan",
    "jenis_penandatangan",
    "berkas_sk",
    "berkas_honor",
    "sumber_honor",
    "aktif",
)
"""Columns that a source can set; each remembers its source in ``TenagaNonAsn.sumber``."""
LABEL: dict[str, str] = {
    k.name: str(k.verbose_name) for k in TenagaNonAsn._meta.concrete_fields if k.name in FAKTA
} | {"opd": "OPD", "nik": "NIK"}
PORSI = 1_000


def label(kolom: str) -> str:
    """Return the words for a column, as a heading begins."""
    kata = LABEL[kolom]
    return kata[:1].upper() + kata[1:]


def cari(instansi: Instansi, nik: Collection[str]) -> dict[str, TenagaNonAsn]:
    """Return the workers of an agency by their NIK."""
    milik = TenagaNonAsn.objects.filter(instansi=instansi, nik__in=list(nik)).order_by()
    return {satu.nik: satu for satu in milik}


def nilai(tenaga: TenagaNonAsn, kolom: str) -> Any:
    """Return one value as JSON holds it; "" and None both mean that nothing is known."""
    isi = getattr(tenaga, "opd_id" if kolom == "opd" else kolom)
    return isi.isoformat() if isinstance(isi, dt.date) else isi


def tambah(instansi: Instansi, baru: Iterable[Mapping[str, Any]], sumber: Sumber) -> None:
    """Insert workers; what a row does not say stays empty and has no source."""
    TenagaNonAsn.objects.bulk_create(
        (
            _isi(TenagaNonAsn(instansi=instansi), satu, dict.fromkeys(satu, sumber.pk))
            for satu in baru
        ),
        batch_size=PORSI,
    )


def ubah(
    perubahan: Sequence[tuple[TenagaNonAsn, Mapping[str, Any]]], sumber: Sumber, saat: dt.datetime
) -> None:
    """Change workers and keep what was there in the history."""
    RiwayatFakta.objects.bulk_create(
        (
            RiwayatFakta(
                instansi_id=tenaga.instansi_id,
                objek_jenis=OBJEK,
                objek_id=tenaga.pk,
                sumber=sumber,
                waktu=saat,
                isi={k: [nilai(tenaga, k), v, tenaga.sumber.get(k)] for k, v in baru.items()},
            )
            for tenaga, baru in perubahan
        ),
        batch_size=PORSI,
    )
    _simpan(
        [_isi(tenaga, baru, dict.fromkeys(baru, sumber.pk)) for tenaga, baru in perubahan],
        {kolom for _, baru in perubahan for kolom in baru},
    )


def urungkan(sumber: Sumber, kata: Any) -> Urungan:
    """Put back what one file wrote, in the caller's transaction; later edits stay and are named."""
    hasil = Urungan()
    riwayat = RiwayatFakta.objects.filter(sumber=sumber, objek_jenis=OBJEK).order_by("pk")
    for satu in riwayat.iterator(PORSI):
        tenaga = TenagaNonAsn.objects.filter(pk=satu.objek_id).first()
        if tenaga is not None:
            _pulihkan(tenaga, satu, sumber, hasil, kata)
    _hapus(sumber, hasil)
    return hasil


def _pulihkan(
    tenaga: TenagaNonAsn, riwayat: RiwayatFakta, sumber: Sumber, hasil: Urungan, kata: Any
) -> None:
    balik: dict[str, Any] = {}
    asal: dict[str, int | None] = {}
    for kolom, (lama, baru, sumber_lama) in riwayat.isi.items():
        if nilai(tenaga, kolom) != baru or tenaga.sumber.get(kolom) != sumber.pk:
            sebab = f"diubah lagi menjadi “{kata(kolom, nilai(tenaga, kolom))[:60]}”"
            hasil.pertahankan(tenaga.nama, label(kolom), sebab)
        else:
            balik[kolom], asal[kolom] = lama, sumber_lama
    if balik:
        _simpan([_isi(tenaga, balik, asal)], balik)
        hasil.dikembalikan += 1


def _hapus(sumber: Sumber, hasil: Urungan) -> None:
    """Remove the workers the file brought, unless somebody has changed or used them since."""
    milik = list(TenagaNonAsn.objects.filter(sumber__nik=sumber.pk, instansi=sumber.instansi))
    pakai = dipakai(TenagaNonAsn, [satu.pk for satu in milik])
    hapus = []
    for satu in milik:
        if set(satu.sumber.values()) != {sumber.pk} or satu.pegawai_id:
            hasil.pertahankan(
                satu.nama, "", "datanya dilengkapi, diubah, atau ditautkan sesudahnya"
            )
        elif satu.pk in pakai:
            hasil.pertahankan(satu.nama, "", f"sudah dipakai di {pakai[satu.pk]}")
        else:
            hapus.append(satu.pk)
    TenagaNonAsn.objects.filter(pk__in=hapus).delete()
    hasil.dihapus += len(hapus)


def _isi(
    tenaga: TenagaNonAsn, baru: Mapping[str, Any], asal: Mapping[str, int | None]
) -> TenagaNonAsn:
    for kolom, isi in baru.items():
        nilai_baru = dt.date.fromisoformat(isi) if isi and kolom in TANGGAL else isi
        setattr(tenaga, "opd_id" if kolom == "opd" else kolom, nilai_baru)
    gabung = tenaga.sumber | dict(asal)
    tenaga.sumber = {k: v for k, v in gabung.items() if v is not None}
    return tenaga


def _simpan(tenaga: Sequence[TenagaNonAsn], kolom: Collection[str]) -> None:
    urut = [k for k in FAKTA if k in kolom]
    if tenaga and urut:
        TenagaNonAsn.objects.bulk_update(tenaga, ["sumber", *urut], batch_size=200)
