"""Shapes of alliances and agreements. Their heads say which day they are shown on (`$day`).

An agreement ties a school and an enterprise; an alliance has members, and the agreements among
them are its own. Majors and resources are those of agreements in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.graph.shapes.model import Column, Edge, PageEdge, Part, Shape

_STATE: Final = """CASE WHEN @it.from > $day THEN 'PLANNED' WHEN @it.to < $day THEN 'ENDED'
    ELSE 'IN_FORCE' END"""

_MEMBERS: Final = """MATCH (@member:Organisation)-[@bond:MEMBER_OF]->(@it)
    WHERE @bond.from <= $day AND (@bond.to IS NULL OR @bond.to >= $day)"""

_AGREED_AMONG_MEMBERS: Final = """MATCH (@it)<-[@first:MEMBER_OF]-(@school:Organisation)
          -[:PARTNERS_WITH]->(@agreement:CooperationAgreement)-[:WITH]->(@partner:Organisation)
          -[@second:MEMBER_OF]->(@it)
    WHERE @first.from <= $day AND (@first.to IS NULL OR @first.to >= $day)
      AND @second.from <= $day AND (@second.to IS NULL OR @second.to >= $day)
      AND @agreement.from <= $day AND (@agreement.to IS NULL OR @agreement.to >= $day)"""

_SHARED: Final = """
    WHERE @to.from <= $day AND (@to.to IS NULL OR @to.to >= $day)
    WITH DISTINCT @to"""


def _page_arguments(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    state = arguments.get("state")
    return {"state": None if state is None else str(state)}


ALLIANCE: Final = Shape(
    type="EducationAlliance",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
        Column("source", "@it.source"),
    ),
    parts=(
        Part(
            "memberCount",
            """COUNT { MATCH (counted:Organisation)-[joined:MEMBER_OF]->(@it)
            WHERE joined.from <= $day AND (joined.to IS NULL OR joined.to >= $day)
            RETURN DISTINCT counted }""",
        ),
    ),
    edges=(
        Edge("industry", "Industry", "MATCH (@it)-[:IN_INDUSTRY]->(@to:Industry)", many=False),
        Edge(
            "members",
            "AllianceMember",
            _MEMBERS,
            roles={"bond": "bond", "member": "member"},
            # LEADER comes before MEMBER.
            order="@bond.role, @member.uscc",
        ),
        Edge(
            "leaders",
            "Enterprise",
            _MEMBERS + " AND @bond.role = 'LEADER' WITH DISTINCT @member",
            roles={"it": "member"},
            order="@it.uscc",
        ),
        Edge(
            "agreements",
            "CooperationAgreement",
            _AGREED_AMONG_MEMBERS + " WITH DISTINCT @agreement",
            roles={"it": "agreement"},
            order="@it.id",
        ),
        Edge(
            "majors",
            "Major",
            _AGREED_AMONG_MEMBERS + " MATCH (@agreement)-[:FOR]->(@to:Major) WITH DISTINCT @to",
            order="@it.id",
        ),
        Edge(
            "resources",
            "SharedResource",
            """MATCH (@it)<-[:SHARED_IN]-(@to:SharedResource)""" + _SHARED,
            order="@it.id",
        ),
    ),
)

ALLIANCE_MEMBER: Final = Shape(
    type="AllianceMember",
    columns=(
        Column("role", "@bond.role"),
        Column("from", "toString(@bond.from)"),
        Column("to", "toString(@bond.to)"),
    ),
    edges=(Edge("organisation", "Enterprise", roles={"it": "member"}, many=False),),
)

MEMBERSHIP: Final = Shape(
    type="AllianceMembership",
    columns=(
        Column("role", "@bond.role"),
        Column("from", "toString(@bond.from)"),
        Column("to", "toString(@bond.to)"),
    ),
    edges=(Edge("alliance", "EducationAlliance", roles={"it": "alliance"}, many=False),),
)

AGREEMENT: Final = Shape(
    type="CooperationAgreement",
    columns=(
        Column("agreementNo", "@it.id"),
        Column("kind", "@it.kind"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
        Column("state", _STATE),
    ),
    edges=(
        Edge(
            "school",
            "Enterprise",
            "MATCH (@it)<-[:PARTNERS_WITH]-(@to:Organisation)",
            many=False,
        ),
        Edge("enterprise", "Enterprise", "MATCH (@it)-[:WITH]->(@to:Organisation)", many=False),
        Edge("majors", "Major", "MATCH (@it)-[:FOR]->(@to:Major)", order="@it.id"),
        Edge(
            "resources",
            "SharedResource",
            """MATCH (@it)<-[:SHARED_UNDER]-(@to:SharedResource)""" + _SHARED,
            order="@it.id",
        ),
    ),
)

RESOURCE: Final = Shape(
    type="SharedResource",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
    ),
    edges=(
        Edge("provider", "Enterprise", "MATCH (@it)<-[:PROVIDES]-(@to:Organisation)", many=False),
    ),
)

_AGREED_BY_IT: Final = """MATCH (@it)-[:PARTNERS_WITH|WITH]-(@agreement:CooperationAgreement)
    WHERE @agreement.from <= $day AND (@agreement.to IS NULL OR @agreement.to >= $day)"""

COOPERATION: Final = Shape(
    type="Cooperation",
    columns=(),
    edges=(
        Edge("organisation", "Enterprise", roles={"it": "it"}, many=False),
        Edge(
            "partners",
            "Enterprise",
            _AGREED_BY_IT
            + """
            MATCH (@agreement)-[:PARTNERS_WITH|WITH]-(@to:Organisation) WHERE @to <> @it
            WITH DISTINCT @to""",
            order="@it.uscc",
        ),
        Edge(
            "majors",
            "Major",
            _AGREED_BY_IT + " MATCH (@agreement)-[:FOR]->(@to:Major) WITH DISTINCT @to",
            order="@it.id",
        ),
        Edge(
            "resources",
            "SharedResource",
            _AGREED_BY_IT + " MATCH (@agreement)<-[:SHARED_UNDER]-(@to:SharedResource)" + _SHARED,
            order="@it.id",
        ),
        Edge(
            "provides",
            "SharedResource",
            "MATCH (@it)-[:PROVIDES]->(@to:SharedResource)" + _SHARED,
            order="@it.id",
        ),
        Edge(
            "alliances",
            "AllianceMembership",
            """MATCH (@it)-[@bond:MEMBER_OF]->(@alliance:EducationAlliance)
            WHERE @bond.from <= $day AND (@bond.to IS NULL OR @bond.to >= $day)""",
            roles={"bond": "bond", "alliance": "alliance"},
            order="@alliance.id, @bond.from",
        ),
    ),
    pages=(
        PageEdge(
            "agreements",
            "CooperationAgreement",
            """MATCH (@it)-[:PARTNERS_WITH|WITH]-(@to:CooperationAgreement)
            WHERE $@state IS NULL OR $@state = """
            + _STATE.replace("@it", "@to"),
            position="[toString(@it.from), @it.id]",
            after="""@it.from < date($@position[0])
                OR @it.from = date($@position[0]) AND @it.id > $@position[1]""",
            order="@it.from DESC, @it.id",
            arguments=_page_arguments,
        ),
    ),
)

SHAPES: Final = (
    ALLIANCE,
    ALLIANCE_MEMBER,
    MEMBERSHIP,
    AGREEMENT,
    RESOURCE,
    COOPERATION,
)
