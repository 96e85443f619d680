"""What a report says to people, in Chinese and English: one row for every reason.

A row is named `<CHECK>.<reason>`, or `skipped.<reason>` for the reasons that all checks share. The
registry's own checks have their rows here too, so that a report reads the same whoever made it.
Details (a day, a code) go beside the text, never into it.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from verifier.checks import Outcome

Language: TypeAlias = Literal["zh", "en"]

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "FORMAT.passed": ("格式正确，内容无自相矛盾", "well formed, and it does not contradict itself"),
    "FORMAT.unreadable": (
        "无法读取：不是规定格式的证书",
        "cannot be read: not a certificate in a known form",
    ),
    "FORMAT.contradiction": ("证书内容自相矛盾", "the certificate contradicts itself"),
    "FORMAT.number": ("证书编号不符合该类证书的编码规则", "the number fits no scheme of its kind"),
    "FORMAT.record": ("证书编号与登记内容矛盾", "the parts of the number contradict the record"),
    "SIGNATURE.passed": ("签名有效", "the signature holds"),
    "SIGNATURE.no_key": ("没有该颁发机构的可信密钥", "no trusted key for this issuer"),
    "SIGNATURE.wrong": (
        "签名无效：内容被改动，或并非该机构签发",
        "the signature does not hold: altered, or signed by another",
    ),
    "SIGNATURE.no_trust": (
        "信任文件不可用，无法核验签名",
        "the trust file cannot be used, so no signature can be checked",
    ),
    "SIGNATURE.lost": (
        "核验进程中断，结果未知，请重新核验",
        "the process that judged it ended, so nothing is known; ask again",
    ),
    "KEY_STATE.passed": ("签发时密钥有效", "the key was in its time when it signed"),
    "KEY_STATE.outside": ("签发时间不在密钥有效期内", "signed outside the time of the key"),
    "KEY_STATE.compromised": (
        "密钥已泄露，且没有泄露前的登记证明",
        "the key is compromised, and no log proof is older than that",
    ),
    "KEY_STATE.no_iat": (
        "没有签发时间，无法判断密钥",
        "no time of signing, so the key cannot be judged",
    ),
    "KEY_STATE.expired": ("信任文件已过期，请更新", "the trust file has expired; get a new one"),
    "ISSUER_NOT_FILED.passed": ("颁发机构当时已备案", "the issuer was filed at the time"),
    "ISSUER_NOT_FILED.unknown": ("没有任何备案使用该机构代码", "no filing has this issuer prefix"),
    "ISSUER_NOT_FILED.inactive": (
        "颁发时备案已暂停或撤销",
        "the filing was suspended or withdrawn on the day of issue",
    ),
    "OUT_OF_SCOPE.passed": ("在颁发机构的备案范围内", "within the scope of the issuer"),
    "OUT_OF_SCOPE.outside": (
        "超出颁发机构的备案范围（职业、等级或日期）",
        "outside the scope of the issuer (occupation, level or day)",
    ),
    "NO_ASSESSMENT_CHAIN.passed": (
        "有事先备案的计划、场次和合格成绩",
        "a plan filed before, a session and a passed result are on record",
    ),
    "NO_ASSESSMENT_CHAIN.missing": (
        "找不到事先备案的计划、场次或合格成绩",
        "no plan filed before, session or passed result is on record",
    ),
    "LEVEL_NOT_IN_STANDARD.passed": (
        "职业标准中有该等级",
        "the occupational standard has this level",
    ),
    "LEVEL_NOT_IN_STANDARD.missing": (
        "职业标准中没有该等级",
        "no occupational standard has this level",
    ),
    "LATE_REGISTRATION.passed": ("及时登记", "registered in time"),
    "LATE_REGISTRATION.late": ("颁发30天后才登记", "registered more than 30 days after issue"),
    "LATE_REGISTRATION.before_issue": ("登记早于颁发", "registered before it was issued"),
    "VALIDITY_PERIOD.passed": ("在有效期内", "within its period of validity"),
    "VALIDITY_PERIOD.early": ("尚未生效", "not valid yet"),
    "VALIDITY_PERIOD.expired": ("已过有效期", "no longer valid"),
    "REVOKED.passed": ("未被撤销", "not revoked"),
    "REVOKED.failed": ("证书已被撤销", "the certificate is revoked"),
    "SUSPENDED.passed": ("未被暂停", "not suspended"),
    "SUSPENDED.failed": ("证书已被暂停", "the certificate is suspended"),
    "STATUS_UNAVAILABLE.passed": ("已取得证书状态", "the status could be had"),
    "STATUS_UNAVAILABLE.no_status": ("证书没有状态信息", "the certificate names no status"),
    "STATUS_UNAVAILABLE.no_list": (
        "没有可信的状态列表",
        "there is no status list that can be believed",
    ),
    "STATUS_UNAVAILABLE.stale": (
        "状态列表不是该时刻的",
        "the status list does not speak about that moment",
    ),
    "STATUS_UNAVAILABLE.no_value": (
        "状态列表中没有该证书的已知状态",
        "the status list has no known value for this certificate",
    ),
    "HOLDER_MISMATCH.passed": ("与持证人信息一致", "agrees with the holder given"),
    "HOLDER_MISMATCH.differs": ("与所给持证人信息不符", "belongs to another holder than given"),
    "HOLDER_BINDING.passed": ("出示者持有证书绑定的密钥", "presented by the holder of its key"),
    "HOLDER_BINDING.missing": (
        "要求密钥绑定证明，但没有提供",
        "a key binding is demanded and missing",
    ),
    "HOLDER_BINDING.broken": ("密钥绑定证明无效", "the key binding does not hold"),
    "HOLDER_BINDING.of_another": (
        "密钥绑定证明不属于这份证书",
        "the key binding is of another presentation",
    ),
    "HOLDER_BINDING.audience": (
        "密钥绑定证明是给别人的",
        "the key binding is for another audience",
    ),
    "HOLDER_BINDING.nonce": (
        "密钥绑定证明不是针对这次请求的",
        "the key binding answers another nonce",
    ),
    "HOLDER_BINDING.stale": ("密钥绑定证明不是刚刚签署的", "the key binding is not fresh"),
    "DISCLOSURES.passed": ("披露内容与签名一致", "what is disclosed was signed"),
    "DISCLOSURES.broken": ("披露内容与签名不符", "what is disclosed was not signed so"),
    "NOT_IN_LOG.passed": ("已登记在透明日志中", "in the transparency log"),
    "NOT_IN_LOG.no_proof": ("需要登记证明，但没有提供", "a log proof is needed and missing"),
    "LOG_PROOF.passed": ("登记证明有效", "the log proof holds"),
    "LOG_PROOF.wrong": ("登记证明无效", "the log proof does not hold"),
    "SUPERSEDED_EDITION.passed": ("职业编码现行有效", "the occupation is current"),
    "SUPERSEDED_EDITION.superseded": ("该职业已被新版取代", "the occupation has been superseded"),
    "DUPLICATE_NUMBER.passed": ("编号唯一", "the number is unique"),
    "DUPLICATE_NUMBER.other": (
        "编号另属他人或另一类证书",
        "the number also belongs to another holder or kind",
    ),
    "CAPACITY_EXCEEDED.passed": (
        "场次人数与考评员安排正常",
        "seats and assessors of the session are in order",
    ),
    "CAPACITY_EXCEEDED.seats": ("场次成绩多于计划座位", "the session has more results than seats"),
    "CAPACITY_EXCEEDED.sites": (
        "考评员同日出现在两个地点",
        "an assessor sat at two sites on that day",
    ),
    "CONFLICTING_SOURCES.passed": ("数据来源一致", "the sources agree"),
    "CONFLICTING_SOURCES.identity": (
        "数据来源对持证人、等级、职业或日期说法矛盾",
        "sources contradict each other about holder, level, occupation or date",
    ),
    "CONFLICTING_SOURCES.minor": ("数据来源在次要内容上有出入", "sources differ about minor facts"),
    "skipped.registry": ("手头没有登记库，未核验", "registry not at hand"),
    "skipped.earlier_failure": ("此前的核验未通过，不再继续", "pointless after an earlier failure"),
    "skipped.not_asked": ("未要求", "not asked for"),
    "skipped.not_demanded": ("未要求密钥绑定", "no key binding, and none demanded"),
    "skipped.not_disclosed": ("证书没有披露该持证人信息", "the claim is not disclosed"),
    "skipped.other_type": (
        "不是本类证书，只做通用核验",
        "another type of credential: general checks alone",
    ),
    "skipped.no_disclosures_here": (
        "该格式没有选择性披露",
        "this form has no selective disclosure",
    ),
    "skipped.no_status": ("该凭证没有状态信息", "the credential names no status"),
    "skipped.status_unknown": ("证书状态未知", "the status is not known"),
    "skipped.no_suspensions": ("该凭证没有暂停列表", "the credential names no list of suspensions"),
    "skipped.no_proof": ("没有提供登记证明，也不要求", "no log proof given, and none required"),
    "skipped.wrong_proof": ("登记证明无效，见下", "the log proof given does not hold, see there"),
    "skipped.no_log": (
        "信任文件没有日志策略，无法核验登记证明",
        "the trust file has no log policy to judge a proof by",
    ),
    "skipped.number_only": ("仅凭编号查询，没有签名凭证", "only a number was given"),
    "skipped.older_law": ("按旧法颁发的证书，不适用", "issued under older law: not applicable"),
    "skipped.no_rule": (
        "该类证书没有公布的编码规则",
        "no numbering rule was published for this kind",
    ),
    "skipped.nobody_filed": (
        "该机构代码没有备案，无范围可核",
        "nobody is filed, so there is no scope",
    ),
    "skipped.no_standard": ("没有该职业的标准", "no standard of this occupation is known"),
    "skipped.no_occupation": ("证书没有职业或等级", "the certificate names no occupation or level"),
    "skipped.no_session": ("没有关联的场次", "no session is linked"),
    "skipped.holder_factor_wanted": (
        "请提供持证人姓名或证件号后四位",
        "give the holder's name or the last four of the ID number",
    ),
    "skipped.holder_looked_up": ("持证人信息已用于查询", "the holder given was used to look it up"),
    "skipped.not_found": ("没有找到", "nothing was found"),
}

SUMMARIES: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.VALID: ("证书有效", "The certificate is valid"),
    Outcome.VALID_WITH_WARNINGS: (
        "证书有效，但有需要注意之处",
        "The certificate is valid, with warnings",
    ),
    Outcome.INVALID: ("证书无效", "The certificate is not valid"),
    Outcome.NOT_FOUND: ("没有找到与所给信息相符的证书", "No certificate fits what was given"),
    Outcome.UNAVAILABLE: ("目前无法判断", "It cannot be judged at present"),
}


def text_of(reason: str, lang: Language) -> str:
    """Return the text of a reason."""
    return TEXTS[reason][0 if lang == "zh" else 1]


def summary_of(outcome: Outcome, reason: str | None, lang: Language) -> str:
    """Return one sentence: the verdict, and the reason that decided it, if one did."""
    chinese = lang == "zh"
    verdict = SUMMARIES[outcome][0 if chinese else 1]
    if reason is None:
        return f"{verdict}。" if chinese else f"{verdict}."
    text = text_of(reason, lang)
    return f"{verdict}：{text}。" if chinese else f"{verdict}: {text}."
