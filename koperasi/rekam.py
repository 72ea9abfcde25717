"""Facts and posts of a cooperative as one source changes them, with the history an undo needs."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from inti.impor.pakai import dipakai
from inti.impor.pengimpor import Urungan
from inti.models import RiwayatFakta, Sumber
from koperasi.models import Kebutuhan, Koperasi

KOPERASI, KEBUTUHAN = "koperasi.koperasi", "koperasi.kebutuhan"
FAKTA = ("nomor_badan_hukum", "status")
FORMASI = "formasi:"
ISI_FORMASI = ("peran", "aktif", "kuota", "sumber_id")


def simpan(
    koperasi: Koperasi,
    fakta: Mapping[str, str],
    formasi: Mapping[int, str | None],
    *,
    sumber: Sumber,
    saat: dt.datetime,
) -> None:
    """Write facts, and posts by number (role, or None to close it), in the caller's transaction.

    There are at most some dozens of cooperatives in a file, so one statement per change is fine.
    """
    if fakta:
        isi = {k: [getattr(koperasi, k), v, koperasi.sumber.get(k)] for k, v in fakta.items()}
        _catat(koperasi, KOPERASI, isi, sumber, saat)
        for kolom, nilai in fakta.items():
            setattr(koperasi, kolom, nilai)
        koperasi.sumber = koperasi.sumber | dict.fromkeys(fakta, sumber.pk)
        koperasi.save(update_fields=[*fakta, "sumber"])
    tercatat = {k.nomor: k for k in koperasi.kebutuhan_set.all()}
    for nomor, peran in formasi.items():
        kebutuhan = tercatat.get(nomor) or Kebutuhan(koperasi=koperasi, nomor=nomor)
        sebelum = {k: getattr(kebutuhan, k) for k in ISI_FORMASI}
        kebutuhan.aktif = peran is not None
        kebutuhan.peran = peran or kebutuhan.peran
        kebutuhan.kuota = koperasi.kuota
        kebutuhan.sumber = sumber
        if kebutuhan.pk:
            isi = {k: [v, getattr(kebutuhan, k), None] for k, v in sebelum.items()}
            _catat(kebutuhan, KEBUTUHAN, isi, sumber, saat)
        kebutuhan.save()


def _catat(
    objek: Koperasi | Kebutuhan,
    jenis: str,
    isi: Mapping[str, Any],
    sumber: Sumber,
    saat: dt.datetime,
) -> None:
    RiwayatFakta.objects.create(
        instansi=sumber.instansi,
        objek_jenis=jenis,
        objek_id=objek.pk,
        sumber=sumber,
        waktu=saat,
        isi=isi,
    )


def urungkan(
    sumber: Sumber, *, label: Callable[[str], str], kata: Callable[[str, Any], str]
) -> Urungan:
    """Put back what one file changed, unless it was changed again since."""
    hasil = Urungan()
    riwayat = RiwayatFakta.objects.filter(sumber=sumber).order_by("pk")
    lama = {r.objek_id for r in riwayat if r.objek_jenis == KEBUTUHAN}
    _hapus_formasi(sumber, lama, hasil)
    for satu in riwayat:
        if satu.objek_jenis == KEBUTUHAN:
            _pulihkan_formasi(satu, sumber, hasil)
        else:
            _pulihkan_koperasi(satu, sumber, hasil, label, kata)
    return hasil


def _hapus_formasi(sumber: Sumber, lama: set[int], hasil: Urungan) -> None:
    """Remove the posts that the file opened; one that somebody stands on stays."""
    baru = {
        k.pk: k
        for k in Kebutuhan.objects.filter(sumber=sumber)
        .exclude(pk__in=lama)
        .select_related("koperasi__wilayah")
    }
    pakai = dipakai(Kebutuhan, list(baru))
    for pk, kebutuhan in baru.items():
        if pk in pakai:
            hasil.pertahankan(str(kebutuhan), "", f"sudah dipakai di {pakai[pk]}")
        else:
            kebutuhan.delete()
            hasil.dihapus += 1


def _pulihkan_formasi(riwayat: RiwayatFakta, sumber: Sumber, hasil: Urungan) -> None:
    kebutuhan = Kebutuhan.objects.select_related("koperasi__wilayah").get(pk=riwayat.objek_id)
    if kebutuhan.sumber_id != sumber.pk:
        hasil.pertahankan(str(kebutuhan), "", "diubah lagi sesudahnya")
        return
    for kolom, (lama, _, _) in riwayat.isi.items():
        setattr(kebutuhan, kolom, lama)
    kebutuhan.save()
    hasil.dikembalikan += 1


def _pulihkan_koperasi(
    riwayat: RiwayatFakta,
    sumber: Sumber,
    hasil: Urungan,
    label: Callable[[str], str],
    kata: Callable[[str, Any], str],
) -> None:
    koperasi = Koperasi.objects.get(pk=riwayat.objek_id)
    asal = dict(koperasi.sumber)
    kembali = []
    for kolom, (lama, baru, sumber_lama) in riwayat.isi.items():
        if getattr(koperasi, kolom) != baru or asal.get(kolom) != sumber.pk:
            sebab = f"diubah lagi menjadi “{kata(kolom, getattr(koperasi, kolom))[:60]}”"
            hasil.pertahankan(koperasi.nama, label(kolom), sebab)
            continue
        setattr(koperasi, kolom, lama)
        asal[kolom] = sumber_lama
        kembali.append(kolom)
    koperasi.sumber = {k: v for k, v in asal.items() if v is not None}
    koperasi.save(update_fields=[*kembali, "sumber"])
    hasil.dikembalikan += bool(kembali)
