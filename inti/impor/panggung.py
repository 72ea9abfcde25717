"""Staging: a file becomes rows with their difference and findings; nothing else is written.

Rows stream through in portions: read, understood, compared and stored, so that the memory used
does not grow with the file. Each portion is a short transaction of its own, so that nobody waits
for a long file; an import whose reading breaks off stays DIUNGGAH and is read anew.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from inti.audit import keputusan
from inti.errors import SudahDiproses
from inti.excel import BATAS_UNGGAH, Batas, BerkasDitolak, Buku, buka
from inti.impor import baris as tabel
from inti.impor.bacaan import KolomHilang, Pengenalan, baris_data, kenali
from inti.impor.banding import keadaan
from inti.impor.hitungan import Hitungan
from inti.impor.kembar import Kembar
from inti.impor.kini import diputuskan, gabung, siap_kini
from inti.impor.pengimpor import (
    BarisMentah,
    BarisTerbaca,
    Konteks,
    Lapor,
    Pembaca,
    Pengimpor,
    Status,
    ambil,
)
from inti.impor.peta import peta_untuk
from inti.impor.temuan import Temuan, Tingkat
from inti.models import BarisImpor, Impor

SEKALI = 1_000
TEMUAN_BERKAS = 200
"""Findings about the file that are kept; more of them say nothing new."""
GALAT_SEL = {
    "#RUMUS": "Sel berisi rumus tanpa hasil. Simpan berkas dari Excel, lalu unggah lagi.",
    "#TANGGAL": "Tanggal di sel ini tidak ada di kalender. Tulis seperti 31-12-1990.",
}


def panggungkan(
    impor: Impor,
    berkas: Path,
    *,
    calon_pengimpor: Sequence[Pengimpor],
    hari_ini: dt.date,
    batas: Batas = BATAS_UNGGAH,
    lapor: Lapor,
) -> None:
    """Read, compare and stage one file; a refused file gets status DITOLAK and its reason.

    Discarded meanwhile, it stays discarded, and nothing of it is staged.
    """
    BarisImpor.objects.filter(impor=impor).delete()
    try:
        with buka(berkas, batas=batas) as buku:
            kenalan = kenali(buku, calon_pengimpor, peta_untuk(impor.instansi))
            impor.ringkasan = impor.ringkasan | {"kolom": _kolom_per_lembar(kenalan)}
            konteks = _konteks(impor, kenalan.pengimpor, hari_ini, buku.awal_hitungan)
            panggung = _Panggung(impor, kenalan, konteks)
            panggung.isi(buku, lapor)
    except BerkasDitolak as tolak:
        _tolak(impor, tolak)
        return
    except (SudahDiproses, FileNotFoundError):
        impor.refresh_from_db()
        if impor.status == Impor.Status.DIUNGGAH:
            raise
        return
    impor.jenis = kenalan.pengimpor.kode
    impor.temuan = [t.sebagai_dict() for t in panggung.temuan[:TEMUAN_BERKAS]]
    impor.ringkasan = impor.ringkasan | {
        "diabaikan": kenalan.diabaikan,
        "pribadi": kenalan.pribadi,
        "awal_hitungan": konteks.awal_hitungan.isoformat(),
        "kepala": {k.lembar.nama: k.baris_akhir for k in kenalan.kepala},
        "menunggu": panggung.menunggu(),
        "hilang": sum(1 for _ in kenalan.pengimpor.hilang(impor)),
        **panggung.hitungan.sebagai_dict(),
    }
    _selesai(impor, Impor.Status.SIAP)


class _Panggung:
    """One file on its way into the staging table."""

    def __init__(self, impor: Impor, kenalan: Pengenalan, konteks: Konteks) -> None:
        self.impor = impor
        self.kenalan = kenalan
        self.pembaca = kenalan.pengimpor.siapkan(konteks)
        self.hitungan = Hitungan()
        self.temuan = list(kenalan.temuan)
        self.kembar = Kembar(kenalan.pengimpor)
        self._menumpang: list[str] = []

    def isi(self, buku: Buku, lapor: Lapor) -> None:
        """Store every row. Raises BerkasDitolak ``lembar_kosong`` when there is none."""
        dikenal = {k.lembar.nama for k in self.kenalan.kepala}
        perkiraan = sum(lembar.perkiraan for lembar in buku.lembar if lembar.nama in dikenal)
        jumlah = 0
        aliran = self._baca()
        while porsi := list(islice(aliran, tabel.PORSI)):
            self.pembaca.bandingkan(porsi)
            self._simpan(porsi)
            jumlah += len(porsi)
            lapor(jumlah, max(perkiraan, jumlah), "Membaca dan membandingkan baris")
        if not jumlah:
            pesan = "Tidak ada baris data di bawah judul kolom. Isi barisnya, lalu unggah lagi."
            raise BerkasDitolak(pesan, kode="lembar_kosong")
        self._tolak_kembar()

    def menunggu(self) -> list[int]:
        return _menunggu(self._menumpang, self.impor, self.kenalan.pengimpor)

    def _baca(self) -> Iterator[BarisTerbaca]:
        for kepala in self.kenalan.kepala:
            for mentah in baris_data(kepala, self.kenalan.pengimpor):
                if isinstance(mentah, Temuan):
                    self.temuan.append(mentah)
                    continue
                satu = self.pembaca.baca(mentah)
                if mentah.galat:
                    _sebut_galat_sel(satu, mentah)
                satu.temuan += mentah.temuan
                self.kembar.catat(satu)
                yield satu

    def _simpan(self, porsi: Sequence[BarisTerbaca]) -> None:
        for satu in porsi:
            self.hitungan.tambah(satu)
            menumpang = satu.objek is None and satu.kunci and not satu.bergalat
            if menumpang and len(self._menumpang) < SEKALI:
                self._menumpang.append(satu.kunci)
        with transaction.atomic():
            _pastikan_dibaca(self.impor)
            tabel.simpan(self.impor, porsi)

    def _tolak_kembar(self) -> None:
        """Refuse the rows that turned out to share a value which must stand once."""
        for lembar, nomor in self.kembar.tempat().items():
            for awal in range(0, len(nomor), SEKALI):
                semua = BarisImpor.objects.filter(
                    impor=self.impor, lembar=lembar[:100], baris__in=nomor[awal : awal + SEKALI]
                )
                for porsi in tabel.muat(semua, self.impor):
                    for satu in porsi:
                        self._tolak_satu(satu, lembar)
                    tabel.perbarui(porsi)

    def _tolak_satu(self, satu: BarisTerbaca, lembar: str) -> None:
        self.hitungan.kurang(satu)
        self.kembar.tandai(satu, lembar)
        satu.status, satu.beda = Status.DITOLAK, {}
        self.hitungan.tambah(satu)


def bandingkan_ulang(impor: Impor, *, hari_ini: dt.date, lapor: Lapor | None = None) -> None:
    """Compare the staged rows with the data of now, refused ones too.

    Raises SudahDiproses when the import no longer waits to be applied.
    """
    pengimpor = ambil(impor.jenis)
    awal = dt.date.fromisoformat(impor.ringkasan["awal_hitungan"])
    pembaca = pengimpor.siapkan(_konteks(impor, pengimpor, hari_ini, awal))
    hitungan, menumpang, sejak = Hitungan(), list[str](), keadaan(impor.instansi)
    for porsi in _ulangi(impor, pembaca):
        for satu in porsi:
            hitungan.tambah(satu)
        menumpang += [b.kunci for b in porsi if b.objek is None and not b.bergalat]
        if lapor:
            lapor(hitungan.baris, impor.ringkasan["baris"], "Membandingkan dengan data portal")
    menunggu = _menunggu(menumpang[:SEKALI], impor, pengimpor)
    with keputusan(impor.instansi):
        siap_kini(impor)
        if diputuskan(impor, sejak):  # rows counted above are others by now
            hitungan = Hitungan(b for porsi in tabel.muat_semua(impor) for b in porsi)
        gabung(impor, hitungan.sebagai_dict() | {"menunggu": menunggu})


def _ulangi(impor: Impor, pembaca: Pembaca) -> Iterator[list[BarisTerbaca]]:
    """Compare and store portion by portion, each from how its rows stand by then."""
    sesudah = 0
    while porsi := _ulangi_porsi(impor, pembaca, sesudah):
        sesudah = porsi[-1].pk or 0
        yield porsi


def _ulangi_porsi(impor: Impor, pembaca: Pembaca, sesudah: int) -> list[BarisTerbaca]:
    """Nobody waits for the comparison; what was decided during it is not written over."""
    sejak = keadaan(impor.instansi)
    porsi = _bandingkan_porsi(impor, pembaca, sesudah)
    with keputusan(impor.instansi):
        siap_kini(impor)
        if diputuskan(impor, sejak):
            porsi = _bandingkan_porsi(impor, pembaca, sesudah)
        tabel.perbarui(porsi)
    return porsi


def _bandingkan_porsi(impor: Impor, pembaca: Pembaca, sesudah: int) -> list[BarisTerbaca]:
    porsi = next(tabel.muat_dari_awal(impor, sesudah=sesudah), [])
    if porsi:
        pembaca.bandingkan(porsi)
    return porsi


def _konteks(impor: Impor, pengimpor: Pengimpor, hari_ini: dt.date, awal: dt.date) -> Konteks:
    """Give an importer the keys that staged files of the kinds it builds on would add."""
    calon = {
        jenis: dict(
            _baris_siap(impor, [jenis]).exclude(status=Status.DITOLAK).values_list("kunci", "judul")
        )
        for jenis in pengimpor.bergantung
    }
    return Konteks(impor.instansi, hari_ini, awal, calon)


def _menunggu(menumpang: Sequence[str], impor: Impor, pengimpor: Pengimpor) -> list[int]:
    """Return the staged files that must be applied before this one.

    A row that a file of the same upload brings waits for that file alone: another one that lies
    about and happens to name the same person holds nobody back.
    """
    if not pengimpor.bergantung or not menumpang:
        return []
    pemilik = _baris_siap(impor, pengimpor.bergantung).filter(kunci__in=menumpang)
    pemilik_kunci: dict[str, set[int]] = {}
    for kunci, pk in pemilik.values_list("kunci", "impor"):
        pemilik_kunci.setdefault(kunci, set()).add(pk)
    serombongan = set(impor.ringkasan.get("kelompok", []))
    return sorted({pk for calon in pemilik_kunci.values() for pk in calon & serombongan or calon})


def _baris_siap(impor: Impor, jenis: Sequence[str]) -> QuerySet[BarisImpor]:
    """Return rows staged by the agency's imports of these kinds and not applied yet."""
    return BarisImpor.objects.filter(
        impor__instansi=impor.instansi, impor__status=Impor.Status.SIAP, impor__jenis__in=jenis
    )


