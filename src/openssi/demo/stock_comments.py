"""The words of comments: specific ones by topic and language, and the thanks that say nothing."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from openssi.demo.stock_posts import lines

__all__ = ["GENERIC", "LEADS", "MULTILINE", "OTHER", "REPLIES", "SPECIFIC"]

# First halves and second halves of one topic; every pair of them reads as one thought of 15 to 40 words.
SPECIFIC: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "slots": (
        lines("""
            Shifting a handful of regular suppliers by half an hour did more for us than the extra door we had planned.
            The early peak is usually booked out of habit, since nobody ever showed suppliers the empty hours after ten.
            We saw the same pattern at a cross-dock near Venlo: forty percent of all arrivals inside ninety minutes.
            A no-show fee sounds harsh, yet a simple weekly list of missed slots changed behaviour within a month.
            Booking rules per unloading type matter more than per supplier, floor-loaded parcels simply need another rhythm.
            Reserving two doors for late arrivals keeps the rest of the plan alive, even on Mondays.
        """),
        lines("""
            Did you also let carriers swap slots among each other?
            How do you treat the ones who arrive an hour early?
            The hard part was agreeing it with purchasing, not the tool.
            I would add the crew's break times to the picture.
            Our customers see the effect first in overtime, then in detention.
            Which share of slots do you keep open for same-day loads?
        """),
    ),
    "carriers": (
        lines("""
            Tender acceptance per lane tells you more about next quarter's spot spend than any rate benchmark.
            Carriers price the ramp long before they price the diesel, and our own waiting data proves it.
            We gave our twelve core carriers a scorecard about us as a shipper, which was uncomfortable and useful.
            Short contracts felt flexible until capacity got tight and every second load went to the spot market.
            Splitting volumes between an incumbent and a challenger kept both honest on the Lyon and Milan lanes.
            Small hauliers with eight trucks were the most reliable ones we had through the whole winter.
        """),
        lines("""
            Do you share forecast volumes with them, and how far ahead?
            Payment terms came up first whenever we asked why.
            What would you put in the contract about waiting time?
            That is worth a slide in every quarterly review.
            Did procurement accept a higher rate for a better ramp?
            I would love to see the numbers by country.
        """),
    ),
    "waiting": (
        lines("""
            Two hours of waiting per stop means one tour fewer a day, and somebody always pays for it.
            Once gate-in and ramp-out were stamped automatically, the detention disputes fell by roughly two thirds.
            The lunch gap between shifts is where most of our standing time came from, not the unloading itself.
            Drivers remember the sites where they wait, and dispatchers quietly send them somewhere else in December.
            Mixed pallets without labels cost us nineteen minutes on average, far more than any missing forklift.
            Finance sees detention as a cost line, while operations could read it as a map of causes.
        """),
        lines("""
            From which minute on do you count, slot or arrival?
            Did you show the numbers to the suppliers as well?
            A small lounge for drivers also did wonders here.
            The first honest month always looks terrible, keep going.
            How did the works council react to the time stamps?
            I will borrow the chart for a customer next week.
        """),
    ),
    "visibility": (
        lines("""
            An alert without an owner ends up in a shared inbox that everybody trusts somebody else to read.
            We dropped the map from the morning call and only discuss loads which will miss a customer cut-off.
            Telematics gave us position, but only the slot system knew what the delay would cost inside the hall.
            Subcontracted trucks were our blind spot until we asked for a phone number instead of an integration.
            Predicted arrival is fine at thirty kilometres, the money is in knowing it before the driver leaves Poznań.
            Our planners trust an ETA only since they can see how often it was right last month.
        """),
        lines("""
            Who is allowed to move the slot in your setup?
            How many alerts a day do people still read?
            Curious whether your carriers get the same view.
            The exception list beats the dashboard every single time.
            What accuracy did you need before the crew relied on it?
            That matches what we hear from three retailers.
        """),
    ),
    "paperwork": (
        lines("""
            With electronic consignment notes the invoice leaves the same evening, which our CFO noticed before anyone in IT.
            The bottleneck was never the signature, it was the third copy that one warehouse insisted on keeping.
            Cross-border lanes need a fallback on paper for a while, otherwise one checkpoint stops the entire pilot.
            Tariff numbers typed by hand cost us two blocked containers in Rotterdam during a single week in May.
            Drivers accepted the app the day it worked offline and in Polish, Romanian and Turkish.
            Starting with returns and empty pallets was smart, since nobody fights about a missing euro pallet note.
        """),
        lines("""
            Which lane did you begin with, domestic or cross-border?
            How do you archive them for the auditors?
            The insurers were easier to convince than we feared.
            Did smaller hauliers join without any extra fee?
            I would measure days to invoice before and after.
            That one digit story made my day, and my week.
        """),
    ),
    "data": (
        lines("""
            Unloading times per pallet type were pure fiction in our system until someone stood there with a stopwatch.
            The same supplier under four numbers is exactly why our punctuality report never matched theirs.
            Interfaces are quick nowadays, agreeing who may overwrite a delivery date took our teams eleven weeks.
            Printing the data and letting shift leads correct it by pen beat every cleansing workshop I attended.
            We froze new dock names for a quarter, and suddenly three reports showed the same throughput.
            Default values hide best: nobody questioned thirty minutes per truck for six whole years.
        """),
        lines("""
            Who owns the article weights at your company today?
            Did you clean before go-live or while running?
            A small glossary on one page helped us most.
            Would you do it per site or centrally next time?
            The boring part decides the project, every time.
            Please write up how you handled the pallet types.
        """),
    ),
    "selling": (
        lines("""
            Asking who gets called at six in the morning found us the real sponsor in two deals this spring.
            Visiting the gate before the first demo changed our win rate more than any new slide ever did.
            Losing to "no decision" usually meant that we had never agreed on a date by which waiting gets expensive.
            Multi-threading into operations and finance early shortened our cycle from eleven to seven months last year.
            A mutual action plan only works when the customer edits it, ours started living once they deleted half.
            Sending a three-line recap with one open question gets me more replies than any case study.
        """),
        lines("""
            How do you bring the shift lead into the room?
            What do you do when the champion changes jobs?
            I would add procurement's calendar to that list.
            Do you share the business case as a spreadsheet?
            Saving this for our Monday team call.
            Which question do you open the second meeting with?
        """),
    ),
    "people": (
        lines("""
            Letting the night shift vote on the pilot was the best decision of our last rollout in Antwerp.
            One page in the words of the crew replaced a forty-page manual, and the helpdesk went silent.
            Handover between shifts is where knowledge leaks, so we moved the screen to the coffee machine.
            Our most experienced yard marshal now trains new planners for two days, and errors dropped visibly.
            Gloves, noise and bad light are design requirements that no office test has ever found.
            Temporary workers in peak season taught us which screens need no language at all.
        """),
        lines("""
            How long did it take until they trusted it?
            Please pass my regards on to the whole team.
            Did you pay the crew for the testing hours?
            That is the part which no tender ever asks for.
            I would love to visit and see it running.
            What did the late shift say about it?
        """),
    ),
}

LEADS = lines("""
    Yes.
    Interesting numbers.
    This.
    Well put.
    Fully with you here.
    One addition:
    From the other side of the ramp:
    Small disagreement:
    We tested this.
