"""What an operator writes into ``.env`` reaches the portal in its container."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from penugasan.siasn.konfigurasi import baca

AKAR = Path(__file__).parents[2]
BERKAS = yaml.safe_load((AKAR / "docker-compose.yml").read_text(encoding="utf-8"))
DARI_RAHASIA = {
    f"SIASN_{nama}" for nama in ("CONSUMER_KEY", "CONSUMER_SECRET", "SSO_USERNAME", "SSO_PASSWORD")
}


class _Pengingat(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self, **isi: str) -> None:
        self.isi, self.ditanya = isi, set[str]()

    def __getitem__(self, nama: str) -> str:
        self.ditanya.add(nama)
        return self.isi[nama]

    def __iter__(self) -> Iterator[str]:
        return iter(self.isi)

    def __len__(self) -> int:
        return len(self.isi)


@pytest.mark.parametrize("layanan", ["siapkan", "web", "worker", "beat"])
def test_every_siasn_setting_is_handed_on(layanan: str) -> None:
    env = _Pengingat(SIASN_MODE="mati")
    baca(env)
    semua = {nama for nama in env.ditanya if not nama.endswith("_FILE")}
    diteruskan = BERKAS["services"][layanan]["environment"]
    assert len(semua) > 40
    for nama in semua - DARI_RAHASIA - {"SIASN_MODE", "SIASN_TIRUAN_KUNCI"}:
        assert diteruskan.get(nama) == f"${{{nama}:-}}", nama
    assert all(f"{nama}_FILE" in diteruskan for nama in DARI_RAHASIA)
    assert diteruskan["SIASN_MODE"] == "${SIASN_MODE:-mati}"


def test_what_is_handed_on_empty_is_as_if_it_were_not_set() -> None:
    diteruskan = BERKAS["services"]["web"]["environment"]
    kosong = {nama: "" for nama, isi in diteruskan.items() if str(isi).endswith(":-}")}
    assert baca({**kosong, "SIASN_MODE": "mati"}) == baca({"SIASN_MODE": "mati"})
