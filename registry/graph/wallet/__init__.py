"""Cypher of what holders take and show: offers to wallets, nonces, shares."""
