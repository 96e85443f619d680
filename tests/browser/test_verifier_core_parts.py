"""The parts on which everything rests, each against its twin in Python, over seeded noise.

A whole report shows a part only through what the checks make of it. Here its own answer is
compared: every value with its kind and every bit of it, or the words of its refusal.
"""

from __future__ import annotations

import json
import struct
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser_core import open_core
from tests.support.issuer import NOW, badge_claims, certificate_claims
from tests.support.mutations import scrambled
from verifier import MalformedError
from verifier.encoding import decode_base64, decode_base64url
from verifier.moments import china_day, china_day_number, parse_day, parse_rfc3339, show_moment
from verifier.strict_json import parse_json

COUNT: Final = 2_000
# What JSON is made of, rightly and wrongly.
TOKENS: Final = (
    *("{", "}", "[", "]", ",", ":", " ", "\t\r\n", "\x0b", "\ufeff", "\u2028", "//"),
    *('"a"', '"\\u0061"', '"b"', '"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\ude00\\ud83d"', '"\\x"'),
    *('"\\u12"', '"\x1f"', '"\x7f"', '"𠮷"', '"__proto__"', "'a'", '"\\/\\b\\f\\n\\r\\t\\""'),
    *(
        "0",
        "-0",
        "01",
        "-",
        "7",
        "7.0",
        "1.",
        ".5",
        "1e5",
        "1E+2",
        "1e",
        "1e400",
        "5e-324",
        "1e-400",
    ),
    *("9" * 19, "-" + "9" * 19, "9" * 20, "9007199254740993", "0.1", "123456789012345678"),
    *("true", "false", "null", "nul", "True", "NaN", "Infinity", "-Infinity", "-Inf"),
)
MOMENTS: Final = (
    *("2026-05-30", "2024-02-29", "2023-02-29", "2100-02-29", "2000-02-29", "0000-01-01"),
    *(
        "0001-01-01",
        "9999-12-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-32",
        "2026-1-1",
        "２０２６-01-01",
    ),
    *(
        "2026-05-30T00:00:00Z",
        "0099-12-31t23:59:59z",
        "2026-05-30T23:59:60Z",
        "2026-05-30T24:00:00Z",
    ),
    *("2026-05-30T12:00:00.123456789+08:00", "2026-05-30T12:00:00.1-23:59", "2026-05-30T12:00:00"),
    *(
        "2026-05-30T12:00:00+24:00",
        "2026-05-30T12:60:00Z",
        "2026-05-30 12:00:00Z",
        "1795000000",
        "",
    ),
    *("9999-12-31T23:59:59-08:00", "0001-01-01T00:00:00+08:00", "2026-05-30T12:00:00Z\n"),
)
SECONDS: Final = (
    *(0, -1, 86_399, 86_400, -28_800, -28_801, NOW, NOW + 0.5, -0.5, 1e300, -1e300, 10**18),
    *(
        253_402_300_799,
        253_402_300_800,
        -62_135_596_800,
        -62_135_596_801,
        1e12,
        123_456_789_012_345,
    ),
    *(
        253_402_300_799.5,
        -62_135_596_800.5,
        253_402_271_999,
        253_402_272_000,
        1.5e-7,
        -(10**19 - 1),
    ),
)

_ASK: Final = """
async ([module, name, text]) => {
  const answer = (await import(`/js/${module}.js`))[name];
  const bits = (number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, number);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
  };
  const float = (digits) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${digits}`));
    return view.getFloat64(0);
  };
  const told = (value) => {
    if (typeof value === "bigint") return ["integer", String(value)];
    if (typeof value === "number") return ["float", bits(value)];
    if (value instanceof Uint8Array) return ["bytes", Array.from(value)];
    if (value instanceof Map) return ["object", [...value].map(([key, item]) => [key, told(item)])];
    return Array.isArray(value) ? ["array", value.map(told)] : value;
  };
  const heard = ([kind, value]) => ({
    text: () => value,
    integer: () => BigInt(value),
    float: () => float(value),
    bytes: () => Uint8Array.from(value),
  })[kind]();
  const asked = (item) => {
    try {
      return ["said", told(answer(heard(item)))];
    } catch (error) {
      return ["refused", error.message];
    }
  };
  return JSON.stringify(JSON.parse(text).map(asked));
}
"""


