// Properties that import always writes: majors, packages, committees, plans.
// A comment is the rule, the statement after it finds what breaks it.

// every Major has id, name, from
MATCH (n:Major)
WHERE n.id IS NULL OR n.name IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TeachingResourcePackage has id, title, kind
MATCH (n:TeachingResourcePackage)
WHERE n.id IS NULL OR n.title IS NULL OR n.kind IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every ExpertCommittee has id, name, from
MATCH (n:ExpertCommittee)
WHERE n.id IS NULL OR n.name IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TrainingPackage has id, occKey, ranks, title, version, from
MATCH (n:TrainingPackage)
WHERE n.id IS NULL OR n.occKey IS NULL OR n.ranks IS NULL OR n.title IS NULL
   OR n.version IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every TrainingPlan has id, post, occKey, year, from
MATCH (n:TrainingPlan)
WHERE n.id IS NULL OR n.post IS NULL OR n.occKey IS NULL OR n.year IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
