"""Who heads a unit from when to when. At most one acts at a time; the database holds it.

An acting head (Plt, Plh) interrupts the definitive one: the definitive term is cut at the day
before, and goes on the day after when the acting term has an end. An operator interrupts nobody:
he answers in the head's name ("a.n.") while the head may answer as well.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from inti import audit
from inti.errors import DomainError, SudahDiproses, TidakBerhak
from inti.hak import akun_kini
from inti.models import JejakAudit
from inti.peran import Peran
from pegawai.models import Akun, Opd, Pejabat

SATU_HARI = dt.timedelta(days=1)
LANJUTKAN = "pejabat.lanjutkan"


def angkat(
    *,
    opd: Opd,
    akun: Akun,
    jenis: str,
    mulai: dt.date,
    selesai: dt.date | None,
    aktor: Akun | None,
) -> Pejabat:
    """Let ``akun`` head ``opd`` from ``mulai`` to ``selesai`` (last day; None: open).

    Raises DomainError when the account is no active OPD head's, a Plh has no end, the dates run
    backwards, another acting head or a later definitive one stands in the way, or somebody else
    changed the unit meanwhile; TidakBerhak.
    """
    with audit.keputusan(opd.instansi):
        aktor = akun_kini(aktor, Peran.ADMIN, instansi=opd.instansi)
        baru = Pejabat(opd=opd, akun=akun, jenis=jenis, mulai=mulai, selesai=selesai)
        return _tempatkan(baru, aktor)


PLH_PALING_LAMA = 90
OPERATOR_PALING_LAMA = 366
"""Days for which a head may appoint by himself; a longer absence goes through the admin."""


def delegasikan(
    *,
    opd: Opd,
    akun: Akun,
    mulai: dt.date,
    selesai: dt.date,
    aktor: Akun,
    hari: dt.date,
    jenis: str = Pejabat.Jenis.PLH,
) -> Pejabat:
    """The head of the unit himself appoints a Plh or an operator, from today on, not for ever.

    Raises DomainError: not the head of this unit on all those days, a past start, too long, and
    what ``angkat`` raises.
    """
    with audit.keputusan(opd.instansi):
        pelaku = akun_kini(aktor, Peran.KEPALA_OPD, instansi=opd.instansi)
        baru = Pejabat(opd=opd, akun=akun, jenis=jenis, mulai=mulai, selesai=selesai)
        _periksa_delegasi(pelaku, baru, hari)
        return _tempatkan(baru, pelaku)


def cabut_operator(*, operator: Pejabat, aktor: Akun, hari: dt.date) -> None:
    """The head takes his operator's right back, at once.

    Raises DomainError (not the head of the unit), SudahDiproses (over already), TidakBerhak.
    """
    with audit.keputusan(operator.opd.instansi):
        pelaku = akun_kini(aktor, Peran.KEPALA_OPD, instansi=operator.opd.instansi)
        _pastikan_menunjuk(pelaku, operator.opd, hari)
        ada = Pejabat.objects.select_related("opd__instansi").filter(
            pk=operator.pk, jenis=Pejabat.Jenis.OPERATOR, selesai__gte=hari
        )
        kini = ada.first()
        if kini is None:
            pesan = "Penunjukan ini sudah berakhir."
            raise SudahDiproses(pesan)
        sebelum = _isi(kini)
        _catat("pejabat.cabut_operator", kini, pelaku, sebelum=sebelum)
        if kini.mulai < hari:
            kini.selesai = hari - SATU_HARI
            _simpan(kini)
        else:
            kini.delete()


def _pastikan_menunjuk(pelaku: Any, opd: Opd, hari: dt.date) -> None:
    """``pelaku`` is fresh from the database: what it once read about its terms does not count."""
    sendiri = [j for j in pelaku.jabatan_pada(hari) if j.opd_id == opd.pk]
    if not any(j.jenis in Pejabat.MENUNJUK for j in sendiri):
        pesan = "Hanya kepala unit ini sendiri yang menunjuk pelaksana harian atau operator."
        raise DomainError(pesan, kode="bukan_kepala")


def _periksa_delegasi(pelaku: Any, baru: Pejabat, hari: dt.date) -> None:
    opd, mulai, selesai = baru.opd, baru.mulai, baru.selesai
    assert selesai is not None  # noqa: S101 - the caller's signature asks for it
    _pastikan_menunjuk(pelaku, opd, hari)
    masa = Pejabat.objects.filter(opd=opd, akun=pelaku, mulai__lte=mulai)
    sampai = Q(selesai__isnull=True) | Q(selesai__gte=selesai)
    if not masa.filter(sampai, jenis__in=Pejabat.MENUNJUK).exists():
        pesan = (
            "Tidak setiap hari itu Anda yang menjabat di unit ini. "
            "Pilih tanggal di dalam masa jabatan Anda."
        )
        raise DomainError(pesan)
    if mulai < hari:
        pesan = "Tanggal mulai sudah lewat. Pilih hari ini atau sesudahnya."
        raise DomainError(pesan)
    operator = baru.jenis == Pejabat.Jenis.OPERATOR
    paling_lama = OPERATOR_PALING_LAMA if operator else PLH_PALING_LAMA
    if (selesai - mulai).days >= paling_lama:
        pesan = f"Paling lama {paling_lama} hari. Lebih lama dari itu, minta admin."
        raise DomainError(pesan)


def _tempatkan(baru: Pejabat, aktor: Akun | None) -> Pejabat:
    """Give the new term its account as it stands now, and its place among the older ones."""
    _periksa_masa(baru.jenis, baru.mulai, baru.selesai)
    akun = _calon(baru)
    baru.akun, baru.nama = akun, akun.nama
    if baru.jenis == Pejabat.Jenis.OPERATOR:
        _pastikan_belum_operator(baru)
    else:
        for lama in _tumpang_tindih(baru.opd, baru.mulai, baru.selesai):
            _beri_tempat(lama, baru, aktor)
    _simpan(baru)
    _catat("pejabat.angkat", baru, aktor, sesudah=_isi(baru))
    return baru


def _pastikan_belum_operator(baru: Pejabat) -> None:
    """Nobody is his own operator, nor twice on one day."""
    sama = Pejabat.objects.filter(opd=baru.opd, akun=baru.akun, mulai__lte=baru.selesai)
    if sama.filter(Q(selesai__isnull=True) | Q(selesai__gte=baru.mulai)).exists():
        pesan = f"{baru.nama} sudah bertindak untuk unit ini pada tanggal itu."
        raise DomainError(pesan, kode="pejabat_ganda")


def _calon(baru: Pejabat) -> Any:
    try:
        return akun_kini(baru.akun, Peran.KEPALA_OPD, instansi=baru.opd.instansi)
    except TidakBerhak as galat:
        pesan = "Pilih akun Kepala OPD yang aktif dari instansi ini."
        raise DomainError(pesan, kode="akun_bukan_kepala") from galat


def akhiri(*, pejabat: Pejabat, selesai: dt.date, aktor: Akun | None) -> Pejabat:
    """End a term on ``selesai`` (its last day); whoever it interrupted goes on the day after.

    Raises DomainError before its first day, TidakBerhak.
    """
    with audit.keputusan(pejabat.opd.instansi):
        aktor = akun_kini(aktor, Peran.ADMIN, instansi=pejabat.opd.instansi)
        terkini = Pejabat.objects.select_related("opd__instansi").get(pk=pejabat.pk)
        if selesai < terkini.mulai:
            pesan = (
                f"Masa jabatan ini baru mulai {terkini.mulai:%d-%m-%Y}. Pilih tanggal sesudahnya."
            )
            raise DomainError(pesan)
        if terkini.selesai is not None and terkini.selesai <= selesai:
            pesan = f"Masa jabatan ini sudah berakhir {terkini.selesai:%d-%m-%Y}."
            raise DomainError(pesan)
        sebelum, lanjutan = _isi(terkini), _yang_disela(terkini)
        terkini.selesai = selesai
        _simpan(terkini)
        _catat("pejabat.akhiri", terkini, aktor, sebelum=sebelum, sesudah=_isi(terkini))
        if lanjutan is not None:
            sebelum = _isi(lanjutan)
            lanjutan.mulai = selesai + SATU_HARI
            _simpan(lanjutan)
            _catat("pejabat.sesuaikan", lanjutan, aktor, sebelum=sebelum, sesudah=_isi(lanjutan))
    return terkini


def _yang_disela(pejabat: Pejabat) -> Pejabat | None:
    """The term that goes on after an acting one because that only interrupted it."""
    jenis = Pejabat.Jenis
    if pejabat.jenis not in (jenis.PLT, jenis.PLH) or pejabat.selesai is None:
        return None
    sisi = Pejabat.objects.filter(opd=pejabat.opd, jenis__in=Pejabat.MENUNJUK)
    lanjutan = (
        sisi.filter(mulai=pejabat.selesai + SATU_HARI).select_related("opd__instansi").first()
    )
    if lanjutan is None:
        return None
    depan = sisi.filter(akun=lanjutan.akun, jenis=lanjutan.jenis, selesai=pejabat.mulai - SATU_HARI)
    dilanjutkan = JejakAudit.objects.filter(
        instansi=pejabat.opd.instansi, aksi=LANJUTKAN, objek_id=str(lanjutan.pk)
    )
    return lanjutan if depan.exists() or dilanjutkan.exists() else None


def _periksa_masa(jenis: str, mulai: dt.date, selesai: dt.date | None) -> None:
    pesan = ""
    if selesai is not None and selesai < mulai:
        pesan = "Tanggal selesai mendahului tanggal mulai. Perbaiki salah satunya."
    elif jenis == Pejabat.Jenis.PLH and selesai is None:
        pesan = "Plh selalu punya tanggal selesai. Isi tanggal selesainya."
    if pesan:
        raise DomainError(pesan, kode="masa_jabatan")


def _tumpang_tindih(opd: Opd, mulai: dt.date, selesai: dt.date | None) -> list[Pejabat]:
    """Terms of the unit that share a day with the new one."""
    memimpin = Pejabat.objects.filter(opd=opd).exclude(jenis=Pejabat.Jenis.OPERATOR)
    return [
        lama
        for lama in memimpin.select_related("opd__instansi").order_by("mulai")
        if (selesai is None or lama.mulai <= selesai)
        and (lama.selesai is None or lama.selesai >= mulai)
    ]


def _beri_tempat(lama: Pejabat, baru: Pejabat, aktor: Akun | None) -> None:
    """Cut the older term around the new one, or refuse when nothing of it would be left."""
    if not (lama.jenis == Pejabat.Jenis.DEFINITIF or _menyerahkan(lama, baru, aktor)):
        pesan = (
            f"{lama.nama} masih menjabat {lama.get_jenis_display()} pada tanggal itu. "
            "Akhiri masa jabatannya lebih dahulu."
        )
        raise DomainError(pesan, kode="pejabat_ganda")
    sebelum, aksi = _isi(lama), "pejabat.sesuaikan"
    lanjutan = _lanjutan(lama, baru)
    if lama.mulai < baru.mulai:
        lama.selesai = baru.mulai - SATU_HARI
    elif lanjutan is not None:
        lama.mulai, lanjutan, aksi = lanjutan.mulai, None, LANJUTKAN
    elif aktor is not None and lama.akun_id == aktor.pk:
        pesan = (
            "Masa jabatan Anda tidak dapat diserahkan seluruhnya. Sisakan paling sedikit satu "
            "hari, atau minta admin mengganti pejabatnya."
        )
        raise DomainError(pesan, kode="pejabat_ganda")
    else:
        pesan = (
            f"{lama.nama} sudah ditunjuk mulai {lama.mulai:%d-%m-%Y}, di dalam masa yang baru. "
            "Pilih tanggal lain."
        )
        raise DomainError(pesan, kode="pejabat_ganda")
    _simpan(lama)
    _catat(aksi, lama, aktor, sebelum=sebelum, sesudah=_isi(lama))
    if lanjutan is not None:
        _simpan(lanjutan)
        _catat(LANJUTKAN, lanjutan, aktor, sesudah=_isi(lanjutan))


def _menyerahkan(lama: Pejabat, baru: Pejabat, aktor: Akun | None) -> bool:
    """Does a Plt hand over part of his own term?"""
    sendiri = aktor is not None and lama.akun_id == aktor.pk
    return sendiri and lama.jenis == Pejabat.Jenis.PLT and baru.jenis == Pejabat.Jenis.PLH


def _lanjutan(lama: Pejabat, baru: Pejabat) -> Pejabat | None:
    """The rest of an interrupted term after an acting one with an end; None when none is left."""
    if baru.jenis == Pejabat.Jenis.DEFINITIF or baru.selesai is None:
        return None
    if lama.selesai is not None and lama.selesai <= baru.selesai:
        return None
    return Pejabat(
        opd=lama.opd,
        akun=lama.akun,
        nama=lama.nama,
        jenis=lama.jenis,
        mulai=baru.selesai + SATU_HARI,
        selesai=lama.selesai,
    )


def _simpan(pejabat: Pejabat) -> None:
    try:
        with transaction.atomic():
            pejabat.save()
    except IntegrityError as galat:
        pesan = "Unit ini sudah punya pejabat pada tanggal itu. Muat ulang halaman, lalu periksa."
        raise DomainError(pesan, kode="pejabat_ganda") from galat


def _isi(pejabat: Pejabat) -> dict[str, Any]:
    return {
        "opd": pejabat.opd.kode,
        "nama": pejabat.nama,
        "jenis": pejabat.jenis,
        "mulai": pejabat.mulai,
        "selesai": pejabat.selesai,
    }


def _catat(aksi: str, pejabat: Pejabat, aktor: Akun | None, **lain: Any) -> None:
    instansi = pejabat.opd.instansi
    audit.catat(aksi=aksi, aktor=aktor, instansi=instansi, objek=pejabat, **lain)
