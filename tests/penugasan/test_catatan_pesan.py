"""Log lines and audit rows about a message carry the click that queued it."""

from collections.abc import Callable
from typing import Any

import pytest

from inti.konteks import bertanda
from inti.models import Instansi, JejakAudit
from inti.waktu import sekarang
from penugasan.models import PesanKeluar
from penugasan.services import sinkronisasi
from penugasan.siasn import garis
from tests.penugasan.kirim import antrekan, kenalkan
from tests.siasn.tiruan import Tiruan


@pytest.mark.django_db
def test_a_message_speaks_for_the_click_that_queued_it_whoever_sends_it(
    terpasang: Tiruan,
    instansi: Instansi,
    instansi_lain: Instansi,
    catatan: Callable[[], list[dict[str, Any]]],
) -> None:
    with bertanda("klik-satu-1"):
        [satu] = antrekan(instansi)
    with bertanda("klik-dua-22"):
        [dua] = antrekan(instansi_lain)
    kenalkan(terpasang)
    setelan = garis.konfigurasi()
    with bertanda("klik-lain-3"), garis.klien(setelan) as klien:
        sinkronisasi.kirim(klien=klien, konfigurasi=setelan, jam=sekarang)
    milik = {str(satu.kunci): "klik-satu-1", str(dua.kunci): "klik-dua-22"}
    assert PesanKeluar.objects.filter(status="DITERIMA").count() == 2
    tentang = [b for b in catatan() if b["event"].startswith("pesan ")]
    assert {b["pesan"]: b["request_id"] for b in tentang} == milik
    jejak = JejakAudit.objects.filter(aksi="pesan.diterima")
    assert set(jejak.values_list("permintaan_id", flat=True)) == set(milik.values())


@pytest.mark.django_db
def test_what_breaks_on_the_wire_says_whose_message_it_was(
    terpasang: Tiruan, instansi: Instansi, catatan: Callable[[], list[dict[str, Any]]]
) -> None:
    with bertanda("klik-satu-1"):
        [pesan] = antrekan(instansi)
    kenalkan(terpasang)
    terpasang.ganggu({"jenis": "html", "kali": 9, "cocok": {"pola": "/usulan/save"}})
    setelan = garis.konfigurasi()
    with bertanda(task_id="t-1"), garis.klien(setelan) as klien:
        sinkronisasi.kirim(klien=klien, konfigurasi=setelan, jam=sekarang)
    garis_siasn = [b for b in catatan() if b["event"].startswith("siasn usulan_simpan")]
    assert garis_siasn
    for satu in garis_siasn:
        assert (satu["request_id"], satu["pesan"], satu["task_id"]) == (
            "klik-satu-1",
            str(pesan.kunci),
            "t-1",
        )
