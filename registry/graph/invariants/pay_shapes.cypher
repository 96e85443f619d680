// Properties that are always written of pay, allowances and funds. Amounts may be unknown.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every PayArrangement has key, from, mode
MATCH (n:PayArrangement)
WHERE n.key IS NULL OR n.from IS NULL OR n.mode IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every AllowanceScheme has id, kind, from
MATCH (n:AllowanceScheme)
WHERE n.id IS NULL OR n.kind IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every Payment has id, paidOn
MATCH (n:Payment)
WHERE n.id IS NULL OR n.paidOn IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every EducationFundYear has key, year
MATCH (n:EducationFundYear)
WHERE n.key IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];

// every Fund has id, kind, division, from
MATCH (n:Fund)
WHERE n.id IS NULL OR n.kind IS NULL OR n.division IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every FundUse has id, fund, division, year
MATCH (n:FundUse)
WHERE n.id IS NULL OR n.fund IS NULL OR n.division IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every PayGroup has key, people of at least 5
MATCH (n:PayGroup)
WHERE n.key IS NULL OR n.people IS NULL OR n.people < 5
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];
