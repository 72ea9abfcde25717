"""A job and an officer at one import at once: what the one decided, the other does not undo."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti.errors import SudahDiproses
from inti.impor import baris as tabel, panggung, services
from inti.impor.koreksi import tandai
from inti.impor.panggung import bandingkan_ulang
from inti.impor.terapkan import Langkah, lanjutkan, setelah_terapkan
from inti.models import BarisImpor, Impor, Instansi, Pekerjaan
from inti.waktu import hari_ini, sekarang
from pegawai.imports.baca_siasn import PembacaSiasn
from pegawai.models import Akun, Opd, Pegawai
from tests.inti.buku import buku
from tests.inti.halaman_impor import DAFTAR, Kerjakan, Unggah, ekspor, unggahan
from tests.inti.impor import terapkan_impor
from tests.pegawai.berkas import KOLOM_SIASN, baris_siasn
from tests.pegawai.factories import PegawaiFactory

Sela = Callable[[Any, str, Callable[[], Any]], None]


@pytest.fixture
def siap(unggah: Unggah, instansi: Instansi, opd: Opd) -> Impor:
    """A staged file with one changed and one new person, kept as a job read it at its start."""
    orang: Pegawai = PegawaiFactory.create(instansi=instansi, opd=opd, jabatan="Arsiparis")
    lama = {"NIP_BARU": orang.nip, "NAMA": orang.nama, "PNS_ID": None, "TANGGAL_LAHIR": None}
    return unggah(unggahan(ekspor(baris_siasn(**lama, JABATAN_NAMA="Operator"), baris_siasn())))


@pytest.fixture
def sela(monkeypatch: pytest.MonkeyPatch) -> Sela:
    """Do something in the middle of a job, once: right after it called a function."""

    def pasang(tempat: Any, nama: str, lakukan: Callable[[], Any]) -> None:
        asli = getattr(tempat, nama)

        def lalu(*isi: Any, **lain: Any) -> Any:
            hasil = asli(*isi, **lain)
            monkeypatch.setattr(tempat, nama, asli)
            lakukan()
            return hasil

        monkeypatch.setattr(tempat, nama, lalu)

    return pasang


def kini(impor: Impor) -> Impor:
    return Impor.objects.get(pk=impor.pk)


def tandai_kini(impor: Impor) -> None:
    tandai(impor, saat=sekarang())


def ulangi(impor: Impor) -> None:
    bandingkan_ulang(impor, hari_ini=hari_ini())


@pytest.mark.parametrize("kerja", [ulangi, tandai_kini])
def test_a_job_that_ends_late_keeps_the_columns_chosen_meanwhile(
    siap: Impor, petugas: Akun, kerja: Callable[[Impor], None]
) -> None:
    services.pilih_kolom(impor=siap, lewati=["jabatan"], akun=petugas)
    kerja(siap)
    assert kini(siap).ringkasan["lewati"] == ["jabatan"]


def test_a_job_that_ends_late_keeps_how_many_rows_came_in(siap: Impor) -> None:
    terapkan_impor(kini(siap))
    tandai_kini(siap)
    assert kini(siap).ringkasan["masuk"] == 2
    assert kini(siap).ringkasan["koreksi"]["nama"] == "ekspor (koreksi).xlsx"


def test_what_follows_an_import_keeps_the_file_that_was_marked_meanwhile(
    siap: Impor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inti.impor.terapkan._pengait", [])
    setelah_terapkan(lambda _impor: Langkah("Saring", "/"))
    tandai_kini(kini(siap))
    lanjutkan([siap])
    assert kini(siap).ringkasan.keys() >= {"koreksi", "langkah"}


def test_rows_left_out_while_they_are_compared_anew_stay_out(
    siap: Impor, petugas: Akun, sela: Sela
) -> None:
    baru = BarisImpor.objects.filter(impor=siap, status="baru")

    def lewati() -> None:
        services.ikutkan(impor=siap, baris=baru, ikut=False, akun=petugas)

    sela(PembacaSiasn, "bandingkan", lewati)
    ulangi(siap)
    assert not baru.get().ikut
    assert kini(siap).ringkasan["dilewati"] == 1


def test_rows_left_out_after_they_were_compared_anew_are_counted(
    siap: Impor, petugas: Akun
) -> None:
    semua = BarisImpor.objects.filter(impor=siap)

    def lapor(*_: Any) -> None:
        services.ikutkan(impor=siap, baris=semua, ikut=False, akun=petugas)

    bandingkan_ulang(siap, hari_ini=hari_ini(), lapor=lapor)
    assert kini(siap).ringkasan["dilewati"] == 2


@pytest.mark.parametrize("lambat", [False, True])
def test_what_was_applied_meanwhile_is_not_compared_anew(
    siap: Impor, sela: Sela, lambat: bool
) -> None:
    if lambat:
        sela(PembacaSiasn, "bandingkan", lambda: terapkan_impor(kini(siap)))
    else:
        terapkan_impor(kini(siap))
    with pytest.raises(SudahDiproses):
        ulangi(siap)
    assert kini(siap).ringkasan["masuk"] == 2
    status = BarisImpor.objects.filter(impor=siap).values_list("status", flat=True)
    assert set(status) == {"baru", "berubah"}


@pytest.mark.parametrize(
    ("tempat", "nama", "isi"),
    [
        (panggung, "kenali", ekspor()),
        (PembacaSiasn, "bandingkan", ekspor()),
        (tabel, "simpan", ekspor()),
        (panggung, "kenali", buku({"Data": [KOLOM_SIASN]})),
    ],
)
@pytest.mark.usefixtures("opd")
def test_a_file_discarded_while_it_is_read_stays_discarded(
    klien: Client, kerjakan: Kerjakan, petugas: Akun, sela: Sela, tempat: Any, nama: str, isi: bytes
) -> None:
    klien.post(DAFTAR, {"berkas": unggahan(isi)})
    impor = Impor.objects.get()
    sela(tempat, nama, lambda: services.buang(impor=impor, akun=petugas))
    (kerja,) = kerjakan()
    assert kerja.status == Pekerjaan.Status.SELESAI
    assert kini(impor).status == Impor.Status.DIBATALKAN
    assert not BarisImpor.objects.exists()
    assert not kini(impor).berkas


@pytest.mark.usefixtures("opd")
def test_a_file_discarded_before_its_turn_holds_up_none_of_the_others(
    klien: Client, kerjakan: Kerjakan, petugas: Akun, sela: Sela
) -> None:
    dua = [unggahan(ekspor(baris_siasn()), f"{n}.xlsx") for n in (1, 2)]
    klien.post(DAFTAR, {"berkas": dua})
    pertama, kedua = Impor.objects.order_by("pk")
    sela(PembacaSiasn, "bandingkan", lambda: services.buang(impor=kedua, akun=petugas))
    (kerja,) = kerjakan()
    assert kerja.status == Pekerjaan.Status.SELESAI
    assert kini(pertama).status == Impor.Status.SIAP
    assert kini(kedua).status == Impor.Status.DIBATALKAN


def test_comparing_anew_twice_is_one_job(klien: Client, siap: Impor, kerjakan: Kerjakan) -> None:
    ulang = reverse("inti:impor_ulang", args=[siap.pk])
    pertama, kedua = klien.post(ulang), klien.post(ulang)
    assert pertama.headers["Location"] == kedua.headers["Location"]
    assert len(kerjakan()) == 1
    klien.post(ulang)
    assert len(kerjakan()) == 1, "once it is done, the data may have changed again"


def test_what_is_about_to_be_applied_is_not_compared_anew(siap: Impor, petugas: Akun) -> None:
    services.minta_terapkan(impor=[siap], akun=petugas)
    with pytest.raises(SudahDiproses, match=r"sedang dikerjakan: Menerapkan ekspor\.xlsx"):
        services.minta_ulang(impor=siap, akun=petugas)


def test_comparing_anew_goes_by_the_status_of_now(siap: Impor, petugas: Akun) -> None:
    services.buang(impor=kini(siap), akun=petugas)
    with pytest.raises(SudahDiproses, match="Hanya berkas yang menunggu"):
        services.minta_ulang(impor=siap, akun=petugas)
    assert not Pekerjaan.objects.filter(jenis=services.ULANG).exists()


def test_mapping_headings_twice_says_that_the_file_is_being_read(
    klien: Client, siap: Impor, kerjakan: Kerjakan
) -> None:
    petakan = reverse("inti:impor_petakan", args=[siap.pk])
    isi = {"jenis": "siasn", "judul-0": "Nomor Pokok", "kolom-0": "nip"}
    assert klien.post(petakan, isi).status_code == 302
    jawab = klien.post(petakan, isi)
    assert jawab.status_code == 409
    assert "Berkas ini sedang diperiksa. Tunggu sampai selesai" in jawab.content.decode()
    assert len(kerjakan()) == 1
    terapkan_impor(kini(siap))
    assert "tidak lagi menunggu diterapkan" in klien.post(petakan, isi).content.decode()
