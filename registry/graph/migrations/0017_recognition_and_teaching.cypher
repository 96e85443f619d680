// Keys of nominations, talent programmes, contest months, promotions and of what is taught, and the
// indexes that their questions start at.

CREATE CONSTRAINT nomination_key IF NOT EXISTS
FOR (n:Nomination) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT talent_programme_id IF NOT EXISTS
FOR (n:TalentProgramme) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT competition_month_id IF NOT EXISTS
FOR (n:CompetitionMonth) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT grade_promotion_id IF NOT EXISTS
FOR (n:GradePromotion) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT major_id IF NOT EXISTS
FOR (n:Major) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT teaching_resource_package_id IF NOT EXISTS
FOR (n:TeachingResourcePackage) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT expert_committee_id IF NOT EXISTS
FOR (n:ExpertCommittee) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT training_package_id IF NOT EXISTS
FOR (n:TrainingPackage) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT training_plan_id IF NOT EXISTS
FOR (n:TrainingPlan) REQUIRE n.id IS UNIQUE;

CREATE INDEX nomination_honour_batch IF NOT EXISTS
FOR (n:Nomination) ON (n.honour, n.batch);

CREATE INDEX competition_month_from IF NOT EXISTS
FOR (n:CompetitionMonth) ON (n.from);

CREATE INDEX grade_promotion_on IF NOT EXISTS
FOR (n:GradePromotion) ON (n.on, n.id);

CREATE INDEX competition_year IF NOT EXISTS
FOR (n:Competition) ON (n.year, n.id);

CREATE INDEX competition_class IF NOT EXISTS
FOR (n:Competition) ON (n.class);

CREATE INDEX competition_event_field IF NOT EXISTS
FOR (n:CompetitionEvent) ON (n.field);

CREATE INDEX training_package_occ_key IF NOT EXISTS
FOR (n:TrainingPackage) ON (n.occKey);

CREATE INDEX training_plan_occ_key IF NOT EXISTS
FOR (n:TrainingPlan) ON (n.occKey);

CREATE INDEX training_plan_post IF NOT EXISTS
FOR (n:TrainingPlan) ON (n.post);
