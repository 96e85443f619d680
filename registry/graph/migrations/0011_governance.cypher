// Targets of the programme, what was counted, and who is responsible for what.

CREATE CONSTRAINT policy_document_id IF NOT EXISTS FOR (n:PolicyDocument) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT target_id IF NOT EXISTS FOR (n:Target) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT stat_snapshot_key IF NOT EXISTS FOR (n:StatSnapshot) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT government_body_id IF NOT EXISTS FOR (n:GovernmentBody) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT duty_key IF NOT EXISTS FOR (n:Duty) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT joint_mechanism_id IF NOT EXISTS FOR (n:JointMechanism) REQUIRE n.id IS UNIQUE;

CREATE INDEX stat_snapshot_of IF NOT EXISTS FOR (n:StatSnapshot) ON (n.measure, n.division);

CREATE INDEX filing_to IF NOT EXISTS FOR (n:EvaluationFiling) ON (n.to);
