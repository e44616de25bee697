"""What does the whole tell? The customer base as a star that anyone may ask, and nobody can write to."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
