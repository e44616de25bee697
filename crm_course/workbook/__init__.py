"""Lessons become notebooks, answers get a reply, and a learner's folder is kept safe."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
