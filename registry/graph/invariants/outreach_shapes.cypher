// What an enterprise does with candidates: kept searches, requests to be in contact.

// every SavedSearch has id, owner, name, filter, sort, createdAt, lastSeenAt, seen
MATCH (n:SavedSearch)
WHERE n.id IS NULL OR n.owner IS NULL OR n.name IS NULL OR n.filter IS NULL OR n.sort IS NULL
   OR n.createdAt IS NULL OR n.lastSeenAt IS NULL OR n.seen IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// every ContactRequest has id, enterprise, purpose, at, state, expires
MATCH (n:ContactRequest)
WHERE n.id IS NULL OR n.enterprise IS NULL OR n.purpose IS NULL OR n.at IS NULL
   OR n.state IS NULL OR n.expires IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
