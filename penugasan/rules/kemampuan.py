"""Rules about what the person has learned and shown: education, computer, performance."""

from collections.abc import Mapping
from dataclasses import dataclass

from penugasan.rules.kepegawaian import NAMA_JENIS, mengandung, sebut, tercatat
from penugasan.rules.tanggal import tulis
from penugasan.rules.types import Ambang, Bukti, Fakta, Hasil, Temuan


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterPendidikan:
    """Lowest SIASN level id that passes, and every known id with its name."""

    minimum: str
    tingkat: Mapping[str, str]

    def __post_init__(self) -> None:
        if self.minimum not in self.tingkat:
            pesan = f"minimum {self.minimum} tidak ada pada daftar tingkat"
            raise ValueError(pesan)


def pendidikan(fakta: Fakta, ambang: Ambang[ParameterPendidikan]) -> Temuan:
    """The highest recorded education reaches the lowest accepted level; any field of study."""
    parameter = ambang.parameter
    syarat = f"Paling rendah {parameter.tingkat[parameter.minimum]}"
    kurang = "Tingkat pendidikan terakhir"
    sumber = fakta.sumber.get("tingkat_pendidikan")
    tingkat = tercatat(fakta.tingkat_pendidikan)
    if not tingkat:
        return ambang.belum_pasti(
            "Tingkat pendidikan belum tercatat.", kurang=kurang, syarat=syarat
        )
    nama = parameter.tingkat.get(tingkat)
    if nama is None:
        nilai = f"id {tingkat}"
        return ambang.belum_pasti(
            f"Tingkat pendidikan {nilai} tidak ada pada rujukan SIASN.",
            kurang=kurang,
            syarat=syarat,
            nilai=nilai,
            sumber=sumber,
        )
    nilai = f"{nama} ({fakta.pendidikan})" if fakta.pendidikan else nama
    # By the id itself: a stored policy does not keep the order of its tables.
    if _urutan(tingkat) >= _urutan(parameter.minimum):
        return ambang.layak(
            f"Pendidikan {nama} memenuhi syarat.", nilai=nilai, syarat=syarat, sumber=sumber
        )
    alasan = f"Pendidikan {nama}; syarat paling rendah {parameter.tingkat[parameter.minimum]}."
    return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=sumber)


def _urutan(tingkat: str) -> tuple[int, str]:
    return len(tingkat), tingkat


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterKomputer:
    """Kinds of evidence that are enough; positions and fields of study that prove it alone."""

    diterima: tuple[str, ...]
    terima_pernyataan_atasan: bool
    jabatan: tuple[str, ...]
    jurusan: tuple[str, ...]


def komputer(fakta: Fakta, ambang: Ambang[ParameterKomputer]) -> Temuan:
    """The person can use a computer, and something shows it.

    Of the evidence that decides (accepted proof, the OPD's "Tidak", a failed test) the newest
    counts: a later test repairs an earlier "Tidak", and the reverse. What people declare about
    themselves decides nothing: nobody talks himself into a post, or out of one.
    """
    parameter = ambang.parameter
    syarat = "Mampu mengoperasikan komputer, dengan bukti"
    menurut_bukti = _menurut_bukti(fakta.bukti_komputer, parameter)
    if menurut_bukti is not None:
        nilai = f"{menurut_bukti.keterangan} ({tulis(menurut_bukti.tanggal)})"
        if menurut_bukti.mampu:
            alasan = f"Ada bukti yang diterima: {menurut_bukti.keterangan}."
            return ambang.layak(alasan, nilai=nilai, syarat=syarat, sumber=menurut_bukti.sumber)
        alasan = f"Ada keterangan tidak mampu memakai komputer: {menurut_bukti.keterangan}."
        return ambang.tidak(alasan, nilai=nilai, syarat=syarat, sumber=menurut_bukti.sumber)
    for kolom, kata in (("jabatan", parameter.jabatan), ("pendidikan", parameter.jurusan)):
        teks = fakta.jabatan if kolom == "jabatan" else fakta.pendidikan
        if teks and mengandung(teks, kata):
            alasan = f"{kolom.capitalize()} {teks} membuktikan kemampuan komputer."
            return ambang.layak(alasan, nilai=teks, syarat=syarat, sumber=fakta.sumber.get(kolom))
    if fakta.bukti_komputer:
        terakhir = fakta.bukti_komputer[-1]
        return ambang.belum_pasti(
            f"Baru ada keterangan ({terakhir.keterangan}), belum ada bukti yang diterima.",
            kurang="Bukti kemampuan komputer",
            syarat=syarat,
            nilai=terakhir.keterangan,
            sumber=terakhir.sumber,
        )
    return ambang.belum_pasti(
        "Belum ada keterangan tentang kemampuan komputer.",
        kurang="Bukti kemampuan komputer",
        syarat=syarat,
    )


