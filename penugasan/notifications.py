"""Who is told what: short texts that an officer sends by himself, with a link and no number.

A text carries neither NIP nor NIK, and no name of the person it is about: whoever opens the link
signs in first.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from inti.kata import sebut
from koperasi.models import Koperasi
from penugasan.models import Penugasan, Usulan
from penugasan.queries.eskalasi import Lewat
from penugasan.rules.tanggal import tulis


@dataclass(frozen=True, slots=True)
class PesanTeks:
    """A text to copy, or to open in WhatsApp."""

    teks: str

    @property
    def whatsapp(self) -> str:
        """An address that opens WhatsApp with the text; the sender picks whom to send it to."""
        return f"https://wa.me/?text={quote(self.teks)}"


def _alamat(nama: str, *kunci: int | str) -> str:
    return f"{settings.ALAMAT_PUBLIK.rstrip('/')}{reverse(f'penugasan:{nama}', args=kunci)}"


def untuk_kepala_opd(penugasan: Penugasan) -> PesanTeks:
    """Ask the head of the home unit to answer one nomination."""
    unit = penugasan.opd_asal.nama if penugasan.opd_asal else "OPD"
    batas = f" paling lambat {tulis(penugasan.batas_jawab)}" if penugasan.batas_jawab else ""
    return PesanTeks(
        f"Yth. Kepala {unit}. Seorang pegawai Anda dinominasikan ke "
        f"{penugasan.kebutuhan.koperasi.nama_pendek}. Mohon dijawab{batas}: "
        f"{_alamat('nominasi_opd_rincian', penugasan.pk)}"
    )


def untuk_unit_lewat(lewat: Lewat) -> PesanTeks:
    """Remind the head of a unit of what it owes past a deadline: a number, and nobody's name."""
    halaman = "panggilan_opd" if lewat.panggilan else "permintaan_opd"
    return PesanTeks(
        f"Yth. Kepala {lewat.unit}. {lewat.benda[:1].upper()}{lewat.benda[1:]} belum dijawab, "
        f"tenggatnya {tulis(lewat.batas)}. Mohon dijawab: {_alamat(halaman)}"
    )


def untuk_bkpsdm(usulan: Usulan) -> PesanTeks:
    """Tell BKPSDM that an usulan waits for its decision."""
    unit = usulan.penugasan.opd_asal.nama if usulan.penugasan.opd_asal else "OPD"
    return PesanTeks(
        f"Yth. {sebut('{badan}')}. {unit} mengajukan {usulan.get_jenis_display().lower()} nomor "
        f"{usulan.nomor} untuk {usulan.penugasan.kebutuhan.koperasi.nama_pendek}. "
        f"Mohon diputuskan: {_alamat('usulan_rincian', usulan.pk)}"
    )


def untuk_pengusul(usulan: Usulan) -> PesanTeks:
    """Tell the proposing head that BKPSDM has decided, or wants something mended."""
    return PesanTeks(
        f"Usulan nomor {usulan.nomor} untuk {usulan.penugasan.kebutuhan.koperasi.nama_pendek}: "
        f"{usulan.get_status_display().lower()}. Rinciannya: "
        f"{_alamat('usulan_opd_rincian', usulan.pk)}"
    )


def untuk_ketua(koperasi: Koperasi, token: str) -> PesanTeks:
    """Ask the chair for the voice of the month, with the link that needs no login."""
    return PesanTeks(
        f"Yth. Ketua {koperasi.nama_pendek}. Mohon laporan bulanan pegawai yang bertugas di "
        f"koperasi Anda, kurang dari satu menit: {_alamat('suara_tautan', token)}"
    )
