"""What holders do with their certificates: take them into a wallet, present them, share facts.

    offers       an offer of a certificate to a wallet, its code, the access token (OpenID4VCI 1.0)
    keyproof     does the wallet hold the key that the certificate is to be bound to?
    nonces       freshness of that proof: each nonce once
    issuance     the holder-bound certificate, made in one transaction
    metadata     what a wallet reads first
    routes       the endpoints of all that; `offerroutes` makes offers for those who may
    presenting   an SD-JWT with key binding, for the one who asks (RFC 9901)
    sharing      a code for chosen facts, for a time; its routes in `shareroutes`

Codes, tokens and nonces are never in the graph, only their digests. Who may offer or share what is
decided in `registry.access`.
"""
