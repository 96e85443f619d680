"""Subsidised training: catalogues and quotes, training projects, challenges."""

from __future__ import annotations

import strawberry

from registry.programme import calls
from registry.programme.subsidies import catalogues, quoting
from schema.asking import Info, selection_of
from schema.enums import CertificateKind
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.subsidies import (
    ChallengeConnection,
    SubsidyCatalogueReport,
    SubsidyQuote,
    TrainingProjectConnection,
)


@strawberry.type
class SubsidyQuery:
    """The root fields of this topic."""

    @resolved(
        "The catalogue of subsidised training that decides at a place in a year (of county, city, "
        "province the nearest that has one), and what changed since another year (补贴培训目录)",
        SubsidyCatalogueReport | None,
    )
    async def subsidy_catalogue(
        self,
        info: Info,
        *,
        division: strawberry.ID,
        year: int,
        compared_with: int | None = None,
    ) -> Row | None:
        """Read the catalogue."""
        return await catalogues.subsidy_catalogue(
            info.context,
            selection_of(info),
            division=division,
            year=year,
            compared_with=compared_with,
        )

    @resolved(
        "What would be paid for each certificate of a worker, the best first, or for one "
        "certificate, and every reason why or why not; without `division` where the worker is "
        "employed, without `on` today (补贴测算)",
        list[SubsidyQuote],
    )
    async def subsidy_quote(
        self,
        info: Info,
        *,
        worker: strawberry.ID | None = None,
        certificate: str | None = None,
        kind: CertificateKind | None = None,
        division: strawberry.ID | None = None,
        on: Date | None = None,
    ) -> list[Row]:
        """Judge the certificates."""
        question = quoting.Question(
            worker=worker,
            certificate=certificate,
            kind=kind and kind.value,
            division=division,
            on=on or info.context.today,
        )
        return [*await quoting.subsidy_quotes(info.context, question, selection_of(info))]

    @resolved(
        "Training projects that authorities call for; with `openOn` those whose call is open on "
        "that day, the first to close first, else the latest first (培训项目)",
        TrainingProjectConnection,
    )
    async def training_projects(
        self,
        info: Info,
        *,
        field: str | None = None,
        division: strawberry.ID | None = None,
        status: str | None = None,
        open_on: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of training projects."""
        return await calls.training_projects(
            info.context,
            selection_of(info),
            field=field,
            division=division,
            status=status,
            open_on=open_on,
            first=first,
            after=after,
        )

    @resolved(
        "Challenges that organisations bid for; with `openOn` those that may be bid for on that "
        "day, the first to close first, else the latest first (揭榜挂帅)",
        ChallengeConnection,
    )
    async def challenges(
        self,
        info: Info,
        *,
        field: str | None = None,
        open_on: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of challenges."""
        return await calls.challenges(
            info.context,
            selection_of(info),
            field=field,
            open_on=open_on,
            first=first,
            after=after,
        )
