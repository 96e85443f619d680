"""The same certificates for the ecosystem of Open Badges 3.0 (CREDENTIAL.md section 2).

    credential   a certificate as `OpenBadgeCredential`, signed as `vc+jwt`
    bitstring    its status: two W3C Bitstring Status Lists, revocation and suspension
    picture      what a badge looks like, as SVG and PNG
    baking       the badge put into its picture
    routes       POST /badge

A badge says what everybody may know: no name, no ID number. `verifier` reads it back and applies
key, scope and status exactly as for the SD-JWT VC.
"""
