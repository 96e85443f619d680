// Candidacies keep the reasons of their score. Whoever has one from before is rebuilt by the first
// reader, as on a new day.

MATCH (worker:Worker)
WHERE EXISTS {
    MATCH (worker)-[:OFFERS]->(candidacy:Candidacy)
    WHERE candidacy.reasons IS NULL
}
CALL (worker) {
    SET worker.validUntil = date('0001-01-01')
} IN TRANSACTIONS OF 5000 ROWS;
