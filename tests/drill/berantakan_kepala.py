"""Headings as offices draw them: several lines, any order, other words; letterheads and totals."""

import datetime as dt
import random
from typing import Any

from tests.drill.kasus import Kasus
from tests.drill.kertas import Kertas, alamat, tulis
from tests.drill.orang import (
    DAFTAR,
    SIASN,
    SURVEI,
    Tabel,
    ambil,
    kolom_penuh,
    tabel_siasn,
    tabel_survei,
)

KOP = (
    "PEMERINTAH KOTA PEKALONGAN",
    "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
    "Jl. Majapahit No. 7 Telp. (0285) 421093 Pekalongan 51111",
    "DAFTAR NAMA PPPK TAHUN 2026",
    "Keadaan per 1 Maret 2026",
    "Nomor : 800.1/0123/2026",
)
BAGIAN_TANGAN = (
    "Pekalongan, 2 Maret 2026",
    "KEPALA BKPSDM",
    None,
    "BUDI SANTOSO, S.H., M.M.",
    "Pembina Utama Muda",
)
# Other words for the usual headings, each seen in lists of some office.
LAIN: dict[str, tuple[str, ...]] = {
    "no": ("NO.", "No", "NO URUT", "No. Urut"),
    "nip": ("NIP", "N I P", "NIP / NI PPPK", "NIPPPK", "Nip", "NIP BARU", "FORMATTED NIP", "NIP."),
    "nama": ("NAMA LENGKAP", "N A M A", "Nama Pegawai", "NAMA PPPK", "NAMA ", "Nama Lengkap (tanpa gelar)"),  # noqa: E501
    "lahir": ("TGL LAHIR", "TGL. LAHIR", "Tanggal_Lahir", "TANGGAL  LAHIR", "Tgl Lahir (dd-mm-yyyy)"),  # noqa: E501
    "jk": ("L/P", "JK", "JENIS KELAMIN (L/P)", "Kelamin"),
    "jenis": ("JENIS PEGAWAI", "Jenis ASN", "STATUS KEPEGAWAIAN", "Status Pegawai"),
    "kedudukan": ("KEDUDUKAN HUKUM", "Kedudukan", "KEDUDUKAN  HUKUM NAMA"),
    "tingkat": ("TK PENDIDIKAN", "TINGKAT PENDIDIKAN", "TK. PENDIDIKAN", "Jenjang Pendidikan", "TK PEND."),  # noqa: E501
    "pendidikan": ("PENDIDIKAN TERAKHIR", "PENDIDIKAN TERAKHIR NAMA", "Pendidikan Nama"),
    "opd": ("UNIT KERJA", "UNOR", "Unit Organisasi", "OPD", "SKPD", "SATKER", "UNIT KERJA / OPD"),
}  # fmt: skip
LAIN_SURVEI: dict[str, tuple[str, ...]] = {
    "no": LAIN["no"],
    "nip": LAIN["nip"],
    "nama": LAIN["nama"],
    "domisili": ("KELURAHAN DOMISILI", "DOMISILI", "Kelurahan Tempat Tinggal", "DOMISILI (KEL/KEC)", "KEL. DOMISILI"),  # noqa: E501
    "mampu": ("MAMPU KOMPUTER", "BISA KOMPUTER", "KEMAMPUAN KOMPUTER", "Mampu Komputer (Ya/Tidak)"),
    "bukti": ("BUKTI", "BUKTI KEMAMPUAN", "Bukti Komputer", "BUKTI KEMAMPUAN KOMPUTER"),
    "kontrak": ("AKHIR KONTRAK", "TGL AKHIR KONTRAK", "TANGGAL AKHIR KONTRAK", "AKHIR PERJANJIAN KERJA", "KONTRAK BERAKHIR"),  # noqa: E501
    "skp:2024": ("SKP 2024", "PREDIKAT SKP 2024", "Predikat Kinerja 2024", "NILAI SKP 2024"),
    "skp:2025": ("SKP 2025", "PREDIKAT SKP TAHUN 2025", "Predikat Kinerja Tahun 2025", "SKP TH. 2025"),  # noqa: E501
}  # fmt: skip


