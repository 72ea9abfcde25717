"""The health answer, and the first admin of a new installation."""

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection

from inti.models import JejakAudit
from inti.peran import Peran
from pegawai.models import Akun


@pytest.mark.django_db
def test_a_stranger_may_ask_whether_the_portal_is_well(client):
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 200
    assert jawaban.json() == {"basis_data": True, "simpanan": True, "folder_data": True}
    assert jawaban["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bagian", "objek", "cara", "status"),
    [("simpanan", cache, "set", 200), ("basis_data", connection, "cursor", 503)],
)
def test_the_part_that_does_not_work_is_named(client, monkeypatch, bagian, objek, cara, status):
    def putus(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(objek, cara, putus)
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == status
    assert jawaban.json()[bagian] is False


@pytest.mark.django_db
def test_a_data_folder_that_is_gone_is_named(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "hilang"
    assert client.get("/sehat/").json()["folder_data"] is False


def test_the_operator_makes_the_first_admin_and_sees_the_password_once(instansi, capsys):
    call_command("buat_admin", "admin.baru", nama="Siti")
    sandi = capsys.readouterr().out.strip().rsplit(" ", 1)[1]
    akun = Akun.objects.get(username="admin.baru")
    assert (akun.peran, akun.instansi) == (Peran.ADMIN, instansi)
    assert akun.check_password(sandi)
    jejak = JejakAudit.objects.get(aksi="akun.tambah")
    assert jejak.aktor is None
    assert sandi not in str(jejak.sesudah)


def test_a_taken_user_name_or_an_unclear_agency_is_refused(admin, instansi_lain):
    with pytest.raises(CommandError, match="--instansi"):
        call_command("buat_admin", "admin.baru")
    with pytest.raises(CommandError, match="sudah dipakai"):
        call_command("buat_admin", "admin", instansi="kota-pekalongan")
