"""The whole dialogue against a plain model: random acts by random people, two posts, four people.

The model knows only states and names. After each act both sides must agree on whether it was
accepted and on every state; at the end the audit chain holds.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from inti import audit
from inti.errors import DomainError
from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from penugasan.models import Penugasan, Usulan
from penugasan.services import nominasi, penetapan, usulan as layanan
from tests.penugasan import alur

HIDUP = {"DRAF", "DIMINTA", "DISETUJUI_OPD", "DITETAPKAN", "AKTIF"}
TERBUKA = {"DIAJUKAN", "PERBAIKAN"}
ORANG = range(4)
FORMASI = range(2)
# Who acts: index into (petugas, penyetuju, the head, another head).
PETUGAS, PENYETUJU, KEPALA, KEPALA_LAIN = range(4)


@dataclass
class Model:
    """Assignments as [status, person, post], usulan as [status, assignment, substitute]."""

    penugasan: list[list[Any]] = field(default_factory=list)
    usulan: list[list[Any]] = field(default_factory=list)

    def salin(self) -> "Model":
        return Model([p[:] for p in self.penugasan], [u[:] for u in self.usulan])

    def bebas(self, orang: int | None, formasi: int | None = None) -> bool:
        return not any(
            p[0] in HIDUP and (p[1] == orang or (formasi is not None and p[2] == formasi))
            for p in self.penugasan
        )

    def diusulkan(self, orang: int) -> bool:
        return any(u[0] in TERBUKA and u[2] == orang for u in self.usulan)

    def terbuka(self, nomor: int) -> bool:
        return any(u[0] in TERBUKA and u[1] == nomor for u in self.usulan)

    def lakukan(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        """Do the act if the rules of the dialogue allow it; whether they did."""
        if aksi == "nominasikan":
            return self._nominasikan(siapa, a, b)
        if aksi in ("usulkan", "setuju", "batalkan", "tetapkan", "cabut_penetapan", "keberatan"):
            return a < len(self.penugasan) and self._atas_penugasan(aksi, siapa, a, b)
        return a < len(self.usulan) and self._atas_usulan(aksi, siapa, a, b)

    def _nominasikan(self, siapa: int, orang: int, b: int) -> bool:
        formasi = b % len(FORMASI)
        ya = siapa == PETUGAS and self.bebas(orang, formasi)
        if ya:
            self.penugasan.append(["DIMINTA", orang, formasi])
        return ya

    def _atas_penugasan(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        p = self.penugasan[a]
        if aksi in ("usulkan", "keberatan"):
            ya = siapa == KEPALA and p[0] == "DIMINTA" and not self.terbuka(a)
            if aksi == "usulkan":
                ya = ya and b != p[1] and self.bebas(b) and not self.diusulkan(b)
            if ya:
                self.usulan.append(["DIAJUKAN", a, b if aksi == "usulkan" else None])
            return ya
        siapa_boleh, dari, ke = {
            "setuju": (KEPALA, {"DIMINTA"}, "DISETUJUI_OPD"),
            "batalkan": (PETUGAS, {"DIMINTA", "DISETUJUI_OPD"}, "DIBATALKAN"),
            "tetapkan": (PENYETUJU, {"DISETUJUI_OPD"}, "DITETAPKAN"),
            "cabut_penetapan": (PENYETUJU, {"DITETAPKAN"}, "DIBATALKAN"),
        }[aksi]
        ya = siapa == siapa_boleh and p[0] in dari
        if aksi == "setuju":
            ya = ya and not self.terbuka(a)
        if ya:
            p[0] = ke
            if aksi == "batalkan":
                for u in self.usulan:
                    if u[1] == a and u[0] in TERBUKA:
                        u[0] = "DICABUT"
        return ya

    def _atas_usulan(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        u = self.usulan[a]
        if aksi == "terima":
            return self._terima(siapa, u)
        if aksi == "ajukan_lagi":
            lain = any(v[0] in TERBUKA and v[2] == b for v in self.usulan if v is not u)
            ya = siapa == KEPALA and u[0] == "PERBAIKAN"
            if u[2] is not None:
                ya = ya and b != self.penugasan[u[1]][1] and self.bebas(b) and not lain
            if ya:
                u[0], u[2] = "DIAJUKAN", None if u[2] is None else b
            return ya
        siapa_boleh, dari, ke = {
            "tolak": (PETUGAS, {"DIAJUKAN"}, "DITOLAK"),
            "minta_perbaikan": (PETUGAS, {"DIAJUKAN"}, "PERBAIKAN"),
            "cabut": (KEPALA, TERBUKA, "DICABUT"),
        }[aksi]
        ya = siapa == siapa_boleh and u[0] in dari
        if ya:
            u[0] = ke
        return ya

    def _terima(self, siapa: int, u: list[Any]) -> bool:
        ya = siapa == PETUGAS and u[0] == "DIAJUKAN" and (u[2] is None or self.bebas(u[2]))
        if ya:
            u[0] = "DISETUJUI"
            lama = self.penugasan[u[1]]
            lama[0] = "DIPERTAHANKAN" if u[2] is None else "DIGANTI"
            if u[2] is not None:
                self.penugasan.append(["DISETUJUI_OPD", u[2], lama[2]])
        return ya


@dataclass
class Nyata:
    """The same acts by the real services, on rows numbered as the model numbers them."""

    opd: Opd
    akun: list[Akun]

    def __post_init__(self) -> None:
        self.orang = [alur.orang(self.opd) for _ in ORANG]
        self.formasi = [alur.formasi(self.opd) for _ in FORMASI]
        self.periode = alur.periode(self.opd)

    def penugasan(self) -> list[Penugasan]:
        return list(Penugasan.objects.order_by("pk"))

    def usulan(self) -> list[Usulan]:
        return list(Usulan.objects.order_by("pk"))

    def lakukan(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        try:
            with transaction.atomic():
                return self._lakukan(aksi, self.akun[siapa], a, b)
        except DomainError:
            return False

    def _lakukan(self, aksi: str, akun: Akun, a: int, b: int) -> bool:
        umum: dict[str, Any] = {"aktor": akun, "pada": sekarang()}
        if aksi == "nominasikan":
            nominasi.nominasikan(
                pegawai=self.orang[a],
                kebutuhan=self.formasi[b % len(FORMASI)],
                periode=self.periode,
                **umum,
            )
            return True
        atas_penugasan = {
            "setuju": lambda p: nominasi.setujui(penugasan=p, **umum),
            "batalkan": lambda p: nominasi.batalkan(penugasan=p, alasan="x", **umum),
            "keberatan": lambda p: layanan.ajukan(penugasan=p, alasan_kode="layanan", **umum),
            "usulkan": lambda p: layanan.ajukan(
                penugasan=p, alasan_kode="layanan", pengganti=self.orang[b], **umum
            ),
            "tetapkan": lambda p: penetapan.tetapkan(
                penugasan=[p], tanggal=sekarang().date(), **umum
            ),
            "cabut_penetapan": lambda p: penetapan.cabut(penugasan=p, alasan="x", **umum),
        }
        atas_usulan = {
            "terima": lambda u: layanan.setujui(usulan=u, **umum),
            "tolak": lambda u: layanan.tolak(usulan=u, catatan="x", **umum),
            "minta_perbaikan": lambda u: layanan.minta_perbaikan(usulan=u, catatan="x", **umum),
            "cabut": lambda u: layanan.cabut(usulan=u, **umum),
            "ajukan_lagi": lambda u: layanan.ajukan_lagi(
                usulan=u,
                alasan_kode="layanan",
                pengganti=None if u.pengganti is None else self.orang[b],
                **umum,
            ),
        }
        baris: list[Any] = self.penugasan() if aksi in atas_penugasan else self.usulan()
        if a >= len(baris):
            return False
        (atas_penugasan | atas_usulan)[aksi](baris[a])  # type: ignore[operator]
        return True

    def keadaan(self) -> tuple[list[list[Any]], list[list[Any]]]:
        orang = {p.pk: nomor for nomor, p in enumerate(self.orang)}
        formasi = {k.pk: nomor for nomor, k in enumerate(self.formasi)}
        penugasan = self.penugasan()
        nomor = {p.pk: urut for urut, p in enumerate(penugasan)}
        return (
            [[p.status, orang[p.pegawai_id], formasi[p.kebutuhan_id]] for p in penugasan],
            [[u.status, nomor[u.penugasan_id], orang.get(u.pengganti_id)] for u in self.usulan()],
        )


KANTOR = {
    "nominasikan": PETUGAS,
    "setuju": KEPALA,
    "usulkan": KEPALA,
    "keberatan": KEPALA,
    "batalkan": PETUGAS,
    "tetapkan": PENYETUJU,
    "cabut_penetapan": PENYETUJU,
    "terima": PETUGAS,
    "tolak": PETUGAS,
    "minta_perbaikan": PETUGAS,
    "ajukan_lagi": KEPALA,
    "cabut": KEPALA,
}
"""Whose office each act is."""
Langkah = tuple[str, int, int, int]


def _sah(model: Model, aksi: str) -> list[Langkah]:
    """Every way to do this act now that the model would accept."""
    baris = max(len(model.penugasan), len(model.usulan), len(ORANG))
    semua = [(aksi, KANTOR[aksi], a, b) for a in range(baris) for b in ORANG]
    return [satu for satu in semua if a_ada(satu) and model.salin().lakukan(*satu)]


def a_ada(langkah: Langkah) -> bool:
    """Only a nomination's first number is a person; there are but four of them."""
    return langkah[0] != "nominasikan" or langkah[2] in ORANG


