"""From a record to a letter's content: what fills its placeholders, whom it names and lists."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inti.errors import DomainError
from penugasan.documents import SkPenugasan, SuratDinas
from penugasan.documents.ejaan import nip, tanggal as eja
from penugasan.documents.naskah import isi_pola, isi_semua
from penugasan.models import Penugasan, Usulan
from penugasan.queries.kalender import akhir_kontrak, usia_bup
from penugasan.queries.nominatif import Nominatif, nominatif
from penugasan.queries.surat_sumber import Calon
from penugasan.rules.lanjutan import Lanjutan, lanjutan
from penugasan.rules.masa import Akhir
from penugasan.rules.surat import JENIS, Bentuk
from penugasan.services.surat_isi import Naskah, baris_lampiran, unit_kerja

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_HAK = "hak dan kewajiban kepegawaiannya diselesaikan menurut peraturan perundang-undangan"
LANJUTAN = {
    Lanjutan.KEMBALI: "kembali melaksanakan tugas pada {unit_kerja}",
    Lanjutan.KONTRAK: f"telah berakhir perjanjian kerjanya, serta {_HAK}",
    Lanjutan.PENSIUN: f"telah mencapai batas usia pensiun, serta {_HAK}",
    Lanjutan.LAIN: "selanjutnya mengikuti ketentuan kepegawaian yang berlaku",
}
NILAI = {3: "Baik", 2: "Cukup", 1: "Kurang"}
Nilai = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Bahan:
    """What one letter is made of besides the words of its template."""

    nilai: Nilai
    untuk: str
    siapa: tuple[str, ...] = ()
    rincian: tuple[tuple[str, str], ...] = ()
    orang: list[Nominatif] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kepala:
    """Number, date and code of one letter, and the later day on which it takes effect."""

    nomor: str
    tanggal: dt.date
    token: str
    berlaku: dt.date | None = None


def susun_surat(naskah: Naskah, calon: Calon, kepala: Kepala) -> tuple[Any, Bahan]:
    """Write one letter. Raises DomainError when the record lacks what its kind must say."""
    bahan = BAHAN[calon.jenis](calon, kepala.tanggal)
    if "nomor_sk" in bahan.nilai:
        bahan.nilai["nama_sk"] = naskah.isi["sk"].get("nama", "Keputusan")
    if JENIS[calon.jenis].bentuk is Bentuk.KEPUTUSAN:
        return _keputusan(naskah, calon.jenis, kepala, bahan), bahan
    return susun_dinas(naskah, calon.jenis, kepala, bahan), bahan


def susun_dinas(naskah: Naskah, jenis: str, kepala: Kepala, bahan: Bahan) -> SuratDinas:
    """A letter of plain parts from the words of the kind."""
    if kepala.berlaku is not None:
        naskah.berlaku(jenis, kepala.berlaku)
    teks = naskah.isi[jenis]
    nilai = naskah.umum(kepala.tanggal) | bahan.nilai
    lampiran = tuple(baris_lampiran(satu) for satu in bahan.orang)
    baris = [("Sifat", teks.get("sifat", "")), ("Hal", isi_pola(teks.get("hal", ""), nilai))]
    if lampiran:
        baris.insert(1, ("Lampiran", "Satu berkas"))
    return SuratDinas(
        **_bersama(naskah, jenis, kepala, nilai),
        bentuk=JENIS[jenis].bentuk.value,
        nama=isi_pola(teks["nama"], nilai),
        kepala=tuple((label, isi) for label, isi in baris if isi),
        kepada=isi_semua(teks.get("kepada", ()), nilai),
        pembuka=isi_semua(teks["pembuka"], nilai),
        rincian=bahan.rincian,
        butir=isi_semua(teks.get("butir", ()), nilai),
        penutup=isi_semua(teks.get("penutup", ()), nilai),
        tentang_siapa=bahan.siapa,
        judul_lampiran=isi_pola(teks.get("judul_lampiran", ""), nilai) if lampiran else "",
        lampiran=lampiran,
        judul_domisili=f"DOMISILI ({naskah.kata['wilayah_singkat'].upper()}/KEC)",
        judul_koperasi=f"{naskah.kata['koperasi_singkat'].upper()} TUJUAN",
    )


def _keputusan(naskah: Naskah, jenis: str, kepala: Kepala, bahan: Bahan) -> SkPenugasan:
    teks = naskah.isi[jenis]
    nilai = naskah.umum(kepala.tanggal) | bahan.nilai
    nilai["berlaku"] = naskah.berlaku(jenis, kepala.berlaku)
    return SkPenugasan(
        **_bersama(naskah, jenis, kepala, nilai),
        pejabat=isi_pola(teks["pejabat"], nilai),
        tentang=isi_pola(teks["tentang"], nilai),
        menimbang=isi_semua(teks["menimbang"], nilai),
        mengingat=isi_semua(teks["mengingat"], nilai),
        memperhatikan=isi_semua(teks.get("memperhatikan", ()), nilai),
        diktum=isi_semua(teks["diktum"], nilai),
        judul_lampiran="",
        lampiran=(),
    )


def _bersama(naskah: Naskah, jenis: str, kepala: Kepala, nilai: Nilai) -> dict[str, Any]:
    """Head and signer with the unit's name filled in, in capitals as such lines stand."""
    isi = naskah.bersama(jenis, nomor=kepala.nomor, tanggal=kepala.tanggal, token=kepala.token)
    kop, pejabat = isi["kop"], isi["penanda_tangan"]
    besar = tuple(satu.upper() for satu in isi_semua(kop.baris, nilai))
    jabatan = tuple(satu.upper() for satu in isi_semua(pejabat.jabatan, nilai))
    return isi | {
        "kop": type(kop)(baris=besar, alamat=kop.alamat),
        "penanda_tangan": type(pejabat)(
            jabatan=jabatan,
            nama=isi_pola(pejabat.nama, nilai),
            keterangan=isi_semua(pejabat.keterangan, nilai),
        ),
        "tembusan": isi_semua(isi["tembusan"], nilai),
    }


