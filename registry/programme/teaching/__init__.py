"""Teaching (S20 to S22): majors, training packages and their review, plans for posts."""

from __future__ import annotations
