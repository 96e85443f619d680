"""The verifier for browsers: files to be served, or put into a page; no Python runs in it.

`js/` is the core, a twin of this package's modules in JavaScript; `tables` writes what both read.
"""
