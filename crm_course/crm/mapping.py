"""Which column is what? Stands in :mod:`crm_course.crm.imports.mapping`; the earlier name goes on answering."""

from .imports.mapping import FIELDS, PRESETS, Preset, check_identifies, choose, identifies, propose, recognise

__all__ = ["FIELDS", "PRESETS", "Preset", "check_identifies", "choose", "identifies", "propose", "recognise"]
