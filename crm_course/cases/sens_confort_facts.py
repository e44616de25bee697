"""Sens Confort: a heating company whose shop empties while its site sleeps.

The figures are those of a course and workbook on the omnichannel relation (BTS NDRC, first
year); the six comments are written for this course, one per problem that the case names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from .records import Company, Figure, Figures

__all__ = ["PROBLEMS", "REMEDIES", "Comment", "Comments", "SensConfort", "Survey", "sens_confort"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a customer said, and the problem behind it (a key of :data:`PROBLEMS`)."""

    number: int
    text: Text
    problem: str


class Comments(tuple[Comment, ...]):
    """The comments in order; a notebook shows them as a list in the language in force."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return "\n".join(f"{comment.number}. {comment.text.say()}" for comment in self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Answers of 100 customers, as ``{score: count}``.

    `recommend` is on 1–10 (the standard question is on 0–10); `welcome` on 1–4, 1 "not at
    all satisfied"; `site` is an effort on 5–1, 5 the highest effort.
    """

    recommend: Mapping[int, int]
    welcome: Mapping[int, int]
    site: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Said):
    """Two figures of one thing that differ, in euros."""

    words: Text
    sheet: float
    plan: float

    def sentence(self) -> str:
        """Which figures, and what to make of them."""
        return self.words.say(sheet=self.sheet, plan=self.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class SensConfort:
    """The whole case: company, comments, survey, the two annual plans, ROPO figures."""

    company: Company
    comments: Comments
    survey: Survey
    shop_only: roi.Plan
    omnichannel: roi.Plan
    ropo: Figures
    discrepancy: Text

    @property
    def doubt(self) -> Doubt:
        """The two turnovers that the source gives, and that it does not explain."""
        return Doubt(words=self.discrepancy, sheet=self.company.turnover, plan=self.shop_only.turnover)

    @property
    def study(self) -> roi.Study:
        """The decision: both plans side by side, to move, simulate, save."""
        return roi.Study(name=self.company.name, before=self.shop_only, after=self.omnichannel)


PROBLEMS: dict[str, Text] = {
    "A": Text(fr="une référence est difficile à trouver en ligne", en="a product reference is hard to find online"),
    "B": Text(
        fr="la page et le site ne sont pas à jour, l’équipe n’est pas formée aux nouveautés",
        en="the page and the site are out of date, the staff is not trained on new products",
    ),
    "C": Text(fr="le service après-vente est saturé", en="the after-sales desk is saturated"),
    "D": Text(fr="un vendeur n’est pas formé à l’application", en="a salesperson is not trained on the app"),
    "E": Text(fr="le site ne permet ni commande ni contact", en="the site allows neither an order nor a contact"),
    "F": Text(fr="le client n’est pas autonome dans le magasin", en="the customer has no autonomy in the shop"),
}
"""The six problems of the case, by letter."""

REMEDIES: dict[str, Text] = {
    "search": Text(fr="un moteur de recherche et des menus clairs sur le site", en="a search field and clear menus on the site"),
    "community": Text(
        fr="une personne chargée du site et de la page (community manager)", en="a person in charge of site and page (community manager)"
    ),
    "chatbot": Text(fr="un chatbot hors des heures d’ouverture", en="a chatbot out of hours"),
    "faq": Text(fr="une FAQ et des vidéos pratiques", en="an FAQ and how-to videos"),
    "training": Text(
        fr="une formation des vendeurs à l’application et aux nouveautés", en="training of the staff on the app and the new products"
    ),
    "shop-account": Text(
        fr="un site marchand avec un compte unique, partagé avec le magasin", en="an e-commerce site with one account, shared with the shop"
    ),
    "chat": Text(fr="un bouton « cliquer pour discuter »", en="a click-to-chat button"),
    "kiosk": Text(
        fr="des tablettes, des bornes et des vues en 3D dans la salle d’exposition", en="tablets, kiosks and 3D views in the showroom"
    ),
    "leaflets": Text(fr="davantage de prospectus dans les boîtes aux lettres", en="more leaflets in letter boxes"),
    "prices": Text(fr="une baisse générale des prix", en="a general price cut"),
}
"""Answers proposed to the learner; the last two are not omnichannel."""

_COMMENTS = (
    Comment(
        number=1,
        problem="A",
        text=Text(
            fr="« J’avais la référence de ma pompe à chaleur notée sur un papier. Vingt minutes sur votre site, et je ne l’ai toujours pas vue. »",
            en="“I had the reference of my heat pump on a slip of paper. Twenty minutes on your site, and still no trace of it.”",
        ),
    ),
    Comment(
        number=2,
        problem="C",
        text=Text(
            fr="« Trois appels pour une panne, trois fois la musique d’attente. À la troisième, on m’a dit de rappeler lundi. »",
            en="“Three calls for a breakdown, three times the waiting music. In the end I was told to ring back on Monday.”",
        ),
    ),
    Comment(
        number=3,
        problem="E",
        text=Text(
            fr="« Dimanche soir je voulais demander un devis. Votre site m’a donné… une adresse postale. »",
            en="“On Sunday evening I wanted a quote. Your site gave me… a postal address.”",
        ),
    ),
    Comment(
        number=4,
        problem="B",
        text=Text(
            fr="« La page annonce encore la promotion du printemps d’avant, et au comptoir personne ne connaissait le nouveau modèle réversible. »",
            en="“The page still shows the offer of the spring before last, and at the desk nobody knew the new reversible model.”",
        ),
    ),
    Comment(
        number=5,
        problem="F",
        text=Text(
            fr="« Les deux vendeurs étaient pris. J’aurais bien comparé les appareils toute seule, mais il n’y avait rien à consulter. »",
            en="“Both salespeople were busy. I would gladly have compared the devices on my own, but there was nothing to look at.”",
        ),
    ),
    Comment(
        number=6,
        problem="D",
        text=Text(
            fr="« Le conseiller a ouvert l’application pour simuler ma facture, s’est excusé, et a fini sur un coin de carton. »",
            en="“The adviser opened the app to simulate my bill, apologised, and ended up on a piece of cardboard.”",
        ),
    ),
)

_PANEL = Text(
    fr="panel de 7 000 consommateurs français, 68 enseignes hors alimentaire et 14 sites marchands",
    en="panel of 7,000 French consumers, 68 non-food brands and 14 e-commerce sites",
)


def _panel(name: str, share: float, fr: str, en: str) -> Figure:
    return Figure(name=name, share=share, text=Text(fr=fr, en=en), source=_PANEL, year=2016)


_ROPO = (
    _panel("visit_site", 0.68, "{share:percent} visitent le site d’une enseigne", "{share:percent} visit a brand’s site"),
    _panel("visit_shop", 0.78, "{share:percent} visitent son magasin", "{share:percent} visit its shop"),
    _panel("buy_in_shop_only", 0.77, "{share:percent} n’achètent qu’en magasin", "{share:percent} buy in shops only"),
    _panel("buy_online_only", 0.11, "{share:percent} n’achètent qu’en ligne", "{share:percent} buy online only"),
    _panel(
        "conversion_gain",
        0.26,
        "l’usage de plusieurs canaux élève la conversion de {share:percent}",
        "using several channels raises conversion by {share:percent}",
    ),
    _panel("conversion_mobile", 0.56, "{share:percent} de conversion avec un mobile", "{share:percent} conversion with a mobile"),
    _panel("conversion_desktop", 0.46, "{share:percent} de conversion avec un ordinateur", "{share:percent} conversion with a desktop"),
    _panel(
        "mobile_in_shop",
        0.50,
        "au moins {share:percent} utilisent un mobile en magasin",
        "at least {share:percent} use a mobile in the shop",
    ),
    Figure(
        name="prepared_online",
        share=0.75,
        year=None,
        text=Text(
            fr="{share:percent} des achats en magasin sont préparés sur le web",
            en="{share:percent} of purchases in shops are prepared on the web",
        ),
        source=Text(fr="une autre source citée par le cours, sans date", en="another source quoted by the course, without a date"),
    ),
)

_DISCREPANCY = Text(
    fr="La fiche de l’entreprise annonce un chiffre d’affaires de {sheet:money} ; le plan « magasin seul » part de {plan:money}. "
    "La source ne l’explique pas : demandez lequel est juste avant de décider.",
    en="The company sheet states a turnover of {sheet:money}; the plan “shop only” starts from {plan:money}. "
    "The source does not explain it: ask which one is right before you decide.",
)


def sens_confort() -> SensConfort:
    """The case of Sens Confort, as a record.

    >>> from crm_course import cases
    >>> round(cases.sens_confort().omnichannel.result)
    206400
    """
    return SensConfort(
        company=Company(
            name="Sens Confort (SARL)",
            town="Guingamp",
            staff=10,
            turnover=2_000_000.0,
            facts=(
                Text(
                    fr="vend et installe des pompes à chaleur et des climatiseurs réversibles",
                    en="sells and installs heat pumps and reversible air conditioners",
                ),
                Text(
                    fr="{staff:number} personnes, chiffre d’affaires annoncé de {turnover:money}",
                    en="{staff:number} people, stated turnover of {turnover:money}",
                ),
                Text(
                    fr="une salle d’exposition au centre-ville, à côté d’un parking", en="a showroom in the town centre, beside a car park"
                ),
                Text(
                    fr="deux vendeurs, qui prospectent aussi par téléphone et sur le terrain et peinent à obtenir des rendez-vous",
                    en="two salespeople, who also prospect by phone and in the field and struggle to get appointments",
                ),
                Text(fr="une fréquentation et un chiffre d’affaires en baisse", en="footfall and turnover that fall"),
                Text(
                    fr="un site-brochure sans vente, une page de réseau social immobile depuis des mois",
                    en="a brochure site without sales, a social page that has not moved for months",
                ),
            ),
        ),
        comments=Comments(_COMMENTS),
        survey=Survey(
            recommend={1: 8, 2: 14, 3: 16, 4: 16, 5: 18, 6: 10, 7: 7, 8: 5, 9: 4, 10: 2},
            welcome={1: 40, 2: 45, 3: 10, 4: 5},
            site={5: 22, 4: 40, 3: 10, 2: 16, 1: 12},
        ),
        shop_only=roi.Plan(turnover=1_200_000.0, variable_rates={"purchases": 0.68, "sundry": 0.005}, fixed_costs=180_000.0),
        omnichannel=roi.Plan(
            turnover=1_640_000.0,
            fixed_costs=220_000.0,
            variable_rates={"purchases": 0.68, "packaging": 0.005, "delivery": 0.02, "returns": 0.03, "sundry": 0.005},
        ),
        ropo=Figures(_ROPO),
        discrepancy=_DISCREPANCY,
    )
