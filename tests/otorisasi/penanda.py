"""A marker in every text of another agency: where it shows up, a row was read that is not ours.

Every model that leads to an agency must have a row there, so that a new table cannot be forgotten.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model

from inti import audit
from inti.models import HariLibur, Instansi, Padanan, PetaKolom, RiwayatFakta, Sumber, Wilayah
from inti.waktu import hari_ini, sekarang
from koperasi.models import Koperasi
from pegawai.models import Pegawai, RiwayatNip
from penugasan.models import (
    BelumDitempatkan,
    BuktiKerjaGanda,
    Evaluasi,
    JadwalEkspor,
    Pemberitahuan,
    Penugasan,
    RegisterNomor,
    SaranPenerus,
    SuaraKoperasi,
    TemuanSaring,
)
from tests.inti.factories import InstansiFactory, WilayahFactory
from tests.otorisasi.dunia import Dunia, Isi, buat_dunia
from tests.pegawai.factories import (
    HukumanDisiplinFactory,
    KontrakFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.factories import VersiAturanFactory, isi_paket

TANDA: Final = "BOCOR"
APLIKASI: Final = ("inti", "pegawai", "koperasi", "penugasan")
TEKS: Final = frozenset({"CharField", "TextField", "SlugField", "EmailField", "JSONField"})
BUKAN_ISI: Final = frozenset({"password", "jenis", "rujukan"})  # no words: a hash, codes, numbers
TERTANAM_SENDIRI: Final = {
    "inti.JejakAudit": frozenset[str](),  # append-only: written with the marker
    "penugasan.TugasDialihkan": frozenset({"uraian"}),  # a reason belongs to a discontinued task
    "penugasan.VersiAturan": frozenset({"alasan", "catatan"}),  # immutable once in force
}
"""Models of which only these columns can be changed afterwards."""


def dunia_bertanda() -> Dunia:
    """The world of the walk, with regions of their own and the marker all over the other agency."""
    lain = InstansiFactory.create(kode="kabupaten-lain")
    VersiAturanFactory.create(instansi=lain, isi=_bertanda(isi_paket(), jaga={"aturan"}))
    dunia = buat_dunia()
    _lengkapi(dunia.asing, dunia.akun["petugas"])
    _beri_wilayah(dunia)
    Instansi.objects.filter(pk=lain.pk).update(
        **dict.fromkeys(["nama", "siasn_id", "siasn_satuan_kerja_id"], TANDA)
    )
    for model, jalur in model_berinstansi():
        _tandai(model, jalur, lain)
    return dunia


def model_berinstansi() -> Iterator[tuple[type[Model], str]]:
    """Every model of ours that belongs to an agency, with the lookup that leads to it."""
    for nama in APLIKASI:
        for model in apps.get_app_config(nama).get_models(include_auto_created=True):
            if jalur := _jalur(model):
                yield model, jalur


def _jalur(model: type[Model]) -> str:
    """The shortest way over foreign keys to Instansi, or an empty text."""
    antre: deque[tuple[type[Model], str]] = deque([(model, "")])
    dilihat = {model}
    while antre:
        kini, depan = antre.popleft()
        for kolom in kini._meta.concrete_fields:
            tujuan: Any = kolom.related_model
            if tujuan is None:
                continue
            if tujuan is Instansi:
                return f"{depan}{kolom.name}"
            if tujuan not in dilihat:
                dilihat.add(tujuan)
                antre.append((tujuan, f"{depan}{kolom.name}__"))
    return ""


def _lengkapi(isi: Isi, aktor: Any) -> None:
    """A row of each kind that the walk itself does not need."""
    instansi, pegawai, sekarang_ini = isi.instansi, isi.objek["pegawai"], sekarang()
    HariLibur.objects.create(instansi=instansi, tanggal=hari_ini(), keterangan="Libur")
    Padanan.objects.create(
        instansi=instansi, jenis="opd", teks="dinas", tujuan="X", dibuat=sekarang_ini
    )
    PetaKolom.objects.create(instansi=instansi, jenis="siasn", judul="kolom", dibuat=sekarang_ini)
    sumber = Sumber.objects.filter(instansi=instansi).earliest("pk")
    RiwayatFakta.objects.create(
        instansi=instansi,
        objek_jenis="pegawai.pegawai",
        objek_id=pegawai.pk,
        sumber=sumber,
        waktu=sekarang_ini,
        isi={"jabatan": ["lama", "baru", None]},
    )
    RiwayatNip.objects.create(pegawai=pegawai, nip="1", sampai=hari_ini(), sumber=sumber)
    KontrakFactory.create(pegawai=pegawai)
    PredikatKinerjaFactory.create(pegawai=pegawai)
    HukumanDisiplinFactory.create(pegawai=pegawai)
    BelumDitempatkan.objects.create(
        rencana=isi.objek["rencana"], pegawai=isi.objek["pengganti"], sebab="Sebab"
    )
    BuktiKerjaGanda.objects.create(
        indikasi=isi.objek["kerja_ganda"], mulai=hari_ini(), sampai=hari_ini(), sumber=sumber
    )
    TemuanSaring.objects.create(
        saringan=isi.objek["saringan"], nomor=1, isi={"kode": "usia", "alasan": "Usia"}
    )
    _lengkapi_bertugas(isi, sekarang_ini)
    RegisterNomor.objects.create(instansi=instansi, jenis="sk", tahun=2026, terakhir=1)
    JadwalEkspor.objects.create(
        instansi=instansi,
        akun=isi.objek["akun"],
        jenis="kelayakan",
        judul="Jadwal",
        irama=JadwalEkspor.Irama.HARIAN,
        jam=7,
        berikutnya=sekarang_ini + dt.timedelta(days=1),
        dibuat=sekarang_ini,
    )
    with audit.keputusan(instansi):
        audit.catat(
            aksi=f"uji.{TANDA}",
            aktor=isi.objek["akun"],
            instansi=instansi,
            objek=pegawai,
            sebelum={"nama": TANDA},
            sesudah={"nama": TANDA},
            pesan=TANDA,
            atas_nama=TANDA,
        )
    audit.catat_akses(akun=isi.objek["akun"], jenis="lihat", objek_jenis="pegawai", keterangan="x")


def _lengkapi_bertugas(isi: Isi, sekarang_ini: dt.datetime) -> None:
    """What a cooperative said, how a year went, a notice about it, and who might follow."""
    milik = {"instansi": isi.instansi, "penugasan": isi.objek["aktif"]}
    SuaraKoperasi.objects.create(
        **milik,
        bulan=dt.date(2026, 3, 1),
        hari_hadir=20,
        kerja=3,
        sikap=3,
        dikirim_pada=sekarang_ini,
    )
    Evaluasi.objects.create(
        **milik,
        tahun_ke=1,
        dari=dt.date(2026, 3, 1),
        sampai=dt.date(2027, 2, 28),
        isi={},
        rekomendasi="lanjut",
        dinilai_pada=sekarang_ini,
        dinilai_oleh=isi.objek["akun"],
    )
    Penugasan.objects.filter(pk=isi.objek["aktif"].pk).update(
        selesai=hari_ini() + dt.timedelta(days=30)
    )
    SaranPenerus.objects.create(
        penugasan=isi.objek["aktif"],
        calon=[
            {"pegawai": isi.pk("pengganti"), "nilai": 1, "alasan": ["Uji"], "dampak": "Uji"},
        ],
        sidik="0" * 64,
        dibuat=sekarang_ini,
    )
    Pemberitahuan.objects.create(
        instansi=isi.instansi,
        akun=isi.objek["akun"],
        kunci="uji",
        judul="Uji",
        url="/",
        dibuat_pada=sekarang_ini,
    )


def _beri_wilayah(dunia: Dunia) -> None:
    """Each agency has its own region: the villages of the other one are the other one's."""
    kota = WilayahFactory.create(kode="33.75", nama="Kota Uji", jenis="kota")
    Instansi.objects.filter(pk=dunia.milik.instansi.pk).update(wilayah=kota)
    kabupaten = WilayahFactory.create(kode="64.08", nama=TANDA, jenis="kabupaten")
    induk = WilayahFactory.create(
        kode="64.08.01", nama=f"{TANDA} kecamatan", jenis="kecamatan", induk=kabupaten
    )
    lain = dunia.asing.instansi
    Instansi.objects.filter(pk=lain.pk).update(wilayah=kabupaten)
    for urut, koperasi in enumerate(Koperasi.objects.filter(instansi=lain), 2001):
        desa = WilayahFactory.create(
            kode=f"64.08.01.{urut}",
            nama=f"{TANDA} desa {urut}",
            jenis="desa",
            induk=induk,
            alias=[TANDA],
            nama_lama=[TANDA],
        )
        Koperasi.objects.filter(pk=koperasi.pk).update(wilayah=desa)
    Pegawai.objects.filter(instansi=lain).update(domisili=Wilayah.objects.get(kode="64.08.01.2001"))


