// Training bases with their sessions, alliances, and agreements between schools and enterprises (S1 to S4).

CREATE CONSTRAINT industry_cluster_id IF NOT EXISTS FOR (n:IndustryCluster) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT training_base_id IF NOT EXISTS FOR (n:TrainingBase) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT training_session_id IF NOT EXISTS FOR (n:TrainingSession) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cooperation_agreement_id IF NOT EXISTS
FOR (n:CooperationAgreement) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT education_alliance_id IF NOT EXISTS
FOR (n:EducationAlliance) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT shared_resource_id IF NOT EXISTS FOR (n:SharedResource) REQUIRE n.id IS UNIQUE;

// Bases near a place: those with coordinates of their own, and those of the cities near it.

CREATE INDEX training_base_latitude IF NOT EXISTS FOR (n:TrainingBase) ON (n.latitude);

CREATE INDEX training_base_city_code IF NOT EXISTS FOR (n:TrainingBase) ON (n.cityCode);

CREATE INDEX training_base_province_code IF NOT EXISTS FOR (n:TrainingBase) ON (n.provinceCode);

CREATE INDEX division_latitude IF NOT EXISTS FOR (n:Division) ON (n.latitude);

CREATE INDEX education_alliance_industry IF NOT EXISTS FOR (n:EducationAlliance) ON (n.industry);
