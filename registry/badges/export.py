"""The badge of a certificate in each of its forms: the token, its content, two baked pictures."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from registry.badges.baking import bake_png, bake_svg
from registry.badges.picture import badge_shapes
from registry.badges.rendering import draw_png, draw_svg
from registry.issuing.credential import Content
from registry.issuing.existing import ExistingCertificates


class BadgeForm(StrEnum):
    """In what form a badge is handed out."""

    JWT = "jwt"
    JSON = "json"
    PNG = "png"
    SVG = "svg"


MEDIA_TYPES: Final = {
    BadgeForm.JWT: "application/vc+jwt",
    BadgeForm.JSON: "application/vc",
    BadgeForm.PNG: "image/png",
    BadgeForm.SVG: "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A signed badge and the certificate that it is of."""

    jwt: str
    content: Content

    def in_form(self, form: BadgeForm) -> bytes:
        """Return the badge in a form; JSON is the signed content, without its signature."""
        match form:
            case BadgeForm.JWT:
                return self.jwt.encode("ascii")
            case BadgeForm.JSON:
                return _payload(self.jwt)
            case BadgeForm.PNG:
                return bake_png(draw_png(badge_shapes(self.content)), self.jwt)
            case BadgeForm.SVG:
                title = f"{self.content.occupation_name or ''} {self.content.number}".strip()
                return bake_svg(
                    draw_svg(badge_shapes(self.content), title=title), self.jwt
                ).encode()


async def badge_of(existing: ExistingCertificates, prefix: str, key: str) -> Badge | None:
    """Return the badge of a certificate on record.

    The one that was signed before, as long as nothing has changed; None for a certificate that has
    none (`registry.badges.credential.has_badge`).
    """
    signed = await existing.sign(prefix, [key])
    credential = signed[0].credential if signed else None
    if credential is None or credential.badge is None:
        return None
    return Badge(credential.badge.text, credential.content)


def _payload(jwt: str) -> bytes:
    payload = jwt.split(".")[1]
    return urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
