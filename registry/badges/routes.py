"""`POST /badge`: who holds a certificate as a file gets the same as an Open Badge.

The body is the credential, in any form that /verify takes; `?format=` says in which form the badge
is wanted (jwt, json, png, svg). The badge says nothing that the credential does not say openly, so
to hold that is to be allowed. It must be good: one of ours and in force, or there is no badge.
"""

from __future__ import annotations

import asyncio
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.badges.export import MEDIA_TYPES, BadgeForm, badge_of
from registry.language import preferred_language
from registry.services import Services
from registry.verification.questions import CredentialQuestion
from registry.viewer import ANONYMOUS
from registry.wallet.body import read_body
from registry.wallet.errors import WalletError
from verifier.certificate import prefix_of
from verifier.checks import Outcome

_GOOD: Final = frozenset({Outcome.VALID, Outcome.VALID_WITH_WARNINGS})


def routes(services: Services) -> list[BaseRoute]:
    """Return the route."""
    return [Route("/badge", Counter(services).badge, methods=["POST"])]


class Counter:
    """Hands out badges."""

    def __init__(self, services: Services) -> None:
        self._office = services.office

    async def badge(self, request: Request) -> Response:
        """Return the badge of the certificate in the body."""
        wanted = request.query_params.get("format", BadgeForm.JWT.value)
        if wanted not in set(BadgeForm):
            return _refusal(400, "BAD_FORMAT", f"format is one of {', '.join(BadgeForm)}")
        form = BadgeForm(wanted)
        try:
            body = await read_body(request)
        except WalletError as err:
            return _refusal(err.status, "TOO_LARGE", str(err))
        question = CredentialQuestion(body.decode("utf-8", "replace"))
        lang = preferred_language(request.headers.get("accept-language"))
        answer = await self._office.verification.answer(
            question, viewer=ANONYMOUS, client="", lang=lang
        )
        facts = answer.report.certificate
        if answer.report.outcome not in _GOOD or answer.found is None or facts is None:
            return _refusal(422, "NOT_VALID", answer.report.summary_in(lang))
        prefix, key = prefix_of(facts), f"{facts.kind}:{facts.number}"
        badge = None
        if prefix is not None:
            badge = await badge_of(self._office.existing, prefix, key)
        if badge is None:
            return _refusal(404, "NO_BADGE", "there is no badge of this kind of certificate")
        # Drawing takes half a second: elsewhere, so that nobody else waits for it.
        content = await asyncio.to_thread(badge.in_form, form)
        headers = {"Cache-Control": "no-store"}
        return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


def _refusal(status: int, code: str, message: str) -> Response:
    content = orjson.dumps({"error": {"code": code, "message": message}})
    return Response(content, status_code=status, media_type="application/json")
