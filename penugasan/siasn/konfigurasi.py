"""How this installation reaches SIASN: one frozen value, read once from the environment.

Names and meaning: docs/operasi.md. ``baca`` takes a mapping, so settings and tests call it alike.
Every deviation of the real service from what is public is a setting here, not a change of code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Final, TypeVar

from penugasan.siasn.alamat import isian_sama, keberatan_alamat
from penugasan.siasn.wire import (
    BASIS_API,
    BASIS_REFERENSI,
    KREDENSIAL_TIRUAN,
    PATH_APIM,
    PATH_OPERASI,
    PATH_SSO,
    PETA_STATUS,
    StatusUsulan,
)

PORT_TIRUAN: Final = 8243
_E = TypeVar("_E", bound=StrEnum)


class KonfigurasiSalahError(ValueError):
    """The environment asks for something impossible or unsafe; the text (Indonesian) says what."""


class ModeSiasn(StrEnum):
    """Which SIASN this portal talks to. ``MATI``: none, and everything else still works."""

    TIRUAN = "tiruan"
    PELATIHAN = "pelatihan"
    PRODUKSI = "produksi"
    GERBANG = "gerbang"
    MATI = "mati"


LABEL_MODE: Final[Mapping[ModeSiasn, str]] = {
    ModeSiasn.TIRUAN: "SIASN TIRUAN",
    ModeSiasn.PELATIHAN: "SIASN PELATIHAN",
    ModeSiasn.PRODUKSI: "",
    ModeSiasn.GERBANG: "SIASN LEWAT GERBANG",
    ModeSiasn.MATI: "SIASN MATI",
}
"""The band shown on every page; empty in production, where there is nothing to warn of."""


class SsoMode(StrEnum):
    """How the SSO token is had. ``TANPA``: a gateway in front adds the tokens itself."""

    PASSWORD = "password"  # noqa: S105 - the name of a grant
    REFRESH = "refresh"
    MANUAL = "manual"
    TANPA = "tanpa"


class Idempotensi(StrEnum):
    """``CARI_DULU`` looks for the person's proposals before each write, for a service without
    ``referensiId``."""

    REFERENSI = "referensi"
    CARI_DULU = "cari_dulu"


@dataclass(frozen=True, kw_only=True)
class KonfigurasiSiasn:
    """Everything the client and the sender need. Times are seconds; secrets never show in repr."""

    mode: ModeSiasn = ModeSiasn.TIRUAN
    url_apim_token: str = ""
    url_sso_token: str = ""
    url_api: str = ""
    url_referensi: str = ""
    consumer_key: str = field(default="", repr=False)
    consumer_secret: str = field(default="", repr=False)
    sso_mode: SsoMode = SsoMode.PASSWORD
    sso_client_id: str = ""
    sso_username: str = field(default="", repr=False)
    sso_password: str = field(default="", repr=False)
    sso_token: str = field(default="", repr=False)
    instansi_id: str = ""
    satuan_kerja_id: str = ""
    path: Mapping[str, str] = field(default_factory=lambda: dict(PATH_OPERASI), repr=False)
    peta_status: Mapping[str, StatusUsulan] = field(
        default_factory=lambda: dict(PETA_STATUS), repr=False
    )
    peta_kolom: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout_sambung: float = 10.0
    timeout_baca: float = 60.0
    tenggat: float = 120.0
    jeda: float = 2.0
    jeda_cek: float = 60.0
    jeda_ulang: float = 1.0
    jeda_tahan: float = 30.0
    jeda_tarik: float = 60.0
    maks_ulang: int = 3
    sewa: float = 60.0
    sejajar: int = 4
    ca_bundle: str = ""
    proxy: str = field(default="", repr=False)
    idempotensi: Idempotensi = Idempotensi.REFERENSI
    jam_tenang: tuple[time, time] | None = None
    jam_cocok: tuple[time, time] | None = (time(20), time(5))
    tiruan_kunci: str = field(default="kendali-tiruan", repr=False)

    @property
    def label(self) -> str:
        """The words of the band on every page; empty when none is needed."""
        return LABEL_MODE[self.mode]

    @property
    def batas_masuk(self) -> float:
        """Seconds that one login may take."""
        return self.timeout_sambung + self.timeout_baca

    @property
    def menyala(self) -> bool:
        """May anything be sent at all?"""
        return self.mode is not ModeSiasn.MATI

    def tenang(self, jam: time) -> bool:
        """Is this local time inside the quiet hours, which may span midnight?"""
        return _di_antara(jam, self.jam_tenang)

    def waktunya_cocok(self, jam: time) -> bool:
        """May everybody be compared with SIASN by itself at this local time?"""
        return _di_antara(jam, self.jam_cocok)


def _di_antara(jam: time, rentang: tuple[time, time] | None) -> bool:
    if rentang is None:
        return False
    mulai, selesai = rentang
    return mulai <= jam < selesai if mulai <= selesai else jam >= mulai or jam < selesai


# The stand-in is on this machine and has no quota: no pace, and a fault is looked at again soon.
_BAWAAN_TIRUAN: Final[Mapping[str, str]] = {
    "SIASN_CONSUMER_KEY": KREDENSIAL_TIRUAN["consumer_key"],
    "SIASN_CONSUMER_SECRET": KREDENSIAL_TIRUAN["consumer_secret"],
    "SIASN_SSO_CLIENT_ID": KREDENSIAL_TIRUAN["sso_client_id"],
    "SIASN_SSO_USERNAME": KREDENSIAL_TIRUAN["sso_username"],
    "SIASN_SSO_PASSWORD": KREDENSIAL_TIRUAN["sso_password"],
    "SIASN_TIMEOUT_SAMBUNG": "3",
    "SIASN_TIMEOUT_BACA": "10",
    "SIASN_TENGGAT": "20",
    "SIASN_JEDA": "0",
    "SIASN_JEDA_CEK": "2",
    "SIASN_JEDA_ULANG": "0.3",
    "SIASN_JEDA_TAHAN": "5",
    "SIASN_JEDA_TARIK": "3",
    "SIASN_SEWA": "15",
}
_BAWAAN_NYATA: Final[Mapping[ModeSiasn, Mapping[str, str]]] = {
    ModeSiasn.PRODUKSI: {
        "SIASN_URL_APIM_TOKEN": "https://apimws.bkn.go.id/oauth2/token",
        "SIASN_URL_SSO_TOKEN": f"https://sso-siasn.bkn.go.id{PATH_SSO}",
        "SIASN_URL_API": f"https://apimws.bkn.go.id:8243{BASIS_API}",
        "SIASN_URL_REFERENSI": f"https://apimws.bkn.go.id:8243{BASIS_REFERENSI}",
    },
    # Public sources contradict each other about the base of the training API: it must be set.
    ModeSiasn.PELATIHAN: {
        "SIASN_URL_APIM_TOKEN": "https://training-apimws.bkn.go.id/oauth2/token",
        "SIASN_URL_SSO_TOKEN": f"https://iam-siasn.bkn.go.id{PATH_SSO}",
    },
}


def _url_tiruan(env: Mapping[str, str]) -> dict[str, str]:
    asal = f"http://127.0.0.1:{env.get('SIASN_TIRUAN_PORT') or PORT_TIRUAN}"
    return {
        "SIASN_URL_APIM_TOKEN": asal + PATH_APIM,
        "SIASN_URL_SSO_TOKEN": asal + PATH_SSO,
        "SIASN_URL_API": asal + BASIS_API,
        "SIASN_URL_REFERENSI": asal + BASIS_REFERENSI,
    }


class _Pembaca:
    """Typed reads of one environment with its mode's defaults underneath."""

    def __init__(self, env: Mapping[str, str], bawaan: Mapping[str, str]) -> None:
        self._env = env
        self._bawaan = bawaan

    def teks(self, nama: str) -> str:
        nilai = self._env.get(nama, "").strip()
        if nilai:
            return nilai
        if berkas := self._env.get(f"{nama}_FILE", "").strip():
            try:
                return Path(berkas).read_text(encoding="utf-8").strip()
            except OSError as galat:
                pesan = f"Berkas {nama}_FILE tidak dapat dibaca: {galat.strerror}."
                raise KonfigurasiSalahError(pesan) from galat
        return self._bawaan.get(nama, "")

    def angka(self, nama: str, bawaan: float) -> float:
        teks = self.teks(nama)
        if not teks:
            return bawaan
        try:
            hasil = float(teks)
        except ValueError as galat:
            pesan = f"{nama} harus berupa angka, bukan '{teks}'."
            raise KonfigurasiSalahError(pesan) from galat
        if not (isfinite(hasil) and hasil >= 0):
            pesan = f"{nama} harus berupa bilangan, dan tidak boleh kurang dari nol."
            raise KonfigurasiSalahError(pesan)
        return hasil

    def jalur(self, operasi: str, bawaan: str) -> str:
        """The path of one operation, with the same blanks as the usual one."""
        nama = f"SIASN_PATH_{operasi.upper()}"
        teks = self.teks(nama) or bawaan
        if not isian_sama(teks, bawaan):
            pesan = f"{nama} harus memuat isian yang sama dengan bawaannya: {bawaan}"
            raise KonfigurasiSalahError(pesan)
        return teks

    def pasangan(self, nama: str) -> dict[str, str]:
        """``a=b,c=d`` as a dictionary."""
        hasil = {}
        for bagian in filter(None, (satu.strip() for satu in self.teks(nama).split(","))):
            kiri, tanda, kanan = bagian.partition("=")
            if not tanda:
                pesan = f"{nama}: bagian '{bagian}' harus berbentuk KUNCI=NILAI."
                raise KonfigurasiSalahError(pesan)
            hasil[kiri.strip()] = kanan.strip()
        return hasil


