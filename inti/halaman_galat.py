"""Error pages that stand alone, with the number by which their log lines are found."""

from django.template.loader import render_to_string

from inti.konteks import permintaan_id

_SEBELUM = '<p><a href="/">'


def halaman_galat(nama: str) -> str:
    """The page ``nama`` with the request's number before its way home.

    The pages hold no template tags, for a server in front may hand them out as they are; so the
    number is put in here. Ids are letters, digits, dots, dashes and underlines only.
    """
    isi = render_to_string(nama)
    if not (nomor := permintaan_id.get()):
        return isi
    kalimat = f"<p>Nomor permintaan: <code>{nomor}</code></p>\n      "
    return isi.replace(_SEBELUM, kalimat + _SEBELUM, 1)
