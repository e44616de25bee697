"""The week: forecast, shifts, rosters, skills, and work that can wait."""
