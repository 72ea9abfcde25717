"""Issue letters of any kind from the records that call for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from inti import audit, pekerjaan
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi
from pegawai.models import Akun
from penugasan import permissions
from penugasan.documents.naskah import ke_json
from penugasan.models import Penugasan, Surat
from penugasan.queries.surat_sumber import (
    Calon,
    calon_akhir,
    calon_surat,
    calon_tiba,
    penugasan_bersurat,
)
from penugasan.rules.surat import JENIS
from penugasan.services.nominasi import hari
from penugasan.services.surat import CETAK
from penugasan.services.surat_isi import Naskah
from penugasan.services.surat_nomor import Nomor, NomorManual, beri_nomor, token
from penugasan.services.surat_susun import Kepala, susun_surat

PALING_BANYAK = 200
"""Letters in one act: bounds the time the deciding transaction holds its locks."""


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What is to be issued: kind, sources, date, and what departs from the usual."""

    jenis: str
    kunci: tuple[str, ...]
    tanggal: dt.date
    berlaku_mulai: dt.date | None = None
    nomor: NomorManual | None = None


def terbitkan(*, permintaan: Permintaan, aktor: Akun, pada: dt.datetime) -> list[Surat]:
    """Number and keep the letters, all or none; a job prints them.

    Raises TidakBerhak, SudahDiproses (a source already has its letter), DomainError.
    """
    instansi = instansi_aktor(aktor)
    if JENIS[permintaan.jenis].orang_kedua:
        pesan = f"{JENIS[permintaan.jenis].nama} memerlukan orang kedua."
        raise DomainError(pesan, kode="orang_kedua")
    with audit.keputusan(instansi):
        aktor = permissions.pastikan(aktor, "surat.terbitkan", Surat(instansi=instansi), hari(pada))
        return terbitkan_sekarang(permintaan=permintaan, aktor=aktor, pada=pada)


def terbitkan_sekarang(*, permintaan: Permintaan, aktor: Akun, pada: dt.datetime) -> list[Surat]:
    """The act itself, inside ``audit.keputusan`` and after the question who may."""
    semua = pilih_calon(permintaan, aktor)
    return _buat(semua, permintaan, aktor, pada)


def pilih_calon(permintaan: Permintaan, akun: Akun) -> list[Calon]:
    """The chosen sources as they stand now. Raises DomainError, SudahDiproses."""
    if not permintaan.kunci:
        pesan = "Pilih paling sedikit satu baris."
        raise DomainError(pesan, kode="tanpa_pilihan")
    if len(set(permintaan.kunci)) > PALING_BANYAK:
        pesan = f"Paling banyak {PALING_BANYAK} surat sekali jalan."
        raise DomainError(pesan)
    tersedia = {satu.kunci: satu for satu in calon_surat(permintaan.jenis, akun)}
    if any(kunci not in tersedia for kunci in permintaan.kunci):
        pesan = (
            "Ada yang sudah bersurat atau tidak lagi memerlukannya. Muat ulang daftarnya; "
            "tidak ada surat yang diterbitkan."
        )
        raise SudahDiproses(pesan)
    dipilih = set(permintaan.kunci)
    return [satu for kunci, satu in tersedia.items() if kunci in dipilih]


def terbitkan_spmt(*, penugasan: Penugasan, aktor: Akun | None, pada: dt.datetime) -> Surat | None:
    """The statement of an arrival, dated that day; None when it cannot be written yet.

    Inside the transaction that records the arrival, which never depends on a letter: what could
    not be issued stays on the list of *Terbitkan surat*, where the reason is told.
    """
    return _otomatis(calon_tiba(_lengkap(penugasan)), hari(pada), aktor, pada)


def terbitkan_pengakhiran(*, penugasan: Penugasan, aktor: Akun, pada: dt.datetime) -> Surat | None:
    """The decision that ends a posting, in the transaction in which the second person ended it."""
    return _otomatis(calon_akhir(_lengkap(penugasan)), hari(pada), aktor, pada)


