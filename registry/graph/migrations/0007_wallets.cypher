// Offers to wallets, nonces that were used, and what holders share: each found by the digest of a secret.

CREATE CONSTRAINT offer_id IF NOT EXISTS
FOR (n:Offer) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT offer_token IF NOT EXISTS
FOR (n:Offer) REQUIRE n.tokenHash IS UNIQUE;

CREATE CONSTRAINT used_nonce_id IF NOT EXISTS
FOR (n:UsedNonce) REQUIRE n.id IS UNIQUE;

CREATE INDEX used_nonce_expires IF NOT EXISTS
FOR (n:UsedNonce) ON (n.expires);

CREATE CONSTRAINT share_id IF NOT EXISTS
FOR (n:Share) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT share_code IF NOT EXISTS
FOR (n:Share) REQUIRE n.codeHash IS UNIQUE;
