-- The facts that the cases show, as an expert of PostgreSQL would lay them out for this search:
-- look-up tables with primary keys, a candidacy table whose covering index holds the order of the
-- search, and foreign keys, of which PostGraphile makes its relations.

CREATE TABLE occupation (key text PRIMARY KEY, name text NOT NULL);
CREATE TABLE division (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE industry (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE honour_type (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE organisation (
    uscc text PRIMARY KEY, name text NOT NULL,
    city_code text REFERENCES division, industry text REFERENCES industry
);
CREATE TABLE worker (id text PRIMARY KEY, name_masked text NOT NULL);
CREATE TABLE studio (
    id text PRIMARY KEY, name text NOT NULL, leader text UNIQUE REFERENCES worker
);
CREATE TABLE honour_award (
    key text PRIMARY KEY, worker text NOT NULL REFERENCES worker, year int NOT NULL,
    type text NOT NULL REFERENCES honour_type
);
CREATE TABLE candidacy (
    worker_id text NOT NULL REFERENCES worker, occ_key text NOT NULL REFERENCES occupation,
    uscc text NOT NULL REFERENCES organisation, province_code text NOT NULL,
    city_code text REFERENCES division, industry text REFERENCES industry,
    studio text REFERENCES studio, rank int NOT NULL, since date NOT NULL, points int NOT NULL,
    by_score text NOT NULL, PRIMARY KEY (occ_key, worker_id, uscc)
);
CREATE TABLE filing (
    filing_no text PRIMARY KEY, organisation text NOT NULL REFERENCES organisation
);
CREATE TABLE certificate (
    number text NOT NULL, kind text NOT NULL, rank int, work_type text,
    issued_on date NOT NULL, registered_at text NOT NULL, status text NOT NULL,
    occ_key text REFERENCES occupation, filing_no text REFERENCES filing,
    PRIMARY KEY (number, kind)
);
CREATE TABLE project (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE assignment (
    id text PRIMARY KEY, mode text NOT NULL, begins date NOT NULL, ends date,
    duty_percent int NOT NULL, status text NOT NULL, worker text NOT NULL REFERENCES worker,
    home text NOT NULL REFERENCES organisation, host text NOT NULL REFERENCES organisation,
    project text REFERENCES project, home_province text, host_province text
);
