"""What a monitor finds in logs that lie, and that it finds nothing in one that does not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.evil_log import EvilLog, canonical, certificate, session
from tests.support.issuer import ed25519_key, trust_file
from tests.support.witnesses import LOG, ORIGIN, WITNESSES, Signer, policy
from verifier.cli import main
from verifier.monitor.command import run_monitor
from verifier.monitor.findings import Code
from verifier.policy import parse_policy

NOW: Final = 1_782_000_000  # 2026-06-21 in China
DAY: Final = 86_400
IMPOSTOR: Final = Signer(ORIGIN, ed25519_key(701), 1)
HELD: Final = "ab" * 32
"""The roster of a session that was held."""


def honest(certificates: int = 10) -> EvilLog:
    """Return a log of one session, held as announced, and its certificates."""
    entries = [session(), session(roster=HELD), *(certificate(n) for n in range(certificates))]
    return EvilLog(entries, cosigned_at=NOW)


def long() -> EvilLog:
    """Return a log of 600 entries: two full tiles, and a partial one."""
    sessions = [session(f"s{n}", roster=HELD) for n in range(60)]
    rest = [certificate(n, session=f"s{n % 60}") for n in range(540)]
    return EvilLog([*sessions, *rest], cosigned_at=NOW)


class Monitor:
    """The command, over a folder that holds what the log shows at the moment."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.status = -1
        self.summary: dict[str, Any] = {}
        self.error = ""

    @property
    def shown(self) -> Path:
        return self.folder / "log"

    def show(self, log: EvilLog) -> Path:
        """Show a log, and nothing of what was shown before."""
        shutil.rmtree(self.shown, ignore_errors=True)
        self.shown.mkdir()
        return log.write(self.shown)

    def look(self, *, now: float = NOW, state: str | None = "state") -> list[dict[str, Any]]:
        """Run once; return the findings."""
        self.status = run_monitor(
            str(self.shown),
            parse_policy(policy()),
            state=self.folder / state if state else None,
            lang="en",
            as_json=True,
            now=lambda: now,
        )
        output = self.capsys.readouterr()
        self.error = output.err
        lines = [json.loads(line) for line in output.out.splitlines()]
        self.summary = lines.pop() if lines else {}
        return lines

    def codes(self, **options: Any) -> list[tuple[str, int | None]]:
        """Run once; return code and index of each finding."""
        return [(found["finding"], found.get("index")) for found in self.look(**options)]


@pytest.fixture
def monitor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Monitor:
    return Monitor(tmp_path, capsys)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 600])
def test_an_honest_log(monitor: Monitor, size: int) -> None:
    log = EvilLog(long().entries[:size], cosigned_at=NOW)
    monitor.show(log)

    assert monitor.look() == []
    assert monitor.status == 0
    assert monitor.summary["size"] == monitor.summary["read"] == size
    assert monitor.summary["witnesses"] == ["w0", "w1", "w2"]


def test_what_was_read_is_not_read_again(monitor: Monitor) -> None:
    entries = long().entries
    for size, fresh in [(60, 60), (60, 0), (255, 195), (256, 1), (600, 344), (600, 0)]:
        monitor.show(EvilLog(entries[:size], cosigned_at=NOW))
        assert monitor.look() == []
        assert monitor.summary["read"] == fresh


def test_partial_tiles_may_give_way_to_full_ones(monitor: Monitor) -> None:
    log = long()
    monitor.show(log)
    (monitor.shown / "tile/0/002.p/88").unlink()
    (monitor.shown / "tile/entries/002.p/88").unlink()
    note = (monitor.shown / "checkpoint").read_text("utf-8")
    EvilLog([*log.entries, *(certificate(n) for n in range(900, 1100))]).write(monitor.shown)
    (monitor.shown / "checkpoint").write_text(note, encoding="utf-8")

    assert monitor.look() == []
    assert monitor.summary["read"] == 600


