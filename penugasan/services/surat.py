"""Letters: numbers without gaps, files that prove themselves, and their end.

The deciding transaction takes the numbers and keeps *what the letters say*; the files are printed
afterwards by a job that may be repeated. A letter is printed from what was kept, never from the
records of today.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse

from inti import audit, pekerjaan
from inti.berkas import simpan_utuh
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi, Pekerjaan
from inti.pekerjaan import Lapor, penangan
from pegawai.models import Akun
from penugasan.documents import cetak
from penugasan.documents.naskah import Isi, dari_json, ke_json, sk_dari_json
from penugasan.models import Penugasan, Surat
from penugasan.queries.nominatif import Nominatif, nominatif
from penugasan.services.surat_isi import PENETAPAN, Naskah
from penugasan.services.surat_nomor import Nomor, NomorManual, beri_nomor, token

TERBITKAN = "surat.terbitkan"
CETAK = "surat.cetak"


# --- in the deciding transaction ---------------------------------------------------------------


def siapkan_sk(
    *,
    penugasan: Sequence[Penugasan],
    tanggal: dt.date,
    aktor: Akun | None,
    pada: dt.datetime,
    berlaku_mulai: dt.date | None = None,
    nomor: NomorManual | None = None,
) -> Surat:
    """Reserve one SK for the batch and one Surat Perintah Tugas per person; return the SK.

    Call it inside ``audit.keputusan(instansi)``, after the assignments have moved. The numbers
    belong to the year of ``tanggal`` and exist only if the transaction commits, so the register
    has no gaps. The files follow after commit (``terbitkan_berkas``), by a job. With
    ``berlaku_mulai`` the SK takes effect on that later day, and says so.

    Raises DomainError for an empty batch, for people of several rounds, for a person who
    already has a letter in force, and for a day of effect after somebody's first day.
    """
    if not penugasan:
        pesan = "Pilih sedikitnya satu orang untuk SK."
        raise DomainError(pesan)
    orang = list(nominatif(Penugasan.objects.filter(pk__in=[satu.pk for satu in penugasan])))
    _pastikan_satu_periode(orang)
    _pastikan_belum_bersurat(orang)
    instansi = orang[0].penugasan.instansi
    naskah = Naskah.dari(orang[0].penugasan.periode)
    berlaku = _berlaku_kelak(orang, tanggal, berlaku_mulai)
    (satu,) = beri_nomor(naskah, instansi, Surat.Jenis.SK, tanggal, 1, nomor)
    sk = _buat_sk(
        naskah,
        instansi,
        orang,
        nomor=satu,
        tanggal=tanggal,
        berlaku=berlaku,
        aktor=aktor,
        pada=pada,
    )
    anak = _buat_surat_tugas(naskah, sk, orang, tanggal=tanggal, aktor=aktor, pada=pada)
    audit.catat(
        aksi="surat.siapkan",
        aktor=aktor,
        instansi=instansi,
        objek=sk,
        sesudah={
            "nomor": sk.nomor,
            "surat_tugas": [s.nomor for s in anak],
            **({"berlaku_mulai": berlaku} if berlaku else {}),
        },
        pesan=sk.alasan_nomor,
    )
    pekerjaan.mulai(
        jenis=TERBITKAN,
        judul=f"Mencetak {sk.nomor} dan {len(anak)} surat tugas",
        instansi=instansi,
        aktor=aktor,
        parameter={"sk": sk.pk},
    )
    return sk


def cabut_surat_tugas(
    *, penugasan: Penugasan, alasan: str, aktor: Akun | None, pada: dt.datetime
) -> list[Surat]:
    """Revoke the letter in force of one assignment; return what was revoked.

    The SK goes with it when nobody else of its annex holds a letter in force any more; else it
    stays valid for the others, and the public page of this person's letter says "dicabut".
    Call it inside ``audit.keputusan(instansi)`` with the move that ends the assignment.
    """
    akhir = _Akhir(Surat.Status.DICABUT, alasan, aktor, pada)
    milik = _berlaku(penugasan.instansi).filter(penugasan=penugasan, jenis=Surat.Jenis.SURAT_TUGAS)
    dicabut = [surat for surat in milik if _akhiri(surat, akhir)]
    for sk in Surat.objects.filter(pk__in={surat.induk_id for surat in dicabut}):
        masih = sk.anak_set.filter(status=Surat.Status.BERLAKU).exists()
        if not masih and _akhiri(sk, akhir):
            dicabut.append(sk)
    return dicabut


def cabut_surat(*, surat: Surat, alasan: str, aktor: Akun | None, pada: dt.datetime) -> None:
    """Revoke one letter in force, inside ``audit.keputusan``. Raises SudahDiproses."""
    if not _akhiri(surat, _Akhir(Surat.Status.DICABUT, alasan, aktor, pada)):
        surat.refresh_from_db()
        pesan = f"Surat {surat.nomor} sudah {surat.get_status_display().lower()}."
        raise SudahDiproses(pesan)


def ganti_surat_tugas(
    *, penugasan: Penugasan, tanggal: dt.date, alasan: str, aktor: Akun | None, pada: dt.datetime
) -> Surat | None:
    """Replace the order in force of one assignment by one that says what holds now.

    The old one stays readable and names its successor; the decision stands. None when there is no
    order to replace. Call it inside ``audit.keputusan(instansi)``, after the assignment changed.

    Raises DomainError when the words cannot be used: an order may not say less than the portal.
    """
    milik = _berlaku(penugasan.instansi).filter(penugasan=penugasan, jenis=Surat.Jenis.SURAT_TUGAS)
    lama = milik.select_related("induk__instansi", "instansi").first()
    if lama is None or lama.induk is None:
        return None
    _akhiri(lama, _Akhir(Surat.Status.DIGANTI, alasan, aktor, pada))
    orang = list(nominatif(Penugasan.objects.filter(pk=penugasan.pk)))
    naskah = Naskah.dari(orang[0].penugasan.periode)
    (baru,) = _buat_surat_tugas(naskah, lama.induk, orang, tanggal=tanggal, aktor=aktor, pada=pada)
    Surat.objects.filter(pk=lama.pk).update(diganti_oleh=baru)
    audit.catat(
        aksi="surat.terbitkan",
        aktor=aktor,
        instansi=baru.instansi,
        objek=baru,
        sesudah={"jenis": baru.jenis, "nomor": baru.nomor, "menggantikan": lama.nomor},
        pesan=alasan,
    )
    pekerjaan.mulai(
        jenis=CETAK,
        judul=f"Mencetak {baru.nomor}",
        instansi=baru.instansi,
        aktor=aktor,
        parameter={"surat": [baru.pk]},
    )
    return baru


# --- after commit ------------------------------------------------------------------------------


@penangan(TERBITKAN)
def terbitkan_semua(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Print the SK of a job and all its orders; what is printed already is passed over."""
    pk = pekerjaan.parameter["sk"]
    semua = list(Surat.objects.filter(Q(pk=pk) | Q(induk_id=pk)).order_by("pk"))
    _cetak_semua(semua, lapor)
    return {"url": reverse("penugasan:surat_rincian", args=[pk]), "jumlah": len(semua)}


