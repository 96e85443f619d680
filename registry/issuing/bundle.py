"""All that verifying takes where there is no network, in one folder or one zip.

    trust.json       the trust file: issuers, keys with their history, scopes, status lists, log
    trust.jwt        the same, signed by the registry
    registry.jwk     the registry's key, with which trust.jwt is read
    log-policy.txt   the log and its witnesses, if the registry has a log
    status/          every status list as a token of its own, named for its list
    verify.html      the verifier as one page, with the trust file inside
    README.txt       how to use them

Everything is good until the trust file's `expires`. `registry.jwk` is to be had another way the
first time: a bundle that somebody else packed vouches for itself. Later bundles are read with the
key that one has (`verifier.trustchain`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from registry.issuing.keyring import REGISTRY
from registry.issuing.trust import TrustFiles
from registry.web.standalone import FILE_NAME, standalone

# The first moment that a zip can tell: the same files give the same bytes.
_ZIP_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644

README: Final = """\
Verifying certificates without a network / 离线核验证书

Good until / 有效至: {expires}
Registry / 注册机构: {base}

    verify-certificate --trust trust.json certificate.txt
    verify-certificate --trust trust.jwt --trust-key registry.jwk certificate.txt

or open verify.html in a browser and drop the certificate on it.
或用浏览器打开 verify.html，把证书文件拖入页面。

Get registry.jwk from a source that you trust, and keep it: it also reads later files, which the
registry signs with the successors of this key.
registry.jwk 请自可信途径取得并妥善保存；密钥更替后签发的文件，凭此密钥仍可读取。
"""


async def make_bundle(
    trust: TrustFiles, *, prefix: str | None = None, days: int
) -> dict[str, bytes]:
    """Return the files of a bundle by name, for all issuers or one, good for some days."""
    file = await trust.make(prefix=prefix, days=days)
    signed = await trust.sign(file)
    key = await trust.keyring.signing_key(REGISTRY)
    readme = README.format(expires=file["expires"], base=trust.keyring.base_url)
    return {
        "README.txt": readme.encode(),
        "registry.jwk": orjson.dumps(key.public_jwk(), option=orjson.OPT_INDENT_2),
        "trust.json": orjson.dumps(file, option=orjson.OPT_INDENT_2),
        "trust.jwt": signed.encode("ascii"),
        FILE_NAME: standalone(orjson.dumps(file).decode()).encode(),
        **_lists(file, trust.keyring.base_url),
        **_policy(file),
    }


def write_bundle(files: Mapping[str, bytes], path: Path) -> None:
    """Write a bundle: as a zip if the path ends so, else into a folder."""
    if path.suffix == ".zip":
        path.write_bytes(_zipped(files))
        return
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)


def is_bundle(path: Path) -> bool:
    """Say whether a path that somebody gave means a bundle, not the trust file alone."""
    return path.suffix == ".zip" or path.is_dir()


def _lists(file: Mapping[str, Any], base_url: str) -> dict[str, bytes]:
    head = f"{base_url}/status/"
    return {
        f"status/{uri.removeprefix(head).replace('/', '-')}.jwt": token.encode("ascii")
        for uri, token in file["statusLists"].items()
    }


def _policy(file: Mapping[str, Any]) -> dict[str, bytes]:
    return {"log-policy.txt": file["log"]["policy"].encode()} if "log" in file else {}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.external_attr = _READABLE << 16
            archive.writestr(entry, files[name], compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()
