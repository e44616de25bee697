"""What the chapter's charts say: findings, subtitles, axes, text alternatives."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- flows --------------------------------------------------------------------------------

SANKEY_TITLE = Text(
    fr="{share:percent} des parcours s’achèvent par un achat ; le plus souvent, on commence par « {first} »",
    en="{share:percent} of journeys end in a purchase; most begin with “{first}”",
)
SANKEY_SUBTITLE = Text(
    fr="Les {steps:number} premiers contacts de {journeys:number} parcours ; largeur : nombre de parcours",
    en="The first {steps:number} contacts of {journeys:number} journeys; width: number of journeys",
)
SANKEY_DESCRIPTION = Text(
    fr="Diagramme de flux de {journeys:number} parcours, contact après contact. {share:percent} aboutissent à un achat. Premier contact le plus fréquent : {first}.",
    en="Flow diagram of {journeys:number} journeys, contact after contact. {share:percent} end in a purchase. Most frequent first contact: {first}.",
)
SANKEY_COLUMN = Text(fr="contact {step:number}", en="contact {step:number}")
SANKEY_AFTER = Text(fr="ensuite", en="then")
FLOW_TIP = Text(fr="Parcours", en="Journeys")

MATRIX_TITLE = Text(
    fr="Après « {source} », on va surtout vers « {target} » ({share:percent})",
    en="After “{source}”, customers mostly go to “{target}” ({share:percent})",
)
MATRIX_SUBTITLE = Text(
    fr="Part des suites de chaque canal (une ligne fait 100 %)", en="Share of what follows each channel (a row adds up to 100%)"
)
MATRIX_DESCRIPTION = Text(
    fr="Tableau coloré des passages d’un canal à l’autre. Le passage le plus fréquent : de {source} vers {target}, {share:percent}.",
    en="Heat map of steps from channel to channel. The most frequent: from {source} to {target}, {share:percent}.",
)
FROM, TO = Text(fr="De", en="From"), Text(fr="Vers", en="To")

FUNNEL_TITLE = Text(
    fr="La plus grosse perte : {lost:percent} des clients entre « {before} » et « {stage} »",
    en="The largest loss: {lost:percent} of customers between “{before}” and “{stage}”",
)
FUNNEL_SUBTITLE = Text(
    fr="Clients qui atteignent chaque phase, sur {n:number} entrés par la recherche ; délai médian depuis la phase précédente",
    en="Customers who reach each phase, of {n:number} who began with a search; median time since the phase before",
)
FUNNEL_DESCRIPTION = Text(
    fr="Entonnoir en quatre phases. {last:percent} des clients vont jusqu’au service après-vente. Perte la plus forte avant « {stage} ».",
    en="Funnel in four phases. {last:percent} of customers go as far as support. Largest loss before “{stage}”.",
)
FUNNEL_LABEL = Text(fr="{customers:number} · {share:percent0}", en="{customers:number} · {share:percent0}")
FUNNEL_SOON = Text(fr="moins d’un jour", en="less than a day")
FUNNEL_DELAY = Text(fr="{days:number1} j", en="{days:number1} d")
CUSTOMERS_AXIS = Text(fr="Clients", en="Customers")

# -- channels before, during, after --------------------------------------------------------

CHANNELS_TITLE = Text(
    fr="{channels:number} canaux, dont {everywhere:number} servent à plusieurs moments",
    en="{channels:number} channels, {everywhere:number} of them used at several moments",
)
CHANNELS_SUBTITLE = Text(
    fr="Part des clients qui utilisent le canal avant, pendant et après l’achat",
    en="Share of customers who use the channel before, during and after the purchase",
)
CHANNELS_DESCRIPTION = Text(
    fr="Tableau des canaux utilisés avant, pendant et après l’achat : {channels:number} canaux, dont {everywhere:number} à plusieurs moments.",
    en="Table of the channels used before, during and after the purchase: {channels:number} channels, {everywhere:number} at several moments.",
)

MAP_TITLE = Text(fr="{first} : d’abord « {one} » ; {second} : d’abord « {other} »", en="{first}: “{one}” first; {second}: “{other}” first")
MAP_TITLE_SAME = Text(fr="{first} et {second} commencent surtout par « {one} »", en="{first} and {second} mostly begin with “{one}”")
MAP_TITLE_ONE = Text(fr="{first} : d’abord « {channel} »", en="{first}: “{channel}” first")
MAP_SUBTITLE = Text(
    fr="Canaux les plus utilisés à chaque moment, en part des clients du profil ; ▲ : plus d’un contact sur dix échoue",
    en="Most used channels at each moment, as a share of the persona’s customers; ▲: more than one contact in ten fails",
)
MAP_DESCRIPTION = Text(
    fr="Carte des parcours par profil : les canaux les plus utilisés avant, pendant et après l’achat.",
    en="Journey map per persona: the most used channels before, during and after the purchase.",
)

STEPS_TITLE = Text(
    fr="{customer} passe par {channels:number} canaux ; l’achat n’est que l’étape {purchase:number} sur {steps:number}",
    en="{customer} uses {channels:number} channels; the purchase is only step {purchase:number} of {steps:number}",
)
STEPS_SUBTITLE = Text(
    fr="{product}, {amount:money} ; losange : achat ; anneau orange : le canal ne sait pas ce qui précède",
    en="{product}, {amount:money}; diamond: purchase; orange ring: the channel does not know what went before",
)
STEPS_DESCRIPTION = Text(
    fr="Parcours de {customer}, étape par étape, un canal par ligne : {steps:number} étapes, {channels:number} canaux, achat à l’étape {purchase:number}.",
    en="Journey of {customer}, step by step, a channel per row: {steps:number} steps, {channels:number} channels, purchase at step {purchase:number}.",
)
STEP_AXIS = Text(fr="Étape", en="Step")
WHAT = Text(fr="Étape", en="Step")

# -- credit -------------------------------------------------------------------------------

CREDITS_TITLE = Text(
    fr="« {model} » donne {share:percent} du crédit à « {channel} »", en="“{model}” gives {share:percent} of the credit to “{channel}”"
)
CREDITS_SUBTITLE = Text(
    fr="Part des {purchases:number} achats créditée à chaque canal ; trait : intervalle à 95 %",
    en="Share of the {purchases:number} purchases credited to each channel; line: 95% interval",
)
CREDITS_SUBTITLE_PLAIN = Text(
    fr="Part des {purchases:number} achats créditée à chaque canal", en="Share of the {purchases:number} purchases credited to each channel"
)
CREDITS_TRUTH = Text(fr="{subtitle} ; losange : vérité", en="{subtitle}; diamond: the truth")
CREDITS_DESCRIPTION = Text(
    fr="Barres du crédit par canal selon « {model} ». En tête : {channel}, {share:percent}.",
    en="Bars of credit per channel by “{model}”. First: {channel}, {share:percent}.",
)
SHARE_AXIS = Text(fr="Part du crédit", en="Share of credit")
PURCHASES_LABEL = Text(fr="{share:percent} · {credit:number0} achats", en="{share:percent} · {credit:number0} purchases")

MODELS_TITLE = Text(
    fr="Selon le modèle, « {channel} » reçoit de {low:percent0} à {high:percent0} du crédit",
    en="Depending on the model, “{channel}” gets from {low:percent0} to {high:percent0} of the credit",
)
MODELS_SUBTITLE = Text(
    fr="Part du crédit par canal et par modèle ; losange : vérité", en="Share of credit by channel and model; diamond: the truth"
)
MODELS_SUBTITLE_PLAIN = Text(fr="Part du crédit par canal et par modèle", en="Share of credit by channel and model")
MODELS_DESCRIPTION = Text(
    fr="Points : part du crédit de chaque canal selon chaque modèle. L’écart le plus grand : {channel}, de {low:percent0} à {high:percent0}.",
    en="Dots: each channel’s share of credit by each model. The widest spread: {channel}, from {low:percent0} to {high:percent0}.",
)
MODEL_LEGEND = Text(fr="Modèle", en="Model")

SCORE_TITLE = Text(
    fr="Le plus proche de la vérité, « {model} », place {misplaced:percent} du crédit au mauvais endroit",
    en="The closest to the truth, “{model}”, puts {misplaced:percent} of the credit in the wrong place",
)
SCORE_SUBTITLE = Text(
    fr="Part du crédit placée sur le mauvais canal, par modèle", en="Share of the credit that stands with the wrong channel, by model"
)
SCORE_DESCRIPTION = Text(
    fr="Barres de l’erreur de chaque modèle. Le meilleur : {model}, {misplaced:percent} ; le dernier contact : {last:percent}.",
    en="Bars of each model’s error. The best: {model}, {misplaced:percent}; last touch: {last:percent}.",
)
SCORE_AXIS = Text(fr="Crédit mal placé", en="Credit misplaced")

# -- integration, ROPO, friction -----------------------------------------------------------

INTEGRATION_TITLE = Text(
    fr="Indice {index:number0} sur 100, contre {silo:number0} en silos : une relation {strategy}",
    en="Index {index:number0} out of 100, against {silo:number0} in silos: the relation is {strategy}",
)
INTEGRATION_SUBTITLE = Text(
    fr="Composantes mesurées (bleu) et ce qu’elles vaudraient en silos (gris) ; {switches:number} changements de canal",
    en="Parts as measured (blue) and what they would be in silos (grey); {switches:number} changes of channel",
)
INTEGRATION_DESCRIPTION = Text(
    fr="Composantes de l’intégration, mesurées et en silos. Indice : {index:number0} sur 100 ; en silos : {silo:number0}.",
    en="Parts of the integration, measured and in silos. Index: {index:number0} out of 100; in silos: {silo:number0}.",
)
MEASURED, SILO = Text(fr="mesuré", en="measured"), Text(fr="en silos", en="in silos")
PART_AXIS = Text(fr="Part", en="Share")

ROPO_TITLE = Text(
    fr="{share:percent} des achats en magasin identifiés ont été préparés sur le web",
    en="{share:percent} of identified shop purchases were prepared on the web",
)
SHOWROOMING_TITLE = Text(
    fr="{share:percent} des achats en ligne identifiés ont été préparés en magasin",
    en="{share:percent} of identified online purchases were prepared in a shop",
)
ROPO_SUBTITLE = Text(
    fr="Point : taux et intervalle à 95 % ; bande grise : ce qui reste possible pour tous les achats ({coverage:percent0} sont identifiés)",
    en="Dot: rate and 95% interval; grey band: what remains possible for all purchases ({coverage:percent0} are identified)",
)
ROPO_DESCRIPTION = Text(
    fr="Taux d’achats préparés par rayon, avec intervalle. Ensemble : {share:percent}. Achats identifiés : {coverage:percent0}.",
    en="Rate of prepared purchases by category, with interval. Overall: {share:percent}. Identified purchases: {coverage:percent0}.",
)
RATE_AXIS = Text(fr="Part des achats préparés", en="Share of purchases prepared")
ROPO_LABEL = Text(fr="{rate:percent0} (n = {n:number})", en="{rate:percent0} (n = {n:number})")

FRICTION_TITLE = Text(
    fr="Le point le plus dur : « {point} » sur « {channel} », {share:percent} des contacts",
    en="The hardest point: “{point}” on “{channel}”, {share:percent} of contacts",
)
FRICTION_SUBTITLE = Text(
    fr="Part des contacts du canal ; trait : intervalle à 95 %", en="Share of the channel’s contacts; line: 95% interval"
)
FRICTION_DESCRIPTION = Text(
    fr="Barres des points de friction par canal. Le plus fort : {point}, {channel}, {share:percent}.",
    en="Bars of friction points by channel. The strongest: {point}, {channel}, {share:percent}.",
)
FRICTION_AXIS = Text(fr="Part des contacts", en="Share of contacts")
NOTHING_TITLE = Text(fr="Rien à montrer : le journal est vide", en="Nothing to show: the log is empty")
NOTHING_SUBTITLE = Text(fr="Élargissez les règles ou apportez un journal", en="Loosen the rules or bring a log")

CHANGE_TITLE = Text(
    fr="Sans cette règle, « {channel} » bouge de {change:points} points",
    en="Without this rule, “{channel}” moves by {change:points} points",
)
CHANGE_NONE = Text(fr="Sans cette règle, rien ne change", en="Without this rule, nothing changes")
CHANGE_SUBTITLE = Text(
    fr="Part du crédit avec toutes les règles (carré gris) et sans celle que vous retirez (rond bleu)",
    en="Share of credit with all rules (grey square) and without the one you take away (blue dot)",
)
CHANGE_LABEL = Text(fr="{change:points} pt", en="{change:points} pt")
