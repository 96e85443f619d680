"""The pages in a real Chromium, over a served registry with a small invented nation."""
