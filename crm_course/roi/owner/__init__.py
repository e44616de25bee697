"""The owner's page: a form, a desk, files of their own."""
