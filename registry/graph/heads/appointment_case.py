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
    MATCH (owner:Organisation {uscc: $enterprise})
    WHERE @record(worker) AND (@inside(owner) OR @private(worker))""",
    roles={"worker": "worker", "owner": "owner"},
    extras={"policies": POLICIES, "regulations": REGULATIONS},
)
