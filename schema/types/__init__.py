"""The types of the contract, by topic.

They hold no logic: rows and services answer them (`schema.fields`).
"""