def change_a_byte(path: str, at: int = -1) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        data = bytearray((folder / path).read_bytes())
        data[at] ^= 1
        (folder / path).write_bytes(data)

    return change


def cut(path: str, count: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / path).write_bytes((folder / path).read_bytes()[:-count])

    return change


@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        pytest.param(change_a_byte("tile/entries/000"), ("CHANGED_ENTRY", 255), id="last-entry"),
        pytest.param(change_a_byte("tile/entries/001", 9), ("CHANGED_ENTRY", 256), id="first"),
        pytest.param(
            change_a_byte("tile/entries/002.p/88"), ("CHANGED_ENTRY", 599), id="entry-at-the-edge"
        ),
        pytest.param(cut("tile/entries/000", 1), ("CHANGED_ENTRY", 0), id="bundle-cut"),
        pytest.param(change_a_byte("tile/0/000"), ("WRONG_TILE", None), id="full-tile"),
        pytest.param(change_a_byte("tile/0/002.p/88"), ("WRONG_TILE", None), id="partial-tile"),
        pytest.param(change_a_byte("tile/1/000.p/2"), ("WRONG_TILE", None), id="tile-above"),
        pytest.param(cut("tile/0/002.p/88", 32), ("WRONG_TILE", None), id="partial-too-narrow"),
        pytest.param(cut("tile/0/001", 1), ("WRONG_TILE", None), id="full-too-narrow"),
    ],
)
def test_a_changed_file(
    monitor: Monitor, attack: Callable[[Path], None], expected: tuple[str, int | None]
) -> None:
    attack(monitor.show(long()))
    assert monitor.codes() == [expected]
    assert monitor.status == 1

    monitor.show(long())
    assert monitor.codes() == []


def test_a_higher_tile_that_is_wrong(monitor: Monitor) -> None:
    entries = [b"%d" % n for n in range(256 * 256 + 1)]
    tree = {"tile/1/000", "tile/2/000.p/1", "tile/0/256.p/1"}
    change_a_byte("tile/1/000", 40)(monitor.show(EvilLog(entries)))
    assert all((monitor.shown / path).exists() for path in tree)

    found = monitor.look()
    assert [(one["finding"], one["detail"][:10]) for one in found] == [("WRONG_TILE", "tile/1/000")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(300, 300, "FORK", id="two-roots-of-one-size"),
        pytest.param(300, 600, "FORK", id="another-history-goes-on"),
        pytest.param(300, 299, "SHRUNK", id="rewound"),
    ],
)
def test_another_history(monitor: Monitor, before: int, after: int, expected: str) -> None:
    log = long()
    monitor.show(EvilLog(log.entries[:before], cosigned_at=NOW))
    assert monitor.look() == []
    note = (monitor.shown / "checkpoint").read_text("utf-8")
    other = [*log.entries[:100], certificate(999, session="s1"), *log.entries[101:after]]
    monitor.show(EvilLog(other, cosigned_at=NOW))

    for _ in range(2):
        (found,) = monitor.look()
        assert found["finding"] == expected
        assert found["evidence"] == [note, (monitor.shown / "checkpoint").read_text("utf-8")]
        assert monitor.status == 1
        assert monitor.summary["read"] == 0

    monitor.show(log)
    assert monitor.look() == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(EvilLog(signer=IMPOSTOR).signed(), ["BAD_SIGNATURE"], id="another-key"),
        pytest.param(
            EvilLog().signed() + IMPOSTOR.line(bytes(64)), [], id="a-line-of-an-unknown-key"
        ),
        pytest.param(
            EvilLog().signed() + LOG.line(bytes(64)), ["BAD_SIGNATURE"], id="a-line-forged"
        ),
        pytest.param(
            EvilLog(signer=Signer("other.example/log", ed25519_key(501), 1)).signed(),
            ["BAD_SIGNATURE"],
            id="another-log",
        ),
        pytest.param(
            EvilLog(cosigners=WITNESSES[:1]).signed(), ["TOO_FEW_WITNESSES"], id="one-witness"
        ),
        pytest.param(EvilLog().signed(cosigned=False), ["TOO_FEW_WITNESSES"], id="no-witness"),
        pytest.param(
            EvilLog(cosigners=WITNESSES[:2]).signed() + WITNESSES[2].line(bytes(72)),
            ["BAD_COSIGNATURE"],
            id="a-third-one-forged",
        ),
    ],
)
def test_signatures(monitor: Monitor, note: str, expected: list[str]) -> None:
    (monitor.show(EvilLog()) / "checkpoint").write_text(note, encoding="utf-8")
    assert [code for code, _ in monitor.codes()] == expected


