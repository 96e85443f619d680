"""A report for people at a terminal: the verdict first, the certificate, then one line a check.

Marks are characters, not colours alone, and the words beside them say the same; what did not run
comes last, dimmed where the terminal can.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from verifier.checks import Outcome, State
from verifier.report import Report, ReportedCheck
from verifier.texts import Language

_MARKS: Final = {
    State.PASSED: ("✓", "32"),
    State.FAILED: ("✗", "31"),
    State.WARNED: ("!", "33"),
    State.UNAVAILABLE: ("?", "33"),
    State.SKIPPED: ("-", "2"),
}
_OUTCOME_COLOURS: Final = {
    Outcome.VALID: "32",
    Outcome.VALID_WITH_WARNINGS: "33",
    Outcome.INVALID: "31",
}
_FIELDS: Final = (
    ("number", "编号", "number"),
    ("kind", "类别", "kind"),
    ("level", "等级", "level"),
    ("occupation", "职业", "occupation"),
    ("workType", "工种", "work type"),
    ("issuedOn", "颁发日期", "issued on"),
    ("issuer", "颁发机构", "issuer"),
    ("status", "状态", "status"),
    ("holderNameMasked", "持证人", "holder"),
)
_LABEL_WIDTH: Final = 12
_CODE_WIDTH: Final = 22
_WIDE: Final = frozenset("WF")


def render(report: Report, *, name: str, lang: Language, colour: bool) -> str:
    """Return the report on the credential called `name` as lines of text."""
    title = _paint(report.outcome.value, _OUTCOME_COLOURS.get(report.outcome, "33"), colour=colour)
    lines = [f"{title}  {name}", f"  {report.summary_in(lang)}", *_certificate(report, lang)]
    checks = report.checks_in(lang)
    lines += [_check(item, colour=colour) for item in checks if item.state is not State.SKIPPED]
    lines += [_check(item, colour=colour) for item in checks if item.state is State.SKIPPED]
    return "\n".join(lines)


def _certificate(report: Report, lang: Language) -> list[str]:
    facts = report.to_json(lang)["certificate"] or {}
    lines = []
    for member, chinese, english in _FIELDS:
        value = facts.get(member)
        if isinstance(value, dict):
            value = " ".join(filter(None, (value["id"], value["name"])))
        if value is not None:
            lines.append(f"    {_pad(chinese if lang == 'zh' else english, _LABEL_WIDTH)}{value}")
    return lines


def _check(item: ReportedCheck, *, colour: bool) -> str:
    mark, code = _MARKS[item.state]
    detail = f" ({item.detail})" if item.detail else ""
    return _paint(
        f"  {mark} {item.code.value.ljust(_CODE_WIDTH)} {item.text}{detail}", code, colour=colour
    )


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _pad(text: str, width: int) -> str:
    """Pad to a width in columns: a Chinese character takes two."""
    columns = sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)
    return text + " " * (width - columns)
