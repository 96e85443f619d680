// Aims and duties: relationships that must be there once.

// every Target is set by exactly one document
MATCH (n:Target)
WHERE COUNT { (n)-[:SET_BY]->(:PolicyDocument) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Duty is of exactly one body
MATCH (n:Duty)
WHERE COUNT { (:GovernmentBody)-[:RESPONSIBLE_FOR]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];