# --- one function per kind -----------------------------------------------------------------------


def _permintaan_nama(calon: Calon, _tanggal: dt.date) -> Bahan:
    panggilan = calon.objek
    nilai: Nilai = {
        "opd": panggilan.opd.nama,
        "periode": str(calon.periode),
        "jumlah": panggilan.jumlah,
        "batas": eja(panggilan.batas),
    }
    rincian = (("Catatan", panggilan.catatan),) if panggilan.catatan else ()
    return Bahan(nilai, panggilan.opd.nama, rincian=rincian)


def _usulan_opd(calon: Calon, _tanggal: dt.date) -> Bahan:
    orang = _daftar(calon)
    nama = calon.opd.nama if calon.opd else ""
    nilai: Nilai = {"opd": nama, "periode": str(calon.periode), "jumlah": len(orang)}
    return Bahan(nilai, nama, _nama(orang), orang=orang)


def _usulan_pengganti(calon: Calon, _tanggal: dt.date) -> Bahan:
    usulan: Usulan = calon.objek
    penugasan, pengganti = usulan.penugasan, usulan.pengganti
    if pengganti is None:
        pesan = f"{usulan} tidak menyebut pengganti."
        raise DomainError(pesan)
    lama = penugasan.pegawai
    alasan = ". ".join(filter(None, (usulan.get_alasan_kode_display(), usulan.alasan.strip())))
    nilai = _tempat(penugasan) | {
        "opd": calon.opd.nama if calon.opd else unit_kerja(penugasan),
        "periode": str(calon.periode),
        "nama_lama": lama.nama_lengkap,
        "nama_baru": pengganti.nama_lengkap,
        "alasan": alasan.rstrip("."),
    }
    rincian = (
        ("Pegawai yang diminta", f"{lama.nama_lengkap}, NIP {nip(lama.nip)}"),
        ("Jabatan", lama.jabatan),
        ("Pengganti yang diusulkan", f"{pengganti.nama_lengkap}, NIP {nip(pengganti.nip)}"),
        ("Jabatan pengganti", pengganti.jabatan),
    )
    siapa = (lama.nama_lengkap, pengganti.nama_lengkap)
    return Bahan(nilai, " diganti ".join(siapa), siapa, rincian)


