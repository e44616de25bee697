"""The workbook on a school's server: a hub for a class, each learner's folder, and a check that it works."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
