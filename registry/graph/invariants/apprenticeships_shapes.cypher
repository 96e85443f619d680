// What import and mutations always write of apprenticeships.

// every Apprenticeship has id, from, status
MATCH (n:Apprenticeship)
WHERE n.id IS NULL OR n.from IS NULL OR n.status IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every ApprenticeClass has id, from
MATCH (n:ApprenticeClass)
WHERE n.id IS NULL OR n.from IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every ApprenticePosts has key, year
MATCH (n:ApprenticePosts)
WHERE n.key IS NULL OR n.year IS NULL
RETURN count(n), collect(coalesce(n.key, elementId(n)))[..$limit];
