"""What the tests of the mappings share: how a unit stands, and accepting for it."""

from inti.waktu import sekarang
from pegawai.models import Akun, Opd
from penugasan.models import PadananSiasn, RujukanSiasn
from penugasan.queries.padanan import UNIT, Hal, daftar
from penugasan.queries.unor import samakan
from penugasan.services import padanan as layanan


def hal(petugas: Akun, opd: Opd) -> Hal:
    satu = daftar(petugas, UNIT).cari(str(opd.pk))
    assert satu is not None
    return satu


def terima(petugas: Akun, opd: Opd, rujukan: RujukanSiasn, dilihat: str = "") -> PadananSiasn:
    return layanan.terima(
        jenis=UNIT,
        kunci=str(opd.pk),
        rujukan=rujukan,
        dilihat=dilihat or samakan(opd.unor_id),
        aktor=petugas,
        pada=sekarang(),
    )
