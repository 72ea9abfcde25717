"""Who is behind a session: the account, with what every page asks of it, in one question."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import F

from inti import kata
from pegawai.models import Akun


class AkunBackend(ModelBackend):
    """Django's own, but the account brings the words and the state of its agency along."""

    def get_user(self, user_id: int) -> Akun | None:
        rantai = F("instansi__kepalarantai__urutan")
        akun = Akun.objects.annotate(rantai=rantai, **kata.bekal()).filter(pk=user_id).first()
        if akun is not None and akun.instansi is not None:
            akun.instansi.keadaan = akun.rantai
        return akun if akun is not None and self.user_can_authenticate(akun) else None
