"""`worker(id)`: one person, if the viewer may know who it is."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

WORKER: Final = Head(name="worker", type="Worker", rows="MATCH (it:Worker {id: $id})")
