"""One box for everything: people by NIP or name, cooperatives, letters, usulan and requests.

Names are compared without titles; a name nobody bears is tried again with its slips of the
keyboard. Every find stands within the account's scope.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from inti.isian import kata_cari
from inti.peran import PEMBACA, Peran
from koperasi.models import Koperasi
from pegawai.models import Pegawai
from penugasan.models import Pengajuan, Penugasan, Surat, Usulan

PALING_BANYAK = 10
HURUF_PALING_SEDIKIT = 3
CALON_MIRIP = 600
"""Names looked at when nobody is called exactly so."""
CUKUP_MIRIP = 0.72
GELAR = re.compile(r"[a-z]{0,4}\.[a-z.]*|,.*$", re.IGNORECASE)
"""``S.Kom.``, ``dr.``, and whatever follows a comma."""
NOMOR = re.compile(r"([UP])-?0*(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Temuan:
    """One find: what it is, what it is called, and where it stands.

    ``berkas`` is the page of the person's newest decision, "" when nothing was decided.
    """

    jenis: str
    judul: str
    keterangan: str
    url: str
    berkas: str = ""


def cari(akun: Any, kata: str) -> list[Temuan]:
    """Finds of all kinds, the likeliest first; fewer than three characters find nothing."""
    kata = " ".join(kata.split())
    if len(re.sub(r"[\s.,-]", "", kata)) < HURUF_PALING_SEDIKIT:
        return []
    if nomor := NOMOR.fullmatch(kata):
        return _bernomor(akun, nomor[1].upper(), int(nomor[2]))
    return [*_orang(akun, kata), *_koperasi(akun, kata), *_surat(akun, kata)]


def _orang(akun: Any, kata: str) -> list[Temuan]:
    if akun.peran not in PEMBACA:
        return []
    semua = Pegawai.objects.untuk(akun)
    angka = re.sub(r"[\s.]", "", kata)
    if angka.isascii() and angka.isdigit():
        calon = semua.filter(nip__startswith=angka).order_by("-aktif", "nama")
        orang = _lengkap(akun, calon[:PALING_BANYAK])
    else:
        orang = _bernama(akun, semua, kata)
    return [
        Temuan(
            "Pegawai",
            satu.nama_lengkap,
            satu.opd.nama if satu.opd else "Unit belum dikenal",
            reverse("penugasan:kartu_kelayakan", args=[satu.pk]),
            reverse("penugasan:nominasi_rincian", args=[satu.putusan]) if satu.putusan else "",
        )
        for satu in orang
    ]


def _lengkap(akun: Any, calon: QuerySet[Pegawai]) -> list[Any]:
    """These few people with their unit and newest assignment, whatever became of it.

    The few are chosen first: nobody looks up the decisions of people who are not shown.
    """
    terakhir = Penugasan.objects.untuk(akun).filter(pegawai=OuterRef("pk")).order_by("-pk")
    orang = Pegawai.objects.untuk(akun).filter(pk__in=calon.values("pk")).select_related("opd")
    putusan = Subquery(terakhir.values("pk")[:1])
    return list(orang.annotate(putusan=putusan).order_by("-aktif", "nama", "pk"))


def _bernama(akun: Any, semua: Any, kata: str) -> list[Any]:
    """Those who bear every word, an exact name first; else those who nearly do."""
    bersih = [w for w in kata_cari(GELAR.sub(" ", kata)) if w]
    if not bersih:
        return []
    cocok = semua
    for satu in bersih:
        cocok = cocok.filter(nama__icontains=satu)
    dicari = " ".join(bersih).casefold()
    orang = _lengkap(akun, cocok.order_by("-aktif", "nama", "pk")[: PALING_BANYAK * 3])
    if not orang:
        orang = _mirip(akun, semua, bersih, dicari)
    orang.sort(key=lambda p: -_kemiripan(p.nama, dicari))
    return orang[:PALING_BANYAK]


def _mirip(akun: Any, semua: Any, kata: list[str], dicari: str) -> list[Any]:
    """People whose words begin or end as those typed do, close enough as a whole."""
    syarat = Q()
    for satu in kata:
        if len(satu) >= HURUF_PALING_SEDIKIT:
            awal, akhir = satu[:HURUF_PALING_SEDIKIT], satu[-HURUF_PALING_SEDIKIT:]
            syarat |= Q(nama__icontains=awal) | Q(nama__icontains=akhir)
    if not syarat:
        return []
    calon = _lengkap(akun, semua.filter(syarat).order_by("nama", "pk")[:CALON_MIRIP])
    return [satu for satu in calon if _kemiripan(satu.nama, dicari) >= CUKUP_MIRIP]


def _kemiripan(nama: str, dicari: str) -> float:
    return SequenceMatcher(None, nama.casefold(), dicari).ratio()


def _koperasi(akun: Any, kata: str) -> list[Temuan]:
    """Cooperatives by name, code or the region they stand in."""
    if akun.peran not in PEMBACA | {Peran.DINAS_KOPERASI}:
        return []
    syarat = Q(nama__icontains=kata) | Q(kode__icontains=kata) | Q(wilayah__nama__icontains=kata)
    pendek = re.sub(r"^k[kd]mp\s+", "", kata, flags=re.IGNORECASE)
    if pendek != kata:
        syarat |= Q(wilayah__nama__icontains=pendek)
    milik = Koperasi.objects.untuk(akun).filter(syarat).select_related("wilayah__induk")
    return [
        Temuan(
            "Koperasi",
            satu.nama,
            satu.wilayah.induk.nama if satu.wilayah.induk else "",
            reverse("koperasi:rincian", args=[satu.pk]),
        )
        for satu in milik.order_by("kode")[:PALING_BANYAK]
    ]


def _surat(akun: Any, kata: str) -> list[Temuan]:
    if akun.peran not in PEMBACA:
        return []
    surat = Surat.objects.untuk(akun).defer("isi").filter(nomor__icontains=kata)
    return [
        Temuan(
            satu.get_jenis_display(),
            satu.nomor,
            f"{satu.tanggal:%d-%m-%Y}, {satu.get_status_display().lower()}",
            reverse("penugasan:surat_rincian", args=[satu.pk]),
        )
        for satu in surat.order_by("-tanggal", "-pk")[:PALING_BANYAK]
    ]


def _bernomor(akun: Any, jenis: str, nomor: int) -> list[Temuan]:
    """``U-0012`` is an usulan, ``P-0003`` a request."""
    if jenis == "U":
        if akun.peran not in PEMBACA:
            return []
        usulan = Usulan.objects.untuk(akun).filter(pk=nomor).first()
        alamat, judul = "penugasan:usulan_rincian", "Usulan"
    else:
        usulan = Pengajuan.objects.untuk(akun).filter(pk=nomor).first()
        alamat, judul = "penugasan:pengajuan_rincian", "Pengajuan"
    if usulan is None:
        return []
    nama = usulan.nomor if jenis == "U" else str(usulan)
    return [Temuan(judul, nama, usulan.get_status_display(), reverse(alamat, args=[usulan.pk]))]
