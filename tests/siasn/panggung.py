"""The stand-in without sockets: a request in, an answer out, a clock that can be set."""

import base64
import json
from typing import Any

from penugasan.siasn.mock_server import kendali
from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan
from penugasan.siasn.mock_server.dunia import Dunia, Setelan
from penugasan.siasn.mock_server.layanan import layani
from penugasan.siasn.mock_server.muat import kkmp_bawaan, muat_kkmp
from penugasan.siasn.mock_server.simpanan import Simpanan
from penugasan.siasn.wire import BASIS_API, KREDENSIAL_TIRUAN, PATH_APIM, PATH_SSO
from tests.siasn.tiruan import badan_usulan

K = KREDENSIAL_TIRUAN
SAVE = "/penugasan-kkmp/usulan/save"
DAFTAR = "/penugasan-kkmp/list-usulan-instansi"
SSO = f"client_id={K['sso_client_id']}&"
MASUK = f"{SSO}grant_type=password&username={K['sso_username']}&password={K['sso_password']}"


class Panggung:
    """A stand-in without sockets; ``maju`` sets its clock forward."""

    def __init__(self, **setelan: Any) -> None:
        self.kini = 1_772_000_000.0
        simpanan = Simpanan(":memory:")
        with simpanan.transaksi():
            muat_kkmp(simpanan, kkmp_bawaan())
        self.dunia = Dunia(simpanan, Setelan(**setelan), lambda: self.kini)
        self.kepala: dict[str, str] = {}

    def maju(self, detik: float) -> None:
        self.kini += detik

    def minta(self, metode: str, jalur: str, isi: Any = None, **lain: Any) -> Jawaban:
        badan = isi if isinstance(isi, bytes) else json.dumps(isi).encode() if isi else b""
        return layani(
            Permintaan(
                metode=metode,
                jalur=jalur,
                badan=badan,
                header={**self.kepala, **lain.pop("header", {})},
                kueri=lain.pop("kueri", {}),
            ),
            self.dunia,
            **lain,
        )

    def api(self, metode: str, jalan: str, isi: Any = None, **lain: Any) -> Any:
        jawaban = self.minta(metode, BASIS_API + jalan, isi, **lain)
        return json.loads(jawaban.badan)

    def masuk(self) -> "Panggung":
        basic = base64.b64encode(f"{K['consumer_key']}:{K['consumer_secret']}".encode()).decode()
        apim = self.minta(
            "POST",
            PATH_APIM,
            b"grant_type=client_credentials",
            header={"authorization": f"Basic {basic}"},
        )
        sso = self.minta("POST", PATH_SSO, MASUK.encode())
        self.kepala = {
            "authorization": f"Bearer {json.loads(apim.badan)['access_token']}",
            "auth": f"BEARER {json.loads(sso.badan)['access_token']}",
        }
        return self

    def kendali(self, metode: str, jalan: str, isi: Any = None, **kueri: str) -> Jawaban:
        header = {"x-tiruan-kunci": "kendali-tiruan"}
        return self.minta(metode, kendali.AWALAN + jalan, isi, header=header, kueri=kueri)

    def unggah(self, jalan: str, **isi: str) -> Any:
        """Send a form with its parts, as a browser does."""
        teks = "".join(
            f'--B\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'
            for n, v in isi.items()
        )
        header = {"content-type": "multipart/form-data; boundary=B"}
        return self.api("POST", jalan, f"{teks}--B--".encode(), header=header)

    def badan(self, urut: int = 1, **lain: Any) -> dict[str, Any]:
        kkmp = self.api("GET", "/referensi/ref-kkmp")["data"][urut % 27]["id"]
        return badan_usulan(f"199002152024212{urut:03}", kkmp, **lain)
