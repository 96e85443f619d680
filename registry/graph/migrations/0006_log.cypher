// The transparency log: an index belongs to one entry, and what has none yet is found by a label of its own.

DROP INDEX log_entry_index IF EXISTS;

CREATE CONSTRAINT log_entry_index_unique IF NOT EXISTS
FOR (n:LogEntry) REQUIRE n.index IS UNIQUE;

CREATE CONSTRAINT log_state_id IF NOT EXISTS
FOR (n:LogState) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT checkpoint_origin_size IF NOT EXISTS
FOR (n:Checkpoint) REQUIRE (n.origin, n.size) IS UNIQUE;

CREATE INDEX unsequenced_at_id IF NOT EXISTS
FOR (n:Unsequenced) ON (n.at, n.id);

CREATE INDEX credential_sha256 IF NOT EXISTS
FOR (n:Credential) ON (n.sha256);

// Entries from before the sequencer: they wait for their index, and their tokens lead to them.

MATCH (entry:LogEntry)
WHERE entry.index IS NULL
CALL (entry) {
  SET entry:Unsequenced
  WITH entry WHERE entry.type = 'certificate/1'
  UNWIND split(split(split(entry.body, '"jwts":["')[1], '"]')[0], '","') AS sha256
  MATCH (credential:Credential {sha256: sha256})
  MERGE (credential)-[:LOGGED_AS]->(entry)
} IN TRANSACTIONS OF 1000 ROWS;