def pembaca_untuk(impor: Impor, *, hari_ini: dt.date) -> Pembaca:
    """Return the reader that compares and writes the staged rows of this import."""
    awal = dt.date.fromisoformat(impor.ringkasan["awal_hitungan"])
    return ambil(impor.jenis).siapkan(Konteks(impor.instansi, hari_ini, awal))


def _sebut_galat_sel(satu: BarisTerbaca, mentah: BarisMentah) -> None:
    for kolom, isi in mentah.galat.items():
        pesan = GALAT_SEL.get(isi, f"Sel ini berisi galat Excel {isi}, jadi dianggap kosong.")
        satu.ingatkan("sel_galat", kolom, pesan)


def _kolom_per_lembar(kenalan: Pengenalan) -> dict[str, Any]:
    return {
        k.lembar.nama: {nama: [t.indeks, t.huruf, t.judul] for nama, t in k.kolom.items()}
        for k in kenalan.kepala
    }


def _tolak(impor: Impor, tolak: BerkasDitolak) -> None:
    BarisImpor.objects.filter(impor=impor).delete()
    impor.temuan = [Temuan(tolak.kode, Tingkat.GALAT, tolak.pesan).sebagai_dict()]
    impor.ringkasan = impor.ringkasan | Hitungan().sebagai_dict()
    if isinstance(tolak, KolomHilang):
        impor.ringkasan |= {"dekat": tolak.dekat, "diabaikan": tolak.judul}
    _selesai(impor, Impor.Status.DITOLAK)


def _pastikan_dibaca(impor: Impor) -> None:
    """Hold the import while rows are added to it: whoever discards it then finds all of them.

    Raises SudahDiproses when it was discarded.
    """
    terkunci = Impor.objects.select_for_update().only("status").get(pk=impor.pk)
    if terkunci.status != Impor.Status.DIUNGGAH:
        pesan = "Berkas ini dibuang selagi diperiksa."
        raise SudahDiproses(pesan)


def _selesai(impor: Impor, status: str) -> None:
    """End the reading by compare-and-swap: what was discarded meanwhile does not come back."""
    with keputusan(impor.instansi):
        menang = Impor.objects.filter(pk=impor.pk, status=Impor.Status.DIUNGGAH).update(
            status=status, jenis=impor.jenis, temuan=impor.temuan, ringkasan=impor.ringkasan
        )
    if menang:
        impor.status = status
    else:
        impor.refresh_from_db()
