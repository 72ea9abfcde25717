"""The calls that the faults strike, each with the ground it needs and what must be true at last."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Final

from penugasan.models import Penugasan, PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.siasn.wire import samakan_id
from tests.drill_siasn.medan import Medan

Status, Jenis = PesanKeluar.Status, PesanKeluar.Jenis


class Panggilan(ABC):
    """One call of the client in the middle of real work."""

    nama: ClassVar[str]
    cocok: ClassVar[dict[str, str]]
    menolak_itu_sah: ClassVar[bool] = False
    """May a refusal stand, because BKN decided so?"""

    @abstractmethod
    def siapkan(self, medan: Medan) -> None:
        """Bring the case up to the call, on a sound line."""

    @abstractmethod
    def kurang(self, medan: Medan) -> list[str]:
        """What is still missing or wrong; empty when both ends agree that all is done."""

    def kerjakan(self, medan: Medan) -> None:
        """What the call is part of, on the line as it is."""
        medan.kirim()


class Usul(Panggilan):
    nama = "usul"
    cocok: ClassVar[dict[str, str]] = {"metode": "POST", "pola": "usulan/save$"}

    def siapkan(self, medan: Medan) -> None:
        medan.antrekan()

    def kurang(self, medan: Medan) -> list[str]:
        return _usulan_tepat(medan)


class Cari(Panggilan):
    """Looking for what may have arrived, after every answer to a proposal was lost."""

    nama = "cari"
    cocok: ClassVar[dict[str, str]] = {"metode": "GET", "pola": "list-usulan-instansi"}

    def siapkan(self, medan: Medan) -> None:
        medan.antrekan()
        medan.tiruan.ganggu({"jenis": "putus_setelah_simpan", "cocok": {"pola": "usulan/save$"}})
        medan.kirim()
        medan.tiruan.ganggu()

    def kurang(self, medan: Medan) -> list[str]:
        return _usulan_tepat(medan)


class Tarik(Panggilan):
    nama = "tarik"
    cocok: ClassVar[dict[str, str]] = {"metode": "DELETE", "pola": "usulan/delete/"}

    def siapkan(self, medan: Medan) -> None:
        medan.antrekan()
        medan.kirim()
        for penugasan in medan.penugasan:
            penugasan.status = Penugasan.Status.DIBATALKAN
            penugasan.save(update_fields=["status"])
            sinkronisasi.antre_tarik(penugasan=penugasan, pada=medan.jam())

    def kurang(self, medan: Medan) -> list[str]:
        salah = [
            f"usulan masih {usulan['status']}"
            for usulan in medan.tiruan.usulan()
            if usulan["status"] != "DITARIK"
        ]
        return salah + _pesan_selesai(Jenis.TARIK, len(medan.penugasan))


class Putusan(Panggilan):
    nama = "putusan"
    cocok: ClassVar[dict[str, str]] = {"metode": "GET", "pola": "list-usulan-instansi"}
    menolak_itu_sah = True
    _PUTUSAN: Final = ("DITERIMA", "PERBAIKAN", "DITOLAK")

    def siapkan(self, medan: Medan) -> None:
        medan.antrekan()
        medan.kirim()
        medan.tarik_putusan()
        for usulan, putusan in zip(medan.tiruan.usulan(), self._PUTUSAN, strict=True):
            medan.tiruan.putuskan(usulan["id"], putusan, "BTS: pernyataan belum ada.")

    def kerjakan(self, medan: Medan) -> None:
        medan.tarik_putusan()
        medan.kirim()

    def kurang(self, medan: Medan) -> list[str]:
        di_sana = {u["referensi"]: u["status"] for u in medan.tiruan.usulan()}
        salah = [
            f"buku {pesan.status_bkn or 'belum tahu'}, BKN {di_sana[pesan.kunci.hex]}"
            for pesan in PesanKeluar.objects.filter(jenis=Jenis.USULAN, usang=False)
            if pesan.status_bkn != di_sana[pesan.kunci.hex]
        ]
        ada = sorted(di_sana.values())
        benar = ["DITOLAK", "PERBAIKAN", "SK_TERBIT"]
        return salah if ada == benar else [*salah, f"BKN mencatat {', '.join(ada)}"]


class Unggah(Panggilan):
    nama = "unggah SK"
    cocok: ClassVar[dict[str, str]] = {"metode": "POST", "pola": "upload-dok-sk"}

    def siapkan(self, medan: Medan) -> None:
        medan.antrekan()
        medan.kirim()
        for usulan in medan.tiruan.usulan():
            medan.tiruan.putuskan(usulan["id"], "DITERIMA")
        medan.tarik_putusan()

    def kurang(self, medan: Medan) -> list[str]:
        salah = [
            f"usulan masih {usulan['status']}"
            for usulan in medan.tiruan.usulan()
            if usulan["status"] != "SK_TERBIT"
        ]
        return salah + _pesan_selesai(Jenis.UNGGAH_SK, len(medan.penugasan))


class Orang(Panggilan):
    """Asking who a NIP is, from a page on which an officer waits."""

    nama = "orang"
    cocok: ClassVar[dict[str, str]] = {"metode": "GET", "pola": "pns/data-utama/"}

    def siapkan(self, medan: Medan) -> None:
        medan.jawaban_orang = []

    def kerjakan(self, medan: Medan) -> None:
        medan.jawaban_orang = [medan.periksa_nip(p.pegawai.nip) for p in medan.penugasan]

    def kurang(self, medan: Medan) -> list[str]:
        salah = []
        for penugasan, jawaban in zip(medan.penugasan, medan.jawaban_orang, strict=True):
            if not jawaban.tersedia:
                salah.append("belum terjawab" if jawaban.pesan else "tidak terjawab tanpa pesan")
            elif jawaban.orang is None:
                salah.append("dijawab tidak ada")
            elif jawaban.orang.nip != penugasan.pegawai.nip:
                salah.append("dijawab orang lain")
        return salah


SEMUA: Final[tuple[type[Panggilan], ...]] = (Usul, Tarik, Putusan, Orang, Cari, Unggah)


def _usulan_tepat(medan: Medan) -> list[str]:
    """Everybody proposed once at BKN, and the ledger says so with BKN's id."""
    di_sana: dict[str, list[dict[str, Any]]] = {}
    for usulan in medan.tiruan.usulan():
        di_sana.setdefault(usulan["nip"], []).append(usulan)
    salah = _pesan_selesai(Jenis.USULAN, len(medan.penugasan))
    for pesan in PesanKeluar.objects.filter(jenis=Jenis.USULAN, usang=False):
        ada = di_sana.pop(pesan.badan["nipBaru"], [])
        if len(ada) != 1:
            salah.append(f"{len(ada)} usulan bagi seorang")
        elif pesan.status == Status.DITERIMA and samakan_id(pesan.id_usulan) != ada[0]["id"]:
            salah.append("id usulan berbeda")
    return [*salah, *("usulan tanpa pesan" for _ in di_sana)]


def _pesan_selesai(jenis: str, banyak: int) -> list[str]:
    status = list(
        PesanKeluar.objects.filter(jenis=jenis, usang=False).values_list("status", flat=True)
    )
    belum = [f"pesan {satu}" for satu in status if satu != Status.DITERIMA]
    return belum if len(status) == banyak else [*belum, f"{len(status)} pesan bagi {banyak}"]
