"""Certificates to print, signed by an issuer of the tests, and the trust file to judge them by."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from typing import Any, Final

from registry.issuing.credential import Content, Seat, full_credential, print_credential, qr_text
from registry.issuing.statuslist import ENTRIES, Period, pack, sign_list
from registry.paper.facts import PaperFacts, read_paper
from registry.signers.software import new_signing_key
from tests.support.contents import PREFIX, WELDER
from verifier import Trust

BASE: Final = "https://registry.example.cn"
ISS: Final = f"{BASE}/issuers/{PREFIX}"
LIST: Final = f"{BASE}/status/{PREFIX}-1"
NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
IAT: Final = int(NOW.timestamp())
KEY: Final = new_signing_key(PREFIX)


def texts_of(content: Content) -> tuple[str, str]:
    """Return the credential and the text of the QR, each at a place of its own."""
    full = full_credential(content, seat=Seat(ISS, LIST, 5, IAT), key=KEY)
    printed = print_credential(content, seat=Seat(ISS, LIST, ENTRIES - 1, IAT), key=KEY)
    return full.text, qr_text(BASE, printed.text)


def paper_of(content: Content = WELDER) -> PaperFacts:
    """Return what is printed of a certificate."""
    return read_paper(*texts_of(content))


def trust_file() -> dict[str, Any]:
    """Return a trust file in which the issuer may certify welders, and none is revoked."""
    period = Period(IAT, IAT + 10 * 365 * 86_400, 300)
    return {
        "version": 1,
        "issued": "2026-11-24T00:00:00Z",
        "expires": "2099-12-24T00:00:00Z",
        "issuers": [
            {
                "iss": ISS,
                "name": "江苏某某职业技能评价有限公司",
                "prefix": PREFIX,
                "keys": [KEY.public_jwk() | {"nbf": IAT, "exp": IAT + 10}],
                "scope": None,
            }
        ],
        "statusLists": {
            LIST: sign_list(pack({}, ENTRIES), iss=ISS, uri=LIST, period=period, key=KEY)
        },
    }


def trust() -> Trust:
    """Return the same, read."""
    return Trust.from_json(trust_file())


def huge_png(width: int, height: int) -> bytes:
    """Return the head of a picture of this size; of its dots only the first row is there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    row = zlib.compress(bytes(width + 1))
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", row), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def long_pdf(pages: int) -> bytes:
    """Return a document of so many empty pages."""
    kids = " ".join(["3 0 R"] * pages)
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    numbered = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, start=1))
    return f"%PDF-1.7\n{numbered}trailer << /Size 4 /Root 1 0 R >>\n%%EOF\n".encode("ascii")
