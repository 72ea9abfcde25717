"""No broker and no cache: everybody goes on working, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from config.celery import app as celery_app
from inti import colek as modul_colek, jejak, pekerjaan, simpanan
from inti.colek import colek
from inti.models import Pekerjaan
from penugasan import outbox
from tests.operasi.putus import JENIS, perantara, terputus

pytestmark = pytest.mark.django_db


@pytest.fixture(params=JENIS)
def putus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with terputus(request.param, tmp_path):
        yield request.param


def test_what_a_process_put_into_a_lost_cache_it_finds_again(putus):
    assert cache.add("giliran", 1, 60) is True
    assert cache.add("giliran", 1, 60) is False
    assert [cache.incr("giliran"), cache.get("giliran")] == [2, 2]
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert "a" in cache
    cache.delete("giliran")
    assert cache.get("giliran", "tidak ada") == "tidak ada"
    assert cache.putus is True


def test_a_store_that_answers_again_is_asked_again_and_the_stopgap_forgotten(
    tmp_path, monkeypatch, caplog
):
    letak = tmp_path / "cache"
    letak.write_text("bukan folder")
    pengaturan = {"BACKEND": "inti.simpanan.SimpananBerkas", "LOCATION": str(letak)}
    with override_settings(CACHES={"default": pengaturan}):
        cache.set("kunci", "sementara")
        letak.unlink()
        assert cache.get("kunci") == "sementara", "left alone for a while"
        monkeypatch.setattr(simpanan.time, "monotonic", lambda: 1e12)
        assert cache.get("kunci") is None
        assert cache.putus is False
        cache.set("kunci", "tetap")
        assert list(letak.iterdir())
        letak.rename(tmp_path / "pergi")
        letak.write_text("bukan folder lagi")
        assert cache.get("kunci") is None
    assert [catatan.message for catatan in caplog.records] == [
        "simpanan tidak menjawab: NotADirectoryError",
        "simpanan menjawab lagi",
        "simpanan tidak menjawab: NotADirectoryError",
    ]


def test_a_job_started_without_a_broker_waits_and_the_sweep_finds_it(
    putus, instansi, petugas, django_capture_on_commit_callbacks, monkeypatch
):
    with django_capture_on_commit_callbacks(execute=True):
        satu = pekerjaan.mulai(jenis=jejak.PERIKSA, judul="Uji", instansi=instansi, aktor=petugas)
    assert satu.status == Pekerjaan.Status.MENUNGGU
    monkeypatch.setattr(modul_colek, "_coba_lagi", 0.0)
    with perantara("memory://", {}), celery_app.connection_for_read() as sambungan:
        sambungan.default_channel.queue_declare("celery")
        sambungan.default_channel.queue_purge("celery")
        assert pekerjaan.sapu() == 1
        antre = sambungan.default_channel.queue_declare("celery", passive=True)
    assert antre.message_count == 1


def test_a_silent_broker_is_asked_once_and_then_left_alone(putus, monkeypatch):
    ditanya = []
    asli = celery_app.send_task

    def kirim(*args, **kwargs):
        ditanya.append(args)
        return asli(*args, **kwargs)

    monkeypatch.setattr(celery_app, "send_task", kirim)
    assert [colek(outbox.TUGAS_KIRIM) for _ in range(5)] == [False] * 5
    assert len(ditanya) == 1


def test_the_health_answer_names_the_cache_and_the_portal_stays_in_service(putus, client):
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 200
    assert jawaban.json() == {"basis_data": True, "simpanan": False, "folder_data": True}
