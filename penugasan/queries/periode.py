"""Which placement round is meant, and which screening speaks for it."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.expressions import OrderBy

from inti.errors import DomainError
from inti.models import Instansi
from inti.sekali import sekali
from penugasan.models import Periode, Saringan


def periode_aktif(instansi: Instansi | None) -> Periode | None:
    """The newest round that is open, or None before the first one."""
    if instansi is None:
        return None
    terbuka = Periode.objects.filter(instansi=instansi, aktif=True)
    berurut = terbuka.select_related("versi__paket", "instansi")
    return next(iter(sekali(berurut[:1], keadaan=instansi.keadaan)), None)


def periode_menurut(*, instansi: Instansi, kode: str = "") -> Periode:
    """The round with this code, or the newest open one. Raises DomainError when there is none."""
    if not kode:
        periode = periode_aktif(instansi)
        if periode is None:
            pesan = "Belum ada periode. Jalankan `siapkan` lebih dahulu."
            raise DomainError(pesan)
        return periode
    berkode: Periode | None = (
        Periode.objects.filter(instansi=instansi, kode=kode)
        .select_related("versi__paket", "instansi")
        .first()
    )
    if berkode is None:
        pesan = f"Periode {kode} tidak ditemukan."
        raise DomainError(pesan)
    return berkode


def periode_terkini(periode: Periode) -> Periode:
    """The round and its version as they stand: for a deciding act, under the agency's lock."""
    kini: Periode = Periode.objects.select_related("versi__paket", "instansi").get(pk=periode.pk)
    return kini


def saringan_terbaru(periode: Periode) -> Saringan | None:
    """The screening that speaks for a round, or None.

    The newest on the round's own reference date comes first; a trial date counts only until
    there is one.
    """
    terbaru: Saringan | None = (
        Saringan.objects.filter(periode=periode)
        .select_related("versi")
        .order_by(resmi_dulu(), "-pk")
        .first()
    )
    return terbaru


def resmi_dulu() -> OrderBy:
    """Sort screenings so that those on their round's own reference date come first."""
    pada_acuan = Q(per_tanggal=F("periode__tanggal_acuan"))
    return ExpressionWrapper(pada_acuan, output_field=BooleanField()).desc()


def instansi_menurut(kode: str = "") -> Instansi:
    """The agency with this code, or the only one. Raises DomainError."""
    daftar = list(Instansi.objects.filter(kode=kode) if kode else Instansi.objects.all()[:2])
    if len(daftar) == 1:
        return daftar[0]
    pesan = f"Instansi {kode} tidak ditemukan."
    if not kode:
        pesan = (
            "Ada beberapa instansi. Sebutkan dengan --instansi KODE."
            if daftar
            else "Belum ada instansi. Jalankan `siapkan --paket kota-pekalongan` lebih dahulu."
        )
    raise DomainError(pesan)
