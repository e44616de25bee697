from .isolation import Limits as Limits
from .running import Job as Job
from .running import Run as Run
from .sandbox import Sandbox as Sandbox
