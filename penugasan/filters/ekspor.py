"""Which rows each kind of export holds: the list's own scope and filters, nothing else."""

from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from django.http import Http404

from inti.errors import DomainError
from inti.excel_tulis import Lembar, Nilai
from inti.isian import baca_kunci
from inti.peran import PEMBACA, Peran
from koperasi.filters import KoperasiFilter
from koperasi.models import Koperasi
from pegawai.models import Opd
from penugasan.exports import (
    beban_opd,
    kebutuhan,
    kelayakan,
    nominatif,
    penugasan as ekspor_penugasan,
    rencana as ekspor_rencana,
    sinkronisasi,
    surat as ekspor_surat,
)
from penugasan.filters.ekspor_beda import BEDA
from penugasan.filters.ekspor_berakhir import BERAKHIR
from penugasan.filters.ekspor_dasar import SEMUA, dalam_kata, permintaan
from penugasan.filters.ekspor_entri import ENTRI
from penugasan.filters.ekspor_orang import BUKTI, PEGAWAI
from penugasan.filters.ekspor_padanan import PADANAN
from penugasan.filters.ekspor_pendataan import PENDATAAN, PENDATAAN_BKN, PENDATAAN_REKAP
from penugasan.filters.ekspor_pengecualian import PENGECUALIAN
from penugasan.filters.ekspor_permintaan import PERMINTAAN
from penugasan.filters.kelayakan import KelayakanFilter, urutkan
from penugasan.filters.nominasi import NominasiFilter
from penugasan.filters.papan import PapanFilter
from penugasan.filters.penetapan import PenetapanFilter
from penugasan.filters.rencana import BarisRencanaFilter, BelumFilter
from penugasan.filters.sinkronisasi import BukuKirimFilter
from penugasan.filters.surat import SuratFilter
from penugasan.models import (
    Penugasan,
    Periode,
    PesanKeluar,
    Rencana,
    Saringan,
    Surat,
)
from penugasan.queries.beban import beban_unit
from penugasan.queries.kelayakan import hasil_terlihat, saringan_terlihat
from penugasan.queries.nominatif import nominatif as baris_nominatif
from penugasan.queries.papan import koperasi_papan
from penugasan.queries.periode import periode_aktif, periode_menurut, saringan_terbaru
from penugasan.queries.sinkronisasi import buku_kirim
from penugasan.services.ekspor import JENIS, Isi, JenisEkspor, Lingkup, daftarkan


def semua() -> dict[str, JenisEkspor]:
    """Every kind of export by its code; loading this module has registered them."""
    return JENIS


def _periode(lingkup: Lingkup) -> Periode:
    """The round the URL names, or the active one. Raises DomainError when there is none."""
    return periode_menurut(instansi=lingkup.instansi, kode=lingkup.tanya.get("periode", ""))


def _kelayakan(lingkup: Lingkup) -> Isi:
    saringan = _saringan_terpilih(lingkup)
    saring = KelayakanFilter(
        lingkup.tanya,
        queryset=hasil_terlihat(lingkup.pembaca, saringan),
        request=permintaan(lingkup),
        saringan=saringan,
    )
    hasil = urutkan(saring.qs, lingkup.tanya.get("urut", ""))
    keterangan: list[tuple[str, Nilai]] = [
        ("Periode", str(saringan.periode)),
        ("Saringan", dalam_kata(saring)),
        ("Tanggal acuan", saringan.per_tanggal),
        ("Versi aturan", str(saringan.versi)),
        ("Disaring pada", saringan.dibuat),
    ]
    lembar = Lembar("Kelayakan", kelayakan.kolom(saringan), kelayakan.baris(hasil))
    return Isi([lembar], hasil.count(), keterangan)


def _saringan_terpilih(lingkup: Lingkup) -> Saringan:
    """The screening the page shows, or that of the round the URL names. Raises DomainError."""
    if lingkup.tanya.get("periode"):
        saringan = saringan_terbaru(_periode(lingkup))
    else:
        saringan = saringan_terlihat(lingkup.pembaca)
    if saringan is None:
        pesan = "Belum ada hasil saringan untuk diekspor. Jalankan saringan lebih dahulu."
        raise DomainError(pesan)
    return saringan


class DaftarFilter(PenetapanFilter, NominasiFilter):
    """The filters of the nominations page and of the page of what waits to be confirmed."""

    class Meta:
        model = Penugasan
        fields = [*NominasiFilter.Meta.fields, "kecamatan"]


