"""What an answer tells of itself, for whoever counts and times it.

The endpoint of GraphQL leaves what only it knows in the scope of the request; the middleware that
surrounds every request reads it there. All its words are ours: of the schema, of `schema.results`,
of `registry.viewer`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

TOLD: Final = "registry.told"
"""Its name in the scope."""

OK: Final = "OK"
SEVERAL: Final = "several"
NONE: Final = "none"
NOT_EXECUTED: Final = (NONE, NONE)
"""Kind and field of what was not executed."""


class Told(NamedTuple):
    """The facts; a tuple, since every request makes one.

    `kind` is query or mutation, `field` the one root field, "several" for more than one; both
    "none" for what was not executed. `code` is that of the first error, "OK" without one. `role`
    is that of the viewer.
    """

    kind: str = NONE
    field: str = NONE
    code: str = OK
    role: str = NONE


class Answered(NamedTuple):
    """How a request was answered.

    `route` is its declared path; `told` is None outside of GraphQL.
    """

    method: str
    route: str
    status: int
    seconds: float
    told: Told | None
