"""What providers share: every version of a certificate, and the feed of changes."""

from __future__ import annotations

import strawberry

from registry.programme.changes import changes
from registry.programme.sources import certificate_sources
from schema.asking import Info, selection_of
from schema.enums import CertificateKind
from schema.fields import Row, resolved
from schema.types.sharing import CertificateSources, ChangeFeed


@strawberry.type
class SharingQuery:
    """The root fields of this topic."""

    @resolved(
        "Every provider's version of a certificate side by side; a number may belong to two kinds "
        "(证书多源信息)",
        list[CertificateSources],
    )
    async def certificate_sources(
        self, info: Info, *, number: str, kind: CertificateKind | None = None
    ) -> list[Row]:
        """Read the versions."""
        return list(
            await certificate_sources(
                info.context,
                selection_of(info),
                number=number,
                kind=None if kind is None else kind.value,
            )
        )

    @resolved(
        "What happened to certificates after a cursor, the earliest first: for their issuers, for "
        "agencies and administrators; `first` is 1 to 1,000, by default 100 (变更流)",
        ChangeFeed,
    )
    async def changes(
        self, info: Info, *, since: str | None = None, first: int | None = None
    ) -> Row:
        """Read on in the feed."""
        return await changes(info.context, selection_of(info), since=since, first=first)
