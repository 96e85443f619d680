"""What grows with the registry: everything that `tests/bench/asked.py` asks, at several sizes.

    python -m tests.bench.growth --home SMALL --workers 100000 --save small.json
    python -m tests.bench.growth --home LARGE --save large.json --beside small.json

An empty home is filled with the demonstration profile first; a filled one is measured as it is.
Everything is asked in the application in this process by its kind of viewer. The first time, which
plans the statement, is not counted; then it is asked until `--rounds` or `--seconds` are reached.
Printed are the median, the 99th percentile (the slowest, below 100 rounds) and the database hits,
and how many times these are those of the other size: `GROWS` marks what has over 1.5 times of the
hits or the median. Hits do not depend on the machine; times below 5 ms are not compared.

The file of `--save` is written anew after every question, so that a run that is cut short leaves
what it has measured. What fails, or takes longer than the service allows, is said and counted as
such. `--only WORD` asks what has the word in its name.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from registry.settings import Settings
from tests.bench.asked import FIRST_CARD, Asked, asked
from tests.bench.homes import filled
from tests.bench.search import say
from tests.support.api import Api, running_api

GROWS: Final = 1.5
_FELT_MS: Final = 5.0
_FELT_HITS: Final = 1_000
_HEADING: Final = (
    f"{'question':44} {'p50 ms':>9} {'p99 ms':>9} {'hits':>11} {'p50 x':>7} {'hits x':>7}"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The answers to one question: milliseconds and hits; `trouble` says why there are none."""

    p50: float = 0.0
    p99: float = 0.0
    hits: int = 0
    trouble: str = ""

    def times(self, other: Measured | None) -> tuple[float | None, float | None]:
        """Return how many times the median and the hits of the other these are, where felt."""
        if other is None or self.trouble or other.trouble:
            return None, None
        slower = self.p50 / other.p50 if other.p50 and self.p50 >= _FELT_MS else None
        more = self.hits / other.hits if other.hits and self.hits >= _FELT_HITS else None
        return slower, more


def measure(api: Api, question: Asked, *, rounds: int, seconds: float) -> Measured:
    """Ask a question until one of the limits is reached."""
    times: list[float] = []
    text = question.text
    try:
        if "$candidate" in text:
            cards = api.ask(FIRST_CARD, question.viewer).data["candidates"]["nodes"]
            text = text.replace("$candidate", cards[0]["id"])
        api.ask(text, question.viewer)
        hits = api.hits(text, question.viewer)
        end = time.perf_counter() + seconds
        while len(times) < rounds and (not times or time.perf_counter() < end):
            began = time.perf_counter()
            reply = api.ask(text, question.viewer)
            times.append((time.perf_counter() - began) * 1000)
            assert reply.data
    except AssertionError as err:
        return Measured(trouble=str(err)[:200])
    times.sort()
    return Measured(statistics.median(times), times[int(0.99 * (len(times) - 1) + 0.5)], hits)


def line(name: str, found: Measured, other: Measured | None) -> str:
    """Return a line of the table."""
    if found.trouble:
        return f"{name[:44]:44} {found.trouble}"
    slower, more = found.times(other)
    grows = any(times is not None and times > GROWS for times in (slower, more))
    return (
        f"{name[:44]:44} {found.p50:9.1f} {found.p99:9.1f} {found.hits:11,}"
        f" {_shown(slower)} {_shown(more)}{'  GROWS' if grows else ''}"
    )


def _shown(times: float | None) -> str:
    return f"{times:7.2f}" if times is not None else f"{'':7}"


def show(found: Mapping[str, Measured], beside: Mapping[str, Measured]) -> None:
    """Print everything, the dearest first, and what grows."""
    say(_HEADING)
    for name, one in sorted(found.items(), key=lambda item: -item[1].hits):
        say(line(name, one, beside.get(name)))
    failed = [name for name, one in found.items() if one.trouble]
    say(f"{len(found)} asked, {len(failed)} without an answer: {', '.join(failed) or 'none'}")


def kept(path: Path | None) -> dict[str, Measured]:
    """Read what another run has saved."""
    if path is None:
        return {}
    return {name: Measured(**one) for name, one in json.loads(path.read_text("utf-8")).items()}


def run(
    settings: Settings, questions: Iterable[Asked], chosen: argparse.Namespace
) -> dict[str, Measured]:
    """Ask everything, and save what is known after each."""
    found: dict[str, Measured] = {}
    with running_api(settings) as api:
        for question in questions:
            one = measure(api, question, rounds=chosen.rounds, seconds=chosen.seconds)
            found[question.name] = one
            say(line(question.name, one, None))
            if chosen.save:
                saved = {name: asdict(each) for name, each in found.items()}
                chosen.save.write_text(json.dumps(saved, ensure_ascii=False, indent=1), "utf-8")
    return found


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each question")
    parser.add_argument("--only", default="", help="a word in the names of what is asked")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--beside", type=Path)
    chosen = parser.parse_args()
    settings = Settings(home=chosen.home)
    with filled(settings, chosen.workers, say) as seconds:
        if seconds is not None:
            kept_seconds = json.dumps({"seconds": seconds})
            (chosen.home / "import.json").write_text(kept_seconds, "utf-8")
        questions = [one for one in asked(settings) if chosen.only in one.name]
        found = run(settings, questions, chosen)
    say("")
    show(found, kept(chosen.beside))


if __name__ == "__main__":
    main()
