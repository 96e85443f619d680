"""Money for training: the education fund of a firm, and what funds paid for."""

from __future__ import annotations

import strawberry

from registry.programme import education_fund, funds
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.funds import EducationFund, FundKind, FundUseConnection


@strawberry.type
class FundQuery:
    """The root fields of this topic."""

    @resolved(
        "What a firm (default: the own one) sets aside and spends for training in a year (default:"
        " the last full one), judged: for the enterprise and its agencies (职工教育经费)",
        EducationFund | None,
    )
    async def education_fund(
        self, info: Info, *, enterprise: strawberry.ID | None = None, year: int | None = None
    ) -> Row | None:
        """Read the figures and judge them."""
        return await education_fund.education_fund(
            info.context, enterprise, selection_of(info), year=year
        )

    @resolved(
        "What funds paid for, the latest year first, with sums and what was paid twice: for the"
        " agencies whose money it is, and an enterprise's own (资金使用)",
        FundUseConnection,
    )
    async def fund_uses(
        self,
        info: Info,
        *,
        fund: FundKind | None = None,
        division: strawberry.ID | None = None,
        enterprise: strawberry.ID | None = None,
        year: int | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of uses."""
        return await funds.fund_uses(
            info.context,
            selection_of(info),
            fund=fund and fund.value,
            division=division,
            enterprise=enterprise,
            year=year,
            first=first,
            after=after,
        )
