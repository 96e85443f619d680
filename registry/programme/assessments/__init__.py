"""S17: assessments of an organisation: plans filed first, sessions held, results, certificates.

- `judging` says of a plan and a session whether they look right, by the regulation ASSESSMENT;
- `chain` answers `assessmentPlans` and `assessmentSession`, and completes what mutations show.
"""
