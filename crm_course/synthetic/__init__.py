"""The companies that make the data: synthetic worlds with a known truth."""
