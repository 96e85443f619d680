"""The hand-written beginnings of statements: docs/api.md, "How to add a root field"."""
