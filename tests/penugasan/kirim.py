"""A city that has decided: confirmed people with an SK, known to the stand-in and queued."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.core.files.base import ContentFile

from inti.models import Instansi
from inti.waktu import sekarang
from koperasi.models import Koperasi
from penugasan import outbox
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.services import sinkronisasi
from penugasan.services.sinkronisasi_kirim import Ringkas
from penugasan.siasn import garis, pengisi
from penugasan.siasn.wire import samakan_id
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.penugasan.factories import PenugasanFactory, PesanKeluarFactory
from tests.siasn.tiruan import Tiruan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis
PDF = b"%PDF-1.7\nsurat keputusan untuk uji\n"
TANGGAL_SK = dt.date(2026, 2, 25)
LAHIR = dt.date(1976, 1, 1)
"""With a day each no NIP comes twice, however many people there are."""


def buat_sk(penugasan: Sequence[Penugasan], *, urut: int = 1) -> Surat:
    """An SK in force with its file already printed."""
    sk = Surat.objects.create(
        instansi=penugasan[0].instansi,
        jenis=Surat.Jenis.SK,
        tahun=2026,
        urut=urut,
        nomor=f"800.1.3/{urut}/2026",
        tanggal=TANGGAL_SK,
        token=f"token-uji-{penugasan[0].instansi_id}-{urut}",
        sha256=hashlib.sha256(PDF).hexdigest(),
        dibuat=sekarang(),
    )
    sk.berkas.save("sk.pdf", ContentFile(PDF))
    sk.penugasan.set(penugasan)
    return sk


def tetapkan(instansi: Instansi, jumlah: int = 1) -> list[Penugasan]:
    """Confirmed assignments, three to a cooperative, without any message yet."""
    semua = []
    koperasi: Koperasi | None = None
    for nomor in range(jumlah):
        if nomor % 3 == 0:
            koperasi = KoperasiFactory.create(instansi=instansi, siasn_id="")
        kebutuhan = KebutuhanFactory.create(koperasi=koperasi)
        semua.append(
            PenugasanFactory.create(
                instansi=instansi,
                kebutuhan=kebutuhan,
                ditetapkan=True,
                pegawai__lahir=LAHIR + dt.timedelta(days=nomor % 5_999),
            )
        )
    return semua


def antrekan(instansi: Instansi, jumlah: int = 1) -> list[PesanKeluar]:
    """Queue proposals of confirmed people, as penetapan does."""
    penugasan = tetapkan(instansi, jumlah)
    sk = buat_sk(penugasan)
    pada = sekarang()
    return [sinkronisasi.antre_usulan(penugasan=p, surat=sk, pada=pada) for p in penugasan]


def pesan_ditolak(penugasan: Penugasan) -> PesanKeluar:
    """A proposal that BKN sent back for a missing statement."""
    sk = buat_sk([penugasan], urut=77)
    return PesanKeluarFactory.create(
        penugasan=penugasan,
        status=Status.DITOLAK,
        status_bkn="PERBAIKAN",
        pesan_bkn="BTS - Surat pernyataan belum dicantumkan.",
        id_usulan="a" * 32,
        terkirim_pada=sekarang(),
        selesai_pada=sekarang(),
        badan={
            "nipBaru": penugasan.pegawai.nip,
            "nomorSuratUsulan": sk.nomor,
            "tanggalSuratUsulan": "25-02-2026",
            "keterangan": "",
            "kkmpId": "K1",
        },
    )


def kenalkan(tiruan: Tiruan) -> None:
    """Let the stand-in know our people and cooperatives."""
    pengisi.isi(tiruan.konfigurasi())


def kirim(tiruan: Tiruan, *, maju: float = 0, **setelan: str) -> Ringkas:
    """One drain against this stand-in, ``maju`` seconds from now: past the wait after a fault."""
    konfigurasi = tiruan.konfigurasi(**setelan)
    with garis.klien(konfigurasi) as klien:
        return sinkronisasi.kirim(
            klien=klien,
            konfigurasi=konfigurasi,
            jam=lambda: sekarang() + dt.timedelta(seconds=maju),
        )


def kirim_sampai_habis(tiruan: Tiruan, **setelan: str) -> None:
    """Drain again and again, as beat would, until nothing waits (at most 200 rounds, a second
    of the drain's clock apart)."""
    sewa = dt.timedelta(seconds=tiruan.konfigurasi(**setelan).sewa)
    for ke in range(200):
        kirim(tiruan, maju=ke, **setelan)
        if outbox.berikutnya(sewa=sewa) is None:
            return
    raise AssertionError(sinkronisasi.hitung())


def tarik(tiruan: Tiruan) -> int:
    """Read BKN's decisions."""
    konfigurasi = tiruan.konfigurasi()
    with garis.klien(konfigurasi) as klien:
        return sinkronisasi.tarik_putusan(klien=klien, pada=sekarang())


def satu(pesan: PesanKeluar) -> PesanKeluar:
    """The row as it stands."""
    return PesanKeluar.objects.get(pk=pesan.pk)


def seimbang(tiruan: Tiruan) -> None:
    """The ledger says of every proposal what the stand-in has."""
    di_sana = {usulan["referensi"]: usulan for usulan in tiruan.usulan()}
    buku = PesanKeluar.objects.filter(jenis=Jenis.USULAN, usang=False, status=Status.DITERIMA)
    di_sini = {pesan.kunci.hex: samakan_id(pesan.id_usulan) for pesan in buku}
    assert di_sini == {ref: u["id"] for ref, u in di_sana.items() if ref in di_sini}
    nip = [
        usulan["nip"]
        for usulan in di_sana.values()
        if usulan["status"] not in ("DITARIK", "DITOLAK")
    ]
    assert len(nip) == len(set(nip))
