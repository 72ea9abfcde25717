"""The queue of files under fire: several writers and readers, separate processes."""

import subprocess
import sys
from pathlib import Path

import pytest
from kombu import Connection, Exchange, Queue
from kombu.exceptions import ChannelError

from inti import antrean_berkas

AKAR = Path(__file__).parents[2]
PROSES, PESAN = 3, 200
PENULIS = """
import sys
from tests.operasi.test_antrean_berkas import antrean_uji, sambungan
with sambungan(sys.argv[1]) as sambung:
    antrean = sambung.SimpleQueue(antrean_uji(sys.argv[1]))
    for nomor in range(int(sys.argv[3])):
        antrean.put({"dari": sys.argv[2], "nomor": nomor, "isi": "x" * 2000})
"""
PEMBACA = """
import queue, sys
from tests.operasi.test_antrean_berkas import antrean_uji, sambungan
with sambungan(sys.argv[1]) as sambung:
    antrean = sambung.SimpleQueue(antrean_uji(sys.argv[1]))
    while True:
        try:
            pesan = antrean.get(timeout=3)
        except queue.Empty:
            break
        print(pesan.payload["dari"], pesan.payload["nomor"], flush=True)
        pesan.ack()
"""


def antrean_uji(folder: str | Path) -> Queue:
    """A queue of this folder's own: kombu remembers bindings for the whole process."""
    nama = Path(folder).name
    return Queue(nama, Exchange(nama, type="direct"), routing_key=nama)


def sambungan(folder: str) -> Connection:
    antrean_berkas.pasang()
    akar = Path(folder)
    for nama in ("pesan", "kendali"):
        (akar / nama).mkdir(exist_ok=True)
    return Connection(
        "filesystem://localhost",
        transport_options={
            "data_folder_in": str(akar / "pesan"),
            "data_folder_out": str(akar / "pesan"),
            "control_folder": str(akar / "kendali"),
            "polling_interval": 0.01,
        },
    )


def jalankan(kode: str, *argumen: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", kode, *argumen],
        cwd=AKAR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_every_message_arrives_once_and_no_reader_meets_half_a_file(tmp_path):
    pembaca = [jalankan(PEMBACA, str(tmp_path)) for _ in range(2)]
    penulis = [jalankan(PENULIS, str(tmp_path), str(n), str(PESAN)) for n in range(PROSES)]
    diterima = []
    for proses in (*penulis, *pembaca):
        keluaran, galat = proses.communicate(timeout=120)
        assert proses.returncode == 0, galat
        diterima += keluaran.splitlines()
    assert len(diterima) == PROSES * PESAN
    assert len(set(diterima)) == PROSES * PESAN
    assert not list((tmp_path / "pesan").iterdir())


def test_a_message_is_seen_only_under_its_whole_name(tmp_path, monkeypatch):
    def mati(*_: object) -> None:
        raise OSError

    with sambungan(str(tmp_path)) as sambung:
        antrean = sambung.SimpleQueue(antrean_uji(tmp_path))
        monkeypatch.setattr(Path, "replace", mati)
        with pytest.raises(ChannelError):
            antrean.put({"isi": 1})
        assert antrean.qsize() == 0


def test_a_queue_can_be_emptied_and_deleted(tmp_path):
    with sambungan(str(tmp_path)) as sambung:
        antrean = sambung.SimpleQueue(antrean_uji(tmp_path))
        antrean.put({"isi": 1})
        assert antrean.qsize() == 1
        assert antrean.clear() == 1
        antrean_uji(tmp_path)(sambung.default_channel).delete()
        assert sambung.default_channel.get_table(tmp_path.name) == []
