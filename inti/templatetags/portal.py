"""Indonesian spelling of dates, numbers and NIPs, and the small parts every page is made of.

Load once per template: ``{% load portal %}``. The tags fill ``templates/komponen/``.
"""

import datetime as dt
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.forms import BaseForm, BoundField, CharField
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inti import kata
from inti.lencana import cari as cari_lencana
from inti.saringan import tersimpan
from inti.waktu import ZONA

register = template.Library()

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SINGKATAN_ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}
_BAGIAN_NIP = ((0, 8), (8, 14), (14, 15), (15, 18))
_SPRITE = "vendor/bootstrap-icons/ikon.svg"


# --- filters ---------------------------------------------------------------------------------


@register.filter
def nip(nilai: object) -> str:
    """Group an 18-digit NIP as 8-6-1-3; anything else is returned as it is."""
    teks = str(nilai or "")
    if len(teks) != 18 or not teks.isdigit():
        return teks
    return " ".join(teks[awal:akhir] for awal, akhir in _BAGIAN_NIP)


@register.filter
def nip_samar(nilai: object) -> str:
    """Hide the birth day, the sex and the serial: only the birth year and last digit remain."""
    teks = str(nilai or "")
    if len(teks) != 18 or not teks.isdigit():
        return "•" * len(teks)
    return f"{teks[:4]}•••• •••••• • ••{teks[-1]}"


@register.filter
def nama_samar(nilai: object) -> str:
    """Mask a name for public eyes: the first letter of each word stays ("R*** B***")."""
    return " ".join(f"{kata[0]}***" for kata in str(nilai or "").split())


@register.filter
def cap(jabatan: str, nama: str) -> str:
    """Name who acted and in what office; the stamp of an operator begins with the name itself."""
    return jabatan if jabatan.startswith(nama) else f"{nama}, {jabatan}"


@register.filter
def nama_data(label: str) -> str:
    """Name a kind of record as people say it: "penugasan.pesankeluar" is "pesan keluar".

    The trail keeps the kind as a text; one that no model carries any more is shown as kept.
    """
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def _lokal(nilai: dt.datetime) -> dt.datetime:
    return nilai.astimezone(ZONA) if nilai.tzinfo else nilai


@register.filter
def tanggal(nilai: dt.date | None) -> str:
    """Write a date as "1 Maret 2026"; an instant counts in the agency's zone, nothing is "–"."""
    if not isinstance(nilai, dt.date):
        return "–"
    hari = _lokal(nilai) if isinstance(nilai, dt.datetime) else nilai
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


@register.filter
def hari_tanggal(nilai: dt.date | None) -> str:
    """Write a date with its weekday: "Minggu, 1 Maret 2026"."""
    if not isinstance(nilai, dt.date):
        return "–"
    hari = _lokal(nilai) if isinstance(nilai, dt.datetime) else nilai
    return f"{HARI[hari.weekday()]}, {tanggal(hari)}"


@register.filter
def bulan_tahun(nilai: dt.date | None) -> str:
    """Write the month of a date: "Maret 2026"."""
    return f"{BULAN[nilai.month - 1]} {nilai.year}" if isinstance(nilai, dt.date) else "–"


