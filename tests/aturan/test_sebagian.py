"""A screening that keeps verdicts gives what a full one gives, whatever was changed in between.

Random people under random policies; some are edited, some come and go, some get an assignment or
an exception; then one round is screened twice, once with what was kept and once from nothing.
"""

import datetime as dt
import os
from random import Random
from typing import Any

import pytest

from inti.models import Instansi, Sumber
from koperasi.models import Kebutuhan
from pegawai.models import (
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Pegawai,
    PredikatKinerja,
)
from penugasan.models import Pengecualian, Penugasan, Periode, Saringan
from penugasan.queries.temuan import mengalir
from penugasan.services import saring_sebagian
from penugasan.services.saring import saring
from tests.aturan.acak import blok
from tests.aturan.basis import PADA, Kota, bangun
from tests.aturan.pasangan import dasar
from tests.pegawai.factories import AkunFactory, nip_acak

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("ATURAN_SEED", "1"))
ORANG = int(os.environ.get("ATURAN_SEBAGIAN", "240"))
PUTARAN = 4
"""Policies per seed, and edits in a row under each of them."""
KOLOM = (
    "jenis",
    "kedudukan_hukum",
    "kedudukan_hukum_id",
    "tingkat_pendidikan",
    "pendidikan",
    "lahir",
    "jabatan",
    "domisili_id",
)
Isi = dict[int, tuple[Any, ...]]


