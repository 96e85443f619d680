"""Subsidised training (S7): what would be paid for a certificate, and every reason why or why not.

- `facts` is what the rules look at: the person's record, the catalogues of a place and a year;
- `finding` finds the item of a certificate in the nearest catalogue that decides;
- `rules` judges a certificate, each rule a condition of its own, by the regulation of the place;
- `words` says the conditions in Chinese and English;
- `quoting` and `catalogues` read the rows and answer the root fields.

Nothing of the law stands here: months, ages, shares and funds are parameters of regulations about
SUBSIDY, which provinces override.
"""
