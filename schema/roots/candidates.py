"""An enterprise looks for people: the search, a card, a report, who taught and knows whom."""

from __future__ import annotations

import strawberry

from registry import candidates as service
from registry.candidates.filters import wish_of
from schema.asking import Info, selection_of
from schema.enums import CandidateSort, SkillLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.candidates import (
    Candidate,
    CandidateConnection,
    CandidateFilter,
    EligibilityReport,
    LineageEntry,
    ReachPath,
    SimilarWorker,
    filter_values,
)


@strawberry.type
class CandidateQuery:
    @resolved(
        "Consenting workers who match, best first, each with the reasons (候选人)",
        CandidateConnection,
    )
    async def candidates(
        self,
        info: Info,
        filter: CandidateFilter,
        sort: CandidateSort = CandidateSort.SCORE,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Row:
        """Read a page of candidates."""
        kept = filter_values(filter)
        arguments = {
            "filter": kept,
            "sort": sort,
            "first": first,
            "after": after,
            "last": last,
            "before": before,
        }
        return await service.candidates(
            info.context, wish_of(kept), sort.value, arguments, selection_of(info)
        )

    @resolved(
        "One candidate card by the id that this viewer was given in a search (候选人)",
        Candidate | None,
    )
    async def candidate(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read one card."""
        return await service.candidate(info.context, id, selection_of(info))

    @resolved(
        "May this worker be appointed to the grade under the policy (任职资格)? "
        "`worker` is the id of a worker or of a candidate",
        EligibilityReport | None,
    )
    async def eligibility(
        self,
        info: Info,
        worker: strawberry.ID,
        target: SkillLevel,
        policy: strawberry.ID | None = None,
        as_of: Date | None = None,
    ) -> Row | None:
        """Judge one person."""
        return await service.eligibility(
            info.context, worker, target.value, policy=policy, as_of=as_of
        )

    @resolved(
        "Workers taught by this one, and by those whom they taught, to `depth` (1 to 6) (师承)",
        list[LineageEntry],
    )
    async def mentor_lineage(self, info: Info, worker: strawberry.ID, depth: int = 3) -> list[Row]:
        """Read who learned from whom."""
        return [*await service.mentor_lineage(info.context, worker, depth, selection_of(info))]

    @resolved(
        "Shortest chains of mentors, studios, teams and employers that connect an enterprise "
        "with a candidate (人脉)",
        list[ReachPath],
    )
    async def reach_through(
        self, info: Info, enterprise: strawberry.ID, candidate: strawberry.ID, max_hops: int = 3
    ) -> list[Row]:
        """Read the chains."""
        return [*await service.reach_through(info.context, enterprise, candidate, max_hops)]

    @resolved(
        "People like this one whom the viewer would find, at most 50: same studio, project, "
        "contest, or occupation in the same province, those with most in common first (相似人才). "
        "`worker` is the id of a worker or of a candidate",
        list[SimilarWorker],
    )
    async def similar_workers(
        self, info: Info, worker: strawberry.ID, first: int = 10
    ) -> list[Row]:
        """Read cards and what they share."""
        return [*await service.similar_workers(info.context, worker, first, selection_of(info))]
