"""How every list finds a person by what an officer types."""

import re

from django.db.models import Q

from inti.isian import kata_cari


def cocok_orang(kata: str, awalan: str = "pegawai__") -> Q:
    """Match all these words in the name, or a NIP (spaces and dots allowed) from its start.

    ``awalan`` is the way from the row to the person.
    """
    angka = re.sub(r"[\s.]", "", kata)
    if angka.isascii() and angka.isdigit():
        return Q(**{f"{awalan}nip__startswith": angka})
    syarat = Q()
    for satu in kata_cari(kata):
        syarat &= Q(**{f"{awalan}nama__icontains": satu.strip(".,")})
    return syarat
