"""The agency's promotions of one period: the real list after which our own is modelled."""

from datetime import date
from typing import Any, Final

from penugasan.siasn.mock_server.bentuk import Jawaban, Permintaan, baca_ok, jawab
from penugasan.siasn.mock_server.dunia import Dunia
from penugasan.siasn.mock_server.orang import id_tetap, ragam_id, turunan, undi
from penugasan.siasn.wire import NAMA_STATUS, tulis_tanggal

_JUMLAH: Final = 7
_STATUS: Final = ("12", "15", "22", "31", "13", "67", "2")
_ALASAN: Final = {"13": "TMS - Tidak Memenuhi Syarat", "67": "BTS - Berkas Tidak Sesuai"}


def daftar(permintaan: Permintaan, dunia: Dunia) -> Jawaban:
    """Synthetic civil servants, the same for the same seed and period."""
    try:
        periode = date.fromisoformat(permintaan.kueri.get("periode", ""))
    except ValueError:
        return jawab({"code": 0, "data": "periode tidak valid, gunakan yyyy-mm-dd", "message": ""})
    semua = [_baris(nomor, periode, dunia.setelan.benih) for nomor in range(_JUMLAH)]
    awal, banyak = permintaan.bulat("offset", 0), permintaan.bulat("limit", 100)
    return baca_ok(semua[awal : awal + banyak], len(semua))


def _baris(nomor: int, periode: date, benih: int) -> dict[str, Any]:
    acak = undi(benih, "pangkat", periode.isoformat(), str(nomor))
    lahir = f"{1968 + acak % 25}{acak // 31 % 12 + 1:02}{acak // 401 % 28 + 1:02}"
    nip = f"{lahir}{2010 + acak // 7 % 8}{acak // 11 % 12 + 1:02}{acak // 13 % 2 + 1}{nomor + 1:03}"
    orang, status = turunan(nip, benih), _STATUS[acak // 17 % len(_STATUS)]
    return {
        "id": ragam_id(id_tetap("pangkat", periode.isoformat(), nip), acak),
        "pnsId": ragam_id(orang["id"], acak + 1),
        "nipBaru": nip,
        "nama": orang["nama"],
        "periode": periode.isoformat(),
        "statusUsulan": status,
        "statusUsulanNama": NAMA_STATUS[status],
        "alasan_tolak_id": "",
        "alasan_tolak_nama": _ALASAN.get(status, ""),
        "alasan_tolak_tambahan": "",
        "tgl_usulan": tulis_tanggal(periode),
        "no_sk": "",
        "tgl_sk": "01-01-0001",
        "path_sk": "",
    }
