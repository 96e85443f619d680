"""Whatever shape a request has, it is answered: with its code, in less than a megabyte."""

from __future__ import annotations

import pytest

from tests.support.api import Api
from tests.support.hostile import Hostile, hostile

MOST_BYTES = 1_000_000
SHAPES = tuple(hostile())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_hostile_shape_is_an_answer(api: Api, shape: Hostile) -> None:
    path = f"/graphql?{shape.query}" if shape.query else "/graphql"
    response = api.send(shape.method, path, content=shape.body, headers=shape.headers)
    errors = response.json().get("errors", [])
    code = errors[0]["extensions"]["code"] if errors else None
    assert code == shape.code
    assert response.status_code < 500
    assert len(response.content) < MOST_BYTES


def test_every_shape_is_another() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)
