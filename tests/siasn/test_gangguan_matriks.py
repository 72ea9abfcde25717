"""Every kind of fault on every errand and every reading: done once, and no lie goes unnoticed."""

import contextlib
import random
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from penugasan.siasn.antaran import TARIK, UNGGAH_SK, USULAN, Macam, antar
from penugasan.siasn.client import KlienSiasn
from penugasan.siasn.galat import AmbiguError, Kode, SiasnError
from penugasan.siasn.mock_server.gangguan import JENIS
from penugasan.siasn.wire import BASIS_API, BASIS_REFERENSI, PATH_APIM, PATH_SSO
from tests.siasn.tiruan import Tiruan, badan_usulan, nip_acak
from tests.siasn.titipan import ragu, sesudah, siapkan

PARAM: dict[str, dict[str, Any]] = {
    "latensi": {"detik": 0.6},
    "tetesan": {"bita_per_detik": 100},
    "skema": {"ragam": "null"},
}
MELIHAT_KOSONG = {"data_string", "basi"}
"""These say, in good form, that nothing is there: only a second look can tell."""


@pytest.fixture
def klien(tiruan: Tiruan) -> Iterator[KlienSiasn]:
    setelan = {"SIASN_MAKS_ULANG": "0", "SIASN_TIMEOUT_BACA": "0.4", "SIASN_TENGGAT": "0.6"}
    with tiruan.klien(**setelan) as klien:
        yield klien


@pytest.fixture
def badan(kkmp_id: str, acak: random.Random) -> dict[str, Any]:
    return badan_usulan(nip_acak(acak), kkmp_id)


@pytest.mark.parametrize("jenis", [USULAN, TARIK, UNGGAH_SK])
@pytest.mark.parametrize("gangguan", sorted(JENIS))
def test_an_errand_struck_once_and_done_again_has_its_effect_once(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], gangguan: str, jenis: str
) -> None:
    satu = siapkan(tiruan, klien, jenis, badan)
    tiruan.ganggu({"jenis": gangguan, "kali": 1, "param": PARAM.get(gangguan, {})})
    akhir = antar(satu, klien)
    for _ in range(3):
        if akhir.macam is Macam.DITERIMA:
            break
        akhir = antar(ragu(satu) if akhir.macam is Macam.RAGU else satu, klien)
    assert akhir.macam is Macam.DITERIMA
    assert [usulan["status"] for usulan in tiruan.usulan()] == [sesudah(jenis)]


@pytest.mark.parametrize("gangguan", sorted(JENIS))
def test_a_reading_under_a_fault_is_right_or_an_error(
    tiruan: Tiruan, klien: KlienSiasn, badan: dict[str, Any], gangguan: str
) -> None:
    hasil = klien.simpan_usulan(badan)
    assert hasil.usulan is not None
    id_usulan = hasil.usulan.id
    tiruan.ganggu({"jenis": gangguan, "param": PARAM.get(gangguan, {})})
    bacaan: list[Callable[[], object]] = [
        lambda: [usulan.nip for usulan in klien.daftar_usulan()],
        lambda: [usulan.nip for usulan in klien.usulan_pns(badan["nipBaru"])],
        lambda: [getattr(klien.usulan(id_usulan), "nip", None)],
        lambda: [getattr(klien.data_utama(badan["nipBaru"]), "nip", None)],
    ]
    for baca in bacaan:
        try:
            terbaca = baca()
        except AmbiguError:
            raise
        except SiasnError:
            continue
        kosong = gangguan in MELIHAT_KOSONG and terbaca in ([], [None])
        assert kosong or terbaca == [badan["nipBaru"]]


@pytest.fixture
def pintu_buntu() -> Iterator[int]:
    """A port whose queue is full: whoever calls hears nothing at all."""
    with contextlib.ExitStack() as tumpukan:
        pintu = tumpukan.enter_context(socket.socket())
        pintu.bind(("127.0.0.1", 0))
        pintu.listen(0)
        for _ in range(3):
            penunggu = tumpukan.enter_context(socket.socket())
            penunggu.setblocking(False)
            penunggu.connect_ex(pintu.getsockname())
        yield int(pintu.getsockname()[1])


def test_a_door_that_never_opens_is_never_ambiguous(
    tiruan: Tiruan, pintu_buntu: int, badan: dict[str, Any]
) -> None:
    asal = f"http://127.0.0.1:{pintu_buntu}"
    alamat = {
        "SIASN_URL_APIM_TOKEN": asal + PATH_APIM,
        "SIASN_URL_SSO_TOKEN": asal + PATH_SSO,
        "SIASN_URL_API": asal + BASIS_API,
        "SIASN_URL_REFERENSI": asal + BASIS_REFERENSI,
    }
    polos = {nama: nilai for nama, nilai in alamat.items() if nama == "SIASN_URL_API"}
    for setelan in (alamat, polos):
        with (
            tiruan.klien(SIASN_TIMEOUT_SAMBUNG="0.2", **setelan) as klien,
            pytest.raises(SiasnError) as galat,
        ):
            klien.simpan_usulan(badan)
        assert galat.value.kode is Kode.SAMBUNGAN
        assert not isinstance(galat.value, AmbiguError)
