"""Posts and appointments of an enterprise."""

from __future__ import annotations

import strawberry

from registry.programme.posts.offices import posts
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.posts import PostConnection


@strawberry.type
class PostQuery:
    """The root fields of this topic."""

    @resolved(
        "The posts of an enterprise by the eight grades: quotas, holders, vacancies, terms that end "
        "within so many days; for the enterprise itself and its agencies (岗位设置)",
        PostConnection,
    )
    async def posts(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID,
        ending_within: int = 90,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of posts."""
        return await posts(
            info.context,
            enterprise,
            selection_of(info),
            ending_within=ending_within,
            first=first,
            after=after,
        )
