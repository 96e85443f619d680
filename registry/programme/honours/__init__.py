"""Honours (S19): who fulfils the criteria, and what the rolls of a batch lack."""

from __future__ import annotations

from registry.programme.honours.nominees import nominees
from registry.programme.honours.programmes import talent_programmes
from registry.programme.honours.rolls import honour_rolls

__all__ = ["honour_rolls", "nominees", "talent_programmes"]
