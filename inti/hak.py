"""Who acts is asked again when the act is decided, not only when its page was opened."""

from typing import Any

from django.contrib.auth import get_user_model

from inti.errors import TidakBerhak
from inti.models import Instansi


def akun_kini(aktor: Any | None, *peran: str, instansi: Instansi | None = None) -> Any | None:
    """The account as it stands now, when it is in use and has one of these roles.

    Ask inside ``audit.keputusan``: the copy at hand is as old as the request or the job. With
    ``instansi`` it must belong to that agency, too. None is the machine, which always may.

    Raises TidakBerhak.
    """
    if aktor is None:
        return None
    kini: Any = get_user_model().objects.filter(pk=aktor.pk, is_active=True).first()
    if kini is None or kini.peran not in peran:
        raise TidakBerhak
    if instansi is not None and kini.instansi_id != instansi.pk:
        raise TidakBerhak
    return kini
