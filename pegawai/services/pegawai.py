"""Corrections of a person's facts by hand: with a reason, a source of their own, and a history."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count

from inti import audit, sidik_isian
from inti.errors import DomainError, wajib_alasan
from inti.hak import akun_kini
from inti.models import BarisImpor, Impor, Instansi, JejakAudit, Sumber
from inti.peran import Peran
from pegawai import fakta, nip as aturan_nip
from pegawai.imports import rekam
from pegawai.models import Akun, Opd, Pegawai, RiwayatNip

DAPAT_DIUBAH = (
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "lahir",
    "jenis",
    "jenis_kelamin",
    "tingkat_pendidikan",
    "pendidikan",
    "jabatan",
    "golongan",
    "opd",
    "kedudukan_hukum",
    "domisili",
)
"""Facts an officer may correct; the NIP has a door of its own (``ganti_nip``)."""
IKUT_SIASN = ("kedudukan_hukum_id",)
"""What only SIASN itself can tell beside a fact; never typed by hand."""
TERKAIT_NIP = ("nip", "lahir", "jenis", "jenis_kelamin")
"""Facts that a NIP also tells: who corrects it must have seen them as they are."""
NIP_RAGU = "nip_ragu"
"""Code of a refusal that a second, deliberate yes overcomes."""


# What a form was opened with -------------------------------------------------------------------


def sidik(pegawai: Pegawai) -> str:
    """Return the fingerprints of the facts, so that a form notices a change under its hands."""
    isi = rekam.baca(pegawai)
    return sidik_isian.sidik({k: isi[k] for k in (*DAPAT_DIUBAH, "nip")})


# Writing ---------------------------------------------------------------------------------------


Pengait = Callable[[Pegawai], object]
_pengait: list[Pengait] = []


def setelah_diubah(pengait: Pengait) -> Pengait:
    """Register what follows a correction by hand, in its transaction; for an app above."""
    _pengait.append(pengait)
    return pengait


def kabarkan(pegawai: Pegawai) -> None:
    """Let the apps above follow what was written by hand, in its transaction."""
    for pengait in _pengait:
        pengait(pegawai)


def ubah(
    *,
    pegawai: Pegawai,
    nilai: Mapping[str, Any],
    alasan: str,
    sidik_lama: str,
    aktor: Akun | None,
    saat: dt.datetime,
    hari_ini: dt.date,
    dokumen: str = "",
    jenis: Sumber.Jenis = Sumber.Jenis.TANGAN,
) -> list[str]:
    """Correct facts (in the form of ``rekam``); return the columns that changed.

    ``jenis`` is SIASN when an officer takes SIASN's value over ours.

    Raises:
        DomainError: no reason is given, or a value cannot be.
        SudahDiproses: somebody or a file changed the person since the form was opened.
        TidakBerhak: the right of the actor has ended.
        KeyError: a column that cannot be corrected here.
    """
    for kolom in nilai:
        if kolom not in DAPAT_DIUBAH and not (jenis == Sumber.Jenis.SIASN and kolom in IKUT_SIASN):
            raise KeyError(kolom)
    dasar = _dasar(alasan, dokumen)
    with audit.keputusan(pegawai.instansi):
        aktor = akun_kini(aktor, Peran.PETUGAS, instansi=pegawai.instansi)
        lama = _terkini(pegawai, sidik_lama, (*DAPAT_DIUBAH, "nip"))
        baru = {k: v for k, v in nilai.items() if _rapi(lama[k]) != v}
        if baru:
            _periksa(pegawai.instansi, baru, hari_ini)
            ikut = _ikutan(pegawai.instansi, lama, baru)
            ikut = {k: v for k, v in ikut.items() if k not in nilai}
            sumber = _sumber(pegawai.instansi, jenis, dasar, aktor, hari_ini)
            _tulis(pegawai, lama, ikut | baru, sumber, aktor, saat, dasar)
            kabarkan(pegawai)
    return list(baru)


def ganti_nip(
    *,
    pegawai: Pegawai,
    nip: str,
    alasan: str,
    sidik_lama: str,
    aktor: Akun | None,
    saat: dt.datetime,
    hari_ini: dt.date,
    dokumen: str = "",
    yakin: bool = False,
) -> bool:
    """Give a person another NIP, the old one stays in the history; False when it is the same.

    Raises DomainError when it is not well formed or belongs to somebody else, and, with the code
    ``NIP_RAGU``, when it says something else than the record and nobody said ``yakin``;
    SudahDiproses and TidakBerhak as ``ubah`` does.
    """
    dasar = _dasar(alasan, dokumen)
    try:
        rapi = aturan_nip.bersihkan(nip)
        aturan_nip.periksa_susunan(rapi, tahun_kini=hari_ini.year)
    except aturan_nip.NipSalah as salah:
        raise DomainError(salah.pesan, kode=salah.kode) from salah
    terpakai = DomainError("NIP ini sudah dipakai pegawai lain.", kode="nip_ganda")
    with audit.keputusan(pegawai.instansi):
        aktor = akun_kini(aktor, Peran.PETUGAS, instansi=pegawai.instansi)
        lama = _terkini(pegawai, sidik_lama, TERKAIT_NIP)
        if rapi == lama["nip"]:
            return False
        if rekam.cari(pegawai.instansi, nip=[rapi]):
            raise terpakai
        ragu = [] if yakin else _keraguan_pemilik(pegawai, rapi) + keraguan(lama | {"nip": rapi})
        if ragu:
            raise DomainError(" ".join(ragu), kode=NIP_RAGU)
        try:
            with transaction.atomic():
                sumber = _sumber(pegawai.instansi, Sumber.Jenis.TANGAN, dasar, aktor, hari_ini)
                _tulis(pegawai, lama, {"nip": rapi}, sumber, aktor, saat, dasar)
        except IntegrityError as galat:
            raise terpakai from galat
    return True


def keraguan(isi: rekam.Rekam) -> list[str]:
    """Say which facts of a person do not agree with what the NIP tells."""
    lahir = dt.date.fromisoformat(isi["lahir"]) if isi["lahir"] else None
    catatan = aturan_nip.bandingkan(
        isi["nip"],
        lahir=lahir,
        jenis_pegawai=isi["jenis"],
        jenis_kelamin=isi["jenis_kelamin"],
    )
    return [_kata_ragu(satu, isi) for satu in catatan]


def _kata_ragu(catatan: aturan_nip.Catatan, isi: rekam.Rekam) -> str:
    dari_nip = aturan_nip.tanggal_lahir(isi["nip"])
    if catatan.kolom == "nip":
        return catatan.pesan
    if catatan.kolom == "lahir" and dari_nip:
        kata = [fakta.kata("lahir", satu) for satu in (isi["lahir"], dari_nip.isoformat())]
        return f"Tanggal lahir tercatat {kata[0]}, sedangkan menurut NIP {kata[1]}."
    return f"{fakta.LABEL[catatan.kolom]} tidak cocok dengan susunan NIP."


def _keraguan_pemilik(pegawai: Pegawai, nip: str) -> list[str]:
    """A number that once was somebody else's: a mix-up, or the mending of one."""
    orang = Pegawai.objects.filter(instansi=pegawai.instansi).exclude(pk=pegawai.pk)
    pesan = []
    if orang.filter(nip=nip, aktif=False).exists():
        pesan.append("NIP ini milik pegawai yang tercatat tidak aktif.")
    if RiwayatNip.objects.filter(nip=nip, pegawai__in=orang).exists():
        pesan.append("NIP ini pernah tercatat untuk pegawai lain.")
    return pesan


