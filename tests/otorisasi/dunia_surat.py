"""Letters of the test world: one of each state that a page or a form needs."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile

from inti.models import Instansi
from inti.waktu import sekarang
from penugasan.documents.naskah import ke_json
from penugasan.models import AjuanSurat, Surat, TemplatSurat
from tests.penugasan.test_documents import sk, surat_tugas

PDF = b"%PDF-1.7 uji"
PDF_TTD = b"%PDF-1.7 uji bertanda tangan"
TOKEN_CONTOH = "0123456789abcdef0123456789abcdef"


def buat_surat(
    instansi: Instansi, penugasan: Any, jenis: str, *, bertanda_tangan: bool = False
) -> Surat:
    """A letter in force with its file, about one assignment."""
    urut = Surat.objects.filter(instansi=instansi, jenis=jenis).count() + 1
    surat = Surat(
        instansi=instansi,
        jenis=jenis,
        tahun=2026,
        urut=urut,
        nomor=f"{jenis}/{urut:04d}/UJI/2026",
        tanggal=penugasan.mulai,
        token=f"{jenis[:2]}{instansi.pk:010d}{urut:020d}",
        sha256=hashlib.sha256(PDF).hexdigest(),
        isi=ke_json(sk() if jenis == Surat.Jenis.SK else surat_tugas()),
        dibuat=sekarang(),
    )
    surat.berkas.save("uji.pdf", ContentFile(PDF), save=False)
    if bertanda_tangan:
        surat.berkas_ttd.save("ttd.pdf", ContentFile(PDF_TTD), save=False)
        surat.sidik_ttd, surat.ttd_pada = hashlib.sha256(PDF_TTD).hexdigest(), sekarang()
    if not Surat.objects.filter(token=TOKEN_CONTOH).exists():
        surat.token = TOKEN_CONTOH
    surat.save()
    surat.penugasan.add(penugasan)
    return surat


def surat_dunia(instansi: Instansi, ditetapkan: Any, aktif: Any, pemohon: Any) -> dict[str, Any]:
    """The decision and its order, a letter nobody needs any more, what waits for approval."""
    surat_tugas_ = buat_surat(instansi, ditetapkan, Surat.Jenis.SURAT_TUGAS, bertanda_tangan=True)
    dicabut = buat_surat(instansi, aktif, Surat.Jenis.SPMT)
    templat, _ = TemplatSurat.objects.get_or_create(
        instansi=instansi,
        jenis=Surat.Jenis.SK,
        defaults={
            "nomor": 1,
            "isi": {"nama": "Keputusan Uji"},
            "alasan": "Uji",
            "dibuat_pada": sekarang(),
            "dibuat_oleh": pemohon,
        },
    )
    return {
        "sk": buat_surat(instansi, ditetapkan, Surat.Jenis.SK),
        "surat_tugas": surat_tugas_,
        "surat_lepas": buat_surat(instansi, aktif, Surat.Jenis.SPMT),
        "templat": templat,
        "ajuan_surat": AjuanSurat.objects.create(
            instansi=instansi,
            tindak=AjuanSurat.Tindak.CABUT,
            jenis=dicabut.jenis,
            surat=dicabut,
            isi={"judul": [dicabut.nomor]},
            alasan="Uji",
            diajukan_pada=sekarang(),
            diajukan_oleh=pemohon,
        ),
    }
