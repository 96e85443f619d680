"""The hand-written beginnings of statements, one module for each root field (docs/api.md, "How to add a root field")."""
