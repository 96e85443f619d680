"""Make the environment of a checkout: a venv with what the lock file says, and our commands.

    python scripts/environment.py runtime|test

Standard library only. Runs under a lock, does nothing when the stamp holds the digest of the lock
file, and goes on where an interrupted run stopped, since pip keeps what it fetched. The packages
themselves run from the checkout.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("REGISTRY_HOME") or ROOT / ".local").resolve()
VENV = HOME / "venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"runtime": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
COMMANDS = {"talent-registry": "registry.cli", "verify-certificate": "verifier.cli"}
SAY_SECONDS = 2.0


def main() -> int:
    """Make or complete the environment; return the exit status."""
    kind = sys.argv[1]
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # What the tests need contains what the server needs.
        if any(is_current(done) for done in {kind, "test"}):
            return 0
        make_venv()
        failure = install(kind)
        if failure:
            say(failure)
            return 1
        link_checkout()
        stamp(kind).write_text(digest(kind))
    return 0


def say(line: str) -> None:
    """Say one line of progress, or what went wrong."""
    print(f"setup: {line}", file=sys.stderr, flush=True)


def stamp(kind: str) -> Path:
    """Return the file that remembers what was installed."""
    return VENV / f"installed-{kind}"


def digest(kind: str) -> str:
    """Return what the environment depends on, in one word."""
    inputs = LOCKS[kind].read_bytes() + Path(__file__).read_bytes() + str(ROOT).encode()
    return hashlib.sha256(inputs).hexdigest()


def is_current(kind: str) -> bool:
    """Say whether exactly this was installed, and its Python still runs."""
    try:
        return stamp(kind).read_text() == digest(kind) and PYTHON.exists()
    except OSError:
        return False


def make_venv() -> None:
    """Make the virtual environment; a broken one is made anew."""
    works = (
        PYTHON.exists()
        and not subprocess.run(
            [PYTHON, "-c", "import pip"], capture_output=True, check=False
        ).returncode
    )
    if works:
        return
    say(f"making {VENV} with Python {sys.version.split()[0]}")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as err:
        sys.exit(f"setup: this Python cannot make environments ({err}); install python3-venv")


def install(kind: str) -> str | None:
    """Install the lock file; return one sentence if that failed."""
    total = len(re.findall("^[a-z].*==", LOCKS[kind].read_text(), re.MULTILINE))
    say(f"installing {total} packages of {LOCKS[kind].name}")
    words = [
        "-m", "pip", "install", "--no-deps", "--require-hashes", "--only-binary=:all:",
        "--disable-pip-version-check", "--no-input", "--progress-bar=off", "--retries=2",
        "-r", str(LOCKS[kind]),
    ]  # fmt: skip
    process = subprocess.Popen(
        [PYTHON, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said: list[str] = []
    seen, last = 0, time.monotonic()
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        seen += line.startswith(("Collecting", "Requirement already"))
        if time.monotonic() - last > SAY_SECONDS:
            last = time.monotonic()
            say(f"package {seen} of {total}" if seen < total else "unpacking")
    return None if process.wait() == 0 else reason("".join(said))


def reason(said: str) -> str:
    """Return why pip failed, in one sentence, and where the rest stands."""
    log = HOME / "setup.log"
    log.write_text(said)
    if "DO NOT MATCH THE HASHES" in said:
        lines = [line.strip() for line in said.splitlines() if " from http" in line]
        what = f"a package has other bytes than the lock file says: {' '.join(lines[:1])}"
    elif "Could not find a version" in said or "Connection" in said:
        what = "the packages cannot be fetched; check the network and start again"
    else:
        what = "pip did not install the packages"
    return f"{what} (all that pip said: {log})"


def link_checkout() -> None:
    """Put the checkout on the path of the environment, and our commands beside its Python."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    path = VENV / "lib" / version / "site-packages" / "talent-registry.pth"
    path.write_text(f"{ROOT}\n")
    for name, module in COMMANDS.items():
        command = VENV / "bin" / name
        command.write_text(f"#!{PYTHON}\nfrom {module} import main\n\nraise SystemExit(main())\n")
        command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main())
