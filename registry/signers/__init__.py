"""Where private keys lie and who signs with them: one interface, three backends.

    errors       why there is no signature
    jwk          public keys as JWK, names of keys, ECDSA signatures as JOSE wants them
    software     a key in memory (ES256, Ed25519), deterministic
    keyfiles     such keys in files, encrypted
    remote       a key behind a device or service, each of its signatures checked
    pkcs11       devices with PKCS #11
    kms, sigv4   a key management service over HTTP, and how its requests are signed
    backends     which backend has which key; makes, adopts and opens them
    sm2          a detached SM2 with SM3 signature beside a credential, for those who ask for one

The interface is `registry.issuing.signing.SigningKey`. The graph records of a key where it lies
(`IssuerKey.backend`, `IssuerKey.uri`); no secret is ever in it.
"""
