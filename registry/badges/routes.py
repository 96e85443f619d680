"""`POST /badge`: who holds a certificate as a file gets the same as an Open Badge.

The body is the credential, in any form that /verify takes; `?format=` says in which form the badge
is wanted (jwt, json, png, svg). The badge says nothing that the credential does not say openly, so
to hold that is to be allowed. It must be good: one of ours and in force, or there is no badge.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.badges.export import MEDIA_TYPES, Badge, BadgeForm, badge_of
from registry.exchanges import NOT_STORED, RequestRefusedError, read_body, refusal
from registry.language import preferred_language
from registry.services import Services
from registry.tokens import BadTokenError
from registry.verification.inforce import is_in_force
from registry.verification.questions import CredentialQuestion
from verifier.certificate import prefix_of


def routes(services: Services) -> list[BaseRoute]:
    """Return the route."""
    return [Route("/badge", Counter(services).badge, methods=["POST"])]


class Counter:
    """Hands out badges."""

    def __init__(self, services: Services) -> None:
        self._office = services.office
        self._tokens = services.tokens
        # Drawing is computing. Who waits for a turn here keeps no thread from the others.
        self._turn = asyncio.Lock()

    async def badge(self, request: Request) -> Response:
        """Return the badge of the certificate in the body."""
        try:
            form = _form(request)
            badge = await self._badge(request)
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        except RequestRefusedError as err:
            return refusal(err.status, err.code, str(err))
        async with self._turn:
            content = await asyncio.to_thread(badge.in_form, form)
        return Response(content, media_type=MEDIA_TYPES[form], headers=NOT_STORED)

    async def _badge(self, request: Request) -> Badge:
        viewer = self._tokens.viewer(request.headers.get("authorization"))
        lang = preferred_language(request.headers.get("accept-language"))
        question = CredentialQuestion((await read_body(request)).decode("utf-8", "replace"))
        answer = await self._office.verification.answer(
            question, viewer=viewer, client="", lang=lang
        )
        facts = answer.report.certificate
        if not is_in_force(answer.report) or answer.found is None or facts is None:
            raise RequestRefusedError(422, "NOT_VALID", answer.report.summary_in(lang))
        prefix, key = prefix_of(facts), f"{facts.kind}:{facts.number}"
        badge = None if prefix is None else await badge_of(self._office.existing, prefix, key)
        if badge is None:
            raise RequestRefusedError(404, "NO_BADGE", "certificates of this kind have no badge")
        return badge


def _form(request: Request) -> BadgeForm:
    wanted = request.query_params.get("format", BadgeForm.JWT.value)
    if wanted not in set(BadgeForm):
        forms = ", ".join(BadgeForm)
        raise RequestRefusedError(400, "BAD_FORMAT", f"format is one of {forms}")
    return BadgeForm(wanted)
