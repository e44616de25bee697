from .pages import available as available
from .pages import open_page as open_page
from .pages import page as page
from .pages import show as show
