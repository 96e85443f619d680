// Full text: this analyzer makes one token of each Chinese character, so that a phrase finds any part of a name.

CREATE FULLTEXT INDEX workerSearch IF NOT EXISTS
FOR (n:Worker) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

CREATE FULLTEXT INDEX workerText IF NOT EXISTS
FOR (n:Worker) ON EACH [n.searchText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

CREATE FULLTEXT INDEX occupationSearch IF NOT EXISTS
FOR (n:Occupation) ON EACH [n.search, n.code]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};

CREATE FULLTEXT INDEX organisationSearch IF NOT EXISTS
FOR (n:Organisation) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
