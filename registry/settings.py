"""The settings: environment variables, each with a default that serves a trial on one machine.

Nothing else of the project reads the environment. A setting that `docs/settings.md` does not list
fails a test; that page is written by `settings_page()` from the descriptions below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT: Final = Path(__file__).resolve().parent.parent
"""The checkout (or the folder that the packages were installed into)."""


def default_home() -> Path:
    """Return `.local` in the checkout, or in the working directory where there is no checkout."""
    checkout = (PROJECT / "pyproject.toml").is_file()
    return (PROJECT if checkout else Path.cwd()) / ".local"


def _default_base_url(values: dict[str, Any]) -> str:
    """Return the address of a server on this machine; a wildcard host is no address."""
    host = values["host"]
    return f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{values['port']}"  # noqa: S104 - compared only


class Settings(BaseSettings):
    """What the environment says; pass names in lower case without prefix to override it in code."""

    model_config = SettingsConfigDict(
        frozen=True, populate_by_name=True, env_ignore_empty=True, extra="ignore"
    )

    home: Path = Field(
        default_factory=default_home,
        validation_alias="REGISTRY_HOME",
        description="folder of all state: local database, keys, log; made on first use",
    )
    keys: Path | None = Field(
        default=None,
        validation_alias="REGISTRY_KEYS",
        description="folder of all keys, the same for all replicas: docs/scale.md; "
        "unset: `keys` in REGISTRY_HOME",
    )
    host: str = Field(
        default="127.0.0.1",
        validation_alias="REGISTRY_HOST",
        description="address that the server listens on",
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65535,
        validation_alias="REGISTRY_PORT",
        description="port that the server listens on",
    )
    base_url: str = Field(
        default_factory=_default_base_url,
        validation_alias="REGISTRY_BASE_URL",
        description="what goes into credentials as the issuer's address; default: host and port",
    )
    seed: Literal["demo", "none"] = Field(
        default="none",
        validation_alias="REGISTRY_SEED",
        description="what an empty graph is filled with (`scripts/serve` says `demo` by itself)",
    )
    key_passphrase: SecretStr | None = Field(
        default=None,
        validation_alias="REGISTRY_KEY_PASSPHRASE",
        description="passphrase that encrypts private keys at rest; unset: mode 0600 protects them",
    )
    key_backend: Literal["file", "pkcs11", "kms"] = Field(
        default="file",
        validation_alias="REGISTRY_KEY_BACKEND",
        description="where a key is made that an issuer needs and nobody made: docs/signers.md",
    )
    pkcs11_module: Path | None = Field(
        default=None,
        validation_alias="REGISTRY_PKCS11_MODULE",
        description="library of the PKCS #11 device, such as `/usr/lib/softhsm/libsofthsm2.so`",
    )
    pkcs11_token: str | None = Field(
        default=None,
        validation_alias="REGISTRY_PKCS11_TOKEN",
        description="label of the token in that device",
    )
    pkcs11_pin: SecretStr | None = Field(
        default=None,
        validation_alias="REGISTRY_PKCS11_PIN",
        description="PIN of its user",
    )
    kms_endpoint: str | None = Field(
        default=None,
        validation_alias="REGISTRY_KMS_ENDPOINT",
        description="address of the key management service; unset: AWS KMS in the region",
    )
    kms_timeout_seconds: float = Field(
        default=3.0,
        gt=0,
        le=7,
        validation_alias="REGISTRY_KMS_TIMEOUT_SECONDS",
        description="for one signature, all attempts together",
    )
    kms_region: str | None = Field(
        default=None,
        validation_alias="AWS_REGION",
        description="region of the key management service",
    )
    kms_access_key_id: str | None = Field(
        default=None,
        validation_alias="AWS_ACCESS_KEY_ID",
        description="who asks the key management service",
    )
    kms_secret_access_key: SecretStr | None = Field(
        default=None,
        validation_alias="AWS_SECRET_ACCESS_KEY",
        description="secret with which its requests are signed",
    )
    kms_session_token: SecretStr | None = Field(
        default=None,
        validation_alias="AWS_SESSION_TOKEN",
        description="token of credentials that run out",
    )
    log: Literal["text", "json"] = Field(
        default="text",
        validation_alias="REGISTRY_LOG",
        description="form of what is logged: `text` has warnings and errors, `json` a line of JSON "
        "for every request besides: docs/operations.md",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        validation_alias="REGISTRY_METRICS_TOKEN",
        description="bearer token that may read `/metrics`; unset: a registry whose address is a "
        "loopback one shows them to this machine, any other to administrators only",
    )
    otel_endpoint: str | None = Field(
        default=None,
        validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT",
        description="where traces are sent (OTLP over HTTP), such as `http://127.0.0.1:4318`; "
        "unset: nowhere. The other `OTEL_*` variables are read by OpenTelemetry itself",
    )
    otel_service_name: str = Field(
        default="talent-registry",
        validation_alias="OTEL_SERVICE_NAME",
        description="name of this service in traces",
    )
    documents: Literal["any", "only"] = Field(
        default="any",
        validation_alias="REGISTRY_DOCUMENTS",
        description="`only` answers the known documents (docs/limits.md) and refuses all others",
    )
    documents_manifest: Path | None = Field(
        default=None,
        validation_alias="REGISTRY_DOCUMENTS_MANIFEST",
        description="file with more known documents, as Apollo or Relay write it",
    )
    introspection: Literal["everyone", "administrators"] = Field(
        default="everyone",
        validation_alias="REGISTRY_INTROSPECTION",
        description="who may ask the schema about itself, and is told of names like a wrong one",
    )
    deadline_seconds: float = Field(
        default=40.0,
        gt=0,
        le=600,
        validation_alias="REGISTRY_DEADLINE_SECONDS",
        description="after which a GraphQL request is given up, in the database too",
    )
    rate: float = Field(
        default=5_000_000,
        gt=0,
        validation_alias="REGISTRY_RATE",
        description="units of cost a second for one viewer, a minute of them at once: "
        "docs/limits.md says what to choose",
    )
    rate_anonymous: float = Field(
        default=1_000_000,
        gt=0,
        validation_alias="REGISTRY_RATE_ANONYMOUS",
        description="the same for the anonymous of one address (IPv6: one network of 64 bits)",
    )
    shapes_per_minute: float = Field(
        default=120,
        gt=0,
        validation_alias="REGISTRY_SHAPES_PER_MINUTE",
        description="statements that the database must plan first, for one viewer; ten minutes "
        "of them at once",
    )
    trusted_proxies: str | None = Field(
        default=None,
        validation_alias="REGISTRY_TRUSTED_PROXIES",
        description="addresses or networks, with commas, whose `X-Forwarded-For` is believed",
    )
    witnesses: Path | None = Field(
        default=None,
        validation_alias="REGISTRY_WITNESSES",
        description="file with the witnesses of the log, their keys and addresses: docs/log.md",
    )
    kill_at: str | None = Field(
        default=None,
        validation_alias="REGISTRY_KILL_AT",
        description="named point of the log at which this process kills itself; for tests only",
    )
    neo4j_uri: str | None = Field(
        default=None,
        validation_alias="NEO4J_URI",
        description="database to use, such as `neo4j://host:7687`; unset: a local one is started",
    )
    neo4j_user: str = Field(
        default="neo4j",
        validation_alias="NEO4J_USER",
        description="user name at that database",
    )
    neo4j_password: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="NEO4J_PASSWORD",
        description="password at that database",
    )
    neo4j_database: str = Field(
        default="neo4j",
        validation_alias="NEO4J_DATABASE",
        description="name of the database in it",
    )

    @property
    def keys_folder(self) -> Path:
        """The folder of all keys; each is made on first use where it may be written."""
        return self.keys or self.home / "keys"


def settings_page() -> str:
    """Return `docs/settings.md`: every setting with its default and what it is for."""
    lines = [
        "# Settings",
        "",
        "Environment variables; nothing else configures the registry.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = _SHOWN_DEFAULTS.get(name, field.default)
        shown = f"`{default}`" if default not in {None, ""} else "unset"
        lines.append(f"| `{field.validation_alias}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


_SHOWN_DEFAULTS: Final = {
    "home": ".local in the checkout",
    "base_url": "http://HOST:PORT",
    "neo4j_password": "",
}
"""Defaults that are computed, as words."""
