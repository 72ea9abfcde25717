"""Paket: load a policy pack and its reference data. Adds what is missing, overwrites nothing."""

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from inti import audit
from inti.errors import DomainError
from inti.models import Instansi, Sumber, Wilayah
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Opd
from penugasan.models import PaketKebijakan, Periode, VersiAturan
from penugasan.rules.paket import Paket, PaketGalat, baca_paket

FOLDER = settings.AKAR / "penugasan" / "paket"


@dataclass(slots=True)
class Termuat:
    """What a load added, per kind of record; zero everywhere on a second run."""

    instansi: Instansi
    periode: Periode
    versi: VersiAturan
    baru: dict[str, int] = field(default_factory=dict)
    draf: bool = False


def siapkan(*, kode: str, pada: dt.datetime, folder: Path = FOLDER) -> Termuat:
    """Load pack `kode`: regions, units, cooperatives, posts, rule version and first round.

    A pack whose text changed since the last load becomes a new draft version; the version in
    force stays until a second person approves. Raises DomainError when the pack is unusable.
    """
    akar = folder / kode
    teks, paket = _baca(akar, kode)
    _muat_wilayah(akar, paket)
    instansi = _muat_instansi(paket)
    with audit.keputusan(instansi):
        versi, draf = _muat_versi(instansi, paket, teks, pada)
        sumber = _sumber(instansi, paket, pada.date())
        baru = {
            "opd": _muat_opd(akar, paket, instansi),
            "koperasi": _muat_koperasi(akar, paket, instansi, sumber),
            "formasi": _muat_formasi(akar, paket, instansi, sumber),
        }
        periode, periode_baru = Periode.objects.get_or_create(
            instansi=instansi,
            kode=paket.periode.kode,
            defaults={
                "nama": paket.periode.nama,
                "versi": VersiAturan.objects.get(
                    instansi=instansi, status=VersiAturan.Status.BERLAKU
                ),
                "tanggal_acuan": paket.periode.tanggal_acuan,
                "mulai": paket.periode.mulai,
                "selesai": paket.periode.selesai,
                "batas_hari_kerja": paket.tenggat.batas_hari_kerja,
            },
        )
        baru["periode"] = int(periode_baru)
        if draf or any(baru.values()):
            audit.catat(
                aksi="paket.muat",
                aktor=None,
                instansi=instansi,
                objek=versi,
                sesudah={"paket": kode, "versi": versi.nomor, "status": versi.status, **baru},
            )
    return Termuat(instansi, periode, versi, baru, draf)


def daftar_paket(folder: Path = FOLDER) -> list[str]:
    """Codes of the packs that are installed."""
    return sorted(berkas.parent.name for berkas in folder.glob("*/paket.toml"))


def _baca(akar: Path, kode: str) -> tuple[str, Paket]:
    if kode not in daftar_paket(akar.parent):
        tersedia = ", ".join(daftar_paket(akar.parent))
        pesan = f"Paket {kode} tidak ada. Yang tersedia: {tersedia}."
        raise DomainError(pesan)
    teks = (akar / "paket.toml").read_text(encoding="utf-8")
    try:
        return teks, baca_paket(teks)
    except PaketGalat as galat:
        pesan = f"Paket {kode} tidak dapat dipakai. {galat}."
        raise DomainError(pesan) from galat


def _nama(baris: dict[str, str], kolom: str) -> list[str]:
    """Return the names in one cell, separated by semicolons."""
    return [nama for nama in baris.get(kolom, "").split(";") if nama]


def _baris(akar: Path, nama: str) -> Iterator[dict[str, str]]:
    if nama:
        with (akar / nama).open(encoding="utf-8", newline="") as berkas:
            yield from csv.DictReader(berkas)


def _muat_instansi(paket: Paket) -> Instansi:
    isi = paket.instansi
    instansi, _ = Instansi.objects.get_or_create(
        kode=isi.kode,
        defaults={
            "nama": isi.nama,
            "wilayah_id": isi.wilayah,
            "sebutan_wilayah": paket.kata.wilayah,
            "siasn_id": isi.siasn_id,
            "siasn_satuan_kerja_id": isi.siasn_satuan_kerja_id,
        },
    )
    return instansi


def _muat_versi(
    instansi: Instansi, paket: Paket, teks: str, pada: dt.datetime
) -> tuple[VersiAturan, bool]:
    """The version made from this text, a draft unless it is the first; and whether it is new."""
    sidik = hashlib.sha256(teks.encode()).hexdigest()
    ada = VersiAturan.objects.filter(instansi=instansi, sidik=sidik).first()
    if ada:
        return ada, False
    simpanan, _ = PaketKebijakan.objects.update_or_create(
        instansi=instansi,
        kode=paket.identitas.kode,
        defaults={
            "nama": paket.identitas.nama,
            "teks": teks,
            "sidik": sidik,
            "dimuat": pada,
        },
    )
    terakhir = VersiAturan.objects.filter(instansi=instansi).first()
    versi = VersiAturan.objects.create(
        instansi=instansi,
        paket=simpanan,
        nomor=terakhir.nomor + 1 if terakhir else 1,
        status=VersiAturan.Status.DRAF if terakhir else VersiAturan.Status.BERLAKU,
        berlaku_mulai=paket.identitas.berlaku_mulai,
        isi=paket.isi,
        sidik=sidik,
        alasan=f"Dimuat dari {simpanan.nama}",
        dibuat_pada=pada,
    )
    return versi, True


