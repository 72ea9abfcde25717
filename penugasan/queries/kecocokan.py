"""How well persons fit one post, in the points of the placement score, for a dialogue on one seat.

The plan asks the same score for everybody at once; here a few colleagues are weighed for the
post that one of them was named for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from koperasi.models import Kebutuhan
from pegawai.models import Pegawai
from penugasan.models import Periode
from penugasan.placement import sentences
from penugasan.placement.beban import Beban
from penugasan.placement.skor import Penilai, kelompok_dari
from penugasan.placement.types import Calon, Kursi
from penugasan.queries.penempatan import bahan_kursi


@dataclass(frozen=True, slots=True, kw_only=True)
class Nilai:
    """The score of one person for one post; ``jumlah`` is the sum of ``bagian``, in points."""

    jumlah: int
    bagian: Mapping[str, int]
    alasan: tuple[str, ...]


def nilai_orang(
    orang: Sequence[Pegawai], *, kebutuhan: Kebutuhan, periode: Periode
) -> dict[int, Nilai]:
    """Weigh these persons for one post, each as if he were the next to leave his unit.

    Reads a fixed number of queries. Scores are comparable with each other, and with the plan's
    but for the harm that several leavers of one unit share.
    """
    if not orang:
        return {}
    masukan = bahan_kursi(orang, kebutuhan=kebutuhan, periode=periode)
    penilai, beban, kursi = Penilai(masukan), Beban(masukan), masukan.kursi[0]
    return {
        pegawai.pk: nilai_calon(penilai, beban, calon, kursi)
        for pegawai, calon in zip(orang, masukan.calon, strict=True)
    }


def nilai_calon(penilai: Penilai, beban: Beban, calon: Calon, kursi: Kursi) -> Nilai:
    """Weigh one person for one post, as if he were the next to leave his unit."""
    bagian = {
        **penilai.bagian(calon, kelompok_dari(kursi)),
        "beban_unit": -beban.marjinal_unit(calon.unit, 1),
        "pemegang_terakhir": -beban.terakhir(calon.unit, calon.jabatan, 1),
    }
    kalimat = sentences.alasan(
        penilai, calon, kursi, bagian, terkunci=False, unit=beban.unit[calon.unit], pergi=1
    )
    return Nilai(jumlah=sum(bagian.values()), bagian=bagian, alasan=kalimat)