def _pilih(data: st.DataObject, model: Model) -> Langkah:
    """Mostly an act that is due, so that the walk goes deep; else anything by anybody."""
    aksi = data.draw(st.sampled_from(sorted(KANTOR)))
    sah = _sah(model, aksi)
    if sah and data.draw(st.integers(0, 4)):
        return data.draw(st.sampled_from(sah))
    siapa = data.draw(st.sampled_from([PETUGAS, PENYETUJU, KEPALA, KEPALA_LAIN]))
    return aksi, siapa, data.draw(st.sampled_from(ORANG)), data.draw(st.sampled_from(ORANG))


@pytest.mark.django_db
@settings(
    max_examples=20,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data(), banyak=st.integers(10, 50))
def test_random_acts_lead_where_the_plain_model_says(
    opd, petugas, penyetuju, kepala_opd, kepala_opd_lain, data, banyak
):
    with transaction.atomic():
        nyata = Nyata(opd, [petugas, penyetuju, kepala_opd, kepala_opd_lain])
        model = Model()
        for nomor in range(banyak):
            satu = _pilih(data, model)
            assert nyata.lakukan(*satu) == model.lakukan(*satu), (nomor, satu)
            assert nyata.keadaan() == (model.penugasan, model.usulan), (nomor, satu)
        assert audit.verifikasi(opd.instansi)[1] is None
        transaction.set_rollback(True)
