"""The mail that says a scheduled export is ready: a link, and nothing about anybody."""

import logging

from django.conf import settings
from django.core.mail import send_mail

from pegawai.models import Akun
from penugasan.services.ekspor import JenisEkspor

logger = logging.getLogger(__name__)

JUDUL = "Ekspor terjadwal sudah siap"
ISI = """Berkas ekspor terjadwal Anda sudah siap: {nama}.

Buka tautan ini, lalu masuk dengan akun Anda:
{tautan}

Berkas disimpan 90 hari. Untuk menghentikan jadwalnya, buka halaman Ekspor Excel.
"""


def kabari(akun: Akun, jenis: JenisEkspor, url: str) -> None:
    """Send the link to an account that has an address; the file is there also without the mail.

    The mail names the kind only: the owner's own title and filters may hold somebody's name.
    """
    if not akun.email:
        return
    tautan = f"{settings.ALAMAT_PUBLIK.rstrip('/')}{url}"
    try:
        send_mail(JUDUL, ISI.format(nama=jenis.nama, tautan=tautan), None, [akun.email])
    except OSError:  # what a mail server says, and what a network does
        logger.warning("surel ekspor tidak terkirim", extra={"akun": akun.pk})
