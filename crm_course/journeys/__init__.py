"""Which ways do they come? Event log, multi/cross/omnichannel, attribution, ROPO and showrooming."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
