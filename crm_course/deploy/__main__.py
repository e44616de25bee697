"""``python -m crm_course.deploy FOLDER LANGUAGE [CLASS FOLDER]``: prepare one learner's folder, as the hub has it done."""

import sys
from pathlib import Path

from .learner import prepare

prepare(Path(sys.argv[1]), language=sys.argv[2], mine=Path(sys.argv[3]) if len(sys.argv) > 3 else None)
