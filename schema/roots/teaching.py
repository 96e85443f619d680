"""What is taught: majors, training packages, training plans."""

from __future__ import annotations

import strawberry

from registry.programme.teaching import lists as service
from schema.asking import Info, selection_of
from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.teaching import (
    MajorConnection,
    TrainingPackageConnection,
    TrainingPlanConnection,
)


@strawberry.type
class TeachingQuery:
    """The root fields of this topic."""

    @resolved(
        "Majors of schools with occupations, teaching resources and partner enterprises (专业)",
        MajorConnection,
    )
    async def majors(
        self,
        info: Info,
        *,
        school: strawberry.ID | None = None,
        occupation: strawberry.ID | None = None,
        kind: str | None = None,
        new_since: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of majors."""
        return await service.majors(
            info.context,
            selection_of(info),
            school=school,
            occupation=occupation,
            kind=kind,
            new_since=new_since,
            first=first,
            after=after,
        )

    @resolved(
        "Training packages of an occupation (editions are followed), each with the committee that"
        " reviewed it; `outcomes` are those of the review (职业培训包)",
        TrainingPackageConnection,
    )
    async def training_packages(
        self,
        info: Info,
        *,
        occupation: strawberry.ID | None = None,
        level: SkillLevel | None = None,
        outcomes: list[ConditionOutcome] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of packages."""
        return await service.training_packages(
            info.context,
            selection_of(info),
            occupation=occupation,
            level=level and level.value,
            outcomes=outcomes,
            first=first,
            after=after,
        )

    @resolved(
        "Training plans of posts (by name or id); `lacksPackage: true` are those for which no"
        " package is recorded (岗位培训计划)",
        TrainingPlanConnection,
    )
    async def training_plans(
        self,
        info: Info,
        *,
        post: str | None = None,
        enterprise: strawberry.ID | None = None,
        occupation: strawberry.ID | None = None,
        year: int | None = None,
        lacks_package: bool | None = None,
        outcomes: list[ConditionOutcome] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of plans."""
        question = service.PlanQuestion(
            post=post,
            enterprise=enterprise,
            occupation=occupation,
            year=year,
            lacks_package=lacks_package,
            outcomes=None if outcomes is None else frozenset(outcomes),
        )
        return await service.training_plans(
            info.context, selection_of(info), question, first=first, after=after
        )
