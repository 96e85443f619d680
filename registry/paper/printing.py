"""Print one certificate: its facts in, a file out."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import orjson

from registry.paper.facts import PaperFacts
from registry.paper.layout import lay_out
from registry.paper.pdf import Attachment, write_pdf
from registry.paper.png import render_png
from registry.paper.svg import write_svg

ATTACHED: Final = "certificate.sd-jwt"
ATTACHED_WITH_PROOF: Final = "certificate.json"
_DESCRIPTION: Final = "signed credential / 已签名的证书凭证"


class PaperFormat(StrEnum):
    """The forms of a paper certificate; each is also the ending of its file."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"


FILE_NAME: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
"""Numbers are what was imported or sent; only such become names of files."""
MEDIA_TYPES: Final = {
    PaperFormat.PDF: "application/pdf",
    PaperFormat.SVG: "image/svg+xml",
    PaperFormat.PNG: "image/png",
}


def print_certificate(
    facts: PaperFacts,
    form: PaperFormat,
    *,
    show_id: bool = False,
    attach: bool = False,
    log_proof: str | None = None,
) -> bytes:
    """Return a certificate as a file.

    Args:
        facts: what it says.
        form: of the file.
        show_id: print the ID number, if the credential discloses it.
        attach: put the whole credential into a PDF. Paper is shown around, and the credential has
            every personal claim in it: so only where the holder wants that.
        log_proof: a `tlog-proof@v1` text, attached with the credential.

    Raises:
        PaperError: it cannot be printed; the message says why.
    """
    sheet = lay_out(facts, show_id=show_id)
    if form is PaperFormat.SVG:
        return write_svg(sheet)
    attachments = [_attachment(facts.credential, log_proof)] if attach else []
    pdf = write_pdf(sheet, made_at=facts.signed_at, attachments=attachments)
    return pdf if form is PaperFormat.PDF else render_png(pdf)


def _attachment(credential: str, log_proof: str | None) -> Attachment:
    """Return the credential as a file that `verify-certificate` reads as it is."""
    if log_proof is None:
        data = credential.encode("ascii")
        return Attachment(ATTACHED, "application/dc+sd-jwt", _DESCRIPTION, data)
    data = orjson.dumps({"credential": credential, "logProof": log_proof})
    return Attachment(ATTACHED_WITH_PROOF, "application/json", _DESCRIPTION, data)
