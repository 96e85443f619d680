// Regulations: what the law asks of a mechanism, as data beside the policies about people.

CREATE CONSTRAINT regulation_id IF NOT EXISTS FOR (n:Regulation) REQUIRE n.id IS UNIQUE;

CREATE INDEX regulation_subject IF NOT EXISTS FOR (n:Regulation) ON (n.subject);
