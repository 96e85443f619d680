"""What is not signed is not served: a signer that is away is said, in every way of asking."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from registry.app import create_app
from registry.issuing import signing
from registry.issuing.signing import all_signed_by, signed_by
from registry.settings import Settings
from registry.signers.errors import SignerAwayError
from registry.signers.software import SoftwareKey, new_signing_key
from schema.results import CODES, code_of

LOCAL = new_signing_key("S000032000123")
REMOTE = SoftwareKey("S000032000123", "k", "ES256", LOCAL.private, b"s" * 32, is_remote=True)


def test_over_http_it_is_503_with_a_code(tmp_path: Path) -> None:
    async def away(_request: Request) -> Response:
        raise SignerAwayError("the KMS does not answer (ConnectTimeout)")

    handlers = create_app(Settings(home=tmp_path)).exception_handlers
    app = Starlette(routes=[Route("/away", away)], exception_handlers=handlers)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get("/away")

    answer = asyncio.run(ask())

    assert answer.status_code == 503
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "error": {
            "code": "SIGNER_UNAVAILABLE",
            "message": "the KMS does not answer (ConnectTimeout)",
        }
    }


def test_in_graphql_it_is_a_published_code() -> None:
    assert code_of(SignerAwayError("x")) == "SIGNER_UNAVAILABLE"
    assert "SIGNER_UNAVAILABLE" in CODES


def test_a_remote_key_signs_in_a_thread_and_a_local_one_at_once() -> None:
    async def where(key: SoftwareKey) -> bool:
        return await signed_by(key, lambda: threading.current_thread() is threading.main_thread())

    assert asyncio.run(where(LOCAL))
    assert not asyncio.run(where(REMOTE))


def test_who_waits_for_a_signature_waits_for_a_limited_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signing, "REMOTE_SECONDS", 0.05)
    enough = threading.Event()

    async def wait() -> float:
        before = time.monotonic()
        with pytest.raises(SignerAwayError, match="gave no answer within"):
            await signed_by(REMOTE, lambda: enough.wait(5))
        waited = time.monotonic() - before
        enough.set()
        return waited

    assert asyncio.run(wait()) < 2


@pytest.mark.parametrize(
    "key", [pytest.param(LOCAL, id="local"), pytest.param(REMOTE, id="remote")]
)
def test_many_signatures_come_in_order(key: SoftwareKey) -> None:
    works = [lambda number=number: number for number in range(40)]
    assert asyncio.run(all_signed_by(key, works)) == list(range(40))
