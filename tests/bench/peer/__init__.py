"""Ours beside the best of its peers, over the same facts.

`python -m tests.bench.peer --home DIR --workers 100000` prints the tables of docs/performance.md.
"""
