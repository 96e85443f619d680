// What every graph must hold and Community cannot enforce. A comment is the rule, the statement after it finds what breaks
// it: how many, and the keys of the first few. Properties that import or registry always write are required; all others may
// be unknown, and are then absent.

// every Division has code, name, level, provinceCode
MATCH (n:Division)
WHERE n.code IS NULL OR n.name IS NULL OR n.level IS NULL OR n.provinceCode IS NULL
RETURN count(n), collect(coalesce(n.code, elementId(n)))[..$limit];

// every Industry has code, name
MATCH (n:Industry)
WHERE n.code IS NULL OR n.name IS NULL
RETURN count(n), collect(coalesce(n.code, elementId(n)))[..$limit];

// every SkillLevel has key, rank, zh, en
MATCH (n:SkillLevel)
WHERE n.key IS NULL OR n.rank IS NULL OR n.zh IS NULL OR n.en IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Occupation has key, edition, code, name, search
MATCH (n:Occupation)
WHERE n.key IS NULL OR n.edition IS NULL OR n.code IS NULL OR n.name IS NULL
   OR n.search IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every HonourType has id, name, level
MATCH (n:HonourType)
WHERE n.id IS NULL OR n.name IS NULL OR n.level IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Policy has id, title, validFrom, target, confidence, rule
MATCH (n:Policy)
WHERE n.id IS NULL OR n.title IS NULL OR n.validFrom IS NULL OR n.target IS NULL
   OR n.confidence IS NULL OR n.rule IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Organisation has uscc, name, kind, division, provinceCode, search
MATCH (n:Organisation)
WHERE n.uscc IS NULL OR n.name IS NULL OR n.kind IS NULL OR n.division IS NULL
   OR n.provinceCode IS NULL OR n.search IS NULL
RETURN count(n), collect(coalesce(n.uscc, elementId(n)))[..$limit];

// every Designation has key, kind, from
MATCH (n:Designation)
WHERE n.key IS NULL OR n.kind IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every EvaluationFiling has filingNo, kind, issuerPrefix, from, to, status
MATCH (n:EvaluationFiling)
WHERE n.filingNo IS NULL OR n.kind IS NULL OR n.issuerPrefix IS NULL OR n.from IS NULL
   OR n.to IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.filingNo, elementId(n)))[..$limit];

// every OccupationalStandard has gzbNo, occKey, year, ranks
MATCH (n:OccupationalStandard)
WHERE n.gzbNo IS NULL OR n.occKey IS NULL OR n.year IS NULL OR n.ranks IS NULL
RETURN count(n), collect(coalesce(n.gzbNo, elementId(n)))[..$limit];

// every AssessmentPlan has planId, filingNo, occKey, rank, plannedFor, filedAt, seats
MATCH (n:AssessmentPlan)
WHERE n.planId IS NULL OR n.filingNo IS NULL OR n.occKey IS NULL OR n.rank IS NULL
   OR n.plannedFor IS NULL OR n.filedAt IS NULL OR n.seats IS NULL
RETURN count(n), collect(coalesce(n.planId, elementId(n)))[..$limit];

// every AssessmentSession has sessionId, heldOn
MATCH (n:AssessmentSession)
WHERE n.sessionId IS NULL OR n.heldOn IS NULL
RETURN count(n), collect(coalesce(n.sessionId, elementId(n)))[..$limit];

// every AssessmentResult has resultId, passed
MATCH (n:AssessmentResult)
WHERE n.resultId IS NULL OR n.passed IS NULL
RETURN count(n), collect(coalesce(n.resultId, elementId(n)))[..$limit];

// every Worker has id, name, nameMasked, search, status
MATCH (n:Worker)
WHERE n.id IS NULL OR n.name IS NULL OR n.nameMasked IS NULL OR n.search IS NULL
   OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Certificate has key, kind, number, issuedOn, registeredAt, status
