from penugasan.models.beda import BacaanSiasn, BedaSiasn
from penugasan.models.bertugas import Evaluasi, SuaraKoperasi
from penugasan.models.jadwal_ekspor import JadwalEkspor
from penugasan.models.kebijakan import PaketKebijakan, Periode, VersiAturan
from penugasan.models.kerja_ganda import BuktiKerjaGanda, KerjaGanda
from penugasan.models.outbox import PesanKeluar, TahananJalur
from penugasan.models.padanan import PadananSiasn, RujukanSiasn
from penugasan.models.panggilan import NamaDitawarkan, PanggilanNama
from penugasan.models.pemberitahuan import Pemberitahuan
from penugasan.models.penerus import SaranPenerus
from penugasan.models.pengajuan import Pengajuan
from penugasan.models.pengalihan import TugasDialihkan
from penugasan.models.pengecualian import Pengecualian
from penugasan.models.penugasan import Penugasan
from penugasan.models.peringatan import Peringatan
from penugasan.models.permintaan import PermintaanData
from penugasan.models.rencana import BarisRencana, BelumDitempatkan, Rencana
from penugasan.models.saring import HasilSaring, Saringan, TemuanSaring
from penugasan.models.surat import RegisterNomor, Surat
from penugasan.models.surat_templat import AjuanSurat, TemplatSurat
from penugasan.models.usulan import Usulan

__all__ = [
    "AjuanSurat",
    "BacaanSiasn",
    "BarisRencana",
    "BedaSiasn",
    "BelumDitempatkan",
    "BuktiKerjaGanda",
    "Evaluasi",
    "HasilSaring",
    "JadwalEkspor",
    "KerjaGanda",
    "NamaDitawarkan",
    "PadananSiasn",
    "PaketKebijakan",
    "PanggilanNama",
    "Pemberitahuan",
    "Pengajuan",
    "Pengecualian",
    "Penugasan",
    "Peringatan",
    "Periode",
    "PermintaanData",
    "PesanKeluar",
    "RegisterNomor",
    "Rencana",
    "RujukanSiasn",
    "SaranPenerus",
    "Saringan",
    "SuaraKoperasi",
    "Surat",
    "TahananJalur",
    "TemplatSurat",
    "TemuanSaring",
    "TugasDialihkan",
    "Usulan",
    "VersiAturan",
]