@penangan(CETAK)
def cetak_lain(pekerjaan: Pekerjaan, lapor: Lapor) -> dict[str, Any]:
    """Print the letters of a job, of whatever kinds."""
    semua = list(Surat.objects.filter(pk__in=pekerjaan.parameter["surat"]).order_by("pk"))
    _cetak_semua(semua, lapor)
    return {"url": reverse("penugasan:surat"), "jumlah": len(semua)}


def _cetak_semua(semua: Sequence[Surat], lapor: Lapor) -> None:
    for nomor, surat in enumerate(semua, 1):
        terbitkan_berkas(surat)
        lapor(nomor, len(semua), "Mencetak surat")


def terbitkan_berkas(surat: Surat) -> None:
    """Print one letter's file and keep its fingerprint. Repeatable: equal words, equal bytes."""
    if surat.sha256 and default_storage.exists(str(surat.berkas)):
        return
    isi = cetak(isi_tercetak(surat))
    sidik = hashlib.sha256(isi).hexdigest()
    if surat.sha256 and surat.sha256 != sidik:
        pesan = f"Berkas {surat.nomor} hilang dan tidak dapat dicetak ulang sama persis."
        raise DomainError(pesan)
    nama = nama_simpanan(surat)
    simpan_utuh(nama, isi)  # the job and an officer who cannot wait may both be at it
    Surat.objects.filter(pk=surat.pk).update(berkas=nama, sha256=sidik)
    surat.refresh_from_db(fields=["berkas", "sha256"])