def test_a_log_without_quorum_is_read_all_the_same(monitor: Monitor) -> None:
    monitor.show(EvilLog([certificate(1)], cosigners=()))
    assert [code for code, _ in monitor.codes()] == ["TOO_FEW_WITNESSES", "UNKNOWN_SESSION"]


TWICE: Final = certificate(0).replace(b'"kind":', b'"kind":"CERTIFICATE","kind":', 1)
ONE: Final = certificate(0)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        pytest.param(TWICE, Code.MALFORMED_ENTRY, id="a-member-twice"),
        pytest.param(ONE.replace(b":", b": ", 1), Code.MALFORMED_ENTRY, id="white-space"),
        pytest.param(ONE.replace(b"S0000", b"\\u00530000"), Code.MALFORMED_ENTRY, id="escape"),
        pytest.param(ONE[:-1], Code.MALFORMED_ENTRY, id="cut"),
        pytest.param(b"[" * 60_000, Code.MALFORMED_ENTRY, id="nested"),
        pytest.param(b"", Code.MALFORMED_ENTRY, id="empty"),
        pytest.param(b"\xff", Code.MALFORMED_ENTRY, id="not-utf-8"),
        pytest.param(b"[]", Code.MALFORMED_ENTRY, id="no-object"),
        pytest.param(certificate(0, name="somebody"), Code.MALFORMED_ENTRY, id="a-name"),
        pytest.param(certificate(0, issued_on="2026-02-30"), Code.MALFORMED_ENTRY, id="no-day"),
        pytest.param(certificate(0, issued_on="20260612"), Code.MALFORMED_ENTRY, id="short-day"),
        pytest.param(certificate(0, jwts=[]), Code.MALFORMED_ENTRY, id="no-token"),
        pytest.param(certificate(0, jwts=["AB" * 32]), Code.MALFORMED_ENTRY, id="capital-hash"),
        pytest.param(certificate(0, jwts=["ab" * 32] * 9), Code.MALFORMED_ENTRY, id="nine-tokens"),
        pytest.param(certificate(0, kind=None), Code.MALFORMED_ENTRY, id="no-kind"),
        pytest.param(certificate(0, kind=1), Code.MALFORMED_ENTRY, id="kind-a-number"),
        pytest.param(session("s2", seats=True), Code.MALFORMED_ENTRY, id="seats-true"),
        pytest.param(session("s2", seats=-1), Code.MALFORMED_ENTRY, id="seats-negative"),
        pytest.param(session("s2", roster="none"), Code.MALFORMED_ENTRY, id="roster-no-hash"),
        pytest.param(certificate(0, type="certificate/2"), Code.UNKNOWN_TYPE, id="of-another-type"),
        pytest.param(certificate(0, type=["certificate/1"]), Code.UNKNOWN_TYPE, id="type-no-text"),
        pytest.param(b"{}", Code.UNKNOWN_TYPE, id="no-type"),
    ],
)
def test_entries_that_are_none(monitor: Monitor, entry: bytes, code: Code) -> None:
    monitor.show(EvilLog([*honest(3).entries, entry], cosigned_at=NOW))
    assert monitor.codes() == [(code, 5)]


