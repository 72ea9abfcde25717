"""The only clock of the portal. Everything below the doors takes its instant as an argument."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

ZONA = ZoneInfo(settings.TIME_ZONE)


def sekarang() -> dt.datetime:
    """Return this instant, aware, in the agency's zone."""
    return dt.datetime.now(tz=ZONA)


def hari_ini() -> dt.date:
    """Return the calendar day at the agency: midnight WIB starts a new one."""
    return sekarang().date()
