"""Full names taken apart: stands in :mod:`crm_course.crm.imports.names`; the earlier name goes on answering."""

from .imports.names import full_names, split_name

__all__ = ["full_names", "split_name"]
