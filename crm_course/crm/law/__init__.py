"""Consent and law: whom one may contact, what a person may ask, how one is forgotten."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
