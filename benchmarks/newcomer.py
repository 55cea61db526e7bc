"""What a newcomer waits for once everything is set up: `make demo` and `make test`, in seconds of wall time."""

import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS_S = {"demo": 60, "test": 120}


def main() -> None:
    """Run both, print a line each."""
    for target, limit_s in LIMITS_S.items():
        began = time.monotonic()
        ended = subprocess.run(["make", target], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        print(f"make {target}: {time.monotonic() - began:.0f} s, exit {ended.returncode} (aim ≤ {limit_s} s)")


if __name__ == "__main__":
    main()
