// Apprenticeships: keys, and the order in which those of the whole nation are listed.

CREATE CONSTRAINT apprentice_class_id IF NOT EXISTS
FOR (n:ApprenticeClass) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT apprenticeship_id IF NOT EXISTS
FOR (n:Apprenticeship) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT apprentice_posts_key IF NOT EXISTS
FOR (n:ApprenticePosts) REQUIRE n.key IS UNIQUE;

CREATE INDEX apprenticeship_from_id IF NOT EXISTS
FOR (n:Apprenticeship) ON (n.from, n.id);

// The running ones whose time is over, and those that were completed, in the same order.

CREATE INDEX apprenticeship_status_from_id IF NOT EXISTS
FOR (n:Apprenticeship) ON (n.status, n.from, n.id);
