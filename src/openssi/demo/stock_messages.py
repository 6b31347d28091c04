"""The words of the seller's inbox: first messages, follow-ups and answers, by language."""

# ruff: noqa: E501 - a phrase is a line

from __future__ import annotations

from openssi.demo.stock_posts import lines

__all__ = [
    "ASKS",
    "FOLLOW_UPS",
    "GREETINGS",
    "INBOUND",
    "NEGATIVE",
    "NOTES",
    "OPENERS",
    "POSITIVE",
    "REFUSED",
    "SUBJECTS",
    "THANKS",
    "WELCOME",
]

# Slots that a composer fills: first, company, city, day, time, number, month.
GREETINGS = {
    "en": ("Hi {first},", "Hello {first},", "{first},", "Good morning {first},"),
    "de": ("Hallo {first},", "Guten Tag {first},", "Moin {first},"),
    "fr": ("Bonjour {first},", "Bonjour {first} !"),
    "es": ("Hola {first}:", "Buenos días, {first}:"),
    "pt": ("Olá {first},", "Bom dia {first},"),
    "it": ("Ciao {first},", "Buongiorno {first},"),
    "nl": ("Hoi {first},", "Beste {first},"),
}

OPENERS = {
    "en": lines("""
        your comment on waiting times last week made me count the trucks at our own test site.
        I saw that {company} is adding doors in {city}. Congratulations, that is a big step.
        we met briefly at the fair in {city}, I was the one with the broken umbrella.
        a colleague of yours mentioned that the morning peak is the topic of the year at {company}.
        I read the interview on your new hub near {city} and one number stayed with me.
        your post on carrier scorecards is the first one that also scores the shipper.
        two of your suppliers already book their slots with us at another site.
        we work with three neighbours of yours around {city}.
        you wrote that drivers remember where they wait. I have that on a note on my screen now.
        a driver told me that your gate in {city} is the friendliest on the whole route.
        you asked at the round table who owns the waiting time, and nobody answered. I would like to try.
        I counted the booking mails at a site of your size: {number} before nine o'clock.
        the job advert for a yard planner at {company} says a lot about the mornings in {city}.
    """),
    "de": lines("""
        Ihr Kommentar zu den Standzeiten hat mich gleich ans Tor unserer Testanlage geschickt.
        ich habe gelesen, dass {company} in {city} erweitert. Glückwunsch dazu.
        wir haben uns auf der Messe in {city} kurz gesprochen, ich war die mit dem kaputten Schirm.
        zwei Ihrer Lieferanten buchen ihre Zeitfenster bereits an einem anderen Standort mit uns.
        in Ihrer Stellenanzeige für die Hofplanung steht eigentlich schon das ganze Problem.
        ein Fahrer hat mir erzählt, dass Ihr Tor in {city} das freundlichste auf der Strecke ist.
        in der Runde in {city} haben Sie gefragt, wem die Wartezeit gehört. Darauf würde ich gern antworten.
        ich habe an einem Standort Ihrer Größe die Buchungsmails gezählt: {number} vor neun Uhr.
        Ihr Satz über die Frühschicht ging mir nicht aus dem Kopf.
        drei Nachbarn von Ihnen bei {city} planen ihre Tore seit dem Frühjahr mit uns.
    """),
    "fr": lines("""
        votre commentaire sur l'attente à quai m'a beaucoup parlé.
        j'ai vu que {company} agrandit son site près de {city}, félicitations.
        nous nous sommes croisés au salon de {city}, côté café.
    """),
    "es": lines("""
        tu comentario sobre los tiempos de espera me hizo pensar.
        he visto que {company} amplía su almacén cerca de {city}, enhorabuena.
        coincidimos un momento en la feria de {city}.
    """),
    "pt": lines("""
        o seu comentário sobre os tempos de espera ficou-me na cabeça.
        vi que a {company} vai ampliar o armazém perto de {city}, parabéns.
    """),
    "it": lines("""
        il tuo commento sui tempi di attesa mi ha fatto riflettere.
        ho visto che {company} amplia il magazzino vicino a {city}, complimenti.
    """),
    "nl": lines("""
        je reactie over wachttijden zette me aan het denken.
        ik zag dat {company} uitbreidt bij {city}, gefeliciteerd.
    """),
}

