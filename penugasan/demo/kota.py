"""Draws a synthetic city: its people, what the survey says of them, and the cooperatives' posts.

Same seed, same city. The shapes and the mix follow what such offices hold; every evidence kind,
a blank level of education, inactive people, PNS, and birthdays on the age limit occur in every
city, however small.
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from penugasan.demo import bahan
from penugasan.demo.daerah import PEKALONGAN, Daerah

ACUAN: Final = dt.date(2026, 3, 1)
USIA_MAKS: Final = 56
ORANG_PALING_SEDIKIT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One OPD of the pack."""

    kode: str
    nama: str
    induk: str

    @property
    def unor_id(self) -> str:
        return f"unor-{self.kode.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """One synthetic civil servant, as SIASN's export and the OPD's survey tell of him."""

    nip: str
    siasn_id: str
    nama: str
    gelar: str
    lahir: dt.date
    tempat_lahir: str
    perempuan: bool
    jenis: str  # PNS | PPPK | PPPK_PW
    kedudukan: str
    kedudukan_id: str
    tingkat: str  # SIASN id, "" when blank
    tingkat_nama: str
    pendidikan: str
    jabatan: str
    jenis_jabatan: str
    golongan: str
    tmt: dt.date
    unit: Unit
    domisili: str  # name of a kelurahan, of somewhere else, or ""
    mampu: str
    bukti: str
    akhir_kontrak: dt.date | None
    predikat: tuple[str, str]  # the two years before the reference date
    survei_pns: bool = False

    @property
    def disurvei(self) -> bool:
        """The survey covers PPPK only, unless PNS may be sent too."""
        return self.survei_pns or self.jenis != "PNS"


@dataclass(frozen=True, slots=True, kw_only=True)
class KoperasiKota:
    """One cooperative with its posts."""

    nama: str
    kelurahan: str
    kecamatan: str
    badan_hukum: str
    status: str
    peran: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kota:
    """A whole city. ``ragam`` writes it in odd but readable ways."""

    seed: int
    acuan: dt.date
    ragam: bool
    orang: list[Orang] = field(repr=False)
    koperasi: list[KoperasiKota] = field(repr=False)
    unit: list[Unit] = field(repr=False)
    kelurahan: dict[str, str] = field(repr=False)  # name -> Kemendagri code
    daerah: Daerah = PEKALONGAN


def buat_kota(
    *,
    seed: int,
    orang: int = 600,
    acuan: dt.date = ACUAN,
    ragam: bool = False,
    daerah: Daerah = PEKALONGAN,
) -> Kota:
    """Draw a city of ``orang`` people (at least 60), judged later on the date ``acuan``.

    With ``ragam`` the workbooks vary harmless things: grouped NIPs, ISO dates, spellings.
    Raises ValueError for a smaller city.
    """
    if orang < ORANG_PALING_SEDIKIT:
        pesan = f"Kota contoh memerlukan paling sedikit {ORANG_PALING_SEDIKIT} orang."
        raise ValueError(pesan)
    acak = random.Random(seed)  # noqa: S311 - reproducible, not secret
    unit = [
        Unit(kode=baris["kode"], nama=baris["nama"], induk=baris["kode_induk"])
        for baris in daerah.baris_opd()
    ]
    kelurahan = {baris["nama"]: baris["kode_kemendagri"] for baris in daerah.baris_wilayah()}
    pembuat = _PembuatOrang(acak, unit, list(kelurahan), acuan, daerah)
    semua = [pembuat.satu() for _ in range(orang)]
    _pastikan_ragam_fakta(semua, pembuat)
    acak.shuffle(semua)
    return Kota(
        seed=seed,
        acuan=acuan,
        ragam=ragam,
        orang=semua,
        koperasi=[_koperasi(acak, baris) for baris in daerah.baris_koperasi()],
        unit=unit,
        kelurahan=kelurahan,
        daerah=daerah,
    )


class _PembuatOrang:
    def __init__(
        self,
        acak: random.Random,
        unit: list[Unit],
        kelurahan: list[str],
        acuan: dt.date,
        daerah: Daerah,
    ) -> None:
        self.acak = acak
        self.unit = unit
        self.kelurahan = kelurahan
        self.acuan = acuan
        self.daerah = daerah
        self._berat_unit = [daerah.berat_unit.get(u.kode, 1) for u in unit]
        self._nip: set[str] = set()

    def satu(self, *, jenis: str = "", lahir: dt.date | None = None) -> Orang:
        """Draw one person; what is given is kept."""
        acak = self.acak
        jenis = jenis or acak.choices(["PNS", "PPPK", "PPPK_PW"], self.daerah.campuran)[0]
        lahir = lahir or self._lahir()
        perempuan = acak.random() < 0.5
        unit = acak.choices(self.unit, self._berat_unit)[0]
        tmt = self._tmt(jenis, lahir)
        kedudukan, kedudukan_id = self._kedudukan(jenis)
        tingkat, tingkat_nama, pendidikan, gelar = self._pendidikan()
        jabatan, jenis_jabatan = self._jabatan(unit)
        mampu, bukti = ("", "")
        if jenis != "PNS" or self.daerah.survei_pns:
            mampu, bukti = _timbang(acak, bahan.ISIAN_KOMPUTER)
        return Orang(
            nip=self.nip(lahir, tmt, jenis, perempuan=perempuan),
            siasn_id=f"{acak.getrandbits(128):032X}",
            nama=self._nama(perempuan=perempuan),
            gelar=gelar,
            lahir=lahir,
            tempat_lahir=acak.choice(self.daerah.tempat_lahir),
            perempuan=perempuan,
            jenis=jenis,
            kedudukan=kedudukan,
            kedudukan_id=kedudukan_id,
            tingkat=tingkat,
            tingkat_nama=tingkat_nama,
            pendidikan=pendidikan,
            jabatan=jabatan,
            jenis_jabatan=jenis_jabatan,
            golongan={"PNS": "III/a", "PPPK": "IX", "PPPK_PW": ""}[jenis],
            tmt=tmt,
            unit=unit,
            domisili=self._domisili(),
            mampu=mampu,
            bukti=bukti,
            akhir_kontrak=None if jenis == "PNS" else self._akhir_kontrak(jenis, tmt),
            predikat=(_timbang(acak, bahan.PREDIKAT)[0], _timbang(acak, bahan.PREDIKAT)[0]),
            survei_pns=self.daerah.survei_pns,
        )

    def nip(self, lahir: dt.date, tmt: dt.date, jenis: str, *, perempuan: bool) -> str:
        """Draw a well-formed number that nobody of this city has yet."""
        bulan = f"{tmt.month:02d}" if jenis == "PNS" else ("24" if jenis == "PPPK_PW" else "21")
        while True:
            urut = self.acak.randint(1, 999)
            nip = f"{lahir:%Y%m%d}{tmt.year}{bulan}{2 if perempuan else 1}{urut:03d}"
            if nip not in self._nip:
                self._nip.add(nip)
                return nip

    def _lahir(self) -> dt.date:
        """23 to 58 years of age on the reference date, evenly."""
        return self.acuan - dt.timedelta(days=self.acak.randint(23 * 366, 59 * 365))

    def _tmt(self, jenis: str, lahir: dt.date) -> dt.date:
        if jenis == "PPPK_PW":
            return dt.date(self.acuan.year - 1, self.acak.choice([3, 4, 5, 11]), 1)
        if jenis == "PPPK":
            return dt.date(self.acuan.year - self.acak.randint(1, 4), self.acak.choice([3, 4]), 1)
        paling_awal = max(lahir.year + 21, self.acuan.year - 30)
        tahun = self.acak.randint(min(paling_awal, self.acuan.year - 1), self.acuan.year - 1)
        return dt.date(tahun, 3, 1)

    def _akhir_kontrak(self, jenis: str, tmt: dt.date) -> dt.date:
        if jenis == "PPPK_PW":
            return dt.date(self.acuan.year + (self.acuan.month > 9), 10, 31)
        return dt.date(tmt.year + 5, tmt.month, 1) - dt.timedelta(days=1)

    def _kedudukan(self, jenis: str) -> tuple[str, str]:
        if self.acak.random() * 100 < bahan.TIDAK_AKTIF:
            nama, kode = _timbang(self.acak, bahan.KEDUDUKAN_TIDAK_AKTIF)
            return nama, kode if jenis == "PNS" else ""
        return ("Aktif", "01") if jenis == "PNS" else ("PPPK Aktif", "")

    def _pendidikan(self) -> tuple[str, str, str, str]:
        if self.acak.random() * 100 < bahan.TANPA_TINGKAT:
            return "", "", "", ""
        tingkat, nama, jurusan, gelar = _timbang(self.acak, bahan.TINGKAT)
        return tingkat, nama, self.acak.choice(jurusan), gelar

    def _jabatan(self, unit: Unit) -> tuple[str, str]:
        sifat = self.daerah.khas.get(unit.kode) or self.daerah.khas.get(unit.induk, "")
        khas = bahan.JABATAN_KHAS.get(sifat)
        undi = self.acak.random()
        if khas and undi < 0.7:
            return self.acak.choice(khas), "Jabatan Fungsional Tertentu"
        if undi < 0.85:
            return self.acak.choice(bahan.JABATAN_UMUM), "Jabatan Fungsional Umum"
        return self.acak.choice(bahan.JABATAN_TERTENTU), "Jabatan Fungsional Tertentu"

    def _nama(self, *, perempuan: bool) -> str:
        depan = bahan.NAMA_DEPAN_P if perempuan else bahan.NAMA_DEPAN_L
        kata = self.acak.sample(depan, 2 if self.acak.random() < 0.3 else 1)
        if self.acak.random() < 0.97:  # some people have one name
            kata.append(self.acak.choice(bahan.NAMA_BELAKANG))
        return " ".join(kata)

    def _domisili(self) -> str:
        undi = self.acak.random()
        if undi < 0.07:
            return ""
        return self.acak.choice(self.daerah.luar if undi < 0.19 else self.kelurahan)


def _pastikan_ragam_fakta(semua: list[Orang], pembuat: _PembuatOrang) -> None:
    """Put the rare cases into the first places, so that even a small city has them all."""
    contoh = semua[0]
    rutin = {"jenis": "PPPK", "kedudukan": "PPPK Aktif", "kedudukan_id": ""}
    khusus: list[dict[str, Any]] = [
        {"mampu": mampu, "bukti": bukti} for mampu, bukti, _ in bahan.ISIAN_KOMPUTER
    ]
    khusus += [{"tingkat": "", "tingkat_nama": "", "pendidikan": "", "gelar": ""}]
    khusus += [{"kedudukan": nama} for nama, _, _ in bahan.KEDUDUKAN_TIDAK_AKTIF]
    khusus += [{"jabatan": "Pranata Komputer Terampil", "mampu": "", "bukti": ""}]
    khusus += [{"lahir": hari} for hari in _sekitar_batas_usia(pembuat.acuan)]
    for nomor, fakta in enumerate(khusus):
        contoh = pembuat.satu(jenis="PPPK", lahir=fakta.get("lahir"))
        semua[nomor] = replace(contoh, **{**rutin, **fakta})
    semua[len(khusus)] = pembuat.satu(jenis="PNS")


def _sekitar_batas_usia(acuan: dt.date) -> list[dt.date]:
    """Birthdays around the day on which somebody is one year above the limit, and a leap day."""
    tahun = acuan.year - USIA_MAKS - 1
    tepat = dt.date(tahun, acuan.month, 28 if (acuan.month, acuan.day) == (2, 29) else acuan.day)
    sehari = dt.timedelta(days=1)
    kabisat = tahun - tahun % 4
    return [tepat - sehari, tepat, tepat + sehari, dt.date(kabisat, 2, 29)]


def _koperasi(acak: random.Random, baris: dict[str, str]) -> KoperasiKota:
    jumlah = acak.choice([2, 2, 3, 3, 3])
    peran = ["Administrasi", acak.choice(bahan.PERAN_KEDUA), "Administrasi"]
    return KoperasiKota(
        nama=baris["nama"],
        kelurahan=baris["kelurahan"],
        kecamatan=baris["kecamatan"],
        badan_hukum=f"AHU-{acak.randint(10_000, 99_999):07d}.AH.01.29.TAHUN 2025",
        status=_timbang(acak, bahan.STATUS_KOPERASI)[0],
        peran=tuple(peran[:jumlah]),
    )


def _timbang(acak: random.Random, pilihan: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Draw one row by the weight in its last column; return the row without it."""
    return acak.choices(pilihan, [baris[-1] for baris in pilihan])[0][:-1]
