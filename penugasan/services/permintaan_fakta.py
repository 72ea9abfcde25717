"""How an accepted answer becomes a fact: through the fact's own writer, with its own source."""

import datetime as dt
from typing import Any

from inti.errors import DomainError
from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import Akun, Pegawai
from pegawai.services import bukti
from pegawai.services.pegawai import sidik, ubah
from penugasan.models import PermintaanData
from penugasan.queries.permintaan_fakta import AWALAN_PREDIKAT, KOLOM, TIDAK_MAMPU


def tulis(permintaan: PermintaanData, *, aktor: Akun, pada: dt.datetime) -> None:
    """Write an accepted answer through the fact's own writer. Raises DomainError."""
    isi, dasar = permintaan.jawaban, _dasar(permintaan)
    if not isi:
        pesan = "OPD tidak memberi data, jadi tidak ada yang dapat diterima. Kembalikan atau cabut."
        raise DomainError(pesan, kode="jawaban_kosong")
    pegawai = Pegawai.objects.select_related("instansi").get(pk=permintaan.pegawai_id)
    kolom = {nama: nilai for nama, nilai in isi.items() if nama in KOLOM}
    if kolom:
        ubah(
            pegawai=pegawai,
            nilai=kolom,
            alasan=dasar,
            sidik_lama=sidik(pegawai),
            aktor=aktor,
            saat=pada,
            hari_ini=hari_ini(),
        )
    umum: dict[str, Any] = {"pegawai": pegawai, "dasar": dasar, "aktor": aktor}
    if "bukti" in isi:
        _tulis_komputer(isi, umum)
    if "kontrak_akhir" in isi:
        akhir = dt.date.fromisoformat(isi["kontrak_akhir"])
        bukti.tambah_kontrak(akhir=akhir, hari_ini=hari_ini(), **umum)
    for nama, nilai in isi.items():
        if nama.startswith(AWALAN_PREDIKAT):
            tahun = int(nama.removeprefix(AWALAN_PREDIKAT))
            bukti.tambah_predikat(tahun=tahun, predikat=int(nilai), hari_ini=hari_ini(), **umum)


def _tulis_komputer(isi: dict[str, Any], umum: dict[str, Any]) -> None:
    if isi["bukti"] == TIDAK_MAMPU:
        bukti.tambah_komputer(
            jenis=JenisBukti.PERNYATAAN_OPD, mampu=False, tanggal=hari_ini(), **umum
        )
        return
    bukti.tambah_komputer(
        jenis=JenisBukti(isi["bukti"]), tanggal=dt.date.fromisoformat(isi["tanggal"]), **umum
    )


def _dasar(permintaan: PermintaanData) -> str:
    """Who said so: what the source of the fact tells later."""
    berkas = f", berkas {permintaan.sha256[:12]}" if permintaan.sha256 else ""
    return f"Jawaban {permintaan.dijawab_sebagai or permintaan.opd.nama}{berkas}"
