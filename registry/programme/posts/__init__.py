"""S16 and S18: the posts of an enterprise, who holds them, and who may be appointed to one.

- `structure` counts the eight grades: posts, quotas, holders, vacancies, terms that end;
- `appointing` judges an appointment: staff, rule, filing, quota, publication, term, exception;
- `offices` answers `posts`, `dossier` answers `appointmentCase`.

Posts of grade seven and eight are held by appointment alone. A lower one is held by whoever is
appointed to it, or by whose job bears its name: a job names no grade, so where posts of several
grades share a name it is the one of the worker's own grade.
"""