ASKS = {
    "en": lines("""
        Would a 20-minute call on {day} make sense, or is it the wrong quarter?
        May I send you the one-page calculation we did for a site with {number} doors?
        Who at {company} gets called when the yard is full at six?
        If you like, I show you how a similar site went from 104 to 61 minutes. {day} at {time}?
        Is slot booking on your list for this year at all? A plain no helps me, too.
        I will be in {city} on {day}. Is there a coffee in it, gate or office?
        Which number would you want to see before you spend an hour on this?
        Shall I leave you the template and stop talking?
    """),
    "de": lines("""
        Passt Ihnen ein kurzes Telefonat am {day} um {time}?
        Darf ich Ihnen die Rechnung für einen Standort mit {number} Toren schicken, eine Seite?
        Wen ruft man bei {company} an, wenn um sechs der Hof voll ist?
        Ich bin am {day} in {city}. Haben Sie Zeit für einen Kaffee, gern am Tor?
        Welche Zahl müssten Sie sehen, bevor Sie dafür eine Stunde hergeben?
        Ist das dieses Jahr überhaupt ein Thema? Ein klares Nein hilft mir auch.
        Soll ich Ihnen einfach die Vorlage schicken und dann Ruhe geben?
    """),
    "fr": lines("""
        Auriez-vous vingt minutes {day} vers {time} ?
        Puis-je vous envoyer le calcul d'un site de {number} quais, une page ?
    """),
    "es": lines("""
        ¿Tendrías veinte minutos el {day} a las {time}?
        ¿Te envío el cálculo de un centro con {number} muelles, una página?
    """),
    "pt": lines("""
        Teria vinte minutos na {day}, por volta das {time}?
        Posso enviar-lhe o cálculo de um armazém com {number} docas?
    """),
    "it": lines("""
        Avresti venti minuti {day} alle {time}?
        Ti mando il calcolo di un sito con {number} ribalte, una pagina?
    """),
    "nl": lines("""
        Heb je {day} rond {time} twintig minuten?
        Zal ik de berekening van een locatie met {number} docks sturen, één pagina?
    """),
}

FOLLOW_UPS = {
    "en": lines("""
        {first}, one line only: still worth a talk before {month}, or shall I close the file?
        Hi {first}, I attached the wrong year last time. Here is the right number: {number} minutes per truck.
        Hello {first}, we just finished a rollout near {city}, and the site lead is open to a reference call.
        {first}, no reply needed if the timing is wrong. I will ask again in {month}.
        Hi {first}, saw your new post on the {city} site. It made my question a better one: who plans the early shift?
        Good morning {first}, quick bump on this one. {day} or later both work for me.
    """),
    "de": lines("""
        Hallo {first}, nur eine Zeile: noch ein Thema vor {month}, oder soll ich es ruhen lassen?
        Hallo {first}, wir sind gerade mit einem Standort bei {city} fertig, die Leiterin gibt gern Auskunft.
        Guten Tag {first}, ich hake kurz nach. {day} oder später passt mir beides.
        Guten Tag {first}, keine Antwort nötig, falls es nicht passt. Ich frage im {month} noch einmal.
        Hallo {first}, ich hatte das falsche Jahr angehängt. Die richtige Zahl: {number} Minuten pro Lkw.
    """),
    "fr": lines("""
        Bonjour {first}, je me permets une relance : {day} ou plus tard, les deux me vont.
        Bonjour {first}, un site près de {city} vient de démarrer, son responsable répond volontiers à vos questions.
    """),
    "es": lines("""
        Hola {first}, retomo mi mensaje: ¿te va mejor el {day}?
        Hola {first}, acabamos de arrancar un centro cerca de {city} y su jefa de turno os atiende con gusto.
    """),
    "it": lines("""
        Ciao {first}, riprendo il mio messaggio: meglio {day}?
    """),
    "pt": lines("""
        Olá {first}, retomo a minha mensagem: seria melhor na {day}?
    """),
    "nl": lines("""
        Hoi {first}, ik kom er nog even op terug: past {day} beter?
    """),
}

