"""The chapter's words, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- the queue ------------------------------------------------------------------------------

QUEUE_FINDING = Text(
    fr="Avec {agents:number} conseillers, {level:percent} des appels sont décrochés en {seconds:number} s ; "
    "l’attente moyenne est de {wait:number1} s, {abandonment:percent} des appels sont abandonnés, "
    "et les conseillers sont en ligne {occupancy:percent} de leur temps.",
    en="With {agents:number} agents, {level:percent} of calls are answered within {seconds:number} s; "
    "the mean wait is {wait:number1} s, {abandonment:percent} of calls are abandoned, "
    "and agents are on calls {occupancy:percent} of their time.",
)
QUEUE_ENDLESS = Text(
    fr="Avec {agents:number} conseillers, la file ne cesse de s’allonger : il arrive plus de travail qu’ils n’en peuvent faire.",
    en="With {agents:number} agents the queue never stops growing: more work comes in than they can do.",
)
