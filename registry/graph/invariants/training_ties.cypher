// Relationships of training bases, agreements and alliances.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every TrainingBase has exactly one host
MATCH (n:TrainingBase)
WHERE COUNT { (:Organisation)-[:HOSTS]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TrainingBase is located in the division it names, once, and in no other
MATCH (n:TrainingBase)
WITH n, COLLECT { MATCH (n)-[:LOCATED_IN]->(o:Division) RETURN o.code } AS found
WHERE found <> [n.division]
RETURN count(n), collect(n.id)[..$limit];

// every TrainingSession is at exactly one base
MATCH (n:TrainingSession)
WHERE COUNT { (n)-[:AT]->(:TrainingBase) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every TrainingSession is for the occupation it names, once, and for no other
MATCH (n:TrainingSession)
WITH n, COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } AS found
WHERE found <> [n.occKey]
RETURN count(n), collect(n.id)[..$limit];

// every CooperationAgreement is of one school and one enterprise
MATCH (n:CooperationAgreement)
WHERE COUNT { (:Organisation)-[:PARTNERS_WITH]->(n) } <> 1 OR COUNT { (n)-[:WITH]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// no TRAINS_FOR from TrainingBase to Occupation is doubled for a grade
MATCH (a:TrainingBase)-[r:TRAINS_FOR]->(b:Occupation)
WITH a, b, r.rank AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.key)[..$limit];

// no FOR_STAFF_OF from TrainingSession to Organisation is doubled
MATCH (a:TrainingSession)-[r:FOR_STAFF_OF]->(b:Organisation)
WITH a, b, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.id + ' ' + b.uscc)[..$limit];

// no MEMBER_OF from Organisation to EducationAlliance is doubled for a first day
MATCH (a:Organisation)-[r:MEMBER_OF]->(b:EducationAlliance)
WITH a, b, r.from AS per, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.uscc + ' ' + b.id)[..$limit];
