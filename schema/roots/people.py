"""People and organisations, by id and by name."""

from __future__ import annotations

import strawberry

from registry.graph.heads import enterprise as enterprise_heads
from registry.graph.heads.worker import WORKER
from registry.searchtext import phrase
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.organisations import Enterprise, EnterpriseConnection
from schema.types.people import Viewer, Worker


@strawberry.type
class PeopleQuery:
    @resolved(
        "Who is asking (访问者)",
        Viewer,
    )
    def viewer(self, info: Info) -> Row:
        """Return who the token says is asking."""
        viewer = info.context.viewer
        return {
            "role": viewer.role.value,
            "subject": viewer.subject,
            "organisation": viewer.organisation,
            "division": viewer.division,
        }

    @resolved(
        "A worker, if the viewer may know who it is (人员)",
        Worker | None,
    )
    async def worker(self, info: Info, id: strawberry.ID) -> Row | None:  # noqa: A002 - the contract's name
        """Read one worker."""
        return await info.context.one(WORKER, selection_of(info), id=id)

    @resolved(
        "An organisation; for everybody who signed in (企业或机构)",
        Enterprise | None,
    )
    async def enterprise(self, info: Info, uscc: strawberry.ID) -> Row | None:
        """Read one organisation."""
        return await info.context.one(enterprise_heads.ENTERPRISE, selection_of(info), uscc=uscc)

    @resolved(
        "Organisations by name, pinyin or initials, and by division (企业列表)",
        EnterpriseConnection,
    )
    async def enterprises(
        self,
        info: Info,
        text: str | None = None,
        division: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of organisations."""
        wanted = text.strip() if text else ""
        arguments = {"text": wanted, "division": division, "first": first, "after": after}
        head = enterprise_heads.ENTERPRISES_BY_TEXT if wanted else enterprise_heads.ENTERPRISES
        texts = {"phrase": phrase(wanted)} if wanted else {}
        return await info.context.connection(head, arguments, selection_of(info), division=division, **texts)
