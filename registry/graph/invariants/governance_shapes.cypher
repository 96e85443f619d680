// Aims and duties: what must be there.

// every Target has measure, value and an end
MATCH (n:Target)
WHERE n.measure IS NULL OR n.value IS NULL OR n.to IS NULL
RETURN count(n), collect(n.id)[..$limit];

// every Regulation has a subject and parameters
MATCH (n:Regulation)
WHERE n.subject IS NULL OR n.parameters IS NULL OR n.validFrom IS NULL
RETURN count(n), collect(n.id)[..$limit];
