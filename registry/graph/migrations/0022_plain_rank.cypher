// The indexes by score end with plainRank, so that a search that asks for no more than a grade is
// counted from the index alone. Candidacies from before get it here, since without it they would be
// in no index; what else is new on them is written by the first reader, as on a new day.

MATCH (candidacy:Candidacy)
WHERE candidacy.plainRank IS NULL
CALL (candidacy) {
    SET candidacy.plainRank =
        CASE WHEN candidacy.open AND candidacy.alone THEN candidacy.rank ELSE 0 END
    REMOVE candidacy.alone
} IN TRANSACTIONS OF 5000 ROWS;

MATCH (worker:Worker)
WHERE EXISTS {
    MATCH (worker)-[:OFFERS]->(candidacy:Candidacy)
    WHERE candidacy.behind IS NULL
}
CALL (worker) {
    SET worker.validUntil = date('0001-01-01')
} IN TRANSACTIONS OF 5000 ROWS;

CREATE INDEX candidacy_occ_key_province_code_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.provinceCode, n.byScore, n.plainRank);

CREATE INDEX candidacy_occ_key_city_code_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.cityCode, n.byScore, n.plainRank);

CREATE INDEX candidacy_occ_key_division_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.division, n.byScore, n.plainRank);

CREATE INDEX candidacy_occ_key_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.occKey, n.byScore, n.plainRank);

CREATE INDEX candidacy_overall_province_code_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.provinceCode, n.byScore, n.plainRank);

CREATE INDEX candidacy_overall_city_code_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.cityCode, n.byScore, n.plainRank);

CREATE INDEX candidacy_overall_by_score_plain_rank IF NOT EXISTS
FOR (n:Candidacy) ON (n.overall, n.byScore, n.plainRank);

DROP INDEX candidacy_occ_key_province_code_by_score IF EXISTS;

DROP INDEX candidacy_occ_key_city_code_by_score IF EXISTS;

DROP INDEX candidacy_occ_key_division_by_score IF EXISTS;

DROP INDEX candidacy_occ_key_by_score IF EXISTS;

DROP INDEX candidacy_overall_province_code_by_score IF EXISTS;

DROP INDEX candidacy_overall_city_code_by_score IF EXISTS;

DROP INDEX candidacy_overall_by_score IF EXISTS;
