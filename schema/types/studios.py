"""What surrounds a master studio: what it made, who belonged to it and when."""

from __future__ import annotations

import strawberry

from schema.fields import output, shown
from schema.scalars import Date


@output
class Achievement:
    """Something achieved: a product, a method, a standard ... (成果)."""

    id: strawberry.ID = shown("The id (标识)")
    kind: str = shown("PRODUCT, INNOVATION, INVENTION, RESEARCH, STANDARD or METHOD (类别)")
    title: str = shown("What it is (名称)")
    scope: str | None = shown("How far it reaches: ENTERPRISE, REGION, TRADE or NATION (范围)")
    on: Date | None = shown("When (日期)")
    key_field: str | None = shown("The key field (重点领域)")
