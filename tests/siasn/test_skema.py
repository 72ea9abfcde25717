"""The stand-in keeps its own contract (``openapi.yaml``), tried by schemathesis.

Every operation is asked with drawn data that the contract allows, once as drawn and once with ids
and bodies that exist, so that the answer is a success too. Seeded: the same questions every time.
"""

import base64
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, given, seed, settings, strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from penugasan.siasn.mock_server import kendali, layanan
from penugasan.siasn.mock_server.gangguan import JENIS
from penugasan.siasn.mock_server.referensi import POLA_UMUM
from penugasan.siasn.mock_server.skema import RAGAM_SKEMA
from penugasan.siasn.wire import (
    BASIS_API,
    BASIS_REFERENSI,
    KREDENSIAL_TIRUAN as K,
    OPERASI_REFERENSI,
    PATH_APIM,
    PATH_OPERASI,
    PATH_SSO,
)
from tests.siasn.tiruan import AKAR, INSTANSI, KUNCI, Tiruan, badan_usulan, nip_acak

KONTRAK: Final = AKAR / "penugasan" / "siasn" / "openapi.yaml"
BENIH: Final = 20260301
CONTOH: Final = 20
PERIKSA: Final = [
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
PDF: Final = b"%PDF-1.7\nuntuk uji\n"


@cache
def kontrak() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(KONTRAK).read_text(encoding="utf-8")))


@cache
def operasi() -> dict[str, Any]:
    """Every operation of the contract by its id."""
    skema = schemathesis.openapi.from_dict(kontrak())
    semua = (satu.ok() for satu in skema.get_all_operations())
    return {satu.definition.raw["operationId"]: satu for satu in semua}


def id_operasi() -> list[str]:
    return [
        isi["operationId"]
        for jalur in kontrak()["paths"].values()
        for nama, isi in jalur.items()
        if nama in ("get", "post", "put", "delete")
    ]


class Bahan:
    """Things that exist in the stand-in, to put in the place of drawn ones."""

    def __init__(self, tiruan: Tiruan) -> None:
        self.alamat = f"http://127.0.0.1:{tiruan.port}"
        self.acak = random.Random(BENIH)  # noqa: S311 - synthetic numbers, the same every time
        self.kepala: dict[str, str] = {}
        basic = base64.b64encode(f"{K['consumer_key']}:{K['consumer_secret']}".encode()).decode()
        apim = self.kirim(
            "POST",
            PATH_APIM,
            data={"grant_type": "client_credentials"},
            headers={"Authorization": f"Basic {basic}"},
        )
        masuk = {
            "client_id": K["sso_client_id"],
            "username": K["sso_username"],
            "password": K["sso_password"],
        }
        sso = self.kirim("POST", PATH_SSO, data={**masuk, "grant_type": "password"})
        self.kepala = {
            "Authorization": f"Bearer {apim['access_token']}",
            "Auth": f"bearer {sso['access_token']}",
            "X-Tiruan-Kunci": KUNCI,
        }
        self.basic = {"Authorization": f"Basic {basic}"}
        self.masuk = {**masuk, "grant_type": "refresh_token", "refresh_token": sso["refresh_token"]}
        self.paruh = nip_acak(self.acak)
        orang = {"nipBaru": self.paruh, "kedudukanPnsNama": "PPPK Paruh Waktu Aktif", "nama": "X"}
        tiruan.kendali("POST", "pegawai", [orang])
        kkmp = self.api("GET", "/referensi/ref-kkmp")["data"]
        self.kkmp = kkmp[0]["id"]
        self.nip_diterima = nip_acak(self.acak)
        diterima = badan_usulan(self.nip_diterima, kkmp[1]["id"])
        self.api("POST", "/penugasan-kkmp/usulan/save", json=diterima)
        self.diterima = tiruan.usulan()[0]["id"]
        tiruan.putuskan(self.diterima, "DITERIMA")
        self.nip = nip_acak(self.acak)
        riwayat = self.api("GET", f"/pns/rw-jabatan/{self.nip}")["data"]
        self.riwayat, self.pns_id = riwayat[1]["id"], riwayat[1]["idPns"]
        berkas = {"file": ("a.pdf", PDF, "application/pdf")}
        dok = self.api("POST", "/upload-dok", files=berkas, data={"id_ref_dokumen": "872"})
        self.berkas = dok["data"]["dok_uri"]

    def kirim(self, metode: str, jalur: str, **lain: Any) -> Any:
        kepala = {**self.kepala, **lain.pop("headers", {})}
        return requests.request(
            metode, self.alamat + jalur, headers=kepala, timeout=10, **lain
        ).json()

    def api(self, metode: str, jalan: str, **lain: Any) -> Any:
        return self.kirim(metode, BASIS_API + jalan, **lain)

    def usulan_baru(self) -> str:
        """A proposal of its own, to be withdrawn or decided."""
        badan = badan_usulan(nip_acak(self.acak), self.kkmp)
        hasil = self.api("POST", "/penugasan-kkmp/usulan/save", json=badan)
        return str(hasil["mapData"]["usulanId"])

    def nyata(self, id_operasi: str) -> dict[str, Any]:
        """What to put over the drawn path parameters, query and body of an operation."""
        jabatan = {
            "id": "",
            "pnsId": self.pns_id,
            "tanggalSk": "20-02-2026",
            "tmtJabatan": "01-03-2026",
            "tmtPelantikan": "",
            "tmtMutasi": "",
            "nomorSk": "800/1/2026",
            "instansiId": INSTANSI,
            "unorId": INSTANSI,
        }
        dokumen = {"id_ref_dokumen": "872", "id_riwayat": self.riwayat, "file": PDF}
        if id_operasi == "hapusUsulanKkmp":
            return {"idUsulan": self.usulan_baru()}
        khusus: dict[str, dict[str, Any]] = {
            "tokenSso": self.masuk,
            "dataUtamaParuhWaktu": {"nipBaru": self.paruh},
            "simpanUsulanKkmp": badan_usulan(nip_acak(self.acak), self.kkmp),
            "usulanKkmpNip": {"nipBaru": self.nip_diterima},
            "unggahSkKkmp": {
                "id_usulan": self.diterima,
                "no_sk": "1",
                "tgl_sk": "25-02-2026",
                "file": PDF,
            },
            "simpanJabatan": jabatan,
            "simpanUnorJabatan": jabatan,
            "unggahDok": dokumen,
            "unggahDokRiwayat": dokumen,
        }
        return khusus.get(id_operasi) or {
            "nipBaru": self.nip,
            "idUsulan": self.diterima,
            "idRiwayatJabatan": self.riwayat,
            "pns_orang_id": self.pns_id,
            "filePath": self.berkas,
            "periode": "2026-04-01",
        }


