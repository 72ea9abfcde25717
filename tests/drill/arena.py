"""Uploads a file as the web page does, and looks at what came of it.

The way is the real one: form, service, job, reading process, and, when rows are to be checked,
applying. Each upload happens in a transaction that is rolled back, so the next one finds the
same ground.
"""

import hashlib
import logging
import re
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils.datastructures import MultiValueDict

from inti import pekerjaan
from inti.impor.forms import UnggahForm
from inti.impor.services import minta_terapkan, unggah
from inti.models import BarisImpor, Impor, Instansi, Pekerjaan
from inti.waktu import sekarang
from koperasi.models import Koperasi
from pegawai.models import Opd, Pegawai
from penugasan.demo.kota import Orang
from tests.drill.kasus import Jawaban, Kasus
from tests.drill.memori import Pengintip

# Whatever an import may write when it is applied, and must not touch before.
TABEL = (
    "pegawai.Pegawai",
    "pegawai.RiwayatNip",
    "pegawai.BuktiKomputer",
    "pegawai.Kontrak",
    "pegawai.PredikatKinerja",
    "pegawai.Opd",
    "koperasi.Koperasi",
    "koperasi.Kebutuhan",
    "inti.Sumber",
    "inti.Wilayah",
)
BAIK = {Impor.Status.DITOLAK, Impor.Status.SIAP}


class Arena:
    """One agency with its pack, an officer, and nobody on record."""

    def __init__(self, instansi: Instansi, akun: Any) -> None:
        self.instansi = instansi
        self.akun = akun
        self._opd = {o.kode: o for o in Opd.objects.filter(instansi=instansi)}
        self._catatan = _Penangkap()
        logging.getLogger("inti.pekerjaan").addHandler(self._catatan)

    def jawab(self, kasus: Kasus, *, terapkan: bool = True) -> Jawaban:
        """Upload the file of a case; apply it too when its rows can be checked."""
        with sementara():
            self.isi(kasus.sudah)
            sebelum = sidik()
            hasil = self.unggah(kasus.isi, kasus.nama)
            if not hasil.galat and sidik() != sebelum:
                hasil.galat = "Ada tabel yang berubah sebelum berkas diterapkan."
            if not hasil.galat and terapkan and hasil.status == Impor.Status.SIAP:
                self.terapkan(hasil)
                hasil.tertulis = fakta(self.instansi)
        return hasil

    def unggah(self, isi: bytes, nama: str) -> Jawaban:
        """Send one file through form, service and job, timed, watching the readers' memory."""
        mulai = time.monotonic()
        hasil = Jawaban()
        with Pengintip() as intip:
            try:
                self._kirim(isi, nama, hasil)
            except Exception:  # noqa: BLE001 - whatever it is, the drill has found it
                hasil.galat = traceback.format_exc(limit=-6)
        hasil.detik = time.monotonic() - mulai
        hasil.rss = intip.puncak
        return hasil

    def terapkan(self, hasil: Jawaban) -> None:
        """Apply the import that was just staged."""
        impor = self.terakhir()
        if not BarisImpor.objects.filter(impor=impor).exclude(status="ditolak").exists():
            return
        self.kerjakan(lambda: minta_terapkan(impor=[impor], akun=self.akun), hasil)

    def terakhir(self) -> Impor:
        """Return the import of the last upload."""
        impor: Impor = Impor.objects.filter(instansi=self.instansi).latest("pk")
        return impor

    def kerjakan(self, minta: Callable[[], Pekerjaan], hasil: Jawaban) -> None:
        """Ask for a job and do it; what breaks is noted in the answer."""
        try:
            self._kerjakan(minta(), hasil)
        except Exception:  # noqa: BLE001 - whatever it is, the drill has found it
            hasil.galat = traceback.format_exc(limit=-6)

    def _kirim(self, isi: bytes, nama: str, hasil: Jawaban) -> None:
        form = UnggahForm(
            files=MultiValueDict({"berkas": [SimpleUploadedFile(nama, isi)]}), data={}
        )
        if not form.is_valid():
            hasil.status, hasil.kode = Impor.Status.DITOLAK, "formulir"
            hasil.pesan = " ".join(str(p) for p in form.errors.get("berkas", []))
            return
        kerja = unggah(berkas=form.cleaned_data["berkas"], akun=self.akun, saat=sekarang())
        self._kerjakan(kerja, hasil)
        impor = self.terakhir()
        hasil.status, hasil.temuan = str(impor.status), list(impor.temuan)
        if impor.status == Impor.Status.DITOLAK and impor.temuan:
            hasil.kode, hasil.pesan = impor.temuan[0]["kode"], impor.temuan[0]["pesan"]
        elif impor.status not in BAIK and not hasil.galat:
            hasil.galat = f"Status {impor.status} sesudah dibaca."
        hasil.diabaikan = [_rapi(str(j)) for j in impor.ringkasan.get("diabaikan", [])]
        hasil.baris = list(
            BarisImpor.objects.filter(impor=impor)
            .order_by("pk")
            .values("lembar", "baris", "kunci", "judul", "status", "data", "temuan")
        )

    def _kerjakan(self, kerja: Pekerjaan, hasil: Jawaban) -> None:
        """Do a job in this process, as a worker would."""
        self._catatan.isi = ""
        pekerjaan.jalankan(kerja.pk)
        kerja.refresh_from_db()
        if kerja.status != Pekerjaan.Status.SELESAI:
            hasil.galat = f"Pekerjaan {kerja.status}: {kerja.galat}\n{self._catatan.isi}".strip()

    def isi(self, orang: Sequence[Orang]) -> None:
        """Put people on record, without an import."""
        Pegawai.objects.bulk_create(
            Pegawai(
                instansi=self.instansi,
                nip=o.nip,
                siasn_id=o.siasn_id,
                jenis=o.jenis,
                nama=o.nama.upper(),
                lahir=o.lahir,
                jenis_kelamin="P" if o.perempuan else "L",
                tingkat_pendidikan=o.tingkat,
                kedudukan_hukum=o.kedudukan,
                opd=self._opd[o.unit.kode],
                unor_id=o.unit.unor_id,
                unor_nama=o.unit.nama,
            )
            for o in orang
        )