def _otomatis(
    calon: Calon, tanggal: dt.date, aktor: Akun | None, pada: dt.datetime
) -> Surat | None:
    permintaan = Permintaan(calon.jenis, (calon.kunci,), tanggal)
    try:
        with transaction.atomic():
            (surat,) = _buat([calon], permintaan, aktor, pada)
    except DomainError:
        return None
    return surat


def _buat(
    semua: Sequence[Calon], permintaan: Permintaan, aktor: Akun | None, pada: dt.datetime
) -> list[Surat]:
    """Numbers, contents and rows, round by round: each round has words of its own."""
    hasil: list[Surat] = []
    naskah: dict[int, Naskah] = {}
    if permintaan.nomor is not None and len(semua) != 1:
        pesan = "Nomor manual hanya untuk satu surat sekali jalan."
        raise DomainError(pesan, kode="nomor_manual_satu")
    for calon in semua:
        periode = calon.periode
        if periode.pk not in naskah:
            naskah[periode.pk] = Naskah.dari(periode, permintaan.jenis)
        isi = naskah[periode.pk]
        (nomor,) = beri_nomor(
            isi, periode.instansi, calon.jenis, permintaan.tanggal, 1, permintaan.nomor
        )
        hasil.append(_satu(isi, calon, nomor, permintaan, aktor, pada))
    _catat(hasil, aktor)
    return hasil


def _satu(
    naskah: Naskah,
    calon: Calon,
    nomor: Nomor,
    permintaan: Permintaan,
    aktor: Akun | None,
    pada: dt.datetime,
) -> Surat:
    tanggal, mulai = permintaan.tanggal, permintaan.berlaku_mulai
    berlaku = mulai if mulai is not None and mulai > tanggal else None
    kepala = Kepala(nomor.nomor, tanggal, token(), berlaku)
    isi, bahan = susun_surat(naskah, calon, kepala)
    surat: Surat = Surat.objects.create(
        instansi=calon.periode.instansi,
        jenis=calon.jenis,
        tahun=tanggal.year,
        urut=nomor.urut,
        nomor=nomor.nomor,
        alasan_nomor=nomor.alasan,
        tanggal=tanggal,
        berlaku_mulai=berlaku,
        untuk_siapa=bahan.untuk[:200],
        sumber=calon.kunci,
        opd=calon.opd if JENIS[calon.jenis].milik_opd else None,
        templat=naskah.versi.get(calon.jenis),
        isi=ke_json(isi),
        token=kepala.token,
        dibuat=pada,
        aktor=aktor,
    )
    surat.penugasan.set(calon.penugasan)
    return surat


def _catat(semua: Sequence[Surat], aktor: Akun | None) -> None:
    instansi = semua[0].instansi
    for satu in semua:
        audit.catat(
            aksi="surat.terbitkan",
            aktor=aktor,
            instansi=instansi,
            objek=satu,
            sesudah={
                "jenis": satu.jenis,
                "nomor": satu.nomor,
                "sumber": satu.sumber,
                "berlaku_mulai": satu.berlaku_mulai,
            },
            pesan=satu.alasan_nomor,
        )
    pekerjaan.mulai(
        jenis=CETAK,
        judul=f"Mencetak {len(semua)} surat",
        instansi=instansi,
        aktor=aktor,
        parameter={"surat": [satu.pk for satu in semua]},
    )


def _lengkap(penugasan: Penugasan) -> Penugasan:
    lengkap: Penugasan = penugasan_bersurat(Penugasan.objects.all()).get(pk=penugasan.pk)
    return lengkap


def instansi_aktor(aktor: Any) -> Instansi:
    """The agency an account belongs to. Raises DomainError for one without."""
    instansi: Instansi | None = aktor.instansi
    if instansi is None:
        pesan = "Akun ini tidak mempunyai instansi."
        raise DomainError(pesan)
    return instansi
