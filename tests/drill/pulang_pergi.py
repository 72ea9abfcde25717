"""R3: the same file twice, undo, the corrected file, and what the portal wrote brought back.

Runs inside a worker, on its scratch database; every scenario is rolled back.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import openpyxl
from django.core.files.storage import default_storage
from django.http import QueryDict

from inti.impor import services
from inti.models import BarisImpor, Impor, Sumber
from inti.waktu import hari_ini, sekarang
from koperasi.models import Kebutuhan
from pegawai.models import Pegawai
from penugasan.filters.ekspor import semua as semua_ekspor
from penugasan.models import Penugasan
from penugasan.queries.periode import periode_aktif
from penugasan.services.ekspor import Lingkup, tulis_berkas
from penugasan.services.saring import saring
from tests.drill.arena import Arena, fakta, sementara, sidik
from tests.drill.berantakan_isi import kebutuhan
from tests.drill.kasus import Jawaban, Kasus, Luput
from tests.drill.keluarga import bangkitkan
from tests.drill.kertas import Kertas, tulis
from tests.drill.koreksi import berkas_salah, perbaiki
from tests.drill.orang import SIASN, SURVEI, ambil, kota, tabel_siasn, tabel_survei

HITUNG = ("baru", "berubah", "ditolak")
TANPA_SUMBER = "inti.Sumber"
"""Where facts came from is kept after an undo: it is history, not a fact."""


@dataclass
class Hasil:
    """One scenario: what it was about and what went wrong."""

    skenario: str
    nama: str
    luput: list[Luput] = field(default_factory=list)

    def gagal(self, sebab: str, pesan: str) -> None:
        self.luput.append(Luput(self.skenario, self.nama, sebab, "", pesan[:500], diam=True))


def semua(arena: Arena, seed: int) -> Iterator[Hasil]:
    """Yield every scenario of the round trip."""
    for nomor, kasus in enumerate(bangkitkan("berantakan", seed)):
        if kasus.tolak is None:
            yield from _dua_kali_lalu_urung(arena, kasus, seed, nomor)
    for nomor in range(12):
        yield _koreksi(arena, seed, nomor)
    yield from _ekspor(arena, seed)


# The same file twice, then undone ----------------------------------------------------------------


def _dua_kali_lalu_urung(arena: Arena, kasus: Kasus, seed: int, nomor: int) -> Iterator[Hasil]:
    dua, urung = Hasil("berkas sama dua kali", kasus.nama), Hasil("urung", kasus.nama)
    with sementara():
        arena.isi(kasus.sudah or _sebagian(kasus, seed, nomor))
        awal = sidik(tanpa=TANPA_SUMBER)
        jawab = arena.unggah(kasus.isi, kasus.nama)
        if jawab.status != Impor.Status.SIAP or all(b["status"] == "ditolak" for b in jawab.baris):
            return
        impor = arena.terakhir()
        arena.terapkan(jawab)
        if jawab.galat:
            dua.gagal("rusak", jawab.galat)
            yield dua
            return
        _sekali_lagi(arena, kasus, dua)
        if nomor % 3 == 2:
            urung.skenario = "urung sesudah isian petugas"
            _urung_bersunting(arena, impor, urung)
        else:
            _urungkan(arena, impor, urung)
            if sidik(tanpa=TANPA_SUMBER) != awal:
                urung.gagal("hash_beda", "tabel tidak kembali seperti semula")
    yield dua
    yield urung


def _sekali_lagi(arena: Arena, kasus: Kasus, hasil: Hasil) -> None:
    """Upload the same bytes again: nothing is new, and applying it writes nothing."""
    sebelum = sidik(tanpa=TANPA_SUMBER)
    lagi = arena.unggah(kasus.isi, kasus.nama)
    beda = [b for b in lagi.baris if b["status"] in {"baru", "berubah"}]
    if lagi.galat or lagi.status != Impor.Status.SIAP:
        hasil.gagal("rusak", lagi.galat or f"{lagi.status}: {lagi.pesan}")
    elif beda:
        contoh = f"{beda[0]['lembar']}!{beda[0]['baris']} {_beda(arena)}"
        hasil.gagal("masih_berubah", f"{len(beda)} baris masih berubah, misalnya {contoh}")
    arena.terapkan(lagi)
    if sidik(tanpa=TANPA_SUMBER) != sebelum:
        hasil.gagal("hash_beda", "menerapkan berkas yang sama mengubah tabel")


def _beda(arena: Arena) -> str:
    baris = BarisImpor.objects.filter(impor=arena.terakhir(), status__in=["baru", "berubah"])
    return str(list(baris.values_list("beda", flat=True)[:1]))


def _urungkan(arena: Arena, impor: Impor, hasil: Hasil) -> None:
    jawab = Jawaban()
    arena.kerjakan(
        lambda: services.minta_urung(impor=impor, akun=arena.akun, saat=sekarang()), jawab
    )
    impor.refresh_from_db()
    if jawab.galat or impor.status != Impor.Status.DIURUNGKAN:
        hasil.gagal("rusak", jawab.galat or f"status {impor.status}")


def _urung_bersunting(arena: Arena, impor: Impor, hasil: Hasil) -> None:
    """Edit one fact by hand after the import: it stays, is named, and the rest goes back."""
    baris = BarisImpor.objects.filter(impor=impor, status__in=["baru", "berubah"]).first()
    if baris is None or impor.jenis == "kebutuhan":
        return
    tangan = Sumber.objects.create(
        instansi=arena.instansi, jenis=Sumber.Jenis.TANGAN, keterangan="drill", tanggal=hari_ini()
    )
    orang = Pegawai.objects.get(instansi=arena.instansi, nip=baris.kunci, aktif=True)
    orang.domisili_teks, orang.domisili = "Isian Petugas", None
    orang.sumber = orang.sumber | {"domisili": tangan.pk, "domisili_teks": tangan.pk}
    orang.save()
    _urungkan(arena, impor, hasil)
    kini = Pegawai.objects.filter(pk=orang.pk).first()
    if kini is None or kini.domisili_teks != "Isian Petugas":
        hasil.gagal("isian_hilang", "isian petugas sesudah impor ikut dibatalkan")
    impor.refresh_from_db()
    daftar = impor.ringkasan.get("urungan", {}).get("daftar", [])
    menyentuh = baris.status == "baru" or "domisili" in baris.beda
    if menyentuh and not any(d["judul"].casefold() == orang.nama.casefold() for d in daftar):
        hasil.gagal("tak_disebut", f"isian yang dipertahankan tidak disebut: {daftar[:3]}")
    if not menyentuh and daftar:
        hasil.gagal("salah_sebut", f"disebut padahal tidak disentuh impor: {daftar[:3]}")


def _sebagian(kasus: Kasus, seed: int, nomor: int) -> list[Any]:
    """Put half of the people on record beforehand, with other facts than the file has."""
    nip = {b.nip for b in kasus.baris[:: 1 + nomor % 3]}
    milik = [o for o in kota(seed).orang if o.nip in nip]
    unit = kota(seed).unit[nomor % len(kota(seed).unit)]
    return [replace(o, unit=unit, tingkat="15", nama=o.nama + " Lama") for o in milik]


# The corrected file ------------------------------------------------------------------------------


def _koreksi(arena: Arena, seed: int, nomor: int) -> Hasil:
    """Get the marked workbook, mend its cells, upload it again: everything is right."""
    hasil = Hasil("berkas koreksi", f"koreksi-{nomor}")
    salah = berkas_salah(random.Random(f"{seed}/koreksi/{nomor}"), seed, nomor)  # noqa: S311
    with sementara():
        arena.isi(salah.sudah)
        jawab = arena.unggah(salah.isi, salah.nama)
        if jawab.galat or jawab.status != Impor.Status.SIAP:
            hasil.gagal("rusak", jawab.galat or f"{jawab.status}: {jawab.pesan}")
            return hasil
        semula = _temuan(jawab)
        tanpa = [s for s in salah.perbaikan if f"{s[0]}!{s[1]}" not in semula]
        if tanpa:
            hasil.gagal("tanpa_temuan", f"sel salah tanpa temuan: {tanpa}")
        impor = arena.terakhir()
        arena.kerjakan(lambda: services.minta_koreksi(impor=impor, akun=arena.akun), jawab)
        impor.refresh_from_db()
        if jawab.galat or "koreksi" not in impor.ringkasan:
            hasil.gagal("rusak", jawab.galat or "berkas koreksi tidak ada")
            return hasil
        with default_storage.open(impor.ringkasan["koreksi"]["berkas"]) as berkas:
            bertanda = berkas.read()
        arena.terapkan(jawab)
        if jawab.galat:
            hasil.gagal("rusak", jawab.galat)
        _periksa_tanda(bertanda, salah.perbaikan, hasil)
        belum = arena.unggah(bertanda, salah.nama)
        if _temuan(belum) != semula:
            beda = _temuan(belum) ^ semula
            hasil.gagal("temuan_beda", f"berkas koreksi yang belum diubah: {sorted(beda)[:5]}")
        lagi = arena.unggah(perbaiki(bertanda, salah.perbaikan), salah.nama)
        _periksa_baik(arena, lagi, salah.benar, hasil)
    return hasil


def _temuan(jawab: Jawaban) -> set[str]:
    return {f"{t['lembar']}!{t['sel']}" for b in jawab.baris for t in b["temuan"]}


def _periksa_tanda(isi: bytes, perbaikan: list[tuple[str, str, Any]], hasil: Hasil) -> None:
    """Every wrong cell is red, has a note, and its row says so in the column Kesalahan."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    for lembar, sel, _ in perbaikan:
        kertas = buku[lembar]
        if kertas[sel].comment is None or kertas[sel].fill.fgColor.rgb in {"00000000", None}:
            hasil.gagal("tak_ditandai", f"{lembar}!{sel} tanpa warna atau catatan")
        baris = [str(c.value or "") for c in kertas[kertas[sel].row]]
        kepala = [str(c.value or "") for satu in kertas.iter_rows() for c in satu]
        if "Kesalahan" not in kepala or not baris[-1]:
            hasil.gagal("tanpa_kolom", f"{lembar}!{sel}: kolom Kesalahan tidak berisi")


