"""The house's spellings that an installation starts with (`house_forms.toml`)."""

import tomllib
from pathlib import Path

from issues.models import HouseForm
from news.text import nfc

FILE = Path(__file__).resolve().parent / "house_forms.toml"


def load() -> int:
    """Make them rows; how many. For an installation that has none yet."""
    rows = tomllib.loads(nfc(FILE.read_text(encoding="utf-8")))["forms"]
    HouseForm.objects.bulk_create(
        HouseForm(preferred=row["preferred"], variants="\n".join(row["variants"]), note=row.get("note", ""))
        for row in rows
    )
    return len(rows)
