"""`python -m verifier` is `verify-certificate`."""

import sys

from verifier.cli import main

sys.exit(main())
