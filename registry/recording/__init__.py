"""What issuers, enterprises and workers record: assessments, consents, appointments, assignments.

And how a record is made once.

    refusals     the expected ways in which a record is refused, with texts requests     the same
    key and input, the same answer: one transaction for request, records and derived facts
    assessments  plans and sessions consents     given and withdrawn by the worker appointments to a
    post of grade seven or eight, judged by the policy in force assignments  under flexible mobility

Each service first decides whether the viewer may do this at all, then opens one transaction: claim
the request, read what the decision rests on, decide by a pure function, write, rebuild the derived
facts of those it touched, keep the answer. What forbids and what is absent look alike: a plan of
somebody else is no plan.
"""
