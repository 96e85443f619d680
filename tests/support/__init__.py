"""What tests share: fixtures' insides, fakes that can misbehave on purpose, builders of data."""
