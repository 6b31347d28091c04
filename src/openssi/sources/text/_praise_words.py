"""Words of praise, thanks, agreement, feeling and audience, in the seven languages read together.

`PRAISE` words count against the rest of their sentence: a sentence full of them needs more content to count.
`AUDIENCE` words (the post, its words, its readers) just do not count, since specific comments use them too.
The inflected tables are (stems, endings): every stem takes every ending; '-' is the bare stem.
"""

PRAISE = """
thank thanks thankyou thx ty tysm appreciate appreciated appreciation grateful gratitude cheers kudos congrats congrat
congratulations congratulation congratulating congratz grats bravo hurray hooray yay woohoo welcome props respect
great good nice nicely awesome amazing amazingly wonderful wonderfully fantastic fabulous brilliant brilliantly
excellent excellence superb super outstanding incredible incredibly impressive impressed inspiring inspired inspire
inspires inspiration inspirational insightful insights interesting love loved loves loving lovely beautiful
beautifully gorgeous cool epic legend legendary stellar phenomenal exceptional extraordinary magnificent marvelous
marvellous terrific spectacular perfect perfectly powerful helpful useful valuable relatable thoughtful timely
important crucial vital essential refreshing best better favorite favourite finest top gem gold golden goals wow omg
yes yep yup yeah yess absolutely totally completely definitely exactly precisely indeed agree agreed agrees agreeing
true truth truths truer truly right correct spot facts fact amen preach bingo touche hear deserve deserved deserves
deserving deservedly merited proud pride happy happier glad thrilled excited exciting excitement stoked delighted
pleased honored honoured honor honour blessed blessing lucky fortunate enjoy enjoyed enjoying enjoyable joy fun
hilarious funny haha hahaha lol lmao heart hearts heartfelt heartwarming moving touching touched emotional tears
goosebumps chills resonate resonates resonated resonating wish wishes wishing hope hopes luck success successful
succeed succeeding rock rocks rocking crushing crushed killing kill killed nailed nails slay bold brave courage
courageous honest honesty authentic authenticity vulnerable vulnerability genuine genuinely passion passionate
dedication dedicated hardworking wisdom wise brain smart genius gifted talented talent masterclass admire admiration
bless hugs hug fan supporter birthday anniversary milestone achievement accomplishment accomplished kind kindness
sincere sincerely warm warmly warmest bright shine shining star stars superstar hero heroes champion champions winner
winners queen king boss rockstar guru goat excel remarkable profound eloquent eloquently clearly concise succinct
articulate articulated spoton kudoz based mood vibes energy grandiose earned pleasure privilege smile smiles smiling
laugh laughs laughter dream dreams generous generosity informative educational enlightening recommend recommended deep
deeply unforgettable commitment celebrate celebrating hello hi hey outstandingly kudo wholeheartedly gratefully
thankful hurrah vibe cute sweet

danke dank dankeschön vielen herzlich herzlichen herzlichst glückwunsch glückwünsche gratuliere gratulation
gratulieren beglückwünschen bravo chapeau respekt applaus hut klasse spitze toll prima mega hammer genial wow boah top
bombe krass wahnsinn großartig stimmt genau richtig wahr wahrheit exakt absolut definitiv zustimmen zustimmung stimme
recht volltreffer amen treffend freut freue freuen gefreut freude gönne gönnen stolz glücklich froh begeistert
begeistern begeisterung beeindruckt beeindruckend inspirierend inspiriert inspirieren inspiration bewundere
bewundernswert liebe lieben liebt gänsehaut tränen herz herzen gefühl rührend berührend berührt mut mutig ehrlich
ehrlichkeit verdient hochverdient wohlverdient erfolg erfolge glück wünsche wünschen wünsch daumen gedrückt weiter
weiterhin hoffe hoffentlich schön gut gute gutes guter guten besser beste bester bestes besten lieblings empfehlung
empfehlenswert lesenswert hörenswert sehenswert wertvoll hilfreich spannend interessant wichtig wunderbar hervorragend
ausgezeichnet fantastisch perfekt grandios phänomenal super cool nice stark gelungen gratuliert anerkennung
wertschätzung dankbar dankbarkeit leidenschaft engagement umarmung drück drücke gern gerne gefällt liebsten hurra juhu
yes gänsehautmoment mutmacher vorbild vorbilder held helden heldin jubiläum geburtstag weitermachen ehre spaß lachen
lächeln traum träume meilenstein leistung glanzleistung informativ lehrreich weisheit klarheit offenheit empfehle
empfehlen gefeiert feiern feiere rockt rocken gerockt gespannt pflichtlektüre augenöffner hallo moin hundertprozentig
sensationell absolute absoluter lob loben unvergesslich willkommen

merci mercis remerciements remercie bravo bravos chapeau félicitation félicitations félicite féliciter félicitons
super top génial géniale géniaux magnifique magnifiques excellent excellente excellents formidable formidables superbe
superbes sublime fantastique extraordinaire incroyable exceptionnel exceptionnelle remarquable inspirant inspirante
inspirants inspirantes inspiration inspirer intéressant intéressante intéressants passionnant passionnante touchant
touchante émouvant émouvante émotion émotions ému émue pertinent pertinente pertinence pertinents juste justes
justesse vrai vraie vrais vraies vérité vérités exactement absolument totalement complètement entièrement parfaitement
parfait parfaite effectivement accord valide approuve adhère plussoie rejoins confirme soutien soutiens adore adoré
aime aimé aimer beau belle beaux belles bel joli jolie bon bonne bons bonnes meilleur meilleure meilleurs meilleures
mieux courage courageux courageuse bienveillance bienveillant bienveillante sincère sincères honnêteté authenticité
authentique fier fière fiers fierté heureux heureuse ravi ravie content contente joie bonheur plaisir mérité méritée
mérite méritent mérites réussite réussites succès chance souhaite souhaitons espère espérons hâte continuation
continue continuez vivement éclairant éclairante enrichissant enrichissante utile précieux précieuse important
importante essentiel essentielle puissant puissante fort forte énorme grand grande coeur cœur reconnaissance
reconnaissant reconnaissante admiration admire respect talent talentueux talentueuse bises bise bisous amitiés hourra
waouh wahou amen clair claire limpide percutant percutante énergie délice régal frissons pépite brillant brillante
anniversaire hommage engagé engagée engagement passion motivant motivante honneur sourire sourires rire rires rêve
rêves générosité généreux généreuse instructif instructive informatif recommande recommander infiniment énormément
sincèrement chaleureusement chaleureux brille briller brilles larmes bonjour salut coucou cher chère chers chères
merveille merveilleux merveilleuse inoubliable bienvenue lumineux lumineuse tonnerre respectueux

gracias agradezco agradecer agradecido agradecida agradecimiento enhorabuena felicidades felicitaciones felicito
felicitar felicitamos bravo ole olé genial geniales excelente excelentes brutal espectacular espectaculares increíble
increíbles impresionante impresionantes maravilla grande grandes gran crack cracks fenomenal fantástico fantástica
estupendo estupenda magnífico magnífica perfecto perfecta precioso preciosa hermoso hermosa bonito bonita lindo linda
bello bella buen bueno buena buenos buenas buenísimo buenísima mejor mejores interesante interesantes interesantísimo
inspirador inspiradora inspiradores inspira inspiras inspiran inspiración emocionante emociona emoción emocionado
emocionada útil valioso valiosa valiosos valiosas importante importantes necesario necesaria poderoso poderosa potente
acertado acertada acertadísimo certero certera cierto cierta verdad verdades verdadero razón exacto exactamente
efectivamente correcto correcta acuerdo concuerdo coincido totalmente completamente absolutamente plenamente
definitivamente encanta encantan encantó encantado encantada amo adoro gusta gustó gustado admiro admirable admiración
respeto orgullo orgulloso orgullosa feliz felices felicidad alegro alegra alegría contento contenta merecido merecida
merecidísimo merecidísima mereces merece merecen éxito éxitos suerte deseo deseos abrazo abrazos besos beso saludo
saludos cariño corazón aplausos aplauso honestidad honesto honesta sincero sincera sinceridad valiente valentía
claridad brillante brillantes sabias sabio sabiduría bendiciones vamos adelante ánimo fuerza sigue sigan seguid amén
tal cual top wow guau crac maestro maestra maestría ejemplo ejemplar talento pasión cumpleaños reconocimiento ojalá
honor risas sonrisa sueño sueños generosidad generoso generosa informativo recomiendo recomendado infinitas infinito
sinceramente verdaderamente brillar brillas brilla lágrimas hola aplaudo logro logros inolvidable referente bienvenido
bienvenida querido querida alma enorme enhorabuenas ganado dedicación compromiso constancia entrega

obrigado obrigada obrigados gratidão grato grata agradeço agradecer agradecido agradecida parabéns parabenizo
felicitações felicidades bravo top show sensacional sensacionais excelente excelentes ótimo ótima ótimos ótimas
incrível incríveis maravilhoso maravilhosa maravilhosos maravilhosas fantástico fantástica espetacular espetaculares
perfeito perfeita perfeitos perfeitas perfeição lindo linda lindos lindas belo bela belíssimo belíssima bom boa bons
boas melhor melhores interessante interessantes inspirador inspiradora inspiradores inspiradoras inspira inspiração
emocionante emocionado emocionada emoção emociona útil valioso valiosa valiosos importante importantes necessário
necessária relevante relevantes pertinente pertinentes poderoso poderosa forte genial geniais brilhante brilhantes
verdade verdades verdadeiro verdadeira verdadeiros certo certa certíssimo certíssima certeza certeiro certeira correto
exato exatamente precisamente perfeitamente concordo concordamos concordância acordo assino totalmente completamente
absolutamente plenamente definitivamente amei amo adoro adorei gosto gostei admiro admiração admirável respeito
orgulho orgulhoso orgulhosa feliz felizes felicidade alegria contente merecido merecida merecidíssimo merece mereces
merecem sucesso sucessos sorte desejo desejos abraço abraços beijo beijos carinho coração aplausos honestidade sincero
sincera coragem corajoso corajosa clareza sábias sabedoria bênção amém arrasou arrasa mandou continue continua
continuem exemplo mestre talento paixão aniversário reconhecimento tomara oxalá força avante recomendo uau didático
didática honra sorriso risadas sonho sonhos generosidade generoso generosa informativo infinitamente imensamente
sinceramente verdadeiramente brilhar brilha brilhou brilho lágrimas olá inesquecível referência querido querida alma
enorme inspirar inspirando dedicação esforço conquistou vibro torcendo torço

grazie ringrazio ringraziamento ringraziamenti complimenti complimentoni congratulazioni auguri augurissimi bravo
brava bravi brave bravissimo bravissima bravissimi bello bella belli belle bellissimo bellissima bellissimi bellissime
bell bel ottimo ottima ottimi ottime eccellente eccellenti fantastico fantastica stupendo stupenda splendido splendida
meraviglioso meravigliosa magnifico magnifica straordinario straordinaria incredibile eccezionale spettacolare
spettacolo perfetto perfetta buono buona buoni buone buon migliore migliori meglio interessante interessanti
interessantissimo ispirante ispiri ispira ispirazione illuminante emozionante emozione emozioni emozionare utile
utilissimo prezioso preziosa preziosi preziose importante importanti fondamentale necessario potente vero vera veri
vere verissimo verità giusto giusta giustissimo esatto esattamente precisamente assolutamente totalmente pienamente
completamente perfettamente concordo condivido accordo quoto sottoscrivo ragione sacrosanto sacrosanta sante santo amo
adoro piace piaciuto piacere ammiro ammirazione ammirevole rispetto stima orgoglio orgoglioso orgogliosa felice felici
felicissimo felicità contento contenta gioia lieto lieta meritato meritata meritatissimo meriti merita meritano
successo successi fortuna auguro augurio abbraccio abbracci bacio baci cuore applausi applauso onestà onesto onesta
sincero sincera sincerità coraggio coraggioso coraggiosa chiarezza brillante brillanti saggezza saggio sagge forza
avanti continua continuate esempio maestro talento passione compleanno riconoscimento speriamo wow grande grandi
grandissimo grandissima top super evviva dedizione impegno traguardo meraviglia onore risate sorriso sogno sogni
generosità generoso generosa informativo infinitamente sinceramente sentitamente brillare brilli lacrime ciao salve
indimenticabile benvenuto benvenuta tantissimi tantissime tantissimo moltissimo disarmante enorme anima immenso
immensa splendore

dank bedankt dankjewel dankje dankbaar dankbaarheid merci gefeliciteerd gefeli proficiat felicitaties bravo chapeau
hulde petje respect complimenten compliment top toppie topper super geweldig geweldige fantastisch fantastische
prachtig prachtige mooi mooie mooier mooiste schitterend schitterende prima uitstekend uitstekende uitmuntend briljant
briljante gaaf gave tof toffe leuk leuke leuker knap knappe sterk sterke goed goede goeie beter beste fijn fijne
lekker heerlijk heerlijke inspirerend inspirerende inspiratie geïnspireerd inspireert interessant interessante
waardevol waardevolle nuttig nuttige boeiend boeiende belangrijk belangrijke krachtig krachtige treffend treffende
raak herkenbaar herkenbare waar waarheid klopt juist exact precies absoluut helemaal volledig eens inderdaad terecht
gelijk mee hou houden houd trots blij blije gelukkig geluk genoten geniet genieten bewonder bewondering
bewonderenswaardig verdiend verdien verdient verdienen welverdiend dubbeldik succes succesvol wens wensen gewenst hoop
hopelijk hart harten hartelijk hartelijke hartverwarmend ontroerend ontroerende ontroerd kippenvel tranen moed moedig
moedige dapper eerlijk eerlijke eerlijkheid oprecht oprechte kwetsbaar kwetsbaarheid wijs wijze woorden knuffel groet
groeten groetjes veel hoera jippie wauw wow zo ga door voorbeeld held helden talent passie verjaardag jubileum
aanrader helder heldere eer lachen glimlach droom dromen gul informatief leerzaam leerzame onvergetelijk stralen
straalt feest feestje proost feliciteer gezellig gezellige hartstikke ontzettend enorm enorme prestatie mijlpaal
openheid toewijding inzet hoi hallo benieuwd welkom verrijkend verrijkende
"""

