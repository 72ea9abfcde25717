"""What the portal wrote it reads back with nothing to change, however awkward the data (R3)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict

from inti.models import BarisImpor, Impor, Instansi, Sumber, Wilayah
from inti.waktu import sekarang
from koperasi.models import Kebutuhan, Koperasi
from pegawai.bukti_komputer import JenisBukti, baca_bukti
from pegawai.imports.pendidikan import TINGKAT
from pegawai.models import BuktiKomputer, Opd, Pegawai
from penugasan.exports.bukti import sel_bukti
from penugasan.filters.ekspor import semua
from penugasan.models import HasilSaring, Saringan
from penugasan.services.ekspor import JenisEkspor, Lingkup, tulis_berkas
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.inti.impor import impor_berkas, terapkan_impor
from tests.koperasi.factories import KebutuhanFactory, KoperasiFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    KontrakFactory,
    OpdFactory,
    PegawaiFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.ekspor.bantu import Kota
from tests.penugasan.factories import (
    HasilSaringFactory,
    PenugasanFactory,
    PeriodeFactory,
    SaringanFactory,
)

DAPAT_DIIMPOR = [kode for kode, jenis in semua().items() if jenis.impor]
NAMA_SULIT = [
    "=1+1",
    "+62",
    "-SITI",
    "@BUDI",
    "'Aini binti Umar",
    'Sri "Yayuk" Lestari',
    "Ni'mah, Siti",
    "<b>Tebal</b> & Co",
    "{{7*7}} ${x}",
    "Jumlah Total",
    "Total",
    "NAMA",
    "محمد بن علي",
    "李小龍 😀",
    "O" * 160,
    "TRUE",
    "12345",
    "1.99E+17",
    "2026-01-02",
]


@pytest.fixture
def kelurahan(instansi: Instansi) -> dict[str, Wilayah]:
    """Kelurahan of the agency: one alone, two of one name in different kecamatan."""
    kota = WilayahFactory.create(kode="33.75", nama="Kota Pekalongan", jenis="kota")
    barat = WilayahFactory.create(
        kode="33.75.01", nama="Pekalongan Barat", jenis="kecamatan", induk=kota
    )
    timur = WilayahFactory.create(
        kode="33.75.02", nama="Pekalongan Timur", jenis="kecamatan", induk=kota
    )
    instansi.wilayah = kota
    instansi.save()
    return {
        "medono": WilayahFactory.create(kode="33.75.01.1001", nama="Medono", induk=barat),
        "barat": WilayahFactory.create(kode="33.75.01.1002", nama="Kauman", induk=barat),
        "timur": WilayahFactory.create(kode="33.75.02.1002", nama="Kauman", induk=timur),
        "sepi": WilayahFactory.create(kode="33.75.02.1003", nama="Klego (Utara)", induk=timur),
        "besar": WilayahFactory.create(kode="33.75.02.1004", nama="Noyontaan", induk=timur),
    }


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Iterator[Any]:
    """Return a function that makes one more person of the agency."""

    def buat(**sifat: Any) -> Pegawai:
        pegawai: Pegawai = PegawaiFactory.create(**{"instansi": instansi, "opd": opd} | sifat)
        return pegawai

    return buat


@pytest.fixture
def banyak(orang: Any, instansi: Instansi, opd: Opd) -> list[Pegawai]:
    """People as files and hands leave them behind."""
    bernama_lain = OpdFactory.create(
        instansi=instansi, kode="PKM", nama="Puskesmas Tirto", alias=["UPTD Puskesmas Tirto"]
    )
    berkoma = OpdFactory.create(instansi=instansi, kode="SATPOL", nama="=Satuan Polisi, Damkar")
    return [
        *[orang(nama=nama) for nama in NAMA_SULIT],
        *[orang(tingkat_pendidikan=kode, pendidikan=nama) for kode, nama in TINGKAT.items()],
        orang(gelar_depan="Drs.", gelar_belakang="S.H., M.Si."),
        orang(gelar_belakang="=S.Kom", tempat_lahir="-Batang", jabatan="+Guru", golongan="@1"),
        orang(lahir=None, tmt_cpns=None),
        orang(nip="199002152024212999", lahir=dt.date(1990, 2, 16)),
        orang(tanpa_pendidikan=True, jenis_kelamin="", siasn_id="", golongan="", jabatan=""),
        orang(pns=True, golongan="III/a"),
        orang(paruh_waktu=True, kedudukan_hukum=""),
        orang(opd=bernama_lain, unor_id="", unor_nama="UPTD PUSKESMAS TIRTO"),
        orang(opd=berkoma, unor_id=""),
        orang(lokasi_kerja="", jenis_jabatan="", pendidikan="S-1 PEND. AGAMA/ISLAM (A'LA)"),
    ]


def ekspor(jenis: str, instansi: Instansi, folder: Path) -> Path:
    """Write one kind of export for the whole agency, the way the service does."""
    pilihan: JenisEkspor = semua()[jenis]
    lingkup = Lingkup(instansi, None, QueryDict())
    jalur = folder / f"{jenis}.xlsx"
    with jalur.open("wb") as keluar:
        tulis_berkas(pilihan, lingkup, pilihan.susun(lingkup), keluar, pada=sekarang())
    return jalur


def bolak_balik(jenis: str, instansi: Instansi, folder: Path) -> Impor:
    """Export, stage, and insist that nothing would change."""
    impor = impor_berkas(ekspor(jenis, instansi, folder), instansi)
    assert impor.status == Impor.Status.SIAP, impor.temuan
    beda = [
        (b.kunci, b.judul, b.status, b.beda, [t["pesan"] for t in b.temuan])
        for b in BarisImpor.objects.filter(impor=impor).exclude(status=BarisImpor.Status.SAMA)
    ]
    assert beda == []
    assert impor.jenis == semua()[jenis].impor
    assert impor.ringkasan["baris"] == impor.ringkasan["sama"] > 0
    return impor


def saring(instansi: Instansi) -> Saringan:
    """A screening with a verdict for everybody."""
    saringan: Saringan = SaringanFactory.create(periode=PeriodeFactory.create(instansi=instansi))
    for satu in Pegawai.objects.all():
        HasilSaringFactory.create(
            saringan=saringan,
            pegawai=satu,
            temuan=[{"kode": "usia", "hasil": "layak", "nilai": "", "alasan": "=Usia cukup."}],
        )
    return saringan


def test_the_registry_comes_back_unchanged(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    impor = bolak_balik("pegawai", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(banyak)


def test_the_verdicts_come_back_as_people_unchanged(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    saring(instansi)
    impor = bolak_balik("kelayakan", instansi, tmp_path)
    assert impor.ringkasan["baris"] == HasilSaring.objects.count() == len(banyak)


def test_the_nominations_come_back_as_people_unchanged(
    banyak: list[Pegawai], instansi: Instansi, opd_lain: Opd, tmp_path: Path
) -> None:
    periode = PeriodeFactory.create(instansi=instansi)
    for satu in banyak:
        PenugasanFactory.create(
            instansi=instansi, periode=periode, pegawai=satu, opd_asal=opd_lain, diminta=True
        )
    impor = bolak_balik("nominatif", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(banyak)


def test_somebody_moved_by_hand_is_not_moved_back(
    orang: Any, instansi: Instansi, opd_lain: Opd, tmp_path: Path
) -> None:
    orang(unor_nama="")
    satu = orang()
    satu.opd = opd_lain
    satu.save()
    bolak_balik("pegawai", instansi, tmp_path)


BUKTI = [
    ("Ya", "Sertifikat kursus Microsoft Office"),
    ("Ya", "Sertifikat"),
    ("Ya", "Ijazah S-1 Teknik Informatika"),
    ("Ya", "ijazah"),
    ("Ya", "Diklat Pengelolaan Arsip: Digital"),
    ("Ya", "Uji praktik: lulus"),
    ("Ya", "tidak lulus uji praktik"),
    ("Ya", "surat keterangan atasan langsung"),
    ("Ya", "Pranata Komputer Ahli Pertama"),
    ("Ya", "operator SIMDA"),
    ("Ya", "belum dilampirkan"),
    ("Ya", ""),
    ("Tidak", ""),
    ("Tidak", "Sertifikat kursus: Excel"),
    ("tdk bisa sama sekali", ""),
    ("Belum", "-"),
    ("mungkin", ""),
    ("mungkin", "kursus Excel"),
    ("", "pernyataan diri"),
    ("", "kursus: menyusul"),
    ("=1+1", "=cmd|'/C calc'!A0"),
    ("✓", "piagam"),
    ("Ya, sedikit: Word", ""),
]


@pytest.mark.parametrize(("mampu", "bukti"), BUKTI)
def test_what_the_survey_said_about_computers_can_be_written_again(mampu: str, bukti: str) -> None:
    terbaca = baca_bukti(mampu, bukti)
    assert terbaca is not None
    tercatat = BuktiKomputer(
        jenis=str(terbaca.jenis),
        tingkat=terbaca.tingkat,
        mampu=terbaca.mampu,
        keterangan=terbaca.keterangan,
    )
    assert baca_bukti(*sel_bukti(tercatat)) == terbaca


DOMISILI_TAK_DIKENAL = ["Kab. Batang, Warungasem", "=1+1", "tidak tahu", "Jl. Mawar 1, Kec. X"]


def beri_bukti(orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber) -> list[Pegawai]:
    """People with evidence of every kind."""
    semua_orang = []
    for mampu, bukti in BUKTI:
        satu = orang()
        terbaca = baca_bukti(mampu, bukti)
        assert terbaca is not None
        BuktiKomputerFactory.create(
            pegawai=satu,
            jenis=str(terbaca.jenis),
            tingkat=terbaca.tingkat,
            mampu=terbaca.mampu,
            keterangan=terbaca.keterangan,
        )
        semua_orang.append(satu)
    semua_orang += [orang(domisili=satu) for satu in kelurahan.values()]
    semua_orang += [orang(domisili_teks=teks) for teks in DOMISILI_TAK_DIKENAL]
    lengkap = orang(nama="Lengkap Sekali")
    KontrakFactory.create(pegawai=lengkap, akhir=dt.date(2027, 1, 31), tanggal=dt.date(2025, 1, 1))
    KontrakFactory.create(pegawai=lengkap, akhir=dt.date(2026, 6, 30), tanggal=dt.date(2025, 9, 1))
    for tahun, predikat in ((2023, 5), (2024, 1), (2025, 3)):
        PredikatKinerjaFactory.create(pegawai=lengkap, tahun=tahun, predikat=predikat)
    PredikatKinerjaFactory.create(
        pegawai=lengkap, tahun=2024, predikat=2, tanggal=dt.date(2024, 1, 1)
    )
    bertangan = orang(nama="Isian Tangan")
    BuktiKomputerFactory.create(pegawai=bertangan, tanggal=dt.date(2025, 1, 1))
    BuktiKomputerFactory.create(
        pegawai=bertangan,
        jenis=JenisBukti.UJI_PRAKTIK.value,
        keterangan="Uji praktik 12 Mei",
        sumber=tangan,
    )
    KontrakFactory.create(pegawai=bertangan, akhir=dt.date(2028, 1, 31), sumber=tangan)
    PredikatKinerjaFactory.create(pegawai=bertangan, tahun=2022, predikat=2, sumber=tangan)
    return [*semua_orang, lengkap, bertangan, orang(nama="Tanpa Apa-apa")]


@pytest.fixture
def tangan(instansi: Instansi) -> Sumber:
    sumber: Sumber = SumberFactory.create(instansi=instansi, jenis=Sumber.Jenis.TANGAN)
    return sumber


def test_the_evidence_comes_back_unchanged(
    orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber, instansi: Instansi, tmp_path: Path
) -> None:
    semua_orang = beri_bukti(orang, kelurahan, tangan)
    impor = bolak_balik("bukti", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(semua_orang)
    isi = isi_bukti(tmp_path)
    assert isi["Lengkap Sekali"]["AKHIR KONTRAK"].date() == dt.date(2026, 6, 30)
    assert [isi["Lengkap Sekali"][f"SKP {t}"] for t in (2023, 2024, 2025)] == [
        "Sangat kurang",
        "Sangat baik",
        "Butuh perbaikan",
    ]


def test_what_a_hand_added_is_told_beside_the_survey(
    orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber, instansi: Instansi, tmp_path: Path
) -> None:
    beri_bukti(orang, kelurahan, tangan)
    ekspor("bukti", instansi, tmp_path)
    satu = isi_bukti(tmp_path)["Isian Tangan"]
    assert satu["BUKTI"] == "Sertifikat kursus Microsoft Office"
    assert satu["AKHIR KONTRAK"] is None
    assert "Uji praktik 12 Mei (mampu); Isian petugas" in satu["CATATAN PORTAL"]
    assert "Kontrak: sampai 31-01-2028" in satu["CATATAN PORTAL"]
    assert "2022: Baik" in satu["CATATAN PORTAL"]


def test_evidence_that_no_cell_can_say_stands_in_the_notes(
    orang: Any, instansi: Instansi, tmp_path: Path
) -> None:
    BuktiKomputerFactory.create(
        pegawai=orang(nama="Aneh", domisili=WilayahFactory.create(kode="99.99", nama="Jauh")),
        jenis=JenisBukti.IJAZAH.value,
        tingkat=4,
        keterangan="tanpa kata kunci",
    )
    bolak_balik("bukti", instansi, tmp_path)
    satu = isi_bukti(tmp_path)["Aneh"]
    assert (satu["MAMPU KOMPUTER"], satu["BUKTI"]) == (None, None)
    assert "tanpa kata kunci" in satu["CATATAN PORTAL"]


def isi_bukti(folder: Path) -> dict[str, dict[str, Any]]:
    lembar = openpyxl.load_workbook(folder / "bukti.xlsx")["Bukti"]
    kepala, *baris = lembar.iter_rows(values_only=True)
    return {satu["NAMA"]: satu for satu in (dict(zip(kepala, b, strict=True)) for b in baris)}


def test_the_posts_come_back_unchanged(
    kelurahan: dict[str, Wilayah], instansi: Instansi, tmp_path: Path
) -> None:
    def koperasi(wilayah: str, **sifat: Any) -> Koperasi:
        satu: Koperasi = KoperasiFactory.create(
            instansi=instansi, wilayah=kelurahan[wilayah], **sifat
        )
        return satu

    koperasi("sepi", nama="=Koperasi Sepi")
    koperasi("medono", nomor_badan_hukum="", status=Koperasi.Status.GEDUNG_DIBANGUN)
    penuh = koperasi("barat", status=Koperasi.Status.BELUM_OPERASIONAL)
    for peran in Kebutuhan.Peran.values:
        KebutuhanFactory.create(koperasi=penuh, peran=peran)
    lebih = koperasi("timur", kuota=2)
    for nomor in (1, 2):
        KebutuhanFactory.create(koperasi=lebih, nomor=nomor, kuota=2)
    KebutuhanFactory.create(
        koperasi=lebih,
        nomor=3,
        kuota=2,
        peran=Kebutuhan.Peran.USAHA,
        alasan_lebih="=Pasar besar",
        dokumen_lebih="kuota/2026/surat.pdf",
    )
    besar = koperasi("besar", kuota=6)
    for nomor in range(1, 6):
        KebutuhanFactory.create(koperasi=besar, nomor=nomor, kuota=6)
    KebutuhanFactory.create(koperasi=besar, nomor=6, kuota=6, aktif=False)
    bolak_balik("kebutuhan", instansi, tmp_path)
    lembar = openpyxl.load_workbook(tmp_path / "kebutuhan.xlsx")["Kebutuhan"]
    kepala, *baris = lembar.iter_rows(values_only=True)
    isi = [dict(zip(kepala, satu, strict=True)) for satu in baris]
    assert sorted(b["KEBUTUHAN"] for b in isi) == [0, 0, 2, 3, 5]
    assert [b["DI ATAS KUOTA"] for b in isi if b["DI ATAS KUOTA"]] == [
        "Formasi 3: Usaha/gerai (=Pasar besar)"
    ]


def test_a_file_taken_out_and_applied_again_leaves_everything_as_it_was(
    banyak: list[Pegawai], instansi: Instansi, tmp_path: Path
) -> None:
    sebelum = list(Pegawai.objects.order_by("pk").values())
    impor = impor_berkas(ekspor("pegawai", instansi, tmp_path), instansi)
    terapkan_impor(impor)
    assert list(Pegawai.objects.order_by("pk").values()) == sebelum
    bolak_balik("pegawai", instansi, tmp_path)


@pytest.mark.parametrize("jenis", DAPAT_DIIMPOR)
def test_a_file_of_people_or_posts_says_that_it_may_come_back(
    jenis: str,
    banyak: list[Pegawai],
    kelurahan: dict[str, Wilayah],
    instansi: Instansi,
    tmp_path: Path,
) -> None:
    saring(instansi)
    assert penanda(ekspor(jenis, instansi, tmp_path)) == f"{jenis}; dapat diimpor lagi"


@pytest.mark.parametrize("jenis", [kode for kode in semua() if kode not in DAPAT_DIIMPOR])
def test_a_list_that_is_no_register_says_so_and_is_refused(
    jenis: str, kota: Kota, instansi: Instansi, tmp_path: Path
) -> None:
    jalur = ekspor(jenis, instansi, tmp_path)
    assert penanda(jalur) == f"{jenis}; tidak untuk diimpor"
    impor = impor_berkas(jalur, instansi)
    assert impor.status == Impor.Status.DITOLAK
    assert not BarisImpor.objects.filter(impor=impor).exists()


def penanda(jalur: Path) -> str:
    """What a file says of itself, on its last sheet and in its properties alike."""
    buku = openpyxl.load_workbook(jalur)
    tertulis = {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True) if b[0]}
    sifat = {p.name: p.value for p in buku.custom_doc_props.props}
    assert tertulis["Jenis ekspor"] == sifat["Jenis ekspor"]
    return str(sifat["Jenis ekspor"])
