"""`python -m verifier.witness` runs the witness."""

import sys

from verifier.witness.cli import main

sys.exit(main())
