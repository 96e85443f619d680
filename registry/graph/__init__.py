"""The graph: the one place that knows Neo4j and Cypher.

`local` owns a server on this machine, `driver` reaches any server, `migrate` brings its schema and
the reference tables up to date. Every other module holds the statements of one question and turns
rows into plain values.
"""
