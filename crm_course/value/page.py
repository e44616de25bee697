"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="value",
    place=50,
    question=Text(fr="Combien valent-ils ?", en="What are they worth?"),
    summary=Text(
        fr="Votre fichier de caisse : ce que vaut chaque client, qui s’éloigne, qui appeler d’abord.",
        en="Your till file: what each customer is worth, who is fading, whom to call first.",
    ),
)
