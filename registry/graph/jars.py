"""The jars of the database server: exactly those of the lock file, byte for byte.

`neo4j/jgo.lock.toml` names 217 artifacts of Maven Central with their SHA-256. Each is taken from
Maven's folder on this machine if the right bytes are there, else fetched by jgo into a staging
folder, checked, and only then renamed into place; so whatever stands under `jars/` is whole, and an
interrupted fetch goes on with the next jar. Nothing is resolved: no POM decides what runs.

Every start compares size and times with the stamp of the last full check, and reads again only what
differs. The server never sees a jar that has other bytes than the lock file says: the start stops
and names it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import jgo.maven
import requests
from jgo.constants import default_maven_repo

from registry.graph.errors import JarError

Progress = Callable[[str], None]

_PARALLEL_DOWNLOADS: Final = 8
_TIMEOUT_SECONDS: Final = 30
_STEP: Final = 40
"""A progress line is said after so many jars."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One artifact of the lock file."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """Return the file name that Maven gives it."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"


def locked_jars() -> tuple[Jar, ...]:
    """Return the artifacts of the lock file, in its order."""
    lock = tomllib.loads((files(__package__) / "neo4j" / "jgo.lock.toml").read_text("utf-8"))
    return tuple(_jar(entry) for entry in lock["dependencies"])


def _jar(entry: dict[str, Any]) -> Jar:
    return Jar(
        group=entry["groupId"],
        artifact=entry["artifactId"],
        version=entry["version"],
        classifier=entry.get("classifier", ""),
        sha256=entry["sha256"],
    )


def ensure_jars(folder: Path, *, progress: Progress) -> Path:
    """Make `folder` hold every jar of the lock file, and return it.

    Raises:
        JarError: a jar has other bytes than the lock file says, or cannot be fetched.
    """
    jars = locked_jars()
    stamp = folder / "checked.json"
    if _read_stamp(stamp) == _times(folder, jars):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in jars if not (folder / jar.name).exists()]
    _fetch(missing, folder, progress)
    for jar in jars:
        _check(jar, folder / jar.name, f"remove {folder / jar.name} and start again to fetch it")
    _remove_others(folder, jars)
    stamp.write_text(json.dumps(_times(folder, jars)))
    return folder


def _read_stamp(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None


def _times(folder: Path, jars: tuple[Jar, ...]) -> dict[str, list[object]]:
    """Return what tells cheaply that a file is still the one that was read."""
    times: dict[str, list[object]] = {}
    for jar in jars:
        try:
            stat = (folder / jar.name).stat()
        except FileNotFoundError:
            continue
        times[jar.name] = [jar.sha256, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
    return times


def _check(jar: Jar, path: Path, remedy: str) -> None:
    if sha256_of(path) != jar.sha256:
        raise JarError(f"{jar.name} has another SHA-256 than the lock file says; {remedy}")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_others(folder: Path, jars: tuple[Jar, ...]) -> None:
    """Remove jars of an earlier version: the class path is the whole folder."""
    names = {jar.name for jar in jars}
    for path in folder.glob("*.jar"):
        if path.name not in names:
            path.unlink()


def _fetch(jars: list[Jar], folder: Path, progress: Progress) -> None:
    """Fetch jars, several at once; the first failure ends it and what came stays."""
    if not jars:
        return
    staging = folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    repository = jgo.maven.MavenContext(
        repo_cache=staging, local_repos=[], timeout=_TIMEOUT_SECONDS
    )
    with ThreadPoolExecutor(_PARALLEL_DOWNLOADS) as pool:
        futures = [pool.submit(_place, jar, folder, repository) for jar in jars]
        try:
            for done, future in enumerate(futures):
                if done % _STEP == 0:
                    progress(f"database server: {done} of {len(jars)} jars are here")
                future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    shutil.rmtree(staging, ignore_errors=True)


def _place(jar: Jar, folder: Path, repository: jgo.maven.MavenContext) -> None:
    """Put one jar into the folder, from this machine or from Maven Central."""
    component = repository.project(jar.group, jar.artifact).at_version(jar.version)
    artifact = component.artifact(classifier=jar.classifier)
    here = default_maven_repo() / component.path_prefix / jar.name
    if here.is_file() and sha256_of(here) == jar.sha256:
        staged = folder / f"{jar.name}.new"
        shutil.copyfile(here, staged)
    else:
        try:
            staged = artifact.resolve()
        except (requests.RequestException, OSError, RuntimeError) as err:
            raise JarError(
                f"cannot fetch {jar.name} from Maven Central, and it is not on this machine; "
                "check the network and start again: what has come is kept"
            ) from err
        _check(jar, staged, "Maven Central, or something on the way, changed it")
    staged.replace(folder / jar.name)
