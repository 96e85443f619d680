"""The local database: made once, shared, adopted, recovered.

These tests start servers of their own, five seconds each, under a home that only this module uses.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from registry.graph import local, server
from registry.graph.address import Address
from registry.graph.backup import backup, restore
from registry.graph.errors import DatabaseAwayError, JarError, LocalServerError
from registry.graph.jars import ensure_jars, locked_jars
from registry.settings import Settings
from tests.conftest import HOME

OWNER = """
import sys, time
from pathlib import Path
from registry.graph.local import local_database
from registry.settings import Settings

with local_database(Settings(home=Path(sys.argv[1]))) as address:
    print(address.uri, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Return settings of a home with an empty database, which is stopped in the end."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    # The jars of the shared test home serve here too, so that nothing is fetched twice.
    local.server_of(settings).folder.mkdir(parents=True)
    jars = local.server_of(Settings(home=HOME / "test")).jars
    local.server_of(settings).jars.symlink_to(ensure_jars(jars, progress=local.silent))
    yield settings
    local.stop(settings)


def query(address: Address, statement: str) -> list[list[object]]:
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session() as session,
    ):
        return session.run(statement).values()


def pid_of(settings: Settings) -> int:
    return int(local.server_of(settings).pid_file.read_text().split()[0])


def owner_in_another_process(settings: Settings) -> subprocess.Popen[str]:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(settings.home)], stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    assert owner.stdout.readline().startswith("bolt://127.0.0.1:")
    return owner


def kill(owner: subprocess.Popen[str], number: signal.Signals) -> None:
    owner.send_signal(number)
    owner.wait(timeout=60)
    assert owner.stdout is not None
    owner.stdout.close()


def test_only_this_user_can_read_the_password(settings: Settings) -> None:
    with local.local_database(settings) as address:
        password = local.server_of(settings).home / "password"

        assert stat.S_IMODE(password.stat().st_mode) == 0o600
        assert address.password not in repr(address)
        assert query(address, "RETURN 1") == [[1]]


def test_the_last_user_stops_it(settings: Settings) -> None:
    with local.local_database(settings) as first, local.local_database(settings) as second:
        assert first == second
        assert local.is_in_use(settings)

    assert local.server_of(settings).pid_file.exists()
    with pytest.raises(DatabaseAwayError, match="does not run"):
        local.find_address(settings)


def test_a_second_process_adopts_it_and_the_first_leaves_it_alone(settings: Settings) -> None:
    owner = owner_in_another_process(settings)
    before = pid_of(settings)

    with local.local_database(settings) as address:
        kill(owner, signal.SIGINT)

        assert pid_of(settings) == before
        assert query(address, "RETURN 1") == [[1]]


def test_a_database_that_survived_its_killed_owner_is_adopted(settings: Settings) -> None:
    owner = owner_in_another_process(settings)
    before = pid_of(settings)
    kill(owner, signal.SIGKILL)

    with local.local_database(settings) as address:
        assert pid_of(settings) == before
        assert query(address, "RETURN 1") == [[1]]
    with pytest.raises(DatabaseAwayError):
        local.find_address(settings)


def test_a_killed_database_recovers_what_was_committed(settings: Settings) -> None:
    with local.local_database(settings) as address:
        query(address, "CREATE (:Survivor)")
        os.kill(pid_of(settings), signal.SIGKILL)

    with local.local_database(settings) as address:
        assert query(address, "MATCH (s:Survivor) RETURN count(s)") == [[1]]


def test_a_watched_database_that_dies_comes_back_at_the_same_port(settings: Settings) -> None:
    with local.local_database(settings) as address, local.watched(settings):
        killed = pid_of(settings)
        os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + 60
        while pid_of(settings) == killed and time.monotonic() < end:
            time.sleep(0.1)

        assert local.ensure_running(settings) == address
        assert query(address, "RETURN 1") == [[1]]


def test_a_kept_database_stays_until_it_is_stopped(settings: Settings) -> None:
    local.keep(settings)
    with local.local_database(settings) as address:
        pass
    assert local.find_address(settings) == address

    local.stop(settings)

    with pytest.raises(DatabaseAwayError):
        local.find_address(settings)


def test_a_dump_brings_back_what_was_there(settings: Settings, tmp_path: Path) -> None:
    with local.local_database(settings) as address:
        query(address, "CREATE (:Dumped)")
        backup(settings, tmp_path / "a.dump")
        query(address, "MATCH (d:Dumped) DELETE d")
        restore(settings, tmp_path / "a.dump")

        assert query(address, "MATCH (d:Dumped) RETURN count(d)") == [[1]]
    assert [path.name for path in tmp_path.iterdir()] == ["a.dump"]


def test_a_folder_that_was_left_half_made_is_made_anew(settings: Settings) -> None:
    home = local.server_of(settings).home
    half_made = home.with_name("server.new-1")
    half_made.mkdir()
    home.rename(home.with_name("aside"))

    with local.local_database(settings) as address:
        assert query(address, "RETURN 1") == [[1]]

    assert not half_made.exists()


def test_a_server_that_cannot_start_says_why(settings: Settings) -> None:
    with local.paused(settings) as files:
        store = files.store / "databases" / "store_lock"
        store.unlink()
        store.mkdir()
    try:
        with pytest.raises(LocalServerError, match="ended at its start"):
            local.ensure_running(settings)
    finally:
        store.rmdir()
    assert server.running_port(files) is None


def test_a_changed_jar_is_named_before_anything_starts(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    jars = local.server_of(settings).jars
    jars.mkdir(parents=True)
    whole = local.server_of(Settings(home=HOME / "test")).jars
    for jar in locked_jars():
        shutil.copyfile(whole / jar.name, jars / jar.name)
    victim = jars / locked_jars()[3].name
    changed = victim.read_bytes() + b"\0"
    victim.unlink()
    victim.write_bytes(changed)

    with pytest.raises(JarError, match=victim.name), local.local_database(settings):
        pass

    assert not local.server_of(settings).home.exists()