def baca_berkas(surat: Surat) -> bytes:
    """Return the letter's PDF, printing it first when the job has not come to it yet.

    Raises DomainError when the stored file is not the one that was issued.
    """
    terbitkan_berkas(surat)
    with default_storage.open(str(surat.berkas)) as berkas:
        isi: bytes = berkas.read()
    if hashlib.sha256(isi).hexdigest() != surat.sha256:
        pesan = f"Berkas {surat.nomor} tidak sama dengan yang diterbitkan. Hubungi admin."
        raise DomainError(pesan)
    return isi


def nama_unduhan(surat: Surat) -> str:
    """Name a downloaded file by kind, number and year; never by a person."""
    return f"{nama_polos(surat)}.pdf"


def nama_polos(surat: Surat) -> str:
    """The same name without its ending; a number by hand is told by the record's key."""
    urut = f"{surat.urut:04d}" if surat.urut else f"M{surat.pk}"
    return f"{surat.jenisnya.singkat}-{urut}-{surat.tahun}"


def nama_simpanan(surat: Surat) -> str:
    """Name the stored file; the primary key keeps agencies apart."""
    return f"surat/{surat.tahun}/{surat.jenis}-{surat.urut or 0:04d}-{surat.pk}.pdf"


# --- inside ------------------------------------------------------------------------------------


def _pastikan_satu_periode(orang: list[Nominatif]) -> None:
    if len({satu.penugasan.periode_id for satu in orang}) > 1:
        pesan = "Satu SK hanya untuk satu periode. Pisahkan menurut periodenya."
        raise DomainError(pesan)


def _pastikan_belum_bersurat(orang: list[Nominatif]) -> None:
    ada = Surat.objects.filter(
        penugasan__in=[satu.penugasan for satu in orang],
        status=Surat.Status.BERLAKU,
        jenis__in=PENETAPAN,
    ).first()
    if ada:
        pesan = f"Ada nama yang sudah tercantum pada surat {ada.nomor} yang masih berlaku."
        raise SudahDiproses(pesan)


def _berlaku_kelak(
    orang: list[Nominatif], tanggal: dt.date, berlaku_mulai: dt.date | None
) -> dt.date | None:
    """The later day of effect, or None when the SK holds from its own date on."""
    if berlaku_mulai is None or berlaku_mulai <= tanggal:
        return None
    pertama = min(satu.penugasan.mulai for satu in orang)
    if berlaku_mulai > pertama:
        pesan = f"SK harus sudah berlaku pada hari pertama tugas, {pertama:%d-%m-%Y}."
        raise DomainError(pesan, kode="berlaku_terlambat")
    return berlaku_mulai


