"""Bodies for SIASN from our records."""

from typing import Any

from penugasan.models import Penugasan, Surat
from penugasan.siasn.wire import JENIS_PENUGASAN_KKMP, tulis_tanggal


def badan_usulan(penugasan: Penugasan, surat: Surat) -> dict[str, Any]:
    """The proposal of one confirmed assignment; ``surat`` is the SK that orders it.

    An assignment cannot begin before the letter that orders it, so the TMT is the later of the
    planned day and the letter's. ``referensiId`` is added by the outbox; ``kkmpId`` stays empty
    until the cooperative has been recognised in SIASN's own list.
    """
    koperasi = penugasan.kebutuhan.koperasi
    instansi = penugasan.instansi
    return {
        "id": "",
        "nipBaru": penugasan.pegawai.nip,
        "instansiId": instansi.siasn_id,
        "satuanKerjaId": instansi.siasn_satuan_kerja_id,
        "kkmpId": koperasi.siasn_id,
        "jenisPenugasanId": JENIS_PENUGASAN_KKMP,
        "peranKkmp": penugasan.kebutuhan.get_peran_display(),
        "penuhWaktu": "1",
        "tmtPenugasan": tulis_tanggal(max(penugasan.mulai, surat.tanggal)),
        "tanggalAkhir": _akhir(penugasan, surat),
        "nomorSuratUsulan": surat.nomor,
        "tanggalSuratUsulan": tulis_tanggal(surat.tanggal),
        "keterangan": "",
        "path": [],
    }


def _akhir(penugasan: Penugasan, surat: Surat) -> str:
    """The planned end, unless the letter came after it: then BKN hears no end at all."""
    if penugasan.selesai is None or penugasan.selesai < surat.tanggal:
        return ""
    return tulis_tanggal(penugasan.selesai)


def badan_unggah_sk(surat: Surat, id_usulan: str) -> dict[str, Any]:
    """What goes with the file of the SK; the file itself is read when it is sent."""
    return {
        "id_usulan": id_usulan,
        "no_sk": surat.nomor,
        "tgl_sk": tulis_tanggal(surat.tanggal),
        "surat": surat.pk,
    }
