"""The exercise on dirty data: a file arrives, and a decision waits."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Exercise, Mistake, Personal, Question

from . import given
from .given import FilesReceived

__all__ = ["EXERCISE"]

_TENTH = Text(fr="arrondi à l’euro", en="rounded to the euro")
_PERMILLE = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")


def _second_cards(files: FilesReceived) -> int:
    return int(files.customers.duplicated(["first_name", "street"]).sum())


def _empty_share(files: FilesReceived, channels: tuple[str, ...]) -> float:
    people = files.customers
    return float(people.loc[people["acquisition_channel"].isin(channels), "postcode"].isna().mean())


_COUNTER, _SCREEN = ("shop", "phone", "fair"), ("web", "referral")

_QUESTIONS = (
    Question(
        id="synthetic.cards", kind="number", unit="",
        competences=("crm.quality", "crm.card"),
        title=Text(fr="Deux fiches pour une personne", en="Two cards for one person"),
        statement=Text(
            fr="Combien de fiches de `customers` sont la seconde fiche d’une personne déjà là ? Deux fiches avec le même prénom et la même rue sont de la même personne.",
            en="How many cards of `customers` are the second card of a person already there? Two cards with the same first name and street are of the same person.",
        ),
        answer=_second_cards,
        solution='int(customers.duplicated(["first_name", "street"]).sum())',
        mistakes=(
            Mistake(name="whole-rows", value=lambda files: int(files.customers.duplicated().sum()), message=Text(
                fr="Vous avez cherché des lignes entièrement identiques : un doublon a un autre numéro, et souvent une faute.",
                en="You looked for rows that are wholly the same: a duplicate has another number, and often a typing error.")),
            Mistake(name="both-cards", value=lambda files: 2 * _second_cards(files), credit=0.5, message=Text(
                fr="Vous avez compté les deux fiches de chaque personne : une seule est de trop.",
                en="You counted both cards of each person: only one is too many.")),
        ),
        hints=(
            Text(fr="Le numéro de client distingue deux fiches de la même personne : laissez-le de côté.", en="The customer number tells two cards of one person apart: leave it out."),
            Text(fr="`duplicated` accepte une liste de colonnes.", en="`duplicated` takes a list of columns."),
        ),
        why=Text(fr="Chaque doublon reçoit deux courriers, et compte deux fois dans tous vos taux.", en="Each duplicate gets two letters, and counts twice in all your rates."),
    ),
    Question(
        id="synthetic.impossible", kind="number", unit="",
        competences=("crm.quality",),
        title=Text(fr="Ce qui ne peut pas être", en="What cannot be"),
        statement=Text(
            fr="Combien de lignes de `lines` ont une quantité impossible ?",
            en="How many rows of `lines` have an impossible quantity?",
        ),
        answer=lambda files: int((files.lines["quantity"] < 1).sum()),
        solution='int((lines["quantity"] < 1).sum())',
        mistakes=(
            Mistake(name="zero-only", value=lambda files: int((files.lines["quantity"] == 0).sum()), message=Text(
                fr="Vous n’avez cherché que les zéros ; une quantité négative est tout aussi impossible.",
                en="You looked for zeros only; a negative quantity is just as impossible.")),
            Mistake(name="one-too", value=lambda files: int((files.lines["quantity"] <= 1).sum()), message=Text(
                fr="Vous avez compté aussi les lignes d’une seule pièce, qui sont les plus courantes.",
                en="You also counted rows of a single piece, which are the most usual.")),
        ),
        hints=(
            Text(fr="Quelle est la plus petite quantité que l’on peut commander ?", en="What is the least quantity that can be ordered?"),
            Text(fr="Comparez la colonne `quantity` à cette borne et comptez les vrais.", en="Compare the column `quantity` with that bound and count the trues."),
        ),
        why=Text(fr="Un retour est une ligne de la table des retours ; ici, un signe a été tapé de trop.", en="A return is a row of the returns table; here, a sign was typed too many."),
    ),
    Question(
        id="synthetic.goods", kind="money", unit="€",
        competences=("crm.quality",),
        title=Text(fr="Le chiffre qui résiste", en="The figure that holds"),
        statement=Text(
            fr="Malgré ces quantités, quel montant total d’articles a été commandé, en euros ? La colonne `amount_cents` n’a pas été touchée.",
            en="In spite of these quantities, what total amount of goods was ordered, in euros? The column `amount_cents` was not touched.",
        ),
        answer=lambda files: float(files.lines["amount_cents"].sum()) / 100,
        solution='lines["amount_cents"].sum() / 100', tolerance=1.0, tolerance_reason=_TENTH,
        mistakes=(
            Mistake(name="recomputed", value=lambda files: float((files.lines["unit_price_cents"] * files.lines["quantity"]).sum()) / 100, message=Text(
                fr="Vous avez recalculé prix × quantité, avec les quantités fausses : chacune est retranchée au lieu d’être ajoutée.",
                en="You recomputed price × quantity with the wrong quantities: each is taken away instead of added.")),
            Mistake(name="cents", value=lambda files: float(files.lines["amount_cents"].sum()), credit=0.5, message=Text(
                fr="Le bon total, en centimes : divisez par 100.", en="The right total, in cents: divide by 100.")),
        ),
        hints=(
            Text(fr="Lisez la fin du nom de la colonne : dans quelle unité sont les montants ?", en="Read the end of the column’s name: in which unit are the amounts?"),
            Text(fr="Additionnez `amount_cents`, puis passez en euros.", en="Add up `amount_cents`, then turn it into euros."),
        ),
        why=Text(fr="Deux colonnes disent la même chose de deux manières : quand elles ne s’accordent pas, l’une des deux ment.", en="Two columns say the same thing in two ways: when they disagree, one of them lies."),
    ),
    Question(
        id="synthetic.gaps", kind="share", unit="%",
        competences=("crm.quality", "crm.decide"),
        title=Text(fr="Les trous tombent-ils au hasard ?", en="Do gaps fall by chance?"),
        statement=Text(
            fr="Quelle part des clients venus par le magasin, le téléphone ou un salon n’a pas de code postal ? (Une part : 0,1 pour 10 %.)",
            en="Which share of the customers who came through the shop, the phone or a fair has no postcode? (A share: 0.1 for 10%.)",
        ),
        facts=lambda files: {"counter": _empty_share(files, _COUNTER), "screen": _empty_share(files, _SCREEN)},
        answer=lambda files: _empty_share(files, _COUNTER),
        solution='customers.loc[customers["acquisition_channel"].isin(["shop", "phone", "fair"]), "postcode"].isna().mean()',
        tolerance=0.0005, tolerance_reason=_PERMILLE,
        mistakes=(
            Mistake(name="everybody", value=lambda files: float(files.customers["postcode"].isna().mean()), message=Text(
                fr="C’est la part parmi tous les clients : gardez ceux de ces trois canaux.", en="That is the share among all customers: keep those of these three channels.")),
            Mistake(name="present", value=lambda files: 1 - _empty_share(files, _COUNTER), message=Text(
                fr="C’est la part de ceux qui en ont un.", en="That is the share of those who have one.")),
        ),
        hints=(
            Text(fr="`isna()` dit où il n’y a rien ; la moyenne de vrais et de faux est une part.", en="`isna()` says where there is nothing; the mean of trues and falses is a share."),
            Text(fr="Choisissez d’abord les lignes par `acquisition_channel`.", en="First choose the rows by `acquisition_channel`."),
        ),
        why=Text(
            fr="{counter:percent} ici, {screen:percent} chez les autres : effacer les fiches incomplètes, c’est effacer les clients du comptoir.",
            en="{counter:percent} here, {screen:percent} among the others: dropping incomplete cards is dropping the customers of the counter.",
        ),
    ),
    Question(
        id="synthetic.decide", kind="open", points=3,
        competences=("ndrc.target", "crm.quality"),
        title=Text(fr="Décider et défendre", en="Decide and defend"),
        statement=Text(
            fr="La directrice veut envoyer demain un courrier à toutes les fiches complètes. Que lui conseillez-vous, chiffres à l’appui, en cinq lignes ?",
            en="The director wants to send a letter tomorrow to all complete cards. What do you advise her, with figures, in five lines?",
        ),
        rubric=(
            Criterion(text=Text(fr="Dit qu’il faut d’abord retirer les doublons, et combien", en="Says that duplicates go first, and how many"),
                      numbers=lambda files: [_second_cards(files)]),
            Criterion(text=Text(fr="Dit qui serait oublié : les clients du comptoir", en="Says who would be left out: customers of the counter"),
                      words=(r"comptoir|magasin|t[ée]l[ée]phone|salon|counter|shop|phone|fair",)),
            Criterion(text=Text(fr="Propose une manière de compléter ou de vérifier", en="Proposes a way to complete or to check"),
                      words=(r"compl[ée]t|v[ée]rif|commune|croiser|demander|complete|check|town|ask",)),
        ),
        facts=lambda files: {"second": _second_cards(files)},
        model=Text(
            fr="Pas demain. Retirons d’abord les {second:number} fiches en double, sinon des clients recevront deux lettres. Les fiches complètes "
               "oublient les clients du magasin, dont l’adresse manque plus souvent : vérifions-les avec la commune, ou demandons-leur au prochain passage.",
            en="Not tomorrow. Let us first take out the {second:number} duplicate cards, or some customers will get two letters. Complete cards "
               "leave out customers of the shop, whose address is missing more often: let us check them with the town, or ask at their next visit.",
        ),
        hints=(
            Text(fr="Qui recevrait deux lettres, et qui n’en recevrait aucune ?", en="Who would get two letters, and who none?"),
            Text(fr="Reprenez deux de vos réponses ci-dessus : elles donnent les chiffres.", en="Take up two of your answers above: they give the figures."),
        ),
    ),
)  # fmt: skip

EXERCISE = Exercise(
    id="synthetic",
    title=Text(fr="Le fichier de Sens Confort : lire avant d’agir", en="The file of Sens Confort: read before you act"),
    introduction=Text(
        fr="Un fichier de clients vient d’arriver, d’une année d’activité. Il a été abîmé comme le sont les vrais. "
           "Les personnes sont imaginaires ; dans une classe, chacun a son fichier.\n\nRemplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée).",
        en="A customer file has just arrived, from a year of business. It was damaged as real ones are. "
           "The people are imaginary; in a class, each has a file of his own.\n\nReplace each `...` with your answer, then run the cell (Shift + Enter).",
    ),
    given=given.given,
    setup='from crm_course import synthetic\n\ntables = workbook.own_tables("synthetic")\ncustomers, lines = tables["customers"], tables["order_lines"]\ncustomers',
    questions=_QUESTIONS,
    minutes=45,
    personal=Personal(tables=given.tables, read=given.read),
    closing=Text(
        fr="Pour finir, sur le fichier de la leçon, dont la vérité est connue : prenez `synthetic.received().tables[\"customers\"]`, nettoyez-le, "
           "et notez-vous avec `synthetic.score_cleaning(…, synthetic.received())`.",
        en="To finish, on the lesson’s file, whose truth is known: take `synthetic.received().tables[\"customers\"]`, clean it, "
           "and mark yourself with `synthetic.score_cleaning(…, synthetic.received())`.",
    ),
)  # fmt: skip
