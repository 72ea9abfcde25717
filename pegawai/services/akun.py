"""Making, changing, switching off and re-opening accounts; every act is audited.

A password is made here, shown once to the admin and never stored in clear or audited. Whoever is
no admin (any more) when the act is decided gets TidakBerhak; without an actor it is the operator.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axes.utils import reset as buka_kunci
from django.db import IntegrityError, transaction
from django.db.models import Q

from inti import audit, sidik_isian
from inti.errors import DomainError
from inti.hak import akun_kini
from inti.models import Instansi, JejakAudit
from inti.peran import Peran
from inti.waktu import hari_ini
from pegawai.models import Akun, Pegawai, Pejabat

HURUF_SANDI = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that is mistaken for a digit when read out on the phone (0/o, 1/l/i)."""
KOLOM = ("username", "nama", "email", "peran", "is_active")
ISIAN = {"nama": "Nama", "email": "Surel", "peran": "Peran"}
"""What the form of an account shows and changes, in words."""


def buat_sandi() -> str:
    """Return a first password of 16 signs in groups of four (about 79 bits)."""
    return "-".join("".join(secrets.choice(HURUF_SANDI) for _ in range(4)) for _ in range(4))


def tambah(
    *,
    username: str,
    nama: str,
    email: str,
    peran: str,
    aktor: Akun,
    pada: dt.datetime,
) -> tuple[Akun, str]:
    """Make an account of the actor's agency; return it with its first password.

    Raises DomainError when the user name is taken (in any agency: logins are one name space).
    """
    akun = Akun(username=username, nama=nama, email=email, peran=peran, date_joined=pada)
    return _tambah(akun, _instansi(aktor), aktor)


def tambah_admin(
    *, instansi: Instansi, username: str, nama: str, pada: dt.datetime
) -> tuple[Akun, str]:
    """Make an admin from the operator's command line, where nobody is logged in yet.

    Raises DomainError when the user name is taken.
    """
    akun = Akun(username=username, nama=nama, peran=Peran.ADMIN, date_joined=pada)
    return _tambah(akun, instansi, None)


def _tambah(akun: Akun, instansi: Instansi, aktor: Akun | None) -> tuple[Akun, str]:
    sandi = buat_sandi()
    akun.username = Akun.normalize_username(akun.username)
    akun.instansi = instansi
    akun.set_password(sandi)
    with audit.keputusan(instansi):
        aktor = akun_kini(aktor, Peran.ADMIN, instansi=instansi)
        try:
            with transaction.atomic():
                akun.save(force_insert=True)
        except IntegrityError as galat:
            pesan = f"Nama pengguna {akun.username} sudah dipakai. Pilih nama lain."
            raise DomainError(pesan, kode="username_ganda") from galat
        _catat("akun.tambah", akun, aktor, sesudah=_isi(akun))
    return akun, sandi


def sidik(akun: Akun) -> str:
    """Return the fingerprints of what the form shows, so that it notices a change meanwhile."""
    return sidik_isian.sidik({k: getattr(akun, k) for k in ISIAN})


def ubah(
    *, akun: Akun, nama: str, email: str, peran: str, sidik_lama: str, aktor: Akun | None
) -> Akun:
    """Change name, mail and role.

    Raises SudahDiproses when the account is no longer as the form showed it (a stale form would
    give a withdrawn role back), DomainError for the own role, the last admin's, or that of a head
    whose term runs or is to come: his unit would look headed by somebody who may not answer.
    """
    with _mengunci(akun, aktor) as (terkunci, aktor):
        sebelum = _isi(terkunci)
        if sebelum | {"nama": nama, "email": email, "peran": peran} == sebelum:
            return terkunci
        if lain := sidik_isian.berubah_sejak(sebelum, sidik_lama, ISIAN):
            raise sidik_isian.kedahuluan([ISIAN[k] for k in lain], _oleh(terkunci))
        if peran != terkunci.peran:
            _jaga(terkunci, aktor, "Peran akun Anda sendiri diubah oleh admin lain.")
            _pastikan_tidak_menjabat(terkunci)
        terkunci.nama, terkunci.email, terkunci.peran = nama, email, peran
        terkunci.save(update_fields=["nama", "email", "peran"])
        _catat("akun.ubah", terkunci, aktor, sebelum=sebelum, sesudah=_isi(terkunci))
    return terkunci


def _pastikan_tidak_menjabat(akun: Akun) -> None:
    masa = Pejabat.objects.filter(akun=akun).filter(
        Q(selesai__isnull=True) | Q(selesai__gte=hari_ini())
    )
    if unit := masa.values_list("opd__nama", flat=True).first():
        pesan = (
            f"Akun ini masih menjabat di {unit}. Akhiri masa jabatannya di Pejabat lebih dahulu."
        )
        raise DomainError(pesan)


