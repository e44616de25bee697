"""Errors put into the data, how well they were put right, and the rules that clean data keep."""
