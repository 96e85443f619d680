"""What an agency traces and counts: conflicts of assignments, suppressed statistics, suspects in words.

The statements are in `registry.graph.heads`; what is here is pure.
"""
