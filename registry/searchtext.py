"""Text made for search: what `text` of a candidate search looks through, and how names are found.

`text` (MEANINGS.md, "Candidates"): words separated by spaces, each a substring of an occupation
name, a work type, an honour name or an achievement title; a Latin word is a prefix of a word; case
is ignored. `search_text` and `search_words` write both sides in the same normal form, in which
plain containment decides it: compatibility forms folded, lower case, a line end between titles, and
the character U+0001 before every run of Latin letters and digits, which makes containment begin
where a word begins.

Names (`name_search` for people, `title_search` for organisations and occupations) go into full-text
indexes with their pinyin and initials. The analyzer makes one token of each Chinese character and
of each Latin word, so a *phrase* finds any part of a Chinese name. Queries are always
`phrase(text)`: without quotes it would be any of its characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

WORD_MARK: Final = "\u0001"
"""Stands before each Latin word; `search_words` drops it from what users type."""

_LATIN_WORD: Final = re.compile(r"[0-9a-z\u00df-\u00f6\u00f8-\u024f]+")

_SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "朴": "piao", "区": "ou",
    "翟": "zhai", "盖": "ge", "任": "ren", "华": "hua", "覃": "qin", "尹": "yin", "乐": "yue",
    "员": "yun", "召": "shao", "冼": "xian", "缪": "miao", "宁": "ning", "洗": "xian",
    "折": "she", "黑": "he", "秘": "bi", "种": "chong", "纪": "ji", "阚": "kan", "逄": "pang",
    "欧阳": "ou yang", "上官": "shang guan", "司马": "si ma", "诸葛": "zhu ge",
    "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "万俟": "mo qi",
    "令狐": "ling hu", "皇甫": "huang fu", "慕容": "mu rong", "夏侯": "xia hou",
}  # fmt: skip
"""Readings that are particular to surnames; elsewhere the character is read otherwise."""


def search_text(titles: Iterable[str]) -> str:
    """Return the different titles in normal form, sorted, one a line."""
    return "\n".join(sorted({_marked(title) for title in titles} - {""}))


def search_words(text: str) -> tuple[str, ...]:
    """Return the words of a query in normal form; all must be contained in the `search_text`."""
    return tuple(_marked(word) for word in _plain(text).split())


def name_search(name: str) -> str:
    """Return what the index holds of a person's name: the name, its pinyin, the initials."""
    return _searchable(name, _person_syllables(_plain(name)))


def title_search(title: str) -> str:
    """Return what the full-text index holds of an organisation's or occupation's name."""
    return _searchable(title, _syllables(_plain(title)))


def phrase(text: str) -> str:
    """Return a full-text query for exactly this sequence of tokens, whatever it contains."""
    escaped = _plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(text: str) -> str:
    """Fold compatibility forms (full-width letters) and case; control characters become spaces."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in folded).strip()


def _marked(text: str) -> str:
    return _LATIN_WORD.sub(lambda word: WORD_MARK + word.group(), _plain(text))


def _searchable(name: str, syllables: Sequence[str]) -> str:
    """Return name, syllables, syllables in one word, and initials."""
    plain = _plain(name)
    if not syllables or " ".join(syllables) == plain:
        return plain
    initials = "".join(syllable[0] for syllable in syllables)
    return " ".join((plain, *syllables, "".join(syllables), initials))


def _person_syllables(name: str) -> list[str]:
    for length in (2, 1):
        surname = _SURNAMES.get(name[:length])
        if surname is not None:
            return [*surname.split(), *_characters(name[length:])]
    return _characters(name)


def _characters(name: str) -> list[str]:
    """Read a name character by character: no dictionary of words knows given names."""
    runs = re.findall(rf"{_LATIN_WORD.pattern}|.", name)
    return [syllable for run in runs for syllable in _syllables(run)]


@lru_cache(maxsize=16_384)
def _syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a title, Latin words as they are; signs between them are left out."""
    # The dictionaries of the library are large, and nobody who only reads a graph needs them.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    parts = lazy_pinyin(text, style=Style.NORMAL)
    return tuple(word for part in parts for word in _LATIN_WORD.findall(part))