KEY: Final = {
    "type": "key/1",
    "iss": "https://registry.example.cn/issuers/S000032000123",
    "kid": "k1",
    "thumbprint": "t",
    "event": "made",
    "at": 1_780_000_000,
}
STATUS: Final = {"type": "status/1", "list": "https://registry.example.cn/status/1", "sha256": HELD}


def test_statements_are_read_and_believed(monitor: Monitor) -> None:
    good = [KEY, STATUS, {**KEY, "at": "2026-06-01T00:00:00Z"}]
    broken = [{**KEY, "at": None}, {**STATUS, "sha256": "x"}, {**KEY, "at": 1.5}]
    monitor.show(EvilLog([canonical(entry) for entry in [*good, *broken]], cosigned_at=NOW))
    assert monitor.codes() == [("MALFORMED_ENTRY", index) for index in (3, 4, 5)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(
            [certificate(99)], [("OVER_ROSTER", 12)], id="eleven-certificates-for-ten-seats"
        ),
        pytest.param(
            [certificate(98), certificate(99)],
            [("OVER_ROSTER", 12), ("OVER_ROSTER", 13)],
            id="twelve",
        ),
        pytest.param(
            [certificate(7, jwts=[json.loads(certificate(7))["jwts"][0], "cd" * 32])],
            [],
            id="one-signed-again",
        ),
        pytest.param(
            [certificate(99, session="s9")], [("UNKNOWN_SESSION", 12)], id="unknown-session"
        ),
        pytest.param(
            [certificate(99, session="s9"), session("s9", day="2026-06-20")],
            [("UNKNOWN_SESSION", 12)],
            id="session-after-its-certificate",
        ),
        pytest.param([certificate(99, session=None)], [("NO_SESSION", 12)], id="no-session"),
        pytest.param(
            [certificate(99, session=None, kind="SPECIAL_ABILITY")], [], id="needs-no-session"
        ),
        pytest.param(
            [session("s2"), certificate(99, session="s2", issued_on="2026-06-09")],
            [("SESSION_AFTER_DAY", 12), ("BACK_DATED", 13)],
            id="dated-before-its-session",
        ),
        pytest.param(
            [certificate(99, session=None, kind="SPECIAL_ABILITY", issued_on="2026-05-12")],
            [("LOGGED_LATE", 12)],
            id="31-days-before-what-was-logged-earlier",
        ),
        pytest.param(
            [certificate(99, session=None, kind="SPECIAL_ABILITY", issued_on="2026-05-13")],
            [],
            id="30-days-before",
        ),
        pytest.param(
            [
                session("s2", day="2026-06-22"),
                certificate(99, session="s2", issued_on="2026-06-22"),
            ],
            [("FUTURE_DATED", 13)],
            id="dated-tomorrow",
        ),
        pytest.param([session("s2", day="2026-06-12")], [], id="session-of-that-day"),
        pytest.param(
            [session("s2", day="2026-06-11")], [("SESSION_AFTER_DAY", 12)], id="session-of-before"
        ),
        pytest.param([session(seats=11)], [("SESSION_CHANGED", 12)], id="a-third-entry"),
        pytest.param(
            [session("s2", day="2026-06-20"), session("s2", day="2026-06-20", seats=11)],
            [("SESSION_CHANGED", 13)],
            id="more-seats",
        ),
        pytest.param(
            [session("s2", day="2026-06-20"), session("s2", day="2026-06-20", plan="other")],
            [("SESSION_CHANGED", 13)],
            id="another-plan",
        ),
        pytest.param(
            [session("s2", day="2026-06-20"), session("s2", day="2026-06-11", roster=HELD)],
            [("SESSION_AFTER_DAY", 13)],
            id="held-before-it-was-announced",
        ),
        pytest.param(
            [session("s2", day="2026-06-20"), session("s2", day="2026-06-21", roster=HELD)],
            [],
            id="held-a-day-later",
        ),
        pytest.param(
            [
                session("s2", day="2026-06-20", occupation="6-18-02-04"),
                certificate(99, session="s2", issued_on="2026-06-20"),
            ],
            [],
            id="a-bare-code-is-of-2022",
        ),
        pytest.param(
            [
                session("s2", day="2026-06-20"),
                certificate(99, session="s2", issued_on="2026-06-20", level="SENIOR_TECHNICIAN"),
                certificate(98, session="s2", issued_on="2026-06-20", occupation="2022:6-18-02-05"),
            ],
            [("SESSION_MISMATCH", 13), ("SESSION_MISMATCH", 14)],
            id="another-level-or-occupation",
        ),
    ],
)
def test_what_a_registry_must_not_do(
    monitor: Monitor, entries: list[bytes], expected: list[tuple[str, int]]
) -> None:
    monitor.show(EvilLog([*honest().entries, *entries], cosigned_at=NOW))
    assert monitor.codes() == expected
    assert monitor.status == (1 if expected else 0)