def _pilih(jenis: type[_E], nama: str, nilai: str, bawaan: _E) -> _E:
    if not nilai:
        return bawaan
    try:
        return jenis(nilai.casefold())
    except ValueError as galat:
        pesan = f"{nama} harus salah satu dari: {', '.join(jenis)}."
        raise KonfigurasiSalahError(pesan) from galat


def _rentang_jam(
    nama: str, teks: str, bawaan: tuple[time, time] | None
) -> tuple[time, time] | None:
    """``22:00-04:00``; the word ``tidak`` for never."""
    if not teks:
        return bawaan
    if teks.casefold() == "tidak":
        return None
    try:
        mulai, selesai = (time.fromisoformat(bagian.strip()) for bagian in teks.split("-"))
    except ValueError as galat:
        pesan = f"{nama} harus berbentuk JJ:MM-JJ:MM, misalnya 22:00-04:00."
        raise KonfigurasiSalahError(pesan) from galat
    return mulai, selesai


def _peta_status(pasangan: Mapping[str, str]) -> dict[str, StatusUsulan]:
    try:
        return {**PETA_STATUS, **{n: StatusUsulan(nama.upper()) for n, nama in pasangan.items()}}
    except ValueError as galat:
        pesan = f"SIASN_PETA_STATUS hanya mengenal: {', '.join(StatusUsulan)}."
        raise KonfigurasiSalahError(pesan) from galat


