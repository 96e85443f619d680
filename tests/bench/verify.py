"""How near `verify_credential` comes to what the signature alone costs.

    python -m tests.bench.verify [SECONDS]

The credential has six disclosures and a cached status list. Both rates come from one run, in slices
that take turns, so that a busy machine slows both; the ratio is what to watch. The bare limit is
one ES256 check by `cryptography`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256

from tests.support.issuer import NOW, Issuer, certificate_claims, trust_file
from verifier import Outcome, Trust, verify_credential

_SLICE = 200


def main(seconds: float = 6.0) -> None:
    """Measure and print both rates and their ratio."""
    issuer = Issuer()
    credential = issuer.credential(certificate_claims())
    trust = Trust.from_json(trust_file())
    if verify_credential(credential, trust=trust, now=NOW).outcome is not Outcome.VALID:
        raise SystemExit("the credential of the benchmark must be valid")
    algorithm = ECDSA(SHA256())
    message_bytes = credential.split("~")[0].rpartition(".")[0].encode()
    signature = issuer.key.sign(message_bytes, algorithm)  # type: ignore[call-arg]
    public = issuer.key.public_key()

    def bare() -> None:
        public.verify(signature, message_bytes, algorithm)  # type: ignore[call-arg]

    def whole() -> None:
        verify_credential(credential, trust=trust, now=NOW)

    spent = {bare: 0.0, whole: 0.0}
    rounds = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for work in spent:
            spent[work] += _time(work)
        rounds += 1
    rates = {work: rounds * _SLICE / total for work, total in spent.items()}
    print(f"credential          {len(credential)} bytes, 6 disclosures")  # noqa: T201
    print(f"bare ES256          {rates[bare]:8.0f} /s  {1e6 / rates[bare]:6.1f} us")  # noqa: T201
    print(f"verify_credential   {rates[whole]:8.0f} /s  {1e6 / rates[whole]:6.1f} us")  # noqa: T201
    print(f"ratio               {rates[whole] / rates[bare]:8.0%}")  # noqa: T201


def _time(work: Callable[[], None]) -> float:
    start = time.process_time()
    for _ in range(_SLICE):
        work()
    return time.process_time() - start


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 6.0)
