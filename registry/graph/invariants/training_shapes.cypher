// Properties of training bases, agreements and alliances that are always written.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every IndustryCluster has id, name, kind
MATCH (n:IndustryCluster)
WHERE n.id IS NULL OR n.name IS NULL OR n.kind IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TrainingBase has id, name, division, status
MATCH (n:TrainingBase)
WHERE n.id IS NULL OR n.name IS NULL OR n.division IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TrainingBase has both coordinates, or neither
MATCH (n:TrainingBase)
WHERE (n.latitude IS NULL) <> (n.longitude IS NULL)
RETURN count(n), collect(n.id)[..$limit];

// every TrainingSession has id, occKey, rank, from
MATCH (n:TrainingSession)
WHERE n.id IS NULL OR n.occKey IS NULL OR n.rank IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every CooperationAgreement has id, from
MATCH (n:CooperationAgreement)
WHERE n.id IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every EducationAlliance has id, name
MATCH (n:EducationAlliance)
WHERE n.id IS NULL OR n.name IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every SharedResource has id, name, kind, from
MATCH (n:SharedResource)
WHERE n.id IS NULL OR n.name IS NULL OR n.kind IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
