"""A mail server that is not there."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class Rusak(BaseEmailBackend):
    """Refuses every mail the way a closed port does."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError
