"""``python -m penugasan.siasn.mock_server``: the stand-in without Django around it."""

import argparse
import os
import sys
from pathlib import Path

from penugasan.siasn.mock_server.jalankan import (
    baca_setelan,
    baca_tls,
    bangun,
    layani_selamanya,
    tambah_pilihan_tls,
)


def main() -> int:
    """Parse, build, serve. Exit codes: 0 stopped, 1 refused with a sentence on stderr."""
    urai = argparse.ArgumentParser(prog="siasn_tiruan", description=__doc__)
    urai.add_argument("--port", type=int, default=8243)
    urai.add_argument("--data", type=Path, required=True)
    urai.add_argument("--muat", type=Path, action="append", default=[])
    tambah_pilihan_tls(urai)
    pilihan = urai.parse_args()
    try:
        tls = baca_tls(pilihan.tls_port, pilihan.tls_sertifikat, pilihan.tls_kunci)
        dunia = bangun(
            pilihan.data,
            baca_setelan(os.environ),
            gangguan=os.environ.get("SIASN_TIRUAN_GANGGUAN", ""),
            muat=pilihan.muat,
        )
    except (ValueError, OSError) as galat:
        sys.stderr.write(f"{galat}\n")
        return 1
    return layani_selamanya(
        pilihan.port, dunia, sys.stdout, os.environ.get("SIASN_TIRUAN_HOST", ""), tls
    )


if __name__ == "__main__":
    raise SystemExit(main())