def hubungkan(*, akun: Akun, nip: str, aktor: Akun | None) -> Akun:
    """Say whose account it is: a person of the agency by NIP. Only for the role of a person.

    Raises DomainError (another role, nobody with that NIP, the person has an account already).
    """
    with _mengunci(akun, aktor) as (terkunci, aktor):
        if terkunci.peran != Peran.PEGAWAI:
            pesan = "Hanya akun berperan pegawai yang dihubungkan dengan data pegawai."
            raise DomainError(pesan)
        orang = Pegawai.objects.filter(instansi=terkunci.instansi, aktif=True, nip=nip).first()
        if orang is None:
            pesan = "Tidak ada pegawai aktif dengan NIP itu di instansi ini."
            raise DomainError(pesan)
        if Akun.objects.filter(pegawai=orang).exclude(pk=terkunci.pk).exists():
            pesan = f"{orang.nama_lengkap} sudah punya akun lain."
            raise DomainError(pesan)
        sebelum = {"pegawai": terkunci.pegawai_id}
        if terkunci.pegawai_id != orang.pk:
            terkunci.pegawai = orang
            terkunci.save(update_fields=["pegawai"])
            sesudah = {"pegawai": orang.pk}
            _catat("akun.hubungkan", terkunci, aktor, sebelum=sebelum, sesudah=sesudah)
    return terkunci


def nonaktifkan(*, akun: Akun, alasan: str, aktor: Akun | None) -> Akun:
    """Switch an account off: its sessions end with the next request.

    Raises DomainError for the own account and for the last active admin.
    """
    with _mengunci(akun, aktor) as (terkunci, aktor):
        if terkunci.is_active:
            _jaga(terkunci, aktor, "Akun Anda sendiri dinonaktifkan oleh admin lain.")
            _pindah_aktif(terkunci, aktor, aktif=False, pesan=alasan)
    return terkunci


def aktifkan(*, akun: Akun, aktor: Akun | None) -> Akun:
    """Switch an account on again; its password is as it was."""
    with _mengunci(akun, aktor) as (terkunci, aktor):
        if not terkunci.is_active:
            _pindah_aktif(terkunci, aktor, aktif=True)
    return terkunci


def atur_ulang_sandi(*, akun: Akun, aktor: Akun | None) -> str:
    """Set and return a new password; the account's sessions end and its login lock is lifted."""
    sandi = buat_sandi()
    with _mengunci(akun, aktor) as (terkunci, aktor):
        terkunci.set_password(sandi)
        terkunci.save(update_fields=["password"])
        _catat("akun.atur_ulang_sandi", terkunci, aktor)
    buka_kunci(username=akun.username)
    return sandi


def _instansi(akun: Akun) -> Instansi:
    if akun.instansi is None:
        pesan = "Akun ini tidak terikat pada satu instansi. Lengkapi dulu instansinya."
        raise DomainError(pesan)
    return akun.instansi


@contextmanager
def _mengunci(akun: Akun, aktor: Akun | None) -> Iterator[tuple[Akun, Akun | None]]:
    """Hold the agency's chain, then give the row and who acts as they stand now."""
    instansi = _instansi(akun)
    with audit.keputusan(instansi):
        kini = akun_kini(aktor, Peran.ADMIN, instansi=instansi)
        yield Akun.objects.select_related("instansi").get(pk=akun.pk), kini


def _jaga(akun: Akun, aktor: Akun | None, pesan_sendiri: str) -> None:
    """Refuse what would lock everybody out: the own account, the last active admin."""
    if aktor is not None and akun.pk == aktor.pk:
        raise DomainError(pesan_sendiri, kode="akun_sendiri")
    if akun.peran == Peran.ADMIN and akun.is_active:
        lain = Akun.objects.filter(
            instansi=akun.instansi, peran=Peran.ADMIN, is_active=True
        ).exclude(pk=akun.pk)
        if not lain.exists():
            pesan = "Ini admin aktif yang terakhir. Tambah admin lain lebih dahulu."
            raise DomainError(pesan, kode="admin_terakhir")


def _pindah_aktif(akun: Akun, aktor: Akun | None, *, aktif: bool, pesan: str = "") -> None:
    akun.is_active = aktif
    akun.save(update_fields=["is_active"])
    aksi = "akun.aktifkan" if aktif else "akun.nonaktifkan"
    sebelum, sesudah = {"is_active": not aktif}, {"is_active": aktif}
    _catat(aksi, akun, aktor, sebelum=sebelum, sesudah=sesudah, pesan=pesan)


def _oleh(akun: Akun) -> str:
    """Say who changed the account last."""
    jejak = JejakAudit.objects.filter(
        instansi=akun.instansi, aksi="akun.ubah", objek_id=str(akun.pk)
    )
    terakhir = jejak.select_related("aktor").order_by("-urutan").first()
    return f" oleh {terakhir.aktor}" if terakhir and terakhir.aktor else ""


def _isi(akun: Akun) -> dict[str, Any]:
    return {kolom: getattr(akun, kolom) for kolom in KOLOM}


def _catat(aksi: str, akun: Akun, aktor: Akun | None, **lain: Any) -> None:
    audit.catat(aksi=aksi, aktor=aktor, instansi=_instansi(akun), objek=akun, **lain)
