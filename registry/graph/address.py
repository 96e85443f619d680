"""Where a database is and how to sign in to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.settings import Settings


@dataclass(frozen=True, slots=True)
class Address:
    """A Bolt address with its credentials; the password is kept out of every printed form."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"


def address_in(settings: Settings) -> Address | None:
    """Return the database that the environment names, or None: then it is the local one."""
    if settings.neo4j_uri is None:
        return None
    return Address(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password.get_secret_value(),
        database=settings.neo4j_database,
    )
