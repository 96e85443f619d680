// What an enterprise does with candidates: who asked whom.

// every ContactRequest asks exactly one Worker and was sent by the Organisation that it names
MATCH (n:ContactRequest)
WHERE COUNT { (n)-[:ASKS]->(:Worker) } <> 1
   OR COUNT { (n)-[:SENT_BY]->(:Organisation {uscc: n.enterprise}) } <> 1
   OR COUNT { (n)-[:SENT_BY]->() } <> 1
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];

// a ContactRequest that was answered says when
MATCH (n:ContactRequest)
WHERE n.state IN ['ACCEPTED', 'DECLINED'] AND n.answeredOn IS NULL
RETURN count(n), collect(coalesce(n.id, elementId(n)))[..$limit];
