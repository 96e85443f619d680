"""Competitions (S24): results, what a place gives a right to, and the promotions that cite one."""

from __future__ import annotations
