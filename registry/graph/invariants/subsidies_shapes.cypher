// Properties that subsidised catalogues, claims, training projects and challenges always have.

// every SubsidyCatalogue has id, division, year
MATCH (n:SubsidyCatalogue)
WHERE n.id IS NULL OR n.division IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every SubsidyItem has key, occKey, rank
MATCH (n:SubsidyItem)
WHERE n.key IS NULL OR n.occKey IS NULL OR n.rank IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every SubsidyClaim has id, claimedOn, status
MATCH (n:SubsidyClaim)
WHERE n.id IS NULL OR n.claimedOn IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TrainingProject has id, name, division, publishedOn, deadline, status
MATCH (n:TrainingProject)
WHERE n.id IS NULL OR n.name IS NULL OR n.division IS NULL OR n.publishedOn IS NULL
   OR n.deadline IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Challenge has id, problem, publishedOn, deadline, status
MATCH (n:Challenge)
WHERE n.id IS NULL OR n.problem IS NULL OR n.publishedOn IS NULL OR n.deadline IS NULL
   OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every BIDS_FOR has bidOn
MATCH (a:Organisation)-[r:BIDS_FOR]->(:Challenge)
WHERE r.bidOn IS NULL
RETURN count(r), collect(a.uscc)[..$limit];
