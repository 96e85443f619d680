"""Certificates of the small world, issued and changed by the office of a running application."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from registry.vocabulary import CertificateStatus
from tests.support.api import Api
from tests.support.small_world import ISSUER_VIEWER, SESSION

ISSUED_ON: Final = date(2026, 11, 20)
WORK_TYPE: Final = "手工焊条电弧焊工"

Made = Mapping[str, Any]


def issue(api: Api, place: int) -> Made:
    """Issue a certificate to a worker by place: `certificateKey`, `credential`, `qrText`."""
    order = IssueOrder(SESSION, f"w{place}", ISSUED_ON, WORK_TYPE)
    request = Request(ISSUER_VIEWER, f"issue-{place}", "issueCertificate", {"worker": place})
    made = api.run(api.services.office.certificates.issue(request, order))
    assert not isinstance(made, Refusal), made
    answer: Made = made
    return answer


def number_of(made: Made) -> str:
    """Return the number of a certificate."""
    number: str = made["certificateKey"].partition(":")[2]
    return number


def change(api: Api, number: str, to: CertificateStatus) -> None:
    """Change the status of a certificate."""
    order = StatusOrder(number, None, to, "查实", "苏人社〔2026〕1号")
    request = Request(ISSUER_VIEWER, uuid.uuid4().hex, "changeCertificateStatus", {})
    made = api.run(api.services.office.certificates.change_status(request, order))
    assert not isinstance(made, Refusal), made
