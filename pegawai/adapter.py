"""allauth's hooks: nobody signs up; accounts are made by an admin."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from inti.alamat import alamat_pengunjung


class AdapterAkun(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address whose attempts are counted: behind our proxy not the proxy's."""
        return alamat_pengunjung(request)
