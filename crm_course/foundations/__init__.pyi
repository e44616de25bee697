from . import checks as checks
from . import errors as errors
from . import intervals as intervals
from . import language as language
from . import panel as panel
from . import reading as reading
from . import theme as theme
from . import vocabulary as vocabulary
