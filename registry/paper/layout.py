"""The facts of a certificate as one sheet of A4.

From top to bottom: title, number, holder, what is certified, the level, particulars, and below them
the code with what it is for, beside issuer and day with room for the issuer's seal. Sizes are fixed
but for what can be long: a name takes the largest size in which it fits one line, then breaks; the
particulars take the largest size in which all of them fit. What fits in no size is refused, never
cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from registry.paper import words
from registry.paper.drawing import (
    MILLIMETRE,
    WIDTH,
    Colour,
    Path,
    Shape,
    Sheet,
    Text,
    centred,
    line,
)
from registry.paper.errors import TooLongError
from registry.paper.facts import PaperFacts
from registry.paper.lines import broken
from registry.paper.ornament import GOLD, divider, frame, rosette
from registry.paper.symbol import Symbol, symbol_of
from registry.paper.typeface import Typeface, bold, regular
from registry.paper.words import Words

INK: Final[Colour] = (28, 26, 24)
RED: Final[Colour] = (122, 31, 43)
GREY: Final[Colour] = (110, 101, 88)
_LEFT: Final = 26.0
_RIGHT: Final = WIDTH - _LEFT
_LEADING: Final = 1.35
_NAME_SIZES: Final = (34.0, 28.0, 23.0, 18.0, 14.0)
_TRACKING: Final = 1 / 12
"""Of an em, between the characters of a name."""
_NAME_WIDTH: Final = 150.0
_PARTICULARS_TOP: Final = 164.0
_PARTICULARS_BOTTOM: Final = 221.0
_PARTICULAR_SIZES: Final = (12.5, 11.0, 9.5, 8.0, 6.5, 5.0)
_DAY_WIDTH: Final = 39.0
_ISSUER_SIZES: Final = (11.0, 9.5, 8.0, 6.5, 5.0)
_FOOT_BOTTOM: Final = 278.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """A particular: what it is, and lines of text in the size and width it was broken for."""

    label: Words
    lines: tuple[str, ...]
    is_wide: bool


def lay_out(facts: PaperFacts, *, show_id: bool = False) -> Sheet:
    """Return the sheet of a certificate.

    `show_id`: print the ID number, if the credential discloses it.

    Raises:
        PaperError: it cannot be printed; the message says why.
    """
    title = words.TITLES[facts.kind]
    sheet = Sheet(title=f"{title.zh} {facts.number}")
    sheet.put(rosette(), *frame())
    sheet.put(*_head(facts, title))
    sheet.put(*_holder(facts))
    sheet.put(*_attained(facts))
    sheet.put(*_particulars(facts, show_id=show_id))
    symbol = symbol_of(facts.qr_text)
    top = _FOOT_BOTTOM - symbol.width
    sheet.put(*_foot(facts, symbol, top))
    # The code last: nothing can lie over it, which who reads the file back relies on.
    sheet.put(symbol.at(_LEFT, top))
    return sheet


def _head(facts: PaperFacts, title: Words) -> Iterator[Shape]:
    yield centred(title.zh, 47.0, bold(), 36, RED, tracking=7)
    yield centred(title.en.upper(), 57.0, regular(), 11.5, GREY, tracking=1.4)
    yield from divider(65.0)
    number = f"{words.NUMBER.zh} {words.NUMBER.en}  {facts.number}"
    yield centred(number, 73.5, regular(), 10.5, INK, tracking=0.3)


def _holder(facts: PaperFacts) -> Iterator[Shape]:
    if facts.name is None:
        return
    size, lines = _fitted(facts.name, _NAME_SIZES, _NAME_WIDTH, alone=4, most=3)
    step = size * _LEADING / MILLIMETRE
    bottom = 103.0
    for number, text in enumerate(reversed(lines)):
        yield centred(text, bottom - number * step, regular(), size, INK, tracking=size * _TRACKING)
    yield Path((line((60, bottom + 5), (WIDTH - 60, bottom + 5)),), GOLD, pen=0.6)
    label = f"{words.NAME.zh} {words.NAME.en}"
    yield centred(label, bottom + 9.5, regular(), 8, GREY)


def _attained(facts: PaperFacts) -> Iterator[Shape]:
    level = None if facts.level is None else words.LEVELS[facts.level]
    sentence = words.ABLE if level is None else words.ATTAINED
    yield centred(sentence.zh, 124.0, regular(), 12.5, INK, tracking=0.4)
    yield centred(sentence.en, 130.5, regular(), 9, GREY)
    if level is not None:
        yield centred(level.zh, 146.0, bold(), 27, RED, tracking=3)
        yield centred(level.en, 153.5, regular(), 11, GREY, tracking=0.6)


def _particulars(facts: PaperFacts, *, show_id: bool) -> Iterator[Shape]:
    """Yield the particulars in two columns, wide ones across both."""
    particulars = [*_known(facts, show_id=show_id)]
    for size in _PARTICULAR_SIZES:
        shapes, bottom = _grid(particulars, size)
        if bottom <= _PARTICULARS_BOTTOM:
            yield from shapes
            return
    raise TooLongError("the particulars fit on the sheet in no size that can be read")


def _known(facts: PaperFacts, *, show_id: bool) -> Iterator[tuple[Words, str]]:
    if show_id and facts.id_number is not None:
        yield words.IDENTITY, facts.id_number
    if facts.occupation is not None:
        edition, _, code = facts.occupation.partition(":")
        if facts.occupation_name is not None:
            yield words.OCCUPATION, facts.occupation_name
        yield words.code_of(edition), code
    elif facts.occupation_name is not None:
        yield words.OCCUPATION, facts.occupation_name
    if facts.work_type is not None:
        yield words.WORK_TYPE, facts.work_type
    scores = [*_scores(facts)]
    if scores:
        yield words.SCORES, "  ".join(scores)
    if facts.session is not None:
        yield words.SESSION, facts.session
    if facts.enterprise is not None:
        yield words.ENTERPRISE, facts.enterprise


def _scores(facts: PaperFacts) -> Iterator[str]:
    for label, score in ((words.THEORY, facts.theory), (words.PRACTICAL, facts.practical)):
        if score is not None:
            yield f"{label.zh} {label.en} {score:g}"


def _grid(particulars: list[tuple[Words, str]], size: float) -> tuple[list[Shape], float]:
    """Return the particulars in this size, and where the last of them ends."""
    gap, width = 8.0, _RIGHT - _LEFT
    half = (width - gap) / 2
    shapes: list[Shape] = []
    top, column = _PARTICULARS_TOP, 0
    row_bottom = top
    for label, value in particulars:
        is_wide = len(broken(value, regular(), size, half)) > 1
        if is_wide and column == 1:
            top, column = row_bottom, 0
        x = _LEFT + column * (half + gap)
        room = width if is_wide else half
        bottom = _cell(shapes, label, broken(value, regular(), size, room), (x, top, room), size)
        row_bottom = max(row_bottom, bottom)
        if is_wide or column == 1:
            top, column = row_bottom, 0
        else:
            column = 1
    return shapes, row_bottom


def _cell(
    shapes: list[Shape],
    label: Words,
    lines: list[str],
    place: tuple[float, float, float],
    size: float,
) -> float:
    """Put a particular at a place (left, top, width); return where it ends."""
    x, top, width = place
    small = min(7.5, size * 0.75)
    y = top + (small + size) / MILLIMETRE
    shapes.append(
        Text(x, top + small / MILLIMETRE, f"{label.zh} {label.en}", regular(), small, GREY)
    )
    step = size * _LEADING / MILLIMETRE
    for number, text in enumerate(lines):
        baseline = y + 1.0 + number * step
        shapes.append(Text(x, baseline, text, regular(), size, INK))
    bottom = y + 1.0 + (len(lines) - 1) * step + size * 0.45 / MILLIMETRE
    shapes.append(Path((line((x, bottom), (x + width, bottom)),), GOLD, pen=0.3))
    return bottom + 2.2


def _foot(facts: PaperFacts, symbol: Symbol, top: float) -> Iterator[Shape]:
    """Yield what stands beside the code: what it is for, the issuer and the day."""
    x = _LEFT + symbol.width + max(symbol.quiet, 5.0) + 1.0
    yield from _hint(facts, x, top)
    yield from _issuer(facts, x, top + symbol.width)


def _hint(facts: PaperFacts, x: float, top: float) -> Iterator[Shape]:
    y = top + 3.6
    yield Text(x, y, words.SCAN.zh, bold(), 11, RED)
    after = x + bold().measure(words.SCAN.zh, 11) / MILLIMETRE + 2.0
    yield Text(after, y, words.SCAN.en, regular(), 9, GREY)
    for text, size, colour in (
        (words.HINT.zh, 7.5, INK),
        (words.HINT.en, 7.0, GREY),
        (facts.page, 7.5, INK),
    ):
        y += 1.0
        for part in broken(text, regular(), size, _RIGHT - x):
            y += size * _LEADING / MILLIMETRE
            yield Text(x, y, part, regular(), size, colour)


def _issuer(facts: PaperFacts, x: float, bottom: float) -> Iterator[Shape]:
    """Yield issuer and day, up from the foot of the code."""
    day = facts.issued_on
    dated = f"{day.year} 年 {day.month} 月 {day.day} 日"
    column = _RIGHT - _DAY_WIDTH
    if facts.issuer_name is not None:
        yield from _issuer_name(facts.issuer_name, x, bottom, width=column - x - 4.0)
    yield Text(column, bottom - 5.0, dated, regular(), 11, INK)
    yield Text(column, bottom, f"{words.ISSUED_ON.zh} {words.ISSUED_ON.en}", regular(), 7, GREY)


def _issuer_name(name: str, x: float, bottom: float, *, width: float) -> Iterator[Shape]:
    size, lines = _fitted(name, _ISSUER_SIZES, width, alone=2, most=4)
    step = size * _LEADING / MILLIMETRE
    for number, text in enumerate(reversed(lines)):
        yield Text(x, bottom - 5.0 - number * step, text, regular(), size, INK)
    yield Text(x, bottom, f"{words.ISSUER.zh} {words.ISSUER.en}", regular(), 7, GREY)


def _fitted(
    text: str, sizes: tuple[float, ...], width: float, *, alone: int, most: int
) -> tuple[float, list[str]]:
    """Return a size and the lines of a text in it.

    One line if it is one in any of the `alone` largest sizes; else the largest size in which it is
    at most `most` lines.
    """
    face: Typeface = regular()
    for size in sizes[:alone]:
        if face.measure(text, size, size * _TRACKING) <= width * MILLIMETRE:
            return size, [text]
    for size in sizes[1:]:
        lines = broken(text, face, size, width / (1 + _TRACKING))
        if len(lines) <= most:
            return size, lines
    raise TooLongError(f"a text of {len(text)} characters is too long to be printed")
