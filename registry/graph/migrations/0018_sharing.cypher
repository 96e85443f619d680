// Providers and what they sent, the feed of changes, titles, teams by key field, requests to lend.

CREATE CONSTRAINT data_provider_id IF NOT EXISTS
FOR (n:DataProvider) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT sync_batch_id IF NOT EXISTS
FOR (n:SyncBatch) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT professional_title_key IF NOT EXISTS
FOR (n:ProfessionalTitle) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT change_id IF NOT EXISTS
FOR (n:Change) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT change_position IF NOT EXISTS
FOR (n:Change) REQUIRE n.position IS UNIQUE;

CREATE CONSTRAINT change_feed_id IF NOT EXISTS
FOR (n:ChangeFeed) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT assignment_request_id IF NOT EXISTS
FOR (n:AssignmentRequest) REQUIRE n.id IS UNIQUE;

CREATE INDEX unplaced_at_id IF NOT EXISTS
FOR (n:Unplaced) ON (n.at, n.id);

CREATE INDEX change_province_position IF NOT EXISTS
FOR (n:Change) ON (n.provinceCode, n.position);

CREATE INDEX change_city_position IF NOT EXISTS
FOR (n:Change) ON (n.cityCode, n.position);

CREATE INDEX change_division_position IF NOT EXISTS
FOR (n:Change) ON (n.division, n.position);

CREATE INDEX change_issuer_position IF NOT EXISTS
FOR (n:Change) ON (n.issuer, n.position);

CREATE INDEX project_key_field IF NOT EXISTS
FOR (n:Project) ON (n.keyField);

CREATE INDEX assignment_request_at IF NOT EXISTS
FOR (n:AssignmentRequest) ON (n.at, n.id);