""")

OTHER: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "de": (
        lines("""
            Bei uns kam der größte Teil der Standzeit aus der Mittagspause zwischen den Schichten, nicht aus der Entladung.
            Zeitfenster ohne Konsequenz sind nur Empfehlungen, eine wöchentliche Liste der Ausreißer hat bei uns schon gereicht.
            Die Stammdaten haben wir mit der Frühschicht am Tor korrigiert, das ging schneller als jeder Workshop im Büro.
            Frachtführer kalkulieren die Rampe längst mit ein, wer Wartezeiten offen zeigt, bekommt bessere Angebote.
            Der elektronische Frachtbrief war auf einer Relation in sechs Wochen produktiv, danach wollten die Fahrer mehr davon.
            Ohne den Schichtleiter am Tisch gewinnt man die Geschäftsführung und verliert trotzdem die Einführung.
            Ein Alarm ohne Namen dahinter landet im Sammelpostfach und wird dort in Ruhe alt.
            Wir haben neun Stammlieferanten um eine halbe Stunde verschoben, und die Schlange vor Tor drei war weg.
        """),
        lines("""
            Wie geht ihr mit Lkw um, die eine Stunde zu früh kommen?
            Hat der Betriebsrat bei den Zeitstempeln gleich mitgemacht?
            Der schwierige Teil war die Abstimmung mit dem Einkauf.
            Mich würden die Zahlen nach Ladungsart interessieren.
            Genau diese Frage hatten wir gestern beim Kunden in Kassel.
            Ab welcher Minute zählt ihr, Ankunft oder Zeitfenster?
            Das nehme ich in unsere nächste Quartalsrunde mit.
        """),
    ),
    "fr": (
        lines("""
            Chez nous, décaler huit fournisseurs réguliers de trente minutes a fait disparaître la file du matin devant le quai.
            Le transporteur intègre l'attente dans son prix bien avant que l'acheteur ne la voie dans un tableau.
            La lettre de voiture électronique nous a fait gagner neuf jours sur la facturation, sans aucun débat avec les chauffeurs.
            Une alerte sans responsable finit toujours dans une boîte partagée que personne ne lit vraiment.
            Les durées de déchargement dans le système dataient de 2017 et personne n'osait les corriger avant l'audit.
        """),
        lines("""
            Comment gérez-vous les camions qui arrivent trop tôt ?
            Avez-vous partagé ces chiffres avec les fournisseurs ?
            Le plus difficile reste l'accord avec les achats.
            Je serais curieux de voir le résultat par site.
            Merci pour ces chiffres, on va tester à Lyon.
        """),
    ),
    "es": (
        lines("""
            En nuestro almacén la espera venía del cambio de turno y no de la descarga, lo medimos durante doce semanas.
            Mover a diez proveedores habituales media hora eliminó la cola de las siete sin contratar a nadie más.
            El transportista ya calcula la rampa en su tarifa, por eso publicar los tiempos de espera mejora las ofertas.
            Los datos maestros los corrigió el turno de noche con un bolígrafo, y funcionó mejor que cualquier taller.
            La carta de porte electrónica adelantó la factura nueve días de media en la ruta de Zaragoza.
        """),
        lines("""
            ¿Desde qué minuto contáis, la cita o la llegada?
            ¿Cómo reaccionaron los transportistas más pequeños?
            Lo difícil fue ponerse de acuerdo con compras.
            Me encantaría ver los números por tipo de carga.
            Lo llevo a la reunión del lunes.
        """),
    ),
    "it": (
        lines("""
            Spostare otto fornitori abituali di mezz'ora ci ha tolto la coda del mattino senza una sola ribalta in più.
            Il vettore mette l'attesa nel prezzo molto prima che l'ufficio acquisti la veda in un report.
            I tempi di scarico nel sistema erano pura fantasia finché il capoturno non li ha misurati con il cronometro.
            La lettera di vettura elettronica ha anticipato la fattura di nove giorni sulla tratta Verona-Monaco.
        """),
        lines("""
            Come gestite chi arriva con un'ora di anticipo?
            Avete condiviso i numeri anche con i fornitori?
            La parte difficile è stata l'accordo con gli acquisti.
            Quanto tempo ci è voluto per convincere i capiturno?
        """),
    ),
    "pt": (
        lines("""
            Adiantar dez fornecedores regulares em meia hora acabou com a fila da manhã sem contratar ninguém para a doca.
            A transportadora coloca a espera no preço muito antes de o comprador ver o número num relatório.
            Os tempos de descarga do sistema eram ficção até o turno da noite os medir com um cronómetro.
            O documento eletrónico antecipou a fatura em nove dias na rota entre o Porto e Vigo.
        """),
        lines("""
            A partir de que minuto vocês contam a espera?
            Como reagiram os pequenos transportadores à mudança?
            O mais difícil foi o acordo com as compras.
            Gostaria muito de ver os números por tipo de carga.
        """),
    ),
    "nl": (
        lines("""
            Door acht vaste leveranciers een half uur te verschuiven was de ochtendrij voor dock drie binnen twee weken weg.
            De vervoerder rekent het wachten al mee in zijn tarief, lang voordat inkoop het in een rapport ziet.
            Onze lostijden per pallet klopten niet tot de nachtploeg ze zelf met een stopwatch ging meten.
            De digitale vrachtbrief bracht de factuur gemiddeld negen dagen naar voren op de route Venlo en Duisburg.
        """),
        lines("""
            Hoe gaan jullie om met wagens die te vroeg komen?
            Hebben jullie de cijfers ook met leveranciers gedeeld?
            Het lastigste was de afstemming met inkoop.
            Vanaf welke minuut tellen jullie het wachten?
        """),
    ),
}

GENERIC: dict[str, tuple[str, ...]] = {
    "en": lines("""
        Thanks for sharing!
        Great post!
        So true.
        Congratulations!
        Well said 👏
        Love this.
        Great insights, thanks for sharing.
        👏👏👏
        Well deserved, congrats!
        Totally agree!
        Interesting read.
        Nice one!
    """),
    "de": lines("""
        Danke fürs Teilen!
        Sehr guter Beitrag!
        Herzlichen Glückwunsch!
        Stimmt.
        Super, weiter so!
        Glückwunsch an das ganze Team 🎉
    """),
    "fr": lines("""
        Merci pour le partage !
        Bravo !
        Très intéressant.
        Félicitations à toute l'équipe !
    """),
    "es": lines("""
        ¡Gracias por compartir!
        ¡Enhorabuena!
        Muy interesante.
        ¡Gran artículo!
    """),
    "it": lines("""
        Grazie per la condivisione!
        Complimenti!
        Molto interessante.
    """),
    "pt": lines("""
        Obrigada por partilhar!
        Parabéns!
        Muito bom!
    """),
    "nl": lines("""
        Bedankt voor het delen!
        Gefeliciteerd!
        Mooi stuk.
    """),
}

# Replies under the seller's own posts: `{first}` is the person answered.
REPLIES: dict[str, tuple[str, ...]] = {
    "en": lines("""
        Thanks {first}. We count from the gate, since that is when the driver's clock starts.
        Good question, {first}: the swap between carriers came in phase two, and it is used about ten times a day.
        {first} that is exactly the point. The tool was the easy part, agreeing on one owner took weeks.
        Fair objection. On cross-border lanes we still keep a paper copy, {first}.
        {first}, happy to send you the template. It is one page and the crew wrote most of it.
        We tried a fee first and dropped it again. The weekly list worked better, {first}.
        It was 104 minutes before and 61 after, measured over twelve weeks at two sites.
        Not yet, {first}. Small hauliers join with a link in a text message, no account needed.
        Agreed, and thank you for the honest numbers {first}.
        {first} I had not looked at it from the supplier's side. Let me ask them and come back here.
        Great to hear that it helps. How many doors do you have at the site?
        The works council was on board from week one, because the crew saw the same screen as the boss.
        Two doors are kept open for same-day loads. Before ten in the morning nobody may touch them.
        {first}, we said: "no slide before the second meeting", and nobody missed them.
        Thanks all. I will write a second part about the night shift.
        Both, {first}. The slot tells us the plan and the gate tells us the truth.
        Honestly, the first month looked worse than before. Then the crew began to trust the numbers, {first}.
        {first}, purchasing was the missing chair at the table. We moved the meeting to their floor.
        About eleven weeks from the first visit to the vote, and nine of them were holidays and audits.
        We only measure gates and doors, never people. That was the first line of the agreement, {first}.
        Thank you {first}! I will tell the night shift, they will be proud.
        You are right about floor-loaded parcels, {first}. They got their own rule and their own door.
        {first} the fax is now in a glass box in the canteen. Not a joke.
        Three languages were missing at the start, {first}. The drivers told us within an hour.
        The cheapest measure was the sign at the gate, with the waiting time of the last hour.
        No tool needed for the first step, {first}: a pen, a clock and one brave shift lead.
        Interesting, we saw the opposite in cold storage. May I call you about it, {first}?
        {first}, yes, small sites too. The smallest one has three doors and a very relaxed phone.
        I had the same doubt, {first}. The auditors were happier with time stamps than with the folder.
        Next week I will post the numbers by type of load, since so many asked.
        Carriers see the same screen as the site, {first}. That ended most of the discussions.
    """),
    "de": lines("""
        Danke {first}! Die Reihenfolge haben wir mit der Frühschicht festgelegt, nicht im Büro.
        Guter Punkt, {first}. Zu frühe Lkw bekommen einen Parkplatz und eine ehrliche Uhrzeit.
        {first} das Betriebsratsthema hatten wir auch: gemessen wird das Tor, nie die Person.
    """),
    "fr": lines("""
        Merci {first}, on a commencé par une seule ligne, Hambourg et Lille.
        Bonne question {first}, les camions en avance ont un parking et une heure honnête.
        {first}, le plus long a été l'accord avec les achats, pas l'outil.
        Merci {first} ! Je publie les chiffres par type de charge la semaine prochaine.
    """),
    "es": lines("""
        Gracias {first}, os cuento los resultados en septiembre.
        Buena pregunta, {first}: los que llegan antes tienen sitio y una hora honesta.
        {first}, lo más largo fue el acuerdo con compras, no la herramienta.
        ¡Gracias {first}! La semana que viene publico los datos por tipo de carga.
    """),
}

# Longer ones with a line break and quoted speech, as people write them.
MULTILINE = lines("""
    Our gate team says: "the best slot is the one you do not have to call about". / Framed it and put it on the wall.
    Two things from our pilot: / 1. Early trucks got a parking space and an honest time. / 2. The phone was silent by week three.
    "We have always done it like that" is a reason, too. / It took us a month to find out that the fax was the only proof which counted.
    Agree with the first part. / On the second: we saw 19 minutes per mixed pallet, and the supplier's answer was "nobody ever told us".
    Numbers from two sites, same supplier: / 88 minutes without a slot, 47 with one. / I would not have believed it either.
    Genau so. / Unser Pförtner sagte am ersten Tag: "endlich fragt mich mal einer". / Mehr Einführung war gar nicht nötig.
""")