def _rapi(nilai: Any) -> Any:
    """Stray blanks of a file are no correction."""
    return " ".join(nilai.split()) if isinstance(nilai, str) else nilai


def _dasar(alasan: str, dokumen: str) -> str:
    """What a correction rests on, in one text."""
    wajib_alasan(alasan, "Tulis alasan perbaikan.")
    return f"{alasan.strip()} ({dokumen.strip()})" if dokumen.strip() else alasan.strip()


def orang_kini(pegawai: Pegawai) -> Pegawai:
    """The person as on record now. Raises DomainError when his import was undone meanwhile."""
    semua = Pegawai.objects.select_related("instansi")
    kini: Pegawai | None = semua.filter(pk=pegawai.pk).first()
    if kini is None:
        raise DomainError(_sudah_dihapus(pegawai), kode="sudah_dihapus")
    return kini


def _terkini(pegawai: Pegawai, sidik_lama: str, kolom: Iterable[str]) -> rekam.Rekam:
    isi = rekam.baca(orang_kini(pegawai))
    berubah = sidik_isian.berubah_sejak(isi, sidik_lama, kolom)
    if berubah:
        raise sidik_isian.kedahuluan([str(fakta.LABEL[k]) for k in berubah], _oleh(isi, berubah))
    return isi


def _sudah_dihapus(pegawai: Pegawai) -> str:
    """Say why a person whose form is open is gone: the file that brought him was undone."""
    baris = BarisImpor.objects.filter(
        impor__instansi=pegawai.instansi,
        impor__status=Impor.Status.DIURUNGKAN,
        status=BarisImpor.Status.BARU,
        kunci=pegawai.nip,
    )
    jejak = JejakAudit.objects.filter(
        instansi=pegawai.instansi,
        aksi="impor.urungkan",
        objek_id__in=[str(pk) for pk in baris.values_list("impor", flat=True)],
    ).select_related("aktor")
    oleh = jejak[0].aktor if jejak else None
    return (
        f"Data {pegawai.nama_lengkap} sudah tidak ada: impor yang memasukkannya dibatalkan"
        f"{f' oleh {oleh}' if oleh else ''}. Impor lagi berkasnya bila orang ini masih diperlukan."
    )


