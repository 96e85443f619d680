// Relationships of subsidised catalogues, claims, training projects and challenges.

// every SubsidyItem is in exactly one catalogue
MATCH (n:SubsidyItem)
WHERE COUNT { (n)-[:IN]->(:SubsidyCatalogue) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every SubsidyItem leads to the occupation it names, once, and to no other
MATCH (n:SubsidyItem)
WHERE COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } <> [n.occKey]
RETURN count(n), collect(n.key)[..$limit];

// every SubsidyClaim is of exactly one worker
MATCH (n:SubsidyClaim)
WHERE COUNT { (:Worker)-[:CLAIMED]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every SubsidyClaim leads to the occupation it names, once, and to no other
MATCH (n:SubsidyClaim)
WITH n, COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } AS found
WHERE found <> CASE WHEN n.occKey IS NULL THEN [] ELSE [n.occKey] END
RETURN count(n), collect(n.id)[..$limit];

// every TrainingProject is offered in the division it names, once, and in no other
MATCH (n:TrainingProject)
WHERE COLLECT { MATCH (n)-[:OFFERED_IN]->(d:Division) RETURN d.code } <> [n.division]
RETURN count(n), collect(n.id)[..$limit];

// every Challenge is posed by at most one organisation
MATCH (n:Challenge)
WHERE COUNT { (:Organisation)-[:POSES]->(n) } > 1
RETURN count(n), collect(n.id)[..$limit];

// no BIDS_FOR from Organisation to Challenge is doubled
MATCH (a:Organisation)-[r:BIDS_FOR]->(b:Challenge)
WITH a, b, count(r) AS times
WHERE times > 1
RETURN count(a), collect(a.uscc + ' ' + b.id)[..$limit];

// an award goes to a bid: its day is that of an awarded one, and not before the bid
MATCH (a:Organisation)-[r:BIDS_FOR]->(b:Challenge)
WHERE r.awardedOn IS NOT NULL AND (NOT coalesce(r.awarded, false) OR r.awardedOn < r.bidOn)
RETURN count(r), collect(a.uscc + ' ' + b.id)[..$limit];