def _periksa_baik(
    arena: Arena, jawab: Jawaban, benar: dict[str, dict[str, Any]], hasil: Hasil
) -> None:
    ditolak = [b for b in jawab.baris if b["status"] == "ditolak"]
    if jawab.galat or jawab.status != Impor.Status.SIAP or ditolak:
        sebab = [t["pesan"] for b in ditolak for t in b["temuan"]][:2]
        hasil.gagal("belum_baik", jawab.galat or f"{jawab.status}: {jawab.pesan} {sebab}")
        return
    arena.terapkan(jawab)
    kini = fakta(arena.instansi)
    for nip, isi in benar.items():
        salah = {k: kini.get(nip, {}).get(k) for k, v in isi.items() if not _sama(k, kini, nip, v)}
        if salah:
            hasil.gagal("belum_baik", f"sesudah diperbaiki: {salah}, seharusnya {isi}")


def _sama(kolom: str, kini: dict[str, Any], nip: str, nilai: Any) -> bool:
    isi = kini.get(nip, {}).get(kolom)
    return bool(str(isi).casefold() == str(nilai).casefold() if kolom == "nama" else isi == nilai)


# What the portal wrote ---------------------------------------------------------------------------


def _ekspor(arena: Arena, seed: int) -> Iterator[Hasil]:
    """Export every list that can be imported, bring it back: 0 changes, 0 refused."""
    with sementara():
        orang = ambil(random.Random(seed), seed, 120)  # noqa: S311
        kertas = Kertas("Data")
        tabel = tabel_siasn(kertas)
        tabel.kepala(SIASN)
        for satu in orang:
            tabel.tambah(satu)
        jawab = arena.unggah(tulis([kertas]), "ekspor.xlsx")
        arena.terapkan(jawab)
        arena.terapkan(_survei(arena, seed, orang))
        arena.terapkan(arena.unggah(kebutuhan(random.Random(seed), seed, 0).isi, "pos.xlsx"))  # noqa: S311
        saring(periode=periode_aktif(arena.instansi), aktor=arena.akun, pada=sekarang())
        _nominasikan(arena)
        for kode, jenis in sorted(semua_ekspor().items()):
            if getattr(jenis, "impor", ""):
                yield _satu_ekspor(arena, kode, jenis)


