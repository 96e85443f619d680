// Properties of posts that an import always writes; and what an exception of an appointment needs.
// A comment is the rule, the statement after it finds what breaks it: how many, and the keys of the first few.

// every Post has id, name, rank, from
MATCH (n:Post)
WHERE n.id IS NULL OR n.name IS NULL OR n.rank IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
