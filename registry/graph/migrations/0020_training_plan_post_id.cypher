// A training plan is also asked for by the id of its post.

CREATE INDEX training_plan_post_id IF NOT EXISTS
FOR (n:TrainingPlan) ON (n.postId);
