#!/usr/bin/env python3
"""Django's command line. With nothing set in the environment it runs in debug, on localhost, on SQLite."""

import os
import sys


def main():
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Chưa cài Django. Chạy `make run`, hoặc `pip install -r requirements.txt`."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
