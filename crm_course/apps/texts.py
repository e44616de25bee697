"""What the pages say around the explorers."""

from crm_course.foundations.language import Text

COURSE = Text(fr="La relation client, par le calcul", en="Customer relationships, computed")
START = Text(fr="Vos outils de décision", en="Your decision tools")
WELCOME = Text(
    fr="Choisissez une question. Bougez les curseurs, remplacez l’exemple par vos chiffres, emportez la réponse.",
    en="Choose a question. Move the sliders, put your figures in place of the example, take the answer away.",
)
PAGES = Text(fr="Toutes les questions", en="All questions")
OTHER_LANGUAGE = Text(fr="English", en="Français")
PRIVATE = Text(
    fr="Tout est calculé sur cet ordinateur : aucun de vos chiffres ne le quitte.",
    en="Everything is computed on this computer: none of your figures leaves it.",
)
LOADING = Text(fr="La page se prépare…", en="The page is getting ready…")
SLOW = Text(
    fr="C’est plus long que d’habitude. Si rien ne vient dans une minute, rechargez la page.",
    en="This takes longer than usual. If nothing comes within a minute, reload the page.",
)
LOST = Text(
    fr="La page ne répond plus : l’outil a été arrêté. Ce qui est affiché reste lisible ; "
    "relancez « crm-course app », puis rechargez la page et rouvrez votre étude.",
    en="The page no longer answers: the tool was stopped. What is on screen can still be read; "
    'run "crm-course app" again, then reload the page and reopen your study.',
)
DEAD = Text(
    fr="Le calcul de cette page s’est arrêté. Rien de ce que vous avez saisi n’est perdu : reprenez où vous en étiez.",
    en="The computation of this page has stopped. Nothing that you typed is lost: go on where you were.",
)
GO_ON = Text(fr="Reprendre", en="Go on")
LEFT = Text(fr="Vous aviez laissé un travail sur cette page le WHEN.", en="You left work on this page on WHEN.")
TAKE_UP, FORGET = Text(fr="Le reprendre", en="Take it up"), Text(fr="L’oublier", en="Forget it")
CLOSED = Text(fr="Cette page est fermée", en="This page is closed")
CLOSED_HOW = Text(
    fr="Elle ne s’ouvre que par l’adresse complète que « crm-course app » a affichée, une seule fois, et dans le navigateur qui l’a ouverte. "
    "Pour un autre navigateur, arrêtez l’outil (Ctrl + C) et relancez « crm-course app ».",
    en='It opens only by the whole address that "crm-course app" has shown, once, and in the browser that opened it. '
    'For another browser, stop the tool (Ctrl + C) and run "crm-course app" again.',
)
TOO_LARGE = Text(
    fr="« NAME » pèse SIZE Mo ; la limite est de LIMIT Mo. Rien n’a changé sur la page : gardez les colonnes utiles et recommencez.",
    en='"NAME" is SIZE MB; the limit is LIMIT MB. Nothing has changed on the page: keep the columns that matter and try again.',
)
"""Filled in by the page itself, where the file is refused before it is sent."""

BROKEN = Text(
    fr="La page n’a pas pu s’ouvrir. Vos fichiers sont intacts ; « crm-course doctor » dit ce qui manque.",
    en='The page could not be opened. Your files are untouched; "crm-course doctor" says what is missing.',
)
GET = Text(
    fr='Les pages demandent une partie facultative : pip install "crm-course[app]"',
    en='Pages need an optional part: pip install "crm-course[app]"',
)