def _tandai(model: type[Model], jalur: str, instansi: Instansi) -> None:
    """Put the marker into every free text of the rows of this agency."""
    baris: Any = model._default_manager.filter(**{jalur: instansi})
    assert baris.exists(), f"{model._meta.label}: beri baris di tests/otorisasi/penanda.py"
    boleh = TERTANAM_SENDIRI.get(model._meta.label)
    kolom = [k for k in model._meta.concrete_fields if _dapat_ditandai(k)]
    kolom = [k for k in kolom if boleh is None or k.name in boleh]
    for satu in baris:
        ubah = {k.name: _isi(k, getattr(satu, k.name), satu.pk) for k in kolom}
        if ubah and not _ubah(model, satu.pk, ubah):
            berisi = {nama: isi for nama, isi in ubah.items() if getattr(satu, nama)}
            assert _ubah(model, satu.pk, berisi), model._meta.label


def _ubah(model: type[Model], pk: Any, ubah: dict[str, Any]) -> bool:
    """False where the database wants a text of this row to stay blank."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).update(**ubah)
    except IntegrityError:
        return False
    return True


def _dapat_ditandai(kolom: Any) -> bool:
    if kolom.get_internal_type() not in TEKS or kolom.primary_key or kolom.choices:
        return False
    return kolom.name not in BUKAN_ISI and (kolom.max_length or 99) >= len(TANDA)


def _isi(kolom: Any, nilai: Any, pk: object) -> Any:
    if kolom.get_internal_type() == "JSONField":
        return _bertanda(nilai)
    return f"{TANDA}{str(pk)[-10:]}"[: kolom.max_length or 99]


def _bertanda(nilai: Any, jaga: frozenset[str] | set[str] = frozenset()) -> Any:
    """The same JSON with the marker for every text, except in the parts named by ``jaga``."""
    if isinstance(nilai, dict):
        return {k: isi if k in jaga else _bertanda(isi) for k, isi in nilai.items()}
    if isinstance(nilai, list):
        return [_bertanda(satu) for satu in nilai]
    return TANDA if isinstance(nilai, str) else nilai
