"""New-style apprenticeship (S10, S11): what is asked of each, and the posts kept for apprentices.

- `facts` is what is known of an apprenticeship;
- `judging` says of each condition whether it is met, by the regulation of the enterprise's place;
- `listing` answers `apprenticeships`, a problem at a time if asked;
- `ratio` answers `apprenticeRatio`.
"""
