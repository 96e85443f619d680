"""Why the log stands still; `code` is public and permanent."""

from __future__ import annotations

from typing import ClassVar


class LogError(Exception):
    """The log cannot go on; the message says what was found and what to do."""

    code: ClassVar[str] = "log_error"


class LogDisagreesError(LogError):
    """Database, files and head do not say the same: nothing is signed until somebody looked."""

    code: ClassVar[str] = "log_disagrees"


class LogKeyError(LogError):
    """The key of the log is missing or cannot be read."""

    code: ClassVar[str] = "log_key"


class WitnessFileError(LogError):
    """The file that REGISTRY_WITNESSES names is no list of witnesses."""

    code: ClassVar[str] = "witness_file"


class LeaseLostError(LogError):
    """Another process has taken over; what this one was doing is left to it."""

    code: ClassVar[str] = "lease_lost"
