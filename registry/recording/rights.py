"""Who may record what, as the services ask it; `registry.access` decides."""

from __future__ import annotations

from registry.access import ACTORS, Act
from registry.viewer import Role, Viewer


def may(viewer: Viewer, act: Act) -> bool:
    """Say whether the viewer's standing allows the act at all."""
    return viewer.standing in ACTORS[act]


def own_organisation(viewer: Viewer) -> str | None:
    """Return the organisation to whose records the viewer is limited.

    None for an administrator: any.
    """
    return None if viewer.role is Role.ADMINISTRATOR else viewer.organisation
