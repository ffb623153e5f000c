"""`make fuzz`: the properties of this folder, round after round with new inputs, until the time is up (FUZZ_MINUTES, 60).

Each round is a process of its own, so that a crash ends a round and not the run. A fault is written down under var/fuzz with
the input that found it, and the rounds go on. Exit 1 where there was a fault.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "fuzz"
EXAMPLES = 400  # inputs for each property in a round
ENDED = (0, 1)  # pytest: all well; some failed


def play(number: int, seconds: float) -> tuple[str, bool]:
    """One round: pytest's last line, and whether all was well. A round that hangs is a fault as well."""
    command = [sys.executable, "-m", "pytest", "tests/fuzz", "-q", "-p", "no:cacheprovider", "-o", "addopts="]
    command += [f"--hypothesis-seed={number}", "--tb=short"]
    environment = os.environ | {"FUZZ_EXAMPLES": os.environ.get("FUZZ_EXAMPLES", str(EXAMPLES))}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            errors="replace",
        )
        said, status = done.stdout + done.stderr, done.returncode
    except subprocess.TimeoutExpired as late:
        said, status = (
            f"{(late.stdout or b'').decode(errors='replace')}\nstill at work after {seconds:.0f} s",
            -1,
        )
    if status == 0:
        return summary(said), True
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = FOLDER / f"round-{number}.txt"
    report.write_text(said, encoding="utf-8", errors="replace")
    kind = "" if status in ENDED else f"ended with {status}; "
    return f"{kind}{summary(said)}; see {report.relative_to(ROOT)}", False


def summary(said: str) -> str:
    """`12 passed in 80 s`, as pytest says it."""
    lines = [line for line in said.splitlines() if re.search(r"\d+ (passed|failed|error)", line)]
    return lines[-1].strip("= ") if lines else "no result"


def main() -> int:
    """Rounds until the time is up. Returns the exit status."""
    minutes = float(os.environ.get("FUZZ_MINUTES", "60"))
    end = time.monotonic() + 60 * minutes
    seed = int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 10**9)))
    rounds = faults = 0
    while time.monotonic() < end:
        words, well = play(seed + rounds, 60 * max(minutes, 30))
        rounds, faults = rounds + 1, faults + (not well)
        print(f"round {rounds} (seed {seed + rounds - 1}): {words}", flush=True)
    print(f"{rounds} rounds, {faults} with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
