"""JupyterHub for a class: ``jupyterhub -f jupyterhub_config.py``.

Copy it, and choose what is the school's own: who may enter (the authenticator), how servers are started.
Read before: docs/class-server.md.
"""

import os

from crm_course.deploy import configure

c = get_config()  # type: ignore[name-defined]  # noqa: F821

configure(
    c,
    spawner=os.environ.get("CRM_COURSE_SPAWNER", "systemd"),  # "simple" for a trial: then users can read each other's files
    language="fr",
    hand_in="/srv/crm-course/hand-in",
    classroom="/srv/crm-course/class",
)

# Who may enter is the school's choice, for example:
# c.JupyterHub.authenticator_class = "native"      # accounts that students ask for, the teacher accepts
# c.JupyterHub.authenticator_class = "pam"         # accounts of this machine
# c.Authenticator.allowed_users = {"lea.morvan", "noe.garel"}
# c.Authenticator.admin_users = {"professeur"}
