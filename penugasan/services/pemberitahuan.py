"""Notices: told once in the portal, and once by mail to whoever has an address."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail

from inti.models import Instansi
from pegawai.models import Akun
from penugasan.models import Pemberitahuan
from penugasan.queries.kabar import semua
from penugasan.queries.kabar_dasar import JENDELA, Kabar

logger = logging.getLogger(__name__)
SEKALI = 200
"""Mails of one sweep; the rest goes with the next."""
ISI = """{judul}.

Buka tautan ini, lalu masuk dengan akun Anda:
{tautan}

Surel ini dikirim oleh portal dan tidak memuat data pribadi.
"""


def sapu(*, pada: dt.datetime) -> int:
    """Tell everybody what they have to know by now; return how many notices are new.

    Safe to repeat and to run twice at once: the database keeps each key once per account.
    """
    baru = sum(simpan(satu, semua(satu, pada), pada) for satu in Instansi.objects.all())
    kirim_surel(pada=pada)
    return baru


def simpan(instansi: Instansi, kabar: Iterable[Kabar], pada: dt.datetime) -> int:
    """Keep the notices that are not there yet; return how many those were."""
    baris = {
        (akun, satu.kunci): Pemberitahuan(
            instansi=instansi,
            akun_id=akun,
            kunci=satu.kunci,
            judul=satu.judul[:160],
            url=satu.url,
            penting=satu.penting,
            dibuat_pada=pada,
        )
        for satu in kabar
        for akun in satu.akun
    }
    if not baris:
        return 0
    kunci = {kunci for _, kunci in baris}
    ada = set(
        Pemberitahuan.objects.filter(instansi=instansi, kunci__in=kunci).values_list(
            "akun", "kunci"
        )
    )
    baru = [satu for kunci_baris, satu in baris.items() if kunci_baris not in ada]
    Pemberitahuan.objects.bulk_create(baru, ignore_conflicts=True)
    return len(baru)


def kirim_surel(*, pada: dt.datetime) -> int:
    """Mail what is new to accounts with an address; a mail that fails is tried again.

    The row is claimed before the mail goes out: two sweeps never send one notice twice.
    """
    menunggu = (
        Pemberitahuan.objects.filter(
            surel_pada__isnull=True,
            dibaca_pada__isnull=True,
            dibuat_pada__gte=pada - JENDELA,
            akun__is_active=True,
        )
        .exclude(akun__email="")
        .select_related("akun")
        .order_by("pk")
    )
    return sum(_kirim_satu(satu, pada) for satu in menunggu[:SEKALI])


def _kirim_satu(satu: Pemberitahuan, pada: dt.datetime) -> bool:
    baris = Pemberitahuan.objects.filter(pk=satu.pk)
    if not baris.filter(surel_pada__isnull=True).update(surel_pada=pada):
        return False
    tautan = f"{settings.ALAMAT_PUBLIK.rstrip('/')}{satu.url}"
    isi = ISI.format(judul=satu.judul, tautan=tautan)
    try:
        send_mail(f"Portal penugasan: {satu.judul}", isi, None, [satu.akun.email])
    except OSError:  # what a mail server says, and what a network does
        logger.warning("surel pemberitahuan tidak terkirim", extra={"pemberitahuan": satu.pk})
        baris.update(surel_pada=None)
        return False
    return True


def tandai_dibaca(*, akun: Akun, pada: dt.datetime, pk: int | None = None) -> int:
    """Mark one, or all, of the own notices as read; return how many were not before."""
    milik = Pemberitahuan.objects.untuk(akun).filter(dibaca_pada__isnull=True)
    if pk is not None:
        milik = milik.filter(pk=pk)
    jumlah: int = milik.update(dibaca_pada=pada)
    return jumlah
