"""The workbooks that tell of people: SIASN's export, the units' survey, the non-ASN registry."""

from inti.impor import padanan
from inti.impor.pengimpor import daftarkan
from inti.models import Padanan
from pegawai.imports.pencari_opd import PenyebutOpd
from pegawai.imports.siasn import EksporSiasn
from pegawai.imports.survei import SurveiOpd
from pegawai.imports.tenaga import PendataanNonAsn

SIASN = daftarkan(EksporSiasn())
SURVEI = daftarkan(SurveiOpd())
TENAGA = daftarkan(PendataanNonAsn())
padanan.daftarkan(Padanan.Jenis.OPD, PenyebutOpd())
