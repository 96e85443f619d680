"""Certificates on paper: what a holder shows around, as PDF, SVG or PNG.

    facts       what the credential and the text of its QR say, and that they belong together
    layout      the facts as a sheet: text and paths in millimetres   (typeface, ornament, symbol)
    pdf, svg    the sheet as a file; png is the PDF, rendered
    printing    facts in, file out
    batch       thousands of them: signed here, printed on every core, continued where it ended
    routes      POST /paper

Everything printed is read from the signed credential, so paper never says more than the signature
does. The same certificate gives the same bytes: dates come from the credential, identifiers from
its hash.
"""