def _survei(arena: Arena, seed: int, orang: list[Any]) -> Jawaban:
    tabel = tabel_survei(Kertas("Survei"), seed)
    tabel.kepala(SURVEI)
    for satu in orang:
        if satu.disurvei:
            tabel.tambah(satu)
    return arena.unggah(tulis([tabel.kertas]), "survei.xlsx")


def _nominasikan(arena: Arena) -> None:
    """Ask for a few people, so that the nominative list holds somebody."""
    periode = periode_aktif(arena.instansi)
    assert periode is not None
    kursi = Kebutuhan.objects.filter(koperasi__instansi=arena.instansi, aktif=True)
    for orang, pos in zip(Pegawai.objects.exclude(opd=None)[:20], kursi[:20], strict=True):
        Penugasan.objects.create(
            instansi=arena.instansi,
            periode=periode,
            pegawai=orang,
            kebutuhan=pos,
            opd_asal=orang.opd,
            versi=periode.versi,
            asal=Penugasan.Asal.NOMINASI,
            mulai=hari_ini(),
            selesai=hari_ini().replace(year=hari_ini().year + 4, day=1),
            dibuat_pada=sekarang(),
            status=Penugasan.Status.DIMINTA,
            diminta_pada=sekarang(),
            batas_jawab=hari_ini(),
        )


def _satu_ekspor(arena: Arena, kode: str, jenis: Any) -> Hasil:
    hasil = Hasil("ekspor diimpor lagi", kode)
    keluar = io.BytesIO()
    lingkup = Lingkup(arena.instansi, None, QueryDict())
    tulis_berkas(jenis, lingkup, jenis.susun(lingkup), keluar, pada=sekarang())
    jawab = arena.unggah(keluar.getvalue(), f"{kode}.xlsx")
    beda = [b for b in jawab.baris if b["status"] in HITUNG]
    if jawab.galat or jawab.status != Impor.Status.SIAP or not jawab.baris:
        hasil.gagal("rusak", jawab.galat or f"{jawab.status}: {jawab.pesan}")
    elif beda:
        sebab = [t["pesan"] for t in beda[0]["temuan"]] or _beda(arena)
        hasil.gagal("berubah", f"{len(beda)} dari {len(jawab.baris)} baris: {sebab}")
    return hasil
