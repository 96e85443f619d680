// Who belongs to an apprenticeship, and where it is.

// every Apprenticeship is of exactly one apprentice
MATCH (n:Apprenticeship)
WHERE COUNT { (n)-[:APPRENTICE]->(:Worker) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every Apprenticeship is at exactly one enterprise
MATCH (n:Apprenticeship)
WHERE COUNT { (n)-[:AT]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every ApprenticeClass is at exactly one enterprise
MATCH (n:ApprenticeClass)
WHERE COUNT { (n)-[:AT]->(:Organisation) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every ApprenticePosts is of exactly one organisation
MATCH (n:ApprenticePosts)
WHERE COUNT { (:Organisation)-[:HAS_POSTS]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// nobody mentors an apprenticeship of their own
MATCH (n:Apprenticeship)-[:APPRENTICE]->(worker:Worker)
WHERE EXISTS { (n)-[:ENTERPRISE_MENTOR|SCHOOL_MENTOR]->(worker) }
RETURN count(n), collect(n.id)[..$limit];
