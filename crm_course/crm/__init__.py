"""What do we know of our customers? The customer base itself: store, imports, card, consent, rights."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
