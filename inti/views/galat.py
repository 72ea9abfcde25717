"""The answer to an error nobody foresaw."""

from django.http import HttpRequest, HttpResponseServerError

from inti.halaman_galat import halaman_galat


def tak_terduga(_request: HttpRequest) -> HttpResponseServerError:
    """Nothing of the request is read: whatever broke may break again."""
    return HttpResponseServerError(halaman_galat("500.html"))
