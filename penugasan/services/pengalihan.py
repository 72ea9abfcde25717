"""The full-time gate: every task of the person who leaves finds an owner before the SK.

All acts run inside the agency's deciding transaction, as ``penetapan.tetapkan`` does: a task
listed while the SK is being issued either stops the SK or is refused.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from inti import audit
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.peran import Peran
from pegawai.models import Akun, Pegawai
from penugasan import permissions
from penugasan.models import Penugasan, TugasDialihkan
from penugasan.models.pengalihan import PANJANG_SEBAB, PANJANG_TUGAS
from penugasan.queries.pengalihan import DAPAT_DIATUR, DAPAT_DIDAFTAR, serumpun
from penugasan.services.nominasi import hari

TUGAS_MAKS = 30
"""Tasks of one person: a list longer than this is a job description."""


def catat(
    *, penugasan: Penugasan, uraian: Sequence[str], aktor: Akun, pada: dt.datetime
) -> list[TugasDialihkan]:
    """List tasks; one listed already is passed over. The list counts as incomplete again.

    Raises TidakBerhak, SudahDiproses (the SK is out), DomainError (nothing typed, too many).
    """
    bersih = [" ".join(satu.split())[:PANJANG_TUGAS] for satu in uraian]
    with audit.keputusan(penugasan.instansi):
        aktor, segar, sebagai = _buka(penugasan, aktor, pada, DAPAT_DIDAFTAR)
        ada = {t.casefold() for t in segar.tugas_set.values_list("uraian", flat=True)}
        baru = {s.casefold(): s for s in bersih if s and s.casefold() not in ada}
        if not any(bersih):
            pesan = "Tulis paling sedikit satu tugas."
            raise DomainError(pesan)
        if len(ada) + len(baru) > TUGAS_MAKS:
            pesan = f"Paling banyak {TUGAS_MAKS} tugas untuk satu orang. Gabungkan yang sejenis."
            raise DomainError(pesan)
        hasil = [
            TugasDialihkan.objects.create(
                penugasan=segar, uraian=satu, dicatat_pada=pada, dicatat_oleh=aktor
            )
            for satu in baru.values()
        ]
        if hasil:
            Penugasan.objects.filter(pk=segar.pk).update(tugas_lengkap_pada=None)
            _catat("catat", segar, aktor, sebagai, sesudah={"tugas": [t.uraian for t in hasil]})
        return hasil


def serahkan(
    *, tugas: TugasDialihkan, penerima: Pegawai, aktor: Akun, pada: dt.datetime
) -> TugasDialihkan:
    """Give the task to a colleague who stays. Raises what ``catat`` does."""
    with audit.keputusan(tugas.penugasan.instansi):
        aktor, penugasan, sebagai = _buka(tugas.penugasan, aktor, pada, DAPAT_DIATUR)
        penerima = Pegawai.objects.select_related("opd").get(pk=penerima.pk)
        _pastikan_penerima(penugasan, penerima, aktor, pada)
        return _atur(tugas, aktor, pada, sebagai, "serahkan", penerima=penerima)


def hentikan(
    *, tugas: TugasDialihkan, alasan: str, aktor: Akun, pada: dt.datetime
) -> TugasDialihkan:
    """Nobody goes on with the task, for a reason. Raises what ``catat`` does."""
    alasan = wajib_alasan(alasan, "Tulis alasan mengapa tugas ini dihentikan.")[:PANJANG_SEBAB]
    with audit.keputusan(tugas.penugasan.instansi):
        aktor, _penugasan, sebagai = _buka(tugas.penugasan, aktor, pada, DAPAT_DIATUR)
        return _atur(tugas, aktor, pada, sebagai, "hentikan", dihentikan=True, alasan=alasan)


def hapus(*, tugas: TugasDialihkan, aktor: Akun, pada: dt.datetime) -> None:
    """Take a task off the list: BKPSDM any, the unit only what the unit itself listed.

    Raises TidakBerhak, SudahDiproses.
    """
    with audit.keputusan(tugas.penugasan.instansi):
        aktor, penugasan, sebagai = _buka(tugas.penugasan, aktor, pada, DAPAT_DIDAFTAR)
        aktor = permissions.pastikan(aktor, "pengalihan.hapus", tugas, hari(pada))
        uraian = tugas.uraian
        if not TugasDialihkan.objects.filter(pk=tugas.pk).delete()[0]:
            pesan = "Tugas ini sudah dihapus."
            raise SudahDiproses(pesan)
        _catat("hapus", penugasan, aktor, sebagai, sebelum={"tugas": uraian})


def nyatakan_lengkap(*, penugasan: Penugasan, aktor: Akun, pada: dt.datetime) -> Penugasan:
    """The unit says: this is everything, and nothing is left without an owner.

    An empty list is a statement too: the person has no task to hand over.

    Raises TidakBerhak, SudahDiproses, DomainError (a task has no owner).
    """
    with audit.keputusan(penugasan.instansi):
        aktor, segar, sebagai = _buka(penugasan, aktor, pada, DAPAT_DIDAFTAR)
        sisa = segar.tugas_set.filter(penerima__isnull=True, dihentikan=False).count()
        if sisa:
            pesan = f"{sisa} tugas belum ada penerimanya. Serahkan atau hentikan dulu."
            raise DomainError(pesan, kode="tugas_tanpa_pemilik")
        if segar.tugas_lengkap_pada is not None:
            return segar  # pressed twice: nothing to say again
        segar.tugas_lengkap_pada = pada
        segar.tugas_lengkap_oleh = aktor
        segar.tugas_lengkap_sebagai = sebagai
        segar.save(
            update_fields=["tugas_lengkap_pada", "tugas_lengkap_oleh", "tugas_lengkap_sebagai"]
        )
        jumlah = segar.tugas_set.count()
        _catat("lengkap", segar, aktor, sebagai, sesudah={"jumlah": jumlah})
        return segar


def _buka(
    penugasan: Penugasan, aktor: Akun, pada: dt.datetime, boleh: Sequence[str]
) -> tuple[Akun, Penugasan, str]:
    """The account and the assignment as they are now, inside the lock, and the capacity."""
    segar = Penugasan.objects.select_related("instansi", "opd_asal", "pegawai").get(pk=penugasan.pk)
    aktor = permissions.pastikan(aktor, "pengalihan.atur", segar, hari(pada))
    if segar.status not in boleh:
        pesan = f"Tugasnya tidak dapat diubah lagi. Keadaan sekarang: {segar.get_status_display()}."
        raise SudahDiproses(pesan)
    unit = segar.opd_asal
    return aktor, segar, permissions.sebagai(aktor, unit, hari(pada)) if unit else ""


def _pastikan_penerima(
    penugasan: Penugasan, penerima: Pegawai, aktor: Akun, pada: dt.datetime
) -> None:
    if penerima.pk == penugasan.pegawai_id:
        pesan = "Penerima harus orang lain: yang bersangkutan bekerja penuh di koperasi."
        raise DomainError(pesan)
    boleh = serumpun(penerima.opd, penugasan.opd_asal) and (
        permissions.menguasai(aktor, penerima.opd, hari(pada)) or aktor.peran == Peran.PETUGAS
    )
    if not (penerima.aktif and boleh):
        pesan = "Penerima harus pegawai aktif di unit yang sama atau unit yang Anda pimpin."
        raise DomainError(pesan)
    lain = penerima.penugasan_set.hidup().first()
    if lain:
        pesan = (
            f"{penerima.nama_lengkap} juga dinominasikan ke koperasi "
            f"({lain.get_status_display()}). Pilih orang lain."
        )
        raise DomainError(pesan)


def _atur(
    tugas: TugasDialihkan, aktor: Akun, pada: dt.datetime, sebagai: str, aksi: str, **isi: Any
) -> TugasDialihkan:
    """Set who has the task, or that nobody has, and write both to the trail."""
    segar = TugasDialihkan.objects.select_related("penugasan__instansi").filter(pk=tugas.pk)
    tugas_kini = segar.first()
    if tugas_kini is None:
        pesan = "Tugas ini sudah dihapus. Muat ulang halaman."
        raise SudahDiproses(pesan)
    tugas = tugas_kini
    lama = {"penerima": tugas.penerima_id, "dihentikan": tugas.dihentikan}
    if _sama(tugas, isi):
        return tugas  # pressed twice: nothing to say again
    kosong = {"penerima": None, "dihentikan": False, "alasan": ""}
    baru = kosong | isi | {"diatur_pada": pada, "diatur_oleh": aktor, "diatur_sebagai": sebagai}
    for kolom, nilai in baru.items():
        setattr(tugas, kolom, nilai)
    tugas.save(update_fields=list(baru))
    _catat(
        aksi,
        tugas.penugasan,
        aktor,
        sebagai,
        sebelum=lama,
        sesudah={"penerima": tugas.penerima_id, "dihentikan": tugas.dihentikan},
        pesan=f"{tugas.uraian}. {tugas.alasan}".rstrip(". "),
    )
    return tugas


def _sama(tugas: TugasDialihkan, isi: dict[str, Any]) -> bool:
    """Whether the task stands like that already."""
    penerima = isi.get("penerima")
    return (
        tugas.penerima_id == (penerima.pk if penerima else None)
        and tugas.dihentikan == isi.get("dihentikan", False)
        and tugas.alasan == isi.get("alasan", "")
    )


def _catat(aksi: str, penugasan: Penugasan, aktor: Akun, sebagai: str, **isi: Any) -> None:
    audit.catat(
        aksi=f"pengalihan.{aksi}",
        aktor=aktor,
        instansi=penugasan.instansi,
        objek=penugasan,
        atas_nama=sebagai,
        **isi,
    )