MATCH (n:Certificate)
WHERE n.key IS NULL OR n.kind IS NULL OR n.number IS NULL OR n.issuedOn IS NULL
   OR n.registeredAt IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Conflict has key, differs
MATCH (n:Conflict)
WHERE n.key IS NULL OR n.differs IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Appointment has id, rank, from
MATCH (n:Appointment)
WHERE n.id IS NULL OR n.rank IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every HonourAward has key, year
MATCH (n:HonourAward)
WHERE n.key IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every MasterStudio has id, name, level
MATCH (n:MasterStudio)
WHERE n.id IS NULL OR n.name IS NULL OR n.level IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Competition has id, name, class, year
MATCH (n:Competition)
WHERE n.id IS NULL OR n.name IS NULL OR n.class IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every CompetitionEvent has id, name
MATCH (n:CompetitionEvent)
WHERE n.id IS NULL OR n.name IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every CompetitionResult has key, rank
MATCH (n:CompetitionResult)
WHERE n.key IS NULL OR n.rank IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Achievement has id, kind, title
MATCH (n:Achievement)
WHERE n.id IS NULL OR n.kind IS NULL OR n.title IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Statement has key, code, holds, from
MATCH (n:Statement)
WHERE n.key IS NULL OR n.code IS NULL OR n.holds IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Misconduct has key, kind, from
MATCH (n:Misconduct)
WHERE n.key IS NULL OR n.kind IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Project has id, name
MATCH (n:Project)
WHERE n.id IS NULL OR n.name IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Team has id, name
MATCH (n:Team)
WHERE n.id IS NULL OR n.name IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every FlexibleAssignment has id, mode, from, dutyPercent, status
MATCH (n:FlexibleAssignment)
WHERE n.id IS NULL OR n.mode IS NULL OR n.from IS NULL OR n.dutyPercent IS NULL
   OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Consent has key, purpose, from
MATCH (n:Consent)
WHERE n.key IS NULL OR n.purpose IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Credential has key, listId, idx, issuerPrefix, kid, certificateKey, status
MATCH (n:Credential)
WHERE n.key IS NULL OR n.listId IS NULL OR n.idx IS NULL OR n.issuerPrefix IS NULL
   OR n.kid IS NULL OR n.certificateKey IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every StatusChange has id, to, on
MATCH (n:StatusChange)
WHERE n.id IS NULL OR n.to IS NULL OR n.on IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every IssuerKey has key, kid, issuerPrefix, alg, jwk
MATCH (n:IssuerKey)
WHERE n.key IS NULL OR n.kid IS NULL OR n.issuerPrefix IS NULL OR n.alg IS NULL
   OR n.jwk IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every StatusList has id, issuerPrefix, size
MATCH (n:StatusList)
WHERE n.id IS NULL OR n.issuerPrefix IS NULL OR n.size IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every LogEntry has id, type, body, at
MATCH (n:LogEntry)
WHERE n.id IS NULL OR n.type IS NULL OR n.body IS NULL OR n.at IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every AccessEvent has id, at, role, purpose
MATCH (n:AccessEvent)
WHERE n.id IS NULL OR n.at IS NULL OR n.role IS NULL OR n.purpose IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Request has key, inputHash, at
MATCH (n:Request)
WHERE n.key IS NULL OR n.inputHash IS NULL OR n.at IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every EMPLOYED has from
MATCH (a:Worker)-[r:EMPLOYED]->(:Organisation)
WHERE r.from IS NULL
RETURN count(r), collect(a.id)[..$limit];

// every MENTORS has kind, from
MATCH (a:Worker)-[r:MENTORS]->(:Worker)
WHERE r.kind IS NULL OR r.from IS NULL
RETURN count(r), collect(a.id)[..$limit];

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

// the level of every certificate is a rank from 1 to 8
MATCH (n:Certificate)
WHERE NOT n.rank IN range(1, 8)
RETURN count(n), collect(n.key)[..$limit];
