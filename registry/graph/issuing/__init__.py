"""Statements of issuing: keys, status lists, requests, certificates, what is signed of them."""
