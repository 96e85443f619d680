"""A PKCS #11 device for tests: SoftHSM of Debian, with a token of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

MODULES: Final = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib64/softhsm/libsofthsm2.so"),
    Path("/usr/local/lib/softhsm/libsofthsm2.so"),
)
TOKEN: Final = "registry tests"
PIN: Final = "273645"


def module() -> str:
    """Return the library, or end the test: failed in CI, elsewhere skipped in one line."""
    found = next((path for path in MODULES if path.is_file()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        message = "SoftHSM is not installed: apt-get install softhsm2"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return str(found)


@contextmanager
def token(folder: Path) -> Iterator[str]:
    """Make a token under a folder, and return the module that has it."""
    library = module()
    store = folder / "tokens"
    store.mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\n")
    with pytest.MonkeyPatch.context() as patch:
        # The library reads it when it is initialised, in this process.
        patch.setenv("SOFTHSM2_CONF", str(settings))
        make = f"softhsm2-util --init-token --free --so-pin {PIN} --pin {PIN} --label"
        subprocess.run([*make.split(), TOKEN], check=True, capture_output=True)
        yield library
        forget(library)


def forget(library: str) -> None:
    """End all sessions of this process; the library is initialised anew when next used."""
    import pkcs11  # noqa: PLC0415 - an optional library

    pkcs11.unload(library)
