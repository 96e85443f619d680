"""What a wallet reads first: who issues here, what, and where (OpenID4VCI 1.0, RFC 8414).

The registry is one credential issuer, by its base URL, for all its organisations; each signs its
own certificates, and the credential names it as `iss`.
"""

from __future__ import annotations

from typing import Any, Final

from registry.issuing.credential import VCT
from registry.wallet.keyproof import ALGORITHMS

CERTIFICATE: Final = "skill-certificate"
BADGE: Final = "skill-badge"
GRANT: Final = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
TOKEN_PATH: Final = "/wallet/token"  # noqa: S105 - a path
NONCE_PATH: Final = "/wallet/nonce"
CREDENTIAL_PATH: Final = "/wallet/credential"

_CLAIMS: Final = (
    ("number", True, "证书编号", "Certificate number"),
    ("kind", True, "证书类别", "Kind of certificate"),
    ("issued_on", True, "发证日期", "Date of issue"),
    ("level", False, "技能等级", "Level"),
    ("occupation", False, "职业编码", "Occupation code"),
    ("occupation_name", False, "职业名称", "Occupation"),
    ("work_type", False, "工种", "Work type"),
    ("issuer_name", False, "评价机构", "Issuer"),
    ("name", False, "姓名", "Name"),
    ("id_number", False, "身份证件号码", "ID number"),
    ("id_last4", False, "身份证件号码后四位", "Last four of the ID number"),
    ("birth_date", False, "出生日期", "Date of birth"),
    ("theory", False, "理论成绩", "Theory score"),
    ("practical", False, "技能成绩", "Practical score"),
    ("enterprise", False, "工作单位", "Employer"),
)


def issuer_metadata(base_url: str) -> dict[str, Any]:
    """Return the credential issuer metadata (OpenID4VCI 1.0 section 12.2)."""
    return {
        "credential_issuer": base_url,
        "credential_endpoint": f"{base_url}{CREDENTIAL_PATH}",
        "nonce_endpoint": f"{base_url}{NONCE_PATH}",
        "display": _display("制造业技能人才登记", "Registry of manufacturing skills"),
        "credential_configurations_supported": {
            CERTIFICATE: _certificate(),
            BADGE: _badge(),
        },
    }


def server_metadata(base_url: str) -> dict[str, Any]:
    """Return the authorization server metadata (RFC 8414): pre-authorized codes and no more."""
    return {
        "issuer": base_url,
        "token_endpoint": f"{base_url}{TOKEN_PATH}",
        "response_types_supported": [],
        "grant_types_supported": [GRANT],
        "token_endpoint_auth_methods_supported": ["none"],
        "pre-authorized_grant_anonymous_access_supported": True,
    }


def _certificate() -> dict[str, Any]:
    return {
        "format": "dc+sd-jwt",
        "vct": VCT,
        "cryptographic_binding_methods_supported": ["jwk"],
        "credential_signing_alg_values_supported": list(ALGORITHMS),
        "proof_types_supported": {
            "jwt": {"proof_signing_alg_values_supported": list(ALGORITHMS)},
        },
        "credential_metadata": {
            "display": _display("职业技能等级证书", "Certificate of vocational skill"),
            "claims": [
                {"path": [name], "mandatory": mandatory, "display": _display(zh, en)}
                for name, mandatory, zh, en in _CLAIMS
            ],
        },
    }


def _badge() -> dict[str, Any]:
    """Return the Open Badge: bound to no key, so a wallet proves none."""
    return {
        "format": "jwt_vc_json",
        "credential_definition": {"type": ["VerifiableCredential", "OpenBadgeCredential"]},
        "credential_signing_alg_values_supported": list(ALGORITHMS),
        "credential_metadata": {
            "display": _display("职业技能徽章", "Badge of vocational skill"),
        },
    }


def _display(zh: str, en: str) -> list[dict[str, str]]:
    return [{"name": zh, "locale": "zh-CN"}, {"name": en, "locale": "en"}]
