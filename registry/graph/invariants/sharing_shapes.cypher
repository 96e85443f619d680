// Properties of providers, changes, titles and requests to lend; see shapes.cypher.

// every DataProvider has name, kind, from
MATCH (n:DataProvider)
WHERE n.name IS NULL OR n.kind IS NULL OR n.from IS NULL
RETURN count(n), collect(n.id)[..$limit];

// every SyncBatch has receivedAt
MATCH (n:SyncBatch)
WHERE n.receivedAt IS NULL
RETURN count(n), collect(n.id)[..$limit];

// every ProfessionalTitle has occKey, title, from
MATCH (n:ProfessionalTitle)
WHERE n.occKey IS NULL OR n.title IS NULL OR n.from IS NULL
RETURN count(n), collect(n.key)[..$limit];

// every Change has kind, at
MATCH (n:Change)
WHERE n.kind IS NULL OR n.at IS NULL
RETURN count(n), collect(n.id)[..$limit];

// every AssignmentRequest has state, at, host, mode, from, dutyPercent, purpose
MATCH (n:AssignmentRequest)
WHERE n.state IS NULL OR n.at IS NULL OR n.host IS NULL OR n.mode IS NULL OR n.from IS NULL
    OR n.dutyPercent IS NULL OR n.purpose IS NULL
RETURN count(n), collect(n.id)[..$limit];
