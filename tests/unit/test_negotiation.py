"""Accept and Accept-Encoding, read to the letter of RFC 9110."""

from __future__ import annotations

import pytest

from schema.negotiation import GRAPHQL, JSON, accepts_gzip, media_type


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param(None, JSON, id="nothing-said"),
        pytest.param("", JSON, id="empty"),
        pytest.param("*/*", JSON, id="anything"),
        pytest.param("application/*", JSON, id="any-application"),
        pytest.param("application/json", JSON, id="json"),
        pytest.param("APPLICATION/JSON", JSON, id="in-capitals"),
        pytest.param("application/json; charset=utf-8", JSON, id="in-utf-8"),
        pytest.param('application/json; charset="UTF-8"', JSON, id="in-quoted-utf-8"),
        pytest.param("application/json; charset=utf-16", None, id="in-utf-16"),
        pytest.param("application/json; version=2", None, id="another-version"),
        pytest.param(GRAPHQL, GRAPHQL, id="the-newer"),
        pytest.param(f"{GRAPHQL}, application/json", GRAPHQL, id="both"),
        pytest.param(f"application/json, {GRAPHQL}", GRAPHQL, id="both-turned-round"),
        pytest.param(f"{GRAPHQL};q=0.5, application/json", JSON, id="json-rather"),
        pytest.param(f"application/json;q=0.9, {GRAPHQL};q=0.8, */*;q=1", JSON, id="by-quality"),
        pytest.param(f"{GRAPHQL}, application/json;q=0.9", GRAPHQL, id="as-apollo-says"),
        pytest.param("application/json, */*", JSON, id="the-named-one"),
        pytest.param(f"{GRAPHQL}, */*", GRAPHQL, id="the-newer-or-anything"),
        pytest.param("application/json;q=0, */*", GRAPHQL, id="anything-but-json"),
        pytest.param("application/json;q=0", None, id="never-json"),
        pytest.param("*/*;q=0", None, id="nothing-at-all"),
        pytest.param("text/html", None, id="a-page"),
        pytest.param("text/html, */*;q=0.1", JSON, id="a-page-or-anything"),
        pytest.param("application/graphql-response+jsonx", None, id="a-longer-name"),
        pytest.param("application/json;q=2", None, id="impossible-quality"),
        pytest.param("application/json;q=high", None, id="quality-in-words"),
        pytest.param("application/json;q=nan", None, id="quality-is-no-number"),
        pytest.param(",;=,;", None, id="only-marks"),
        pytest.param("text/x, " * 10_000 + "*/*", None, id="endless"),
    ],
)
def test_the_media_type(accept: str | None, expected: str | None) -> None:
    assert media_type(accept) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(None, False, id="nothing-said"),
        pytest.param("gzip", True, id="gzip"),
        pytest.param("GZIP;q=0.1", True, id="rather-not"),
        pytest.param("gzip;q=0", False, id="never"),
        pytest.param("gzip;q=0, *", False, id="anything-else"),
        pytest.param("br, *", True, id="anything"),
        pytest.param("*;q=0", False, id="nothing"),
        pytest.param("x-gzip", True, id="by-its-old-name"),
        pytest.param("br, identity", False, id="others"),
        pytest.param("gzipped", False, id="a-longer-name"),
    ],
)
def test_gzip(said: str | None, *, expected: bool) -> None:
    assert accepts_gzip(said) is expected