def _menurut_bukti(semua: tuple[Bukti, ...], parameter: ParameterKomputer) -> Bukti | None:
    """The newest deciding evidence; of accepted proofs since the last refusal, the strongest."""
    diterima = {*parameter.diterima}
    if parameter.terima_pernyataan_atasan:
        diterima.add("PERNYATAAN_ATASAN")
    putusan: Bukti | None = None
    for bukti in semua:
        if bukti.mampu is False and bukti.jenis != "PERNYATAAN_DIRI":
            putusan = bukti
        elif bukti.mampu and bukti.jenis in diterima:
            lebih_kuat = putusan is None or not putusan.mampu or bukti.tingkat >= putusan.tingkat
            putusan = bukti if lebih_kuat else putusan
    return putusan


NAMA_PREDIKAT = {
    1: "Sangat baik",
    2: "Baik",
    3: "Butuh perbaikan",
    4: "Kurang",
    5: "Sangat kurang",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterPredikat:
    """Worst accepted yearly grade (1 best .. 5 worst) and how many past years are read.

    ``jenis`` are the kinds of civil servant that are asked for grades; empty means all.
    """

    paling_rendah: int
    tahun: int
    jenis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.paling_rendah not in NAMA_PREDIKAT or not 1 <= self.tahun <= 10:
            pesan = "paling_rendah harus 1 sampai 5, tahun harus 1 sampai 10"
            raise ValueError(pesan)


def predikat_kinerja(fakta: Fakta, ambang: Ambang[ParameterPredikat]) -> Temuan:
    """Each of the last full years before the reference date has the grade or a better one.

    A grade outside the reference (1..5) is not one; one known grade that is worse decides. Kinds
    that the policy does not ask pass; of an unknown kind only grades that suffice decide.
    """
    diminta = ambang.parameter.jenis
    jenis = tercatat(fakta.jenis)
    if not diminta or jenis in diminta:
        return _menurut_predikat(fakta, ambang)
    disebut = sebut((NAMA_JENIS.get(satu, satu) for satu in diminta), "dan")
    syarat = f"Predikat kinerja disyaratkan bagi {disebut}"
    if jenis in NAMA_JENIS:
        nama = NAMA_JENIS[jenis]
        alasan = f"Predikat kinerja tidak disyaratkan bagi {nama}."
        return ambang.layak(alasan, nilai=nama, syarat=syarat, sumber=fakta.sumber.get("jenis"))
    temuan = _menurut_predikat(fakta, ambang)
    if temuan.hasil is Hasil.LAYAK:
        return temuan
    return ambang.belum_pasti(
        "Jenis pegawai belum jelas, jadi belum pasti apakah predikat kinerja disyaratkan.",
        kurang="Jenis pegawai",
        syarat=syarat,
        nilai=jenis,
    )


def _menurut_predikat(fakta: Fakta, ambang: Ambang[ParameterPredikat]) -> Temuan:
    parameter = ambang.parameter
    predikat = {tahun: satu for tahun, satu in fakta.predikat.items() if satu in NAMA_PREDIKAT}
    tahun_dinilai = [ambang.acuan.year - mundur for mundur in range(1, parameter.tahun + 1)]
    batas = NAMA_PREDIKAT[parameter.paling_rendah]
    syarat = f"Predikat kinerja {parameter.tahun} tahun terakhir paling rendah {batas}"
    nilai = ", ".join(
        f"{tahun}: {NAMA_PREDIKAT.get(predikat.get(tahun, 0), 'belum tercatat')}"
        for tahun in tahun_dinilai
    )
    sumber = fakta.sumber.get("predikat")
    if any(predikat.get(tahun, 0) > parameter.paling_rendah for tahun in tahun_dinilai):
        return ambang.tidak(
            f"Ada predikat di bawah {batas} ({nilai}).", nilai=nilai, syarat=syarat, sumber=sumber
        )
    kosong = [str(tahun) for tahun in tahun_dinilai if tahun not in predikat]
    if kosong:
        daftar = sebut(kosong, "dan")
        return ambang.belum_pasti(
            f"Predikat kinerja {daftar} belum tercatat.",
            kurang=f"Predikat kinerja {daftar}",
            syarat=syarat,
            nilai=nilai,
            sumber=sumber,
        )
    return ambang.layak(
        f"Predikat kinerja memenuhi syarat ({nilai}).", nilai=nilai, syarat=syarat, sumber=sumber
    )
