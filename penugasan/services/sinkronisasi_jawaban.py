"""What an answer of BKN leaves behind: the columns of the message, its trail, the audit row."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from inti import audit
from inti.konteks import permintaan_id
from penugasan.models import PesanKeluar
from penugasan.outbox import Jawaban
from penugasan.siasn.antaran import Akhir, Macam
from penugasan.siasn.bentuk import UsulanSiasn
from penugasan.siasn.galat import Kode
from penugasan.siasn.wire import StatusUsulan

Jenis = PesanKeluar.Jenis
DITOLAK_BKN: Final = (StatusUsulan.PERBAIKAN, StatusUsulan.DITOLAK)
"""Decisions that make an officer's work: mend it, or let it go."""
_MAKS_RIWAYAT: Final = 20
_SIBUK, _LAMA_SIBUK = 5, dt.timedelta(minutes=30)
"""The same apology so often in a row, over so long, is a refusal."""


def tanda_pesan(pesan: PesanKeluar) -> dict[str, str]:
    """What log lines and audit rows about a message carry: the click that queued it, its key."""
    return {"permintaan": pesan.permintaan_id, "pesan": str(pesan.kunci)}


def jawaban_untuk(pesan: PesanKeluar, akhir: Akhir, pada: dt.datetime) -> Jawaban:
    ditolak = akhir.macam is Macam.DITOLAK or (
        akhir.usulan is not None and akhir.usulan.status in DITOLAK_BKN
    )
    saat = {"terkirim_pada": pada, "diperiksa_pada": pada} if akhir.http else {}
    jejak = jejak_jawaban(pesan, akhir, pada)
    return Jawaban(
        pesan, diterima=not ditolak, kolom={"jawaban": jejak, **saat, **_kolom_bkn(pesan, akhir)}
    )


def sibuk_terus(pesan: PesanKeluar, akhir: Akhir, pada: dt.datetime) -> Akhir:
    """Turn an end into a refusal in BKN's words when a look finds, once more, that a message which
    is always answered with the same apology ("coba lagi") did not arrive: a person must see it."""
    riwayat = (pesan.jawaban or {}).get("riwayat", [])
    maaf = [satu for satu in riwayat if satu["hasil"] == Macam.RAGU.name][-_SIBUK:]
    if akhir.macam is not Macam.BELUM_ADA or len(maaf) < _SIBUK:
        return akhir
    sama = {(satu["kode"], satu["pesan"]) for satu in maaf}
    sejak = dt.datetime.fromisoformat(maaf[0]["pada"])
    if len(sama) > 1 or maaf[0]["kode"] != Kode.SIBUK or pada - sejak < _LAMA_SIBUK:
        return akhir
    return replace(akhir, macam=Macam.DITOLAK, kode="sibuk_terus", pesan=maaf[0]["pesan"])


def catatan_untuk(jawaban: Jawaban, akhir: Akhir) -> audit.Catatan:
    pesan = jawaban.pesan
    return audit.Catatan(
        aksi=f"pesan.{'diterima' if jawaban.diterima else 'ditolak'}",
        aktor=None,
        objek=pesan,
        sesudah={"jenis": pesan.jenis, "kode": akhir.kode, "percobaan": pesan.percobaan},
        pesan=akhir.pesan[:300],
        permintaan=pesan.permintaan_id or permintaan_id.get(),
    )


def _kolom_bkn(pesan: PesanKeluar, akhir: Akhir) -> dict[str, Any]:
    if akhir.usulan is not None and pesan.jenis == Jenis.USULAN:
        return kolom_usulan(akhir.usulan)
    if akhir.macam is Macam.DITERIMA:
        return {"pesan_bkn": ""}
    if akhir.http == 0:  # refused by ourselves: not BKN's words
        return {"galat": akhir.pesan[:300], "pesan_bkn": ""}
    return {"pesan_bkn": akhir.pesan}


def kolom_usulan(usulan: UsulanSiasn) -> dict[str, Any]:
    """The columns that tell how a proposal stands at BKN; an unknown number keeps its name."""
    nama = usulan.nama_status or f"Nomor {usulan.nomor_status}"
    return {
        "id_usulan": usulan.id[:42],
        "status_bkn": usulan.status or "",
        "status_bkn_nama": nama[:120] if usulan.status else f"{nama} (status BKN tidak dikenal)",
        "pesan_bkn": usulan.alasan,
    }


def jejak_jawaban(pesan: PesanKeluar, akhir: Akhir, pada: dt.datetime) -> dict[str, Any]:
    """The answer as received, and the attempts before it, newest last."""
    lama = pesan.jawaban or {}
    catatan = {
        "pada": pada.isoformat(timespec="seconds"),
        "percobaan": pesan.percobaan,
        "hasil": akhir.macam.name,
        "kode": str(akhir.kode),
        "http": akhir.http,
        "pesan": akhir.pesan[:300],
    }
    riwayat = [*lama.get("riwayat", []), catatan][-_MAKS_RIWAYAT:]
    versi = max(akhir.usulan.versi if akhir.usulan else 0, lama.get("versi", 0))
    terakhir = dict(akhir.mentah) if akhir.mentah else lama.get("terakhir")
    return {"riwayat": riwayat, "terakhir": terakhir, "versi": versi}
