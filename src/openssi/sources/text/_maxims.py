"""The words of maxims: "Never give up", "Wer nicht wagt, der nicht gewinnt", "80% mindset"."""

__all__ = ["ABSOLUTES", "HOMONYMS", "PLACES", "PLACE_ENDINGS", "RELATIVES", "WORDS"]

#: Negations without a limit. In a maxim nothing else says what is denied.
ABSOLUTES = """
never no none nobody nothing without nor nie niemals kein keine keinen keinem keiner ohne nichts jamais rien sans aucun aucune ni personne
nunca jamás nada nadie ningún ninguno ninguna sin ni sem ninguém nenhum nenhuma mai niente nulla nessun nessuno nessuna senza nooit niets niemand
geen zonder aldrig ingen inget inga utan intet uden aldri ingenting uten koskaan ilman mikään nigdy bez nic nikt żaden żadna nikdy nic nikdo žádný
žádná asla hiç olmadan لا أبدا دون कभी बिना
"""
#: With one of these before a concrete word, a negation says where it holds: "Never in hospitals."
PLACES = """
in at with within inside among under im bei beim am chez dans en aux em na nas nos negli nelle nei presso bij på hos w we u v ve في में
"""
#: The ends of words that say where, in languages without such prepositions.
PLACE_ENDINGS = ("ssa", "larda", "lerde")
#: How a clause about anybody begins, by language.
RELATIVES = {
    "English": "who whoever those",
    "German": "wer",
    "French": "qui",
    "Spanish": "quien quienes",
    "Portuguese": "quem",
    "Italian": "chi",
    "Dutch": "wie",
    "Swedish": "den",
    "Danish": "den",
    "Norwegian": "den",
    "Finnish": "joka",
    "Polish": "kto",
    "Czech": "kdo",
    "Turkish": "kim",
}
#: What maxims are about, by language; words, not beginnings of words.
WORDS = {
    "en": """
marathon sprint quality quantity guts glory goals busy productive progress way round buy
afraid scared wait waits waiting act acts survive survives stronger heroes hero capes wear cape happens happen react reacts late look looking free
lunch grass greener glitters stone eggs basket horse water lemons lemonade glass fall falls rise rises tough going strike iron chase chasing comfort
zone goal goals plan believe yourself anyone someone thing things worth having comes tomorrow yesterday today choice choose change changes same
nothing everyone sorry regret regrets alone together grow grows growing rest sleep survive brave bold forever always mind heart soul
give gives giving up quit quits quitting quitter quitters settle settles settling less more pain pains gain gains effort efforts luck lucky
attitude attitudes habit habits discipline hustle grind grit patience persistence consistency perspiration preparation practice practise mistake
mistakes risk risks dare dares win wins winning lose loses losing try tries trying hope dream dreams sweat hard harder easy easier early late
rome built elevator shortcut shortcuts impossible limit limits excuse excuses listening listen action actions words louder speak worry fear
fears rain rainbow storm mountain mountains road journey destination step steps moment moments enough perfect perfection done simple simplicity
kindness character happiness money rich wealth poor time ends end showing matters counts everything anything sky
""",
    "de": """
quatschen quatsch vogel wurm früh frühe perfekt marathon sprint qualität quantität
probleme problem lösungen lösung hasen warten wartet handeln handelt überleben stark starken stärker held helden passiert leben leicht stein
stehen bleiben immer weiter zurück vorwärts tun tut machen macht wollen will können kann muss kopf herz wahl wählen spät option zufall jeder jeden
gib geben auf aufgeben aufgibt wagen wagt wage gewinnt gewinnen gewinnst verlieren verliert fleiß preis schweiß übung meister geduld ausdauer disziplin
glück pech mühe anstrengung einstellung gewohnheit fehler risiko angst traum träume träumen hoffnung hoffen unmöglich unmögliches weniger mehr
reden schweigen silber taten worte tat stillstand rückschritt morgenstund himmel rom gebaut tag ende anfang probieren studieren versuchen versucht
leicht schwer einfach grenzen ausreden perfekt perfektion schritt schritte charakter geld reich arm zählt zuhören ruhe sturm regen alles
""",
    "fr": """
hasard chacun attendre attend agir agit survivre forts fort fortes héros tard trop lâchons baisse bras équipe raison gloire triomphe pierre
avancer reculer choix choisir problème problèmes solutions solution possible jamais volonté
abandonner abandonne abandonnez lâcher lâche lâchez baisser bras tenter tente tentes ose oser osez risque risques risquer gagner gagne perdre perd
peine effort efforts travail chance attitude habitude habitudes discipline patience persévérance erreur erreurs peur peurs rêve rêves rêver espoir
impossible limite limites excuse excuses moins plus rome jour faite fin début demain actes paroles parole silence argent riche pauvre facile
difficile petit pas chemin voyage tempête pluie vouloir veut écoute écouter compte marche
""",
    "es": """
tarde miedo esperar espera actuar actúa sobrevivir fuertes fuerte héroes problema problemas solución soluciones casualidad casualidades atajo atajos
cada uno mismo elección elegir voluntad éxito fracaso piedra nunca avanzar
rindas rendirse rindes rendir abandones abandonar arriesga arriesgar arriesgas gana ganar gane perder pierde esfuerzo esfuerzos sacrificio
recompensa trabajo suerte actitud hábito hábitos disciplina paciencia constancia perseverancia error errores miedo miedos sueño sueños soñar
esperanza imposible imposibles límite límites excusa excusas menos más roma día fin principio mañana hechos palabras silencio dinero rico
pobre fácil difícil paso pasos camino viaje tormenta lluvia querer quiere poder escuchar escucha atreve cuenta vale
""",
    "pt": """
tarde cedo esperar espera agir sobreviver fortes forte heróis problema problemas solução soluções acaso atalho atalhos cada um mesmo escolha
escolher vontade sucesso fracasso pedra existe avançar
desista desistir desistas desiste arrisca arriscar petisca ganhar ganha perder perde esforço sacrifício recompensa trabalho sorte atitude hábito
hábitos disciplina paciência constância persistência erro erros medo medos sonho sonhos sonhar esperança impossível limite limites desculpa
desculpas menos mais roma dia fim começo amanhã atos palavras silêncio dinheiro rico pobre fácil difícil passo passos caminho viagem
tempestade chuva querer quer poder ouvir conta vale dor
""",
    "it": """
tardi presto aspettare agire sopravvivere forti forte eroi problema problemi soluzione soluzioni caso scorciatoie ognuno scelta scegliere volontà
successo fallimento pietra dire ottiene avanti indietro
mollare mollate arrendersi arrenderti arrenderevi arrendere rischia risica rischiare rosica osare osa vincere vince perdere perde sforzo fatica
sacrificio ricompensa lavoro fortuna atteggiamento abitudine abitudini disciplina pazienza costanza perseveranza errore errori paura paure sogno
sogni sognare speranza impossibile limite limiti scusa scuse meno più roma giorno fine inizio domani fatti parole silenzio soldi denaro ricco
povero facile difficile passo passi cammino viaggio tempesta pioggia volere vuole potere ascoltare ascolto conta vale gloria dolore
""",
    "nl": """
laat wachten handelen overleven sterk sterken helden probleem problemen oplossing oplossingen toeval iedereen keuze kiezen wrijving glans steen
vooruit terug succes falen
geef geven op opgeven waagt wagen wint winnen winst verliest verliezen moeite inspanning zweet werk geluk houding gewoonte gewoontes discipline
geduld volharding doorzetten fout fouten angst droom dromen hoop onmogelijk grenzen grens excuses minder meer rome dag einde begin morgen daden
woorden zwijgen goud geld rijk arm makkelijk moeilijk stap stappen weg reis storm regen willen luisteren telt pijn af ervan
""",
    "sv": """
sent vänta agera överleva starka stark hjältar problem lösningar slump val välja framåt bakåt framgång
ge ger upp vågar våga vinner vinna förlora förlorar ansträngning slit svett arbete tur attityd inställning vana vanor disciplin tålamod uthållighet
misstag rädsla dröm drömmar hopp omöjligt gränser gräns ursäkter mindre mer rom dag slut början imorgon handling ord guld pengar rik fattig lätt
svårt steg väg resa storm regn vilja lyssna räknas smärta
""",
    "da": """
sent vente handle overleve stærke stærk helte problemer løsninger tilfældighed valg vælge fremad tilbage succes
giv giver op opgive vover vove vinder vinde taber tabe indsats slid sved arbejde held indstilling vane vaner disciplin tålmodighed vedholdenhed fejl
frygt drøm drømme håb umuligt grænser grænse undskyldninger mindre mere rom dag slut begyndelse morgen handling ord guld penge rig fattig let svært
skridt vej rejse storm regn vilje lytte tæller smerte an
""",
    "nb": """
sent vente handle overleve sterke sterk helter problemer løsninger tilfeldig valg velge fremover tilbake suksess
gi gir opp våger våge vinner vinne taper tape innsats slit svette arbeid flaks holdning vane vaner disiplin tålmodighet utholdenhet feil frykt
drøm drømmer håp umulig grenser grense unnskyldninger mindre mer roma dag slutt begynnelse morgen handling ord gull penger rik fattig lett
vanskelig skritt vei reise storm regn vilje lytte teller smerte an
""",
    "fi": """
täydellinen täydellistä parempi myöhään milloinkaan maraton
liian myöhäistä odota odottaa toimi selviytyä vahvat vahva sankari ongelmia ratkaisuja sattumaa valinta eteenpäin taaksepäin
luovuta luovuttaa luovuttaminen uskaltaa uskalla voittaa voita häviää hävitä vaivaa työ työtä työn onni onnea asenne asennetta tapa tavat kuri
kärsivällisyys sinnikkyys virhe virheet pelko pelot unelma unelmat toivo mahdoton mahdotonta rajat raja tekosyyt vähemmän enemmän rooma päivä
päivässä loppu alku huomenna teot sanat raha rikas köyhä helppo vaikea askel tie matka myrsky sade tahto kuunnella kipu
""",
    "pl": """
doskonały doskonałość lepiej wcale maraton
późno czekać czekaj działać działaj przetrwać silni silny bohater problemów problemy rozwiązania przypadek wybór naprzód sukcesu każdego
poddawaj poddawać poddaj rezygnuj ryzykuje ryzyka ryzyko wygrywa wygrać wygra pije szampana przegrać wysiłek wysiłku praca pracy kołaczy szczęście
szczęścia nastawienie nastawienia nawyk nawyki dyscyplina cierpliwość wytrwałość błąd błędy strach marzenia marzenie marzyć nadzieja niemożliwe
niemożliwego granice granica wymówki mniej więcej rzym dnia dzień koniec początek jutro czyny słowa złoto pieniądze bogaty biedny łatwo trudno krok
kroki droga podróż burza deszcz chcieć słuchanie ból
""",
    "cs": """
dokonalý dokonalost lépe maraton
pozdě čekat čekej jednat přežít silní silný hrdina problémy řešení náhoda volba vpřed úspěchu každém
nevzdávej nevzdávejte vzdávat vzdát riskuje riskovat vyhraje vyhrát prohrát úsilí snaha práce koláče štěstí přístup postoj návyk návyky disciplína
trpělivost vytrvalost chyba chyby strach sen sny snít naděje nemožné hranice výmluvy méně více řím den dne konec začátek zítra činy slova zlato peníze
bohatý chudý snadné těžké krok kroky cesta bouře déšť chtít naslouchání bolest tom
""",
    "tr": """
mükemmel maraton kimse
geç bekle beklemek harekete güçlü kahraman sorun çözüm tesadüf seçim ileri geri başarı herkes
pes etme vazgeçme vazgeçmek cesaret kazanır kazanmak kaybetmek çaba emek ter şans tutum alışkanlık disiplin sabır azim hata hatalar korku hayal hayaller
umut imkansız sınır sınırlar bahane az çok roma gün son başlangıç yarın eylem söz sözler altın para zengin fakir kolay zor adım yol yolculuk fırtına
yağmur istemek dinlemek duruma durum acı yemek
""",
    "ar": "تستسلم يستسلم استسلم استسلام نجاح فشل جهد عمل حظ صبر حلم أحلام خوف مستحيل حدود أعذار كلمات أفعال موقف ظروف تعب ألم شيء أحد كامل كمال مفتاح فرج وجد زرع حصد",
    "hi": "हार मानो मानना मानता मेहनत प्रयास परिश्रम भाग्य किस्मत धैर्य सपना सपने डर असंभव सीमा बहाना शब्द कर्म निर्भर परफेक्ट संपूर्ण भी दर्द जीत विकल्प हारता कोशिश करने वालों",
}
#: Words of praise that are also things and people: "your champion has budget until March".
HOMONYMS = """
champion champions winner winners star stars king queen boss hero heroes superstar gold golden gem heart hearts goal goals deal kill kills killed kudo
plug top brain smart rock rocks crush hits hit legend talent talents brave deep warm light bright bomb
held helden heldin herz herzen sieger könig königin spitze bombe hammer leistung erfolg traum meilenstein
championne championnes coeur cœur étoile étoiles héros roi reine chance
campeón campeona corazón estrella estrellas héroe rey reina campeão campeã coração estrela estrelas herói rei rainha campione cuore stella stelle eroe re
kampioen hart ster sterren koning stjärna hjärta hjälte stjerne hjerte helt sydän tähti mistrz serce gwiazda mistr srdce hvězda şampiyon kalp yıldız
"""
