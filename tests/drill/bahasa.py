"""Whether a message is one that an officer can act on: Indonesian, whole, saying what to do."""

import re
from collections.abc import Iterator

ASING = re.compile(
    r"\b(the|file|error|invalid|failed|cannot|could not|unexpected|traceback|exception|not found"
    r"|missing|expected|unsupported|value|none|null|true|false|badzip\w*|xml|zipfile|openpyxl"
    r"|calamine|stream|bytes?|index|range|child|process|timeout|memory)\b",
    re.IGNORECASE,
)
BOLEH_ASING = re.compile(r"\b(berkas XML|format XML)\b|\(0 byte\)|“[^”]*”|#[A-Z0-9/]+[!?]?")
SARAN = re.compile(
    r"\b(buka|simpan|unggah|unduh|minta|hapus|bagi|pastikan|salin|isi|ubah|pilih|tulis|periksa"
    r"|perbaiki|ulangi|ketik|sisakan|impor|pindahkan|pakai|hubungi|gunakan|coba|buat|lepas"
    r"|dapat diimpor|petakan|sebutkan)\w*\b",
    re.IGNORECASE,
)
KATA_PALING_BANYAK = 20


def periksa_pesan(pesan: str, *, tolak: bool = False) -> Iterator[str]:
    """Yield what is wrong with a message; a refusal must also say what to do."""
    polos = BOLEH_ASING.sub("…", pesan)
    if not pesan.strip():
        yield "pesan kosong"
        return
    if asing := ASING.search(polos):
        yield f"kata asing “{asing[0]}”"
    if tolak and not SARAN.search(polos):
        yield "tidak menyebut apa yang harus dilakukan"
    if not polos.rstrip().endswith((".", "!", "?", "…", "”")):
        yield "tidak diakhiri titik"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", pesan):
        yield "karakter kendali di pesan"
    # What stands after a colon is a list: each of its parts is read on its own.
    for kalimat in re.split(r"(?<=[.!?:;])\s+", polos):
        if len(kalimat.split()) > KATA_PALING_BANYAK:
            yield f"kalimat lebih dari {KATA_PALING_BANYAK} kata"
