"""The monthly voice of a cooperative: by its account, or by a signed link that needs no login."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.core import signing

from inti import audit
from inti.errors import DomainError
from koperasi.models import Koperasi
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import SuaraKoperasi
from penugasan.queries.bertugas import bulan_laporan, suara_bulan
from penugasan.rules.tanggal import tambah_bulan
from penugasan.services.nominasi import hari

GARAM = "penugasan.suara"
MASA_TAUTAN = dt.timedelta(days=45)


class TautanTidakBerlaku(DomainError):  # noqa: N818 - what the chair reads
    """The link is not ours, or its time is over."""

    kode = "tautan_tidak_berlaku"


@dataclass(frozen=True, slots=True)
class Ucapan:
    """What is said about one person for one month."""

    hari_hadir: int
    kerja: int
    sikap: int
    catatan: str = ""

    @classmethod
    def dari(cls, suara: SuaraKoperasi) -> "Ucapan":
        return cls(suara.hari_hadir, suara.kerja, suara.sikap, suara.catatan)


def tautan(koperasi: Koperasi, bulan: dt.date) -> str:
    """A signed token that opens this month's report of this cooperative, and nothing else."""
    return signing.dumps([koperasi.pk, bulan.isoformat()], salt=GARAM)


def buka(token: str) -> tuple[Koperasi, dt.date]:
    """The cooperative and month of a token. Raises TautanTidakBerlaku."""
    pesan = "Tautan ini tidak berlaku atau waktunya sudah habis. Minta tautan baru."
    try:
        kunci, bulan = signing.loads(token, salt=GARAM, max_age=MASA_TAUTAN)
    except signing.BadSignature as galat:
        raise TautanTidakBerlaku(pesan) from galat
    koperasi = Koperasi.objects.select_related("instansi", "wilayah").filter(pk=kunci).first()
    if koperasi is None:
        raise TautanTidakBerlaku(pesan)
    return koperasi, dt.date.fromisoformat(bulan)


def kirim(
    *,
    koperasi: Koperasi,
    bulan: dt.date,
    ucapan: Mapping[int, Ucapan],
    aktor: Akun | None,
    pada: dt.datetime,
) -> Sequence[SuaraKoperasi]:
    """Keep what was said, by assignment key; a second time corrects the first.

    ``aktor`` is None when the signed link speaks. Only people at work there in that month are
    spoken of. Raises TidakBerhak, DomainError (a month to come, or nobody to speak of).
    """
    with audit.keputusan(koperasi.instansi):
        if bulan > bulan_laporan(hari(pada)):
            pesan = "Laporan bulan itu belum dibuka."
            raise DomainError(pesan)
        if bulan < tambah_bulan(bulan_laporan(hari(pada)), -2):
            pesan = "Laporan bulan itu sudah ditutup."
            raise DomainError(pesan)
        milik = {p.pk: p for p in suara_bulan(koperasi, bulan)}
        kosong = "Tidak ada yang dapat dilaporkan untuk bulan itu. Muat ulang halaman."
        if not milik:
            raise DomainError(kosong)
        if aktor is not None:
            hari_ini = hari(pada)
            aktor = permissions.pastikan_semua(aktor, "suara.kirim", milik.values(), hari_ini)
        if not set(ucapan) <= set(milik):
            raise DomainError(kosong)
        lama = {
            s.penugasan_id: s
            for s in SuaraKoperasi.objects.filter(penugasan__in=ucapan, bulan=bulan)
        }
        if all(pk in lama and Ucapan.dari(lama[pk]) == satu for pk, satu in ucapan.items()):
            return list(lama.values())  # sent twice: the same words are no correction
        hasil = [
            SuaraKoperasi.objects.update_or_create(
                penugasan=milik[pk],
                bulan=bulan,
                defaults={
                    "instansi": koperasi.instansi,
                    **asdict(satu),
                    "dikirim_pada": pada,
                    "dikirim_oleh": aktor,
                },
            )[0]
            for pk, satu in ucapan.items()
        ]
        audit.catat(
            aksi="suara.kirim",
            aktor=aktor,
            instansi=koperasi.instansi,
            objek=koperasi,
            sesudah={"bulan": bulan, "orang": len(hasil)},
            pesan="" if aktor else "Lewat tautan bertanda tangan.",
            atas_nama=f"Pengurus {koperasi.nama_pendek}",
        )
        return hasil
