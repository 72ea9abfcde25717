"""The reader is a process of its own: what it meets cannot reach the one that asked."""

import dataclasses
import io
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inti.excel import BATAS_UNGGAH, Batas, BerkasDitolak, baca, buka, proses
from tests.inti.buku import arsip, buku, ubah_bagian
from tests.inti.buku_xml import baca_dengan, baris, buku_xml, lembar

LEMBAR_1 = "xl/worksheets/sheet1.xml"
BIASA = buku({"Data": [["NIP", "NAMA"], ["1", "Uji"]]})
ISI_BIASA = [(1, ("NIP", "NAMA")), (2, ("1", "Uji"))]
MB = 1024 * 1024


def isi_dari(isi: bytes, **lain: Any) -> list[tuple[int, tuple[Any, ...]]]:
    with buka(io.BytesIO(isi), **lain) as terbuka:
        return [(b.nomor, b.sel) for satu in terbuka.lembar for b in satu.baris()]


def tolak(isi: bytes, **lain: Any) -> BerkasDitolak:
    with pytest.raises(BerkasDitolak) as galat:
        isi_dari(isi, **lain)
    return galat.value


def batas(**ubah: int) -> Batas:
    return dataclasses.replace(BATAS_UNGGAH, **ubah)


def banyak_baris(jumlah: int) -> bytes:
    sel = "".join(f'<c r="{h}%d" t="str"><v>x</v></c>' for h in "ABCDEFGHIJ")
    return buku_xml(lembar("".join(baris(sel % ((n,) * 10), n) for n in range(1, jumlah + 1))))


def test_the_child_starts_without_the_rest_of_the_portal() -> None:
    kode = (
        f"import sys; sys.path[:0] = [{str(proses.AKAR)!r}, {proses._pustaka()!r}]\n"
        "import inti.pembaca.anak\n"
        "berat = {'django', 'openpyxl', 'inti.excel', 'inti.models', 'subprocess', 'typing'}\n"
        "print(*sorted(berat.intersection(sys.modules)), len(sys.modules))"
    )
    keluar = subprocess.run(
        [sys.executable, "-I", "-S", "-c", kode], capture_output=True, check=True, text=True
    )
    assert int(keluar.stdout) < 120


