// Relationships that must be there once, or must not be doubled: majors, packages, committees, plans.
// A comment is the rule, the statement after it finds what breaks it.

// every Major is at exactly one school
MATCH (n:Major)
WHERE COUNT { (n)-[:AT]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TeachingResourcePackage is of exactly one major
MATCH (n:TeachingResourcePackage)
WHERE COUNT { (n)-[:FOR]->(:Major) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TrainingPackage is for exactly one occupation
MATCH (n:TrainingPackage)
WHERE COUNT { (n)-[:FOR]->(:Occupation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TrainingPlan is of exactly one organisation
MATCH (n:TrainingPlan)
WHERE COUNT { (n)-[:AT]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TrainingPlan is for exactly one occupation
MATCH (n:TrainingPlan)
WHERE COUNT { (n)-[:FOR]->(:Occupation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// no SITS_ON from Worker to ExpertCommittee is doubled
MATCH (a:Worker)-[r:SITS_ON]->(b:ExpertCommittee)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.id)[..$limit];
