// Relationships of posts that must be there once.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every Post is of exactly one organisation
MATCH (n:Post)
WHERE COUNT { (:Organisation)-[:HAS_POST]->(n) } <> 1
RETURN count(n), collect(n.id)[..$limit];
