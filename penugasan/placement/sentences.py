"""Plain Indonesian for the parts of a score and for the reasons (sentences of at most 20 words)."""

from collections.abc import Mapping

from penugasan.placement import skor
from penugasan.placement.skor import Penilai
from penugasan.placement.types import Calon, Kursi, Unit

LABEL_BAGIAN = {
    "domisili": "Domisili",
    "prodi": "Program studi",
    "jabatan": "Jabatan",
    "komputer": "Komputer",
    "kinerja": "Predikat kinerja",
    "ditawarkan": "Ditawarkan kepala unit",
    "kecamatan": "Bertugas di tingkat kecamatan",
    "beban_unit": "Beban unit asal",
    "pemegang_terakhir": "Pemegang jabatan terakhir",
    "pensiun": "Pensiun di unit asal",
    "layanan_dasar": "Layanan dasar",
}
LABEL_PERAN = {"administrasi": "Administrasi", "keuangan": "Keuangan", "usaha": "Usaha/gerai"}
LABEL_PREDIKAT = {
    1: "sangat baik",
    2: "baik",
    3: "butuh perbaikan",
    4: "kurang",
    5: "sangat kurang",
}
ALASAN_TERBANYAK = 3

URUTAN = (
    "Jika orang kurang, koperasi operasional diisi lebih dahulu. "
    "Berikutnya koperasi yang gedungnya dibangun, lalu yang belum operasional. "
    "Dalam status yang sama, kebutuhan pertama tiap koperasi didahulukan."
)
ORANG_HABIS = "Semua orang yang layak sudah ditempatkan atau dikunci di tempat lain."
SEMUA_DILARANG_DI_SINI = "Semua orang yang tersisa dilarang ditempatkan di koperasi ini."
BATAS_MENGHALANGI = "Orang yang tersisa terhalang batas unit atau batas rumpun jabatan."
TANPA_KEBUTUHAN = "Tidak ada kebutuhan koperasi yang bebas."
SEMUA_TERKUNCI = "Semua kebutuhan sudah dikunci untuk orang lain."
DILARANG_DI_SEMUA = "Petugas melarang penempatan orang ini di semua koperasi yang membutuhkan."


def poin(nilai: int) -> str:
    """A signed number of points as Indonesians write it: +1.250 or −75."""
    tanda = "+" if nilai >= 0 else "−"
    return f"{tanda}{abs(nilai):,}".replace(",", ".")


def label_peran(peran: str) -> str:
    """The role as an officer reads it."""
    return LABEL_PERAN.get(peran, peran.replace("_", " ").capitalize())


def alasan(
    penilai: Penilai,
    calon: Calon,
    kursi: Kursi,
    bagian: Mapping[str, int],
    *,
    terkunci: bool,
    unit: Unit,
    pergi: int,
) -> tuple[str, ...]:
    """Why this person sits here: up to three strongest parts, then what it costs the home unit."""
    untung = sorted(
        (nama for nama, nilai in bagian.items() if nilai > 0),
        key=lambda nama: (-bagian[nama], list(LABEL_BAGIAN).index(nama)),
    )[:ALASAN_TERBANYAK]
    kalimat = ["Dikunci oleh petugas di tempat ini."] if terkunci else []
    kalimat += [_untung(nama, penilai, calon, kursi, bagian[nama]) for nama in untung]
    if not kalimat:
        kalimat.append("Dipilih agar kebutuhan ini terisi.")
    rugi = sum(nilai for nilai in bagian.values() if nilai < 0)
    if rugi:
        kalimat.append(_dampak(bagian, unit, pergi, rugi))
    return tuple(kalimat)


def _untung(nama: str, penilai: Penilai, calon: Calon, kursi: Kursi, nilai: int) -> str:
    if nama == "domisili":
        return f"{_domisili(penilai, calon, kursi)} ({poin(nilai)})."
    peran = label_peran(kursi.peran)
    predikat = [LABEL_PREDIKAT.get(satu, "tidak dikenal") for satu in calon.predikat[:2]]
    tertinggi = skor.TINGKAT_KOMPUTER_TERTINGGI
    kalimat = {
        "prodi": f"Pendidikan {calon.prodi} cocok untuk {peran}",
        "jabatan": f"Jabatan {calon.jabatan} dekat dengan tugas {peran}",
        "komputer": f"Bukti komputer tingkat {calon.komputer} dari {tertinggi}",
        "kinerja": f"Predikat kinerja terakhir: {', '.join(predikat)}",
        "ditawarkan": "Ditawarkan oleh kepala unitnya",
        "kecamatan": "Sudah bertugas di tingkat kecamatan",
    }
    return f"{kalimat[nama]} ({poin(nilai)})."


def _domisili(penilai: Penilai, calon: Calon, kursi: Kursi) -> str:
    rumah = penilai.wilayah[calon.domisili or ""]
    tujuan = penilai.wilayah[kursi.wilayah]
    jenis, _ = skor.kedekatan(rumah, tujuan, penilai.bobot)
    if jenis == skor.SAMA:
        return f"Tinggal di wilayah koperasi, {tujuan.nama}"
    if jenis == skor.TETANGGA:
        return f"Tinggal di {rumah.nama}, berbatasan dengan {tujuan.nama}"
    if jenis == skor.SEKECAMATAN:
        return f"Tinggal di {rumah.nama}, satu kecamatan dengan {tujuan.nama}"
    km = f"{(skor.jarak_m(rumah, tujuan) or 0) / 1000:.1f}".replace(".", ",")
    return f"Tinggal di {rumah.nama}, sekitar {km} km dari {tujuan.nama}"


def _dampak(bagian: Mapping[str, int], unit: Unit, pergi: int, rugi: int) -> str:
    dari = f" dari {unit.jumlah}" if unit.jumlah else ""
    isi = [f"{unit.sudah_pergi + pergi}{dari} orang berangkat"]
    if bagian["pemegang_terakhir"]:
        isi.append("pemegang jabatan terakhir")
    if bagian["pensiun"]:
        isi.append(f"{unit.pensiun} orang segera pensiun")
    if bagian["layanan_dasar"]:
        isi.append("layanan dasar")
    return f"Dampak pada {unit.nama}: {'; '.join(isi)} ({poin(rugi)})."


def kalah(kursi: Kursi, selisih: int, bagian: str) -> str:
    """Lost on points against the holder of the seat he came closest to."""
    return (
        f"Paling dekat terpilih di {kursi.nama_koperasi} ({label_peran(kursi.peran)}), "
        f"tertinggal {poin(selisih)[1:]} poin. Selisih terbesar: {LABEL_BAGIAN[bagian].lower()}."
    )


def seri(kursi: Kursi) -> str:
    """Equal points; the fixed lot chose somebody else."""
    return (
        f"Nilainya sama dengan orang terpilih di {kursi.nama_koperasi}. "
        "Undian tetap memilih orang lain."
    )


def batas_unit(unit: Unit, pergi: int) -> str:
    """The home unit may not lose more people."""
    return (
        f"{unit.nama} sudah melepas {unit.sudah_pergi + pergi} orang. "
        "Batas untuk unit ini sudah tercapai."
    )


def batas_rumpun(unit: Unit, rumpun: str, pergi: int) -> str:
    """The home unit may not lose more people of this position family."""
    return (
        f"{unit.nama} sudah melepas {pergi} orang dari rumpun {rumpun}. "
        "Batas untuk rumpun ini sudah tercapai."
    )
