// One constraint for each key of docs/graph.md. Each brings the index that look-ups by key use.

CREATE CONSTRAINT division_code IF NOT EXISTS
FOR (n:Division) REQUIRE n.code IS UNIQUE;

CREATE CONSTRAINT industry_code IF NOT EXISTS
FOR (n:Industry) REQUIRE n.code IS UNIQUE;

CREATE CONSTRAINT skill_level_key IF NOT EXISTS
FOR (n:SkillLevel) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT occupation_key IF NOT EXISTS
FOR (n:Occupation) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT honour_type_id IF NOT EXISTS
FOR (n:HonourType) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT policy_id IF NOT EXISTS
FOR (n:Policy) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT organisation_uscc IF NOT EXISTS
FOR (n:Organisation) REQUIRE n.uscc IS UNIQUE;

CREATE CONSTRAINT designation_key IF NOT EXISTS
FOR (n:Designation) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT evaluation_filing_filing_no IF NOT EXISTS
FOR (n:EvaluationFiling) REQUIRE n.filingNo IS UNIQUE;

CREATE CONSTRAINT occupational_standard_gzb_no IF NOT EXISTS
FOR (n:OccupationalStandard) REQUIRE n.gzbNo IS UNIQUE;

CREATE CONSTRAINT assessment_plan_plan_id IF NOT EXISTS
FOR (n:AssessmentPlan) REQUIRE n.planId IS UNIQUE;

CREATE CONSTRAINT assessment_session_session_id IF NOT EXISTS
FOR (n:AssessmentSession) REQUIRE n.sessionId IS UNIQUE;

CREATE CONSTRAINT assessment_result_result_id IF NOT EXISTS
FOR (n:AssessmentResult) REQUIRE n.resultId IS UNIQUE;

CREATE CONSTRAINT worker_id IF NOT EXISTS
FOR (n:Worker) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT worker_id_hash IF NOT EXISTS
FOR (n:Worker) REQUIRE n.idHash IS UNIQUE;

CREATE CONSTRAINT certificate_key IF NOT EXISTS
FOR (n:Certificate) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT conflict_key IF NOT EXISTS
FOR (n:Conflict) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT appointment_id IF NOT EXISTS
FOR (n:Appointment) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT honour_award_key IF NOT EXISTS
FOR (n:HonourAward) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT master_studio_id IF NOT EXISTS
FOR (n:MasterStudio) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT competition_id IF NOT EXISTS
FOR (n:Competition) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT competition_event_id IF NOT EXISTS
FOR (n:CompetitionEvent) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT competition_result_key IF NOT EXISTS
FOR (n:CompetitionResult) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT achievement_id IF NOT EXISTS
FOR (n:Achievement) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT statement_key IF NOT EXISTS
FOR (n:Statement) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT misconduct_key IF NOT EXISTS
FOR (n:Misconduct) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT project_id IF NOT EXISTS
FOR (n:Project) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT team_id IF NOT EXISTS
FOR (n:Team) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT flexible_assignment_id IF NOT EXISTS
FOR (n:FlexibleAssignment) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT consent_key IF NOT EXISTS
FOR (n:Consent) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT request_key IF NOT EXISTS
FOR (n:Request) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT access_event_id IF NOT EXISTS
FOR (n:AccessEvent) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT issuer_key_key IF NOT EXISTS
FOR (n:IssuerKey) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT status_list_id IF NOT EXISTS
FOR (n:StatusList) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT credential_key IF NOT EXISTS
FOR (n:Credential) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT status_change_id IF NOT EXISTS
FOR (n:StatusChange) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT log_entry_id IF NOT EXISTS
FOR (n:LogEntry) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT import_run_id IF NOT EXISTS
FOR (n:ImportRun) REQUIRE n.id IS UNIQUE;