def _rapi(judul: str) -> str:
    return " ".join(judul.split()).casefold()


@contextmanager
def sementara() -> Iterator[None]:
    """Undo everything at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sidik(*, tanpa: str = "") -> str:
    """Return a hash of every row of the tables that imports write, but for one of them."""
    hasil = hashlib.sha256()
    with connection.cursor() as kursor:
        for nama in TABEL:
            if nama == tanpa:
                continue
            tabel = apps.get_model(nama)._meta.db_table
            kursor.execute(f'SELECT * FROM "{tabel}" ORDER BY 1')  # noqa: S608 - our own names
            hasil.update(repr(kursor.fetchall()).encode())
    return hasil.hexdigest()


def fakta(instansi: Instansi) -> dict[str, dict[str, Any]]:
    """Return what is on record: per NIP of a person, per region code of a cooperative."""
    orang = Pegawai.objects.filter(instansi=instansi, aktif=True).select_related("opd")
    semua = {p.nip: _fakta_orang(p) for p in orang.prefetch_related(*_BUKTI)}
    for k in Koperasi.objects.filter(instansi=instansi).prefetch_related("kebutuhan_set"):
        aktif = sorted((f for f in k.kebutuhan_set.all() if f.aktif), key=lambda f: f.nomor)
        semua[k.wilayah_id] = {
            "badan_hukum": k.nomor_badan_hukum,
            "status": k.status,
            "formasi": [f.peran for f in aktif],
        }
    return semua


_BUKTI = ("bukti_komputer_set", "kontrak_set", "predikat_set")


def _fakta_orang(orang: Pegawai) -> dict[str, Any]:
    bukti = next(iter(orang.bukti_komputer_set.all()), None)
    kontrak = next(iter(orang.kontrak_set.all()), None)
    return {
        "nip": orang.nip,
        "nama": orang.nama,
        "lahir": orang.lahir.isoformat() if orang.lahir else None,
        "jenis": orang.jenis,
        "tingkat": orang.tingkat_pendidikan,
        "opd": orang.opd.kode if orang.opd else None,
        "domisili": orang.domisili_id or orang.domisili_teks,
        "mampu": (bukti.tingkat, bukti.mampu) if bukti else (None, None),
        "kontrak": kontrak.akhir.isoformat() if kontrak else None,
        **{f"skp:{p.tahun}": p.predikat for p in reversed(orang.predikat_set.all())},
    }


class _Penangkap(logging.Handler):
    """Keeps the traceback that a failing job logs."""

    isi = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            jejak = "".join(traceback.format_exception(*record.exc_info))
            self.isi = re.sub(r"\s+", " ", jejak)[-700:]