def _oleh(isi: rekam.Rekam, berubah: list[str]) -> str:
    """Say who or what changed facts under the hands of the officer."""
    asal = [pk for k in berubah if (pk := rekam.asal(isi).get(k))]
    sumber = Sumber.objects.select_related("akun").filter(pk__in=asal).first()  # the newest
    if sumber is None:
        return ""
    oleh = f" oleh {sumber.akun}" if sumber.akun else ""
    berkas = "" if sumber.jenis == Sumber.Jenis.TANGAN else f" dari {sumber.keterangan}"
    return f"{berkas}{oleh}"


def _periksa(instansi: Instansi, baru: Mapping[str, Any], hari_ini: dt.date) -> None:
    """Refuse what no person can have."""
    if "nama" in baru and not baru["nama"]:
        pesan = "Nama tidak boleh kosong."
        raise DomainError(pesan, kode="nama_kosong")
    if baru.get("lahir") and dt.date.fromisoformat(baru["lahir"]) >= hari_ini:
        pesan = "Tanggal lahir harus sebelum hari ini."
        raise DomainError(pesan, kode="lahir_salah")
    if baru.get("opd") and not Opd.objects.filter(instansi=instansi, pk=baru["opd"]).exists():
        pesan = "Pilih unit kerja dari instansi ini."
        raise DomainError(pesan, kode="unit_asing")


def _ikutan(instansi: Instansi, lama: rekam.Rekam, baru: Mapping[str, Any]) -> dict[str, Any]:
    """What must follow a correction so that two columns do not contradict each other."""
    ikut: dict[str, Any] = {}
    if "domisili" in baru:
        ikut["domisili_teks"] = ""
    if "kedudukan_hukum" in baru:
        ikut["kedudukan_hukum_id"] = _id_kedudukan(instansi, baru["kedudukan_hukum"])
    return {k: v for k, v in ikut.items() if lama[k] != v}


def _id_kedudukan(instansi: Instansi, nama: str) -> str:
    """Return the SIASN id that most people of this legal position have; blank when unknown."""
    senama = Pegawai.objects.filter(instansi=instansi, kedudukan_hukum=nama)
    terbanyak = (
        senama.exclude(kedudukan_hukum_id="")
        .order_by()
        .values_list("kedudukan_hukum_id")
        .annotate(banyak=Count("pk"))
        .order_by("-banyak", "kedudukan_hukum_id")
        .first()
    )
    return terbanyak[0] if nama and terbanyak else ""


def _sumber(
    instansi: Instansi, jenis: Sumber.Jenis, dasar: str, aktor: Akun | None, hari_ini: dt.date
) -> Sumber:
    asal = "SIASN" if jenis == Sumber.Jenis.SIASN else "Perbaikan petugas"
    return Sumber.objects.create(
        instansi=instansi,
        jenis=jenis,
        keterangan=f"{asal}: {dasar}"[:200],
        tanggal=hari_ini,
        akun=aktor,
    )


def _tulis(
    pegawai: Pegawai,
    lama: rekam.Rekam,
    baru: Mapping[str, Any],
    sumber: Sumber,
    aktor: Akun | None,
    saat: dt.datetime,
    dasar: str,
) -> None:
    sebelum = {k: lama[k] for k in baru}
    rekam.ubah(pegawai.instansi, [(lama, baru)], sumber, saat)
    audit.catat(
        aksi="pegawai.ganti_nip" if "nip" in baru else "pegawai.ubah",
        aktor=aktor,
        instansi=pegawai.instansi,
        objek=pegawai,
        sebelum=_samar(sebelum),
        sesudah=_samar(baru),
        pesan=dasar,
    )


def _samar(isi: Mapping[str, Any]) -> dict[str, Any]:
    """The trail can never be thinned out, so it holds no whole NIP; the person's history does."""
    return {k: aturan_nip.samarkan(v) if k == "nip" else v for k, v in isi.items()}
