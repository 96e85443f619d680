// Relationships that must be there once, must not be doubled, or must not lead back to where they began.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every Certificate has exactly one holder
MATCH (n:Certificate)
WHERE COUNT { (:Worker)-[:HOLDS]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Appointment is of exactly one worker
MATCH (n:Appointment)
WHERE COUNT { (:Worker)-[:APPOINTED]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Appointment is by exactly one organisation
MATCH (n:Appointment)
WHERE COUNT { (n)-[:BY]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every HonourAward is of exactly one worker
MATCH (n:HonourAward)
WHERE COUNT { (:Worker)-[:RECEIVED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every HonourAward is of exactly one honour
MATCH (n:HonourAward)
WHERE COUNT { (n)-[:OF]->(:HonourType) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every AssessmentResult is of exactly one worker
MATCH (n:AssessmentResult)
WHERE COUNT { (:Worker)-[:SAT]->(n) } <> 1
RETURN count(n), collect(n.resultId)[..$limit];

// every AssessmentResult is in exactly one session
MATCH (n:AssessmentResult)
WHERE COUNT { (n)-[:IN]->(:AssessmentSession) } <> 1
RETURN count(n), collect(n.resultId)[..$limit];

// every AssessmentSession is of exactly one plan
MATCH (n:AssessmentSession)
WHERE COUNT { (n)-[:OF]->(:AssessmentPlan) } <> 1
RETURN count(n), collect(n.sessionId)[..$limit];

// every AssessmentPlan is under exactly one filing
MATCH (n:AssessmentPlan)
WHERE COUNT { (n)-[:UNDER]->(:EvaluationFiling) } <> 1
RETURN count(n), collect(n.planId)[..$limit];

// every AssessmentPlan is for exactly one occupation
MATCH (n:AssessmentPlan)
WHERE COUNT { (n)-[:FOR]->(:Occupation) } <> 1
RETURN count(n), collect(n.planId)[..$limit];

// every EvaluationFiling is of exactly one organisation
MATCH (n:EvaluationFiling)
WHERE COUNT { (:Organisation)-[:FILED_AS]->(n) } <> 1
RETURN count(n), collect(n.filingNo)[..$limit];

// every Designation is of exactly one organisation
MATCH (n:Designation)
WHERE COUNT { (:Organisation)-[:DESIGNATED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Conflict contradicts exactly one certificate
MATCH (n:Conflict)
WHERE COUNT { (:Certificate)-[:CONTRADICTED_BY]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Confirmation confirms exactly one certificate
MATCH (n:Confirmation)
WHERE COUNT { (:Certificate)-[:CONFIRMED_BY]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every MasterStudio has exactly one leader
MATCH (n:MasterStudio)
WHERE COUNT { (:Worker)-[:LEADS]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every CompetitionEvent is of exactly one competition
MATCH (n:CompetitionEvent)
WHERE COUNT { (n)-[:OF]->(:Competition) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every CompetitionResult is of exactly one worker
MATCH (n:CompetitionResult)
WHERE COUNT { (:Worker)-[:PLACED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every CompetitionResult is in exactly one event
MATCH (n:CompetitionResult)
WHERE COUNT { (n)-[:IN]->(:CompetitionEvent) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Achievement is of exactly one worker
MATCH (n:Achievement)
WHERE COUNT { (:Worker)-[:ACHIEVED]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Statement is about exactly one worker
MATCH (n:Statement)
WHERE COUNT { (:Worker)-[:ATTESTED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Misconduct is of exactly one worker
MATCH (n:Misconduct)
WHERE COUNT { (:Worker)-[:CHARGED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Team works on exactly one project
MATCH (n:Team)
WHERE COUNT { (n)-[:WORKS_ON]->(:Project) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every FlexibleAssignment is of exactly one worker
MATCH (n:FlexibleAssignment)
WHERE COUNT { (:Worker)-[:ASSIGNED]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every FlexibleAssignment is from exactly one organisation
MATCH (n:FlexibleAssignment)
WHERE COUNT { (n)-[:FROM]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every FlexibleAssignment is to exactly one organisation
MATCH (n:FlexibleAssignment)
WHERE COUNT { (n)-[:TO]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Consent is of exactly one worker
MATCH (n:Consent)
WHERE COUNT { (:Worker)-[:GAVE]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Credential is of exactly one certificate
MATCH (n:Credential)
WHERE COUNT { (:Certificate)-[:SIGNED_AS]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every Offer is of exactly one certificate
MATCH (n:Offer)
WHERE COUNT { (n)-[:OFFERS_CERTIFICATE]->(:Certificate) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Share is of exactly one worker and shows one certificate of theirs
MATCH (n:Share)
WHERE COUNT { (w:Worker)-[:SHARES]->(n)-[:SHOWS]->(:Certificate)<-[:HOLDS]-(w) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every StatusChange is of exactly one certificate
MATCH (n:StatusChange)
WHERE COUNT { (:Certificate)-[:HAS_STATUS]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every OccupationalStandard defines exactly one occupation
MATCH (n:OccupationalStandard)
WHERE COUNT { (:Occupation)-[:DEFINED_BY]->(n) } <> 1
RETURN count(n), collect(n.gzbNo)[..$limit];

// every Certificate leads to the occupation it names, once, and to no other
MATCH (n:Certificate)
WITH n, COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } AS found
WHERE found <> CASE WHEN n.occKey IS NULL THEN [] ELSE [n.occKey] END
RETURN count(n), collect(n.key)[..$limit];

// every Certificate leads to the filing it names, once, and to no other
MATCH (n:Certificate)
WITH n, COLLECT { MATCH (n)-[:ISSUED_UNDER]->(o:EvaluationFiling) RETURN o.filingNo } AS found
WHERE found <> CASE WHEN n.filingNo IS NULL THEN [] ELSE [n.filingNo] END
RETURN count(n), collect(n.key)[..$limit];

// every Certificate leads to the result it names, once, and to no other
MATCH (n:Certificate)
WITH n, COLLECT { MATCH (n)-[:RESULT_OF]->(o:AssessmentResult) RETURN o.resultId } AS found
WHERE found <> CASE WHEN n.resultId IS NULL THEN [] ELSE [n.resultId] END
RETURN count(n), collect(n.key)[..$limit];

// every Organisation is located in the division it names, once, and to no other
MATCH (n:Organisation)
WITH n, COLLECT { MATCH (n)-[:LOCATED_IN]->(o:Division) RETURN o.code } AS found
WHERE found <> CASE WHEN n.division IS NULL THEN [] ELSE [n.division] END
RETURN count(n), collect(n.uscc)[..$limit];

// every Organisation is in the industry it names, once, and to no other
MATCH (n:Organisation)
WITH n, COLLECT { MATCH (n)-[:IN_INDUSTRY]->(o:Industry) RETURN o.code } AS found
WHERE found <> CASE WHEN n.industry IS NULL THEN [] ELSE [n.industry] END
RETURN count(n), collect(n.uscc)[..$limit];

// every CompetitionEvent is for the occupation it names, once, and to no other
MATCH (n:CompetitionEvent)
WITH n, COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } AS found
WHERE found <> CASE WHEN n.occKey IS NULL THEN [] ELSE [n.occKey] END
RETURN count(n), collect(n.id)[..$limit];

// every county and city is part of exactly one division
MATCH (n:Division)
WHERE n.level <> 'PROVINCE' AND COUNT { (n)-[:PART_OF]->(:Division) } <> 1
RETURN count(n), collect(n.code)[..$limit];

// no division is part of itself
MATCH (n:Division)
WHERE EXISTS { (n)-[:PART_OF*1..6]->(n) }
RETURN count(n), collect(n.code)[..$limit];

// no occupation supersedes itself
MATCH (n:Occupation)-[:SUPERSEDES]->(:Occupation)
WITH DISTINCT n
WHERE EXISTS { (n)-[:SUPERSEDES*1..8]->(n) }
RETURN count(n), collect(n.key)[..$limit];

// nobody mentors himself
MATCH (n:Worker)-[:MENTORS]->(n)
RETURN count(n), collect(n.id)[..$limit];

// no EMPLOYED from Worker to Organisation is doubled
MATCH (a:Worker)-[r:EMPLOYED]->(b:Organisation)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.uscc)[..$limit];

// no MENTORS from Worker to Worker is doubled
MATCH (a:Worker)-[r:MENTORS]->(b:Worker)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.id)[..$limit];

// no MEMBER_OF from Worker to MasterStudio is doubled
MATCH (a:Worker)-[r:MEMBER_OF]->(b:MasterStudio)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.id)[..$limit];

// no MEMBER_OF from Worker to Team is doubled
MATCH (a:Worker)-[r:MEMBER_OF]->(b:Team)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.id)[..$limit];

// no COVERS from EvaluationFiling to Occupation is doubled
MATCH (a:EvaluationFiling)-[r:COVERS]->(b:Occupation)
WITH a, b, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.filingNo + ' ' + b.key)[..$limit];

// no SUPERSEDES from Occupation to Occupation is doubled
MATCH (a:Occupation)-[r:SUPERSEDES]->(b:Occupation)
WITH a, b, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.key + ' ' + b.key)[..$limit];

// no SUPPLIES from Organisation to Organisation is doubled
MATCH (a:Organisation)-[r:SUPPLIES]->(b:Organisation)
WITH a, b, r.product AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.uscc + ' ' + b.uscc)[..$limit];

// every period ends no earlier than it begins: employments
MATCH (a:Worker)-[r:EMPLOYED]->(:Organisation)
WHERE r.to < r.from
RETURN count(r), collect(a.id)[..$limit];

// every LogEntry has an index, or waits for one
MATCH (n:LogEntry)
WHERE (n.index IS NULL) <> (n:Unsequenced)
RETURN count(n), collect(n.id)[..$limit];

// every index of the log that was given is that of an entry
MATCH (n:LogState)
WHERE COUNT { MATCH (entry:LogEntry) WHERE entry.index >= 0 } <> n.nextIndex
RETURN count(n), collect(n.id)[..$limit];
