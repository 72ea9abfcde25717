"""The template of a kind of file, to be filled and uploaded again."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from inti.impor.pengimpor import semua
from inti.impor.templat import tulis_templat
from inti.peran import Peran, untuk_peran
from inti.waktu import sekarang


@untuk_peran(Peran.PETUGAS, Peran.DINAS_KOPERASI)
@require_safe
def unduh(request: HttpRequest, jenis: str) -> FileResponse:
    """Send the template; a kind that the role does not import does not exist for it."""
    akun: Any = request.user
    pengimpor = next((p for p in semua(peran=akun.peran) if p.kode == jenis), None)
    if pengimpor is None or akun.instansi is None:
        raise Http404
    berkas = BytesIO()
    tulis_templat(pengimpor, berkas, instansi=akun.instansi, pada=sekarang())
    berkas.seek(0)
    return FileResponse(berkas, as_attachment=True, filename=f"templat-{jenis}.xlsx")
