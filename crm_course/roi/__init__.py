"""Does it pay? Plans, break-even, cash flows, what must be true, and the risk."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
