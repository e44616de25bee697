"""What the explorer of customer value says, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(fr="Combien valent vos clients, et qui appeler ?", en="What are your customers worth, and whom to call?")
FILE = Text(
    fr="Votre fichier de caisse (une ligne par vente : client, date, montant)",
    en="Your till file (one line a sale: customer, date, amount)",
)
MARGIN = Text(fr="Marge, en part du chiffre d’affaires", en="Margin, as a share of turnover")
YEARS = Text(fr="Horizon (années)", en="Horizon (years)")
CALLS = Text(fr="Combien de clients pouvez-vous appeler ?", en="How many customers can you call?")
COST = Text(fr="Coût d’un appel (€)", en="Cost of a call (€)")
RATE = Text(fr="Taux d’actualisation par an", en="Discount rate a year")
MODEL = Text(fr="Modèle d’achat", en="Model of purchases")
MODELS = {
    "mbg-nbd": Text(fr="MBG/NBD (conseillé)", en="MBG/NBD (advised)"),
    "pareto-nbd": Text(fr="Pareto/NBD", en="Pareto/NBD"),
    "bg-nbd": Text(fr="BG/NBD (tient tout acheteur unique pour présent)", en="BG/NBD (holds whoever bought once for there)"),
}
SENTENCE = Text(
    fr="Vos {customers:number} clients valent {total:money} ; {size:number} sont à appeler d’abord, {stake:money} sont en jeu avec eux.",
    en="Your {customers:number} customers are worth {total:money}; {size:number} are to be called first, {stake:money} are at stake with them.",
)
DETAIL = Text(
    fr="8 chances sur 10 que le capital soit entre {low:money} et {high:money}. Chacun des clients de la liste, pris seul, est bien moins sûr : voir ses deux bornes.",
    en="8 chances in 10 that the capital is between {low:money} and {high:money}. Each customer of the list alone is far less sure: see his two limits.",
)
EXAMPLE = Text(
    fr="Ces chiffres sont ceux d’une épicerie inventée : déposez votre fichier pour voir les vôtres.",
    en="These figures are an invented delicatessen’s: drop your file to see yours.",
)
NO_CHECK = Text(
    fr="Le fichier est trop court pour vérifier le modèle sur son propre passé : prenez les chiffres pour un ordre de grandeur.",
    en="The file is too short to check the model on its own past: take the figures as an order of magnitude.",
)
MEANING_TOP = Text(
    fr="Le dixième des clients qui vaut le plus porte {top:percent} du capital : servez-le en premier.",
    en="The tenth of the customers worth most holds {top:percent} of the capital: serve it first.",
)
MEANING_FADING = Text(
    fr="{fading:number} clients de valeur forte ont moins d’une chance sur deux d’être encore là : ce sont eux que l’on perd sans bruit.",
    en="{fading:number} customers of high value have less than one chance in two of still being there: those are lost without a sound.",
)
MEANING_CALL = {
    True: Text(
        fr="Un appel coûte {cost:money} ; il paie s’il retient plus de {share:percent} de ce qui est en jeu chez le dernier de la liste ({last:money}). Appelez-en la moitié, tirée au hasard, et comparez.",
        en="A call costs {cost:money}; it pays if it keeps more than {share:percent} of what is at stake with the last of the list ({last:money}). Call half of them, drawn at random, and compare.",
    ),
    False: Text(
        fr="Un appel coûte {cost:money}, plus que ce qui est en jeu chez le dernier de la liste ({last:money}, il faudrait en retenir {share:percent}) : raccourcissez la liste.",
        en="A call costs {cost:money}, more than what is at stake with the last of the list ({last:money}, one would have to keep {share:percent} of it): shorten the list.",
    ),
}
CAPITAL = Text(fr="Capital client", en="Customer capital")
INTERVAL = Text(fr="Intervalle (8 sur 10)", en="Interval (8 in 10)")
TOP = Text(fr="Part du premier dixième", en="Share of the first tenth")
STAKE = Text(fr="En jeu dans la liste", en="At stake in the list")
DOWNLOAD_CALLS = Text(fr="clients-a-appeler.csv", en="customers-to-call.csv")
DOWNLOAD_ALL = Text(fr="valeur-des-clients.csv", en="customer-values.csv")
LIMITS = Text(fr="de {low:money} à {high:money}", en="{low:money} to {high:money}")
LIST_TITLE = Text(fr="À appeler d’abord : {who}, {stake:money} en jeu", en="To be called first: {who}, {stake:money} at stake")
LIST_DETAIL = Text(
    fr="Valeur × chance qu’il soit parti, les {shown:number} premiers de la liste ; trait : ce qu’il rapportera 8 fois sur 10.",
    en="Value × chance that he has left, the first {shown:number} of the list; line: what he will bring 8 times in 10.",
)
LIST_AXIS = Text(fr="Valeur et enjeu (€)", en="Value and stake (€)")
