"""The workbooks that tell of people: SIASN's export and the survey of the units."""

from inti.impor import padanan
from inti.impor.pengimpor import daftarkan
from inti.models import Padanan
from pegawai.imports.pencari_opd import PenyebutOpd
from pegawai.imports.siasn import EksporSiasn
from pegawai.imports.survei import SurveiOpd

SIASN = daftarkan(EksporSiasn())
SURVEI = daftarkan(SurveiOpd())
padanan.daftarkan(Padanan.Jenis.OPD, PenyebutOpd())
