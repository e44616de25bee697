"""Copies in, marks out: run apart, compared here, told to each learner in words."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
