// Range indexes of the facts.

CREATE INDEX certificate_number IF NOT EXISTS
FOR (n:Certificate) ON (n.number);

CREATE INDEX certificate_issuer_prefix IF NOT EXISTS
FOR (n:Certificate) ON (n.issuerPrefix);

CREATE INDEX certificate_issued_on IF NOT EXISTS
FOR (n:Certificate) ON (n.issuedOn);

CREATE INDEX worker_valid_until IF NOT EXISTS
FOR (n:Worker) ON (n.validUntil);

CREATE INDEX worker_rank IF NOT EXISTS
FOR (n:Worker) ON (n.rank);

CREATE INDEX worker_birth_year IF NOT EXISTS
FOR (n:Worker) ON (n.birthYear);

CREATE INDEX organisation_province_code IF NOT EXISTS
FOR (n:Organisation) ON (n.provinceCode);

CREATE INDEX organisation_city_code IF NOT EXISTS
FOR (n:Organisation) ON (n.cityCode);

CREATE INDEX organisation_division IF NOT EXISTS
FOR (n:Organisation) ON (n.division);

CREATE INDEX assessment_session_held_on IF NOT EXISTS
FOR (n:AssessmentSession) ON (n.heldOn);

CREATE INDEX evaluation_filing_issuer_prefix IF NOT EXISTS
FOR (n:EvaluationFiling) ON (n.issuerPrefix);

CREATE INDEX flexible_assignment_home_province_from IF NOT EXISTS
FOR (n:FlexibleAssignment) ON (n.homeProvince, n.from);

CREATE INDEX flexible_assignment_host_province_from IF NOT EXISTS
FOR (n:FlexibleAssignment) ON (n.hostProvince, n.from);

CREATE INDEX flexible_assignment_from IF NOT EXISTS
FOR (n:FlexibleAssignment) ON (n.from);

CREATE INDEX credential_list_id_status IF NOT EXISTS
FOR (n:Credential) ON (n.listId, n.status);

CREATE INDEX access_event_at IF NOT EXISTS
FOR (n:AccessEvent) ON (n.at);

CREATE INDEX log_entry_index IF NOT EXISTS
FOR (n:LogEntry) ON (n.index);

// Candidacies in the two orders of a search, so that a page is the head of a range.

CREATE INDEX candidacy_occ_key_province_code_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.provinceCode, n.byScore);

CREATE INDEX candidacy_occ_key_city_code_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.cityCode, n.byScore);

CREATE INDEX candidacy_occ_key_division_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.division, n.byScore);

CREATE INDEX candidacy_occ_key_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.byScore);

CREATE INDEX candidacy_overall_province_code_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.provinceCode, n.byScore);

CREATE INDEX candidacy_overall_city_code_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.cityCode, n.byScore);

CREATE INDEX candidacy_overall_by_score IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.byScore);

CREATE INDEX candidacy_occ_key_province_code_by_level IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.provinceCode, n.byLevel);

CREATE INDEX candidacy_occ_key_by_level IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.byLevel);

CREATE INDEX candidacy_overall_province_code_by_level IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.provinceCode, n.byLevel);

CREATE INDEX candidacy_overall_by_level IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.byLevel);
