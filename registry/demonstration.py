"""The demonstration: whom a visitor can be, with a token for each.

A registry is a demonstration only where its operator said so (`REGISTRY_SEED=demo`) and the graph
was filled with the invented nation; a real graph that is served by the same command hands out none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from registry.graph.demonstration import cast, is_demonstration
from registry.settings import Settings
from registry.tokens import mint

PROVINCE: Final = "320000"
"""Jiangsu: the province that the invented nation is richest in."""
TOKEN_HOURS: Final = 24 * 30


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody to be: a label in both languages and a bearer token (empty: not signed in)."""

    id: str
    label: str
    label_zh: str
    token: str

    def to_json(self) -> dict[str, str]:
        """Return what the menu of the pages reads."""
        return {"id": self.id, "label": self.label, "labelZh": self.label_zh, "token": self.token}


def identities(settings: Settings) -> list[Identity]:
    """Return one of each kind of user who exists in the graph; none outside a demonstration."""
    if settings.seed != "demo" or not is_demonstration(settings):
        return []
    who = cast(settings, province=PROVINCE)
    offered: list[tuple[str, str, str, dict[str, str | None]]] = [
        (
            "enterprise",
            "An enterprise in Jiangsu",
            "江苏的一家企业",
            {"organisation": who.enterprise},
        ),
        ("agency", "The agency of Jiangsu", "江苏省主管部门", {"division": who.division}),
        ("issuer", "An evaluation organisation", "一家评价机构", {"organisation": who.issuer}),
        ("holder", "A worker", "一位技能人才", {"subject": who.worker}),
        ("admin", "An administrator", "管理员", {}),
    ]
    found = [
        Identity(role, label, label_zh, mint(settings, role=role, hours=TOKEN_HOURS, **named))
        for role, label, label_zh, named in offered
        if None not in named.values()
    ]
    return [*found, Identity("anonymous", "Anybody, not signed in", "任何人（未登录）", "")]
