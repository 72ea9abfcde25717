"""pandas, and what people write around it: no validation, straight into the model."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from django.db import connection, transaction
from openpyxl.utils import get_column_letter

from inti.models import Instansi
from pegawai.models import Opd, Pegawai
from tests.bench.anak import Jam
from tests.bench.bahan import JENIS
from tests.bench.judul import JUDUL_PEGAWAI, KOLOM_EKSPOR

KODE_JENIS = {kata: kode for kode, kata in JENIS.items()}


def baca(*, berkas: str) -> None:
    """Read with the default engine for xlsx, every cell as text."""
    jam = Jam()
    isi = jam.ukur("baca", lambda: _muat(berkas))
    jam.laporkan(baris=len(isi))


def _muat(berkas: str) -> pd.DataFrame:
    return pd.read_excel(berkas, engine="openpyxl", dtype=str, keep_default_na=False)


def impor(*, cara: str, berkas: str, ubah: str) -> None:
    """``satu_satu`` is update_or_create per row, ``massal`` is bulk_create in two parts."""
    jam = Jam()
    tulis: Callable[[pd.DataFrame], None] = {"satu_satu": _satu_satu, "massal": _massal}[cara]
    for nama, jalur in (("baru", berkas), ("sama", berkas), ("ubah", ubah)):
        isi = jam.ukur(f"{nama}: membaca", lambda jalur=jalur: _muat(jalur))
        jam.ukur(f"{nama}: menulis", lambda isi=isi: tulis(isi))
    jam.laporkan(orang=Pegawai.objects.count())


def _nilai(isi: pd.DataFrame) -> Iterator[dict[str, Any]]:
    instansi = Instansi.objects.get().pk
    opd = dict(Opd.objects.filter(instansi=instansi).values_list("nama", "pk"))
    for baris in isi.to_dict("records"):
        nilai = {nama: baris[judul] for nama, judul in JUDUL_PEGAWAI.items()}
        nilai["lahir"] = _hari(nilai["lahir"])
        nilai["tmt_cpns"] = _hari(nilai["tmt_cpns"])
        nilai["jenis"] = KODE_JENIS[nilai["jenis"]]
        yield nilai | {"opd_id": opd[baris["UNOR NAMA"]], "instansi_id": instansi}


def _hari(teks: str) -> dt.date:
    return dt.datetime.strptime(teks, "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no zone


def _satu_satu(isi: pd.DataFrame) -> None:
    with transaction.atomic():
        for nilai in _nilai(isi):
            Pegawai.objects.update_or_create(nip=nilai.pop("nip"), defaults=nilai)


def _massal(isi: pd.DataFrame) -> None:
    """Insert who is not there, upsert the others by their key."""
    with transaction.atomic():
        ada = dict(Pegawai.objects.values_list("nip", "pk"))
        semua = [Pegawai(pk=ada.get(nilai["nip"]), **nilai) for nilai in _nilai(isi)]
        baru = [satu for satu in semua if satu.pk is None]
        lama = [satu for satu in semua if satu.pk is not None]
        Pegawai.objects.bulk_create(baru, batch_size=1000)
        Pegawai.objects.bulk_create(
            lama,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*JUDUL_PEGAWAI, "opd"],
        )


def ekspor(*, keluaran: str) -> None:
    """A frame of everybody to a workbook; headings in pandas' own style, widths set after it."""
    jam = Jam()

    def kerja() -> int:
        isi = pd.DataFrame.from_records(
            Pegawai.objects.order_by("pk").values_list(*KOLOM_EKSPOR), columns=KOLOM_EKSPOR
        )
        with pd.ExcelWriter(keluaran, engine="openpyxl") as buku:
            isi.to_excel(buku, sheet_name="Pegawai", index=False)
            for nomor in range(1, len(KOLOM_EKSPOR) + 1):
                huruf = get_column_letter(nomor)
                buku.sheets["Pegawai"].column_dimensions[huruf].width = 21
        return len(isi)

    jumlah = jam.ukur("ekspor", kerja)
    connection.close()
    jam.laporkan(baris=jumlah)
