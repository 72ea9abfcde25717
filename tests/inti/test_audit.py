"""The audit trail: chained, append-only, and able to say where it was broken."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from inti import audit
from inti.models import Instansi, JejakAudit, KepalaRantai, LogAkses
from pegawai.models import Akun


def _catat(instansi: Instansi, aktor: Akun | None, jumlah: int) -> None:
    with audit.keputusan(instansi):
        for nomor in range(jumlah):
            audit.catat(
                aksi="uji.catat",
                aktor=aktor,
                instansi=instansi,
                objek=instansi,
                sesudah={"nomor": nomor, "tanggal": instansi.pk},
                pesan="Catatan uji é “kutip”",
            )


def _tanpa_pemicu(perintah: str, *isi: str) -> None:
    """Do what a person with direct access to the database files could do."""
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            kursor.execute("ALTER TABLE inti_jejakaudit DISABLE TRIGGER jejak_audit_tetap")
        else:
            kursor.execute("DROP TRIGGER jejak_audit_tetap_ubah")
            kursor.execute("DROP TRIGGER jejak_audit_tetap_hapus")
        kursor.execute(perintah, isi)


def test_an_untouched_chain_verifies(instansi: Instansi, petugas: Akun) -> None:
    _catat(instansi, petugas, 5)
    assert audit.verifikasi(instansi) == (5, None)
    keluaran = io.StringIO()
    call_command("verifikasi_jejak", stdout=keluaran)
    assert "kota-pekalongan: 5 baris, rantai utuh." in keluaran.getvalue()


def test_acts_written_together_make_one_chain_each_with_its_own_request(
    instansi: Instansi, petugas: Akun
) -> None:
    _catat(instansi, petugas, 1)
    dua = [
        audit.Catatan(aksi="uji.satu", aktor=None, objek=petugas, permintaan="permintaan-a"),
        audit.Catatan(aksi="uji.dua", aktor=petugas, permintaan="permintaan-b"),
    ]
    with audit.keputusan(instansi):
        audit.catat_semua(instansi, dua)
        assert audit.catat_semua(instansi, []) == []
    _catat(instansi, None, 1)
    assert audit.verifikasi(instansi) == (4, None)
    isi = JejakAudit.objects.order_by("urutan").values_list("aksi", "aktor", "permintaan_id")
    assert list(isi)[1:3] == [
        ("uji.satu", None, "permintaan-a"),
        ("uji.dua", petugas.pk, "permintaan-b"),
    ]


def test_each_agency_has_a_chain_of_its_own(
    instansi: Instansi, instansi_lain: Instansi, petugas: Akun
) -> None:
    _catat(instansi, petugas, 2)
    _catat(instansi_lain, None, 1)
    _catat(instansi, petugas, 1)
    urutan = JejakAudit.objects.filter(instansi=instansi).values_list("urutan", flat=True)
    assert sorted(urutan) == [1, 2, 3]
    assert audit.verifikasi(instansi_lain) == (1, None)


@pytest.mark.parametrize(
    "perintah",
    ["UPDATE inti_jejakaudit SET pesan = 'lain'", "DELETE FROM inti_jejakaudit"],
)
def test_the_database_refuses_update_and_delete(
    instansi: Instansi, petugas: Akun, perintah: str
) -> None:
    _catat(instansi, petugas, 1)
    with (
        pytest.raises(DatabaseError, match="tidak dapat diubah"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute(perintah)
    assert audit.verifikasi(instansi) == (1, None)


@pytest.mark.parametrize(
    ("perintah", "urutan", "sebab"),
    [
        ("UPDATE inti_jejakaudit SET pesan = 'lain' WHERE urutan = 3", 3, "isinya berubah"),
        ("UPDATE inti_jejakaudit SET aksi = 'lain' WHERE urutan = 1", 1, "isinya berubah"),
        ("DELETE FROM inti_jejakaudit WHERE urutan = 2", 2, "hilang"),
        ("DELETE FROM inti_jejakaudit WHERE urutan = 4", 4, "baris terakhir hilang"),
        ("UPDATE inti_jejakaudit SET urutan = 9 WHERE urutan = 2", 2, "hilang atau berpindah"),
    ],
)
def test_a_change_behind_the_portals_back_is_found(
    instansi: Instansi, petugas: Akun, perintah: str, urutan: int, sebab: str
) -> None:
    _catat(instansi, petugas, 4)
    _tanpa_pemicu(perintah)
    _jumlah, kerusakan = audit.verifikasi(instansi)
    assert kerusakan is not None
    assert kerusakan.urutan == urutan
    assert sebab in kerusakan.sebab
    with pytest.raises(CommandError, match=f"baris {urutan}"):
        call_command("verifikasi_jejak", stdout=io.StringIO())


def test_a_row_with_a_matching_fingerprint_but_a_false_link_is_found(
    instansi: Instansi, petugas: Akun
) -> None:
    _catat(instansi, petugas, 2)
    jejak = JejakAudit.objects.get(instansi=instansi, urutan=1)
    jejak.pesan = "dipalsukan"
    sidik = audit.sidik_isi(jejak.isi())
    _tanpa_pemicu(
        "UPDATE inti_jejakaudit SET pesan = 'dipalsukan', sidik = %s WHERE urutan = 1", sidik
    )
    _jumlah, kerusakan = audit.verifikasi(instansi)
    assert kerusakan is not None
    assert (kerusakan.urutan, kerusakan.sebab) == (2, "tidak menyambung ke baris sebelumnya")


def test_a_rolled_back_act_leaves_no_trace(instansi: Instansi, petugas: Akun) -> None:
    def batal() -> None:
        with audit.keputusan(instansi):
            audit.catat(aksi="uji.batal", aktor=petugas, instansi=instansi)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        batal()
    assert audit.verifikasi(instansi) == (0, None)
    assert not KepalaRantai.objects.filter(urutan__gt=0).exists()


def test_auditing_without_the_chain_locked_is_a_programming_error(
    instansi: Instansi, instansi_lain: Instansi
) -> None:
    with pytest.raises(RuntimeError, match="keputusan"):
        audit.catat(aksi="uji.lepas", aktor=None, instansi=instansi)
    with audit.keputusan(instansi_lain), pytest.raises(RuntimeError, match="keputusan"):
        audit.catat(aksi="uji.lepas", aktor=None, instansi=instansi)


def test_access_is_logged_for_accounts_of_an_agency_only(petugas: Akun) -> None:
    audit.catat_akses(akun=petugas, jenis="lihat", objek_jenis="pegawai", objek_id=7)
    tanpa_instansi = Akun.objects.create_user("admin.pusat", "rahasia-uji", peran="admin")
    audit.catat_akses(akun=tanpa_instansi, jenis="lihat", objek_jenis="pegawai", objek_id=7)
    log = LogAkses.objects.get()
    assert (log.akun, log.jenis, log.objek_id, log.jumlah) == (petugas, "lihat", "7", 1)
