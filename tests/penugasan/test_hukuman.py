"""Disciplinary sanctions: stated in the survey, kept with their source, judged by their rule."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from inti.impor.urungkan import urungkan
from inti.models import Impor, Instansi
from inti.waktu import ZONA, sekarang
from pegawai.models import Akun, HukumanDisiplin, Pegawai
from penugasan.models import Periode
from penugasan.queries.temuan import lengkapi
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.saring import saring
from tests.inti.buku import simpan
from tests.inti.factories import SumberFactory
from tests.inti.impor import impor_berkas, impor_dan_terapkan, temuan
from tests.pegawai.berkas import KOLOM_SURVEI, lembar_survei
from tests.pegawai.factories import HukumanDisiplinFactory, PegawaiFactory
from tests.penugasan.factories import VersiAturanFactory, isi_paket

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2026, 2, 20, 9, 0, tzinfo=ZONA)
KOLOM = [*KOLOM_SURVEI, "HUKUMAN DISIPLIN", "HUKUMAN MULAI", "HUKUMAN SELESAI"]
MULAI, SELESAI = dt.date(2026, 1, 1), dt.date(2027, 1, 1)


@pytest.fixture
def berlaku(periode: Periode) -> Periode:
    """The round with the rule of sanctions switched on; the reference date lies in the sanction."""
    isi = isi_paket()
    isi["aturan"]["hukuman_disiplin"] |= {"aktif": True}
    versi = periode.versi
    periode.versi = VersiAturanFactory.create(
        instansi=periode.instansi, paket=versi.paket, nomor=versi.nomor + 1, isi=isi, status="draf"
    )
    periode.save()
    assert MULAI <= periode.tanggal_acuan <= SELESAI
    return periode


@pytest.fixture
def orang(periode: Periode) -> Pegawai:
    pegawai: Pegawai = PegawaiFactory.create(instansi=periode.instansi, layak=True)
    return pegawai


def kartu(pegawai: Pegawai, periode: Periode) -> Any:
    hasil = periksa_pegawai(
        pegawai, versi=periode.versi, acuan=periode.tanggal_acuan, periode=periode
    )
    return next(t for t in hasil.temuan if t.kode == "hukuman_disiplin")


def saringan(pegawai: Pegawai, periode: Periode) -> str:
    """What the set says; it must be what the card says, too."""
    hasil = saring(periode=periode, aktor=None, pada=PADA)
    satu = lengkapi([hasil.hasil_set.get(pegawai=pegawai)])[0]
    temuan = next(t for t in satu.temuan if t["kode"] == "hukuman_disiplin")
    satu_orang = kartu(pegawai, periode)
    assert (temuan["hasil"], temuan["alasan"]) == (satu_orang.hasil.value, satu_orang.alasan)
    return str(temuan["hasil"])


def berkas(folder: Path, pegawai: Pegawai, **isi: Any) -> Path:
    baris = {"NO": 1, "NIP": pegawai.nip, "NAMA": pegawai.nama}
    baris |= {nama.replace("_", " "): nilai for nama, nilai in isi.items()}
    return simpan(folder / "survei.xlsx", {"BKPSDM": lembar_survei("BKPSDM", [baris], KOLOM)})


def test_nothing_on_record_is_a_question(berlaku: Periode, orang: Pegawai) -> None:
    assert saringan(orang, berlaku) == "belum_pasti"
    assert kartu(orang, berlaku).kurang == "Riwayat hukuman disiplin"


@pytest.mark.parametrize(
    ("isi", "hasil"),
    [
        ({"HUKUMAN_DISIPLIN": "Tidak ada"}, "layak"),
        ({"HUKUMAN_DISIPLIN": "nihil"}, "layak"),
        ({"HUKUMAN_DISIPLIN": "Ringan", "HUKUMAN_MULAI": MULAI}, "layak"),
        ({"HUKUMAN_DISIPLIN": "SEDANG", "HUKUMAN_MULAI": MULAI}, "tidak"),
        (
            {
                "HUKUMAN_DISIPLIN": "Hukuman berat",
                "HUKUMAN_MULAI": "01-01-2026",
                "HUKUMAN_SELESAI": "01-01-2027",
            },
            "tidak",
        ),
        (
            {
                "HUKUMAN_DISIPLIN": "Berat",
                "HUKUMAN_MULAI": dt.date(2024, 1, 1),
                "HUKUMAN_SELESAI": dt.date(2025, 1, 1),
            },
            "layak",
        ),
        ({"HUKUMAN_DISIPLIN": "-"}, "belum_pasti"),
    ],
)
def test_the_survey_states_it_and_the_rule_reads_it(
    berlaku: Periode,
    orang: Pegawai,
    instansi: Instansi,
    tmp_path: Path,
    isi: dict[str, Any],
    hasil: str,
) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, orang, **isi), instansi)
    assert temuan(impor) == []
    assert saringan(orang, berlaku) == hasil
    if hasil != "belum_pasti":
        sumber = HukumanDisiplin.objects.get().sumber
        assert kartu(orang, berlaku).sumber.keterangan == sumber.keterangan


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"HUKUMAN_DISIPLIN": "Agak berat"}, "hukuman_tak_dikenal"),
        ({"HUKUMAN_DISIPLIN": "Berat"}, "hukuman_tanpa_masa"),
        (
            {
                "HUKUMAN_DISIPLIN": "Berat",
                "HUKUMAN_MULAI": SELESAI,
                "HUKUMAN_SELESAI": MULAI,
            },
            "hukuman_tanpa_masa",
        ),
    ],
)
def test_what_cannot_be_understood_stays_a_question(
    berlaku: Periode,
    orang: Pegawai,
    instansi: Instansi,
    tmp_path: Path,
    isi: dict[str, Any],
    kode: str,
) -> None:
    impor = impor_berkas(berkas(tmp_path, orang, **isi), instansi)
    assert [satu[0] for satu in temuan(impor)] == [kode]
    assert not HukumanDisiplin.objects.exists()
    assert saringan(orang, berlaku) == "belum_pasti"


def test_the_same_file_again_adds_nothing_and_undoing_it_asks_again(
    berlaku: Periode, orang: Pegawai, instansi: Instansi, tmp_path: Path
) -> None:
    jalur = berkas(tmp_path, orang, HUKUMAN_DISIPLIN="Sedang", HUKUMAN_MULAI=MULAI)
    impor_dan_terapkan(jalur, instansi)
    impor_dan_terapkan(jalur, instansi)
    satu = HukumanDisiplin.objects.get()
    assert (satu.tingkat, satu.mulai, satu.selesai) == ("sedang", MULAI, None)
    assert saringan(orang, berlaku) == "tidak"

    urungkan(Impor.objects.earliest("pk"), aktor=None, saat=sekarang())
    assert not HukumanDisiplin.objects.exists()
    assert saringan(orang, berlaku) == "belum_pasti"


def test_a_later_word_puts_a_wrong_record_right(berlaku: Periode, orang: Pegawai) -> None:
    def nyatakan(tingkat: str, **lain: Any) -> str:
        HukumanDisiplinFactory.create(pegawai=orang, tingkat=tingkat, **lain)
        return saringan(orang, berlaku)

    assert nyatakan("berat", mulai=MULAI) == "tidak"
    assert nyatakan("berat", mulai=MULAI, selesai=MULAI) == "layak"  # the same one, its end known
    assert nyatakan("sedang", mulai=MULAI + dt.timedelta(days=9)) == "tidak"
    assert nyatakan("ringan", mulai=MULAI + dt.timedelta(days=10)) == "tidak"  # beside it
    assert nyatakan("tidak_ada") == "layak"
    assert nyatakan("berat", mulai=MULAI) == "tidak"


def test_the_person_page_shows_it_with_its_source(
    berlaku: Periode, orang: Pegawai, petugas: Akun, client: Any
) -> None:
    sumber = SumberFactory.create(instansi=orang.instansi, keterangan="Keputusan hukuman 12")
    HukumanDisiplinFactory.create(pegawai=orang, tingkat="sedang", mulai=MULAI, sumber=sumber)
    client.force_login(petugas)
    halaman = client.get(reverse("pegawai:pegawai", args=[orang.pk])).content.decode()
    assert "Hukuman disiplin" in halaman
    assert "1 Januari 2026" in halaman
    assert "Keputusan hukuman 12" in halaman
