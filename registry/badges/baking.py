"""Bake a badge into its picture (Open Badges 3.0 section 5.3): an image that carries its proof.

The picture is anybody's; only the credential in it is signed. `verifier.baked` takes it out again.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
KEYWORD: Final = b"openbadgecredential"
NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
_HEADER_BYTES: Final = 25
"""The chunk IHDR, which must be the first: length, type, 13 bytes, CRC."""

_ROOT: Final = re.compile(r"<svg\b")
_COMPACT_JWS: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def bake_png(picture: bytes, jwt: str) -> bytes:
    """Return a PNG with the signed badge as an uncompressed `iTXt` chunk behind its header.

    Raises:
        ValueError: the picture is no PNG.
    """
    head = len(PNG_SIGNATURE) + _HEADER_BYTES
    if not picture.startswith(PNG_SIGNATURE) or len(picture) < head:
        raise ValueError("the picture is no PNG")
    # Keyword, compression flag and method, language tag, translated keyword, text.
    content = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + jwt.encode("ascii")
    return picture[:head] + _chunk(b"iTXt", content) + picture[head:]


def bake_svg(picture: str, jwt: str) -> str:
    """Return an SVG with the signed badge directly after its root's tag, in `verify`.

    Raises:
        ValueError: the picture is no SVG, or the badge no compact JWS.
    """
    if not _COMPACT_JWS.fullmatch(jwt):
        raise ValueError("the badge is no compact JWS")
    root = _ROOT.search(picture)
    end = picture.find(">", root.end()) if root is not None else -1
    if root is None or end < 0:
        raise ValueError("the picture is no SVG")
    names = f'{picture[: root.end()]} xmlns:openbadges="{NAMESPACE}"{picture[root.end() : end + 1]}'
    carried = f'<openbadges:credential verify="{jwt}"></openbadges:credential>'
    return f"{names}\n{carried}{picture[end + 1 :]}"


def _chunk(kind: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)
