"""The client of SIASN's web services: calls, retries, tokens; nothing of our tables.

Reads are repeated by themselves; a write never is: when its end is unknown it raises AmbiguError
and the sender looks first. Refusals come back as values (``Hasil``).
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote

import httpx

from penugasan.siasn.bentuk import (
    Baris,
    DataUtama,
    Hasil,
    JabatanSiasn,
    KkmpSiasn,
    UnorSiasn,
    UsulanSiasn,
    baca_data_utama,
    baca_jabatan,
    baca_kkmp,
    baca_unor,
    baca_usulan,
    bulat,
    teks,
    terhapus,
)
from penugasan.siasn.galat import (
    AmbiguError,
    Kode,
    SiasnError,
    TokenDitolakError,
    galat_sertifikat,
)
from penugasan.siasn.jawaban import (
    TIDAK_ADA,
    daftar_baris,
    gagal,
    isi_amplop,
    kata_bkn,
    periksa,
    untuk_catatan,
)
from penugasan.siasn.konfigurasi import KonfigurasiSiasn
from penugasan.siasn.laju import Giliran, Laju
from penugasan.siasn.sambungan import buka, minta
from penugasan.siasn.token import PemegangToken, TempatToken, TokenMemori
from penugasan.siasn.wire import OPERASI_REFERENSI, badan_kanonis, samakan_id, tulis_waktu

logger = logging.getLogger(__name__)

_MAKS_HALAMAN: Final = 500
_PER_HALAMAN: Final = 100
# Faults in which the request certainly did not reach BKN: safe to repeat even for a write.
_BELUM_TERKIRIM: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_GAGAL_SAMBUNG_IP: Final = 5


def _diam() -> None:
    """Nobody asks how far a list has been read."""


class KlienSiasn:
    """A few connections at a time, one cookie jar, one pair of tokens. Safe for several threads.

    ``tempat`` shares tokens between processes, ``giliran`` the pace; tests replace ``tidur``.
    """

    def __init__(
        self,
        konfigurasi: KonfigurasiSiasn,
        *,
        tempat: TempatToken | None = None,
        giliran: Giliran | None = None,
        tidur: Callable[[float], None] = time.sleep,
    ) -> None:
        self._k = konfigurasi
        self._tidur = tidur
        self._laju = Laju(konfigurasi.jeda, tidur, giliran)
        self._gagal_sambung = 0
        self._http = buka(
            konfigurasi,
            httpx.Timeout(konfigurasi.timeout_baca, connect=konfigurasi.timeout_sambung),
        )
        self._token = PemegangToken(
            konfigurasi, self._http, tempat or TokenMemori(), tunggu=self._laju.tunggu
        )

    def __repr__(self) -> str:
        return f"KlienSiasn({self._k.mode})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        galat: BaseException | None,
        jejak: TracebackType | None,
    ) -> None:
        self.tutup()

    def tutup(self) -> None:
        """Close the connections."""
        self._http.close()

    # People and reference data

    def data_utama(self, nip: str) -> DataUtama | None:
        """The person with this NIP, full-time first, then Paruh Waktu; None when BKN knows nobody.

        Raises SiasnError when no answer was had.
        """
        for operasi in ("data_utama", "data_utama_paruh_waktu"):
            baris = self._baca_satu(operasi, nip=nip)
            if baris is not None:
                paruh = operasi == "data_utama_paruh_waktu"
                orang = baca_data_utama(baris, self._k.peta_kolom, paruh_waktu=paruh)
                _pastikan(orang.nip.replace(" ", "") == nip)
                return orang
        return None

    def ref_kkmp(self, tiap_halaman: Callable[[], None] = _diam) -> list[KkmpSiasn]:
        """All cooperatives that SIASN lists for the agency. ``tiap_halaman``: see ``ref_unor``."""
        baris = self._halaman("ref_kkmp", {}, tiap_halaman)
        semua = [baca_kkmp(satu, self._k.peta_kolom) for satu in baris]
        _pastikan(all(kkmp.id and kkmp.kode_wilayah for kkmp in semua))
        return semua

    def ref_unor(self, tiap_halaman: Callable[[], None] = _diam) -> list[UnorSiasn]:
        """All units of the agency: complete, or an error.

        ``tiap_halaman`` is called before each page; what it raises ends the reading.
        """
        baris = self._halaman("ref_unor", {}, tiap_halaman, lengkap=True)
        semua = [baca_unor(satu, self._k.peta_kolom) for satu in baris]
        _pastikan(all(unor.id and unor.nama for unor in semua))
        return semua

    def ref_jabatan(
        self, operasi: str, tiap_halaman: Callable[[], None] = _diam
    ) -> list[JabatanSiasn]:
        """One of the two lists of positions (``OPERASI_REFERENSI``): complete, or an error."""
        baris = self._halaman(operasi, {}, tiap_halaman, lengkap=True)
        semua = [baca_jabatan(satu, self._k.peta_kolom) for satu in baris]
        _pastikan(all(jabatan.id and jabatan.nama for jabatan in semua))
        return semua

    # Proposals

    def simpan_usulan(self, badan: Mapping[str, Any]) -> Hasil:
        """Propose one person, or correct a proposal that BKN sent back (``id`` filled).

        Raises AmbiguError when it may or may not have been saved, SiasnError when it was not.
        """
        isi, http = self._panggil(
            "POST",
            "usulan_simpan",
            content=badan_kanonis(badan),
            headers={"Content-Type": "application/json"},
        )
        hasil, kunci = self._hasil(isi, http), str(badan.get("referensiId") or "")
        usulan = hasil.usulan
        bukti = usulan is not None and (usulan.milik(kunci) or not usulan.referensi_id)
        return _terbukti(hasil, bukti=bukti)

    def usulan(self, id_usulan: str) -> UsulanSiasn | None:
        """One proposal by its id; None when BKN does not know it."""
        baris = self._baca_satu("usulan_id", id=id_usulan)
        if baris is None:
            return None
        usulan = self._usulan(baris)
        _pastikan(samakan_id(usulan.id) == samakan_id(id_usulan))
        return usulan

    def usulan_pns(self, nip: str) -> list[UsulanSiasn]:
        """All proposals of one person."""
        isi, _ = self._panggil("GET", "usulan_pns", nip=nip)
        return self._terbaru(daftar_baris(isi))

    def daftar_usulan(
        self,
        tiap_halaman: Callable[[], None] = _diam,
        *,
        referensi_id: str = "",
        diubah_sejak: datetime | None = None,
    ) -> list[UsulanSiasn]:
        """Proposals of the agency, by our key or changed since an instant: all, or an error."""
        saringan = {"referensiId": referensi_id} if referensi_id else {}
        saringan |= {"diubahSejak": tulis_waktu(diubah_sejak)} if diubah_sejak else {}
        semua = self._terbaru(self._halaman("usulan_daftar", saringan, tiap_halaman))
        _pastikan(not referensi_id or all(usulan.referensi_id for usulan in semua))
        return semua

    def tarik_usulan(self, id_usulan: str) -> Hasil:
        """Withdraw a proposal that BKN has not decided. Repeatable."""
        isi, http = self._panggil("DELETE", "usulan_tarik", id=id_usulan)
        hasil = self._hasil(isi, http)
        usulan = hasil.usulan
        bukti = usulan is not None and samakan_id(usulan.id) == samakan_id(id_usulan)
        return _terbukti(hasil, bukti=bukti)

    def unggah_sk(self, *, id_usulan: str, no_sk: str, tgl_sk: str, berkas: bytes) -> Hasil:
        """Upload the SK (PDF bytes) of an accepted proposal; ``tgl_sk`` as dd-mm-yyyy."""
        isi, http = self._panggil(
            "POST",
            "unggah_sk",
            data={"id_usulan": id_usulan, "no_sk": no_sk, "tgl_sk": tgl_sk},
            files={"file": ("sk.pdf", berkas, "application/pdf")},
        )
        return _terbukti(self._hasil(isi, http), bukti=bool(teks(isi_amplop(isi), "dok_uri")))

    # Reading envelopes

    def _usulan(self, baris: Baris) -> UsulanSiasn:
        return baca_usulan(baris, self._k.peta_status, self._k.peta_kolom)

    def _terbaru(self, semua: Iterable[Baris]) -> list[UsulanSiasn]:
        """Each proposal once: of a row that came twice, or out of order, the newest version."""
        per_id: dict[str, UsulanSiasn] = {}
        for usulan in map(self._usulan, semua):
            kunci = samakan_id(usulan.id)
            _pastikan(bool(kunci))
            if kunci not in per_id or per_id[kunci].versi <= usulan.versi:
                per_id[kunci] = usulan
        return list(per_id.values())

    def _hasil(self, isi: dict[str, Any], http: int) -> Hasil:
        usulan: UsulanSiasn | None = self._usulan(isi_amplop(isi))
        if usulan is not None and not usulan.id:
            usulan = None
        if not gagal(isi) and http < 400:
            return Hasil(diterima=True, kode="ok", pesan="", http=http, usulan=usulan, mentah=isi)
        kode = {404: "tidak_ada", 409: "bentrok"}.get(http, "tolak")
        pesan = kata_bkn(isi) or "SIASN menolak tanpa keterangan."
        return Hasil(diterima=False, kode=kode, pesan=pesan, http=http, usulan=usulan, mentah=isi)

    def _baca_satu(self, operasi: str, **bagian: Any) -> Baris | None:
        isi, _ = self._panggil("GET", operasi, **bagian)
        if gagal(isi):
            if TIDAK_ADA in kata_bkn(isi).casefold():
                return None
            raise SiasnError(Kode.SERVER, f"SIASN menjawab: {kata_bkn(isi)[:120]}")
        data = isi.get("data")
        if isinstance(data, list):
            data = next((baris for baris in data if not terhapus(baris)), None)
        if isinstance(data, str) and TIDAK_ADA in data.casefold():
            return None
        if not isinstance(data, dict):
            raise SiasnError(Kode.BENTUK, "Bentuk jawaban SIASN tidak dikenal.")
        return data

    def _halaman(
        self,
        operasi: str,
        saringan: Mapping[str, str],
        tiap_halaman: Callable[[], None] = _diam,
        *,
        lengkap: bool = False,
    ) -> Iterator[Baris]:
        """Every row of a paged list, each once. Stops on a short or repeated page, never runs for
        ever. With ``lengkap`` a list that ends before the number it announced is an error."""
        sidik_lalu, sudah, jumlah = "", set(), 0
        for nomor in range(_MAKS_HALAMAN):
            tiap_halaman()
            kueri = {**saringan, "limit": str(_PER_HALAMAN), "offset": str(nomor * _PER_HALAMAN)}
            isi, _ = self._panggil("GET", operasi, params=kueri)
            baris = daftar_baris(isi, terhapus_juga=True)
            jumlah, sidik = max(jumlah, bulat(isi, "count")), repr(baris)
            if sidik != sidik_lalu:
                for satu in baris:
                    if repr(satu) not in sudah:
                        sudah.add(repr(satu))
                        if not terhapus(satu):
                            yield satu
            if sidik == sidik_lalu or len(baris) < _PER_HALAMAN:
                _pastikan(not lengkap or len(sudah) >= jumlah)
                return
            sidik_lalu = sidik
        raise SiasnError(Kode.BENTUK, "Daftar SIASN tidak berakhir.")

    # The line

    def _panggil(
        self, metode: str, operasi: str, *, params: Mapping[str, str] | None = None, **lain: Any
    ) -> tuple[dict[str, Any], int]:
        """One call with its retries; path parts are taken out of ``lain`` by their names."""
        bagian = {nama: quote(lain.pop(nama), safe="") for nama in ("nip", "id") if nama in lain}
        dasar = self._k.url_referensi if operasi in OPERASI_REFERENSI else self._k.url_api
        alamat = dasar + self._k.path[operasi].format(**bagian)
        sisa = 0 if metode != "GET" else self._k.maks_ulang
        jeda = self._k.jeda_ulang
        while True:
            try:
                return self._dengan_token(metode, operasi, alamat, params=params, **lain)
            except SiasnError as galat:
                if sisa == 0 or galat.tunda is not None or isinstance(galat, TokenDitolakError):
                    raise
                logger.info("siasn %s diulang: %s", operasi, galat.kode)
            sisa -= 1
            self._tidur(jeda)
            jeda *= 2

    def _dengan_token(
        self, metode: str, operasi: str, alamat: str, **lain: Any
    ) -> tuple[dict[str, Any], int]:
        """With the tokens we hold; each of the two is renewed once at most, so it always ends."""
        tambahan = lain.pop("headers", {})
        dibuang: set[str] = set()
        while True:
            kepala = self._token.kepala(sso=operasi not in OPERASI_REFERENSI)
            try:
                return self._sekali(metode, operasi, alamat, headers={**tambahan, **kepala}, **lain)
            except TokenDitolakError as galat:
                self._token.tolak(kepala, galat.buang)
                if galat.kode is Kode.GALAT_GERBANG and metode != "GET":
                    raise AmbiguError(galat.kode, galat.pesan) from galat
                if galat.buang <= dibuang:
                    raise
                dibuang |= galat.buang

    def _sekali(
        self, metode: str, operasi: str, alamat: str, **lain: Any
    ) -> tuple[dict[str, Any], int]:
        self._laju.tunggu()
        mulai = time.monotonic()
        try:
            mentah = minta(self._http, metode, alamat, self._k.tenggat, **lain)
        except httpx.HTTPError as galat:
            raise self._galat_garis(metode, operasi, galat) from galat
        self._gagal_sambung = 0
        lama = (time.monotonic() - mulai) * 1000
        logger.debug("siasn %s %s %.0f ms", operasi, mentah.status, lama)
        try:
            return periksa(mentah), mentah.status
        except SiasnError as galat:
            kata = untuk_catatan(mentah.badan)
            logger.info("siasn %s %s %s: %s", operasi, mentah.status, galat.kode, kata)
            raise

    def _galat_garis(self, metode: str, operasi: str, galat: httpx.HTTPError) -> SiasnError:
        nama = type(galat).__name__
        logger.info("siasn %s terputus: %s", operasi, nama)
        if sertifikat := galat_sertifikat(galat):
            return sertifikat
        if isinstance(galat, _BELUM_TERKIRIM):
            self._gagal_sambung += 1
            if self._gagal_sambung >= _GAGAL_SAMBUNG_IP:
                pesan = "SIASN tidak dapat dihubungi. IP server mungkin belum terdaftar di BKN."
            else:
                pesan = "SIASN tidak dapat dihubungi."
            return SiasnError(Kode.SAMBUNGAN, pesan)
        if metode != "GET":
            return AmbiguError(Kode.TERPUTUS, "Sambungan ke SIASN terputus sebelum jawaban tiba.")
        return SiasnError(Kode.TERPUTUS, "Sambungan ke SIASN terputus.")


def _terbukti(hasil: Hasil, *, bukti: bool) -> Hasil:
    """A success must say what succeeded: one that names nothing of ours may be anybody's."""
    if hasil.diterima and not bukti:
        pesan = "SIASN menjawab berhasil, tetapi isinya tidak dikenal."
        raise AmbiguError(Kode.BENTUK, pesan)
    return hasil


def _pastikan(cocok: bool) -> None:  # noqa: FBT001 - reads like an assertion
    """A read that lacks its key, or speaks of somebody else, is no answer to our question."""
    if not cocok:
        raise SiasnError(Kode.BENTUK, "Isi jawaban SIASN tidak dikenal.")
