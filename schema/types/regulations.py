"""Regulations: parameters of the programme's mechanisms, as data."""

from __future__ import annotations

import strawberry

from schema.fields import output, shown
from schema.scalars import Date
from schema.types.reference import Division


@output
class RegulationParameter:
    """One parameter of a regulation (参数)."""

    name: str = shown("The name (名称)")
    value: str = shown("The value as JSON (取值)")


@output
class Regulation:
    """What is asked of a mechanism: parameters with validity, place and confidence (规定)."""

    id: strawberry.ID = shown("The id (标识)")
    title: str = shown("The title (标题)")
    document_no: str | None = shown("The number of the document (文号)")
    division: Division | None = shown("Where it holds; null is nation-wide (适用地区)")
    valid_from: Date = shown("The first day in force (施行日)")
    valid_to: Date | None = shown("The last day in force; null is open (失效日)")
    subject: str = shown("What it is about, such as APPRENTICESHIP (事项)")
    confidence: str = shown("How sure the reading of the document is (可信度)")
    source: str | None = shown("Where it was read (来源)")
    parameters: list[RegulationParameter] = shown("The parameters by name (参数)")