@pytest.mark.parametrize(
    ("entry", "seen", "expected"),
    [
        pytest.param(session("s2", day="2026-06-21"), NOW, [], id="session-of-that-day"),
        pytest.param(
            session("s2", day="2026-06-20"),
            NOW,
            ["SESSION_AFTER_DAY"],
            id="session-of-the-day-before",
        ),
        pytest.param(certificate(99, session="s0"), NOW, [], id="certificate-in-time"),
        pytest.param(certificate(99, session="s0"), NOW + 22 * DAY, ["LOGGED_LATE"], id="31-days"),
        pytest.param(certificate(99, session="s0"), NOW + 21 * DAY, [], id="30-days"),
    ],
)
def test_what_was_not_there_at_the_last_look_is_newer(
    monitor: Monitor, entry: bytes, seen: int, expected: list[str]
) -> None:
    """A witness vouched for the time of the look, though the log is read from a copy."""
    log = EvilLog([session("s0", roster=HELD)], cosigned_at=seen)
    monitor.show(log)
    assert monitor.codes(now=seen) == []
    monitor.show(EvilLog([*log.entries, entry], cosigned_at=seen + DAY))
    assert [code for code, _ in monitor.codes(now=seen + DAY)] == expected


def test_a_copy_without_witnesses_proves_no_time(monitor: Monitor) -> None:
    monitor.show(EvilLog([session("s0", roster=HELD)], cosigners=()))
    monitor.look()
    late = session("s2", day="2026-06-11")
    monitor.show(EvilLog([session("s0", roster=HELD), late], cosigners=()))
    assert [code for code, _ in monitor.codes(now=NOW + 99 * DAY)] == ["TOO_FEW_WITNESSES"]


def test_what_is_signed_again_is_not_late_and_not_another(monitor: Monitor) -> None:
    first = json.loads(certificate(0))["jwts"][0]
    again = certificate(0, jwts=[first, "cd" * 32])
    monitor.show(honest())
    monitor.look()
    monitor.show(EvilLog([*honest().entries, again], cosigned_at=NOW + 99 * DAY))
    assert monitor.look(now=NOW + 99 * DAY) == []
    assert monitor.summary["signedAgain"] == 1


def test_counting_goes_on_in_the_next_run(monitor: Monitor) -> None:
    entries = [*honest().entries, certificate(98), certificate(99)]
    for size, expected in [
        (5, []),
        (12, []),
        (13, [("OVER_ROSTER", 12)]),
        (14, [("OVER_ROSTER", 13)]),
    ]:
        monitor.show(EvilLog(entries[:size], cosigned_at=NOW))
        assert monitor.codes() == expected
    monitor.show(EvilLog(entries, cosigned_at=NOW))
    assert monitor.codes() == []
    assert monitor.codes(state=None) == [("OVER_ROSTER", 12), ("OVER_ROSTER", 13)]


class _Killed(BaseException):
    pass


