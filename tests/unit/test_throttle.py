"""Token buckets: who is one asker, what is taken, what comes back, and that memory is bounded."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from registry.allowance import PLANNING_COST, Allowance, Charge
from registry.settings import Settings
from registry.throttle import Buckets, Rate, RateLimitedError, asker, network_of
from registry.viewer import ANONYMOUS, Role, Viewer

FIRM = Viewer(Role.ENTERPRISE, organisation="A")
ADMINISTRATOR = Viewer(Role.ADMINISTRATOR)


@dataclass(slots=True)
class Seconds:
    """A clock that stands until it is moved."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class World:
    """Small buckets over a standing clock."""

    clock: Seconds = field(default_factory=Seconds)

    def allowance(self) -> Allowance:
        return Allowance(
            known=Buckets(Rate(100_000, 10), self.clock),
            anonymous=Buckets(Rate(10, 1), self.clock),
            shapes=Buckets(Rate(2, 0.5), self.clock),
        )


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        pytest.param("192.0.2.1", "192.0.2.1", id="ipv4"),
        pytest.param("::ffff:192.0.2.1", "192.0.2.1", id="ipv4-written-as-ipv6"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="ipv6"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="with-an-interface"),
        pytest.param("", "", id="no-address"),
        pytest.param("x" * 1_000, "x" * 64, id="no-address-at-length"),
    ],
)
def test_an_address_stands_for_its_network(client: str, expected: str) -> None:
    assert network_of(client) == expected


def test_who_has_a_token_is_one_asker_wherever_they_are() -> None:
    assert asker(FIRM, "192.0.2.1") == asker(FIRM, "192.0.2.2")
    assert asker(FIRM, "") != asker(Viewer(Role.ENTERPRISE, organisation="B"), "")
    assert asker(ANONYMOUS, "192.0.2.1") != asker(ANONYMOUS, "192.0.2.2")


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Seconds()
    buckets = Buckets(Rate(10, 2), clock)
    assert buckets.spend("a", 9) == 1
    assert buckets.wait("a", 4) == 2
    assert buckets.wait("b", 4) == 0
    clock.now = 1.5
    assert buckets.wait("a", 4) == 0
    clock.now = 100.0
    assert buckets.left("a") == 10


def test_more_than_a_bucket_holds_waits_for_a_full_one() -> None:
    clock = Seconds()
    buckets = Buckets(Rate(10, 1), clock)
    assert buckets.wait("a", 1_000) == 0
    buckets.spend("a", 1_000)
    assert buckets.wait("a", 1_000) == 1_000


def test_buckets_are_forgotten_from_the_one_least_used() -> None:
    buckets = Buckets(Rate(10, 1), Seconds(), most=2)
    for key in ("a", "b", "a", "c"):
        buckets.spend(key, 1)
    assert [buckets.left(key) for key in "abc"] == [8, 10, 9]


def test_a_request_is_refused_before_it_costs_anything() -> None:
    allowance = World().allowance()
    allowance.charge(ANONYMOUS, "192.0.2.1", 8)
    with pytest.raises(RateLimitedError) as refused:
        allowance.charge(ANONYMOUS, "192.0.2.1", 8)
    assert refused.value.retry_after == 6
    assert allowance.charge(ANONYMOUS, "192.0.2.1", 2).left == 0
    assert allowance.charge(ANONYMOUS, "192.0.2.2", 2).left == 8


def test_the_charge_is_shown_with_what_is_left() -> None:
    charge = World().allowance().charge(FIRM, "", 300)
    assert charge.shown(500) == {"requested": 300, "limit": 500, "remaining": 99_700}
    charge.plan()
    assert charge.shown(500) == {
        "requested": 300,
        "limit": 500,
        "remaining": 99_700 - PLANNING_COST,
        "planning": PLANNING_COST,
    }


def test_new_shapes_are_few() -> None:
    world = World()
    charge = world.allowance().charge(FIRM, "", 1)
    charge.plan()
    charge.plan()
    with pytest.raises(RateLimitedError):
        charge.plan()
    assert charge.refusal is not None
    assert charge.refusal.retry_after == 2
    world.clock.now = 2.0
    charge.plan()


@pytest.mark.parametrize(
    ("viewer", "changes", "planning"),
    [
        pytest.param(FIRM, {"is_listed": True}, 0, id="a-known-document-is-free"),
        pytest.param(FIRM, {"writes": True}, 5, id="what-was-written-is-shown"),
        pytest.param(ADMINISTRATOR, {}, 5, id="administrators-try-things-out"),
    ],
)
def test_these_may_plan_more(viewer: Viewer, changes: dict[str, bool], planning: int) -> None:
    charge = World().allowance().charge(viewer, "", 1)
    for name, value in changes.items():
        setattr(charge, name, value)
    for _ in range(5):
        charge.plan()
    assert isinstance(charge, Charge)
    assert charge.planning == planning * PLANNING_COST


def test_the_settings_say_how_much() -> None:
    allowance = Allowance.of(Settings(rate=10, rate_anonymous=1, shapes_per_minute=6))
    assert allowance.known.rate == Rate(600, 10)
    assert allowance.anonymous.rate == Rate(60, 1)
    assert allowance.shapes.rate == Rate(60, 0.1)
