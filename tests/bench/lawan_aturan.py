"""Rule libraries on the same people: eight conditions, an answer for each, nothing stored."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from pegawai.models import Pegawai
from tests.bench.anak import Jam

KOLOM = ("jenis", "kedudukan_hukum_id", "tingkat_pendidikan", "jabatan", "pendidikan")
JENIS, KEDUDUKAN = ["PPPK", "PPPK_PW"], ["71", "101", "01"]
TINGKAT = ["30", "35", "40", "45", "50"]
TUA, MUDA = 19690301, 20060301


def _orang() -> Iterator[dict[str, Any]]:
    for satu in Pegawai.objects.filter(aktif=True).values(*KOLOM, "lahir").iterator(5_000):
        lahir = satu["lahir"]
        satu["lahir"] = lahir.year * 10_000 + lahir.month * 100 + lahir.day if lahir else 0
        yield satu


def _ukur(periksa: Callable[[dict[str, Any]], object]) -> None:
    jam = Jam()

    def kerja() -> int:
        jumlah = 0
        for satu in _orang():
            periksa(satu)
            jumlah += 1
        return jumlah

    jam.ukur("saring", kerja)
    connection.close()
    jam.laporkan()


def rule_engine() -> None:
    """rule-engine: eight compiled expressions."""
    import rule_engine as pustaka  # noqa: PLC0415 - only this measurement pays for it

    aturan = [
        pustaka.Rule(teks)
        for teks in (
            f"jenis in {JENIS!r}",
            f"kedudukan_hukum_id in {KEDUDUKAN!r}",
            f"tingkat_pendidikan in {TINGKAT!r}",
            f"lahir > {TUA}",
            "not ('Guru' in jabatan)",
            "pendidikan != ''",
            "jabatan != ''",
            f"lahir < {MUDA}",
        )
    ]
    _ukur(lambda satu: [r.matches(satu) for r in aturan])


def json_logic() -> None:
    """json-logic: eight trees, walked for everybody."""
    from json_logic import jsonLogic  # noqa: PLC0415

    def isi(nama: str) -> dict[str, str]:
        return {"var": nama}

    aturan: list[dict[str, Any]] = [
        {"in": [isi("jenis"), JENIS]},
        {"in": [isi("kedudukan_hukum_id"), KEDUDUKAN]},
        {"in": [isi("tingkat_pendidikan"), TINGKAT]},
        {">": [isi("lahir"), TUA]},
        {"!": [{"in": ["Guru", isi("jabatan")]}]},
        {"!=": [isi("pendidikan"), ""]},
        {"!=": [isi("jabatan"), ""]},
        {"<": [isi("lahir"), MUDA]},
    ]
    _ukur(lambda satu: [jsonLogic(r, satu) for r in aturan])


def business_rules() -> None:  # noqa: C901 - the library wants a method per variable
    """business-rules: eight rules over declared variables, an action for each that fails."""
    from business_rules import run_all  # noqa: PLC0415
    from business_rules.actions import BaseActions, rule_action  # noqa: PLC0415
    from business_rules.fields import FIELD_NUMERIC  # noqa: PLC0415
    from business_rules.variables import (  # noqa: PLC0415
        BaseVariables,
        boolean_rule_variable,
        numeric_rule_variable,
    )

    class Ubahan(BaseVariables):  # type: ignore[misc]
        def __init__(self, satu: dict[str, Any]) -> None:
            self.satu = satu

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def jenis(self) -> bool:
            return self.satu["jenis"] in JENIS

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def kedudukan(self) -> bool:
            return self.satu["kedudukan_hukum_id"] in KEDUDUKAN

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def tingkat(self) -> bool:
            return self.satu["tingkat_pendidikan"] in TINGKAT

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def bukan_guru(self) -> bool:
            return "Guru" not in self.satu["jabatan"]

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def berjurusan(self) -> bool:
            return bool(self.satu["pendidikan"])

        @boolean_rule_variable  # type: ignore[untyped-decorator]
        def berjabatan(self) -> bool:
            return bool(self.satu["jabatan"])

        @numeric_rule_variable  # type: ignore[untyped-decorator]
        def lahir(self) -> int:
            return int(self.satu["lahir"])

    class Tindakan(BaseActions):  # type: ignore[misc]
        def __init__(self) -> None:
            self.sebab: list[int] = []

        @rule_action(params={"nomor": FIELD_NUMERIC})  # type: ignore[untyped-decorator]
        def catat(self, nomor: int) -> None:
            self.sebab.append(nomor)

    salah = ["jenis", "kedudukan", "tingkat", "bukan_guru", "berjurusan", "berjabatan"]
    syarat = [{"name": n, "operator": "is_false", "value": True} for n in salah] + [
        {"name": "lahir", "operator": "less_than", "value": TUA},
        {"name": "lahir", "operator": "greater_than", "value": MUDA},
    ]
    aturan = [
        {"conditions": {"all": [satu]}, "actions": [{"name": "catat", "params": {"nomor": n}}]}
        for n, satu in enumerate(syarat)
    ]

    def periksa(satu: dict[str, Any]) -> object:
        return run_all(
            rule_list=aturan,
            defined_variables=Ubahan(satu),
            defined_actions=Tindakan(),
            stop_on_first_trigger=False,
        )

    _ukur(periksa)
