"""Races of files: two imports, an import and a hand, an undo and a hand."""

import tempfile
from pathlib import Path
from typing import Any

from inti.errors import DomainError, SudahDiproses
from inti.impor.terapkan import terapkan
from inti.impor.urungkan import urungkan
from inti.models import Impor
from inti.waktu import hari_ini, sekarang
from pegawai.models import Pegawai
from tests.balapan.panggung import Panggung
from tests.balapan.serentak import pisah, segar
from tests.inti.buku import simpan, tabel
from tests.inti.impor import diam, impor_berkas
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn


def _panggungkan(p: Panggung, *baris: dict[str, Any]) -> Impor:
    with tempfile.TemporaryDirectory(prefix="portal-balapan-") as folder:
        jalur = simpan(Path(folder) / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, baris)})
        return impor_berkas(jalur, p.instansi)


def _terapkan(p: Panggung, impor: Impor) -> Any:
    salinan = segar(Impor, impor.pk)
    return lambda: terapkan(
        salinan, aktor=p.petugas, saat=sekarang(), hari_ini=hari_ini(), lapor=diam
    )


def _baris(p: Panggung, **ubah: Any) -> dict[str, Any]:
    return baris_siasn(UNOR_ID=p.opd.unor_id, UNOR_NAMA=p.opd.nama, **ubah)


def dua_impor_satu_berkas(p: Panggung) -> str:
    """The file is uploaded twice, and one upload is applied twice: everybody is there once."""
    baris = [_baris(p), _baris(p)]
    satu, dua = _panggungkan(p, *baris), _panggungkan(p, *baris)
    hasil = p.serentak(_terapkan(p, satu), _terapkan(p, satu), _terapkan(p, dua))
    _, kalah = pisah(hasil)
    assert len(kalah) == 1
    assert isinstance(kalah[0], SudahDiproses)
    assert Pegawai.objects.filter(instansi=p.instansi).count() == 2
    masuk = [segar(Impor, i.pk).ringkasan["masuk"] for i in (satu, dua)]
    assert sorted(masuk) == [0, 2]
    return "pertama" if masuk[0] else "kedua"


def impor_dan_tangan(p: Panggung) -> str:
    """A newer file and an officer change one fact: the loser is told, nothing is half."""
    lama = _baris(p)
    _terapkan(p, _panggungkan(p, lama))()
    orang = Pegawai.objects.get(instansi=p.instansi)
    baru = _panggungkan(p, lama | {"JABATAN NAMA": "Pranata Komputer Terampil"})
    _, tangan = p.serentak(_terapkan(p, baru), p.perbaiki(orang, jabatan="Bendahara Uji"))
    orang.refresh_from_db()
    if isinstance(tangan, SudahDiproses):
        assert "Jabatan sudah diubah" in tangan.pesan
        assert orang.jabatan == "Pranata Komputer Terampil"
        return "berkas dulu"
    assert orang.jabatan == "Bendahara Uji"
    assert p.jejak().index("pegawai.ubah") < len(p.jejak()) - 1  # the file came after, and yielded
    return "tangan dulu"


def urung_dan_tangan(p: Panggung) -> str:
    """A file is undone while an officer corrects one of its people, changed or brand new."""
    lama = _baris(p)
    _terapkan(p, _panggungkan(p, lama))()
    ubahan = lama | {"JABATAN NAMA": "Pranata Komputer Terampil"}
    impor = _terapkan(p, _panggungkan(p, ubahan, _baris(p)))()
    orang = Pegawai.objects.get(instansi=p.instansi, jabatan="Pranata Komputer Terampil")
    baru = Pegawai.objects.exclude(pk=orang.pk).get(instansi=p.instansi)
    _, satu, dua = p.serentak(
        lambda: urungkan(segar(Impor, impor.pk), aktor=p.petugas, saat=sekarang()),
        p.perbaiki(orang, jabatan="Bendahara Uji"),
        p.perbaiki(baru, p.petugas_dua, jabatan="Bendahara Uji"),
    )
    dipertahankan = segar(Impor, impor.pk).ringkasan["urungan"]["dipertahankan"]
    menang = [not isinstance(satu, DomainError), not isinstance(dua, DomainError)]
    if not menang[0]:
        assert "Jabatan sudah diubah" in satu.pesan
    if not menang[1]:
        assert f"sudah tidak ada: impor yang memasukkannya dibatalkan oleh {p.petugas}" in dua.pesan
    orang.refresh_from_db()
    assert orang.jabatan == ("Bendahara Uji" if menang[0] else lama["JABATAN NAMA"])
    assert Pegawai.objects.filter(pk=baru.pk).exists() == menang[1]
    assert dipertahankan == sum(menang)
    return f"tangan menang {sum(menang)}"
