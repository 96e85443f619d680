"""Key posts whose only holder may leave, and nobody to follow: what enterprises ask for.

- `judging` says whether a key post is at risk, and who could succeed when;
- `risks` answers `successionRisk`.
"""
