from . import campaigns as campaigns
from . import cases as cases
from . import contact_center as contact_center
from . import crm as crm
from . import experience as experience
from . import foundations as foundations
from . import identity as identity
from . import journeys as journeys
from . import roi as roi
from . import selection as selection
from . import supply as supply
from . import synthetic as synthetic
from . import value as value
from . import warehouse as warehouse
from . import workbook as workbook

__version__: str
