from .building import build as build
from .handing import hand_in as hand_in
from .page import page as page
