// Who is on the way to a grade, in the order of the day on which they will be there, and by the one
// condition that they lack; searches that are kept, and requests to be in contact.

CREATE INDEX advances_at_province_code_eligible_from IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.provinceCode, r.eligibleFrom);

CREATE INDEX advances_at_city_code_eligible_from IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.cityCode, r.eligibleFrom);

CREATE INDEX advances_at_eligible_from IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.eligibleFrom);

CREATE INDEX advances_at_province_code_lacks IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.provinceCode, r.lacks);

CREATE INDEX advances_at_city_code_lacks IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.cityCode, r.lacks);

CREATE INDEX advances_at_lacks IF NOT EXISTS
FOR ()-[r:ADVANCES_AT]-() ON (r.target, r.lacks);

CREATE CONSTRAINT saved_search_id IF NOT EXISTS
FOR (n:SavedSearch) REQUIRE n.id IS UNIQUE;

CREATE INDEX saved_search_owner IF NOT EXISTS
FOR (n:SavedSearch) ON (n.owner, n.createdAt);

CREATE CONSTRAINT contact_request_id IF NOT EXISTS
FOR (n:ContactRequest) REQUIRE n.id IS UNIQUE;

CREATE INDEX contact_request_enterprise IF NOT EXISTS
FOR (n:ContactRequest) ON (n.enterprise, n.at);