def _buat_sk(
    naskah: Naskah,
    instansi: Instansi,
    orang: list[Nominatif],
    *,
    nomor: Nomor,
    tanggal: dt.date,
    berlaku: dt.date | None,
    aktor: Akun | None,
    pada: dt.datetime,
) -> Surat:
    sandi = token()
    isi = naskah.sk(nomor=nomor.nomor, tanggal=tanggal, token=sandi, orang=orang, berlaku=berlaku)
    sk = Surat.objects.create(
        instansi=instansi,
        jenis=Surat.Jenis.SK,
        tahun=tanggal.year,
        urut=nomor.urut,
        nomor=nomor.nomor,
        alasan_nomor=nomor.alasan,
        tanggal=tanggal,
        berlaku_mulai=berlaku,
        untuk_siapa=f"{len(orang)} orang",
        templat=naskah.versi.get("sk"),
        isi=ke_json(isi),
        token=sandi,
        dibuat=pada,
        aktor=aktor,
    )
    sk.penugasan.set([satu.penugasan for satu in orang])
    return sk


def _buat_surat_tugas(
    naskah: Naskah,
    sk: Surat,
    orang: list[Nominatif],
    *,
    tanggal: dt.date,
    aktor: Akun | None,
    pada: dt.datetime,
) -> list[Surat]:
    isi_sk = sk_dari_json(sk.isi)
    semua_nomor = beri_nomor(naskah, sk.instansi, Surat.Jenis.SURAT_TUGAS, tanggal, len(orang))
    semua = []
    for nomor, satu in zip(semua_nomor, orang, strict=True):
        sandi = token()
        isi = naskah.surat_tugas(
            nomor=nomor.nomor, tanggal=tanggal, token=sandi, orang=satu, sk=isi_sk
        )
        mulai = satu.penugasan.mulai
        semua.append(
            Surat(
                instansi=sk.instansi,
                jenis=Surat.Jenis.SURAT_TUGAS,
                tahun=tanggal.year,
                urut=nomor.urut,
                nomor=nomor.nomor,
                tanggal=tanggal,
                berlaku_mulai=mulai if mulai > tanggal else None,
                untuk_siapa=satu.pegawai.nama_lengkap[:200],
                templat=naskah.versi.get("surat_tugas"),
                induk=sk,
                isi=ke_json(isi),
                token=sandi,
                dibuat=pada,
                aktor=aktor,
            )
        )
    semua = Surat.objects.bulk_create(semua)
    antara = Surat.penugasan.through
    antara.objects.bulk_create(
        antara(surat_id=surat.pk, penugasan_id=satu.penugasan.pk)
        for surat, satu in zip(semua, orang, strict=True)
    )
    return semua


def _berlaku(instansi: Instansi) -> Any:
    return Surat.objects.filter(instansi=instansi, status=Surat.Status.BERLAKU)


@dataclass(frozen=True, slots=True)
class _Akhir:
    """How a letter ends: revoked or replaced, why, by whom, when."""

    status: str
    alasan: str
    aktor: Akun | None
    pada: dt.datetime


def _akhiri(surat: Surat, akhir: _Akhir) -> bool:
    """End a letter in force; False when somebody else already did."""
    diubah = (
        _berlaku(surat.instansi)
        .filter(pk=surat.pk)
        .update(status=akhir.status, diakhiri_pada=akhir.pada, alasan_akhir=akhir.alasan[:500])
    )
    if diubah:
        surat.status = akhir.status
        audit.catat(
            aksi="surat.cabut" if akhir.status == Surat.Status.DICABUT else "surat.ganti",
            aktor=akhir.aktor,
            instansi=surat.instansi,
            objek=surat,
            sebelum={"status": Surat.Status.BERLAKU},
            sesudah={"status": akhir.status, "pada": akhir.pada.isoformat()},
            pesan=akhir.alasan,
        )
    return bool(diubah)


def isi_tercetak(surat: Surat) -> Isi:
    """What the letter says, as it was kept, with the emblem of today."""
    return dari_json(surat.jenisnya.bentuk, surat.isi, lambang_svg=_lambang(surat.instansi))


def _lambang(instansi: Instansi) -> str:
    """Read the agency's emblem when it is installed as ``DATA_DIR/lambang/<kode>.svg``."""
    berkas = settings.DATA_DIR / "lambang" / f"{instansi.kode}.svg"
    return berkas.read_text(encoding="utf-8") if berkas.is_file() else ""
