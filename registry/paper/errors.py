"""Why a certificate cannot be printed."""

from __future__ import annotations

from typing import ClassVar


class PaperError(Exception):
    """The base of everything that `registry.paper` raises on purpose."""

    code: ClassVar[str] = "UNPRINTABLE"


class UnreadablePaperError(PaperError):
    """The credential, or the text of the QR, cannot be read as a certificate of ours."""

    code: ClassVar[str] = "UNREADABLE"


class UnrelatedCodeError(PaperError):
    """The text of the QR is that of another certificate."""

    code: ClassVar[str] = "UNRELATED_CODE"


class MissingGlyphError(PaperError):
    """The font has no glyph for a character; an empty box would be a wrong name."""

    code: ClassVar[str] = "MISSING_GLYPH"

    def __init__(self, character: str) -> None:
        super().__init__(f"no glyph for {character!r} (U+{ord(character):04X})")
        self.character = character


class TooLongError(PaperError):
    """The facts do not fit on the sheet in a size that can be read."""

    code: ClassVar[str] = "TOO_LONG"
