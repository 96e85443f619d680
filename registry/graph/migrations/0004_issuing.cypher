// What issuing needs beside the keys: counters of certificate numbers, and the way from an issuer to its keys and lists.

CREATE CONSTRAINT serial_id IF NOT EXISTS
FOR (n:Serial) REQUIRE n.id IS UNIQUE;

CREATE INDEX issuer_key_issuer_prefix IF NOT EXISTS
FOR (n:IssuerKey) ON (n.issuerPrefix);

CREATE INDEX status_list_issuer_prefix IF NOT EXISTS
FOR (n:StatusList) ON (n.issuerPrefix);