def timpa(kasus: Any, nyata: dict[str, Any]) -> None:
    """Put existing values over the drawn ones; a body of a write is completed by them."""
    for wadah in (kasus.path_parameters, kasus.query):
        for nama in set(wadah or {}) & set(nyata):
            wadah[nama] = nyata[nama]
    if isinstance(kasus.body, dict) and kasus.path.startswith((BASIS_API, "/auth")):
        kasus.body.update(nyata)
        kasus.headers.pop("X-Tiruan-Gangguan", None)


def kepala(bahan: Bahan, kasus: Any) -> dict[str, str]:
    return bahan.basic if kasus.path == PATH_APIM else bahan.kepala


@pytest.mark.parametrize("nama", id_operasi())
def test_every_operation_answers_as_the_contract_says(tiruan: Tiruan, nama: str) -> None:
    bahan = Bahan(tiruan)
    jawaban: Counter[int] = Counter()

    @seed(BENIH)
    @settings(
        max_examples=CONTOH,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def coba(data: st.DataObject) -> None:
        kasus = data.draw(operasi()[nama].as_strategy(generation_mode=GenerationMode.POSITIVE))
        if data.draw(st.booleans()):
            timpa(kasus, bahan.nyata(nama))
        hasil = kasus.call(base_url=bahan.alamat, headers=kepala(bahan, kasus))
        jawaban[hasil.status_code] += 1
        kasus.validate_response(hasil, checks=PERIKSA, headers=kepala(bahan, kasus))

    coba()
    assert jawaban[200] + jawaban[204], f"no success among {jawaban}"


# Nothing in the contract that is not there, nothing there that is not in the contract


def rute() -> set[tuple[str, str]]:
    """Every method and path pattern of the stand-in."""
    semua = {("POST", re.escape(PATH_APIM)), ("POST", re.escape(PATH_SSO))}
    semua |= {(m, BASIS_API + pola) for m, pola, _ in layanan.RUTE}
    semua |= {(m, BASIS_REFERENSI + pola) for m, pola, _ in layanan.RUTE_REFERENSI}
    semua |= {(m, kendali.AWALAN + pola) for m, pola, _ in kendali.RUTE}
    return semua | {("GET", f"{kendali.AWALAN}sehat")}


def jalur_kontrak() -> set[tuple[str, str]]:
    """Every method and path of the contract, with a value in the place of each parameter."""
    isi = {"nipBaru": "1" * 18, "jenis": "golongan"}
    return {
        (metode.upper(), re.sub(r"{(\w+)}", lambda c: isi.get(c[1], "a" * 32), jalur))
        for jalur, semua in kontrak()["paths"].items()
        for metode in semua
    }


def test_every_operation_of_the_contract_has_its_route_and_every_route_its_operation() -> None:
    cocok = {
        (satu, pola)
        for satu in jalur_kontrak()
        for pola in rute()
        if satu[0] == pola[0] and re.fullmatch(pola[1], satu[1])
    }
    assert {satu for satu, _ in cocok} == jalur_kontrak()
    assert {pola for _, pola in cocok} == rute()


def test_what_the_client_calls_is_in_the_contract() -> None:
    jalur = {re.sub(r"{\w+}", "{}", satu) for satu in kontrak()["paths"]}
    milik = {nama: satu for nama, satu in PATH_OPERASI.items() if nama not in OPERASI_REFERENSI}
    assert {BASIS_API + re.sub(r"{\w+}", "{}", satu) for satu in milik.values()} <= jalur
    umum = kontrak()["paths"][f"{BASIS_REFERENSI}/{{jenis}}/search"]["get"]["parameters"][0]
    for nama in OPERASI_REFERENSI:
        _, jenis, akhir = PATH_OPERASI[nama].split("/")
        assert (jenis in umum["schema"]["enum"], akhir) == (True, "search")


def test_the_contract_names_every_kind_of_fault_and_every_list() -> None:
    gangguan = kontrak()["components"]["schemas"]["Gangguan"]["properties"]
    assert set(gangguan["jenis"]["enum"]) == JENIS
    assert set(gangguan["param"]["properties"]["ragam"]["enum"]) == set(RAGAM_SKEMA)
    [jenis, *_] = kontrak()["paths"]["/referensi_siasn/1/{jenis}/search"]["get"]["parameters"]
    assert all(re.fullmatch(POLA_UMUM, f"/{satu}/search") for satu in jenis["schema"]["enum"])
    assert len(jenis["schema"]["enum"]) == POLA_UMUM.count("|") + 1
