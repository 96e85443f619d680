// Posts of enterprises by grade, and assessment plans in the order in which they are held.

CREATE CONSTRAINT post_id IF NOT EXISTS FOR (n:Post) REQUIRE n.id IS UNIQUE;

CREATE INDEX assessment_plan_planned_for IF NOT EXISTS
FOR (n:AssessmentPlan) ON (n.plannedFor, n.planId);
