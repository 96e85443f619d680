"""Lines of the log: their form, and what must never stand in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest

from registry.graph.errors import DatabaseAwayError
from registry.observing.logs import FACTS, REQUEST_ID, configure, redacted

ID_NUMBER: Final = "990000198005050016"
CREDIT_CODE: Final = "91990000MA0000000X"
CERTIFICATE: Final = "S000032000123265000001"
TOKEN: Final = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln~WyJzYWx0Il0~"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Log as JSON into a text, and leave logging as it was."""
    names = ("registry", "uvicorn", "uvicorn.error", "uvicorn.access")
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    text = io.StringIO()
    configure("json", text)
    yield text
    root = logging.getLogger()
    for handler in [known for known in root.handlers if known.get_name() == "registry"]:
        root.removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)
        logger.disabled = False


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def look_up(value: str) -> None:
    raise KeyError(value)


def fail_about(value: str) -> None:
    try:
        look_up(value)
    except KeyError as err:
        raise DatabaseAwayError(value) from err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"who is {ID_NUMBER}?", "who is [redacted]?", id="id-number"),
        pytest.param("99000019800505001X", "[redacted]", id="id-number-with-x"),
        pytest.param(f"({CREDIT_CODE})", "([redacted])", id="credit-code"),
        pytest.param(f"HIGH:{CERTIFICATE}", "HIGH:[redacted]", id="certificate-number"),
        pytest.param(f"Bearer {TOKEN}", "Bearer [redacted]", id="credential"),
        pytest.param("took 1234567 ms", "took 1234567 ms", id="a-duration"),
        pytest.param("internal error 5b3a9c0d", "internal error 5b3a9c0d", id="an-error-id"),
        pytest.param("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z", id="a-moment"),
    ],
)
def test_what_looks_like_a_number_of_a_person_is_blotted_out(text: str, expected: str) -> None:
    assert redacted(text) == expected


def test_a_line_is_one_json_object_with_its_request(stream: io.StringIO) -> None:
    named = REQUEST_ID.set("abc")
    logging.getLogger("registry.requests").info("request", extra={FACTS: {"status": 200}})
    REQUEST_ID.reset(named)

    [line] = lines(stream)

    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "INFO",
        "logger": "registry.requests",
        "message": "request",
        "request": "abc",
        "status": 200,
    }


def test_an_exception_is_its_classes_codes_and_places_and_never_its_words(
    stream: io.StringIO,
) -> None:
    try:
        fail_about("张一甲")
    except DatabaseAwayError:
        logging.getLogger("registry.api").exception("internal error %s", "1f")

    [line] = lines(stream)

    assert "张一甲" not in stream.getvalue()
    assert [cause["class"] for cause in line["exception"]] == ["DatabaseAwayError", "KeyError"]
    assert line["exception"][0]["code"] == "database_unavailable"
    places = line["exception"][0]["at"]
    assert [place.partition(" ")[2] for place in places][-1] == "fail_about"


def test_of_a_library_only_the_first_line_is_kept(stream: io.StringIO) -> None:
    message = "Task exception was never retrieved\nfuture: <Task exception=KeyError('张一甲')>"

    logging.getLogger("asyncio").error(message)

    assert [line["message"] for line in lines(stream)] == ["Task exception was never retrieved"]


def test_the_web_server_writes_no_paths(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.access").error("GET /status/x")
    logging.getLogger("uvicorn.error").error("trouble")

    assert [line["message"] for line in lines(stream)] == ["trouble"]


def test_text_has_the_same_rules(stream: io.StringIO) -> None:
    root = logging.getLogger()
    kept, root.handlers[:] = root.handlers[:], []
    try:
        text = io.StringIO()
        configure("text", text)
        try:
            look_up(ID_NUMBER)
        except KeyError:
            logging.getLogger("registry.api").exception("about %s", ID_NUMBER)
        logging.getLogger("registry.requests").debug("request")
    finally:
        root.handlers[:] = kept

    head, kind, *places = text.getvalue().splitlines()

    assert head.endswith("ERROR registry.api: about [redacted]")
    assert kind == "  KeyError"
    assert all(place.startswith("    at ") for place in places)
    assert stream.getvalue() == ""
