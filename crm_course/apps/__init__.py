"""The explorers as pages: for a reader who opens a browser, not a notebook."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
