"""What one fault came to over several seeds."""

from dataclasses import dataclass, field


@dataclass
class Jumlah:
    """Cases, strikes, messages an officer sent again, the longest recovery (seconds), misses."""

    kasus: int = 0
    kena: int = 0
    dikirim_ulang: int = 0
    pulih: float = 0.0
    luput: list[str] = field(default_factory=list)

    def tambah(self, lain: "Jumlah") -> None:
        """Add another part of the same fault."""
        self.kasus += lain.kasus
        self.kena += lain.kena
        self.dikirim_ulang += lain.dikirim_ulang
        self.pulih = max(self.pulih, lain.pulih)
        self.luput += lain.luput
