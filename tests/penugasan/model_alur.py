"""The dialogue as a plain model: states and names only, and which acts are due.

``tests/penugasan/test_workflow_model.py`` lets it walk beside the real services.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

HIDUP = {"DRAF", "DIMINTA", "DISETUJUI_OPD", "DITETAPKAN", "AKTIF"}
PERGI = {"DITETAPKAN", "AKTIF"}
DISEPAKATI = {"DISETUJUI_OPD"} | PERGI
TERBUKA = {"DIAJUKAN", "PERBAIKAN"}
ORANG = range(4)
FORMASI = range(2)
# Who acts: index into (petugas, penyetuju, the head, another head).
PETUGAS, PENYETUJU, KEPALA, KEPALA_LAIN = range(4)

ATAS_PENUGASAN = {
    *("usulkan", "keberatan", "setuju", "batalkan", "tetapkan", "cabut_penetapan"),
    *("catat_tugas", "tiba"),
}
ATAS_TUGAS = {"serahkan", "hentikan"}
Keadaan = tuple[list[list[Any]], list[list[Any]], list[list[Any]]]


@dataclass
class Model:
    """Assignments as [status, person, post], usulan as [status, assignment, substitute], tasks to
    hand over as [assignment, new owner, discontinued]."""

    penugasan: list[list[Any]] = field(default_factory=list)
    usulan: list[list[Any]] = field(default_factory=list)
    tugas: list[list[Any]] = field(default_factory=list)

    def salin(self) -> "Model":
        return Model(*([satu[:] for satu in daftar] for daftar in self.keadaan()))

    def keadaan(self) -> Keadaan:
        return self.penugasan, self.usulan, self.tugas

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
        if aksi in ATAS_PENUGASAN:
            return a < len(self.penugasan) and self._atas_penugasan(aksi, siapa, a, b)
        if aksi in ATAS_TUGAS:
            return a < len(self.tugas) and self._atas_tugas(aksi, siapa, a, b)
        return a < len(self.usulan) and self._atas_usulan(aksi, siapa, a, b)

    def _nominasikan(self, siapa: int, orang: int, b: int) -> bool:
        formasi = b % len(FORMASI)
        ya = siapa == PETUGAS and self.bebas(orang, formasi)
        if ya:
            self.penugasan.append(["DIMINTA", orang, formasi])
        return ya

    def _atas_penugasan(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        if aksi in ("usulkan", "keberatan"):
            return self._usulkan(siapa, a, b if aksi == "usulkan" else None)
        if aksi == "catat_tugas":
            return self._catat_tugas(siapa, a)
        siapa_boleh, dari, ke = {
            "tiba": (PETUGAS, {"DITETAPKAN"}, "AKTIF"),
            "setuju": (KEPALA, {"DIMINTA"}, "DISETUJUI_OPD"),
            "batalkan": (PETUGAS, {"DIMINTA", "DISETUJUI_OPD"}, "DIBATALKAN"),
            "tetapkan": (PENYETUJU, {"DISETUJUI_OPD"}, "DITETAPKAN"),
            "cabut_penetapan": (PENYETUJU, {"DITETAPKAN"}, "DIBATALKAN"),
        }[aksi]
        p = self.penugasan[a]
        halangan = {"setuju": self.terbuka, "tetapkan": self.terikat_tugas}.get(aksi)
        if siapa != siapa_boleh or p[0] not in dari or (halangan and halangan(a)):
            return False
        p[0] = ke
        for u in self.usulan if aksi == "batalkan" else ():
            if u[1] == a and u[0] in TERBUKA:
                u[0] = "DICABUT"
        return True

    def _usulkan(self, siapa: int, a: int, b: int | None) -> bool:
        p = self.penugasan[a]
        ya = siapa == KEPALA and p[0] == "DIMINTA" and not self.terbuka(a)
        if b is not None:
            ya = ya and b != p[1] and self.bebas(b) and not self.diusulkan(b)
        if ya:
            self.usulan.append(["DIAJUKAN", a, b])
        return ya

    def _catat_tugas(self, siapa: int, a: int) -> bool:
        status = self.penugasan[a][0]
        ya = siapa in (KEPALA, PETUGAS) and status in {"DIMINTA", "DISETUJUI_OPD"}
        if ya:
            self.tugas.append([a, None, False])
        return ya

    def terikat_tugas(self, nomor: int) -> bool:
        """The gate: an own task without an owner who stays, or the task of an agreed colleague."""
        orang = self.penugasan[nomor][1]
        pergi = {p[1] for p in self.penugasan if p[0] in PERGI}
        for dari, pemilik, dihentikan in self.tugas:
            if dari == nomor and not dihentikan and (pemilik is None or pemilik in pergi):
                return True
            if pemilik == orang and self.penugasan[dari][0] in DISEPAKATI:
                return True
        return False

    def _atas_tugas(self, aksi: str, siapa: int, a: int, b: int) -> bool:
        t = self.tugas[a]
        dari = self.penugasan[t[0]]
        ya = siapa in (KEPALA, PETUGAS) and dari[0] in {"DIMINTA"} | DISEPAKATI
        if aksi == "serahkan":
            ya = ya and b != dari[1] and self.bebas(b)
        if ya:
            t[1:] = [b, False] if aksi == "serahkan" else [None, True]
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
    "catat_tugas": KEPALA,
    "serahkan": KEPALA,
    "hentikan": KEPALA,
    "tiba": PETUGAS,
}
"""Whose office each act is."""
Langkah = tuple[str, int, int, int]


def _sah(model: Model, aksi: str) -> list[Langkah]:
    """Every way to do this act now that the model would accept."""
    baris = max(len(model.penugasan), len(model.usulan), len(model.tugas), len(ORANG))
    semua = [(aksi, KANTOR[aksi], a, b) for a in range(baris) for b in ORANG]
    return [satu for satu in semua if a_ada(satu) and model.salin().lakukan(*satu)]


def a_ada(langkah: Langkah) -> bool:
    """Only a nomination's first number is a person; there are but four of them."""
    return langkah[0] != "nominasikan" or langkah[2] in ORANG


def pilih(data: st.DataObject, model: Model) -> Langkah:
    """Mostly an act that is due, so that the walk goes deep; else anything by anybody."""
    aksi = data.draw(st.sampled_from(sorted(KANTOR)))
    sah = _sah(model, aksi)
    if sah and data.draw(st.integers(0, 4)):
        return data.draw(st.sampled_from(sah))
    siapa = data.draw(st.sampled_from([PETUGAS, PENYETUJU, KEPALA, KEPALA_LAIN]))
    return aksi, siapa, data.draw(st.sampled_from(ORANG)), data.draw(st.sampled_from(ORANG))
