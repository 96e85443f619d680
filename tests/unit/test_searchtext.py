"""What the `text` filter finds, and how names are made searchable."""

from __future__ import annotations

import pytest

from registry.searchtext import name_search, phrase, search_text, search_words, title_search

TITLES = ("焊工", "数控CNC车工", "ＴＩＧ焊接 3D打印", "全国技术能手", "Robot-welding of pipes")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("焊", True, id="one-character"),
        pytest.param("控CNC车", True, id="chinese-and-latin-mixed"),
        pytest.param("cn", True, id="prefix-of-a-latin-word"),
        pytest.param("NC", False, id="inside-of-a-latin-word"),
        pytest.param("tig", True, id="full-width-letters-folded"),
        pytest.param("3d打", True, id="digit-led-word"),
        pytest.param("WELD", True, id="case-ignored-after-a-hyphen"),
        pytest.param("ipes", False, id="end-of-a-latin-word"),
        pytest.param("焊工 能手", True, id="each-word-in-another-title"),
        pytest.param("焊工 钳工", False, id="one-word-missing"),
        pytest.param("工数", False, id="across-two-titles"),
        pytest.param("焊工\u0001", True, id="our-own-mark-typed"),
        pytest.param("", True, id="nothing-asked"),
    ],
)
def test_text_is_found(query: str, found: bool) -> None:
    text = search_text(TITLES)
    assert all(word in text for word in search_words(query)) is found


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param(
            "张建国", {"张建国", "zhang", "jian", "guo", "zhangjianguo", "zjg"}, id="plain"
        ),
        pytest.param("单雄", {"shan", "shanxiong", "sx"}, id="surname-read-otherwise"),
        pytest.param("仇英", {"qiu", "qiuying"}, id="surname-chou-is-qiu"),
        pytest.param("曾巩", {"zeng"}, id="surname-ceng-is-zeng"),
        pytest.param("解珍", {"xie"}, id="surname-jie-is-xie"),
        pytest.param("查良镛", {"zha"}, id="surname-cha-is-zha"),
        pytest.param("朴树", {"piao"}, id="surname-pu-is-piao"),
        pytest.param("区大相", {"ou"}, id="surname-qu-is-ou"),
        pytest.param("翟天临", {"zhai"}, id="surname-di-is-zhai"),
        pytest.param("盖聂", {"ge"}, id="surname-gai-is-ge"),
        pytest.param("欧阳修", {"ou", "yang", "xiu", "oyx"}, id="double-surname"),
        pytest.param("买买提·艾力", {"买买提·艾力", "mmtal"}, id="dot-between-names"),
        pytest.param("Anna Li", {"anna", "li"}, id="latin-name"),
    ],
)
def test_name_is_searchable_by(name: str, parts: set[str]) -> None:
    assert parts <= set(name_search(name).split())


def test_a_given_name_is_not_read_as_a_surname() -> None:
    assert "dan" in name_search("李单").split()


def test_a_title_is_read_as_words() -> None:
    assert title_search("重庆焊工") == "重庆焊工 chong qing han gong chongqinghangong cqhg"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("焊工", '"焊工"', id="plain"),
        pytest.param('a"b', '"a\\"b"', id="quote"),
        pytest.param("a\\", '"a\\\\"', id="backslash"),
        pytest.param("* OR x:y", '"* or x:y"', id="operators-are-words"),
        pytest.param(" 张\n三 ", '"张 三"', id="line-ends-are-spaces"),
    ],
)
def test_full_text_queries_are_escaped_phrases(text: str, query: str) -> None:
    assert phrase(text) == query
