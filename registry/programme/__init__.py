"""The mechanisms of the programme (S0 to S31): one module for each topic, computed and explained.

Each reads rows through the inquiry, judges them by the regulation in force, and gives conditions
with outcome, detail and evidence. docs/programme.md lists them all.
"""
