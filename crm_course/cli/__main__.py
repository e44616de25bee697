"""``python -m crm_course.cli``, where the command is not on the path."""

from . import main

raise SystemExit(main())
