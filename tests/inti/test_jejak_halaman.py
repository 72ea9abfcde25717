"""The audit trail page: scope, filters, and the chain check that finds a changed row."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from inti import audit
from inti.models import Instansi, JejakAudit, Pekerjaan
from pegawai.models import Akun

Masuk = Callable[[Akun], Client]


@pytest.fixture
def jejak(instansi: Instansi, petugas: Akun) -> list[JejakAudit]:
    isi = [
        ("usulan.ajukan", petugas, "Usul pengganti dikirim"),
        ("usulan.setujui", petugas, "Pengganti diterima"),
        ("penugasan.setujui_opd", None, "Tenggat lewat"),
    ]
    with audit.keputusan(instansi):
        return [
            audit.catat(
                aksi=aksi, aktor=aktor, instansi=instansi, pesan=pesan, sesudah={"status": "X"}
            )
            for aksi, aktor, pesan in isi
        ]


def test_auditor_reads_newest_first_with_the_machine_as_sistem(
    jejak: list[JejakAudit], auditor: Akun, masuk: Masuk
) -> None:
    halaman = masuk(auditor).get(reverse("inti:jejak"))
    assert [b.urutan for b in halaman.context["page_obj"]] == [3, 2, 1]
    assert "Sistem" in halaman.content.decode()


@pytest.mark.parametrize(
    ("tanya", "urutan"),
    [
        ("aksi=usulan.ajukan", [1]),
        ("cari=diterima", [2]),
        ("cari=3", [3]),
        ("mesin=true", [3]),
        ("dari=2999-01-01", []),
        ("objek=penugasan.usulan:12", []),
    ],
)
def test_filters_of_the_url_narrow_the_trail(
    tanya: str, urutan: list[int], jejak: list[JejakAudit], auditor: Akun, masuk: Masuk
) -> None:
    halaman = masuk(auditor).get(f"{reverse('inti:jejak')}?{tanya}")
    assert [b.urutan for b in halaman.context["page_obj"]] == urutan


def test_object_filter_finds_every_act_on_one_row(
    instansi: Instansi, petugas: Akun, auditor: Akun, masuk: Masuk
) -> None:
    with audit.keputusan(instansi):
        audit.catat(aksi="akun.ubah", aktor=petugas, instansi=instansi, objek=auditor)
        audit.catat(aksi="akun.ubah", aktor=petugas, instansi=instansi, objek=petugas)
    halaman = masuk(auditor).get(reverse("inti:jejak"), {"objek": f"pegawai.akun:{auditor.pk}"})
    assert [b.urutan for b in halaman.context["page_obj"]] == [1]


def test_another_agency_reads_nothing_of_ours(
    jejak: list[JejakAudit], instansi_lain: Instansi, auditor: Akun, masuk: Masuk
) -> None:
    auditor.instansi = instansi_lain
    auditor.save()
    halaman = masuk(auditor).get(reverse("inti:jejak"))
    assert list(halaman.context["page_obj"]) == []
    assert "Tidak ada catatan yang cocok" in halaman.content.decode()


def test_officers_may_not_read_the_trail(petugas: Akun, masuk: Masuk) -> None:
    assert masuk(petugas).get(reverse("inti:jejak")).status_code == 403


def test_checking_an_intact_chain_ends_on_a_page_that_says_so(
    jejak: list[JejakAudit],
    auditor: Akun,
    masuk: Masuk,
    kerjakan: Callable[[], list[Pekerjaan]],
) -> None:
    klien = masuk(auditor)
    ikuti = klien.post(reverse("inti:jejak_periksa"))
    kerjakan()
    hasil = klien.get(ikuti.url, follow=True)
    assert "Rantai utuh" in hasil.content.decode()
    assert "rantai utuh" in klien.get(reverse("inti:jejak")).content.decode()


def test_a_row_changed_behind_our_back_is_named(
    jejak: list[JejakAudit],
    auditor: Akun,
    masuk: Masuk,
    kerjakan: Callable[[], list[Pekerjaan]],
    tanpa_pemicu: Callable[[str], None],
) -> None:
    tanpa_pemicu("UPDATE inti_jejakaudit SET pesan = 'lain' WHERE urutan = 2")
    klien = masuk(auditor)
    ikuti = klien.post(reverse("inti:jejak_periksa"))
    kerjakan()
    isi = klien.get(ikuti.url, follow=True).content.decode()
    assert "Rantai rusak pada baris 2" in isi
    assert "isinya berubah sesudah dicatat" in isi


@pytest.fixture
def tanpa_pemicu() -> Callable[[str], None]:
    """Run SQL as somebody who first switched the append-only triggers off."""

    def jalankan(sql: str) -> None:
        with connection.cursor() as kursor:
            if connection.vendor == "sqlite":
                kursor.execute(
                    "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=%s",
                    ["inti_jejakaudit"],
                )
                for (nama,) in kursor.fetchall():
                    kursor.execute(f"DROP TRIGGER {nama}")
            else:
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                kursor.execute("ALTER TABLE inti_jejakaudit DISABLE TRIGGER USER")
            kursor.execute(sql)

    return jalankan


def test_account_without_an_agency_is_told_so(auditor: Akun, masuk: Masuk) -> None:
    auditor.instansi = None
    auditor.save()
    jawaban = masuk(auditor).post(reverse("inti:jejak_periksa"))
    assert jawaban.status_code == 409
    assert "belum terikat" in jawaban.content.decode()


def test_result_of_another_agency_is_not_found(
    jejak: list[JejakAudit],
    auditor: Akun,
    instansi_lain: Instansi,
    masuk: Masuk,
    kerjakan: Callable[[], list[Pekerjaan]],
) -> None:
    klien = masuk(auditor)
    klien.post(reverse("inti:jejak_periksa"))
    (pekerjaan,) = kerjakan()
    auditor.instansi = instansi_lain
    auditor.save()
    assert klien.get(reverse("inti:jejak_hasil", args=[pekerjaan.pk])).status_code == 404
