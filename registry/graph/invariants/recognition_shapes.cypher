// Properties that import always writes: nominations, talent programmes, contest months, promotions.
// A comment is the rule, the statement after it finds what breaks it.

// every Nomination has key, honour, batch, status
MATCH (n:Nomination)
WHERE n.key IS NULL OR n.honour IS NULL OR n.batch IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every TalentProgramme has id, name, level, from
MATCH (n:TalentProgramme)
WHERE n.id IS NULL OR n.name IS NULL OR n.level IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every CompetitionMonth has id, name, division, from
MATCH (n:CompetitionMonth)
WHERE n.id IS NULL OR n.name IS NULL OR n.division IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every GradePromotion has id, occKey, toRank, on
MATCH (n:GradePromotion)
WHERE n.id IS NULL OR n.occKey IS NULL OR n.toRank IS NULL OR n.on IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
