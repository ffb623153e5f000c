"""Both layouts of all six editions as PDF and as contact sheets, for people to look at.

    .venv/bin/python -m tests.issues.print.look FOLDER [EDITION …] [--layout compact] [--dpi 60]

Needs Debian's poppler-utils (pdftoppm). Pages stand five in a row, as many rows as there are; FOLDER/pictures keeps the
generated pictures, so that the second call is quicker.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

ACROSS = 5
GAP = 12  # pixels between pages
LAYOUTS = ("magazine", "compact")


def main() -> None:
    """Render, rasterise, tile."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("editions", nargs="*")
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--dpi", type=int, default=60)
    options = parser.parse_args()
    prepare(options.folder)
    from issues import pdf
    from tests.issues.print import editions

    for key in options.editions or filter(editions.present, editions.EDITIONS):
        edition = editions.EDITIONS[key]()
        for layout in [options.layout] if options.layout else LAYOUTS:
            target = options.folder / f"{key}-{layout}.pdf"
            rendered = pdf.render(edition, layout)
            target.write_bytes(rendered.data)
            sheet(target, options.dpi).save(target.with_suffix(".png"))
            print(f"{target}: {rendered.pages} trang, {len(rendered.data) / 1e6:.1f} MB")


def prepare(folder: Path) -> None:
    """Django with its pictures in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
        "MEDIA_ROOT": str((folder / "pictures").resolve()),
    }
    import django

    django.setup()


def sheet(path: Path, dpi: int) -> Image.Image:
    """All pages of a PDF on one picture."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", path, f"{folder}/page"], check=True)
        pages = [Image.open(name).convert("RGB") for name in sorted(Path(folder).glob("*.png"))]
    return tiled(pages)


def tiled(pages: list[Image.Image]) -> Image.Image:
    """Pages side by side on grey."""
    width, height = (max(page.size[side] for page in pages) + GAP for side in (0, 1))
    lines = -(-len(pages) // ACROSS)
    whole = Image.new("RGB", (width * ACROSS + GAP, height * lines + GAP), "#8a8f94")
    for n, page in enumerate(pages):
        whole.paste(page, (GAP + width * (n % ACROSS), GAP + height * (n // ACROSS)))
    return whole


if __name__ == "__main__":
    main()
