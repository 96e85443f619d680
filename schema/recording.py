"""A mutation's way to the office and back: what was asked, what was made, why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry

from registry.office import Office
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from schema.asking import Info
from schema.types import mutations as types
from verifier.texts import text_of


def office(info: Info) -> Office:
    """Return the office that records."""
    return info.context.services.office


def requested(info: Info, key: str, given: Any) -> Request:
    """Return what was asked with an input, under an idempotency key."""
    values = strawberry.asdict(given)
    return Request(info.context.viewer, key, info.field_name, values)


def refused(info: Info, refusal: Refusal) -> object:
    """Return a refusal in the language of who asks."""
    lang = info.context.language
    checks = [
        {
            "code": check.code,
            "state": check.state,
            "text": text_of(check.reason, lang),
            "detail": check.detail,
        }
        for check in refusal.checks
    ]
    return made(types.Refused, code=refusal.code, message=refusal.message(lang), checks=checks)


def made(kind: Callable[..., object], **values: Any) -> object:
    """Return an object of a type of a union: its fields may hold rows, as everywhere."""
    return kind(**values)