@pytest.fixture(params=["di_tempat", "disalin"])
def cara(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "disalin":
        monkeypatch.setattr(saring_sebagian, "SELALU", -1)
        monkeypatch.setattr(saring_sebagian, "DI_TEMPAT", -1)
    return str(request.param)


def test_what_was_kept_and_what_was_judged_again_are_a_full_screening(
    instansi: Instansi, cara: str
) -> None:
    acak = Random(SEED)  # noqa: S311 - the same seed, the same edits
    semua = [blok(SEED, nomor, ORANG // PUTARAN, dasar()) for nomor in range(PUTARAN)]
    kota = bangun(instansi, semua, SEED)
    disalin = 0
    for periode in kota.periode:
        assert _saring(periode).sebab_penuh == Saringan.SebabPenuh.PERTAMA
        for _ in range(PUTARAN):
            _ubah(acak, instansi, periode, kota)
            sebagian = _saring(periode)
            isi = _isi(sebagian)
            penuh = _saring(periode, penuh=True)
            assert (sebagian.sebab_penuh, penuh.sebab_penuh) == ("", "DIMINTA")
            assert isi == _isi(penuh)
            assert _jumlah(sebagian) == _jumlah(penuh)
            assert set(isi) == set(_aktif(instansi))
            disalin += sebagian.disalin
    assert disalin > ORANG  # else nothing was proved


def test_several_runs_in_a_row_may_keep(instansi: Instansi, cara: str) -> None:
    """What was kept is kept again: no error grows over the generations."""
    acak = Random(SEED + 1)  # noqa: S311
    kota = bangun(instansi, [blok(SEED, 1, 60, dasar())], SEED)
    periode = kota.periode[0]
    _saring(periode)
    for kali in range(1, 6):
        _ubah(acak, instansi, periode, kota)
        sebagian = _saring(periode)
        assert sebagian.turunan == kali
    assert _isi(sebagian) == _isi(_saring(periode, penuh=True))


def _saring(periode: Periode, **lain: Any) -> Saringan:
    return saring(periode=periode, aktor=None, pada=PADA, **lain)


def _isi(saringan: Saringan) -> Isi:
    return {
        h.pegawai_id: (h.hasil, h.gagal, h.ragu, h.dikecualikan, h.temuan)
        for h in mengalir(saringan.hasil_set.iterator())
    }


def _jumlah(saringan: Saringan) -> tuple[int, ...]:
    return saringan.layak, saringan.belum_pasti, saringan.tidak


def _aktif(instansi: Instansi) -> list[int]:
    return list(
        Pegawai.objects.filter(instansi=instansi, aktif=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _ubah(acak: Random, instansi: Instansi, periode: Periode, kota: Kota) -> None:
    """A few edits of every kind that a portal knows."""
    aktif = _aktif(instansi)
    for pk in acak.sample(aktif, 4):
        _tukar(acak, pk, acak.choice(aktif))
    Pegawai.objects.filter(pk=acak.choice(aktif)).update(aktif=False)
    Pegawai.objects.filter(pk=acak.choice(list(kota.orang)), instansi=instansi, aktif=False).update(
        aktif=True
    )
    _orang_baru(acak, instansi)
    _bukti(acak, instansi, aktif)
    _penugasan(acak, instansi, periode, aktif)
    _pengecualian(acak, instansi, periode, aktif)


def _tukar(acak: Random, pk: int, dari: int) -> None:
    """One column of somebody becomes that of another."""
    kolom = acak.choice(KOLOM)
    nilai = Pegawai.objects.values_list(kolom, flat=True).get(pk=dari)
    Pegawai.objects.filter(pk=pk).update(**{kolom: nilai})


def _salah_satu(acak: Random, baris: Any) -> Any:
    """The same row for the same seed, or None."""
    kunci = list(baris.order_by("pk").values_list("pk", flat=True))
    return baris.get(pk=acak.choice(kunci)) if kunci else None


def _orang_baru(acak: Random, instansi: Instansi) -> None:
    contoh = _salah_satu(acak, Pegawai.objects.filter(instansi=instansi))
    banyak = Pegawai.objects.count()
    Pegawai.objects.create(
        instansi=instansi,
        nip=f"{nip_acak(dt.date(1980, 1, 1), urut=0)[:-8]}{90_000_000 + banyak:08d}",
        nama="Orang baru",
        **{k: getattr(contoh, k) for k in KOLOM if acak.random() < 0.9},
    )


def _bukti(acak: Random, instansi: Instansi, aktif: list[int]) -> None:
    """Dated rows come, and one goes as when an import is undone."""
    umum = {"sumber": Sumber.objects.filter(instansi=instansi).first(), "tanggal": PADA.date()}
    BuktiKomputer.objects.create(
        **umum,
        pegawai_id=acak.choice(aktif),
        jenis="UJI_PRAKTIK",
        tingkat=3,
        mampu=acak.choice((True, False, None)),
    )
    Kontrak.objects.create(
        **umum,
        pegawai_id=acak.choice(aktif),
        akhir=dt.date(2026, 1, 1) + dt.timedelta(days=acak.randrange(900)),
    )
    PredikatKinerja.objects.create(
        **umum,
        pegawai_id=acak.choice(aktif),
        tahun=acak.choice((2023, 2024, 2025)),
        predikat=acak.randint(1, 5),
    )
    HukumanDisiplin.objects.create(
        **umum,
        pegawai_id=acak.choice(aktif),
        tingkat=acak.choice(("ringan", "sedang", "berat")),
        mulai=PADA.date() - dt.timedelta(days=acak.randrange(500)),
    )
    for model in (BuktiKomputer, Kontrak, PredikatKinerja, HukumanDisiplin):
        if satu := _salah_satu(acak, model.objects):
            satu.delete()


def _penugasan(acak: Random, instansi: Instansi, periode: Periode, aktif: list[int]) -> None:
    hidup = Penugasan.objects.hidup()
    if lama := _salah_satu(acak, hidup):
        Penugasan.objects.filter(pk=lama.pk).update(status="DIBATALKAN")
    pernah = set(Penugasan.objects.values_list("pegawai_id", flat=True))
    bebas = [pk for pk in aktif if pk not in pernah]
    kursi = Kebutuhan.objects.aktif().exclude(pk__in=hidup.values("kebutuhan")).first()
    if kursi is not None and bebas:
        Penugasan.objects.create(
            instansi=instansi,
            periode=periode,
            versi=periode.versi,
            pegawai_id=acak.choice(bebas),
            kebutuhan=kursi,
            asal=Penugasan.Asal.NOMINASI,
            mulai=periode.tanggal_acuan,
            status="DRAF",
            dibuat_pada=PADA,
        )


def _pengecualian(acak: Random, instansi: Instansi, periode: Periode, aktif: list[int]) -> None:
    ada = _salah_satu(acak, Pengecualian.objects.filter(periode=periode, status="DISETUJUI"))
    if ada:
        Pengecualian.objects.filter(pk=ada.pk).update(status="DITOLAK")
    Pengecualian.objects.get_or_create(
        instansi=instansi,
        periode=periode,
        pegawai_id=acak.choice(aktif),
        aturan="usia",
        status="DISETUJUI",
        defaults={
            "hasil_semula": "tidak",
            "alasan": "Tenaga langka",
            "dokumen": "SK 2/2026",
            "diajukan_pada": PADA,
            "diajukan_oleh": AkunFactory.create(instansi=instansi),
        },
    )
