"""Every text of the chapter, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- names --------------------------------------------------------------------------------

COLUMN = Text(fr="colonne", en="column")
STAGE = Text(fr="étape", en="stage")
STAGES = {
    "sent": Text(fr="envoyés", en="sent"),
    "delivered": Text(fr="arrivés", en="delivered"),
    "opened": Text(fr="ouverts", en="opened"),
    "clicked": Text(fr="cliqués", en="clicked"),
    "click_to_open": Text(fr="cliqués", en="clicked"),
    "unsubscribed": Text(fr="désabonnés", en="unsubscribed"),
}
SCENARIO = {
    "confirm": Text(fr="Confirmer l’inscription", en="Confirm the sign-up"),
    "welcome": Text(fr="Bienvenue", en="Welcome"),
    "complaint": Text(fr="Après une réclamation", en="After a complaint"),
    "basket": Text(fr="Panier laissé", en="Basket left"),
    "birthday": Text(fr="Anniversaire", en="Birthday"),
    "survey": Text(fr="Enquête après livraison", en="Survey after delivery"),
    "club": Text(fr="Offre du club", en="Club offer"),
    "silence": Text(fr="Silence de 45 jours", en="Silence of 45 days"),
    "game": Text(fr="Jeu", en="Game"),
}
REASONS = {
    "": Text(fr="part", en="goes out"),
    "unconfirmed": Text(fr="inscription non confirmée", en="sign-up not confirmed"),
    "consent": Text(fr="pas d’accord pour ce canal", en="no consent for this channel"),
    "quiet": Text(fr="heure de repos", en="quiet hours"),
    "cap": Text(fr="déjà assez de messages", en="enough messages already"),
    "priority": Text(fr="un autre message passe avant", en="another message goes first"),
    "uncounted": Text(fr="messages déjà reçus inconnus", en="messages got so far not known"),
    "empty": Text(fr="pas de numéro", en="no number"),
    "characters": Text(fr="autre chose que des chiffres", en="something else than figures"),
    "length": Text(fr="mauvaise longueur", en="wrong length"),
    "siren": Text(fr="clé du SIREN fausse", en="company’s check figure wrong"),
    "check": Text(fr="clé du SIRET fausse", en="establishment’s check figure wrong"),
    "unknown": Text(fr="absent de l’extrait", en="not in the extract"),
    "closed": Text(fr="établissement fermé", en="establishment closed"),
}
"""Why a message is held back, or a company not found."""
CODES = {
    **STAGES, **SCENARIO, "email": Text(fr="e-mail", en="e-mail"), "siret": Text(fr="par l’établissement", en="by the establishment"),
    "siren": Text(fr="par l’entreprise", en="by the company"), "chat": Text(fr="chat", en="chat"),
    "phone": Text(fr="téléphone", en="telephone"), "social": Text(fr="réseaux sociaux", en="social networks"),
    "callback": Text(fr="rappel", en="call-back"), "statements": Text(fr="relevés", en="statements"),
    "appointments": Text(fr="rendez-vous", en="appointments"),
}  # fmt: skip
"""How stages, scenarios, matches and channels read."""

# -- rules and ways out -------------------------------------------------------------------

RULE_BELOW_ONE = Text(fr="une part inférieure à 1", en="a share below 1")
RULE_NO_MORE = Text(fr="au plus le nombre de messages {of} ({most:number})", en="at most the number of messages {of} ({most:number})")
RULE_MACHINES = Text(
    fr="au moins {least:number}, que les machines ouvrent à elles seules", en="at least {least:number}, which machines alone open"
)
WAY_MACHINES = Text(fr="La part des machines est moindre.", en="The share of machines is smaller.")
RULE_EVENTS = Text(fr="le tableau de ce qui est arrivé aux messages", en="the table of what became of the messages")
RULE_CONTROL = Text(
    fr="une personne du groupe traité : celle-ci est du groupe témoin, et on lui a écrit ({people} en tout)",
    en="a person of the treated group: this one is in the control group and was mailed ({people} in all)",
)
WAY_CONTROL = Text(
    fr="Un témoin à qui l’on a écrit ne dit plus ce qui serait arrivé sans message : retrouvez qui a été tiré au sort, et refaites les groupes.",
    en="A control that was mailed no longer tells what would have happened without a message: find who was drawn, and make the groups anew.",
)
RULE_AFTER_SENDING = Text(fr="après l’envoi ({sent})", en="after the sending ({sent})")
RULE_SAME_FORM = Text(
    fr="donné comme l’autre groupe : deux comptes (succès, personnes), ou une valeur par personne",
    en="given as the other arm is: two counts (successes, people), or a value per person",
)
RULE_VALUES = Text(
    fr="laissé vide pour des comptes : il faut une valeur par personne", en="left out for counts: it takes a value per person"
)
RULE_BEFORE = Text(
    fr="deux tableaux, autant de valeurs que de personnes dans chaque groupe", en="two arrays, with as many values as people in each arm"
)
RULE_ARM = Text(
    fr="deux nombres entiers (succès, personnes), ou une valeur par personne",
    en="two whole numbers (successes, people), or a value per person",
)
WAY_MISSING = Text(
    fr="{missing} manquent : ce qui manque n’est pas zéro, sauf si la personne n’a rien fait.",
    en="{missing} are missing: what is missing is not zero, unless the person did nothing.",
)
RULE_TWO_PEOPLE = Text(fr="un groupe d’au moins deux personnes", en="an arm of at least two people")
RULE_SUCCESSES = Text(fr="entre 0 et le nombre de personnes ({people})", en="between 0 and the number of people ({people})")
RULE_EQUAL_ARMS = Text(fr="demandé pour des groupes égaux", en="asked for equal arms")
WAY_EQUAL_ARMS = Text(fr="Lisez « treated » et « control ».", en='Read "treated" and "control".')
RULE_LIFT = Text(
    fr="un écart de parts, non nul, tel que {base:number} + écart reste entre 0 et 1",
    en="a difference of shares, not zero, such that {base:number} + lift stays between 0 and 1",
)
WAY_LIFT = Text(fr="0,05 veut dire +5 points.", en="0.05 means +5 points.")
RULE_LOOKS = Text(fr="au plus {most}", en="at most {most}")
WAY_LOOKS = Text(fr="Pour regarder sans cesse : `always_valid`.", en="To look all the time: `always_valid`.")
RULE_SEQUENCE = Text(fr="au moins quatre nombres finis, dans l’ordre d’arrivée", en="at least four finite numbers, in the order of arrival")
RULE_AS_MANY = Text(fr="aussi long que le reste ({people} personnes)", en="as long as the rest ({people} people)")
RULE_ARMS = Text(fr="« treated » ou « control », vrai ou faux, 1 ou 0", en='"treated" or "control", true or false, 1 or 0')
RULE_BOTH_ARMS = Text(fr="deux groupes d’au moins deux personnes chacun", en="two arms of at least two people each")
RULE_PAIR = Text(fr="deux nombres : commandes, personnes", en="two numbers: orders, people")
RULE_BUYERS = Text(
    fr="au plus le nombre de personnes à qui l’on a écrit ({people:number})", en="at most the number of people written to ({people:number})"
)
WAY_BUYERS = Text(fr="Comptez une fois qui commande deux fois.", en="Count once who orders twice.")
RULE_CLICKED = Text(fr="entre 0 et les commandes ({orders})", en="between 0 and the orders ({orders})")
RULE_SOME_ROWS = Text(
    fr="un tableau d’au moins une ligne, avec une colonne pour les cellules", en="a table of at least one row, with a column for the cells"
)
RULE_FEATURES = Text(fr="un tableau de nombres et de mots, sans trou", en="a table of numbers and words, without gaps")
RULE_OUTCOME = Text(fr="0 ou 1 pour chaque personne", en="0 or 1 for each person")
WAY_OUTCOME = Text(
    fr="Le Qini d’un montant dépasse celui d’un classement parfait : demandez « a-t-il commandé ? ».",
    en='The Qini of an amount goes beyond a perfect ranking’s: ask "did he order?".',
)
RULE_FOLDS = Text(
    fr="connu d’au moins {folds} personnes de chaque sorte, dans chaque groupe",
    en="seen of at least {folds} people of each kind in each arm",
)
WAY_FOLDS = Text(fr="Il faut plus de commandes, ou moins de parts (`folds`).", en="It takes more orders, or fewer `folds`.")
NO_SCORING = Text(
    fr='Les modèles d’uplift ne sont pas installés. Dans un terminal : pip install "crm-course[scoring]"',
    en='The uplift models are not installed. In a terminal: pip install "crm-course[scoring]"',
)
RULE_FACTOR = Text(fr="inférieur à 1 quand personne ne manque jamais", en="below 1 where people never run out")
WAY_FACTOR = Text(fr="Rien ne grandit toujours : donnez le vivier (`pool`).", en="Nothing grows for ever: give the `pool`.")
RULE_POOL = Text(fr="au moins le nombre de départ ({start:number})", en="at least the start ({start:number})")
RULE_ONCE = Text(fr="listé une seule fois", en="listed once")
RULE_NO_CIRCLE = Text(fr="sans cercle", en="free of circles")
WAY_CIRCLE = Text(
    fr="Ces personnes se seraient amenées les unes les autres : corrigez un parrain.",
    en="These people would have brought each other: correct one sponsor.",
)
RULE_SCENARIOS = Text(fr="au moins un scénario (`campaigns.Scenario`)", en="at least one scenario (`campaigns.Scenario`)")
RULE_DATE = Text(fr="une date, comme 2026-11-30", en="a date, such as 2026-11-30")
RULE_MAY = Text(
    fr="un tableau « customer_id, channel », une colonne de oui et de non par canal, ou canal → personnes",
    en='a table "customer_id, channel", a column of yes and no per channel, or channel → people',
)
RULE_TABLE = Text(fr="un tableau (DataFrame)", en="a table (DataFrame)")
RULE_MEMBERS = Text(
    fr="le numéro d’une personne du tableau des destinataires (aucun n’y est)", en="that of a person of the members’ table (none is there)"
)
WAY_MEMBERS = Text(
    fr="Écrivez les numéros de la même façon dans les deux tableaux.", en="Write the numbers in the same way in both tables."
)
RULE_PERSON = Text(fr="renseigné sur chaque ligne", en="known on each row")
TOLD_STRANGERS = Text(
    fr="Événements de personnes absentes des destinataires, laissés de côté : {rows:number}.",
    en="Events of people who are not among the members, left aside: {rows:number}.",
)
RULE_ORDERED = Text(
    fr="0 ou 1 par personne, ou un nombre entier de commandes par groupe", en="0 or 1 for a person, or a whole number of orders for a group"
)
RULE_YES = Text(fr="vrai ou faux (1 ou 0) pour chaque personne", en="true or false (1 or 0) for each person")
RULE_QUIET = Text(fr="deux heures entre 0 et 24, comme (21, 8)", en="two hours from 0 to 24, such as (21, 8)")
RULE_MESSAGES = Text(fr="un nombre entier de messages, 0 ou plus", en="a whole number of messages, 0 or more")
TOLD_FACT = Text(
    fr="Pas de colonne « {column} » : le scénario « {scenario} » n’attend personne.",
    en='No column "{column}": the scenario "{scenario}" waits for nobody.',
)
TOLD_NEEDS = Text(
    fr="Pas de colonne « {column} » : pour le scénario « {scenario} », personne n’a confirmé.",
    en='No column "{column}": for the scenario "{scenario}" nobody has confirmed.',
)
TOLD_RECENT = Text(
    fr="Pas de colonne « recent_messages » : le plafond ne compte que les messages d’aujourd’hui.",
    en='No column "recent_messages": the cap counts the messages of today alone.',
)
TOLD_NOBODY = Text(
    fr="Aucune personne du fichier n’est dans la liste des accords : les numéros sont-ils écrits de la même façon ?",
    en="Nobody of the file is in the list of consents: are the numbers written in the same way?",
)
RULE_HEAD_OFFICE = Text(fr="vrai ou faux, oui ou non", en="true or false, yes or no")
RULE_FIGURE = Text(fr="un nombre fini, 0 ou plus", en="a finite number, 0 or more")
TOLD_CLOSED = Text(
    fr="L’extrait n’a pas de colonne « closed_on » : il ne dit pas quels établissements sont fermés.",
    en='The extract has no column "closed_on": it does not tell which establishments are closed.',
)
TOLD_HEAD = Text(
    fr="L’extrait n’a pas de colonne « head_office » : d’une entreprise reconnue à son seul SIREN, c’est le premier établissement qui est pris.",
    en='The extract has no column "head_office": of a company known by its SIREN alone, the first establishment is taken.',
)
TOLD_RAW = Text(
    fr="Ce sont les taux observés, non rétrécis : les meilleures petites cellules ont surtout eu de la chance.",
    en="These are the rates observed, not shrunk: the best small cells were mostly lucky.",
)
LEFT_OUT = Text(
    fr="Campagnes hors des sommes, faute d’un chiffre : {rows} ({names}).",
    en="Campaigns left out of the sums for want of a figure: {rows} ({names}).",
)
NO_DELIVERED = Text(
    fr="Le rapport ne dit ni les arrivés ni les non arrivés : les parts sont rapportées aux envois.",
    en="The report tells neither the delivered nor the bounced: shares are of the messages sent.",
)
RULE_HOURS = Text(fr="au moins le temps des tâches ({least:number} h)", en="at least the time of the tasks ({least:number} h)")
REPORT_ROW = Text(fr="une campagne avec des envois et au moins une étape", en="a campaign with messages sent and at least one stage")

# -- findings -----------------------------------------------------------------------------

SIZE = Text(
    fr="Il faut {treated:number0} personnes à qui l’on écrit et {control:number0} témoins pour voir {lift:signed} pt au-dessus de {base:percent} "
    "avec {power:percent} de chances.",
    en="It takes {treated:number0} people written to and {control:number0} held out to see {lift:signed} pt over {base:percent} "
    "with a chance of {power:percent}.",
)
CURSE = Text(
    fr="Ce test ne parle que dans {power:percent} des cas, et quand il parle il annonce en moyenne {estimate:signed} pt au lieu de {lift:signed}.",
    en="This test speaks in {power:percent} of cases only, and when it speaks it announces {estimate:signed} pt on average instead of {lift:signed}.",
)
MISMATCH = Text(
    fr="Les groupes ({treated:number} et {control:number} personnes) n’ont pas la taille du tirage : quelque chose a choisi qui y entre, et aucun effet ne se lit.",
    en="The arms ({treated:number} and {control:number} people) are not as they were drawn: something chose who came in, and no effect can be read.",
)
LIFT_SHARES = Text(
    fr="L’écart est de {lift:signed} pt, entre {low:signed} et {high:signed}.",
    en="The difference is {lift:signed} pt, between {low:signed} and {high:signed}.",
)
LIFT_MEANS = Text(
    fr="L’écart des moyennes est de {lift:signed}, entre {low:signed} et {high:signed}.",
    en="The difference of means is {lift:signed}, between {low:signed} and {high:signed}.",
)
MORE_THAN_NOISE = Text(fr="C’est plus que du hasard.", en="That is more than chance.")
MAY_BE_NOISE = Text(fr="Ce peut être du hasard.", en="It may be chance.")
NOT_YET = Text(
    fr="Après {people:number} personnes, l’écart est entre {low:number3} et {high:number3} : rien n’est sûr, on peut continuer à regarder.",
    en="After {people:number} people the difference is between {low:number3} and {high:number3}: nothing is sure, one may go on looking.",
)
MAY_STOP = Text(
    fr="On peut s’arrêter dès la {people:number}e personne ; l’écart est entre {low:number3} et {high:number3}.",
    en="One may stop from person {people:number} on; the difference is between {low:number3} and {high:number3}.",
)
CAUSED = Text(
    fr="Le message a causé {caused:number0} commandes (entre {low:number0} et {high:number0}) : chaque euro en rapporte {roi:number1}, et non {naive:number1} comme le dit « tous ceux qui ont acheté ».",
    en='The message caused {caused:number0} orders (between {low:number0} and {high:number0}): each euro earns {roi:number1}, not {naive:number1} as "all who bought" says.',
)
CAUSED_UNSURE = Text(
    fr="Zéro est dans l’intervalle : il peut n’avoir rien causé.", en="Zero is within the interval: it may have caused nothing."
)
MAILING = Text(
    fr="Cellules à qui écrire : {cells} sur {all} ; il faut plus de {break_even:percent} de réponses ; profit attendu {profit:money}.",
    en="Cells to write to: {cells} of {all}; it takes more than {break_even:percent} of responses; expected profit {profit:money}.",
)
QINI = Text(
    fr="Le classement vaut mieux que le hasard (Qini {value:number2}, entre {low:number2} et {high:number2}) ; au-delà de {share:percent0} des personnes, écrire n’apporte plus rien.",
    en="The ranking is better than chance (Qini {value:number2}, between {low:number2} and {high:number2}); beyond {share:percent0} of the people, writing brings nothing more.",
)
QINI_NOTHING = Text(
    fr="Rien ne dit que ce classement vaille mieux que le hasard (Qini {value:number2}, entre {low:number2} et {high:number2} ; le plus haut à {share:percent0}).",
    en="Nothing says that this ranking is better than chance (Qini {value:number2}, between {low:number2} and {high:number2}; highest at {share:percent0}).",
)
REFERRAL = Text(
    fr="{start:number0} clients en font {total:number0} en tout (générations : {generations}).",
    en="{start:number0} customers make {total:number0} in all (generations: {generations}).",
)
FREED = Text(
    fr="L’automatisation rend {hours:number0} heures, soit {share:percent} du temps de l’équipe ; d’abord par « {first} ».",
    en='Automation gives back {hours:number0} hours, that is {share:percent} of the team’s time; first by "{first}".',
)
NUMBER_VALID = Text(fr="{digits} est un numéro bien formé.", en="{digits} is a well-formed number.")
NUMBERS = {
    "empty": Text(fr="Il n’y a pas de numéro ({digits}).", en="There is no number ({digits})."),
    "characters": Text(fr="Un numéro n’a que des chiffres ({digits}).", en="A number has figures only ({digits})."),
    "length": Text(
        fr="{digits} n’a pas le bon nombre de chiffres (SIRET 14, SIREN 9).",
        en="{digits} has not the right number of figures (SIRET 14, SIREN 9).",
    ),
    "siren": Text(
        fr="{digits} : la clé de l’entreprise est fausse, un chiffre est mal tapé.",
        en="{digits}: the company’s check figure is wrong, a figure is mistyped.",
    ),
    "check": Text(
        fr="{digits} : la clé de l’établissement est fausse, un chiffre est mal tapé.",
        en="{digits}: the establishment’s check figure is wrong, a figure is mistyped.",
    ),
}

# -- charts -------------------------------------------------------------------------------

FUNNEL_TITLE = Text(fr="{share:percent} des messages arrivés ont été cliqués", en="{share:percent} of the messages delivered were clicked")
FUNNEL_OPENED = Text(fr="{share:percent} des messages arrivés ont été ouverts", en="{share:percent} of the messages delivered were opened")
FUNNEL_SENT = Text(fr="{count:number0} messages envoyés", en="{count:number0} messages sent")
FUNNEL_SUBTITLE = Text(
    fr="Chaque part et son intervalle à 95 % ; la base est dite à gauche",
    en="Each share with its 95% interval; its base is said on the left",
)
OF = Text(fr="{stage}, sur {of}", en="{stage}, of {of}")
SHARE = Text(fr="Part", en="Share")
PEEK_TITLE = Text(
    fr="Regarder {looks} fois au seuil de 5 % : {share:percent} de fausses alertes",
    en="Looking {looks} times at the 5% level: {share:percent} of false alarms",
)
PEEK_SUBTITLE = Text(fr="Part de fausses alertes d’après le nombre de regards", en="Share of false alarms by the number of looks")
LOOKS, FALSE_ALARMS = Text(fr="Regards", en="Looks"), Text(fr="Fausses alertes", en="False alarms")
BOUNDS_TITLE = Text(
    fr="Au premier de {looks} regards, O’Brien–Fleming demande z = {first:number2}, Pocock {pocock:number2}",
    en="At the first of {looks} looks O’Brien–Fleming asks for z = {first:number2}, Pocock for {pocock:number2}",
)
BOUNDS_SUBTITLE = Text(
    fr="z à dépasser à chaque regard pour que l’ensemble garde 5 %", en="z to be passed at each look so that all together keep 5%"
)
RULES = {
    "obrien-fleming": Text(fr="O’Brien–Fleming", en="O’Brien–Fleming"),
    "pocock": Text(fr="Pocock", en="Pocock"),
    "plain": Text(fr="sans correction", en="uncorrected"),
}
RULE_NAME, LOOK = Text(fr="Règle", en="Rule"), Text(fr="Regard", en="Look")
SEQUENCE_SUBTITLE = Text(
    fr="Écart et limites valables à chaque instant, à 95 %", en="Difference with limits that hold at all times, at 95%"
)
PEOPLE, DIFFERENCE = Text(fr="Personnes", en="People"), Text(fr="Écart", en="Difference")
CREDIT_TITLE = Text(
    fr="Crédité : {naive:number1} € par euro ; causé : {roi:number1} €", en="Credited: €{naive:number1} per euro; caused: €{roi:number1}"
)
CREDIT_SUBTITLE = Text(fr="Ce que rapporte un euro de messages, selon qui compte", en="What a euro of messages earns, by who counts")
CREDITS = {
    "naive": Text(fr="tous ceux qui ont acheté", en="all who bought"),
    "last_click": Text(fr="dernier clic", en="last click"),
    "caused": Text(fr="causé (témoins)", en="caused (held-out group)"),
}
EARNED = Text(fr="Euros gagnés par euro", en="Euros earned per euro")
CELLS_TITLE = Text(fr="{count} cellules sur {all} paient leur message", en="{count} cells of {all} pay for their message")
CELLS_SUBTITLE = Text(
    fr="Taux observé (losange), taux rétréci et son intervalle (point) ; trait : seuil de {break_even:percent}",
    en="Rate observed (diamond), shrunk rate with its interval (dot); line: break-even at {break_even:percent}",
)
RESPONSE = Text(fr="Réponses", en="Responses")
QINI_SUBTITLE = Text(
    fr="Commandes en plus, en écrivant d’abord à ceux que le message change le plus ; en gris, au hasard",
    en="Extra orders, writing first to those whom the message changes most; in grey, by lot",
)
WRITTEN, EXTRA = (
    Text(fr="Part des personnes à qui l’on écrit", en="Share of the people written to"),
    Text(fr="Commandes en plus", en="Extra orders"),
)
GENERATION, NEW = Text(fr="Génération", en="Generation"), Text(fr="Nouveaux clients", en="New customers")
REFERRAL_SUBTITLE = Text(fr="Nouveaux clients de chaque génération", en="New customers of each generation")
DUE_TITLE = Text(fr="{sent} messages partent, {held} sont retenus", en="{sent} messages go out, {held} are held back")
DUE_SUBTITLE = Text(fr="Messages du jour, par scénario et par issue", en="Messages of the day, by scenario and outcome")
MESSAGES, ISSUE = Text(fr="Messages", en="Messages"), Text(fr="Issue", en="Outcome")

# -- the explorer -------------------------------------------------------------------------

TITLE = Text(fr="Le message marche-t-il ?", en="Does the message work?")
TABS = (
    Text(fr="Combien pour être sûr ?", en="How many to be sure?"),
    Text(fr="Quand puis-je m’arrêter ?", en="When may I stop?"),
    Text(fr="Ce qu’il a causé", en="What it caused"),
    Text(fr="Mon rapport d’envoi", en="My send report"),
)
BASE, LIFT = Text(fr="Taux sans le message", en="Rate without the message"), Text(fr="Écart à voir (points)", en="Lift to be seen (points)")
POWER, CONTROL_SHARE = Text(fr="Chances de le voir", en="Chance to see it"), Text(fr="Part de témoins", en="Share held out")
A_WEEK = Text(fr="Personnes par semaine", en="People per week")
MACHINES = Text(fr="Part de machines qui ouvrent", en="Share of machines that open")
SIZE_DETAIL = Text(
    fr="À {volume:number0} personnes par semaine : {weeks:number1} semaines.",
    en="At {volume:number0} people a week: {weeks:number1} weeks.",
)
SIZE_MEANING = Text(
    fr="Avec le quart de ces personnes, un résultat « significatif » exagère : {estimate:signed} pt annoncés en moyenne. Fixez la taille avant d’envoyer, et attendez.",
    en='With a quarter of these people a "significant" result exaggerates: {estimate:signed} pt announced on average. Fix the size before sending, and wait.',
)
SIZE_LARGE = Text(fr="Fixez la taille avant d’envoyer, et attendez.", en="Fix the size before sending, and wait.")
HOW_MANY_LOOKS = Text(fr="Nombre de regards", en="Number of looks")
STOP_RULE = Text(fr="Règle d’arrêt", en="Stopping rule")
Z_NOW, LOOK_NOW = (
    Text(fr="z observé (écart ÷ son erreur)", en="z observed (difference ÷ its error)"),
    Text(fr="Regard en cours", en="Look at hand"),
)
STOP = Text(
    fr="Vous pouvez vous arrêter : z = {z:number2} dépasse {limit:number2}.", en="You may stop: z = {z:number2} is beyond {limit:number2}."
)
WAIT = Text(fr="Attendez : z = {z:number2} ne dépasse pas {limit:number2}.", en="Wait: z = {z:number2} is not beyond {limit:number2}.")
STOP_DETAIL = Text(
    fr="Sans règle, {looks} regards font {share:percent} de fausses alertes au lieu de 5 %.",
    en="Without a rule, {looks} looks make {share:percent} of false alarms instead of 5%.",
)
STOP_MEANING = Text(
    fr="O’Brien–Fleming est sévère au début et presque ordinaire à la fin ; Pocock demande autant à chaque regard. La règle se choisit avant le premier.",
    en="O’Brien–Fleming is severe at first and almost ordinary at the end; Pocock asks as much at each look. The rule is chosen before the first.",
)
RULE_LOOK = Text(fr="au plus le nombre de regards ({looks})", en="at most the number of looks ({looks})")
MAILED, BOUGHT = Text(fr="Personnes à qui l’on a écrit", en="People written to"), Text(fr="… dont ont acheté", en="… of whom bought")
HELD, HELD_BOUGHT = Text(fr="Témoins", en="People held out"), Text(fr="… dont ont acheté", en="… of whom bought")
CLICKED = Text(fr="… dont dernier clic", en="… of whom last click")
MARGIN, COST = (
    Text(fr="Marge d’une commande (€)", en="Margin of an order (€)"),
    Text(fr="Coût d’un message (€)", en="Cost of a message (€)"),
)
CAUSED_MEANING = Text(
    fr="Les témoins ont acheté aussi : ce qu’ils ont acheté, le message ne l’a pas causé.",
    en="Those held out bought too: what they bought, the message did not cause.",
)
CAUSED_WAIT = Text(
    fr="Pour être sûr d’un tel écart, il faudrait {people:number0} personnes dans chaque groupe.",
    en="To be sure of such a difference it would take {people:number0} people in each arm.",
)
ROI, NAIVE = Text(fr="Causé, par euro", en="Caused, per euro"), Text(fr="Crédité, par euro", en="Credited, per euro")
FILE = Text(fr="Votre rapport d’envoi (Brevo, Mailchimp, CSV, XLSX)", en="Your send report (Brevo, Mailchimp, CSV, XLSX)")
REPORT = Text(
    fr="{share:percent} des messages arrivés ont été cliqués (campagnes : {campaigns}, messages envoyés : {sent:number0}).",
    en="{share:percent} of the messages delivered were clicked (campaigns: {campaigns}, messages sent: {sent:number0}).",
)
REPORT_NO_CLICK = Text(
    fr="{share:percent} des messages sont arrivés (campagnes : {campaigns}, messages envoyés : {sent:number0}).",
    en="{share:percent} of the messages were delivered (campaigns: {campaigns}, messages sent: {sent:number0}).",
)
REPORT_DETAIL = Text(
    fr="Désabonnement : {leaving:percent} des arrivés ; à ce rythme, douze envois font partir {year:percent} de la liste.",
    en="Unsubscribed: {leaving:percent} of those delivered; at that pace twelve mailings see {year:percent} of the list leave.",
)
REPORT_MEANING = Text(
    fr="Un rapport d’envoi ne dit pas ce que le message a causé. Gardez un dixième de la liste sans message, tiré au sort, et comparez les ventes.",
    en="A send report does not tell what the message caused. Keep a tenth of the list without a message, drawn by lot, and compare the sales.",
)
EXAMPLE = Text(fr="Exemple inventé : déposez votre rapport.", en="Invented example: drop your report.")
SKIPPED = Text(fr="Lignes sans envois lisibles, laissées de côté : {rows}.", en="Rows without readable messages sent, left aside: {rows}.")
REPORT_MODEL = Text(fr="modele-envois.xlsx", en="mailings-model.xlsx")
FILE_FUNNEL, FILE_CAMPAIGNS = Text(fr="entonnoir.csv", en="funnel.csv"), Text(fr="campagnes.csv", en="campaigns.csv")
FIELDS = {
    "campaign": Text(fr="Campagne", en="Campaign"),
    "sent": Text(fr="Envoyés", en="Sent"),
    "delivered": Text(fr="Arrivés", en="Delivered"),
    "bounced": Text(fr="Non arrivés", en="Bounced"),
    "opened": Text(fr="Ouvertures uniques", en="Unique opens"),
    "clicked": Text(fr="Clics uniques", en="Unique clicks"),
    "unsubscribed": Text(fr="Désabonnements", en="Unsubscribed"),
}


def label(code: str) -> str:
    """How a code reads in the language in force."""
    return str(CODES[code]) if code in CODES else str(code)


def reason(code: str) -> str:
    """How a reason reads in the language in force."""
    return str(REASONS[code]) if code in REASONS else str(code)


def missed(code: str) -> str:
    """Why a company was not found, in the language in force; a dash where it was."""
    return reason(code) if code else "–"
