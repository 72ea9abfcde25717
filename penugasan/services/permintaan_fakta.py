"""Which facts a unit can give, in which form, and how an accepted answer becomes a fact."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inti.waktu import hari_ini
from pegawai.bukti_komputer import JenisBukti
from pegawai.models import Akun, Pegawai
from pegawai.services import bukti
from pegawai.services.pegawai import sidik, ubah
from penugasan.models import PermintaanData


@dataclass(frozen=True, slots=True)
class Diminta:
    """What is asked for one rule: the question in words, its fields, whether a paper is needed."""

    tanya: str
    medan: tuple[str, ...]
    wajib_berkas: bool = True


DAPAT_DIMINTA: dict[str, Diminta] = {
    "komputer": Diminta("Apa bukti kemampuan komputernya?", ("bukti", "tanggal")),
    "pendidikan": Diminta("Apa pendidikan terakhirnya?", ("tingkat_pendidikan", "pendidikan")),
    "usia": Diminta("Kapan tanggal lahirnya?", ("lahir",)),
    "bup": Diminta("Apa jabatannya sekarang?", ("jabatan",)),
    "rumpun_jabatan": Diminta("Apa jabatannya sekarang?", ("jabatan",), wajib_berkas=False),
    "jenis_asn": Diminta("Apa jenis pegawainya?", ("jenis",)),
    "kedudukan_hukum": Diminta("Apa kedudukan hukumnya?", ("kedudukan_hukum",)),
    "kontrak": Diminta("Kapan perjanjian kerjanya berakhir?", ("kontrak_akhir",)),
    "domisili": Diminta("Di mana ia tinggal?", ("domisili",), wajib_berkas=False),
    "predikat_kinerja": Diminta("Apa predikat kinerjanya?", ("tahun", "predikat")),
}
"""Per rule what its unit can answer. Other rules ask BKPSDM itself, or nobody."""
KOLOM = frozenset(
    {"tingkat_pendidikan", "pendidikan", "lahir", "jabatan", "jenis", "kedudukan_hukum", "domisili"}
)


def rapikan(isi: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer as JSON keeps it: days as ISO text, blanks left out."""
    return {
        nama: nilai.isoformat() if isinstance(nilai, dt.date) else nilai
        for nama, nilai in isi.items()
        if nilai not in (None, "")
    }


def tulis(permintaan: PermintaanData, *, aktor: Akun, pada: dt.datetime) -> None:
    """Write an accepted answer through the fact's own writer. Raises DomainError."""
    isi, dasar = permintaan.jawaban, _dasar(permintaan)
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
        bukti.tambah_komputer(
            jenis=JenisBukti(isi["bukti"]),
            tanggal=dt.date.fromisoformat(isi["tanggal"]),
            **umum,
        )
    if "kontrak_akhir" in isi:
        akhir = dt.date.fromisoformat(isi["kontrak_akhir"])
        bukti.tambah_kontrak(akhir=akhir, hari_ini=hari_ini(), **umum)
    if "predikat" in isi:
        bukti.tambah_predikat(
            tahun=int(isi["tahun"]), predikat=int(isi["predikat"]), hari_ini=hari_ini(), **umum
        )


def _dasar(permintaan: PermintaanData) -> str:
    """Who said so: what the source of the fact tells later."""
    berkas = f", berkas {permintaan.sha256[:12]}" if permintaan.sha256 else ""
    return f"Jawaban {permintaan.dijawab_sebagai or permintaan.opd.nama}{berkas}"