@pytest.mark.parametrize("after", range(1, 5))
def test_killed_at_a_finding_it_is_found_again(
    monitor: Monitor, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    bad = [certificate(n, session="s-none") for n in range(300)]
    monitor.show(EvilLog(bad, cosigned_at=NOW))
    printed = 0

    def die(_line: str) -> None:
        nonlocal printed
        printed += 1
        if printed == after * 60:
            raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr("verifier.monitor.command._say", die)
        with pytest.raises(_Killed):
            monitor.look()

    again = monitor.codes()
    assert again == [("UNKNOWN_SESSION", n) for n in range(300)]
    assert monitor.codes() == []


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda log: (log / "checkpoint").unlink(), "no checkpoint", id="none"),
        pytest.param(
            lambda log: (log / "checkpoint").write_text("garbage"), "cannot be read", id="garbage"
        ),
        pytest.param(
            lambda log: (log / "checkpoint").write_bytes(b"x" * 200_000), "more than", id="too-long"
        ),
        pytest.param(
            lambda log: (log / "tile/entries/001").unlink(), "no tile/entries/001", id="no-bundle"
        ),
        pytest.param(lambda log: (log / "tile/0/000").unlink(), "no tile/0/000", id="no-tile"),
    ],
)
def test_a_log_that_cannot_be_read(
    monitor: Monitor, damage: Callable[[Path], None], reason: str
) -> None:
    damage(monitor.show(long()))
    assert monitor.look() == []
    assert monitor.status == 2
    assert reason in monitor.error

    monitor.show(long())
    assert monitor.look() == []
    assert monitor.status == 0
    assert monitor.summary["position"] == 600


def test_what_was_read_before_a_gap_is_kept(monitor: Monitor) -> None:
    (monitor.show(long()) / "tile/entries/001").unlink()
    monitor.look()
    assert (monitor.summary["position"], monitor.summary["read"]) == (256, 256)
    monitor.show(long())
    monitor.look()
    assert monitor.summary["read"] == 344


def test_a_state_file_is_of_one_log_and_one_monitor(monitor: Monitor, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"not a database at all, but long enough to be taken for one")
    monitor.show(honest())
    monitor.look()
    assert monitor.status == 2
    assert "state file" in monitor.error
    monitor.look(state="other")
    other = Signer("other.example/log", ed25519_key(800), 1)
    monitor.show(EvilLog(signer=other))
    text = policy() + f"log {other.vkey}\n"
    status = run_monitor(
        str(monitor.shown), parse_policy(text), state=tmp_path / "other", lang="zh", as_json=False
    )
    assert status == 2
    assert f"is of {ORIGIN}" in monitor.capsys.readouterr().err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").mkdir()
    EvilLog([*honest().entries, certificate(99)]).write(tmp_path / "log")
    (tmp_path / "policy").write_text(policy())
    (tmp_path / "trust").write_text(json.dumps(trust_file(log={"policy": policy()})))
    (tmp_path / "no-log").write_text(json.dumps(trust_file()))
    log = (tmp_path / "log").as_uri()

    assert main(["--monitor", log, "--policy", str(tmp_path / "policy"), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "OVER_ROSTER" in out
    assert "#12 a session has more certificates than seats" in out
    assert "1 findings: registry.example.cn/log, 13 entries, 13 read now, 3 witnesses" in out
    state = ["--state", str(tmp_path / "state")]
    assert main(["--monitor", log, "--trust", str(tmp_path / "trust"), *state]) == 1
    assert "多于登记名额" in capsys.readouterr().out
    assert main(["--monitor", log, "--trust", str(tmp_path / "trust"), *state]) == 0
    assert "未发现问题" in capsys.readouterr().out

    nowhere = str(tmp_path / "none")
    for arguments in (
        ["--monitor", nowhere, "--policy", str(tmp_path / "policy")],
        ["--monitor", log, "--policy", nowhere],
        ["--monitor", log, "--policy", str(tmp_path / "trust")],
        ["--monitor", log, "--trust", str(tmp_path / "no-log")],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err.startswith("verify-certificate: ")
    with pytest.raises(SystemExit, match="2"):
        main(["--monitor", log])
