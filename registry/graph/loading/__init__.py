"""What an import reads and writes in the graph: the statements of each table, in one form.

`transaction` runs them; the modules by topic hold them. Relationships of new rows are created, not
merged: a row's key was looked for in the same transaction, one import works at a time, and a MERGE
would lock the busy node at the other end.
"""