def mulai(
    acak: random.Random, seed: int, *, survei: bool, kolom: Any = ()
) -> tuple[Tabel, list[Any]]:
    """Return a table with the usual headings named, and people for it."""
    kertas = Kertas("Survei" if survei else "Daftar")
    tabel = tabel_survei(kertas, seed, kolom) if survei else tabel_siasn(kertas, kolom or DAFTAR)
    return tabel, ambil(acak, seed, 12, survei=survei)


def selesai(keluarga: str, tabel: Tabel, orang: list[Any], *lain: Kertas) -> Kasus:
    """Return the finished file; a survey finds its people on record."""
    survei = tabel.kertas.nama == "Survei"
    return Kasus(
        keluarga,
        f"{keluarga}.xlsx",
        tulis([tabel.kertas, *lain]),
        baris=tabel.baris,
        sudah=orang if survei else [],
        lembar=(tabel.kertas.nama, *(k.nama for k in lain)),
    )


def kop_surat(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Letterhead, merged and with a date, above the table; a signature and notes below."""
    tabel, orang = mulai(acak, seed, survei=ke % 2 == 1)
    lebar = len(tabel.kolom)
    for nomor, teks in enumerate(KOP[: 3 + ke % 4], start=1):
        tabel.kertas.kop(nomor, teks, lebar)
    if ke % 3 == 0:
        tabel.kertas.sel[2, lebar] = dt.datetime(2026, 3, 1)  # noqa: DTZ001 - a cell has no zone
    tabel.nomor = 7 + ke % 5
    tabel.kepala(_judul(tabel))
    for satu in orang:
        tabel.tambah(satu)
    tanda_tangan(tabel, ke)
    return selesai("kop surat", tabel, orang)


def tanda_tangan(tabel: Tabel, ke: int) -> None:
    """Write a signature block and notes under the table."""
    kolom = max(1, len(tabel.kolom) - 2 - ke % 3)
    for geser, teks in enumerate(BAGIAN_TANGAN, start=2):
        if teks:
            tabel.kertas.sel[tabel.nomor + geser, kolom] = teks
    nip = "19700101 199803 1 001"
    tabel.kertas.sel[tabel.nomor + 7, kolom] = f"NIP. {nip}"
    tabel.kertas.sel[tabel.nomor + 9, 1] = "Catatan:"
    tabel.kertas.sel[tabel.nomor + 10, 2] = "*) Kolom domisili diisi sesuai KTP"
    if ke % 2:
        tabel.kertas.sel[tabel.nomor + 11, 2] = "Keterangan"
        tabel.kertas.sel[tabel.nomor + 11, 3] = "data sementara"


def dua_baris(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A group above, its parts below; single columns merged over both lines."""
    tabel, orang = mulai(acak, seed, survei=True)
    tabel.nomor = 1 + ke % 4
    atas, bawah = tabel.nomor, tabel.nomor + 1
    for k, medan in enumerate(tabel.kolom, start=1):
        if medan.startswith("skp"):
            tabel.kertas.sel[bawah, k] = (int, str)[ke % 2](medan[-4:])
        else:
            tabel.kertas.sel[atas, k] = SURVEI[medan]
            tabel.kertas.gabung.append(f"{alamat(atas, k)}:{alamat(bawah, k)}")
    tabel.kertas.sel[atas, 8] = ("SKP", "PREDIKAT KINERJA", "NILAI SKP", "PREDIKAT SKP")[ke % 4]
    tabel.kertas.gabung.append(f"{alamat(atas, 8)}:{alamat(atas, 9)}")
    if ke % 3 == 1:  # the two computer columns under one group as well
        tabel.kertas.sel[atas, 5], tabel.kertas.sel[bawah, 5] = "KOMPUTER", "MAMPU KOMPUTER"
        tabel.kertas.sel[bawah, 6] = "BUKTI"
        del tabel.kertas.sel[atas, 6]
        tabel.kertas.gabung = [g for g in tabel.kertas.gabung if g[0] not in "EF"]
        tabel.kertas.gabung.append(f"{alamat(atas, 5)}:{alamat(atas, 6)}")
    tabel.nomor += 2
    for satu in orang:
        tabel.tambah(satu)
    return selesai("kepala dua baris", tabel, orang)


def tiga_baris(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Three lines of headings, with the numbers of the columns under them at times."""
    kolom = (
        "no",
        "nip",
        "nama",
        "lahir",
        "jk",
        "jenis",
        "kedudukan",
        "tingkat",
        "pendidikan",
        "opd",
    )
    tabel, orang = mulai(acak, seed, survei=False, kolom=kolom)
    awal = tabel.nomor = 1 + ke % 5
    kelompok = {"nip": "IDENTITAS", "jenis": "KEPEGAWAIAN", "tingkat": "PENDIDIKAN"}
    tengah = {"nip": "POKOK", "lahir": "KELAHIRAN", "jenis": "STATUS", "tingkat": "TERAKHIR"}
    bawah = {"no": "NO", "opd": "UNIT KERJA", "tingkat": "TINGKAT PENDIDIKAN"} | {
        m: LAIN[m][ke % 2] for m in ("nip", "nama", "lahir", "jk", "jenis", "kedudukan")
    }
    bawah["pendidikan"] = "PENDIDIKAN NAMA"
    tabel.kertas.baris(awal, [kelompok.get(m) for m in kolom])
    tabel.kertas.baris(awal + 1, [tengah.get(m) for m in kolom])
    tabel.kertas.baris(awal + 2, [bawah[m] for m in kolom])
    tabel.kertas.gabung += [f"B{awal}:E{awal}", f"F{awal}:G{awal}", f"H{awal}:I{awal}"]
    tabel.kertas.gabung += [f"B{awal + 1}:C{awal + 1}", f"D{awal + 1}:E{awal + 1}"]
    tabel.nomor += 3
    if ke % 2:
        nomor_kolom(tabel, ke)
    for satu in orang:
        tabel.tambah(satu)
    return selesai("kepala tiga baris", tabel, orang)


def nomor_kolom(tabel: Tabel, ke: int) -> None:
    """Write the line of column numbers: 1, 2, 3 or (1), (2), (3)."""
    bentuk = (lambda n: n, lambda n: f"({n})", lambda n: str(n), lambda n: f"{n}.")[ke % 4]
    isi = [bentuk(n) for n in range(1, len(tabel.kolom) + 1)]
    tabel.kertas.baris(tabel.nomor, isi, tabel.kolom_awal)
    tabel.nomor += 1


def jumlahan(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Subtotals between the rows, a grand total below, group titles, and column numbers."""
    tabel, orang = mulai(acak, seed, survei=ke % 2 == 0)
    tabel.nomor = 1 + ke % 3
    tabel.kepala(_judul(tabel))
    nomor_kolom(tabel, ke)
    kertas = tabel.kertas
    for urut, satu in enumerate(orang):
        if urut % 4 == 0:  # "A. SEKRETARIAT" on a line of its own
            kertas.sel[tabel.nomor, 1 + ke % 2] = f"{'ABC'[urut // 4]}. BIDANG {urut // 4 + 1}"
            tabel.nomor += 1
        tabel.tambah(satu)
        if urut % 4 == 3:
            kertas.sel[tabel.nomor, 1 + ke % 3] = ("Sub Jumlah", "JUMLAH", "Subtotal", "Sub Total")[
                ke % 4
            ]
            kertas.sel[tabel.nomor, 4] = 4
            kertas.sel[tabel.nomor, len(tabel.kolom)] = "4 orang"
            tabel.nomor += 1
    kertas.sel[tabel.nomor, 1 + ke % 2] = (
        "JUMLAH SELURUHNYA",
        "TOTAL",
        "Grand Total",
        "JUMLAH TOTAL :",
    )[ke % 4]
    kertas.sel[tabel.nomor, 3] = len(orang)
    kertas.sel[tabel.nomor, 5] = "orang"
    tabel.nomor += 1
    tanda_tangan(tabel, ke)
    return selesai("jumlah dan nomor kolom", tabel, orang)


def urutan_kolom(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Columns in any order, strangers between them, the table not in column A."""
    survei = ke % 2 == 1
    kolom = list(SURVEI if survei else DAFTAR)
    acak.shuffle(kolom)
    for nama in acak.sample(["KETERANGAN", "ESELON", "NO HP", "CATATAN", "ANGKATAN", "PARAF"], 3):
        kolom.insert(acak.randrange(len(kolom)), nama)
    tabel, orang = mulai(acak, seed, survei=survei, kolom=kolom)
    tabel.kolom_awal = 1 + ke % 4
    tabel.nomor = 1 + acak.randrange(9)
    tabel.kepala(_judul(tabel))
    for urut, satu in enumerate(orang):
        lain = {"KETERANGAN": f"ket {urut}", "ANGKATAN": 2024, "NO HP": "-", "CATATAN": "baik"}
        tabel.tambah(satu, ganti=lain)
    return selesai("urutan kolom", tabel, orang)


def judul_lain(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Other words, capitals, dots and line breaks in the headings."""
    survei = ke % 2 == 1
    tabel, orang = mulai(acak, seed, survei=survei)
    kamus = LAIN_SURVEI if survei else LAIN
    judul = {m: acak.choice(kamus[m]) for m in tabel.kolom}
    if ke % 3 == 1:
        judul = {m: j.replace(" ", "\n", 1) for m, j in judul.items()}
    if ke % 3 == 2:
        judul = {m: f" {j.lower()} :" for m, j in judul.items()}
    tabel.kepala(judul)
    for satu in orang:
        tabel.tambah(satu)
    return selesai("judul lain", tabel, orang)


def judul_ganda(acak: random.Random, seed: int, ke: int) -> Kasus:
    """One heading twice: the second is empty, or says the same, or something else."""
    medan = ("nip", "nama", "lahir", "opd", "tingkat", "jenis")[ke % 6]
    kolom = [*DAFTAR]
    kembar = f"{medan}~"
    kolom.insert(len(kolom) if ke % 2 else kolom.index(medan) + 1, kembar)
    tabel, orang = mulai(acak, seed, survei=False, kolom=kolom)
    tabel.kepala(_judul(tabel) | {kembar: _judul(tabel)[medan]})
    lain = ambil(acak, seed, len(orang))
    for urut, satu in enumerate(orang):
        isi = tabel.isi(satu)[medan]
        bentuk = (ke + urut) % 3 if ke < 6 else ke % 2
        if bentuk == 0:
            tabel.tambah(satu)
        elif bentuk == 1:
            tabel.tambah(satu, ganti={kembar: isi})
        else:  # two columns that contradict each other: whoever takes one must say so
            beda = tabel.isi(lain[urut])[medan]
            sama = beda == isi
            baris = tabel.tambah(satu, ganti={kembar: beda}, hitung=sama)
            if not sama:
                baris.nilai.pop(medan, None)
                baris.nilai["nip"] = (satu.nip, lain[urut].nip)
    kasus = selesai("judul ganda", tabel, orang)
    kasus.terbaca = False
    return kasus


def ekspor_penuh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The export of 67 or 69 columns, with the personal columns filled in."""
    kertas = Kertas("Data")
    tabel = tabel_siasn(kertas, kolom_penuh(eselon=ke % 2 == 1))
    tabel.kepala(SIASN)
    orang = ambil(acak, seed, 12)
    for satu in orang:
        pribadi = {
            "NIP LAMA": f"500{acak.randint(100000, 999999)}",
            "AGAMA NAMA": "Islam",
            "NOMOR HP": "0812000000",
            "ALAMAT": "Jl. Contoh, No. 1; RT 2",
            "TMT JABATAN": "01-01-0001",
            "IS VALID NIK": True,
            "GOL AWAL NAMA": "IX",
            "SATUAN KERJA KERJA NAMA": "Pemerintah Kota Pekalongan",
            "ESELON NAMA": "Non Eselon",
        }
        tabel.tambah(satu, ganti=pribadi)
    return Kasus(
        "ekspor 67 dan 69 kolom",
        "ekspor.xlsx",
        tulis([kertas]),
        baris=tabel.baris,
        lembar=("Data",),
    )


def _judul(tabel: Tabel) -> dict[str, str]:
    return SURVEI if tabel.kertas.nama == "Survei" else SIASN | {"no": "NO"}
