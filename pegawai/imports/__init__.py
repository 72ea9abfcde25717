"""The workbooks that tell of people: SIASN's export and the survey of the units."""

from inti.impor.pengimpor import daftarkan
from pegawai.imports.siasn import EksporSiasn
from pegawai.imports.survei import SurveiOpd

SIASN = daftarkan(EksporSiasn())
SURVEI = daftarkan(SurveiOpd())
