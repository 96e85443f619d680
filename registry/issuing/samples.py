"""Something to try: certificates as files, good and bad, and the trust file to tell them apart."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import orjson

from registry.badges.export import Badge, BadgeForm
from registry.graph.driver import Database, open_driver
from registry.graph.issuing.existing import sample_keys
from registry.issuing.existing import ExistingCertificates
from registry.issuing.keyring import Keyring
from registry.issuing.lists import StatusLists
from registry.issuing.signing import base64url
from registry.issuing.trust import TrustFiles
from registry.personal import PersonalKeys
from registry.settings import Settings

README: Final = """\
Certificates to try / 可供试验的证书

    verify-certificate --trust trust.json valid.txt            VALID         有效
    verify-certificate --trust trust.json valid.qr.txt         VALID         纸质证书二维码
    verify-certificate --trust trust.json valid.badge.png      VALID         开放徽章图片
    verify-certificate --trust trust.json revoked.txt          REVOKED       已撤销
    verify-certificate --trust trust.json suspended.txt        SUSPENDED     已暂停
    verify-certificate --trust trust.json out-of-scope.txt     OUT_OF_SCOPE  超出备案范围
    verify-certificate --trust trust.json tampered.txt         SIGNATURE     被篡改

    verify-certificate --trust trust.json --json valid.txt
    curl --data-binary @valid.txt -H 'Content-Type: application/dc+sd-jwt' {base}/verify

All people are invented. 人员均为虚构。
"""


def write_samples(settings: Settings) -> Path:
    """Write `<home>/demo/try/`: a certificate of each sort, one tampered with, and trust.json.

    Repeatable; the local database must run.
    """
    return asyncio.run(_write(settings))


async def _write(settings: Settings) -> Path:
    folder = settings.home / "demo" / "try"
    folder.mkdir(parents=True, exist_ok=True)
    async with open_driver(settings) as driver:
        database = Database(driver, settings.neo4j_database)
        keyring = Keyring.of(settings, database)
        existing = ExistingCertificates(keyring, PersonalKeys.load(settings))
        for sort, (prefix, key) in (await sample_keys(database)).items():
            [signed] = await existing.sign(prefix, [key])
            if signed.credential is None:
                continue
            _put(folder / f"{sort}.txt", signed.credential.full.text)
            if sort == "valid":
                _put(folder / "valid.qr.txt", signed.credential.qr_text)
                _put(folder / "tampered.txt", tampered(signed.credential.full.text))
                if signed.credential.badge is not None:
                    badge = Badge(signed.credential.badge.text, signed.credential.content)
                    (folder / "valid.badge.png").write_bytes(badge.in_form(BadgeForm.PNG))
        trust = await TrustFiles(keyring, StatusLists(keyring)).make()
        (folder / "trust.json").write_bytes(orjson.dumps(trust, option=orjson.OPT_INDENT_2))
    (folder / "README.txt").write_text(README.format(base=keyring.base_url), encoding="utf-8")
    return folder


def tampered(credential: str) -> str:
    """Return the credential with a better level than the one that was signed."""
    jwt, *disclosures = credential.split("~")
    header, payload, signature = jwt.split(".")
    claims = orjson.loads(_decoded(payload))
    claims["level"] = (
        "TECHNICIAN" if claims["level"] == "SENIOR_TECHNICIAN" else "SENIOR_TECHNICIAN"
    )
    return "~".join([f"{header}.{base64url(orjson.dumps(claims))}.{signature}", *disclosures])


def _decoded(text: str) -> bytes:
    from base64 import urlsafe_b64decode  # noqa: PLC0415 - the one place that reads what was signed

    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="ascii")
