from .pages import PAGES as PAGES
from .pages import Page as Page
from .pages import available as available
from .pages import page as page
from .pages import show as show
from .server import serve as serve
