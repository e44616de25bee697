from .handing import hand_in as hand_in
from .page import page as page
