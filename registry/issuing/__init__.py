"""Certificates as signed credentials: keys, signing, status lists, and the trust others need.

    signing      a JWT, signed by whatever holds the key (`registry.signers`)
    credential   a certificate as SD-JWT VC: full profile, print profile
    statuslist   revoked and suspended, two bits each (Token Status List)
    keyring      the life of a key: made, in use, superseded, compromised
    lists        the status lists of this registry, signed and kept until they change
    trust        what a verifier has to believe: keys, scopes, lists
    certificates issue one certificate, change its status; all in one transaction
    existing     sign what is already on record, in batches; `existingfiles` writes the files
    vouching     the registry's last key's word for its next one
    bundle       all that verifying takes without a network, in one zip
    countersigning  an SM2 signature beside a credential of the issuer's own

Nothing here verifies: that is `verifier`, and it shares no code with this side, so that a mistake
cannot agree with itself.
"""
