"""A certificate that no better plan exists, checked from the question alone.

For any node potentials p, linear programming duality bounds the cost of every flow from below:

    cost >= supply * (p[source] - p[sink]) - sum over arcs of capacity * max(0, -reduced cost)

with reduced cost = cost - p[tail] + p[head]. The bound holds whatever the potentials are; good ones
come from shortest paths in the residual network of the plan. A wrong plan cannot fake it: either
its residual network has a negative cycle, or the bound stays above its score.
"""

import numpy as np

from penugasan.placement.network import MUARA, SUMBER, Jaringan
from penugasan.placement.skor import Bilangan


def potensial(jaringan: Jaringan, alir: Bilangan) -> Bilangan:
    """Node potentials from shortest distances in the residual network (Bellman-Ford).

    With a negative cycle, i.e. for a plan that is not optimal, the distances stop after as many
    rounds as there are nodes; the bound made of them is still true, only weak.
    """
    maju = alir < jaringan.muat
    mundur = alir > 0
    ekor = np.concatenate([jaringan.ekor[maju], jaringan.kepala[mundur]])
    kepala = np.concatenate([jaringan.kepala[maju], jaringan.ekor[mundur]])
    biaya = np.concatenate([jaringan.biaya[maju], -jaringan.biaya[mundur]])
    jarak = np.zeros(jaringan.simpul, dtype=np.int64)
    urut = np.argsort(kepala, kind="stable")
    ekor, kepala, biaya = ekor[urut], kepala[urut], biaya[urut]
    awal = np.flatnonzero(np.r_[True, kepala[1:] != kepala[:-1]])
    tujuan = kepala[awal]
    for _ in range(jaringan.simpul):
        calon = np.minimum.reduceat(jarak[ekor] + biaya, awal)
        lebih_dekat = calon < jarak[tujuan]
        if not lebih_dekat.any():
            break
        jarak[tujuan[lebih_dekat]] = calon[lebih_dekat]
    return -jarak


def batas_biaya(jaringan: Jaringan, potensial_simpul: Bilangan) -> int:
    """The dual objective: no flow can cost less. Exact integers, independent of any plan."""
    selisih = jaringan.biaya - potensial_simpul[jaringan.ekor] + potensial_simpul[jaringan.kepala]
    rugi = selisih < 0
    kurang = sum(
        int(muat) * int(satu) for muat, satu in zip(jaringan.muat[rugi], selisih[rugi], strict=True)
    )
    tinggi = int(potensial_simpul[SUMBER]) - int(potensial_simpul[MUARA])
    return jaringan.kursi * tinggi + kurang


def batas_nilai(jaringan: Jaringan, alir: Bilangan, imbalan: int) -> int:
    """The highest score any plan can reach that earns `imbalan` reward steps for filled posts."""
    biaya = batas_biaya(jaringan, potensial(jaringan, alir))
    return (-biaya - imbalan * jaringan.skala.isi) // jaringan.skala.nilai
