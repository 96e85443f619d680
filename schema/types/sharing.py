"""A certificate from every provider, and the feed of changes."""

from __future__ import annotations

import strawberry

from registry.graph.changes import ChangeKind
from schema.enums import CertificateKind, CertificateStatus, SkillLevel, published_enum
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date, DateTime
from schema.types.organisations import Enterprise
from schema.types.people import Certificate, Worker
from schema.types.reference import Count, Division, Occupation, PageInfo
from schema.types.verification import CheckResult

published_enum(
    ChangeKind,
    "ChangeKind",
    "What happened to a certificate (变更类别)",
    BEGUN="The feed began; certificates from before are listed by it (存量)",
    RECORDED="Recorded for the first time (登记)",
    UPDATED="A later row filled what was empty (补充)",
    CONFLICT="A row contradicts what is recorded (来源冲突)",
    STATUS_CHANGED="Suspended, revoked or reinstated (状态变更)",
)


@output
class SyncBatch:
    """Something that a provider sent (同步批次)."""

    id: strawberry.ID = shown("The id (标识)")
    received_at: DateTime = shown("When it was received (接收时间)")
    rows: int | None = shown("How many rows it had (行数)")


@output
class DataProvider:
    """Who shares certificates with the registry (数据提供方)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    kind: str = shown("PROVINCE, CITY, MINISTRY, ISSUER or EXCHANGE (类别)")
    division: Division | None = shown("For which division (地区)")
    run_by: Enterprise | None = shown("Which organisation runs it (运行机构)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    last_batch: SyncBatch | None = shown("What it sent last (最近批次)")


@output
class CertificateSource:
    """What one row of a provider says of a certificate (证书来源)."""

    recorded: bool = shown("Whether this version was recorded first, and stands (是否在册)")
    provider_id: str | None = shown("Who says it, as written in the row (提供方标识)")
    provider: DataProvider | None = shown("Who says it, if the provider is known (提供方)")
    differs: list[str] = shown("The fields in which it contradicts the recorded version (差异字段)")
    holder: Worker | None = shown("Whose it says it is, where the viewer may know (持证人)")
    level: SkillLevel | None = shown("The grade (等级)")
    occupation: Occupation | None = shown("The occupation (职业)")
    work_type: str | None = shown("The work type (工种)")
    issued_on: Date | None = shown("The day of issue (发证日期)")
    registered_at: DateTime | None = shown("When it was registered (登记时间)")
    filing_no: strawberry.ID | None = shown("The filing that it names (备案号)")
    result_id: strawberry.ID | None = shown("The result that it names (成绩)")
    status: CertificateStatus | None = shown("The status, from whatever day on (状态)")
    status_since: Date | None = shown("Since when (状态起始日)")
    status_reason: str | None = shown("Why (状态原因)")
    decision_no: str | None = shown("The number of the decision (文号)")


@output
class CertificateSources:
    """A certificate with every provider's version side by side (证书多源信息)."""

    number: strawberry.ID = shown("The number (证书编号)")
    kind: CertificateKind = shown("The kind (种类)")
    certificate: Certificate = shown("The certificate as recorded (证书)")
    sources: list[CertificateSource] = shown(
        "The recorded version first, then the first of each provider that confirms it, then those "
        "that contradict it (各来源)"
    )
    differs: list[str] = shown("The fields in which any version differs (差异字段)")
    checks: list[CheckResult] = shown("The checks that compare sources (核验项)")


@output
class EarlierCertificateConnection:
    """A page of certificates that were there before the feed (存量证书)."""

    nodes: list[Certificate] = shown("The certificates by kind and number (证书)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class Change:
    """Something that happened to a certificate (变更)."""

    id: strawberry.ID = shown("The id, never given twice (标识)")
    kind: ChangeKind = shown("What happened (类别)")
    at: DateTime = shown("When it happened; the feed's order is its own (时间)")
    number: str | None = shown("The number of the certificate (证书编号)")
    certificate_kind: CertificateKind | None = shown("The kind of the certificate (种类)")
    certificate: Certificate | None = shown("The certificate as it stands now (证书)")
    provider_id: str | None = shown("Whose row did it (提供方标识)")
    status: CertificateStatus | None = shown("The new status, of STATUS_CHANGED (新状态)")
    differs: list[str] = shown("The contradicted fields, of CONFLICT (差异字段)")
    rows: int | None = shown("How many certificates were there before, of BEGUN (存量数)")

    @resolved(
        "The certificates that were there before the feed, of BEGUN (存量证书)",
        EarlierCertificateConnection | None,
    )
    def certificates(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Read the page that was read with the row."""
        return asked(row, "certificates", first=first, after=after)


@output
class ChangeFeed:
    """Changes in the order of the feed (变更流)."""

    nodes: list[Change] = shown("The changes (变更)")
    cursor: str = shown("Where to go on; valid for ever (游标)")
    has_more: bool = shown("Whether more are there already (是否还有)")