def test_the_parent_never_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    def jangan(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(zipfile, "ZipFile", jangan)
    monkeypatch.setattr(zlib, "decompressobj", jangan)
    assert isi_dari(BIASA) == ISI_BIASA


def test_the_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("PATH", "/bin")
    lingkungan = proses._lingkungan()
    assert lingkungan["PATH"] == "/bin"
    assert set(lingkungan) <= set(proses.LINGKUNGAN)


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with buka(io.BytesIO(BIASA)) as terbuka:
        assert len(list(terbuka.lembar[0].baris())) == 2
        assert list(tmp_path.iterdir()) == []
    tolak(BIASA[:200])
    assert list(tmp_path.iterdir()) == []


def test_open_files_do_not_pile_up() -> None:
    tolak(b"%PDF")
    sebelum = len(list(Path("/dev/fd").iterdir()))
    isi_dari(BIASA)
    tolak(b"%PDF")
    assert len(list(Path("/dev/fd").iterdir())) == sebelum


def test_a_sheet_is_read_again_while_it_is_being_read() -> None:
    isi = buku({"Data": [[n] for n in range(1, 400)], "Lain": [["x"]]})
    with buka(io.BytesIO(isi)) as terbuka:
        satu, lain = terbuka.lembar
        pasangan = [
            (a.nomor, b.nomor) for a, b in zip(satu.baris(), satu.baris(), strict=True) if lain.awal
        ]
        assert len(satu.awal) == 40
    assert pasangan == [(n, n) for n in range(1, 400)]


def test_a_file_that_costs_too_much_memory_is_refused() -> None:
    teks = "".join(f"<si><t>{n:060}</t></si>" for n in range(300_000))
    isi = buku_xml(lembar(baris('<c r="A1" t="s"><v>0</v></c>')), teks=teks)
    assert len(isi_dari(isi)) == 1
    galat = tolak(isi, batas=batas(memori=40 * MB))
    assert galat.kode == "berkas_terlalu_besar"
    assert "buku kerja baru" in galat.pesan


def test_a_file_that_costs_too_much_time_is_refused() -> None:
    isi = banyak_baris(60_000)
    for batas_waktu in (batas(cpu=0), batas(waktu=0)):
        assert tolak(isi, batas=batas_waktu).kode == "berkas_terlalu_besar"


def test_a_file_that_writes_too_much_is_refused() -> None:
    sel = '<c r="A%d" t="s"><v>0</v></c>'
    isi = buku_xml(
        lembar("".join(baris(sel % n, n) for n in range(1, 5_001))),
        teks=f"<si><t>{'x' * 2_000}</t></si>",
    )
    assert tolak(isi, batas=batas(keluaran=4 * MB)).kode == "berkas_terlalu_besar"


def test_a_sheet_that_fools_the_scan_ends_the_fast_reader_and_is_read_all_the_same() -> None:
    sel = '<c r="ZZ%d"><v>1</v></c><c r="A%d"><v>2</v></c>'
    isi = buku_xml(lembar(baris(sel % (1, 1)) + baris(sel % (900_000, 900_000), 900_000)))
    assert isi_dari(isi) == [(1, (2,)), (900_000, (2,))]


def test_a_child_that_dies_or_talks_nonsense_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    for kode in (
        "import os; os.abort()",
        "import sys; sys.exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import json, os, sys; os.write(json.loads(sys.argv[3])['daftar'], b'bukan json')",
        "import json, os, sys; os.write(json.loads(sys.argv[3])['daftar'], b'{\"lembar\": 1}')",
        "import json, os, sys; os.write(json.loads(sys.argv[3])['daftar'], b'[]')",
    ):
        monkeypatch.setattr(proses, "MULAI", kode)
        assert tolak(BIASA).kode in {"berkas_rusak", "berkas_terlalu_besar"}


def test_a_child_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/tidak/ada")
    assert "Coba lagi" in tolak(BIASA).pesan


def test_rows_that_are_no_rows_are_a_refusal() -> None:
    with tempfile.TemporaryFile(buffering=0) as isi:
        isi.write(b"[[1]]\n")
        with pytest.raises(BerkasDitolak):
            list(baca._Isi(isi.fileno(), 0, 6).baris())
        with pytest.raises(BerkasDitolak):
            list(baca._Isi(isi.fileno(), 6, 60).baris())


def test_a_zip_bomb_raises_nobodys_memory() -> None:
    bom = ubah_bagian(BIASA, LEMBAR_1, lambda x: x + b" " * 90_000_000)
    with_dir = _palsukan_ukuran(bom, LEMBAR_1, 20_000)
    for isi in (bom, with_dir):
        sebelum = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert tolak(isi).kode in {"berkas_terlalu_besar", "berkas_rusak"}
        sesudah = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert sesudah - sebelum < 20_000  # kilobytes; the bomb holds 90,000


def _palsukan_ukuran(isi: bytes, nama: str, ukuran: int) -> bytes:
    """Let both headers of a part declare another unpacked size."""
    palsu = bytearray(isi)
    struct.pack_into("<I", palsu, palsu.index(nama.encode()) - 30 + 22, ukuran)
    struct.pack_into("<I", palsu, palsu.rindex(nama.encode()) - 46 + 24, ukuran)
    return bytes(palsu)


def _dua_nama(isi: bytes) -> bytes:
    keluar = io.BytesIO(isi)
    with zipfile.ZipFile(keluar, "a") as tujuan:
        tujuan.writestr("XL/workbook.xml", b"<workbook/>")
    return keluar.getvalue()


def _tumpang(isi: bytes) -> bytes:
    """Let the directory point two parts at the same bytes."""
    palsu = bytearray(isi)
    pertama = palsu.index(b"PK\x01\x02")
    kedua = palsu.index(b"PK\x01\x02", pertama + 4)
    palsu[kedua + 42 : kedua + 46] = palsu[pertama + 42 : pertama + 46]
    return bytes(palsu)


def _tambah(nama: str) -> Callable[[bytes], bytes]:
    def tambah(isi: bytes) -> bytes:
        keluar = io.BytesIO(isi)
        with zipfile.ZipFile(keluar, "a") as tujuan:
            tujuan.writestr(nama, b"x")
        return keluar.getvalue()

    return tambah


def _bzip2(_: bytes) -> bytes:
    keluar = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BIASA)) as asal,
        zipfile.ZipFile(keluar, "w", zipfile.ZIP_BZIP2) as tujuan,
    ):
        for nama in asal.namelist():
            tujuan.writestr(nama, asal.read(nama))
    return keluar.getvalue()


@pytest.mark.parametrize(
    "rusak",
    [
        _dua_nama,
        _tumpang,
        _tambah("../../etc/cron.d/x"),
        _tambah("/etc/passwd"),
        _bzip2,
        lambda isi: _palsukan_ukuran(isi, LEMBAR_1, 10),
        lambda isi: _palsukan_ukuran(isi, LEMBAR_1, 900_000),
        lambda isi: isi.replace(LEMBAR_1.encode(), b"xl/worksheets/sheet9.xml", 1),
        lambda isi: b"PK\x03\x04" + isi,
    ],
)
def test_a_crafted_archive_is_refused(rusak: Callable[[bytes], bytes], tmp_path: Path) -> None:
    with pytest.raises(BerkasDitolak) as galat:
        baca_dengan(rusak(BIASA), tmp_path, pelan=False)
    assert galat.value.kode == "berkas_rusak"


def test_stored_parts_and_foreign_baggage_are_read_past() -> None:
    bagian = {}
    with zipfile.ZipFile(io.BytesIO(BIASA)) as asal:
        bagian = {nama: asal.read(nama) for nama in asal.namelist()}
    bagian |= {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0",
        "xl/embeddings/Buku.xlsx": arsip({"a": b"b"}),
    }
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_STORED) as tujuan:
        for nama, isi in bagian.items():
            tujuan.writestr(nama, isi)
    assert isi_dari(keluar.getvalue()) == ISI_BIASA
