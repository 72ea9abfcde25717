"""Staging: a file becomes rows with their difference and findings; nothing else is written."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from inti.excel import BATAS_UNGGAH, Batas, BerkasDitolak, Buku, buka
from inti.impor.bacaan import Pengenalan, baris_data, kenali
from inti.impor.pengimpor import (
    BarisTerbaca,
    KolomTemu,
    Konteks,
    Lapor,
    Pembaca,
    Pengimpor,
    Status,
    ambil,
)
from inti.impor.temuan import Temuan, Tingkat, dari_dict
from inti.models import BarisImpor, Impor

SEKALI = 1_000
TEMUAN_BERKAS = 200
"""Findings about the file that are kept; more of them say nothing new."""


def panggungkan(
    impor: Impor,
    berkas: Path,
    *,
    calon_pengimpor: Sequence[Pengimpor],
    hari_ini: dt.date,
    batas: Batas = BATAS_UNGGAH,
    lapor: Lapor,
) -> None:
    """Read, compare and stage one file; a refused file gets status DITOLAK and its reason."""
    try:
        with buka(berkas, batas=batas) as buku:
            kenalan = kenali(buku, calon_pengimpor)
            konteks = _konteks(impor, kenalan.pengimpor, hari_ini, buku.awal_hitungan)
            pembaca = kenalan.pengimpor.siapkan(konteks)
            baris, temuan = _baca(buku, kenalan, pembaca, lapor)
        if not baris:
            pesan = "Tidak ada baris data di bawah judul kolom. Tidak ada yang diimpor."
            raise BerkasDitolak(pesan, kode="lembar_kosong")
    except BerkasDitolak as tolak:
        _tolak(impor, tolak)
        return
    tandai_ganda(baris, kenalan.pengimpor)
    lapor(len(baris), len(baris), "Membandingkan dengan data portal")
    pembaca.bandingkan(baris)
    impor.jenis = kenalan.pengimpor.kode
    impor.temuan = [t.sebagai_dict() for t in temuan[:TEMUAN_BERKAS]]
    impor.ringkasan = impor.ringkasan | {
        "diabaikan": kenalan.diabaikan,
        "pribadi": kenalan.pribadi,
        "awal_hitungan": konteks.awal_hitungan.isoformat(),
        "kolom": _kolom_per_lembar(kenalan),
    }
    _simpan(impor, baris, kenalan.pengimpor)


def bandingkan_ulang(impor: Impor, *, hari_ini: dt.date) -> None:
    """Compare the staged rows with the data of now, refused ones too."""
    pengimpor = ambil(impor.jenis)
    baris = muat(impor, dari_awal=True)
    awal = dt.date.fromisoformat(impor.ringkasan["awal_hitungan"])
    pengimpor.siapkan(_konteks(impor, pengimpor, hari_ini, awal)).bandingkan(baris)
    _simpan(impor, baris, pengimpor)


def _konteks(impor: Impor, pengimpor: Pengimpor, hari_ini: dt.date, awal: dt.date) -> Konteks:
    """Give an importer the keys that staged files of the kinds it builds on would add."""
    calon = {
        jenis: dict(
            _baris_siap(impor, [jenis]).exclude(status=Status.DITOLAK).values_list("kunci", "judul")
        )
        for jenis in pengimpor.bergantung
    }
    return Konteks(impor.instansi, hari_ini, awal, calon)


def _menunggu(baris: Sequence[BarisTerbaca], impor: Impor, pengimpor: Pengimpor) -> list[int]:
    """Return the staged files that must be applied before this one.

    A row that a file of the same upload brings waits for that file alone: another one that lies
    about and happens to name the same person holds nobody back.
    """
    menumpang = [b.kunci for b in baris if b.objek is None and not b.bergalat]
    if not pengimpor.bergantung or not menumpang:
        return []
    pemilik = _baris_siap(impor, pengimpor.bergantung).filter(kunci__in=menumpang[:SEKALI])
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


def _simpan(impor: Impor, baris: Sequence[BarisTerbaca], pengimpor: Pengimpor) -> None:
    """Replace the staged rows and the counts of an import that is not applied yet."""
    menunggu = _menunggu(baris, impor, pengimpor)
    with transaction.atomic():
        impor.status = Impor.Status.SIAP
        impor.ringkasan = impor.ringkasan | hitung(baris) | {"menunggu": menunggu}
        BarisImpor.objects.filter(impor=impor).delete()
        BarisImpor.objects.bulk_create(
            (_ke_baris(impor, satu) for satu in baris), batch_size=SEKALI
        )
        impor.save()


def muat(impor: Impor, *, dari_awal: bool = False) -> list[BarisTerbaca]:
    """Read the staged rows back, to be compared again.

    Findings of the last comparison are left behind, except on refused rows: these stay as the
    preview showed them, unless the comparison starts over (``dari_awal``).
    """
    kolom = kolom_tersimpan(impor)
    banding = ambil(impor.jenis).kode_banding
    hasil = []
    for tersimpan in BarisImpor.objects.filter(impor=impor).order_by("pk").iterator(SEKALI):
        satu = ke_terbaca(tersimpan, kolom)
        if dari_awal or satu.status != Status.DITOLAK:
            satu.temuan = [t for t in satu.temuan if t.kode not in banding]
        hasil.append(satu)
    return hasil


def kolom_tersimpan(impor: Impor) -> dict[str, dict[str, KolomTemu]]:
    """Return where the columns of each sheet stand, as noted when the file was read."""
    return {
        lembar: {nama: KolomTemu(*isi) for nama, isi in semua.items()}
        for lembar, semua in impor.ringkasan.get("kolom", {}).items()
    }


def ke_terbaca(baris: BarisImpor, kolom: Mapping[str, Mapping[str, KolomTemu]]) -> BarisTerbaca:
    """Return a staged row in the form that importers work on."""
    return BarisTerbaca(
        lembar=baris.lembar,
        nomor=baris.baris,
        kolom=kolom.get(baris.lembar, {}),
        kunci=baris.kunci,
        judul=baris.judul,
        nilai=baris.data,
        temuan=[dari_dict(t) for t in baris.temuan],
        status=baris.status,
        beda=baris.beda,
        pk=baris.pk,
    )


def salin(satu: BarisTerbaca, baris: BarisImpor) -> None:
    """Lay what reading and comparing found over a staged row; the caller saves it."""
    baris.status = satu.status
    baris.peringatan = satu.berperingatan
    baris.data = satu.nilai
    baris.beda = satu.beda
    baris.temuan = [t.sebagai_dict() for t in satu.temuan]


def hitung_ulang(impor: Impor) -> None:
    """Count the staged rows again after one of them changed."""
    kolom = kolom_tersimpan(impor)
    semua = BarisImpor.objects.filter(impor=impor)
    impor.ringkasan = impor.ringkasan | hitung([ke_terbaca(b, kolom) for b in semua])
    impor.save(update_fields=["ringkasan"])


def pembaca_untuk(impor: Impor, *, hari_ini: dt.date) -> Pembaca:
    """Return the reader that compares and writes the staged rows of this import."""
    awal = dt.date.fromisoformat(impor.ringkasan["awal_hitungan"])
    return ambil(impor.jenis).siapkan(Konteks(impor.instansi, hari_ini, awal))


def tandai_ganda(baris: Sequence[BarisTerbaca], pengimpor: Pengimpor) -> None:
    """Refuse every row of a key that stands more than once: nobody can tell which is right."""
    tempat: dict[str, list[BarisTerbaca]] = {}
    for satu in baris:
        if satu.kunci:
            tempat.setdefault(satu.kunci, []).append(satu)
    for kembar in tempat.values():
        if len(kembar) < 2:
            continue
        for satu in kembar:
            lain = ", ".join(f"{b.lembar}!{b.nomor}" for b in kembar if b is not satu)
            pesan = f"Baris ganda: isian yang sama ada di {lain[:120]}. Sisakan satu yang benar."
            satu.galat(pengimpor.kode_ganda, pengimpor.kolom_kunci, pesan)


def hitung(baris: Sequence[BarisTerbaca]) -> dict[str, Any]:
    """Count rows by outcome, rows with a warning, and findings by code."""
    status = Counter(str(b.status) for b in baris)
    return {
        "baris": len(baris),
        **{str(s): status.get(str(s), 0) for s in Status.values},
        "peringatan": sum(b.berperingatan for b in baris),
        "kode": dict(Counter(t.kode for b in baris for t in b.temuan).most_common()),
    }


def _baca(
    buku: Buku, kenalan: Pengenalan, pembaca: Pembaca, lapor: Lapor
) -> tuple[list[BarisTerbaca], list[Temuan]]:
    temuan = list(kenalan.temuan)
    baris: list[BarisTerbaca] = []
    dikenal = {k.lembar.nama for k in kenalan.kepala}
    perkiraan = sum(lembar.perkiraan for lembar in buku.lembar if lembar.nama in dikenal)
    for kepala in kenalan.kepala:
        for mentah in baris_data(kepala):
            if isinstance(mentah, Temuan):
                temuan.append(mentah)
                continue
            baris.append(pembaca.baca(mentah))
            if len(baris) % 250 == 0:
                lapor(len(baris), max(perkiraan, len(baris)), "Membaca baris")
    return baris, temuan


def _kolom_per_lembar(kenalan: Pengenalan) -> dict[str, Any]:
    return {
        k.lembar.nama: {nama: [t.indeks, t.huruf, t.judul] for nama, t in k.kolom.items()}
        for k in kenalan.kepala
    }


def _ke_baris(impor: Impor, satu: BarisTerbaca) -> BarisImpor:
    baris = BarisImpor(
        impor=impor,
        lembar=satu.lembar[:100],
        baris=satu.nomor,
        kunci=satu.kunci[:60],
        judul=satu.judul[:160],
    )
    salin(satu, baris)
    return baris


def _tolak(impor: Impor, tolak: BerkasDitolak) -> None:
    impor.status = Impor.Status.DITOLAK
    impor.temuan = [Temuan(tolak.kode, Tingkat.GALAT, tolak.pesan).sebagai_dict()]
    impor.ringkasan = impor.ringkasan | hitung([])
    impor.save()


def semua_temuan(impor: Impor) -> Iterator[dict[str, Any]]:
    """Yield the findings of the file, then those of its rows, in the order of the sheet."""
    yield from impor.temuan
    baris = BarisImpor.objects.filter(impor=impor).exclude(temuan=[]).order_by("pk")
    for temuan in baris.values_list("temuan", flat=True).iterator(SEKALI):
        yield from temuan
