"""The sections of the bench: what is run, and how it is set side by side."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.anak import Hasil, jalankan, lingkungan
from tests.bench.bagian_kirim import KIRIM, kirim
from tests.bench.basis import Basis
from tests.bench.tabel import Ulangan, cetak, detik, judul, kali, mb, tabel

BERISI = 10_000
"""People that a portal in daily use holds before the large file comes."""
SEKALI_MULAI = 50_000
"""From so many rows on, a peer that takes minutes is run once."""
PEMBANDING_IMPOR = (
    ("django-import-export, seperti dokumentasi", "lawan_import_export.impor", "dokumentasi"),
    ("  + pratinjau dahulu, seperti adminnya", "lawan_import_export.impor", "pratinjau"),
    ("  + massal, cache, lewati yang sama", "lawan_import_export.impor", "massal"),
    ("  + semua saran kecepatannya", "lawan_import_export.impor", "tercepat"),
    ("pandas + update_or_create", "lawan_pandas.impor", "satu_satu"),
    ("pandas + bulk_create(update_conflicts)", "lawan_pandas.impor", "massal"),
)
PEMBANDING_BACA = (
    ("openpyxl, hanya baca", "lawan_openpyxl.baca"),
    ("tablib (django-import-export)", "lawan_import_export.baca"),
    ("pandas + openpyxl", "lawan_pandas.baca"),
    ("python-calamine", "lawan_cepat.baca"),
)
PEMBANDING_EKSPOR = (
    ("tablib (django-import-export)", "lawan_import_export.ekspor", {}),
    ("openpyxl", "lawan_openpyxl.ekspor", {"alir": False}),
    ("openpyxl, hanya tulis", "lawan_openpyxl.ekspor", {"alir": True}),
    ("pandas.to_excel", "lawan_pandas.ekspor", {}),
    ("XlsxWriter, memori tetap", "lawan_cepat.ekspor", {}),
)
PEMBANDING_SARING = (
    ("ORM dan Python, syarat yang sama", "saring.objek"),
    ("  + bukti dengan prefetch", "saring.objek_bukti"),
    ("business-rules", "lawan_aturan.business_rules"),
    ("rule-engine", "lawan_aturan.rule_engine"),
    ("json-logic", "lawan_aturan.json_logic"),
)
PEMBANDING_DAFTAR = (
    ("portal", "daftar.kita"),
    ("admin Django", "daftar.admin"),
    ("pencarian portal", "daftar.cari_nama"),
    ("icontains", "daftar.icontains"),
)
KASUS = {"baru": "baru", "sama": "ulang, 0 berubah", "ubah": "ulang, 2 % berubah"}


class Bench:
    """One run: the databases, the workbooks (made once), and every figure for later use."""

    def __init__(
        self, *, basis: list[Basis], seed: int, ulangan: int, sampai_pembanding: int
    ) -> None:
        self.basis = basis
        self.seed = seed
        self.ulangan = ulangan
        self.sampai_pembanding = sampai_pembanding
        self.angka: list[dict[str, Any]] = []
        self._folder = basis[0].folder.parent

    # Reading ------------------------------------------------------------------------------

    def baca(self, jumlah: Sequence[int]) -> None:
        """Only reading, each in its own process."""
        for orang in jumlah:
            berkas = str(self._berkas(orang, 25)[0])
            judul(f"Membaca .xlsx, {orang:,} baris x 25 kolom")
            kita = self._ulang("portal", "kita.baca", {"berkas": berkas}, orang)
            semua = [kita]
            if orang <= self.sampai_pembanding:
                semua += [
                    self._ulang(nama, tugas, {"berkas": berkas}, orang)
                    for nama, tugas in PEMBANDING_BACA
                ]
            semua.append(
                self._ulang("lantai: membongkar zip", "lantai.baca", {"berkas": berkas}, 0)
            )
            tabel(
                (
                    "",
                    "detik",
                    "CPU",
                    "puncak RSS",
                    "di atas awal",
                    "proses anak",
                    "terhadap portal",
                ),
                [
                    (
                        u.nama,
                        u.galat or detik(u.detik("baca")),
                        detik(u.cpu("baca")),
                        mb(u.puncak),
                        mb(u.naik),
                        mb(u.puncak_anak),
                        kali(u.detik("baca"), kita.detik("baca")),
                    )
                    for u in semua
                ],
            )

    # Importing ----------------------------------------------------------------------------

    def impor(self, jumlah: Sequence[int]) -> None:
        """The whole way of an import, new and again, on each database."""
        for orang in jumlah:
            for basis in self.basis:
                self._impor(basis, orang, 25)
                self._impor(basis, orang, 67)

    def _impor(self, basis: Basis, orang: int, kolom: int) -> None:
        berkas, ubah = map(str, self._berkas(orang, kolom))
        judul(f"Impor {orang:,} orang x {kolom} kolom, {basis.nama}")
        isi = {"berkas": berkas, "ubah": ubah}
        kita = self._ulang("portal", "kita.impor", isi, orang, basis)
        if sebab := next((h.catatan.get("ditolak") for h in kita.hasil if h.catatan), ""):
            cetak(f"Berkas ditolak: {sebab}")
            return
        lawan = []
        if kolom == 25 and orang <= self.sampai_pembanding:
            lawan = [
                self._ulang(nama, tugas, isi | {"cara": cara}, orang, basis)
                for nama, tugas, cara in PEMBANDING_IMPOR
            ]
        lantai_baca = self._ulang("lantai: membongkar zip", "lantai.baca", {"berkas": berkas}, 0)
        rakit = {"seed": self.seed, "orang": orang}
        lantai_tulis = self._ulang("lantai: menulis baris jadi", "lantai.tulis", rakit, 0, basis)
        calamine = self._ulang("calamine", "lawan_cepat.baca", {"berkas": berkas}, 0)
        self._tabel_impor(kita, lawan)
        self._tabel_lantai(kita, lantai_baca, lantai_tulis, calamine)

    def _tabel_impor(self, kita: Ulangan, lawan: list[Ulangan]) -> None:
        baris = [
            [
                f"portal: {bagian}",
                *(detik(kita.detik(f"{k}: {bagian}")) for k in KASUS),
                detik(kita.cpu(f"baru: {bagian}")),
                "",
                "",
            ]
            for bagian in ("pratinjau", "terapkan")
        ]
        for satu in [kita, *lawan]:
            nama = "portal: seluruhnya" if satu is kita else satu.nama
            lama = [
                satu.galat if satu.galat and k == "baru" else detik(satu.detik(k)) for k in KASUS
            ]
            banding = "" if satu is kita else kali(satu.detik("baru"), kita.detik("baru"))
            baris.append([nama, *lama, detik(satu.cpu("baru")), mb(satu.puncak), banding])
        kepala = ("", *KASUS.values(), "CPU (baru)", "puncak RSS", "terhadap portal (baru)")
        tabel(kepala, baris)
        hitungan = kita.hasil[0].catatan
        if kita.galat or "baru" not in hitungan:
            return
        cetak(
            f"Proses pembaca paling banyak {mb(kita.puncak_anak)}; pekerja {mb(kita.puncak)} "
            f"({mb(kita.naik)} di atas awal). Jejak audit: {hitungan['audit']}. "
            + "; ".join(
                f"{KASUS[k]}: {hitungan[k]['baru']} baru, {hitungan[k]['berubah']} berubah, "
                f"{hitungan[k]['sama']} sama, {hitungan[k]['ditolak']} ditolak"
                for k in KASUS
            )
        )

    def _tabel_lantai(
        self, kita: Ulangan, baca: Ulangan, tulis: Ulangan, calamine: Ulangan
    ) -> None:
        zip_, tulis_, cal = baca.detik("baca"), tulis.detik("baru"), calamine.detik("baca")
        seluruh = kita.detik("baru")
        cetak(
            f"Lantai: membongkar zip {detik(zip_)}, pembaca tercepat (calamine) {detik(cal)}, "
            f"menulis baris jadi {detik(tulis_)}."
        )
        if zip_ and tulis_ and cal and seluruh:
            cetak(
                f"Portal terhadap lantai: {kali(seluruh, zip_ + tulis_)} (zip + menulis), "
                f"{kali(seluruh, cal + tulis_)} (calamine + menulis)."
            )

    # Exporting ----------------------------------------------------------------------------

    def ekspor(self, jumlah: Sequence[int]) -> None:
        """A list of everybody as a workbook, each in its own process."""
        for orang in jumlah:
            for basis in self.basis:
                bekal = f"isi_{orang}"
                basis.siapkan(bekal, "siap.isi", {"seed": self.seed, "orang": orang}, "kosong")
                judul(f"Ekspor {orang:,} orang x 25 kolom, {basis.nama}")
                keluaran = {"keluaran": str(self._folder / "keluar.xlsx")}
                kita = self._ulang("portal", "kita.ekspor", keluaran, orang, basis, bekal)
                semua = [kita]
                if orang <= self.sampai_pembanding:
                    semua += [
                        self._ulang(nama, tugas, keluaran | lain, orang, basis, bekal)
                        for nama, tugas, lain in PEMBANDING_EKSPOR
                    ]
                tabel(
                    ("", "detik", "CPU", "puncak RSS", "di atas awal", "terhadap portal"),
                    [
                        (
                            u.nama,
                            u.galat or detik(u.detik("ekspor")),
                            detik(u.cpu("ekspor")),
                            mb(u.puncak),
                            mb(u.naik),
                            kali(u.detik("ekspor"), kita.detik("ekspor")),
                        )
                        for u in semua
                    ],
                )

    # Answering ----------------------------------------------------------------------------

    def jawab(self, jumlah: Sequence[int]) -> None:
        """Two pages every 100 ms while the largest file is uploaded, previewed and applied."""
        orang = max(jumlah)
        berkas = str(self._berkas(orang, 25)[0])
        awal = str(self._berkas(min([*jumlah, BERISI]) + 1, 25)[0])
        for basis in self.basis:
            basis.siapkan("berisi", "siap.impor_dan_saring", {"berkas": awal}, "kosong")
            judul(f"Menjawab selama {orang:,} baris diimpor, {basis.nama}")
            hasil = basis.ukur("jawab.jawab", {"berkas": berkas}, dari="berisi")
            self._catat("jawab", orang, basis.nama, hasil)
            if hasil.galat:
                cetak(f"Gagal: {hasil.galat}")
                continue
            cetak(", ".join(f"{nama} {detik(lama)}" for nama, lama in hasil.langkah.items()))
            tabel(
                ("", "jumlah", "p50", "p95", "paling lama", "bukan 200"),
                [
                    (
                        f"{j['fase']}: {j['halaman']}",
                        str(j["jumlah"]),
                        *(detik(j[k]) for k in ("p50", "p95", "maks")),
                        " ".join(map(str, [j["bukan_200"], *j["kode"]])),
                    )
                    for j in hasil.catatan["jawaban"]
                ],
            )
            puncak = hasil.catatan["puncak"].items()
            cetak("Puncak RSS: " + ", ".join(f"{nama} {mb(nilai)}" for nama, nilai in puncak))

    # Screening ----------------------------------------------------------------------------

    def saring(self, jumlah: Sequence[int]) -> None:
        """Eight rules with an answer and a reason each; what is stored counts beside the bare."""
        for orang in jumlah:
            for basis in self.basis:
                bekal, isi = f"saring_{orang}", min(orang, BERISI)
                basis.siapkan(f"isi_{isi}", "siap.isi", {"seed": self.seed, "orang": isi}, "kosong")
                basis.siapkan(bekal, "saring.perbanyak", {"orang": orang}, f"isi_{isi}")
                judul(f"Menyaring {orang:,} orang dengan 8 syarat, {basis.nama}")
                tugas = [
                    ("portal, hasil dan sebab diambil", "saring.hitung"),
                    ("portal, hasil dan sebab disimpan", "saring.simpan"),
                    ("portal, ulang sesudah 1 % berubah", "saring.sebagian"),
                    ("lantai: 8 syarat, topeng disimpan", "saring.telanjang"),
                    ("lantai: tabel hasil diisi sama", "saring.tabel_hasil"),
                ]
                if orang <= self.sampai_pembanding:
                    tugas += PEMBANDING_SARING
                semua = [self._ulang(nama, t, {}, orang, basis, bekal) for nama, t in tugas]
                hitung, simpan = (u.detik("saring") for u in semua[:2])
                tabel(
                    ("", "detik", "orang per detik", "puncak RSS", "x diambil", "x disimpan"),
                    [
                        (
                            u.nama,
                            u.galat or detik(u.detik("saring")),
                            f"{orang / u.detik('saring'):,.0f}" if not u.galat else "",
                            mb(u.puncak),
                            kali(u.detik("saring"), hitung),
                            kali(u.detik("saring"), simpan),
                        )
                        for u in semua
                    ],
                )

    # Lists --------------------------------------------------------------------------------

    def daftar(self, jumlah: Sequence[int]) -> None:
        """The page of people and the search box, on as many people as the largest file has."""
        orang = max(jumlah)
        for basis in self.basis:
            bekal, isi = f"saring_{orang}", min(orang, BERISI)
            basis.siapkan(f"isi_{isi}", "siap.isi", {"seed": self.seed, "orang": isi}, "kosong")
            basis.siapkan(bekal, "saring.perbanyak", {"orang": orang}, f"isi_{isi}")
            basis.siapkan(f"daftar_{orang}", "saring.simpan", {}, bekal)
            judul(f"Daftar dan pencarian di antara {orang:,} orang, {basis.nama}")
            semua = {
                nama: basis.ukur(tugas, {}, dari=f"daftar_{orang}")
                for nama, tugas in PEMBANDING_DAFTAR
            }
            for nama, hasil in semua.items():
                self._catat(f"daftar {nama}", orang, basis.nama, hasil)
            tabel(
                ("", "permintaan per detik", "p50", "p95", "kueri"),
                [
                    (
                        f"{nama}: {halaman}",
                        f"{1 / satu['p50']:,.0f}",
                        detik(satu["p50"]),
                        detik(satu["p95"]),
                        str(satu["kueri"]),
                    )
                    for nama, hasil in semua.items()
                    for halaman, satu in hasil.catatan.get("daftar", {}).items()
                ],
            )
            for nama, hasil in semua.items():
                if hasil.galat:
                    cetak(f"{nama}: gagal, {hasil.galat}")

    # Sending ------------------------------------------------------------------------------

    def kirim(self, _jumlah: Sequence[int]) -> None:
        """10,000 proposals to SIASN; as many whatever the sizes asked for."""
        for basis in self.basis:
            for nama, hasil in kirim(basis, pembanding=bool(self.sampai_pembanding)).items():
                self._catat(f"kirim {nama}", KIRIM, basis.nama, hasil)

    # Running ------------------------------------------------------------------------------

    def _ulang(
        self,
        nama: str,
        tugas: str,
        argumen: dict[str, Any],
        orang: int,
        basis: Basis | None = None,
        bekal: str = "kosong",
    ) -> Ulangan:
        """Run a measurement several times; a slow peer on many rows once."""
        lambat = orang >= SEKALI_MULAI and tugas.startswith("lawan_")
        ulangan = Ulangan(nama)
        for _ in range(1 if lambat else self.ulangan):
            hasil = (basis or self.basis[0]).ukur(tugas, argumen, dari=bekal)
            self._catat(
                f"{tugas} {argumen.get('cara', '')}", orang, basis.nama if basis else "", hasil
            )
            ulangan.hasil.append(hasil)
            if hasil.galat:
                break
        if lambat:
            ulangan.nama += " (1 ulangan)"
        return ulangan

    def _catat(self, nama: str, orang: int, basis: str, hasil: Hasil) -> None:
        self.angka.append(
            {"nama": nama, "orang": orang, "basis": basis, **dataclasses.asdict(hasil)}
        )

    def _berkas(self, orang: int, kolom: int) -> tuple[Path, Path]:
        """Make the workbooks of one size, once."""
        folder = self._folder / f"berkas-{orang}"
        berkas = folder / f"{kolom}.xlsx", folder / f"{kolom}-ubah.xlsx"
        if not berkas[1].exists():
            folder.mkdir(exist_ok=True)
            hasil = jalankan(
                "siap.berkas",
                {"seed": self.seed, "orang": orang, "kolom": kolom, "folder": str(folder)},
                lingkungan({"DATA_DIR": str(folder / "data")}),
            )
            if hasil.galat:
                raise SystemExit(hasil.galat)
        return berkas
