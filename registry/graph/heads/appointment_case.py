"""`appointmentCase`: one person, one enterprise, a grade; and what the appointment is judged by.

Open to the person, and to whoever may see the inside of the enterprise and the person's record.
"""

from __future__ import annotations

from typing import Final

from registry.graph.policies import POLICIES
from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

APPOINTMENT_CASE: Final = Head(
    name="appointmentCase",
    type="AppointmentCase",
    rows="""MATCH (worker:Worker {id: $worker})
    WITH worker, coalesce($enterprise, head(COLLECT {
        MATCH (worker)-[held:EMPLOYED]->(employer:Organisation)
        WHERE held.from <= $day AND (held.to IS NULL OR held.to >= $day)
        RETURN employer.uscc ORDER BY held.from DESC, employer.uscc LIMIT 1 })) AS uscc
    MATCH (owner:Organisation {uscc: uscc})
    WHERE @record(worker) AND (@inside(owner) OR @private(worker))""",
    roles={"worker": "worker", "owner": "owner"},
    extras={"policies": POLICIES, "regulations": REGULATIONS},
)
