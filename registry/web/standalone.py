"""The verifier's page as one file, to be saved and opened from a disk, without a network.

Everything is inside: styles, modules joined into one script (`modules`), and a trust file where one
is given. The same files always give the same bytes. Its policy allows exactly this script and these
styles, by their hashes, and no connection to anywhere: what a reader verifies cannot leave it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

import verifier
from registry.web.modules import ModuleError, bundle, modules_of

VERIFIER_WEB: Final = Path(verifier.__file__).parent / "web"
PAGE: Final = "saved.html"
FILE_NAME: Final = "verify.html"
_STYLE: Final = re.compile(r'^ *<link rel="stylesheet" href="([^"]+)">\n', re.MULTILINE)
_SCRIPT: Final = re.compile(r'^ *<script type="module" src="([^"]+)"></script>\n', re.MULTILINE)


def standalone(trust: str | None = None) -> str:
    """Return the page, with a trust file (JSON) inside or without one."""
    head, body = _parts()
    inside = ""
    if trust is not None:
        # Only `</script` and `<!--` end or nest a script element; JSON may write `<` so.
        escaped = trust.replace("<", "\\u003c")
        inside = f'<script type="application/json" id="trust-file">{escaped}</script>\n'
    return f"{head}{inside}{body}"


@cache
def _parts() -> tuple[str, str]:
    """Return the page up to where a trust file goes, and the rest."""
    page = _read(PAGE)
    styles = "\n".join(_read(name) for name in _STYLE.findall(page))
    script = bundle(modules_of(_SCRIPT.findall(page)[0], _read))
    if "</script" in script or "</style" in styles:
        raise ModuleError("a script or style would end its own element")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(styles)}'; "
        "img-src blob:; base-uri 'none'; form-action 'none'"
    )
    meta = f'  <meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    page = _STYLE.sub("", _SCRIPT.sub("", page)).replace(
        '<meta charset="utf-8">\n', f'<meta charset="utf-8">\n{meta}', 1
    )
    page = page.replace("</head>", f"<style>{styles}</style>\n</head>", 1)
    # The script stands at the end, where all that it looks for is already there.
    head, _, tail = page.partition("</body>")
    return head, f"<script>{script}</script>\n</body>{tail}"


def _read(name: str) -> str:
    return (VERIFIER_WEB / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
