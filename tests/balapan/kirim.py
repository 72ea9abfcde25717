"""Races on the outbox. It is one queue for all agencies: each race leaves nothing due behind."""

from inti.waktu import sekarang
from penugasan import outbox
from penugasan.models import PesanKeluar
from penugasan.outbox import Jawaban
from penugasan.services import penetapan
from tests.balapan.panggung import Panggung
from tests.balapan.serentak import segar

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status


def _pesan(p: Panggung) -> list[PesanKeluar]:
    return list(PesanKeluar.objects.filter(instansi=p.instansi).order_by("pk"))


def _habiskan() -> list[PesanKeluar]:
    """Send all that is due, the oldest of each person first."""
    terkirim: list[PesanKeluar] = []
    while diambil := outbox.ambil(pada=sekarang(), batas=50):
        for satu in diambil:
            assert outbox.selesaikan([Jawaban(satu.pesan, diterima=True)], pada=sekarang())
            terkirim.append(satu.pesan)
    return terkirim


def batal_saat_pesan_terkirim(p: Panggung) -> str:
    """A placement is revoked while its message leaves: SIASN hears nothing, or both in order."""
    _habiskan()
    satu = p.disetujui()
    p.tetapkan(p.penyetuju, satu)()
    diambil, _ = p.serentak(
        lambda: outbox.ambil(pada=sekarang(), batas=50),
        lambda: penetapan.cabut(
            penugasan=segar(type(satu), satu.pk),
            alasan="Salah orang",
            aktor=p.penyetuju_dua,
            pada=sekarang(),
        ),
    )
    pesan = _pesan(p)
    for ambilan in diambil:
        assert outbox.selesaikan([Jawaban(ambilan.pesan, diterima=True)], pada=sekarang())
    _habiskan()
    if diambil:
        assert [m.jenis for m in pesan] == [Jenis.USULAN, Jenis.TARIK]
        assert all(m.status == Status.DITERIMA for m in _pesan(p))
        return "terkirim dulu"
    assert [(m.jenis, m.usang, m.percobaan) for m in pesan] == [(Jenis.USULAN, True, 0)]
    return "dicabut dulu"


def dua_pengirim_satu_pesan(p: Panggung) -> str:
    _habiskan()
    p.tetapkan(p.penyetuju, p.disetujui())()
    dua = p.serentak(*[lambda: outbox.ambil(pada=sekarang(), batas=50)] * 2)
    assert sorted(len(satu) for satu in dua) == [0, 1]
    [ambilan] = dua[0] or dua[1]
    assert ambilan.pesan.percobaan == 1
    assert outbox.selesaikan([Jawaban(ambilan.pesan, diterima=True)], pada=sekarang())
    assert not outbox.selesaikan([Jawaban(ambilan.pesan, diterima=True)], pada=sekarang())
    return "pertama" if dua[0] else "kedua"
