"""What a monitor can find, and what it says about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from verifier.texts import Language


class Code(StrEnum):
    """The kinds of findings. Values are published: never rename or reuse one."""

    BAD_SIGNATURE = "BAD_SIGNATURE"
    BAD_COSIGNATURE = "BAD_COSIGNATURE"
    TOO_FEW_WITNESSES = "TOO_FEW_WITNESSES"
    FORK = "FORK"
    SHRUNK = "SHRUNK"
    WRONG_TILE = "WRONG_TILE"
    CHANGED_ENTRY = "CHANGED_ENTRY"
    MALFORMED_ENTRY = "MALFORMED_ENTRY"
    UNKNOWN_TYPE = "UNKNOWN_TYPE"
    SESSION_AFTER_DAY = "SESSION_AFTER_DAY"
    SESSION_CHANGED = "SESSION_CHANGED"
    NO_SESSION = "NO_SESSION"
    UNKNOWN_SESSION = "UNKNOWN_SESSION"
    SESSION_MISMATCH = "SESSION_MISMATCH"
    OVER_ROSTER = "OVER_ROSTER"
    BACK_DATED = "BACK_DATED"
    LOGGED_LATE = "LOGGED_LATE"
    FUTURE_DATED = "FUTURE_DATED"


TEXTS: Final[dict[Code, tuple[str, str]]] = {
    Code.BAD_SIGNATURE: ("检查点不是该日志签名的", "the checkpoint is not signed by the log"),
    Code.BAD_COSIGNATURE: ("见证签名无效", "the cosignature of a witness does not hold"),
    Code.TOO_FEW_WITNESSES: (
        "见证数量不足",
        "fewer witnesses cosigned the checkpoint than the policy wants",
    ),
    Code.FORK: (
        "日志出现两份互相矛盾的历史",
        "the log shows two histories that contradict each other",
    ),
    Code.SHRUNK: ("日志变短了", "the log shows less than it did before"),
    Code.WRONG_TILE: ("哈希块与检查点不符", "a tile does not lead to the root of the checkpoint"),
    Code.CHANGED_ENTRY: ("条目与检查点不符", "an entry is not the one that the checkpoint covers"),
    Code.MALFORMED_ENTRY: ("条目格式错误", "an entry is malformed"),
    Code.UNKNOWN_TYPE: ("未知的条目类型", "an entry of an unknown type"),
    Code.SESSION_AFTER_DAY: (
        "考核场次在考核日之后才登记",
        "a session was logged after the day of its assessment",
    ),
    Code.SESSION_CHANGED: ("考核场次事后被更改", "a session was changed after it was logged"),
    Code.NO_SESSION: ("证书没有考核场次", "a certificate that needs an assessment names none"),
    Code.UNKNOWN_SESSION: (
        "证书的考核场次未事先登记",
        "a certificate of a session that is not in the log before it",
    ),
    Code.SESSION_MISMATCH: (
        "证书的职业或等级与考核场次不符",
        "a certificate of another occupation or level than its session",
    ),
    Code.OVER_ROSTER: (
        "该场次的证书多于登记名额",
        "a session has more certificates than seats",
    ),
    Code.BACK_DATED: (
        "证书日期早于考核日",
        "a certificate is dated before the day of its session",
    ),
    Code.LOGGED_LATE: (
        "证书颁发30天后才登记",
        "a certificate was logged more than 30 days after the day it bears",
    ),
    Code.FUTURE_DATED: ("证书日期在未来", "a certificate bears a day that has not come yet"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an honest log does not do.

    `index` is the entry's place in the log. `evidence` holds signed checkpoints that show it to
    others, whoever they trust.
    """

    code: Code
    detail: str
    index: int | None = None
    evidence: tuple[str, ...] = ()

    def text(self, lang: Language) -> str:
        """Return what was found, for people."""
        return TEXTS[self.code][0 if lang == "zh" else 1]

    def to_json(self, lang: Language) -> dict[str, Any]:
        """Return the finding as a JSON object."""
        members = {
            "finding": self.code.value,
            "index": self.index,
            "text": self.text(lang),
            "detail": self.detail,
            "evidence": list(self.evidence) or None,
        }
        return {name: value for name, value in members.items() if value is not None}


class ContradictionError(Exception):
    """The log contradicts itself; what follows in it cannot be believed."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding."""
        super().__init__(finding.detail)
        self.finding = finding
