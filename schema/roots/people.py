"""People and organisations, by id and by name."""

from __future__ import annotations

import strawberry

from registry.errors import BadArgumentError
from registry.graph.heads import enterprise as enterprise_heads
from registry.graph.heads.access_events import ACCESS_EVENTS
from registry.graph.heads.worker import WORKER, WORKERS
from registry.searchtext import phrase
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.organisations import Enterprise, EnterpriseConnection
from schema.types.people import AccessEventConnection, Viewer, Worker, WorkerConnection


@strawberry.type
class PeopleQuery:
    """Who asks, people and organisations."""

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
    async def worker(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read one worker."""
        return await info.context.one(WORKER, selection_of(info), id=id)

    @resolved(
        "Workers whom the viewer may know, by name, pinyin or initials; one character is enough "
        "(人员列表)",
        WorkerConnection,
    )
    async def workers(
        self, info: Info, text: str, first: int | None = None, after: str | None = None
    ) -> Row:
        """Read a page of workers."""
        wanted = text.strip()
        if not wanted:
            raise BadArgumentError("`text` is empty; one character of a name is enough")
        arguments = {"text": wanted, "first": first, "after": after}
        return await info.context.connection(
            WORKERS, arguments, selection_of(info), text=wanted, phrase=phrase(wanted)
        )

    @resolved(
        "Who looked at a person, when, why, at what: for that person (访问记录)",
        AccessEventConnection,
    )
    async def access_events(
        self, info: Info, worker: strawberry.ID, first: int | None = None, after: str | None = None
    ) -> Row:
        """Read a page of access events."""
        arguments = {"worker": worker, "first": first, "after": after}
        return await info.context.connection(
            ACCESS_EVENTS, arguments, selection_of(info), worker=worker
        )

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
        return await info.context.connection(
            head, arguments, selection_of(info), division=division, **texts
        )
