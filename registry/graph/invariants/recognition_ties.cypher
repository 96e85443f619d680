// Relationships that must be there once, or must not be doubled: nominations, talent programmes, promotions.
// A comment is the rule, the statement after it finds what breaks it.

// every Nomination is of exactly one worker
MATCH (n:Nomination)
WHERE COUNT { (:Worker)-[:NOMINATED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Nomination is for exactly one honour
MATCH (n:Nomination)
WHERE COUNT { (n)-[:FOR]->(:HonourType) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every GradePromotion is of exactly one worker
MATCH (n:GradePromotion)
WHERE COUNT { (:Worker)-[:PROMOTED]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every GradePromotion is for exactly one occupation
MATCH (n:GradePromotion)
WHERE COUNT { (n)-[:FOR]->(:Occupation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// no SELECTED_FOR from Worker to TalentProgramme is doubled
MATCH (a:Worker)-[r:SELECTED_FOR]->(b:TalentProgramme)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.id)[..$limit];
