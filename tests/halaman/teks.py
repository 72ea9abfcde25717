"""What a visitor reads of a page: its text, and what a screen reader or a hint says."""

import re
from html.parser import HTMLParser

DIBACA = ("aria-label", "title", "placeholder", "alt", "aria-description", "data-tanya")
DIAM = frozenset({"script", "style", "code", "kbd"})
INGGRIS = re.compile(
    r"\b(?:the|and|of|with|from|your|you|please|error|errors|invalid|required|save|saved|delete"
    r"|deleted|edit|cancel|submit|search|download|next|previous|password|username|this"
    r"|that|are|was|were|field|enter|select|choose|click|here|back|view|show|hide|unknown"
    r"|warning|success|failed|failure|loading|already|has|have|been|must|cannot|not|only|than"
    r"|before|after|between|value|values|valid|changed|change|added|new|old|list|row|rows|letter"
    r"|letters|person|people|agency|approve|approved|reject|rejected|pending|yes|who|when|where"
    r"|which|what|how|there|their|these|those|will|would|should|can|does|none|empty|page|"
    r"open|close|closed|sign|log|user|users|account|settings|help|upload|file|files)\b",
    re.IGNORECASE,
)
"""English words that are no Indonesian ones."""


class _Teks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.semua: list[str] = []
        self._diam = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._diam += tag in DIAM
        isi = dict(attrs)
        self.semua += [nilai for nama in DIBACA if (nilai := isi.get(nama))]
        if tag in ("input", "button") and isi.get("type") in ("submit", "button", "reset"):
            self.semua.append(isi.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._diam -= tag in DIAM

    def handle_data(self, data: str) -> None:
        if not self._diam and data.strip():
            self.semua.append(" ".join(data.split()))


def terbaca(html: str) -> list[str]:
    """Return every piece of text that reaches the visitor."""
    pembaca = _Teks()
    pembaca.feed(html)
    return [satu for satu in pembaca.semua if satu]


def kata_inggris(teks: str) -> list[str]:
    """Return the English words of a text, addresses and file names left out."""
    bersih = re.sub(r"\S*[/@_.]\w\S*", " ", teks)
    return INGGRIS.findall(bersih)
