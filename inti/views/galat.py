"""The page of an error nobody foresaw, with the number by which its log lines are found."""

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string

from inti.konteks import permintaan_id


def tak_terduga(_request: HttpRequest) -> HttpResponseServerError:
    """Nothing of the request is read: whatever broke may break again."""
    return HttpResponseServerError(render_to_string("500.html", {"nomor": permintaan_id.get()}))
