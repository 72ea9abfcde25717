#!/usr/bin/env python
"""Django's command line for the Portal Penugasan KKMP."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.stderr.write("Paket belum terpasang. Jalankan `make setup`, lalu .venv/bin/python.\n")
        raise SystemExit(1) from None
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
