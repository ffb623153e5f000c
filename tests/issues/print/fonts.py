"""Fonts: embedded, as subsets, with a way back to characters, of the house's two families."""

from collections.abc import Iterator

from issues.edition import Edition
from tests.issues.print.paper import Paper

FAMILIES = ("Diemtin-Sans", "Diemtin-Serif")


def embedded(edition: Edition, paper: Paper) -> list[str]:
    """Every font of every page, and of what pages draw, is in the file."""
    complaints = []
    for name, font in sorted(all_fonts(paper).items()):
        if font["/Subtype"] == "/Type3":
            complaints.append(f"{name}: drawn glyphs in place of a font")
            continue
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            complaints.append(f"{name} is not embedded")
        if "/ToUnicode" not in font:
            complaints.append(f"{name} does not say which characters its glyphs are")
        if "+" not in name:
            complaints.append(f"{name} is embedded whole")
    return complaints


def of_the_house(edition: Edition, paper: Paper) -> list[str]:
    """No glyph comes from a font of the machine."""
    return [
        f"{n} is not ours" for n in sorted(all_fonts(paper)) if not n.partition("+")[2].startswith(FAMILIES)
    ]


def all_fonts(paper: Paper) -> dict[str, dict]:
    """All fonts by name."""
    return {str(font["/BaseFont"])[1:]: font for page in paper.reader.pages for font in fonts_of(page, set())}


def fonts_of(drawing, seen: set[int]) -> Iterator[dict]:
    """The fonts of a page or form, and of the forms that it draws."""
    resources = drawing.get("/Resources", {}).get_object()
    for font in resources.get("/Font", {}).get_object().values():
        yield font.get_object()
    for reference in resources.get("/XObject", {}).get_object().values():
        form = reference.get_object()
        if form.get("/Subtype") == "/Form" and id(form) not in seen:
            seen.add(id(form))
            yield from fonts_of(form, seen)
