"""The office: the page of the customer base, a room for each kind of work."""