POSITIVE = {
    "en": lines("""
        Hi Elin, good timing. {day} at {time} works, please send an invite.
        Yes, send it over. I will show it to our site lead in {city}.
        Interesting, we have {number} doors and one very tired phone. Let's talk on {day}.
        Happy to have a look. Can you include what it does to detention?
        I am the one who gets called. {day} after {time}?
        Sure, but please no slides. I will bring our own numbers.
        We are comparing three providers just now, so be quick: {day}?
        Thanks for the template, we used it this morning. Call me on {day}.
        Two of our sites have the same peak. Start with {city}, please.
        Not my budget, but my problem. {day} at {time} is fine.
        Depends on the price, but yes, let us talk. {day}?
        You may come to the gate on {day}. Bring boots.
    """),
    "de": lines("""
        Hallo Frau Marquardt, {day} um {time} passt gut. Bitte Einladung schicken.
        Gern, schicken Sie mir die Seite. Ich zeige sie der Leitung in {city}.
        Das Thema ist bei uns gerade oben auf der Liste. Rufen Sie mich am {day} an.
        Kommen Sie am {day} ans Tor, dann sehen Sie es selbst.
        Nicht mein Budget, aber mein Problem. {day}, {time}?
        Wir vergleichen gerade drei Anbieter. {day} wäre noch ein Platz frei.
    """),
    "fr": lines("""
        Bonjour Elin, volontiers, {day} à {time}.
        Oui, envoyez-moi la page, je la montre au chef de quai.
    """),
    "es": lines("""
        Hola Elin, sí, el {day} a las {time} me va bien.
        Envíamelo y lo veo con el jefe de turno.
    """),
    "pt": lines("""
        Olá Elin, pode ser na {day} às {time}.
        Sim, envie por favor. Vou mostrar à equipa da doca.
    """),
    "it": lines("""
        Ciao Elin, volentieri, {day} alle {time}.
        Sì, mandami la pagina e la giro al capoturno.
    """),
    "nl": lines("""
        Hoi Elin, prima, {day} om {time}.
        Stuur maar door, dan laat ik het aan de shiftleider zien.
    """),
}

NEGATIVE = {
    "en": lines("""
        Thanks, but we signed with somebody else in spring. Ask me again in two years.
        Not a topic this year, the budget went into the roof.
        I have moved to another area, best ask our head of inbound in {city}.
        Good message, wrong person. I pass it on.
        We build this ourselves. Ask me in {month} whether that was wise.
        No thank you.
    """),
    "de": lines("""
        Danke, aber wir haben uns im Frühjahr anders entschieden.
        Dieses Jahr kein Budget, gern wieder im {month}.
        Da bin ich nicht zuständig, ich leite es weiter.
    """),
    "fr": lines("""
        Merci, mais ce n'est pas à l'ordre du jour cette année.
    """),
    "es": lines("""
        Gracias, pero este año no toca.
    """),
    "it": lines("""
        Grazie, ma quest'anno non è in programma.
    """),
    "pt": lines("""
        Obrigado, mas este ano não está nos planos.
    """),
    "nl": lines("""
        Dank je, maar dit jaar staat het niet op de lijst.
    """),
}