def baca_mode(env: Mapping[str, str]) -> ModeSiasn:
    """Which mode ``env`` asks for; an empty one asks for nothing, as if it were not set."""
    return _pilih(ModeSiasn, "SIASN_MODE", env.get("SIASN_MODE", "").strip(), ModeSiasn.TIRUAN)


def baca(env: Mapping[str, str]) -> KonfigurasiSiasn:
    """Read the ``SIASN_*`` names of ``env``; raises KonfigurasiSalahError with one clear sentence.

    With none set the portal talks to its stand-in on ``127.0.0.1:8243``.
    """
    mode = baca_mode(env)
    bawaan: dict[str, str] = {}
    if mode is ModeSiasn.TIRUAN:
        bawaan = {**_BAWAAN_TIRUAN, **_url_tiruan(env)}
    bawaan.update(_BAWAAN_NYATA.get(mode, {}))
    baca_dari = _Pembaca(env, bawaan)
    hasil = _susun(mode, baca_dari)
    if galat := keberatan(hasil):
        raise KonfigurasiSalahError(galat[0])
    return hasil


def _susun(mode: ModeSiasn, dari: _Pembaca) -> KonfigurasiSiasn:
    baku = KonfigurasiSiasn()
    tanpa_sso = mode is ModeSiasn.GERBANG
    return KonfigurasiSiasn(
        mode=mode,
        url_apim_token=dari.teks("SIASN_URL_APIM_TOKEN"),
        url_sso_token=dari.teks("SIASN_URL_SSO_TOKEN"),
        url_api=dari.teks("SIASN_URL_API").rstrip("/"),
        url_referensi=dari.teks("SIASN_URL_REFERENSI").rstrip("/"),
        consumer_key=dari.teks("SIASN_CONSUMER_KEY"),
        consumer_secret=dari.teks("SIASN_CONSUMER_SECRET"),
        sso_mode=_pilih(
            SsoMode,
            "SIASN_SSO_MODE",
            dari.teks("SIASN_SSO_MODE"),
            SsoMode.TANPA if tanpa_sso else SsoMode.PASSWORD,
        ),
        sso_client_id=dari.teks("SIASN_SSO_CLIENT_ID"),
        sso_username=dari.teks("SIASN_SSO_USERNAME"),
        sso_password=dari.teks("SIASN_SSO_PASSWORD"),
        sso_token=dari.teks("SIASN_SSO_TOKEN"),
        instansi_id=dari.teks("SIASN_INSTANSI_ID"),
        satuan_kerja_id=dari.teks("SIASN_SATUAN_KERJA_ID"),
        path={nama: dari.jalur(nama, jalur) for nama, jalur in PATH_OPERASI.items()},
        peta_status=_peta_status(dari.pasangan("SIASN_PETA_STATUS")),
        peta_kolom=dari.pasangan("SIASN_PETA_KOLOM"),
        timeout_sambung=dari.angka("SIASN_TIMEOUT_SAMBUNG", baku.timeout_sambung),
        timeout_baca=dari.angka("SIASN_TIMEOUT_BACA", baku.timeout_baca),
        tenggat=dari.angka("SIASN_TENGGAT", baku.tenggat),
        jeda=dari.angka("SIASN_JEDA", baku.jeda),
        jeda_cek=dari.angka("SIASN_JEDA_CEK", baku.jeda_cek),
        jeda_ulang=dari.angka("SIASN_JEDA_ULANG", baku.jeda_ulang),
        jeda_tahan=dari.angka("SIASN_JEDA_TAHAN", baku.jeda_tahan),
        jeda_tarik=dari.angka("SIASN_JEDA_TARIK", baku.jeda_tarik),
        maks_ulang=int(dari.angka("SIASN_MAKS_ULANG", baku.maks_ulang)),
        sewa=dari.angka("SIASN_SEWA", baku.sewa),
        sejajar=max(1, int(dari.angka("SIASN_SEJAJAR", baku.sejajar))),
        ca_bundle=dari.teks("SIASN_CA_BUNDLE"),
        proxy=dari.teks("SIASN_PROXY"),
        idempotensi=_pilih(
            Idempotensi,
            "SIASN_IDEMPOTENSI",
            dari.teks("SIASN_IDEMPOTENSI"),
            Idempotensi.REFERENSI,
        ),
        jam_tenang=_rentang_jam("SIASN_JAM_TENANG", dari.teks("SIASN_JAM_TENANG"), None),
        jam_cocok=_rentang_jam("SIASN_JAM_COCOK", dari.teks("SIASN_JAM_COCOK"), baku.jam_cocok),
        tiruan_kunci=dari.teks("SIASN_TIRUAN_KUNCI") or baku.tiruan_kunci,
    )


