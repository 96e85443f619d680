"""`POST /paper?format=pdf|svg|png`: who holds a certificate as a file gets it on paper.

The body is `{"credential", "qrText"}` as issuing gave them; `attach=true` puts the credential, with
its log proof where there is one, into a PDF, and `showId=true` prints the ID number. Both texts
must be of one certificate, of ours, and in force: nobody gets a good-looking print of anything
else. Only what the credential discloses is printed, and nothing is kept.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from registry.exchanges import JSON, NOT_STORED, RequestRefusedError, read_body, refusal
from registry.language import Language, preferred_language
from registry.log.errors import LogError
from registry.office import Office
from registry.paper.errors import PaperError
from registry.paper.facts import PaperFacts, read_paper
from registry.paper.printing import FILE_NAME, MEDIA_TYPES, PaperFormat, print_certificate
from registry.services import Services
from registry.tokens import BadTokenError
from registry.verification.inforce import is_in_force
from registry.verification.questions import CredentialQuestion
from registry.viewer import Viewer
from verifier.errors import MalformedError
from verifier.report import Report
from verifier.strict_json import parse_json_object


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for."""

    credential: str
    qr_text: str
    form: PaperFormat
    show_id: bool
    attach: bool


def routes(services: Services) -> list[BaseRoute]:
    """Return the route."""
    return [Route("/paper", Press(services).paper, methods=["POST"])]


class Press:
    """Prints certificates for those who hold them."""

    def __init__(self, services: Services) -> None:
        self._office: Office = services.office
        self._tokens = services.tokens
        # Printing is computing. Who waits for his turn here keeps no thread from the others.
        self._turn = asyncio.Lock()

    async def paper(self, request: Request) -> Response:
        """Return the certificate of the body as a file."""
        lang = preferred_language(request.headers.get("accept-language"))
        try:
            viewer = self._tokens.viewer(request.headers.get("authorization"))
            order = await _order(request)
            facts = read_paper(order.credential, order.qr_text)
            proof = await self._check(order, viewer, lang)
            async with self._turn:
                content = await asyncio.to_thread(_printed, facts, order, proof)
        except BadTokenError as err:
            return refusal(401, err.code, str(err))
        except RequestRefusedError as err:
            return refusal(err.status, err.code, str(err))
        except PaperError as err:
            return refusal(422, err.code, str(err))
        name = facts.number if FILE_NAME.fullmatch(facts.number) else "certificate"
        headers = {
            **NOT_STORED,
            "Content-Disposition": f'attachment; filename="{name}.{order.form}"',
        }
        return Response(content, media_type=MEDIA_TYPES[order.form], headers=headers)

    async def _check(self, order: _Order, viewer: Viewer, lang: Language) -> str | None:
        """Check that both texts are good; return the log proof, if it is to be attached.

        Raises:
            RequestRefusedError: one of them is not.
        """
        verification = self._office.verification
        answer = await verification.answer(
            CredentialQuestion(order.credential), viewer=viewer, client="", lang=lang
        )
        _refuse_what_is_not_in_force(answer.report, lang)
        if answer.found is None:
            raise RequestRefusedError(422, "NOT_ON_RECORD", "there is no such certificate here")
        code = await verification.signature(CredentialQuestion(order.qr_text), lang)
        _refuse_what_is_not_in_force(code, lang)
        return await self._proof(answer.report) if order.attach else None

    async def _proof(self, report: Report) -> str | None:
        sha256 = report.jwt_sha256
        if sha256 is None:
            return None
        try:
            standing = await self._office.log.proofs.of_token(sha256)
        except LogError:
            # A log that stands still proves nothing today; the certificate is good without it.
            return None
        return None if standing is None else standing.proof


async def _order(request: Request) -> _Order:
    """Read what is asked for.

    Raises:
        RequestRefusedError: it cannot be read.
    """
    query = request.query_params
    wanted = query.get("format", PaperFormat.PDF.value)
    if wanted not in set(PaperFormat):
        raise RequestRefusedError(400, "BAD_FORMAT", f"format is one of {', '.join(PaperFormat)}")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise RequestRefusedError(415, "BAD_TYPE", f"send {JSON}")
    try:
        members = parse_json_object((await read_body(request)).decode())
    except (MalformedError, UnicodeDecodeError) as err:
        raise RequestRefusedError(
            400, "BAD_JSON", f"the body is not one JSON object: {err}"
        ) from err
    credential, qr_text = members.get("credential"), members.get("qrText")
    if not isinstance(credential, str) or not isinstance(qr_text, str):
        raise RequestRefusedError(
            400, "BAD_REQUEST", "credential and qrText are needed, both texts"
        )
    form = PaperFormat(wanted)
    attach = query.get("attach") == "true"
    if attach and form is not PaperFormat.PDF:
        raise RequestRefusedError(400, "BAD_REQUEST", "only a PDF can hold a file")
    return _Order(credential, qr_text, form, query.get("showId") == "true", attach)


def _refuse_what_is_not_in_force(report: Report, lang: Language) -> None:
    """Refuse what failed, or could not be judged; the log may still be about to cover it.

    Raises:
        RequestRefusedError: it is not printed.
    """
    if not is_in_force(report):
        raise RequestRefusedError(422, "NOT_VALID", report.summary_in(lang))


def _printed(facts: PaperFacts, order: _Order, proof: str | None) -> bytes:
    return print_certificate(
        facts, order.form, show_id=order.show_id, attach=order.attach, log_proof=proof
    )