# Those who write first, and the seller's answer to just that.
INBOUND: dict[str, tuple[str, ...]] = {
    "en": lines("""
        Hi Elin, saw your post on waiting times. Do you also cover rail terminals? | Not yet, {first}, the first customer starts in {month}. May I come back to you then?
        Hello Elin, I am looking for speakers for our transport evening in {city}. Any interest? | With pleasure, {first}. Which day?
        Hi Elin, we are hiring a sales lead for {city} and your name came up twice. Open to a chat? | Flattered, {first}, but I am staying where the gates are. Thank you!
        Elin, our carrier portal complements yours. Would a partner call on {day} make sense? | Yes, {day} at {time}. I bring our product lead.
        Hi Elin, I am writing my thesis on dock scheduling. May I ask you five questions? | Of course, {first}. Send them over and I will answer by {day}.
        Hello Elin, a customer in {city} asked for slot booking, and we do not do that. Shall I connect you? | That would be great, {first}. An introduction by mail is perfect.
        Hi Elin, congratulations on the new role! How is life at the harbour? | Windy and good, thank you {first}! Coffee when you are in town?
        Elin, quick question: does the tool speak Romanian? Asking for {number} drivers. | It speaks eleven languages, and Romanian is one of them.
        Elin, do you know a good yard planner who is looking? Asking for our site in {city}. | I might. Let me ask her first, {first}.
        Hi Elin, your calculation convinced my boss in {city}, thank you! Who is your colleague for the Nordics? | So glad to hear it, {first}! I connect you today.
        Hello Elin, may we quote your post on night shifts in our magazine? | Yes, with the name of the crew, please.
        Hi Elin, our podcast on transport is looking for guests in {month}. Would you come? | Gladly, {first}. May I bring a shift lead?
        Hello Elin, our cooperative has {number} small hauliers. Is there a price for groups? | For hauliers it is free, {first}. Let me show you on {day}.
        Hi Elin, we left {company} as a team and start something new. Coffee on {day}? | Yes! {time}, the usual place?
        Elin, I lost your number. Is the gate visit on {day} still on? | It is, {first}. Safety shoes, please.
    """),
    "de": lines("""
        Hallo Elin, wir kennen uns noch aus der Spedition. Hast du {day} Zeit für ein Telefonat? | Hallo {first}, klar, {day} ab {time} bin ich erreichbar.
        Hallo Elin, habt ihr Erfahrung mit Kühlware? Wir bauen in {city} neu. | Ja, an vier Standorten. Soll ich dir einen Kontakt geben, {first}?
        Hallo Elin, dein Beitrag zur Nachtschicht hing heute bei uns am Brett. Danke dafür! | Das freut mich riesig, {first}. Grüße an die Schicht!
        Guten Tag Frau Marquardt, unsere Genossenschaft sucht eine Lösung für {number} Tore. Wer ist zuständig? | Das bin ich, {first}. Passt ein Gespräch am {day}?
        Hallo Elin, kommst du im {month} zum Stammtisch nach {city}? | Bin dabei, {first}. Ich bringe die Zahlen mit.
        Hallo Elin, darf ich deine Checkliste im Team verteilen? | Unbedingt, {first}. Verbesserungen gern zurück an mich.
    """),
    "es": lines("""
        Hola Elin, ¿trabajáis también con operadores de contenedores en {city}? | Todavía no, {first}, pero os aviso en cuanto empecemos.
    """),
    "fr": lines("""
        Bonjour Elin, avez-vous un partenaire pour {city} ? | Oui, {first}, je vous mets en relation aujourd'hui.
    """),
}

# Answers to the note of an invitation.
WELCOME: dict[str, tuple[str, ...]] = {
    "en": lines("""
        Hi {first}, thank you for writing. Glad to be connected!
        Hello {first}, likewise. I read your posts with a pencil.
        Thank you {first}! If you are ever near the harbour, the coffee is mine.
        Hi {first}, good to hear from you. What are you working on at present?
    """),
    "de": lines("""
        Hallo {first}, danke für die Nachricht. Auf guten Austausch!
        Gern, {first}. Wenn Sie einmal am Hafen sind, geht der Kaffee auf mich.
    """),
    "fr": ("Avec plaisir {first}, à bientôt !",),
    "es": ("Con mucho gusto, {first}. ¡Hasta pronto!",),
}

