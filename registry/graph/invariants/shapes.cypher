// Properties that import or registry always write. All others may be unknown, and are then absent.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

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

// every Confirmation has key, provider
MATCH (n:Confirmation)
WHERE n.key IS NULL OR n.provider IS NULL
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

// every Offer has id, expires, configurations, triesLeft
MATCH (n:Offer)
WHERE n.id IS NULL OR n.expires IS NULL OR n.configurations IS NULL OR n.triesLeft IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Share has id, codeHash, facts, at, expires, looks
MATCH (n:Share)
WHERE n.id IS NULL OR n.codeHash IS NULL OR n.facts IS NULL OR n.at IS NULL OR n.expires IS NULL
   OR n.looks IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

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

// every Checkpoint has origin, size, root, text
MATCH (n:Checkpoint)
WHERE n.origin IS NULL OR n.size IS NULL OR n.root IS NULL OR n.text IS NULL
RETURN count(n), collect(coalesce(toString(n.size), elementId(n)))[..$limit];

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

// the level of every certificate is a rank from 1 to 8
MATCH (n:Certificate)
WHERE NOT n.rank IN range(1, 8)
RETURN count(n), collect(n.key)[..$limit];
