"""django-import-export and tablib, as their documentation shows them."""

from pathlib import Path
from typing import Any

import tablib
from django.db import connection
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader

from inti.models import Instansi
from pegawai.models import Opd, Pegawai
from tests.bench.anak import Jam
from tests.bench.bahan import JENIS
from tests.bench.judul import JUDUL_PEGAWAI

TANGGAL = widgets.DateWidget("%d-%m-%Y")


class JenisWidget(widgets.Widget):
    """The words of the file to the codes of the model."""

    kode = {kata: kode for kode, kata in JENIS.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.kode[value]


def _medan(widget_opd: widgets.Widget) -> dict[str, fields.Field]:
    khusus = {"lahir": TANGGAL, "tmt_cpns": TANGGAL, "jenis": JenisWidget()}
    isi = {
        nama: fields.Field(
            attribute=nama, column_name=judul, widget=khusus.get(nama, widgets.CharWidget())
        )
        for nama, judul in JUDUL_PEGAWAI.items()
    }
    isi["opd"] = fields.Field(attribute="opd", column_name="UNOR NAMA", widget=widget_opd)
    return isi


class _Dasar(resources.ModelResource):
    instansi = 0

    def before_save_instance(self, instance: Pegawai, row: Any, **kwargs: Any) -> None:
        instance.instansi_id = self.instansi


def _resource(cara: str) -> resources.ModelResource:
    """Build the resource: ``dokumentasi``, ``massal``, or ``tercepat`` (every advice they give).

    ``pratinjau`` is the documented one; its admin shows every row's difference before it imports.
    """
    pilihan: dict[str, Any] = {
        "model": Pegawai,
        "fields": (*JUDUL_PEGAWAI, "opd"),
        "import_id_fields": ("nip",),
        "skip_unchanged": True,
        "report_skipped": False,
    }
    if cara not in {"dokumentasi", "pratinjau"}:
        pilihan |= {"use_bulk": True, "instance_loader_class": CachedInstanceLoader}
    if cara == "tercepat":
        pilihan |= {"skip_html_diff": True}
    opd = widgets.CachedForeignKeyWidget if cara == "tercepat" else widgets.ForeignKeyWidget
    kelas = type(
        "PegawaiResource",
        (_Dasar,),
        {**_medan(opd(Opd, "nama")), "Meta": type("Meta", (), pilihan)},
    )
    return kelas()


def baca(*, berkas: str) -> None:
    """Load a workbook the way django-import-export does."""
    jam = Jam()
    isi = jam.ukur("baca", lambda: _muat(berkas))
    jam.laporkan(baris=len(isi))


def _muat(berkas: str) -> tablib.Dataset:
    return tablib.Dataset().load(Path(berkas).read_bytes(), format="xlsx")


def impor(*, cara: str, berkas: str, ubah: str) -> None:
    """A new file, the same file, and one with 2 % changed."""
    jam = Jam()
    kelas = _resource(cara)
    kelas.instansi = Instansi.objects.get().pk
    hitungan = {}
    for nama, jalur in (("baru", berkas), ("sama", berkas), ("ubah", ubah)):
        isi = jam.ukur(f"{nama}: membaca", lambda jalur=jalur: _muat(jalur))
        if cara == "pratinjau":
            jam.ukur(
                f"{nama}: pratinjau",
                lambda isi=isi: kelas.import_data(isi, dry_run=True, raise_errors=True),
            )
        hasil = jam.ukur(
            f"{nama}: menulis",
            lambda isi=isi: kelas.import_data(isi, dry_run=False, raise_errors=True),
        )
        hitungan[nama] = dict(hasil.totals)
    jam.laporkan(**hitungan, orang=Pegawai.objects.count())


def ekspor(*, keluaran: str) -> None:
    """Everybody through a resource to a workbook; headings bold, widths as tablib fits them."""
    jam = Jam()
    kelas = resources.modelresource_factory(Pegawai)()
    kelas.fields["opd"] = fields.Field(
        attribute="opd", column_name="opd", widget=widgets.ForeignKeyWidget(Opd, "nama")
    )
    del kelas.fields["sumber"]
    semua = Pegawai.objects.select_related("opd").order_by("pk")

    def kerja() -> int:
        isi = kelas.export(semua)
        Path(keluaran).write_bytes(isi.export("xlsx"))
        return len(isi)

    jumlah = jam.ukur("ekspor", kerja)
    connection.close()
    jam.laporkan(baris=jumlah, kolom=len(kelas.fields), ukuran=Path(keluaran).stat().st_size)
