"""The properties of a row: its stored cells, and what follows from them alone.

What follows: masked name and search text, the province and city of a division, the issuer prefix in
a number, the digest and the sealed form of an ID number. Both ways of loading take them from here,
so they cannot differ. What follows from other rows is derived, and has its own place
(`registry.derived`, `registry.papercheck`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from registry import reference
from registry.importing.columns import GraphType, Row, Value
from registry.importing.sealed import SealedCells
from registry.importing.table import Table
from registry.importing.tables import CERTIFICATES, OCCUPATIONS_TABLE, ORGANISATIONS, WORKERS
from registry.masking import mask_name
from registry.papercheck.case import issuer_prefix_of
from registry.personal import PersonalKeys
from registry.searchtext import name_search, title_search


@dataclass(frozen=True, slots=True)
class Consequences:
    """Properties that follow from the cells of a row.

    Their names and types, and how they are made.
    """

    columns: tuple[tuple[str, GraphType], ...]
    make: Callable[[Row], tuple[Value, ...]]


def _of_workers(keys: PersonalKeys) -> Consequences:
    name_at, number_at, birth_at = (
        WORKERS.position(name) for name in ("name", "id_number", "birth_date")
    )

    def make(row: Row) -> tuple[Value, ...]:
        name, number, birth = str(row[name_at]), row[number_at], row[birth_at]
        return (
            mask_name(name),
            name_search(name),
            None if birth is None else int(str(birth)[:4]),
            None if number is None else keys.digest(str(number)),
            None if number is None else keys.seal(str(number)),
        )

    return Consequences(
        (
            ("nameMasked", "string"),
            ("search", "string"),
            ("birthYear", "long"),
            ("idHash", "string"),
            ("idEnc", "string"),
        ),
        make,
    )


def _of_organisations() -> Consequences:
    name_at, division_at = ORGANISATIONS.position("name"), ORGANISATIONS.position("division")
    divisions = reference.divisions()

    def make(row: Row) -> tuple[Value, ...]:
        division = divisions.get(str(row[division_at]))
        search = title_search(str(row[name_at]))
        if division is None:
            # A graph may have divisions of a later table than ours.
            return search, None, None
        return search, division.province_code, division.city_code

    return Consequences(
        (("search", "string"), ("provinceCode", "string"), ("cityCode", "string")), make
    )


def _of_places(table: Table) -> Consequences:
    """Return province and city of the division of a row, so that an index can begin with them."""
    division_at, divisions = table.position("division"), reference.divisions()

    def make(row: Row) -> tuple[Value, ...]:
        division = divisions.get(str(row[division_at]))
        return (None, None) if division is None else (division.province_code, division.city_code)

    return Consequences((("provinceCode", "string"), ("cityCode", "string")), make)


def _of_occupations() -> Consequences:
    key_of = OCCUPATIONS_TABLE.key_maker()
    code_at, name_at = OCCUPATIONS_TABLE.position("code"), OCCUPATIONS_TABLE.position("name")
    shipped, work_types = reference.occupations(), reference.work_types()

    def make(row: Row) -> tuple[Value, ...]:
        # A shipped occupation is found by its work types too, also after a row about it.
        known = work_types.get(str(row[code_at]), ()) if key_of(row) in shipped else ()
        return ("\n".join(title_search(title) for title in (str(row[name_at]), *known)),)

    return Consequences((("search", "string"),), make)


def _of_certificates() -> Consequences:
    kind_at, number_at = CERTIFICATES.position("kind"), CERTIFICATES.position("number")
    return Consequences(
        (("issuerPrefix", "string"),),
        lambda row: (issuer_prefix_of(str(row[kind_at]), str(row[number_at])),),
    )


NOTHING: Final = Consequences((), lambda _row: ())


def consequences_of(table: Table, keys: PersonalKeys) -> Consequences:
    """Return what follows from the rows of a table."""
    match table.name:
        case "workers":
            return _of_workers(keys)
        case "organisations":
            return _of_organisations()
        case "occupations":
            return _of_occupations()
        case "certificates":
            return _of_certificates()
        case "fund_uses" | "training_bases":
            return _of_places(table)
        case _:
            return NOTHING


def property_maker(table: Table, keys: PersonalKeys) -> Callable[[Row], Mapping[str, object]]:
    """Return the function that gives a row's properties for a statement.

    Dates are dates, unknown values are null.
    """
    stored = [
        (at, name, column.graph == "date", column.is_list) for at, name, column in table.stored()
    ]
    consequences, sealed = consequences_of(table, keys), SealedCells(table, keys)
    names = [name for name, _ in consequences.columns]

    def make(row: Row) -> Mapping[str, object]:
        properties: dict[str, object] = dict(zip(names, consequences.make(row), strict=True))
        row = sealed.seal(row)
        for at, name, is_date, is_list in stored:
            value = row[at]
            if is_date and value is not None:
                properties[name] = as_day(str(value))
            elif is_list and isinstance(value, tuple):
                properties[name] = list(value)
            else:
                properties[name] = value
        return properties

    return make


@cache
def as_day(text: str) -> date:
    """Return the day; those of a registry are few, and each is made once."""
    return date.fromisoformat(text)