def _nominatif(lingkup: Lingkup) -> Isi:
    semua, keterangan = _penugasan_tersaring(lingkup)
    orang = semua.hidup()
    periode = periode_aktif(lingkup.instansi)
    tingkat = periode.versi.isi["aturan"]["pendidikan"]["tingkat"] if periode else {}
    kolom = nominatif.kolom(lingkup.instansi, tingkat)
    lembar = Lembar("Nominatif", kolom, baris_nominatif(orang))
    return Isi([lembar], orang.count(), keterangan)


def _penugasan(lingkup: Lingkup) -> Isi:
    semua, keterangan = _penugasan_tersaring(lingkup)
    semua = semua.order_by("kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk")
    lembar = Lembar("Penugasan", ekspor_penugasan.kolom(), ekspor_penugasan.baris(semua))
    return Isi([lembar], semua.count(), keterangan)


def _penugasan_tersaring(lingkup: Lingkup) -> tuple[Any, list[tuple[str, Nilai]]]:
    """Assignments by the page's filters. Raises DomainError for a round that does not exist."""
    if lingkup.tanya.get("periode"):
        _periode(lingkup)
    milik = Penugasan.objects.untuk(lingkup.pembaca)
    saring = DaftarFilter(lingkup.tanya, queryset=milik, request=permintaan(lingkup))
    return saring.qs, [("Saringan", dalam_kata(saring))]


def _rencana(lingkup: Lingkup) -> Isi:
    rencana, minta = _rencana_terpilih(lingkup), permintaan(lingkup)
    saring = BarisRencanaFilter(
        lingkup.tanya, queryset=rencana.baris_set.all(), request=minta, rencana=rencana
    )
    saring_belum = BelumFilter(
        lingkup.tanya, queryset=rencana.belum_set.order_by("pegawai__nama", "pk"), request=minta
    )
    baris, belum = saring.qs, saring_belum.qs
    keterangan: list[tuple[str, Nilai]] = [
        ("Periode", str(rencana.periode)),
        ("Saringan", dalam_kata(saring, saring_belum)),
        ("Rencana", f"{rencana} ({rencana.get_status_display()})"),
        ("Disusun pada", rencana.dibuat),
        ("Tanggal acuan", rencana.saringan.per_tanggal),
        ("Nilai dan batas atas", f"{rencana.nilai} dari paling tinggi {rencana.batas_atas}"),
        ("Formasi terisi", f"{rencana.terisi} dari {rencana.kebutuhan}"),
        ("Sidik masukan", rencana.sidik),
        *[("Catatan rencana", str(catatan)) for catatan in rencana.catatan],
    ]
    lembar: list[Lembar[Any]] = [
        Lembar("Penempatan", ekspor_rencana.kolom(baris), ekspor_rencana.baris(baris)),
        Lembar(
            "Belum ditempatkan", ekspor_rencana.kolom_belum(), ekspor_rencana.baris_belum(belum)
        ),
    ]
    return Isi(lembar, baris.count() + belum.count(), keterangan)


def _rencana_terpilih(lingkup: Lingkup) -> Rencana:
    """The plan the URL names (``rencana=<pk>``), else the newest of the round.

    Raises Http404 for a foreign plan, DomainError when there is none yet.
    """
    terlihat = Rencana.objects.untuk(lingkup.pembaca).select_related("periode", "saringan")
    pk = lingkup.tanya.get("rencana", "")
    if pk:
        rencana = terlihat.filter(pk=pk).first() if baca_kunci(pk) else None
        if rencana is None:
            raise Http404
    else:
        rencana = terlihat.filter(periode=_periode(lingkup)).first()
    if rencana is None:
        pesan = "Belum ada rencana untuk diekspor. Susun rencana lebih dahulu."
        raise DomainError(pesan)
    return cast("Rencana", rencana)


def _sinkronisasi(lingkup: Lingkup) -> Isi:
    saring = BukuKirimFilter(
        lingkup.tanya, queryset=buku_kirim(lingkup.pembaca), request=permintaan(lingkup)
    )
    buku = saring.qs
    pesan = PesanKeluar.objects.filter(penugasan__in=buku.order_by().values("pk")).order_by("-pk")
    lembar: list[Lembar[Any]] = [
        Lembar("Buku Kirim", sinkronisasi.kolom(), sinkronisasi.baris(buku)),
        Lembar("Semua pesan", sinkronisasi.kolom_pesan(), sinkronisasi.baris_pesan(pesan)),
    ]
    return Isi(lembar, buku.count() + pesan.count(), [("Saringan", dalam_kata(saring))])