def _sumber(instansi: Instansi, paket: Paket, tanggal: dt.date) -> Sumber:
    keterangan = f"Paket kebijakan {paket.identitas.nama}"
    sumber, _ = Sumber.objects.get_or_create(
        instansi=instansi,
        jenis=Sumber.Jenis.BERKAS,
        keterangan=keterangan,
        defaults={"tanggal": tanggal},
    )
    return sumber


def _muat_wilayah(akar: Path, paket: Paket) -> None:
    """Province, city, kecamatan and kelurahan with outlines and neighbours, parents first."""
    isi = paket.instansi
    garis = _garis_batas(akar, paket.rujukan.garis_batas)
    daftar = [
        Wilayah(kode=isi.provinsi, nama=isi.nama_provinsi, jenis=Wilayah.Jenis.PROVINSI),
        Wilayah(
            kode=isi.wilayah,
            nama=isi.nama_wilayah,
            jenis=isi.jenis_wilayah,
            induk_id=isi.provinsi,
        ),
    ]
    daftar += [
        Wilayah(
            kode=baris["kode_kemendagri"],
            nama=baris["nama"],
            jenis=Wilayah.Jenis.KECAMATAN,
            induk_id=isi.wilayah,
            lat=float(baris["lat_rata"]),
            lng=float(baris["lng_rata"]),
        )
        for baris in _baris(akar, paket.rujukan.kecamatan)
    ]
    daftar += [
        Wilayah(
            kode=baris["kode_kemendagri"],
            nama=baris["nama"],
            jenis=baris.get("jenis") or paket.kata.wilayah,
            induk_id=baris["kode_kecamatan"],
            lat=float(baris["lat"]),
            lng=float(baris["lng"]),
            kode_pos=baris["kode_pos"],
            alias=_nama(baris, "alias_ejaan"),
            nama_lama=_nama(baris, "nama_lama"),
            garis_batas=garis.get(baris["kode_kemendagri"]),
        )
        for baris in _baris(akar, paket.rujukan.kelurahan)
    ]
    Wilayah.objects.bulk_create(daftar, ignore_conflicts=True)
    sambungan = Wilayah.tetangga.through
    sambungan.objects.bulk_create(
        (
            sambungan(from_wilayah_id=dari, to_wilayah_id=ke)
            for baris in _baris(akar, paket.rujukan.tetangga)
            for dari, ke in (
                (baris["kode_a"], baris["kode_b"]),
                (baris["kode_b"], baris["kode_a"]),
            )
        ),
        ignore_conflicts=True,
    )


def _garis_batas(akar: Path, nama: str) -> dict[str, list[Any]]:
    """Outline rings [[lng, lat], ...] per region; the parts of a multipolygon stand in one list."""
    if not nama:
        return {}
    fitur = json.loads((akar / nama).read_text(encoding="utf-8"))["features"]
    garis = {}
    for satu in fitur:
        bentuk = satu["geometry"]
        poligon = bentuk["coordinates"]
        if bentuk["type"] == "Polygon":
            poligon = [poligon]
        garis[satu["id"]] = [cincin for bagian in poligon for cincin in bagian]
    return garis


def _muat_opd(akar: Path, paket: Paket, instansi: Instansi) -> int:
    """Units in the order of the file, which names a parent before its children."""
    menurut_kode = {opd.kode: opd for opd in Opd.objects.filter(instansi=instansi)}
    baru = 0
    for baris in _baris(akar, paket.rujukan.opd):
        if baris["kode"] not in menurut_kode:
            menurut_kode[baris["kode"]] = Opd.objects.create(
                instansi=instansi,
                kode=baris["kode"],
                nama=baris["nama"],
                jenis=baris["jenis"],
                induk=menurut_kode[baris["kode_induk"]] if baris["kode_induk"] else None,
            )
            baru += 1
    return baru


def _muat_koperasi(akar: Path, paket: Paket, instansi: Instansi, sumber: Sumber) -> int:
    ada = set(Koperasi.objects.filter(instansi=instansi).values_list("wilayah_id", flat=True))
    daftar = [
        Koperasi(
            instansi=instansi,
            kode=baris["kode_internal"],
            nama=baris["nama"],
            wilayah_id=baris["kode_kelurahan"],
            kuota=int(baris["kuota_maks_pppk"] or paket.koperasi.kuota_maks),
            sumber={"nama": sumber.pk, "kuota": sumber.pk},
        )
        for baris in _baris(akar, paket.rujukan.koperasi)
        if baris["kode_kelurahan"] not in ada
    ]
    return len(Koperasi.objects.bulk_create(daftar))


def _muat_formasi(akar: Path, paket: Paket, instansi: Instansi, sumber: Sumber) -> int:
    """Posts, when the pack has a file of them (columns kode_koperasi, nomor, peran)."""
    koperasi = {satu.kode: satu for satu in Koperasi.objects.filter(instansi=instansi)}
    ada = set(
        Kebutuhan.objects.filter(koperasi__instansi=instansi).values_list("koperasi__kode", "nomor")
    )
    daftar = [
        Kebutuhan(
            koperasi=koperasi[baris["kode_koperasi"]],
            nomor=int(baris["nomor"]),
            peran=baris["peran"],
            kuota=koperasi[baris["kode_koperasi"]].kuota,
            sumber=sumber,
        )
        for baris in _baris(akar, paket.rujukan.formasi)
        if (baris["kode_koperasi"], int(baris["nomor"])) not in ada
    ]
    return len(Kebutuhan.objects.bulk_create(daftar))
