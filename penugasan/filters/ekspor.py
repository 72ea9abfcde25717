"""Which rows each kind of export holds: the list's own scope and filters, nothing else."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest

from inti.errors import DomainError
from inti.excel_tulis import Lembar, Nilai
from inti.peran import Peran
from koperasi.models import Kebutuhan
from pegawai.models import Opd
from penugasan.exports import (
    beban_opd,
    kebutuhan,
    kelayakan,
    nominatif,
    penugasan as ekspor_penugasan,
    rencana as ekspor_rencana,
    sinkronisasi,
)
from penugasan.filters.kelayakan import KelayakanFilter, urutkan
from penugasan.models import (
    HasilSaring,
    Penugasan,
    Periode,
    PesanKeluar,
    Rencana,
    Saringan,
)
from penugasan.queries.kelayakan import hasil_terlihat
from penugasan.queries.nominatif import nominatif as baris_nominatif
from penugasan.queries.periode import periode_menurut, saringan_terbaru
from penugasan.services.ekspor import JENIS, Isi, JenisEkspor, Lingkup, daftarkan

_BACA = frozenset({Peran.PETUGAS, Peran.PENYETUJU, Peran.AUDITOR})
SEMUA = "Semua data"


def semua() -> dict[str, JenisEkspor]:
    """Every kind of export by its code; loading this module has registered them."""
    return JENIS


def permintaan(lingkup: Lingkup) -> HttpRequest:
    """Stand for the page's request, as a filter form needs one."""
    tiruan = HttpRequest()
    tiruan.method = "GET"
    tiruan.GET = lingkup.tanya  # type: ignore[assignment]
    tiruan.user = lingkup.akun  # type: ignore[assignment]
    return tiruan


def dalam_kata(saring: django_filters.FilterSet) -> str:
    """Tell the active filters in the words of the form: ``Hasil: Layak; OPD: Dinas Kesehatan``."""
    if not saring.form.is_valid():
        return SEMUA
    kata = []
    for nama, nilai in saring.form.cleaned_data.items():
        if nilai not in (None, "", []):
            medan = saring.form.fields[nama]
            pilihan = {str(k): str(v) for k, v in getattr(medan, "choices", ())}
            kunci = str(getattr(nilai, "pk", nilai))
            kata.append(f"{medan.label or nama}: {pilihan.get(kunci, nilai)}")
    return "; ".join(kata) or SEMUA


def _periode(lingkup: Lingkup) -> Periode:
    """The round the URL names, or the active one. Raises DomainError when there is none."""
    return periode_menurut(instansi=lingkup.instansi, kode=lingkup.tanya.get("periode", ""))


def _saringan(periode: Periode) -> Saringan:
    saringan = saringan_terbaru(periode)
    if saringan is None:
        pesan = "Belum ada hasil saringan untuk diekspor. Jalankan saringan lebih dahulu."
        raise DomainError(pesan)
    return saringan


def _milik(lingkup: Lingkup, objek: Any) -> Any:
    """The rows the account may see; the whole agency for the command on the server."""
    if lingkup.akun is None:
        return objek.filter(instansi=lingkup.instansi)
    return objek.untuk(lingkup.akun)


