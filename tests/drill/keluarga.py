"""The families of drill files, and how many of each are made."""

import random
from collections.abc import Callable, Iterator

from tests.drill import (
    berantakan_isi as isi,
    berantakan_kepala as kepala,
    berantakan_lembar as lembar,
    berantakan_nip as nip,
    berantakan_tanggal as tanggal,
)
from tests.drill.jahat_jenis import JENIS
from tests.drill.jahat_wadah import WADAH
from tests.drill.kasus import Kasus

Keluarga = Callable[[random.Random, int, int], Kasus]
PER_KELUARGA_JAHAT = 12
PER_KELUARGA_BERANTAKAN = 5


def bergantian(*semua: Keluarga) -> Keluarga:
    """Return one family that takes turns between several."""

    def satu(acak: random.Random, seed: int, ke: int) -> Kasus:
        return semua[ke % len(semua)](acak, seed, ke // len(semua))

    satu.__name__ = semua[0].__name__
    return satu


# R1: the list "Families of bad workbooks". The first fifteen are containers and kinds.
JAHAT: tuple[Keluarga, ...] = (
    *WADAH,
    *JENIS,
    bergantian(nip.nip_berbusana, nip.nip_angka, nip.nip_angka),
    nip.nip_campur,
    bergantian(tanggal.tanggal_teks, tanggal.tanggal_miring, tanggal.tempat_tanggal),
    tanggal.serial,
    tanggal.tahun_dua_angka,
    lembar.sel_gabung,
    bergantian(kepala.dua_baris, kepala.tiga_baris),
    bergantian(kepala.judul_ganda, kepala.judul_ganda, kepala.urutan_kolom, kepala.judul_lain),
    bergantian(lembar.baris_sembunyi, lembar.lembar_sembunyi),
    bergantian(kepala.kop_surat, kepala.jumlahan),
    lembar.lembar_opd,
    bergantian(lembar.csv_lain, lembar.csv_aneh),
    isi.nama_aneh,
    isi.ganda,
    bergantian(isi.unit_aneh, isi.unit_aneh, isi.kelurahan_aneh),
    isi.bukan_teks,
    isi.teks_ekstrem,
)

# R2: valid but messy.
BERANTAKAN: tuple[Keluarga, ...] = (
    kepala.kop_surat,
    kepala.dua_baris,
    kepala.tiga_baris,
    kepala.jumlahan,
    kepala.urutan_kolom,
    kepala.judul_lain,
    kepala.judul_ganda,
    kepala.ekspor_penuh,
    lembar.baris_sembunyi,
    lembar.lembar_sembunyi,
    lembar.sel_gabung,
    lembar.lembar_opd,
    lembar.csv_ekspor,
    lembar.csv_aneh,
    nip.nip_berbusana,
    bergantian(nip.nip_angka, nip.nip_campur),
    bergantian(tanggal.tanggal_teks, tanggal.tanggal_miring),
    bergantian(tanggal.serial, tanggal.tahun_dua_angka),
    tanggal.tempat_tanggal,
    isi.nama_aneh,
    isi.ganda,
    isi.unit_aneh,
    isi.kelurahan_aneh,
    isi.kebutuhan,
)


def bangkitkan(daftar: str, seed: int, *, per_keluarga: int = 0) -> Iterator[Kasus]:
    """Yield the files of one list; the same seed gives the same files."""
    keluarga, banyak = {
        "jahat": (JAHAT, PER_KELUARGA_JAHAT),
        "berantakan": (BERANTAKAN, PER_KELUARGA_BERANTAKAN),
    }[daftar]
    for nomor, satu in enumerate(keluarga):
        for ke in range(per_keluarga or banyak):
            acak = random.Random(f"{seed}/{daftar}/{nomor}/{ke}")  # noqa: S311 - reproducible, not secret
            # A sample of one takes another variant of each family for every seed.
            kasus = satu(acak, seed, ke if per_keluarga != 1 else seed % banyak)
            kasus.nama = f"{satu.__name__}-{ke}-{kasus.nama}"
            yield kasus
