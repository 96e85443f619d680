// Relationships of pay, allowances and funds that must be there once.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every PayArrangement is of exactly one worker
MATCH (n:PayArrangement)
WHERE COUNT { (:Worker)-[:PAID_UNDER]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every PayArrangement is by exactly one organisation
MATCH (n:PayArrangement)
WHERE COUNT { (n)-[:BY]->(:Organisation) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every AllowanceScheme is of exactly one organisation
MATCH (n:AllowanceScheme)
WHERE COUNT { (:Organisation)-[:GRANTS]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Payment is of exactly one worker
MATCH (n:Payment)
WHERE COUNT { (:Worker)-[:WAS_PAID]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Payment is under exactly one scheme
MATCH (n:Payment)
WHERE COUNT { (n)-[:UNDER]->(:AllowanceScheme) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every EducationFundYear is of exactly one organisation
MATCH (n:EducationFundYear)
WHERE COUNT { (:Organisation)-[:BUDGETED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every FundUse is from one fund and paid to one organisation at most
MATCH (n:FundUse)
WHERE COUNT { (n)-[:FROM_FUND]->() } > 1 OR COUNT { (n)-[:PAID_TO]->() } > 1
RETURN count(n), collect(n.id)[..$limit];
