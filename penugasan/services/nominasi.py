"""Naming people: from a plan or one by one, and the OPD head's plain yes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.hari_kerja import Kalender
from inti.kata import sebut
from inti.models import Instansi
from inti.waktu import ZONA
from koperasi.models import Kebutuhan, Koperasi
from pegawai.models import Akun, Kontrak, Pegawai
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Periode, Rencana, Usulan
from penugasan.models.penugasan import BERAKHIR
from penugasan.queries.periode import periode_terkini
from penugasan.rules.masa import SATU_HARI, Akhir, akhir_penugasan, usia_pensiun
from penugasan.rules.types import Hasil, Kelayakan
from penugasan.services.kelayakan import periksa_pegawai, temuan_json

BUP_UMUM = 58
BISA_DIBATALKAN = workflow.BATALKAN.dari
USULAN_TERBUKA = (Usulan.Status.DIAJUKAN, Usulan.Status.PERBAIKAN)


class TidakLayak(DomainError):  # noqa: N818 - what the officer reads
    """The person does not pass the rules now; ``kelayakan`` says why."""

    kode = "tidak_layak"

    def __init__(self, pegawai: Pegawai, kelayakan: Kelayakan) -> None:
        super().__init__(f"{pegawai.nama_lengkap} tidak dapat diusulkan. {sebab(kelayakan)}")
        self.kelayakan = kelayakan


def sebab(kelayakan: Kelayakan) -> str:
    """The reasons of everything that is not a pass, in one line."""
    return " ".join(t.alasan for t in kelayakan.temuan if t.menghalangi)


def kirim_nominasi(*, rencana: Rencana, aktor: Akun, pada: dt.datetime) -> list[Penugasan]:
    """Turn every row of a plan into a question to the person's OPD, all or none.

    Raises TidakBerhak, DomainError for a plan without rows, SudahDiproses when the plan was used
    before, or a person or post is taken meanwhile.
    """
    with audit.keputusan(rencana.instansi):
        aktor = permissions.pastikan(aktor, "penugasan.minta", rencana, hari(pada))
        if not Rencana.objects.filter(pk=rencana.pk, status=Rencana.Status.TERSUSUN).update(
            status=Rencana.Status.DIPAKAI
        ):
            pesan = "Nominasi dari rencana ini sudah dikirim, atau rencananya sudah diganti."
            raise SudahDiproses(pesan)
        baris = list(rencana.baris_set.select_related("pegawai", "kebutuhan"))
        if not baris:
            pesan = "Rencana ini kosong, jadi tidak ada yang dapat dikirim. Susun rencana lagi."
            raise DomainError(pesan, kode="rencana_kosong")
        audit.catat(
            aksi="rencana.kirim",
            aktor=aktor,
            instansi=rencana.instansi,
            objek=rencana,
            sesudah={"nominasi": len(baris), "corak": rencana.corak},
        )
        return [
            nominasikan(
                pegawai=satu.pegawai,
                kebutuhan=satu.kebutuhan,
                periode=rencana.periode,
                aktor=aktor,
                pada=pada,
                asal=Penugasan.Asal.RENCANA,
                rencana=rencana,
                nilai=satu.nilai,
                alasan=satu.alasan,
            )
            for satu in baris
        ]


def nominasikan(
    *,
    pegawai: Pegawai,
    kebutuhan: Kebutuhan,
    periode: Periode,
    aktor: Akun,
    pada: dt.datetime,
    asal: str = Penugasan.Asal.NOMINASI,
    **isi: Any,
) -> Penugasan:
    """Ask the home OPD to let one eligible person go; the answer's clock starts.

    Raises TidakLayak, SudahDiproses (person or post taken), DomainError (no home unit).
    """
    with audit.keputusan(periode.instansi):
        periode = periode_terkini(periode)
        penugasan = rancang(
            pegawai=pegawai,
            kebutuhan=kebutuhan,
            periode=periode,
            aktor=aktor,
            pada=pada,
            asal=asal,
            **isi,
        )
        aktor = permissions.pastikan(aktor, "penugasan.minta", penugasan, hari(pada))
        batas = Kalender(periode.instansi).tambah(hari(pada), periode.batas_hari_kerja)
        return workflow.pindah(
            penugasan, workflow.MINTA, aktor=aktor, diminta_pada=pada, batas_jawab=batas
        )


def rancang(
    *,
    pegawai: Pegawai,
    kebutuhan: Kebutuhan,
    periode: Periode,
    aktor: Akun,
    pada: dt.datetime,
    asal: str,
    **isi: Any,
) -> Penugasan:
    """Insert the draft of an assignment after the rules said yes, today, for this post.

    Person and post are read again: inside the deciding transaction nobody changes them any more.
    """
    pegawai = Pegawai.objects.select_related("opd", "instansi").get(pk=pegawai.pk)
    kebutuhan = Kebutuhan.objects.select_related("koperasi__wilayah").get(pk=kebutuhan.pk)
    _pastikan_milik(periode, pegawai, kebutuhan)
    mulai = _mulai(pegawai, kebutuhan, periode, hari(pada))
    kelayakan = periksa_pegawai(
        pegawai,
        versi=periode.versi,
        acuan=mulai,
        periode=periode,
        tujuan=frozenset({kebutuhan.koperasi.wilayah_id}),
    )
    if kelayakan.hasil is not Hasil.LAYAK:
        tolak_bila_bertugas(pegawai)
        raise TidakLayak(pegawai, kelayakan)
    _pastikan_bebas(pegawai, kebutuhan)
    akhir = hitung_akhir(pegawai, periode, mulai)
    try:
        with transaction.atomic():
            return Penugasan.objects.create(
                instansi=periode.instansi,
                periode=periode,
                pegawai=pegawai,
                kebutuhan=kebutuhan,
                opd_asal=pegawai.opd,
                asal=asal,
                mulai=mulai,
                selesai=akhir.tanggal,
                sebab_selesai=akhir.sebab,
                versi=periode.versi,
                temuan=temuan_json(kelayakan),
                dibuat_pada=pada,
                dibuat_oleh=aktor,
                **isi,
            )
    except IntegrityError as galat:
        pesan = (
            f"{pegawai.nama_lengkap} sudah bertugas pada waktu itu, atau {kebutuhan} baru saja "
            "terisi. Muat ulang halaman."
        )
        raise SudahDiproses(pesan) from galat


def _pastikan_milik(periode: Periode, pegawai: Pegawai, kebutuhan: Kebutuhan) -> None:
    """Person, post and round belong to one agency, and the person to a unit that can be asked."""
    if {pegawai.instansi_id, kebutuhan.koperasi.instansi_id} != {periode.instansi_id}:
        pesan = "Pegawai dan koperasi harus dari instansi yang sama dengan periodenya."
        raise DomainError(pesan)
    if pegawai.opd is None:
        pesan = f"Unit kerja {pegawai.nama_lengkap} belum dikenal. Perbaiki data unitnya dulu."
        raise DomainError(pesan)


def _pastikan_bebas(pegawai: Pegawai, kebutuhan: Kebutuhan) -> None:
    """Say in words who holds the post, or who asks for the person, before the database refuses."""
    if not pegawai.aktif:
        pesan = f"{pegawai.nama_lengkap} tidak tercatat aktif lagi."
        raise DomainError(pesan)
    if not kebutuhan.aktif:
        pesan = f"Formasi {kebutuhan} tidak aktif. Pilih formasi lain."
        raise DomainError(pesan)
    tolak_bila_bertugas(pegawai)
    pengisi = kebutuhan.penugasan_set.hidup().select_related("pegawai", "dibuat_oleh").first()
    if pengisi:
        oleh = pengisi.dibuat_oleh.nama if pengisi.dibuat_oleh else "sistem"
        pesan = (
            f"Formasi {kebutuhan} sudah terisi oleh {pengisi.pegawai.nama_lengkap} "
            f"({pengisi.get_status_display()}), dinominasikan {oleh}."
        )
        raise SudahDiproses(pesan)


def tolak_bila_bertugas(pegawai: Pegawai) -> None:
    """Raise SudahDiproses when the person holds a live assignment: where, in which state, by whom.

    The words name no other unit's data than the post, so an OPD head may read them.
    """
    lain = (
        pegawai.penugasan_set.hidup()
        .select_related("kebutuhan__koperasi__wilayah", "dibuat_oleh")
        .first()
    )
    if lain:
        oleh = lain.dibuat_oleh.nama if lain.dibuat_oleh else "sistem"
        pesan = (
            f"{pegawai.nama_lengkap} sudah dinominasikan ke {lain.kebutuhan.koperasi.nama_pendek} "
            f"oleh {oleh} ({lain.get_status_display()})."
        )
        raise SudahDiproses(pesan)


def _mulai(pegawai: Pegawai, kebutuhan: Kebutuhan, periode: Periode, kini: dt.date) -> dt.date:
    """The first day of an assignment: after the last one of the person, and of the post."""
    sebelumnya = Penugasan.objects.filter(
        Q(pegawai=pegawai) | Q(kebutuhan=kebutuhan), status__in=BERAKHIR
    )
    sampai: dt.date | None = sebelumnya.aggregate(hari=Max("diakhiri"))["hari"]
    return mulai_sesudah(sampai, periode.tanggal_acuan, kini)


def mulai_sesudah(sampai: dt.date | None, acuan: dt.date, kini: dt.date) -> dt.date:
    """The round's day; after an assignment that lasted longer, a day not yet lived.

    The person was back at his unit since, or the post had somebody: what comes next cannot begin
    in the past like a first one may.
    """
    if sampai is None or sampai < acuan:
        return acuan
    return max(sampai + SATU_HARI, kini)


def hitung_akhir(pegawai: Pegawai, periode: Periode, mulai: dt.date) -> Akhir:
    """The earliest end of an assignment of this round that starts on that day."""
    kontrak = Kontrak.objects.filter(pegawai=pegawai).first()
    aturan_koperasi = periode.versi.isi.get("koperasi", {})
    bup = periode.versi.isi.get("aturan", {}).get("bup", {})
    return akhir_penugasan(
        mulai,
        masa_maks_tahun=aturan_koperasi.get("masa_maks_tahun", 5),
        akhir_kontrak=kontrak.akhir if kontrak else None,
        lahir=pegawai.lahir,
        usia_bup=usia_pensiun(
            pegawai.jabatan,
            umum=bup.get("usia_umum", BUP_UMUM),
            menurut_jabatan=bup.get("usia_jabatan", {}),
        ),
    )


def formasi_kosong(koperasi: Koperasi) -> Kebutuhan | None:
    """The first free post of a cooperative, or None."""
    return (
        koperasi.kebutuhan_set.aktif()
        .exclude(pk__in=Penugasan.objects.hidup().values("kebutuhan"))
        .select_related("koperasi__wilayah")
        .first()
    )


def setujui(*, penugasan: Penugasan, aktor: Akun, pada: dt.datetime) -> Penugasan:
    """The OPD head lets the person go."""
    return setujui_semua(penugasan=[penugasan], aktor=aktor, pada=pada)[0]


def setujui_semua(
    *, penugasan: Sequence[Penugasan], aktor: Akun, pada: dt.datetime
) -> list[Penugasan]:
    """The OPD head agrees to all of them, each with its own audit record, all or none.

    Raises TidakBerhak, SudahDiproses, DomainError (nothing chosen, an usulan still open).
    """
    with audit.keputusan(satu_instansi(penugasan)):
        aktor = permissions.pastikan_semua(aktor, "penugasan.setujui_opd", penugasan, hari(pada))
        return [_setujui_satu(satu, aktor, pada) for satu in penugasan]


def _setujui_satu(penugasan: Penugasan, aktor: Akun, pada: dt.datetime) -> Penugasan:
    if penugasan.usulan_set.filter(status__in=USULAN_TERBUKA).exists():
        pesan = "Masih ada usulan Anda yang terbuka untuk nama ini. Cabut usulan itu dulu."
        raise DomainError(pesan)
    assert penugasan.opd_asal is not None  # noqa: S101 - the permission above needs it
    jabatan = permissions.sebagai(aktor, penugasan.opd_asal, hari(pada))
    return workflow.pindah(
        penugasan,
        workflow.SETUJUI_OPD,
        aktor=aktor,
        atas_nama=jabatan,
        dijawab_pada=pada,
        dijawab_oleh=aktor,
        dijawab_sebagai=jabatan,
    )


def batalkan(*, penugasan: Penugasan, alasan: str, aktor: Akun, pada: dt.datetime) -> Penugasan:
    """Take a nomination back before it is confirmed; an open usulan on it ends with it.

    Raises TidakBerhak, SudahDiproses, DomainError (no reason).
    """
    if not alasan.strip():
        pesan = "Tulis alasan pembatalan."
        raise DomainError(pesan)
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "penugasan.batalkan", penugasan, hari(pada))
        hasil = workflow.pindah(penugasan, workflow.BATALKAN, aktor=aktor, pesan=alasan)
        for usulan in hasil.usulan_set.filter(status__in=USULAN_TERBUKA):
            workflow.pindah(
                usulan,
                workflow.CABUT,
                aktor=None,
                pesan=sebut("Nominasi dibatalkan {badan}."),
                diputus_pada=pada,
            )
        return hasil


def hari(pada: dt.datetime) -> dt.date:
    """The calendar day at the agency of an instant."""
    return pada.astimezone(ZONA).date()


def satu_instansi(baris: Sequence[Penugasan] | Sequence[Usulan]) -> Instansi:
    """The agency of a batch. Raises DomainError for an empty batch or one of several agencies."""
    if len({satu.instansi_id for satu in baris}) != 1:
        pesan = "Pilih paling sedikit satu nama."
        raise DomainError(pesan)
    return baris[0].instansi
