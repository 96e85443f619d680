"""docs/operations.md names every metric that is shown, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from prometheus_client.metrics_core import CounterMetricFamily, Metric

from registry.counted import Counted
from registry.graph.log.state import Head, LogState
from registry.issuing.lists import Kept
from registry.observing.figures import Figures
from registry.observing.meter import Meter
from registry.observing.readiness import CHECKS

PAGE: Final = Path(__file__).parents[2] / "docs" / "operations.md"
FIGURES: Final = Figures(
    is_up=True,
    log=LogState(Head(3, b""), 4, 5, "one", is_held=True, trouble=None),
    log_stands_still=False,
    lists=Kept(1, 2, 3),
    days_behind=0,
    workers_rolled=7,
    event_groups=8,
    texts_planned=9,
    planning=1.5,
    caches={"documents": Counted(1, 2)},
)


def shown(metric: Metric) -> str:
    is_counter = isinstance(metric, CounterMetricFamily) or metric.type == "counter"
    return f"{metric.name}_total" if is_counter else metric.name


def test_every_metric_is_documented_and_every_documented_one_is_shown() -> None:
    named = re.findall(r"^\| `(registry_\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    metrics = [*Meter().registry.collect(), *FIGURES.collect()]
    assert sorted(named) == sorted(
        name for name in map(shown, metrics) if name.startswith("registry_")
    )


def test_alerts_ask_for_metrics_that_there_are() -> None:
    text = PAGE.read_text("utf-8")
    asked = set(re.findall(r"registry_\w+", text))
    named = set(re.findall(r"^\| `(registry_\w+)` \|", text, re.MULTILINE))
    assert {re.sub("_bucket$", "", name) for name in asked} == named


def test_every_check_of_readiness_is_documented() -> None:
    row = re.compile(r"^\| `(\w+)` \| (?:yes|no|at the start) \|", re.MULTILINE)
    assert row.findall(PAGE.read_text("utf-8")) == ["database", *CHECKS]