AUDIENCE = """
post posts posting article articles piece content write writes writing written wrote writer read reads reading reader
readers share shares shared sharing repost reposting reposted saved saving bookmark bookmarked bookmarking comment
comments commenting word words wording sentence paragraph phrase quote quotes story stories storytelling message
messages text topic topics subject reminder reminders thought thoughts think thinks thinking thinker lesson lessons
insight perspective perspectives point points take view views tip tips advice information info ideas idea thing things
stuff way ways people person human humans man woman guys folks friend friends buddy mate bro sis dear sir mam madam
team teams everyone world life lives lifetime live day days today tonight tomorrow yesterday week weekend monday
morning night evening year years time times moment moments minute second feed network linkedin community journey
adventure path road chapter role job position career work works working worked next new start starts beginning ahead
future forward look looks looking know knows knowing known feel feels feeling see sees seeing seen say says saying
said tell tells telling told speak speaks speaking spoken talk talks talking talked listen heard need needs needed
want wants wanted let find finds found give gives giving given help helps helping show shows showing learn learned
learning learnt understand understood remember forget matter matters mean means meaning reason change changes changing
everything mind minds eye eyes ear ears voice voices soul spirit end first last long short big huge massive little bit
part whole full simple simplest complex hard easy real really different follow follows following followed follower
connect connected connecting connection met scroll scrolling stop stopped waiting wait continue continues continued
continuing believe bring brings bringing brought put sent send print frame wall tattoo million thousand hundred
thousands millions count amount level another nothing else leader leaders leadership mentor mentors colleague
colleagues expert experts professional professionals support supports supporting supported supportive event events
podcast video photo photos picture pictures image congrat family rare january february march april ride trip crew
squad gang opportunity chance trust confidence memories memory forever mandatory required obligatory pin pinned tag
tagging tagged grow growing remind reminds reminded reminding sentiment sentiments echo spread overdue aboard onwards
upwards ever posted etc effort efforts pieces honestly sort kind recall reread desk

beitrag beiträge beitrags post posts artikel text texte teilen geteilt teilst teile schreiben schreibst geschrieben
schreibt lesen gelesen lese liest leser wort worte worten wörter satz sätze gedanke gedanken denken denkanstoß
denkanstöße nachdenken impuls impulse einblick einblicke erkenntnis erkenntnisse perspektive perspektiven sicht thema
themen themas punkt punkte aspekt botschaft geschichte geschichten erinnerung idee ideen tipp tipps info infos aussage
aussagen zusammenfassung inhalt inhalte art weise mensch menschen leute freund freunde freundin kollege kollegen
kollegin kolleginnen team teams welt leben tag tage tages woche wochenende montag morgen abend jahr jahre jahren zeit
zeiten moment netzwerk linkedin community reise weg wege zukunft schritt schritte job jobs rolle position stelle
aufgabe aufgaben herausforderung arbeit start anfang abschnitt kapitel neu neue neuen neues neuer sagen sagst sagt
gesagt sprechen sprichst gesprochen ansprichst anspricht angesprochen aussprechen ausgesprochen formuliert formulieren
formulierung ausgedrückt zeigen zeigst zeigt gezeigt sehen sehe siehst sieht gesehen hören gehört wissen weiß finde
finden findet gefunden fühlen fühle kenne kennen bringst bringt gebracht bringen triffst trifft getroffen nagel kopf
auge augen stimme stimmen guttun guttut tut lernen gelernt verstehen verstanden brauchen braucht gebraucht wollen
bleib bleibe bleibt bleiben folge folgen gefolgt merken gemerkt gespeichert abgespeichert speichern drucken
unterstützen unterstützung unterstützt klar klare klaren klarer deutlich deutliche kurz knapp groß große großer großen
großes riesig riesigen klein kleine ganze ganzen echte echter echtes echten selten seltener oft öfter zweimal dreimal
tausend tausendmal hundert ende letzten letzte ersten erste nächste nächsten gemeinsam zusammen event video foto bild
bilder podcast vortrag kommentar kommentare kommentieren unternehmen führung führungskraft führungskräfte
veranstaltung austausch gespräch familie gleich sofort liken zehnmal weitergeleitet weiterleiten weitergesagt erinnern
erinnert erinnerst vertrauen freundschaft mühe einsatz erlebnis runde truppe crew offen offene offenen voll prozent
tief passt dabei bühne fortsetzung beispiel seele nachvollziehen ausdrücken hier reden redest like likes nachmachen
umso sowas darauf

post publication publications article articles texte textes partage partages partager partagé partagées partagez
contenu contenus écrire écrit écrits écris écrivez écriture lire lis lit lu lue relire lecture lecteur lecteurs mot
mots phrase phrases parole paroles propos message messages histoire histoires récit témoignage témoignages réflexion
réflexions pensée pensées penser pense réfléchir sujet sujets thème point points vue regard perspective perspectives
idée idées conseil conseils info infos information informations rappel rappels leçon leçons analyse éclairage chose
choses façon manière gens personne personnes monde ami amis amie amies collègue collègues équipe équipes humain
humains humaine vie jour jours journée semaine weekend lundi matin soir année années an ans temps moment moments fois
réseau linkedin communauté parcours chemin voyage aventure aventures avenir suite étape défi défis poste job rôle
fonction fonctions travail boulot début démarrage nouveau nouvelle nouveaux nouvelles dire dis dit dites disent parler
parles parle parlez exprimé exprimer exprimes résumé résumer résume montrer montre montres voir vois voit vu voyons
regarder sentir ressentir ressens savoir sais sait connaître connais trouve trouver trouvé touche touches touché fais
apprendre apprends appris comprendre compris besoin envie côtoyé côtoyés côtoyer ajouter ajoute rajouter garder garde
sauvegarder enregistré retenir suivre suis suit suivi vidéo photo photos image événement commentaire commentaires
commenter accompagner tête tous sens valeur valeurs simple simples long longue longtemps petit petite premier première
dernière dernier prochain prochaine quotidien entier entière mille fond bout lieu entreprise entreprises leader
leadership soutenir famille amplement ensemble confiance effort efforts obligatoire rappeler rappelle rappelles
rappelez côté côtés auprès découvrir grandir soirée rencontre rencontres échange échanges résonne résonner bande
évident évidence trouves lisant publie publié dehors opportunité souvenir souvenirs parcouru accompli

publicación publicaciones post posts artículo artículos texto textos contenido contenidos compartir compartirlo
compartes comparte compartido compartiendo compartirnos escribir escribes escribe escrito escritos escribiendo leer
leerte leerlo leído lee lees leo lectura lector lectores palabra palabras frase frases mensaje mensajes historia
historias relato testimonio reflexión reflexiones reflexionar pensar pienso pensando pensamiento pensamientos tema
temas punto puntos vista mirada perspectiva perspectivas visión idea ideas consejo consejos información recordatorio
lección lecciones enseñanza enseñanzas análisis aporte aportes aportación aportas aporta aportar cosa cosas forma
manera modo gente persona personas humano humanos humana mundo amigo amigos amiga amigas compañero compañeros
compañera equipo equipazo equipos vida día días semana lunes mañana tarde noche año años tiempo momento momentos vez
veces red linkedin comunidad camino viaje aventura aventuras futuro etapa reto retos puesto trabajo trabajos rol cargo
inicio comienzo nuevo nueva nuevos nuevas decir decirlo dices dice dicen dicho digo hablar hablas habla expresar
expresado expresas explicar explicado explicas explicación resumir resumido resumen mostrar muestra muestras ver veo
ves viendo visto mirar sentir siento sentido saber sé sabes conocer conozco encontrar tocar tocas tocado aprender
aprendo aprendido aprendizaje entender entendido necesitaba necesitamos necesita falta queda quedo quedado añadir
agregar sumar suma guardar guardo guardado imprimir enmarcar seguir sigo siguiendo seguirte vídeo foto fotos imagen
evento comentario comentarios comentar acompañar valor valores simple sencillo sencilla largo larga pequeño primer
primera último última próximo próximos próxima mil todo diario líder líderes liderazgo empresa empresas apoyo apoyar
familia parte favor dejes dejar deja dejas llegar llegado lejos verte pulso confianza esfuerzo esfuerzos obligatoria
obligatorio recordar recordarnos recordarlo recuerdo recuerdas recuerda recuerdos lado descubrir crecer encuentro
oportunidad voz poner pones pone ponga pena necesitar haga olvida olvidar olvidamos pensamos decimos nivel hito
importa releer prisas llevo generas

post posts publicação publicações artigo artigos texto textos conteúdo conteúdos partilha partilhar partilhado
partilhas partilhares compartilhar compartilhamento compartilha compartilhado compartilhando dividir divide escrever
escreve escrito escreves escrita ler leio lê lido lendo leitura leitor leitores palavra palavras frase frases mensagem
mensagens fala falas falar falou história histórias relato depoimento testemunho reflexão reflexões refletir pensar
penso pensamento pensamentos tema temas assunto assuntos ponto pontos vista olhar perspectiva perspetiva visão ideia
ideias dica dicas conselho conselhos informação lembrete lição lições ensinamento ensinamentos aprendizado
aprendizagem análise contributo contribuição coisa coisas forma maneira modo pessoa pessoas humano humanos humana
mundo amigo amigos amiga amigas colega colegas equipa equipe time vida dia dias semana segunda manhã tarde noite ano
anos tempo momento momentos vez vezes rede linkedin comunidade caminho caminhada jornada viagem aventura futuro etapa
fase desafio desafios conquista conquistas cargo trabalho trabalhos função emprego início começo novo nova novos novas
dizer dito diz disse dizes expressar expressou explicar explicado explicação resumir resumiu resumo mostrar mostra ver
vejo vê vendo visto sentir sinto sentido saber sei sabe conhecer conheço encontrar tocar tocou aprender aprendo
aprendi entender entendi precisava precisamos precisa falta acrescentar adicionar somar guardar salvar salvo salvei
imprimir seguir sigo acompanho acompanhar acompanhando vídeo foto fotos imagem evento comentário comentários comentar
valor valores simples longo longa pequeno primeiro primeira último última próximo próximos próxima mil diário líder
líderes liderança empresa empresas apoio apoiar família parte favor deixe deixar iniciativa chegar longe colocação
colocações professor crescer confiança obrigatória obrigatório lembrar lembra lembrança lembre lado descobrir
oportunidade voz correria importa reler precisar ser envolvidos nível marco sermos compartilhe gerar trajetória perfil

post articolo articoli testo testi contenuto contenuti condivisione condividere condivide condividi condiviso scrivere
scrivi scrive scritto scritta scrittura leggere leggerti leggerlo leggo letto letta lettura lettore lettori parola
parole frase frasi messaggio messaggi storia storie racconto testimonianza riflessione riflessioni riflettere pensare
penso pensiero pensieri tema temi argomento argomenti punto punti vista sguardo prospettiva prospettive visione idea
idee spunto spunti consiglio consigli informazione informazioni promemoria lezione lezioni insegnamento insegnamenti
analisi contributo cosa cose modo maniera gente persona persone umano umani umana mondo amico amici amica amiche
collega colleghi squadra team vita giorno giorni giornata settimana lunedì mattina mattino sera anno anni tempo
momento momenti volta volte rete linkedin community comunità cammino percorso viaggio avventura futuro tappa sfida
sfide risultato risultati frutto ruolo incarico lavoro inizio nuovo nuova nuovi nuove dire dici dice detto dirlo
parlare parli parla espresso esprimere spiegare spiegato spiegazione riassunto riassumere mostrare mostra vedere vedo
visto sentire sento sapere so sai conoscere conosco trovare toccare toccato imparare imparo imparato capire capito
bisogno serviva aggiungere aggiunto salvare salvo salvato stampare seguire seguo riesci riesce video foto immagine
evento commento commenti commentare accompagnare valore valori semplice semplici semplicità lungo piccolo primo prima
ultimo prossimo prossima mille quotidiano leader leadership azienda aziende sostegno famiglia parte favore smettere
mancare strada vivissimi caro cara cari care strepitoso ad maiora aver averci averlo ricordare ricordarci ricordato
ricordi ricordo conta contano rileggere fiducia sforzo sforzi obbligatoria obbligatorio consigliato fianco scoprire
opportunità voce riferimento crescere pensiamo diciamo raccontare racconti serve livello dirci essere scritte dette

bericht berichten post posts artikel artikelen tekst stuk stukje blog content delen deelt deel gedeeld schrijven
schrijft schrijf geschreven lezen leest lees gelezen lezer lezers woord verwoord verwoordt verwoording zin zinnen
boodschap verhaal verhalen getuigenis gedachte gedachten nadenken denken denk dacht reflectie onderwerp thema punt
punten blik perspectief inzicht inzichten visie idee ideeën tip tips advies informatie reminder herinnering les lessen
analyse bijdrage ding dingen manier wijze mensen mens persoon wereld vriend vrienden vriendin collega team teams leven
dag dagen week weekend maandag ochtend avond jaar jaren tijd moment momenten keer keren netwerk linkedin community
reis weg pad toekomst stap stappen uitdaging uitdagingen avontuur baan functie rol werk werkt begin start nieuw nieuwe
zeggen zegt zeg gezegd spreken praten gesproken uitgelegd uitleg samengevat samenvatting tonen toont laten zien ziet
gezien kijken kijk voelen voel gevoel weten weet kennen ken vinden vind vindt gevonden raken raakt geraakt leren leer
geleerd begrijpen begrepen nodig behoefte toe voegen toegevoegd toevoegen bewaren bewaar bewaard opgeslagen uitprinten
volgen volg volgt blijf blijven blijft video foto beeld evenement reactie reacties reageren steun steunen waarde
waarden simpel simpele eenvoudig kort lang lange klein kleine groot grote grootste eerste laatste volgende duizend
duizendmaal open leider leiders leiderschap bedrijf bedrijven familie lieve lief beste allemaal hoofd spijker kop
zeldzaam vertrouwen moeite verplicht verplichte herinneren herinnert herinnerde zij ontdekken kans stem ziel groeien
bereikt bereiken zichtbaar doorsturen doorgestuurd niveau mijlpalen aangestipt aankaart benoemt benoemd gehoord horen
hoor
"""