def _berita_acara(calon: Calon, tanggal: dt.date) -> Bahan:
    orang = _daftar(calon)
    hitung = Counter(_hasil(satu.penugasan) for satu in orang)
    nilai: Nilai = {
        "periode": str(calon.periode),
        "hari": HARI[tanggal.weekday()],
        "jumlah": len(orang),
        "layak": hitung["layak"],
        "belum_pasti": hitung["belum_pasti"],
        "tidak": hitung["tidak"],
    }
    return Bahan(nilai, f"{len(orang)} orang", _nama(orang), orang=orang)


def _hasil(penugasan: Penugasan) -> str:
    """The verdict over the findings kept at the nomination: any no is no, else any doubt is doubt.

    What an exception overruled does not count, as it did not then.
    """
    hasil = {
        str(temuan.get("hasil", "")).lower()
        for temuan in penugasan.temuan
        if not temuan.get("dikecualikan")
    }
    return next((satu for satu in ("tidak", "belum_pasti") if satu in hasil), "layak")


def _spmt(calon: Calon, _tanggal: dt.date) -> Bahan:
    (penugasan,) = calon.penugasan
    if penugasan.tiba is None:
        pesan = f"{penugasan.pegawai.nama_lengkap} belum tercatat tiba."
        raise DomainError(pesan)
    nilai = _sk(penugasan) | _orang(penugasan) | _tempat(penugasan)
    return Bahan(
        nilai | {"tiba": eja(penugasan.tiba)},
        penugasan.pegawai.nama_lengkap,
        (penugasan.pegawai.nama_lengkap,),
        _identitas(penugasan),
    )


def _pengantar_bkn(calon: Calon, _tanggal: dt.date) -> Bahan:
    sk = calon.objek
    orang = _daftar(calon)
    nilai: Nilai = {
        "nomor_sk": sk.nomor,
        "tanggal_sk": eja(sk.tanggal),
        "tentang": sk.isi.get("tentang", ""),
        "jumlah": len(orang),
    }
    return Bahan(nilai, f"{len(orang)} orang, {sk.nomor}", _nama(orang), orang=orang)


def _evaluasi(calon: Calon, _tanggal: dt.date) -> Bahan:
    evaluasi, (penugasan,) = calon.objek, calon.penugasan
    isi = evaluasi.isi
    nilai = (
        _orang(penugasan)
        | _tempat(penugasan)
        | {
            "tahun_ke": evaluasi.tahun_ke,
            "dari": eja(evaluasi.dari),
            "sampai": eja(evaluasi.sampai),
            "rekomendasi": evaluasi.get_rekomendasi_display().lower(),
        }
    )
    rincian = (
        *_identitas(penugasan),
        ("Bulan dilaporkan", str(isi.get("bulan", 0))),
        ("Rata-rata hari hadir", _angka(isi.get("hadir"))),
        ("Hasil kerja (1-3)", _angka(isi.get("kerja"))),
        ("Sikap (1-3)", _angka(isi.get("sikap"))),
        ("Kerja ganda terbukti", str(isi.get("kerja_ganda", 0))),
        *((("Catatan", evaluasi.catatan),) if evaluasi.catatan else ()),
    )
    nama = penugasan.pegawai.nama_lengkap
    return Bahan(nilai, nama, (nama,), rincian)


