"""How skilled people are paid: arrangements, the allowances an employer grants, what was paid.

Every amount is sealed: the graph holds it, and tells nobody.
"""

from __future__ import annotations

from typing import Final

from registry.importing.columns import DAY, KEY, LEVEL, TEXT, YUAN, Column, one_of
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, WORKER, must
from registry.masking import mask_all
from registry.vocabulary import ALLOWANCE_TERMS, ALLOWANCES, PAY_MODES

PAY_ARRANGEMENTS: Final = Table(
    "pay_arrangements",
    key=("worker_id", "uscc", "from"),
    label="PayArrangement",
    columns=(
        WORKER,
        EMPLOYER,
        FROM,
        TO,
        must("mode", one_of(*PAY_MODES)),
        Column("annual_amount", YUAN, mask=mask_all, sealed=True),
        Column("post", TEXT),
        Column("project_id", KEY, to="projects"),
        DOCUMENT,
    ),
    edges=(
        Edge("PAID_UNDER", "worker_id", outgoing=False),
        Edge("BY", "uscc"),
        Edge("ON", "project_id"),
    ),
    rules=(PERIOD,),
    renamed={"annual_amount": "annualAmountEnc"},
    unstored=frozenset({"worker_id", "uscc", "project_id"}),
)

ALLOWANCE_SCHEMES: Final = Table(
    "allowance_schemes",
    key=("scheme_id",),
    label="AllowanceScheme",
    key_property="id",
    columns=(
        must("scheme_id"),
        EMPLOYER,
        must("kind", one_of(*ALLOWANCES)),
        Column("level", LEVEL),
        Column("amount", YUAN, mask=mask_all, sealed=True),
        Column("term", one_of(*ALLOWANCE_TERMS)),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("GRANTS", "uscc", outgoing=False),),
    rules=(PERIOD,),
    renamed={"scheme_id": "id", "level": "rank", "amount": "amountEnc"},
    unstored=frozenset({"uscc"}),
)

ALLOWANCE_PAYMENTS: Final = Table(
    "allowance_payments",
    key=("payment_id",),
    label="Payment",
    key_property="id",
    columns=(
        must("payment_id"),
        must("scheme_id", to="allowance_schemes"),
        WORKER,
        must("paid_on", DAY),
        Column("amount", YUAN, mask=mask_all, sealed=True),
    ),
    edges=(Edge("UNDER", "scheme_id"), Edge("WAS_PAID", "worker_id", outgoing=False)),
    renamed={"payment_id": "id", "amount": "amountEnc"},
    unstored=frozenset({"scheme_id", "worker_id"}),
)