def _kelayakan(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    saringan = _saringan(periode)
    kata = SEMUA
    if lingkup.akun is None:
        hasil = urutkan(HasilSaring.objects.filter(saringan=saringan), "")
    else:
        saring = KelayakanFilter(
            lingkup.tanya,
            queryset=hasil_terlihat(lingkup.akun, saringan),
            request=permintaan(lingkup),
            saringan=saringan,
        )
        hasil = urutkan(saring.qs, lingkup.tanya.get("urut", ""))
        kata = dalam_kata(saring)
    keterangan: list[tuple[str, Nilai]] = [
        ("Periode", str(periode)),
        ("Saringan", kata),
        ("Tanggal acuan", saringan.per_tanggal),
        ("Versi aturan", str(saringan.versi)),
        ("Disaring pada", saringan.dibuat),
    ]
    lembar = Lembar("Kelayakan", kelayakan.kolom(saringan), kelayakan.baris(hasil))
    return Isi([lembar], hasil.count(), keterangan)


def _nominatif(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    orang = _penugasan_tersaring(lingkup, periode).hidup()
    lembar = Lembar("Nominatif", nominatif.kolom(), baris_nominatif(orang))
    return Isi([lembar], orang.count(), _asal(periode, lingkup))


def _penugasan(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    semua = _penugasan_tersaring(lingkup, periode).order_by(
        "kebutuhan__koperasi__kode", "kebutuhan__nomor", "pk"
    )
    lembar = Lembar("Penugasan", ekspor_penugasan.kolom(), ekspor_penugasan.baris(semua))
    return Isi([lembar], semua.count(), _asal(periode, lingkup))


def _penugasan_tersaring(lingkup: Lingkup, periode: Periode) -> Any:
    return _milik(lingkup, Penugasan.objects).filter(periode=periode)


def _asal(periode: Periode, lingkup: Lingkup) -> list[tuple[str, Nilai]]:
    return [("Periode", str(periode)), ("Saringan", SEMUA)]


def _rencana(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    rencana = Rencana.objects.filter(periode=periode).select_related("saringan").first()
    if rencana is None:
        pesan = "Belum ada rencana untuk diekspor. Susun rencana lebih dahulu."
        raise DomainError(pesan)
    baris, belum = rencana.baris_set.all(), rencana.belum_set.order_by("pegawai__nama", "pk")
    keterangan: list[tuple[str, Nilai]] = [
        ("Periode", str(periode)),
        ("Saringan", SEMUA),
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


def _sinkronisasi(lingkup: Lingkup) -> Isi:
    pesan: QuerySet[PesanKeluar] = _milik(lingkup, PesanKeluar.objects).order_by("-pk")
    lembar = Lembar("Buku Kirim", sinkronisasi.kolom(), sinkronisasi.baris(pesan))
    return Isi([lembar], pesan.count(), [("Saringan", SEMUA)])


def _beban_opd(lingkup: Lingkup) -> Isi:
    periode = _periode(lingkup)
    opd: QuerySet[Opd] = _milik(lingkup, Opd.objects).filter(aktif=True)
    baris = beban_opd.baris(
        opd,
        saringan=saringan_terbaru(periode),
        penugasan=_milik(lingkup, Penugasan.objects),
    )
    return Isi(
        [Lembar("Beban OPD", beban_opd.kolom(), baris)],
        len(baris),
        [("Periode", str(periode)), ("Saringan", SEMUA)],
    )


def _kebutuhan(lingkup: Lingkup) -> Isi:
    semua = Kebutuhan.objects.filter(koperasi__instansi=lingkup.instansi)
    baris = kebutuhan.baris(semua)
    terbanyak = max((len(satu.formasi) for satu in baris), default=0)
    lembar = Lembar("Kebutuhan", kebutuhan.kolom(terbanyak), baris)
    return Isi([lembar], len(baris), [("Saringan", SEMUA)])


for _satu in (
    JenisEkspor(
        "kelayakan",
        "Hasil kelayakan",
        "Setiap orang dengan jawaban tiap syarat dan alasannya.",
        _BACA | {Peran.ADMIN, Peran.KEPALA_OPD},
        _kelayakan,
    ),
    JenisEkspor(
        "nominatif",
        "Daftar nominatif",
        "Orang yang dinominasikan atau ditugaskan, dalam kolom lampiran usulan.",
        _BACA | {Peran.KEPALA_OPD},
        _nominatif,
    ),
    JenisEkspor(
        "rencana",
        "Rencana penempatan",
        "Siapa ke koperasi mana, nilainya, alasannya, dan siapa yang belum ditempatkan.",
        _BACA,
        _rencana,
    ),
    JenisEkspor(
        "penugasan",
        "Penugasan",
        "Perjalanan tiap penugasan sampai nomor suratnya.",
        _BACA | {Peran.KEPALA_OPD},
        _penugasan,
    ),
    JenisEkspor(
        "sinkronisasi",
        "Buku Kirim SIASN",
        "Apa yang dikirim ke SIASN dan apa jawaban BKN.",
        _BACA,
        _sinkronisasi,
    ),
    JenisEkspor(
        "beban-opd",
        "Beban OPD",
        "Pegawai tiap unit sebelum dan sesudah penugasan.",
        _BACA,
        _beban_opd,
    ),
    JenisEkspor(
        "kebutuhan",
        "Kebutuhan koperasi",
        "Formasi tiap koperasi, dalam bentuk yang dapat diimpor lagi.",
        _BACA | {Peran.DINAS_KOPERASI},
        _kebutuhan,
    ),
):
    daftarkan(_satu)
