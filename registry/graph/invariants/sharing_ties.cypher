// Relationships of providers, changes, titles and requests to lend; see ties.cypher.

// every SyncBatch was sent by exactly one provider
MATCH (n:SyncBatch)
WHERE COUNT { (n)-[:SENT_BY]->(:DataProvider) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// every ProfessionalTitle is of exactly one worker
MATCH (n:ProfessionalTitle)
WHERE COUNT { (:Worker)-[:TITLED]->(n) } <> 1
RETURN count(n), collect(n.key)[..$limit];

// every ProfessionalTitle leads to the occupation it names, once, and to no other
MATCH (n:ProfessionalTitle)
WITH n, COLLECT { MATCH (n)-[:FOR]->(o:Occupation) RETURN o.key } AS found
WHERE found <> [n.occKey]
RETURN count(n), collect(n.key)[..$limit];

// every Change but the first is of exactly one certificate
MATCH (n:Change)
WHERE COUNT { (n)-[:OF]->(:Certificate) } <> CASE WHEN n:FeedBegin THEN 0 ELSE 1 END
RETURN count(n), collect(n.id)[..$limit];

// every Change has a position, or waits for one
MATCH (n:Change)
WHERE (n.position IS NULL) <> (n:Unplaced)
RETURN count(n), collect(n.id)[..$limit];

// every position of the feed that was given is that of a change
MATCH (n:ChangeFeed)
WHERE COUNT { MATCH (change:Change) WHERE change.position >= 1 } <> n.next - 1 OR n.head >= n.next
RETURN count(n), collect(n.id)[..$limit];

// every AssignmentRequest wants exactly one worker, of one home, for one host
MATCH (n:AssignmentRequest)
WHERE COUNT { (n)-[:WANTS]->(:Worker) } <> 1 OR COUNT { (n)-[:FROM]->(:Organisation) } <> 1
    OR COUNT { (n)-[:TO]->(:Organisation {uscc: n.host}) } <> 1
RETURN count(n), collect(n.id)[..$limit];

// an AssignmentRequest became an assignment exactly if it was agreed
MATCH (n:AssignmentRequest)
WHERE (n.state = 'AGREED') <> EXISTS { (n)-[:BECAME]->(:FlexibleAssignment) }
RETURN count(n), collect(n.id)[..$limit];
