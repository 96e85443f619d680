// What other providers say of a certificate in full agreement with its record.

CREATE CONSTRAINT confirmation_key IF NOT EXISTS
FOR (n:Confirmation) REQUIRE n.key IS UNIQUE;
