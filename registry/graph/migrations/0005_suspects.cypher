// Certificates with check codes: the others have no such property, so the index holds the suspects alone.

CREATE INDEX certificate_codes IF NOT EXISTS
FOR (n:Certificate) ON (n.codes);