NOTES: dict[str, tuple[str, ...]] = {
    "en": lines("""
        Hi {first}, your comment on slot discipline was the best in the thread. Would be glad to connect.
        Hi {first}, we talked at the stand in {city}. Let's stay in touch.
        Hello {first}, I work with sites like yours on the morning peak and read your posts with profit.
        Hi {first}, both of us seem to care about drivers' waiting time. Happy to connect.
        Hi {first}, a shared contact at {company} suggested that we should know each other.
        Hi {first}, your talk on yard planning, especially the slide with the fax, stayed with me.
    """),
    "de": lines("""
        Hallo {first}, wir waren in derselben Runde zu Standzeiten in {city}. Ich freue mich auf den Austausch.
        Hallo {first}, Ihr Vortrag zur Hofplanung, vor allem die Folie mit dem Fax, hat mir gefallen.
        Guten Tag {first}, wir haben am Stand in {city} gesprochen. Gern in Kontakt bleiben.
        Hallo {first}, Ihr Kommentar zur Zeitfenster-Disziplin war der beste in der Diskussion.
        Hallo {first}, uns beide scheint die Wartezeit der Fahrer umzutreiben. Auf guten Austausch.
        Guten Tag {first}, eine gemeinsame Bekannte bei {company} meinte, wir sollten uns kennen.
    """),
    "fr": lines("""
        Bonjour {first}, ravie de notre échange à {city}.
        Bonjour {first}, votre remarque sur l'attente à quai était la meilleure du fil.
        Bonjour {first}, au plaisir d'échanger sur les créneaux et les quais.
    """),
    "es": lines("""
        Hola {first}, encantada de coincidir en {city}.
        Hola {first}, tu comentario sobre las citas de muelle fue el mejor del hilo.
        Hola {first}, me gustaría seguir en contacto.
    """),
}

SUBJECTS: dict[str, tuple[str, ...]] = {
    "en": lines("""
        The morning peak at {company}
        Question about your docks in {city}
        61 instead of 104 minutes
        Reference near {city}, for your hub
        Who plans the early shift?
        One page on detention
        Idea after your interview, 2 minutes
    """),
    "de": lines("""
        Standzeiten bei {company}
    """),
}

THANKS = {
    "en": lines("""
        Great, the invite is out. Talk soon!
        Thank you {first}, you have it in a minute.
        Perfect. I will bring one number and one question.
        Wonderful, {first}. No slides, I promise.
        Sent. Page 1 is enough, really.
    """),
    "de": lines("""
        Wunderbar, die Einladung ist unterwegs.
        Prima, {first}, ich freue mich darauf.
        Ist geschickt. Die erste Seite reicht wirklich.
    """),
    "fr": ("C'est noté, merci {first} !", "Parfait, je vous l'envoie tout de suite."),
    "es": ("Perfecto, te mando la invitación.", "Gracias {first}, lo tienes en un minuto."),
    "pt": ("Perfeito, o convite segue já.", "Obrigada {first}, até breve."),
    "it": ("Perfetto, ti mando l'invito.", "Grazie {first}, a presto."),
    "nl": ("Top, de uitnodiging komt eraan.", "Dank je {first}, tot snel."),
}

REFUSED = {
    "en": lines("""
        Understood, {first}. Thank you for the clear answer.
        Fair enough, that saves us both an hour. All the best!
        Thank you for passing it on, {first}.
        No hard feelings. May I ask again next year?
    """),
    "de": lines("""
        Verstanden, danke für die klare Antwort, {first}.
        Alles gut, das spart uns beiden eine Stunde.
        Danke, {first}. Dann frage ich nächstes Jahr noch einmal.
    """),
    "fr": ("C'est noté, merci pour votre franchise {first}.",),
    "es": ("Entendido, gracias por la claridad, {first}.",),
    "pt": ("Entendido, obrigada pela clareza, {first}.",),
    "it": ("Capito, grazie della chiarezza, {first}.",),
    "nl": ("Begrepen, dank voor het duidelijke antwoord, {first}.",),
}