# Adjectives and the like, with the endings that they take.
INFLECTED = (
    (
        """toll schön großartig wunderbar wundervoll spannend interessant wichtig richtig wertvoll hilfreich stark super
        genial klasse ehrlich mutig klug treffend inspirierend berührend beeindruckend gelungen hervorragend
        ausgezeichnet fantastisch perfekt grandios sensationell cool nett lieb stolz wahr fein einzigartig unglaublich
        sympathisch authentisch menschlich bewegend motivierend mitreißend lesenswert fabelhaft herrlich genau
        bemerkenswert außergewöhnlich verdient wohlverdient weis herzlich grossartig""",
        "- e er es en em",
    ),
    ("schönst tollst größt liebst best stärkst wichtigst", "e er es en em"),
    (
        """acertad brillantísim fantástic magnífic maravillos estupend precios hermos bonit buenísim grandísim valios
        sincer honest merecid orgullos content clarísim list sabi ciert exact verdader lind querid estimad
        inmens enorm infinit bellísim brav ottim splendid stupend bellissim grandissim verissim giustissim meritat
        stimat caríssim carissim fantastic magnific meraviglios perfett maravilhos merecidíssim lindíssim
        ótim belíssim certíssim fantástic magnífic querid prezad perfeit""",
        "o a os as i e",
    ),
    (
        """excellent super beau brillant passionnant inspirant touchant émouvant éclairant enrichissant intéressant
        pertinent percutant impressionnant motivant vibrant puissant important bluffant épatant captivant
        réconfortant rafraîchissant stimulant magistral""",
        "- e s es",
    ),
    ("geweldig prachtig fantastisch mooi sterk goed knap treffend krachtig briljant waardevol inspirerend", "- e er"),
    ("ontroerend indrukwekkend boeiend motiverend verhelderend verfrissend bijzonder fantastisch herkenbaar", "- e"),
    ("congratulat appreciat celebrat inspir resonat motivat captivat fascinat", "e es ed ing ion ions"),
    ("gefeliciteer proficia", "d t"),
)
