"""The companies: one record of parameters each."""
