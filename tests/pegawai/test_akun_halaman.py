"""Accounts: what an admin may do, and what would lock everybody out."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.models import JejakAudit
from inti.peran import Peran
from inti.waktu import hari_ini, sekarang
from pegawai.models import Akun, Pejabat
from pegawai.services import akun as layanan
from tests.pegawai.factories import SANDI, AkunFactory

Masuk = Callable[[Akun], Client]
BARU = {"username": "rina.w", "nama": "Rina Wulandari", "email": "", "peran": Peran.PETUGAS.value}


def _teks(jawaban: Any) -> str:
    return str(jawaban.content.decode())


def _sandi(jawaban: Any) -> str:
    cocok = re.search(r'id="sandi">([^<]+)<', _teks(jawaban))
    assert cocok
    return cocok.group(1)


def isian(klien: Client, akun: Akun) -> dict[str, Any]:
    """The form of an account as it stands on its page."""
    form = klien.get(reverse("pegawai:akun_rincian", args=[akun.pk])).context["form"]
    return {medan.html_name: medan.value() for medan in form}


def kirim(klien: Client, akun: Akun, isi: dict[str, Any]) -> Any:
    return klien.post(reverse("pegawai:akun_rincian", args=[akun.pk]), isi)


def ubah(akun: Akun, aktor: Akun | None, **lain: Any) -> Akun:
    isi = {"nama": akun.nama, "email": akun.email, "peran": akun.peran}
    return layanan.ubah(akun=akun, sidik_lama=layanan.sidik(akun), aktor=aktor, **isi | lain)


# --- accounts -----------------------------------------------------------------------------------


def test_new_account_can_log_in_with_the_password_shown_once(admin: Akun, masuk: Masuk) -> None:
    jawaban = masuk(admin).post(reverse("pegawai:akun_tambah"), BARU)
    akun = Akun.objects.get(username="rina.w")
    assert "no-store" in jawaban["Cache-Control"]
    assert akun.instansi == admin.instansi
    assert akun.check_password(_sandi(jawaban))
    assert JejakAudit.objects.get(aksi="akun.tambah").sesudah["username"] == "rina.w"


def test_password_is_nowhere_in_the_audit_trail(admin: Akun, masuk: Masuk) -> None:
    sandi = _sandi(masuk(admin).post(reverse("pegawai:akun_tambah"), BARU))
    for jejak in JejakAudit.objects.all():
        assert sandi not in str(jejak.isi())
        assert "password" not in str(jejak.isi())


def test_taken_user_name_is_refused_beside_its_field(admin: Akun, masuk: Masuk) -> None:
    AkunFactory.create(username="rina.w")
    jawaban = masuk(admin).post(reverse("pegawai:akun_tambah"), BARU)
    assert "sudah dipakai" in _teks(jawaban)
    assert 'href="#id_username"' in _teks(jawaban)


def test_user_name_taken_in_the_last_moment_is_a_plain_answer(admin: Akun) -> None:
    isi = {k: v for k, v in BARU.items() if k != "username"}
    with pytest.raises(layanan.DomainError, match="sudah dipakai"):
        layanan.tambah(username=admin.username, aktor=admin, pada=sekarang(), **isi)


def test_nip_is_refused_as_user_name(admin: Akun, masuk: Masuk) -> None:
    isi = BARU | {"username": "1990" + "0" * 14}
    assert "menyerupai NIP" in _teks(masuk(admin).post(reverse("pegawai:akun_tambah"), isi))


def test_reset_gives_a_new_password_and_ends_open_sessions(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    milik_petugas = masuk(petugas)
    jawaban = masuk(admin).post(reverse("pegawai:akun_atur_ulang", args=[petugas.pk]))
    petugas.refresh_from_db()
    assert petugas.check_password(_sandi(jawaban))
    assert milik_petugas.get(reverse("account_change_password")).status_code == 302


def test_locked_out_account_gets_in_again_after_a_reset(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    pintu, klien = reverse("account_login"), Client()
    for _ in range(5):
        jawaban = klien.post(pintu, {"login": petugas.username, "password": "salah-terus-99"})
    assert jawaban.status_code == 429
    assert "ditahan 15 menit" in _teks(jawaban)
    sandi = _sandi(masuk(admin).post(reverse("pegawai:akun_atur_ulang", args=[petugas.pk])))
    jawaban = klien.post(pintu, {"login": petugas.username, "password": sandi})
    assert jawaban.status_code == 302


def test_unknown_and_known_accounts_are_answered_alike(petugas: Akun) -> None:
    pintu = reverse("account_login")
    ada, tiada = (
        Client().post(pintu, {"login": nama, "password": "salah-terus-99"})
        for nama in (petugas.username, "bukan.siapa.siapa")
    )
    samar = re.compile(r'value="[^"]*"')
    assert ada.status_code == tiada.status_code
    assert samar.sub("", _teks(ada)) == samar.sub("", _teks(tiada))


def test_deactivated_account_is_out_at_once_and_the_reason_kept(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    milik_petugas = masuk(petugas)
    masuk(admin).post(reverse("pegawai:akun_nonaktifkan", args=[petugas.pk]), {"alasan": "Pensiun"})
    assert milik_petugas.get(reverse("account_change_password")).status_code == 302
    isi = {"login": petugas.username, "password": SANDI}
    assert Client().post(reverse("account_login"), isi).status_code == 200
    assert JejakAudit.objects.get(aksi="akun.nonaktifkan").pesan == "Pensiun"


def test_deactivating_needs_a_reason(admin: Akun, petugas: Akun, masuk: Masuk) -> None:
    jawaban = masuk(admin).post(reverse("pegawai:akun_nonaktifkan", args=[petugas.pk]), {})
    petugas.refresh_from_db()
    assert petugas.is_active
    assert 'href="#id_alasan"' in _teks(jawaban)


def test_account_switched_on_again_keeps_its_password(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    petugas.is_active = False
    petugas.save()
    masuk(admin).post(reverse("pegawai:akun_aktifkan", args=[petugas.pk]))
    petugas.refresh_from_db()
    assert petugas.is_active
    assert petugas.check_password(SANDI)


def test_admin_cannot_switch_himself_off(admin: Akun, masuk: Masuk) -> None:
    AkunFactory.create(admin=True, instansi=admin.instansi)
    masuk(admin).post(reverse("pegawai:akun_nonaktifkan", args=[admin.pk]), {"alasan": "x"})
    admin.refresh_from_db()
    assert admin.is_active


def test_last_active_admin_stays_admin(admin: Akun) -> None:
    with pytest.raises(layanan.DomainError, match="terakhir"):
        ubah(admin, None, peran=Peran.PETUGAS)
    admin.refresh_from_db()
    assert admin.peran == Peran.ADMIN


def test_changing_an_account_keeps_before_and_after(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(admin)
    isi = {"nama": "Nama Baru", "email": "a@contoh.go.id", "peran": Peran.PENYETUJU.value}
    kirim(klien, petugas, isian(klien, petugas) | isi)
    petugas.refresh_from_db()
    jejak = JejakAudit.objects.get(aksi="akun.ubah")
    assert (petugas.nama, petugas.peran) == ("Nama Baru", Peran.PENYETUJU)
    assert jejak.sebelum["peran"] == Peran.PETUGAS
    assert jejak.sesudah["peran"] == Peran.PENYETUJU


def test_changing_the_own_role_is_refused_in_the_form(admin: Akun, masuk: Masuk) -> None:
    AkunFactory.create(admin=True, instansi=admin.instansi)
    klien = masuk(admin)
    jawaban = kirim(klien, admin, isian(klien, admin) | {"peran": Peran.PETUGAS.value})
    assert "diubah oleh admin lain" in _teks(jawaban)


def test_a_head_whose_term_runs_keeps_his_role_until_it_is_ended(
    admin: Akun, kepala_opd: Akun, masuk: Masuk
) -> None:
    klien = masuk(admin)
    isi = isian(klien, kepala_opd) | {"peran": Peran.PETUGAS.value}
    assert "masih menjabat di" in _teks(kirim(klien, kepala_opd, isi))
    Pejabat.objects.filter(akun=kepala_opd).update(selesai=hari_ini() - dt.timedelta(days=1))
    assert kirim(klien, kepala_opd, isi).status_code == 302
    kepala_opd.refresh_from_db()
    assert kepala_opd.peran == Peran.PETUGAS


def test_saving_without_a_change_leaves_no_trace(admin: Akun, petugas: Akun) -> None:
    ubah(petugas, admin)
    assert not JejakAudit.objects.filter(aksi="akun.ubah").exists()


# --- somebody else changed the account meanwhile -------------------------------------------------


@pytest.fixture
def admin_lain(admin: Akun) -> Akun:
    return AkunFactory.create(admin=True, instansi=admin.instansi, nama="Admin Lain")


def test_a_stale_form_does_not_give_a_withdrawn_role_back(
    admin: Akun, admin_lain: Akun, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(admin)
    lama = isian(klien, petugas)
    ubah(petugas, admin_lain, peran=Peran.PEGAWAI)
    jawaban = kirim(klien, petugas, lama | {"email": "baru@contoh.go.id"})
    petugas.refresh_from_db()
    assert (petugas.peran, petugas.email) == (Peran.PEGAWAI, "")
    form = jawaban.context["form"]
    assert "Peran sudah diubah oleh Admin Lain sejak" in str(form.non_field_errors())
    tampil = {medan.html_name: medan.value() for medan in form}
    assert (tampil["peran"], tampil["email"]) == (Peran.PEGAWAI, "baru@contoh.go.id")
    assert kirim(klien, petugas, tampil).status_code == 302  # what was read is saved now
    petugas.refresh_from_db()
    assert (petugas.peran, petugas.email) == (Peran.PEGAWAI, "baru@contoh.go.id")


def test_what_both_changed_is_kept_as_typed_and_said_beside_its_field(
    admin: Akun, admin_lain: Akun, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(admin)
    lama = isian(klien, petugas)
    ubah(petugas, admin_lain, peran=Peran.PEGAWAI, nama="Nama Lain")
    form = kirim(klien, petugas, lama | {"peran": Peran.AUDITOR.value}).context["form"]
    assert form["peran"].value() == Peran.AUDITOR
    assert "Kini tercatat “Pegawai”." in str(form.errors["peran"])
    assert form["nama"].value() == "Nama Lain"
    assert "Nama dan Peran sudah diubah" in str(form.non_field_errors())


def test_a_form_sent_twice_is_saved_once_and_not_refused(
    admin: Akun, petugas: Akun, masuk: Masuk
) -> None:
    klien = masuk(admin)
    isi = isian(klien, petugas) | {"nama": "Nama Baru"}
    assert [kirim(klien, petugas, isi).status_code for _ in range(2)] == [302, 302]
    assert JejakAudit.objects.filter(aksi="akun.ubah").count() == 1


def test_list_narrows_by_role_and_state(admin: Akun, petugas: Akun, masuk: Masuk) -> None:
    AkunFactory.create(instansi=admin.instansi, is_active=False)
    klien, alamat = masuk(admin), reverse("pegawai:akun")
    semua = klien.get(alamat, {"peran": "petugas", "aktif": "true", "cari": petugas.username})
    assert list(semua.context["page_obj"]) == [petugas]
    assert "Peran: <strong>Petugas BKPSDM</strong>" in _teks(semua)


@pytest.mark.parametrize("nama", ["akun_rincian", "akun_atur_ulang", "akun_aktifkan"])
def test_account_of_another_agency_does_not_exist(
    nama: str, admin: Akun, petugas_lain: Akun, masuk: Masuk
) -> None:
    alamat = reverse(f"pegawai:{nama}", args=[petugas_lain.pk])
    klien = masuk(admin)
    jawab = klien.get if nama == "akun_rincian" else klien.post
    assert jawab(alamat).status_code == 404


@pytest.mark.parametrize("nama", ["akun", "akun_tambah", "pejabat"])
def test_only_the_admin_opens_these_pages(nama: str, petugas: Akun, masuk: Masuk) -> None:
    assert masuk(petugas).get(reverse(f"pegawai:{nama}")).status_code == 403


def test_nobody_can_sign_up(db: None) -> None:
    for jalan in ("signup", "email", "password/set", "confirm-email", "inactive"):
        assert Client().get(f"/akun/{jalan}/").status_code == 404


def test_repeating_an_act_on_an_account_changes_nothing(admin: Akun, petugas: Akun) -> None:
    layanan.aktifkan(akun=petugas, aktor=admin)
    petugas.is_active = False
    petugas.save()
    layanan.nonaktifkan(akun=petugas, alasan="lagi", aktor=admin)
    assert not JejakAudit.objects.exists()


def test_account_without_an_agency_is_not_touched(admin: Akun, petugas: Akun) -> None:
    petugas.instansi = None
    with pytest.raises(layanan.DomainError, match="tidak terikat pada satu instansi"):
        layanan.atur_ulang_sandi(akun=petugas, aktor=admin)
    admin.instansi = None
    with pytest.raises(layanan.DomainError, match="tidak terikat pada satu instansi"):
        layanan.tambah(
            username="x", nama="X", email="", peran="petugas", aktor=admin, pada=sekarang()
        )


# --- the pages of the login itself --------------------------------------------------------------


def test_login_and_password_pages_say_kata_sandi(petugas: Akun, masuk: Masuk) -> None:
    for klien, nama in (
        (Client(), "account_login"),
        (masuk(petugas), "account_change_password"),
        (masuk(petugas), "account_reauthenticate"),
    ):
        isi = _teks(klien.get(reverse(nama), follow=True))
        assert "Kata sandi" in isi
        assert "placeholder" not in isi.split("<main", 1)[1]


def test_changing_the_own_password_works_and_says_so(petugas: Akun, masuk: Masuk) -> None:
    klien = masuk(petugas)
    isi = {
        "oldpassword": SANDI,
        "password1": "kata-sandi-baru-7788",
        "password2": "kata-sandi-baru-7788",
    }
    jawaban = klien.post(reverse("account_change_password"), isi, follow=True)
    petugas.refresh_from_db()
    assert petugas.check_password("kata-sandi-baru-7788")
    assert "Kata sandi sudah diganti." in _teks(jawaban)


def test_link_to_a_new_password_can_be_used_once(petugas: Akun, mailoutbox: list[Any]) -> None:
    petugas.email = "petugas@contoh.go.id"
    petugas.save()
    klien = Client()
    klien.post(reverse("account_reset_password"), {"email": petugas.email})
    (surat,) = mailoutbox
    tautan = re.search(r"https?://testserver(\S+)", surat.body)
    assert tautan
    halaman = klien.get(tautan.group(1), follow=True)
    assert "Ulangi kata sandi baru" in _teks(halaman)
    sandi = {"password1": "kata-sandi-baru-7788", "password2": "kata-sandi-baru-7788"}
    jawaban = klien.post(halaman.redirect_chain[-1][0], sandi, follow=True)
    assert "Kata sandi sudah diganti" in _teks(jawaban)
    assert "sudah dipakai" in _teks(Client().get(tautan.group(1), follow=True))
