"""A person without a mouse: Tab until the thing is reached, and at every stop the focus is seen."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PALING_JAUH = 150
"""Stops on one page before somebody gives up."""

# What has the focus: its name as a screen reader says it, and whether the eye finds it.
FOKUS = """async () => {
  await new Promise((lanjut) => requestAnimationFrame(() => requestAnimationFrame(lanjut)));
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const teks = (id) => (document.getElementById(id) || {textContent: ""}).textContent;
  const nama = [
    el.getAttribute("aria-label") || "",
    (el.getAttribute("aria-labelledby") || "").split(" ").map(teks).join(" "),
    ...[...(el.labels || [])].map((l) => l.textContent),
    ["INPUT", "SELECT", "TEXTAREA"].includes(el.tagName) ? "" : el.textContent,
    el.title || "",
  ].join(" ").replace(/\\s+/g, " ").trim();
  const kelompok = el.closest("fieldset");
  const bertanda = (e) => {
    const gaya = getComputedStyle(e);
    const garis = gaya.outlineStyle !== "none" && parseFloat(gaya.outlineWidth) > 0;
    return garis || gaya.boxShadow !== "none";
  };
  const pembawa = el.type === "file" ? el.closest("[data-unggah], label") : null;
  const kotak = el.getBoundingClientRect();
  const x = Math.min(Math.max((kotak.left + kotak.right) / 2, 1), innerWidth - 2);
  const y = (kotak.top + kotak.bottom) / 2;
  const atas = document.elementFromPoint(x, y);
  return {
    nama,
    jenis: el.type && el.tagName === "INPUT" ? el.type : el.tagName.toLowerCase(),
    kelompok: kelompok ? (kelompok.querySelector("legend") || kelompok).textContent.trim() : "",
    bertanda: bertanda(el) || Boolean(pembawa && bertanda(pembawa)),
    tampak: Boolean(pembawa) || kotak.height > innerHeight ||
      Boolean(atas && (el.contains(atas) || atas.contains(el) || el.labels?.[0]?.contains(atas))),
    di_atas: atas ? atas.outerHTML.slice(0, 120) : "nothing",
    ringkasan: el.matches("[data-fokus]"),
    isi: el.id === "isi",
    html: el.outerHTML.slice(0, 160),
  };
}"""


@dataclass
class Papan:
    """A page, and the only thing a person has to use it: the keyboard."""

    halaman: Page

    def __post_init__(self) -> None:
        """Scrolling is at once, so that each stop can be looked at where it comes to rest."""
        self.halaman.emulate_media(reduced_motion="reduce")

    @property
    def fokus(self) -> dict[str, Any] | None:
        """What has the focus now; None for nothing in particular."""
        hasil: dict[str, Any] | None = self.halaman.evaluate(FOKUS)
        return hasil

    def tekan(self, *tombol: str) -> None:
        """Press these keys, one after the other."""
        for satu in tombol:
            self.halaman.keyboard.press(satu)

    def ketik(self, teks: str) -> None:
        """Type into what has the focus."""
        self.halaman.keyboard.type(teks)

    def langkah(self, *, mundur: bool = False) -> dict[str, Any] | None:
        """One stop further: what has the focus must be seen, and not lie under something."""
        self.tekan("Shift+Tab" if mundur else "Tab")
        kini = self.fokus
        if kini is not None:
            assert kini["bertanda"], f"focus is not visible on {kini['html']}"
            assert kini["tampak"], f"over {kini['html']} lies {kini['di_atas']}"
        return kini

    def sampai(self, nama: str, *, mundur: bool = False, **sifat: str) -> dict[str, Any]:
        """Go on until what has the focus bears this name (and kind, or group of choices)."""
        dilewati = []
        for _ in range(PALING_JAUH):
            kini = self.langkah(mundur=mundur)
            cocok = kini is not None and nama.lower() in kini["nama"].lower()
            if kini is not None and cocok and all(v in kini[k] for k, v in sifat.items()):
                return kini
            dilewati.append(kini["nama"][:40] if kini else "-")
        msg = f"{nama!r} is not reached with Tab; passed: {dilewati[:60]}"
        raise AssertionError(msg)

    def pakai(
        self, nama: str, tombol: str = "Enter", *, mundur: bool = False, **sifat: str
    ) -> None:
        """Reach it and use it."""
        self.sampai(nama, mundur=mundur, **sifat)
        self.tekan(tombol)

    def pilih_berkas(self, nama: str, berkas: Path) -> None:
        """Reach the field and let the system's own dialog choose a file."""
        self.sampai(nama, jenis="file")
        with self.halaman.expect_file_chooser() as dialog:
            self.tekan("Space")
        dialog.value.set_files(berkas)

    def pastikan_di_ringkasan(self) -> None:
        """A refused form puts the focus on the summary of what is wrong."""
        self.halaman.locator("[data-fokus]").first.wait_for()
        assert self.halaman.locator("[data-fokus]").count() == 1, "a summary is said once"
        kini = self.fokus
        assert kini is not None
        assert kini["ringkasan"], f"the focus is on {kini['html']}"
        assert kini["bertanda"], "the focus on the summary is not visible"