def _sk_pengakhiran(calon: Calon, _tanggal: dt.date) -> Bahan:
    (penugasan,) = calon.penugasan
    akhir = penugasan.diakhiri or penugasan.selesai
    if akhir is None:
        pesan = f"Tanggal berakhir penugasan {penugasan.pegawai.nama_lengkap} belum tercatat."
        raise DomainError(pesan)
    sebab = penugasan.sebab_diakhiri or penugasan.sebab_selesai
    nilai = (
        _sk(penugasan)
        | _orang(penugasan)
        | _tempat(penugasan)
        | {
            "sebab": sebab or penugasan.get_status_display(),
            "mulai": eja(penugasan.tiba or penugasan.mulai),
            "akhir": eja(akhir),
            "lanjutan": _lanjutan(penugasan, akhir),
        }
    )
    nama = penugasan.pegawai.nama_lengkap
    return Bahan(nilai, nama, (nama,))


def _lanjutan(penugasan: Penugasan, akhir: dt.date) -> str:
    """What the person does next; who is returned goes back by that very decision."""
    kode = Lanjutan.KEMBALI
    if penugasan.status != Penugasan.Status.DIKEMBALIKAN:
        pegawai = penugasan.pegawai
        kode = lanjutan(
            Akhir(akhir, penugasan.sebab_diakhiri or penugasan.sebab_selesai),
            akhir_kontrak=akhir_kontrak(pegawai),
            lahir=pegawai.lahir,
            usia_bup=usia_bup(pegawai, penugasan.versi),
        )
    return isi_pola(LANJUTAN[kode], {"unit_kerja": unit_kerja(penugasan)})


BAHAN: Mapping[str, Callable[[Calon, dt.date], Bahan]] = {
    "permintaan_nama": _permintaan_nama,
    "usulan_opd": _usulan_opd,
    "usulan_pengganti": _usulan_pengganti,
    "berita_acara": _berita_acara,
    "spmt": _spmt,
    "pengantar_bkn": _pengantar_bkn,
    "evaluasi": _evaluasi,
    "sk_pengakhiran": _sk_pengakhiran,
}


# --- shared ---------------------------------------------------------------------------------------


def _sk(penugasan: Penugasan) -> Nilai:
    """The decision the posting rests on; ``sk_nya`` was read with it, the one in force first."""
    semua = getattr(penugasan, "sk_nya", [])
    if not semua:
        pesan = f"{penugasan.pegawai.nama_lengkap} belum mempunyai SK penugasan di portal."
        raise DomainError(pesan, kode="tanpa_sk")
    sk = semua[0]
    return {
        "nomor_sk": sk.nomor,
        "tanggal_sk": eja(sk.tanggal),
    }


def _orang(penugasan: Penugasan) -> Nilai:
    pegawai = penugasan.pegawai
    return {
        "nama": pegawai.nama_lengkap,
        "jabatan": pegawai.jabatan or "pegawai",
        "unit_kerja": unit_kerja(penugasan),
    }


def _tempat(penugasan: Penugasan) -> Nilai:
    kebutuhan = penugasan.kebutuhan
    return {
        "koperasi": kebutuhan.koperasi.nama,
        "peran": kebutuhan.get_peran_display().lower(),
    }


def _identitas(penugasan: Penugasan) -> tuple[tuple[str, str], ...]:
    pegawai = penugasan.pegawai
    return (
        ("Nama", pegawai.nama_lengkap),
        ("NIP", nip(pegawai.nip)),
        ("Golongan", pegawai.golongan),
        ("Jabatan", pegawai.jabatan),
        ("Unit kerja asal", unit_kerja(penugasan)),
    )


def _daftar(calon: Calon) -> list[Nominatif]:
    return list(nominatif(Penugasan.objects.filter(pk__in=[p.pk for p in calon.penugasan])))


def _nama(orang: list[Nominatif]) -> tuple[str, ...]:
    return tuple(satu.pegawai.nama_lengkap for satu in orang)


def _angka(nilai: float | None) -> str:
    return "-" if nilai is None else f"{nilai:.1f}".replace(".", ",")