def keberatan(konfigurasi: KonfigurasiSiasn) -> list[str]:
    """Why this configuration must not be used, as sentences (Indonesian); empty when it is sound.

    Production must not reach a stand-in by mistake: no loopback, no plain HTTP, no known password
    (one that answers under another name: ``penjaga``). A gateway may add tokens and keep the pace.
    """
    mode = konfigurasi.mode
    if mode in (ModeSiasn.MATI, ModeSiasn.TIRUAN):
        return []
    keluhan = []
    if not konfigurasi.url_api:
        keluhan.append(f"SIASN_URL_API wajib diisi untuk SIASN_MODE={mode}.")
    if not konfigurasi.sewa:
        keluhan.append(f"SIASN_SEWA harus lebih dari nol untuk SIASN_MODE={mode}.")
    return keluhan if mode is ModeSiasn.GERBANG else keluhan + _keberatan_bkn(konfigurasi)


def _keberatan_bkn(konfigurasi: KonfigurasiSiasn) -> list[str]:
    """What only a line to BKN itself must not have."""
    mode = konfigurasi.mode
    keluhan = [
        f"{nama} {salah} (SIASN_MODE={mode})."
        for nama, alamat in alamat_layanan(konfigurasi)
        if (salah := keberatan_alamat(alamat))
    ]
    if konfigurasi.sso_mode is SsoMode.TANPA:
        keluhan.append(f"SIASN_SSO_MODE=tanpa hanya untuk gerbang, bukan SIASN_MODE={mode}.")
    if not konfigurasi.jeda:
        keluhan.append(f"SIASN_JEDA harus lebih dari nol untuk SIASN_MODE={mode}.")
    nilai = {konfigurasi.consumer_key, konfigurasi.consumer_secret, konfigurasi.sso_password}
    if nilai & set(KREDENSIAL_TIRUAN.values()):
        keluhan.append(f"Kredensial SIASN tiruan tidak boleh dipakai untuk SIASN_MODE={mode}.")
    if not konfigurasi.consumer_key or not konfigurasi.consumer_secret:
        keluhan.append("SIASN_CONSUMER_KEY dan SIASN_CONSUMER_SECRET wajib diisi.")
    return keluhan


def alamat_layanan(konfigurasi: KonfigurasiSiasn) -> list[tuple[str, str]]:
    """The addresses that are set, each behind the name of its setting."""
    semua = [
        ("SIASN_URL_APIM_TOKEN", konfigurasi.url_apim_token),
        ("SIASN_URL_SSO_TOKEN", konfigurasi.url_sso_token),
        ("SIASN_URL_API", konfigurasi.url_api),
        ("SIASN_URL_REFERENSI", konfigurasi.url_referensi),
    ]
    return [(nama, alamat) for nama, alamat in semua if alamat]
