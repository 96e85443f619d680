"""The verification service: the verifier, with everything that only a registry knows.

    questions    what is asked, read from GraphQL or JSON
    numbers      a certificate by what stands on the paper
    credentials  a certificate by the signed credential itself
    live         the trust that the registry has in its own issuers, fresh to a second
    answers      the report with its facts and receipt, in JSON
    service      asks the graph, judges, leaves an access event
    routes       POST /verify and /verify/batch

What a signature proves is judged by `verifier`, what the record says by `registry.papercheck`;
nothing is judged here twice.
"""
