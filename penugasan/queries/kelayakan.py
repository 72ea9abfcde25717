"""Reads for the people list: the screening that speaks, and the rows an account may see."""

from dataclasses import dataclass

from django.db.models import QuerySet

from inti.sekali import sekali
from pegawai.models import Akun, Pegawai
from pegawai.models.pegawai import di_lingkup
from penugasan.models import HasilSaring, Saringan
from penugasan.queries.periode import resmi_dulu
from penugasan.rules.tanggal import umur
from penugasan.rules.types import Hasil


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKelayakan:
    """One person as lists and exports show them. `usia` in completed years, None when unknown."""

    pegawai: Pegawai
    hasil: str
    tingkat_pendidikan: str
    usia: int | None
    sebab: tuple[str, ...]
    dikecualikan: bool = False

    @property
    def lain(self) -> int:
        """Reasons beyond the first."""
        return max(0, len(self.sebab) - 1)


def saringan_terlihat(akun: Akun) -> Saringan | None:
    """The screening that speaks for the agency's newest open round that has one."""
    berurut = (
        Saringan.objects.untuk(akun)
        .filter(periode__aktif=True)
        .select_related("periode", "versi")
        .order_by("-periode__mulai", "-periode_id", resmi_dulu(), "-pk")
    )
    return next(iter(sekali(berurut[:1], keadaan=akun.keadaan)), None)


def hasil_terlihat(akun: Akun, saringan: Saringan) -> QuerySet[HasilSaring]:
    """Verdicts of one screening: everybody for BKPSDM and auditors, the own tree for a head."""
    return HasilSaring.objects.filter(
        di_lingkup(akun, "pegawai__"), saringan=saringan
    ).select_related("pegawai__opd", "pegawai__domisili")


def lengkap(sehalaman: QuerySet[HasilSaring]) -> QuerySet[HasilSaring]:
    """One page of verdicts with what its rows show: only keys are sorted, not whole people."""
    return HasilSaring.objects.filter(pk__in=sehalaman.values("pk")).select_related(
        "pegawai__opd", "pegawai__domisili"
    )


def baris_kelayakan(hasil: HasilSaring, saringan: Saringan) -> BarisKelayakan:
    """Put one verdict into words: every reason that is not a pass, refusals first."""
    pegawai = hasil.pegawai
    tingkat = saringan.versi.isi["aturan"]["pendidikan"]["tingkat"]
    menurut_hasil = {
        jawaban: [
            t["alasan"] for t in hasil.temuan if t["hasil"] == jawaban and "dikecualikan" not in t
        ]
        for jawaban in (Hasil.TIDAK, Hasil.BELUM_PASTI)
    }
    lahir = pegawai.lahir
    return BarisKelayakan(
        pegawai=pegawai,
        hasil=hasil.hasil,
        tingkat_pendidikan=tingkat.get(pegawai.tingkat_pendidikan, pegawai.tingkat_pendidikan),
        usia=umur(lahir, saringan.per_tanggal)[0]
        if lahir and lahir <= saringan.per_tanggal
        else None,
        dikecualikan=bool(hasil.dikecualikan),
        sebab=(*menurut_hasil[Hasil.TIDAK], *menurut_hasil[Hasil.BELUM_PASTI]),
    )
