"""What an agency traces and counts: assignments and their conflicts, the grade pyramid, suspects.

The statements are in `registry.graph.heads`; `conflicts`, `periods` and the suppression are pure.
"""