@register.filter
def waktu(nilai: dt.datetime | None) -> str:
    """Write an instant as "10.32 WIB" in the agency's zone."""
    if not isinstance(nilai, dt.datetime):
        return "–"
    jam = nilai.astimezone(ZONA)
    selisih = jam.utcoffset() or dt.timedelta()
    zona = _SINGKATAN_ZONA.get(int(selisih.total_seconds() // 3600), "")
    return f"{jam.hour:02d}.{jam.minute:02d} {zona}".rstrip()


@register.filter
def tanggal_waktu(nilai: dt.datetime | None) -> str:
    """Write an instant as "1 Maret 2026, 10.32 WIB"."""
    if not isinstance(nilai, dt.datetime):
        return tanggal(nilai)
    return f"{tanggal(nilai)}, {waktu(nilai)}"


@register.filter
def lama(nilai: dt.timedelta | None) -> str:
    """Say a stretch of time in its biggest whole unit: "15 menit", "2 jam", "4 hari"."""
    if not isinstance(nilai, dt.timedelta):
        return "–"
    detik = int(nilai.total_seconds())
    for panjang, satuan in ((86400, "hari"), (3600, "jam"), (60, "menit")):
        if detik >= panjang:
            return f"{detik // panjang} {satuan}"
    return "kurang dari 1 menit"


@register.filter
def angka(nilai: object, desimal: int | None = None) -> str:
    """Write a number the Indonesian way, 1.234,5, with as many decimals as asked (or needed)."""
    if nilai is None or nilai == "":
        return "–"
    try:
        bilangan = Decimal(str(nilai))
    except InvalidOperation:
        return str(nilai)
    if desimal is None:
        teks = f"{bilangan:,f}"
        teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
    else:
        teks = f"{bilangan:,.{int(desimal)}f}"
    return teks.translate(str.maketrans(",.", ".,"))


@register.filter
def persen(bagian: object, seluruh: object) -> int:
    """Return the whole-number percentage ``bagian`` is of ``seluruh`` (0..100; 0 of nothing)."""
    try:
        total = float(str(seluruh))
        return max(0, min(100, int(float(str(bagian)) * 100 / total))) if total else 0
    except ValueError:
        return 0


@register.filter
def sebut(teks: str) -> str:
    """Fill ``{wilayah}`` and the like with the agency's words: ``"Nama {wilayah}"|sebut``."""
    return kata.sebut(teks)


@register.filter
def jangkar(medan: BoundField) -> str:
    """Return the id an error link can jump to; of a group of choices, the first one."""
    return medan.id_for_label or f"{medan.auto_id}_0"


# --- small tags ------------------------------------------------------------------------------


@register.simple_tag
def ikon(nama: str, kelas: str = "", label: str = "") -> SafeString:
    """Draw one symbol of the sprite. Without a label it is decoration and hidden from readers."""
    return _simbol(f"{static(_SPRITE)}#{nama}", kelas, label)


@lru_cache(maxsize=500, typed=True)  # text that was made safe is not the same text
def _simbol(alamat: str, kelas: str, label: str) -> SafeString:
    """Written once: a page of a list draws a hundred of them."""
    if label:
        return format_html(
            '<svg class="ikon {}" role="img" aria-label="{}"><use href="{}"/></svg>',
            kelas,
            label,
            alamat,
        )
    return format_html(
        '<svg class="ikon {}" aria-hidden="true" focusable="false"><use href="{}"/></svg>',
        kelas,
        alamat,
    )


@register.simple_tag(takes_context=True)
def blok(context: Context, nama: str) -> SafeString:
    """Print a block a second time: one ``{% block judul %}`` fills both <title> and <h1>."""
    kumpulan = context.render_context.get(BLOCK_CONTEXT_KEY)
    simpul = kumpulan.get_block(nama) if kumpulan else None
    return simpul.render(context) if simpul else SafeString("")


@register.inclusion_tag("komponen/lencana.html")
def lencana(kode: object, kelompok: str, label: str = "") -> dict[str, str]:
    """Show a status as colour + icon + word. An unknown code is shown as it is, in grey."""
    rupa = cari_lencana(str(kode), kelompok)
    return {"nada": rupa.nada, "ikon": rupa.ikon, "label": label or rupa.label}


@register.inclusion_tag("komponen/nip.html", name="nip")
def tag_nip(nilai: str, *, samar: bool = False) -> dict[str, Any]:
    """Show a NIP grouped 8-6-1-3 in digits of equal width; ``samar=True`` masks it."""
    return {"nilai": nilai, "samar": samar}


@register.inclusion_tag("komponen/langkah.html")
def langkah(*judul: str, aktif: int) -> dict[str, Any]:
    """Show the steps of a task; ``aktif`` counts from 1."""
    daftar = [
        {
            "nomor": nomor,
            "judul": teks,
            "keadaan": "selesai" if nomor < aktif else "kini" if nomor == aktif else "nanti",
        }
        for nomor, teks in enumerate(judul, start=1)
    ]
    return {"daftar": daftar}


@register.inclusion_tag("komponen/kemajuan.html")
def kemajuan(selesai: int, total: int, label: str = "Kemajuan") -> dict[str, Any]:
    """Show progress by rows; a total of 0 means "not known yet" and shows a moving bar."""
    return {"selesai": selesai, "total": total, "label": label, "tahu": total > 0}


# --- lists: sort, page, filter ---------------------------------------------------------------


@register.inclusion_tag("komponen/kepala_urut.html", takes_context=True)
def kepala_urut(
    context: Context, nama: str, label: str, kelas: str = "", parameter: str = "urut"
) -> dict[str, Any]:
    """Print a sortable column head: a link that keeps the filters and says its order aloud."""
    permintaan: HttpRequest = context["request"]
    kini = permintaan.GET.get(parameter, "")
    tanya = permintaan.GET.copy()
    tanya.pop("halaman", None)
    tanya[parameter] = f"-{nama}" if kini == nama else nama
    urutan = {nama: "ascending", f"-{nama}": "descending"}.get(kini, "")
    return {"label": label, "kelas": kelas, "urutan": urutan, "tanya": tanya.urlencode()}


@register.inclusion_tag("komponen/panel_saring.html", takes_context=True)
def panel_saring(
    context: Context, form: BaseForm, *, cari: str = "cari", placeholder: str = ""
) -> dict[str, Any]:
    """Print the filter panel of a list (a django-filter form) with removable active filters.

    The field named ``cari`` stands first and is always visible; the others fold away. ``urut``
    belongs to the column heads and is only carried along.
    """
    permintaan: HttpRequest = context["request"]
    saringan = [medan for medan in form if medan.name != "urut"]
    lain = [medan for medan in saringan if medan.name != cari and not medan.is_hidden]
    aktif = [chip for medan in saringan if (chip := _chip(medan, permintaan.GET))]
    kunci = [k for chip in aktif if not chip["teks_bebas"] for k in chip["kunci"]]
    return {
        "form": form,
        "cari": form[cari] if cari in form.fields else None,
        "placeholder": placeholder,
        "lain": lain,
        "aktif": aktif,
        "jumlah_aktif": sum(chip["nama"] != cari for chip in aktif),
        "urut": permintaan.GET.get("urut", ""),
        "path": permintaan.path,
        **tersimpan(permintaan, kunci, _judul_menu(context)),
        "csrf_token": context.get("csrf_token"),
    }


def _judul_menu(context: Context) -> str:
    """What the menu calls the page at hand."""
    menu: Any = context.get("navigasi") or ()
    semua = [butir for kelompok in menu for butir in kelompok["butir"]]
    return next((butir["label"] for butir in semua if butir["kini"]), "Daftar")


def _chip(medan: BoundField, tanya: QueryDict) -> dict[str, Any] | None:
    """Describe one active filter, and the query that drops it."""
    kunci = [k for k in tanya if k == medan.html_name or k.startswith(f"{medan.html_name}_")]
    kunci = [k for k in kunci if k == medan.html_name or k not in medan.form.fields]
    isi = [nilai for k in kunci for nilai in tanya.getlist(k) if nilai]
    if not isi:
        return None
    tanpa = tanya.copy()
    for k in (*kunci, "halaman"):
        tanpa.pop(k, None)
    wadah: Any = medan.field if hasattr(medan.field, "choices") else medan.field.widget
    pilihan = {str(k): str(v) for k, v in getattr(wadah, "choices", ())}
    teks = ", ".join(pilihan.get(nilai, nilai) for nilai in isi)
    return {
        "nama": medan.name,
        "label": str(medan.label),
        "nilai": teks,
        "kunci": kunci,
        "teks_bebas": isinstance(medan.field, CharField),
        "tanpa": tanpa.urlencode(),
    }
