// Occupations that were added since a day; subsidised catalogues, claims; training projects; challenges (S5 to S9).

CREATE INDEX occupation_added_on IF NOT EXISTS
FOR (n:Occupation) ON (n.addedOn);

CREATE CONSTRAINT subsidy_catalogue_id IF NOT EXISTS
FOR (n:SubsidyCatalogue) REQUIRE n.id IS UNIQUE;

CREATE INDEX subsidy_catalogue_place IF NOT EXISTS
FOR (n:SubsidyCatalogue) ON (n.division, n.year);

CREATE CONSTRAINT subsidy_item_key IF NOT EXISTS
FOR (n:SubsidyItem) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT subsidy_claim_id IF NOT EXISTS
FOR (n:SubsidyClaim) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT training_project_id IF NOT EXISTS
FOR (n:TrainingProject) REQUIRE n.id IS UNIQUE;

CREATE INDEX training_project_deadline IF NOT EXISTS
FOR (n:TrainingProject) ON (n.deadline, n.id);

CREATE CONSTRAINT challenge_id IF NOT EXISTS
FOR (n:Challenge) REQUIRE n.id IS UNIQUE;

CREATE INDEX challenge_deadline IF NOT EXISTS
FOR (n:Challenge) ON (n.deadline, n.id);