@pytest.fixture(scope="module")
def core(chromium: Browser) -> Iterator[Page]:
    """Open a page beside the modules."""
    context = chromium.new_context()
    page = context.new_page()
    open_core(page, [])
    yield page
    context.close()


def told(value: Any) -> Any:
    """Return a value with the kind of every part of it, as the page tells it."""
    match value:
        case bool() | None | str():
            return value
        case int():
            return ["integer", str(value)]
        case float():
            return ["float", struct.pack(">d", value).hex()]
        case bytes():
            return ["bytes", list(value)]
        case date():
            return value.isoformat()
        case dict():
            return ["object", [[key, told(item)] for key, item in value.items()]]
        case _:
            return ["array", [told(item) for item in value]]


def documents(rng: Random) -> bytes:
    """Return something like JSON: tokens in any order, or a credential's claims, changed."""
    if rng.random() < 0.5:
        return "".join(rng.choices(TOKENS, k=rng.randrange(1, 9))).encode()
    claims = rng.choice([certificate_claims, badge_claims])()
    text = json.dumps(claims, ensure_ascii=rng.random() < 0.5)
    for _ in range(rng.randrange(3)):
        text = scrambled(rng, text)
    raw = bytearray(text.encode())
    if rng.random() < 0.2:
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return bytes(raw)


def base64url(rng: Random) -> str:
    """Return base64url, rightly and wrongly."""
    text = urlsafe_b64encode(rng.randbytes(rng.randrange(9))).decode()
    text = text if rng.random() < 0.2 else text.rstrip("=")
    return scrambled(rng, text) if text and rng.random() < 0.5 else text


def base64(rng: Random) -> str:
    """Return base64 with padding, rightly and wrongly."""
    text = b64encode(rng.randbytes(rng.randrange(9))).decode()
    return scrambled(rng, text) if text and rng.random() < 0.5 else text


def moments(rng: Random) -> str:
    """Return a day or moment, sometimes with a character changed."""
    text = rng.choice(MOMENTS)
    return scrambled(rng, text) if text and rng.random() < 0.3 else text


def seconds(rng: Random) -> int | float:
    """Return unix seconds of any size and kind, those of the edges more often."""
    return rng.choice(
        [rng.choice(SECONDS), rng.randrange(-(10**11), 10**12), rng.uniform(-(10**11), 10**12)]
    )


def days_in_china(moment: float) -> int:
    """Return the number of the day in China since 1970, where Python counts from the year 1."""
    return china_day_number(moment) - date(1970, 1, 1).toordinal()


PARTS: Final[list[Any]] = [
    pytest.param("strict-json", "parseJSON", parse_json, documents, id="strict-json"),
    pytest.param("encoding", "decodeBase64url", decode_base64url, base64url, id="base64url"),
    pytest.param("encoding", "decodeBase64", decode_base64, base64, id="base64"),
    pytest.param("moments", "parseDay", parse_day, moments, id="days"),
    pytest.param("moments", "parseRFC3339", parse_rfc3339, moments, id="moments"),
    pytest.param("moments", "showMoment", show_moment, seconds, id="moments-shown"),
    pytest.param("moments", "chinaDayNumber", days_in_china, seconds, id="number-of-the-day"),
    pytest.param("moments", "chinaDay", china_day, seconds, id="day-in-china"),
]


@pytest.mark.parametrize(("module", "name", "python", "noise"), PARTS)
def test_a_part_answers_as_its_twin(
    core: Page, module: str, name: str, python: Callable[[Any], Any], noise: Callable[[Random], Any]
) -> None:
    given = [noise(Random(number)) for number in range(COUNT)]
    asked = [["text", item] if isinstance(item, str) else told(item) for item in given]
    text = core.evaluate(_ASK, [module, name, json.dumps(asked)])

    differing = {}
    for item, there in zip(given, json.loads(text), strict=True):
        try:
            here = ["said", told(python(item))]
        except MalformedError as err:
            here = ["refused", str(err)]
        if here != there:
            differing[item] = (here, there)
    assert differing == {}
