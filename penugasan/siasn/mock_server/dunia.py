"""Everything one running stand-in holds: its store, its settings, its faults, its clock."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from penugasan.siasn.mock_server.aturan import dipetik, putuskan
from penugasan.siasn.mock_server.gangguan import Gangguan, Papan
from penugasan.siasn.mock_server.orang import nip_berbentuk, turunan
from penugasan.siasn.mock_server.simpanan import Simpanan, UsulanSimpan
from penugasan.siasn.mock_server.token import UMUR_APIM, UMUR_SSO
from penugasan.siasn.wire import WIB, StatusUsulan


@dataclass(frozen=True, kw_only=True)
class Setelan:
    """How this stand-in behaves.

    ``tunda``: seconds until a decision, negative for never by itself; ``petik``: draw a sample for
    the closer look; ``ketat``: a NIP that was not loaded does not exist; ``gerbang``: play an
    agency's gateway, which adds the tokens itself; ``referensi``: False for a service that knows
    no ``referensiId``.
    """

    benih: int = 1
    tunda: float = 5.0
    petik: bool = True
    ketat: bool = False
    gerbang: bool = False
    referensi: bool = True
    kunci: str = "kendali-tiruan"
    umur_apim: int = UMUR_APIM
    umur_sso: int = UMUR_SSO


@dataclass
class Dunia:
    """The world of one stand-in process."""

    simpanan: Simpanan
    setelan: Setelan = field(default_factory=Setelan)
    jam: Callable[[], float] = time.time
    papan: Papan = field(default_factory=lambda: Papan(1))
    lalu: Gangguan | None = None
    """Set while a read must see the past (``mundur``, ``basi``); the store's lock guards it."""

    def __post_init__(self) -> None:
        self.papan.pasang(self.papan.aturan, self.setelan.benih)

    def saat(self) -> datetime:
        """Now, in Jakarta."""
        return datetime.fromtimestamp(self.jam(), WIB)

    def orang(self, nip: str) -> dict[str, Any] | None:
        """The person behind a NIP: loaded, or drawn from the NIP unless the stand-in is strict."""
        ada = self.simpanan.orang(nip)
        if ada is not None:
            return ada
        if self.setelan.ketat or not nip_berbentuk(nip):
            return None
        return turunan(nip, self.setelan.benih)

    def lihat(self, usulan: UsulanSimpan) -> list[UsulanSimpan]:
        """What a reader sees of a proposal: itself, and under a fault its past.

        ``mundur``: the state before last comes after the last one; ``basi``: the last change (of
        the last ``detik`` seconds, when they are named) has not happened yet.
        """
        if self.lalu is None:
            return [usulan]
        sebelum = self.simpanan.usulan_sebelum(usulan.id)
        dulu = [] if sebelum is None else [sebelum]
        if self.lalu.jenis == "mundur":
            return [usulan, *dulu]
        baru = self.jam() - usulan.diubah <= self.lalu.detik(float("inf"))
        return dulu if baru else [usulan]

    def putuskan_jatuh_tempo(self) -> None:
        """Decide every proposal whose time has come; called before each read.

        At least one proposal of an agency is sent back once (the closer look), so that whoever
        tries the portal meets a refusal that can be mended.
        """
        if self.setelan.tunda < 0:
            return
        kini = self.jam()
        batas = kini - self.setelan.tunda
        jatuh = [
            usulan
            for usulan in self.simpanan.usulan_status(StatusUsulan.DIUSULKAN)
            if usulan.diubah <= batas
        ]
        for usulan in sorted(jatuh, key=self._urutan_petik):
            self._putuskan(usulan, kini)

    def _urutan_petik(self, usulan: UsulanSimpan) -> tuple[bool, str]:
        """Sampled people first, then by id: who is looked at does not hang on arrival times."""
        return (not dipetik(usulan, self.setelan.benih), usulan.nip)

    def _putuskan(self, usulan: UsulanSimpan, kini: float) -> None:
        orang = self.orang(usulan.nip) or {}
        petik = self.setelan.petik and usulan.versi == 1 and self._giliran_petik(usulan)
        putusan = putuskan(usulan, orang, petik=petik)
        self.simpanan.simpan_usulan(
            replace(
                usulan,
                status=putusan.status,
                nomor=putusan.nomor,
                alasan=putusan.alasan,
                alasan_tambahan=putusan.tambahan,
                diubah=kini,
                versi=usulan.versi + 1,
            )
        )

    def _giliran_petik(self, usulan: UsulanSimpan) -> bool:
        kunci = f"petik:{usulan.instansi}"
        pertama = not self.simpanan.setelan(kunci)
        if pertama:
            self.simpanan.pasang_setelan(kunci, usulan.id)
        return pertama or dipetik(usulan, self.setelan.benih)

    @staticmethod
    def id_baru() -> str:
        """A fresh id, 32 lower-case hex digits."""
        return uuid.uuid4().hex