def _beban_opd(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    baris = beban_unit(
        Opd.objects.untuk(lingkup.pembaca).filter(aktif=True),
        saringan=saringan_terbaru(periode),
        penugasan=Penugasan.objects.untuk(lingkup.pembaca),
    )
    return Isi(
        [Lembar("Beban OPD", beban_opd.kolom(), baris)],
        len(baris),
        [("Periode", str(periode)), ("Saringan", SEMUA)],
    )


def _kebutuhan(lingkup: Lingkup) -> Isi:
    koperasi: QuerySet[Koperasi] = Koperasi.objects.untuk(lingkup.pembaca)
    minta = permintaan(lingkup)
    saring: django_filters.FilterSet
    if lingkup.tanya.get("isi"):  # asked from the board, which counts how far posts are filled
        papan = koperasi_papan(lingkup.pembaca)
        saring = PapanFilter(lingkup.tanya, queryset=papan, request=minta)
    else:
        saring = KoperasiFilter(lingkup.tanya, queryset=koperasi, request=minta)
    baris = kebutuhan.baris(koperasi.filter(pk__in=saring.qs.values("pk")))
    lembar = Lembar("Kebutuhan", kebutuhan.kolom(baris), baris)
    return Isi([lembar], len(baris), [("Saringan", dalam_kata(saring))])


def _surat(lingkup: Lingkup) -> Isi:
    semua: QuerySet[Surat] = Surat.objects.untuk(lingkup.pembaca)
    saring = SuratFilter(lingkup.tanya, queryset=semua, request=permintaan(lingkup))
    lembar = Lembar("Surat", ekspor_surat.kolom(), ekspor_surat.baris(saring.qs))
    return Isi([lembar], saring.qs.count(), [("Saringan", dalam_kata(saring))])


for _satu in (
    PEGAWAI,
    BUKTI,
    PENGECUALIAN,
    PERMINTAAN,
    PENDATAAN,
    PENDATAAN_BKN,
    PENDATAAN_REKAP,
    BERAKHIR,
    BEDA,
    PADANAN,
    JenisEkspor(
        "kelayakan",
        "Hasil kelayakan",
        "Setiap orang dengan jawaban tiap syarat dan alasannya.",
        PEMBACA | {Peran.ADMIN, Peran.KEPALA_OPD},
        _kelayakan,
        impor="siasn",
    ),
    JenisEkspor(
        "nominatif",
        "Daftar nominatif",
        "Orang yang dinominasikan atau ditugaskan, dalam kolom lampiran usulan.",
        PEMBACA | {Peran.KEPALA_OPD},
        _nominatif,
        impor="siasn",
    ),
    JenisEkspor(
        "rencana",
        "Rencana penempatan",
        "Siapa ke koperasi mana, nilainya, alasannya, dan siapa yang belum ditempatkan.",
        PEMBACA,
        _rencana,
    ),
    JenisEkspor(
        "penugasan",
        "Penugasan",
        "Perjalanan tiap penugasan sampai nomor suratnya.",
        PEMBACA | {Peran.KEPALA_OPD},
        _penugasan,
    ),
    JenisEkspor(
        "sinkronisasi",
        "Buku Kirim SIASN",
        "Apa yang dikirim ke SIASN dan apa jawaban BKN.",
        PEMBACA,
        _sinkronisasi,
    ),
    ENTRI,
    JenisEkspor(
        "beban-opd",
        "Beban OPD",
        "Pegawai tiap unit sebelum dan sesudah penugasan.",
        PEMBACA,
        _beban_opd,
    ),
    JenisEkspor(
        "kebutuhan",
        "Kebutuhan koperasi",
        "Formasi tiap koperasi, siapa yang mengisinya, dan mana yang masih kosong.",
        PEMBACA | {Peran.DINAS_KOPERASI},
        _kebutuhan,
        impor="kebutuhan",
    ),
    JenisEkspor(
        "surat",
        "Register surat",
        "Setiap nomor surat yang diberikan, untuk siapa, dan statusnya.",
        PEMBACA | {Peran.KEPALA_OPD},
        _surat,
    ),
):
    daftarkan(_satu)
