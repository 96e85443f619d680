-- Made after the rows are there. The index of a search covers all that a card shows of the row
-- itself, in the order of the search, so that a page is the head of a range of it.

CREATE INDEX candidacy_by_score ON candidacy (occ_key, province_code, by_score, worker_id, uscc)
    INCLUDE (city_code, industry, studio, rank, since, points);
CREATE INDEX honour_award_worker ON honour_award (worker, year DESC, key) INCLUDE (type);
CREATE INDEX assignment_home ON assignment (home_province, begins, id);
CREATE INDEX assignment_host ON assignment (host_province, begins, id);
-- The trace of a province: two ranges that hold the order of days, merged until a page is full.
-- PostGraphile offers it as a field of the query.
CREATE FUNCTION assignments_of(province text, first_day date, last_day date)
RETURNS SETOF assignment LANGUAGE sql STABLE AS $$
    SELECT * FROM (
        SELECT * FROM assignment
        WHERE home_province = province
          AND begins <= last_day AND (ends IS NULL OR ends >= first_day)
        UNION ALL
        SELECT * FROM assignment
        WHERE host_province = province AND home_province IS DISTINCT FROM province
          AND begins <= last_day AND (ends IS NULL OR ends >= first_day)
    ) AS found
    ORDER BY begins, id
$$;

VACUUM (ANALYZE, FREEZE);
