"""Who is behind a session: the account, with what every page asks of it, in one question."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import F, FilteredRelation

from inti import kata
from inti.waktu import hari_ini
from pegawai.models import Akun
from pegawai.models.akun import menjabat_pada


class AkunBackend(ModelBackend):
    """Django's own, but the account brings its terms of office and the agency's words along."""

    def get_user(self, user_id: int) -> Akun | None:
        hari = hari_ini()
        menjabat = FilteredRelation("jabatan_set", condition=menjabat_pada(hari, "jabatan_set__"))
        rantai = F("instansi__kepalarantai__sidik")
        baris = (
            Akun.objects.annotate(menjabat=menjabat, rantai=rantai, **kata.bekal())
            .select_related("instansi", "menjabat__opd")  # type: ignore[misc]  # an annotation
            .filter(pk=user_id)
            .order_by("-menjabat__mulai")
        )
        semua = list(baris)
        if not semua or not self.user_can_authenticate(semua[0]):
            return None
        akun = semua[0]
        jabatan = (getattr(satu, "menjabat", None) for satu in semua)  # not there without a term
        akun.bawa_jabatan(hari, [satu for satu in jabatan if satu])
        if akun.instansi is not None:
            akun.instansi.keadaan = akun.rantai
        return akun
