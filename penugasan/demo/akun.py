"""The demo accounts of the three agencies. They exist only where ``--demo`` was asked for."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.contrib.auth.hashers import make_password

from inti import audit
from inti.models import Instansi
from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat
from penugasan.demo import bahan

SANDI: Final = "demo-kkmp-2026"  # printed on every start: these accounts guard nothing
PLT_TIAP: Final = 9  # one unit in so many is led by a Plt

KOSONG, BERISI, KUTIM = "kota-pekalongan", "kota-contoh", "kutai-timur"


@dataclass(frozen=True, slots=True)
class AkunDemo:
    """One login that is told on the start screen."""

    username: str
    peran: Peran


UTAMA: Final = (
    AkunDemo("petugas", Peran.PETUGAS),
    AkunDemo("penyetuju", Peran.PENYETUJU),
    AkunDemo("dinas.koperasi", Peran.DINAS_KOPERASI),
    AkunDemo("auditor", Peran.AUDITOR),
    AkunDemo("admin", Peran.ADMIN),
)


@dataclass(frozen=True, slots=True)
class AkunSampel:
    """The logins of one sample agency: ``petugas.contoh`` and so on, all with one ending."""

    akhiran: str

    @property
    def semua(self) -> tuple[AkunDemo, ...]:
        nama = {"dinas": Peran.DINAS_KOPERASI}
        nama = {"petugas": Peran.PETUGAS, "penyetuju": Peran.PENYETUJU, **nama}
        nama |= {"auditor": Peran.AUDITOR, "admin": Peran.ADMIN}
        nama |= {"sekda": Peran.PIMPINAN, "ketua": Peran.PENGURUS_KOPERASI}
        nama["pegawai"] = Peran.PEGAWAI
        return tuple(AkunDemo(self.login(satu), peran) for satu, peran in nama.items())

    @property
    def kepala(self) -> tuple[str, ...]:
        """Two heads with a login, for the two units that the plan asks most."""
        return self.login("kepala1"), self.login("kepala2")

    def login(self, nama: str) -> str:
        return f"{nama}.{self.akhiran}"


CONTOH: Final = AkunSampel("contoh")
KUTAI: Final = AkunSampel("kutim")


@dataclass(frozen=True, slots=True)
class KelompokMasuk:
    """The logins of one agency, as the start screen and the login page tell them."""

    judul: str
    keterangan: str
    akun: tuple[AkunDemo, ...]


KELOMPOK_MASUK: Final = (
    KelompokMasuk(
        "Kota Pekalongan",
        "Kosong, untuk berkas Anda sendiri. Setiap OPD punya kepala, misalnya kepala.dinkes.",
        (*UTAMA, AkunDemo("kepala.dinkes", Peran.KEPALA_OPD)),
    ),
    KelompokMasuk(
        "Kota Contoh",
        "Berisi data buatan; setiap peran punya pekerjaan. Siap sebentar sesudah portal mulai.",
        (*CONTOH.semua, *(AkunDemo(satu, Peran.KEPALA_OPD) for satu in CONTOH.kepala)),
    ),
    KelompokMasuk(
        "Kabupaten Kutai Timur",
        "Data buatan dengan kebijakan lain: desa, PNS ikut, kecamatan didahulukan.",
        (*KUTAI.semua, *(AkunDemo(satu, Peran.KEPALA_OPD) for satu in KUTAI.kepala)),
    ),
)


def nama_kepala(opd: Opd) -> str:
    """The login of a unit's head in the empty agency: ``kepala.dinkes``."""
    return f"kepala.{opd.kode.lower()}"


def buat_akun(instansi: Instansi, daftar: Iterable[AkunDemo], pada: dt.datetime) -> int:
    """Create the accounts that are missing; return how many."""
    isi = [(satu.username, _orang(satu.username), satu.peran) for satu in daftar]
    return len(_simpan(instansi, isi, pada))


def buat_kepala(
    instansi: Instansi, nama_login: dict[int, str], pada: dt.datetime, *, bersandi: bool = True
) -> int:
    """Create a head for each unit (pk -> login) that has none, some of them as Plt."""
    terisi = set(Pejabat.objects.filter(opd__instansi=instansi).values_list("opd_id", flat=True))
    opd = {
        satu.pk: satu
        for satu in Opd.objects.filter(instansi=instansi, pk__in=nama_login).order_by("pk")
        if satu.pk not in terisi
    }
    isi = [(nama_login[pk], _orang(nama_login[pk]), Peran.KEPALA_OPD) for pk in opd]
    akun = {satu.username: satu for satu in _simpan(instansi, isi, pada, bersandi=bersandi)}
    mulai = dt.date(pada.year, 1, 1)
    Pejabat.objects.bulk_create(
        Pejabat(
            opd=satu,
            akun=akun[nama_login[pk]],
            nama=akun[nama_login[pk]].nama,
            jenis=Pejabat.Jenis.PLT if nomor % PLT_TIAP == 0 else Pejabat.Jenis.DEFINITIF,
            mulai=mulai,
        )
        for nomor, (pk, satu) in enumerate(opd.items(), start=1)
        if nama_login[pk] in akun
    )
    return len(akun)


def _simpan(
    instansi: Instansi,
    isi: list[tuple[str, str, Peran]],
    pada: dt.datetime,
    *,
    bersandi: bool = True,
) -> list[Akun]:
    """Insert the accounts that are missing, in one go; return them."""
    ada = set(Akun.objects.values_list("username", flat=True))
    sandi = _sandi() if bersandi else make_password(None)
    baru = [
        Akun(
            username=username,
            nama=nama,
            peran=peran,
            instansi=instansi,
            password=sandi,
            date_joined=pada,
        )
        for username, nama, peran in isi
        if username not in ada
    ]
    if not baru:
        return []
    with audit.keputusan(instansi):
        Akun.objects.bulk_create(baru)
        audit.catat(
            aksi="akun.demo",
            aktor=None,
            instansi=instansi,
            sesudah={"akun": [akun.username for akun in baru]},
            pesan="Akun contoh dibuat oleh portal --demo.",
        )
    return baru


@cache
def _sandi() -> str:
    """The hash of the one password, made once: Argon2 is slow on purpose."""
    return make_password(SANDI)


def _orang(benih: str) -> str:
    """A synthetic name that always belongs to the same login."""
    acak = random.Random(benih)  # noqa: S311 - reproducible, not secret
    depan = acak.choice(bahan.NAMA_DEPAN_L + bahan.NAMA_DEPAN_P)
    return f"{depan} {acak.choice(bahan.NAMA_BELAKANG)}"
