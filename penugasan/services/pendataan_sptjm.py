"""SPTJM: the statement the PPK signs, with the counts of the moment and the list's fingerprint."""

import datetime as dt

from pegawai.models import Pendataan
from penugasan.documents import Kop, Sptjm, cetak_sptjm
from penugasan.documents.naskah import isi_semua
from penugasan.models import VersiAturan
from penugasan.queries.pendataan import Neraca, neraca, sidik_daftar
from penugasan.services.pendataan import paket_dari

TITIK = "." * 20


def cetak(pendataan: Pendataan, *, tanggal: dt.date) -> bytes:
    """Print the statement for the list as it stands."""
    paket, hitungan = paket_dari(pendataan), neraca(pendataan)
    surat = _surat(pendataan)
    nilai: dict[str, str | int] = {
        "riil": hitungan.riil,
        "memenuhi": hitungan.memenuhi,
        "luar": hitungan.luar,
    }
    return cetak_sptjm(
        Sptjm(
            judul=paket.sptjm.judul,
            tentang=paket.sptjm.tentang,
            instansi=pendataan.instansi.nama,
            kop=Kop(
                baris=tuple(surat.get("kop") or [pendataan.instansi.nama.upper()]),
                alamat=surat.get("alamat", ""),
            ),
            tempat=surat.get("tempat") or TITIK,
            tanggal=tanggal,
            jabatan=paket.acuan.penanda_tangan,
            dasar=paket.acuan.dasar_hukum,
            pernyataan=isi_semua(paket.sptjm.pernyataan, nilai),
            hitungan=_hitungan(hitungan),
            sidik=sidik_daftar(pendataan),
        )
    )


def _hitungan(hitungan: Neraca) -> tuple[tuple[str, int], ...]:
    return (
        ("Memenuhi, eks THK-II", hitungan.thk2),
        ("Memenuhi, bukan eks THK-II", hitungan.non_asn),
        *((f"Di luar kriteria {s.kode}: {s.nama}", s.jumlah) for s in hitungan.sebab),
        ("Belum terselesaikan", hitungan.belum),
        ("Seluruhnya (riil)", hitungan.riil),
    )


def _surat(pendataan: Pendataan) -> dict[str, str]:
    """Letterhead and place of the agency's own letters, as far as its policy has them."""
    versi = VersiAturan.objects.filter(
        instansi=pendataan.instansi, status=VersiAturan.Status.BERLAKU
    ).first()
    surat: dict[str, str] = versi.isi.get("surat", {}) if versi else {}
    return surat
