"""Words that carry grammar and no content, in the seven languages read together.

Our own short lists: the package stopwordsiso holds 57 languages and takes about 45 ms to import, more than reading
5,000 comments does. Number words are left out on purpose: "in seven months" says something. So are words that are
grammar in one language and content in another, where the content is the likelier reading.
"""

ENGLISH = """
a an the this that these those here there i me my mine myself we us our ours ourselves you your yours yourself he him
his she her hers it its itself they them their theirs themselves who whom whose which what when where why how and or
but nor so yet if then else than because as until while although though unless since whether whatever whenever
wherever of at by for with about against between into through during before after above below to from up down in out
on off over under again further once upon within without across along around behind beyond near toward towards am is
are was were be been being have has had having do does did doing done will would shall should can could may might must
ought cannot not no yes don doesn didn isn aren wasn weren hasn haven hadn won wouldn shouldn couldn mustn ain ll ve
re im ive id youre thats dont doesnt didnt isnt cant couldnt wouldnt wont lets let all any both each few more most
other others another some such only own same too very just even also still already almost always never ever often
sometimes usually now soon later maybe perhaps much many lot lots little less least quite rather really actually
simply especially well everyone everybody everything someone somebody something anyone anybody anything nobody nothing
none one ones however therefore thus hence per via etc like get gets got getting go goes going gone went make makes
made making take takes took come comes came keep keeps kept put puts seem seems
"""

GERMAN = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines ich mich mir mein
meine meinen meinem meiner meines du dich dir dein deine deinen deinem deiner deines er ihn ihm sein seine seinen
seinem seiner seines sie ihr ihre ihren ihrem ihrer ihres es wir uns unser unsere unseren unserem unserer unseres euch
euer eure euren eurem eurer eures ihnen sich selbst man jemand niemand etwas nichts alles alle allen aller allem jeder
jede jedes jeden jedem jeglich manche mancher manches viele vielen vieler viel wenig wenige dieser diese dieses diesen
diesem jener jene jenes solche solcher solches solchen welche welcher welches welchen welchem wer wen wem wessen was
wann wo wohin woher warum wieso weshalb wie und oder aber denn sondern doch jedoch wenn als ob dass weil da damit
obwohl während bevor nachdem seit seitdem bis indem sobald sofern falls zwar sowie entweder weder noch auch nur schon
immer nie niemals oft manchmal wieder mehr sehr ganz so zu zum zur von vom bei beim mit nach aus an am auf für fürs
über übers unter vor hinter neben zwischen durch ohne gegen um ums in im ins hin her dann dort hier jetzt nun heute
bin bist ist sind seid war warst waren wart wäre wären gewesen sei habe hast hat haben habt hatte hatten hattest hätte
hätten gehabt werde wirst wird werden werdet wurde wurden würde würden geworden kann kannst können könnt konnte
konnten könnte könnten muss musst müssen müsst musste mussten müsste soll sollst sollen sollte sollten will willst
wollen wollt wollte wollten darf darfst dürfen durfte dürfte mag magst mögen möchte möchten möchtest lass lassen lässt
nicht ja nein eben halt mal eigentlich einfach wirklich wohl etwa ziemlich fast genug sonst außerdem daher deshalb
darum also trotzdem dabei dafür dagegen dazu davon daran darauf daraus darin darüber wobei wofür womit woran hierzu
hierfür leider natürlich bereits eher meist meistens besonders je desto gar überhaupt einmal beide beiden andere
anderen anderer anderes gibt gab geht ging kommt kam macht machen gemacht tun tut getan bzw usw zb bekommt vielleicht
"""

FRENCH = """
le la les l un une des du de d au aux ce cet cette ces c ça cela ceci celui celle ceux celles je j me m moi mon ma mes
mien mienne tu te t toi ton ta tes il elle on se s soi son sa ses nous notre nos vous votre vos ils elles leur leurs
lui eux y en qui que qu quoi dont où quel quelle quels quelles lequel laquelle lesquels quand comment pourquoi combien
et ou mais donc or ni car si comme lorsque lorsqu puisque puisqu quoique afin parce ainsi alors aussi à dans par pour
sur sous avec sans chez vers entre depuis pendant avant après contre dès hors jusque jusqu malgré selon parmi envers
suis es est sommes êtes sont étais était étions étaient serai sera serons seront serait seraient sois soit soyez été
étant ai as a avons avez ont avais avait avions avaient aurai aura auront aurait auraient aie ait aient eu ayant fais
fait faisons faites font faire faisait fera ferait peux peut pouvons pouvez peuvent pouvait pourrait pourra dois doit
devons devez doivent devait devrait faut fallait veux veut voulons voulez veulent vais va allons allez vont aller ne n
pas plus moins non oui jamais toujours encore déjà très trop peu assez beaucoup tout toute tous toutes rien aucun
aucune chaque autre autres même mêmes tel telle tels telles plusieurs quelque quelques quelqu certains certaines
surtout vraiment tellement tant bien mal ici là voici voilà maintenant souvent parfois être ensuite enfin puis
cependant toutefois pourtant notamment plutôt presque seulement juste aujourd hui via
"""

SPANISH = """
el la los las lo un una unos unas al del de a ante bajo con contra desde durante en entre hacia hasta mediante para
por según sin sobre tras yo me mí mi mis mío mía míos conmigo tú te ti tu tus tuyo tuya contigo él ella ello se si sí
su sus suyo suya usted ustedes nosotros nosotras nos nuestro nuestra nuestros nuestras vosotros vosotras os vuestro
vuestra vuestros vuestras ellos ellas les le este esta esto estos estas ese esa eso esos esas aquel aquella aquello
quien quienes que qué cual cuál cuales cuáles cuando cuándo donde dónde como cómo cuanto cuánto cuanta cuánta cuantos
cuántos porque aunque pero sino pues mientras ni o u y e soy eres es somos sois son era eras éramos eran fui fue
fueron fuera sea sean seas sido siendo será serán sería estoy estás está estamos estáis están estaba estaban estuvo
esté estén he has ha hemos habéis han había habían hay haya hubo habrá habría tener ser tengo tienes tiene tenemos
tenéis tienen tenía tuvo hacer hago haces hace hacemos hacen hizo hecho haciendo puedo puedes puede podemos podéis
pueden podía podría poder debo debe debemos deben debería voy vas va vamos vais van ir no nunca siempre ya aún todavía
también tampoco muy más menos mucho mucha muchos muchas muchísimo poco poca pocos pocas tan tanto tanta tantos tantas
todo toda todos todas nada algo alguien nadie alguno alguna algunos algunas algún ninguno ninguna ningún otro otra
otros otras mismo misma mismos mismas cada cualquier cualquiera ambos solo sólo solamente así bien mal aquí ahí allí
ahora hoy luego entonces después antes casi quizá quizás tal vez además incluso realmente simplemente cierto
"""

PORTUGUESE = """
o a os as um uma uns umas ao aos à às do da dos das no na nos nas num numa de em por pelo pela pelos pelas para pra
com sem sob sobre entre até desde contra perante após eu me mim meu minha meus minhas comigo tu te ti teu tua teus
tuas você vocês ele ela eles elas se si seu sua seus suas nós nosso nossa nossos nossas vos vosso vossa lhe lhes dele
dela deles delas este esta isto estes estas esse essa isso esses essas aquele aquela aquilo neste nesta nisto nesse
nessa nisso deste desta disto desse dessa disso quem que quê qual quais quando onde como quanto quanta quantos quantas
porque porquê pois mas nem ou e embora porém contudo enquanto conforme caso sou és é somos são era eram foi foram fui
seja sejam sendo sido será serão seria estou está estás estamos estão estava estavam esteve esteja ter tenho tens tem
têm temos tinha tinham teve tiveram tido terá teria há haver havia houve fazer faço faz fazem fazemos fez feito
fazendo posso pode podem podemos podia poderia poder devo deve devem devemos deveria vou vai vamos vão ir não sim
nunca jamais sempre já ainda também muito muita muitos muitas mais menos pouco pouca poucos poucas tão tanto tanta
tantos tantas ser todo toda todos todas tudo nada algo alguém ninguém algum alguma alguns algumas nenhum nenhuma outro
outra outros outras mesmo mesma mesmos mesmas cada qualquer ambos só somente apenas assim bem mal aqui aí ali lá cá
agora hoje depois antes então logo quase talvez além inclusive realmente simplesmente demais via gente tal
"""

ITALIAN = """
il lo la i gli le l un uno una del dello della dei degli delle dell al allo alla ai agli alle all dal dallo dalla dai
dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull col coi di a da in con su
per tra fra senza verso contro dentro fuori sopra sotto prima dopo durante fino io me mi mio mia miei mie tu te ti tuo
tua tuoi tue lui lei esso essa si sé suo sua suoi sue noi ci nostro nostra nostri nostre voi vi vostro vostra vostri
vostre loro ne questo questa questi queste quest quello quella quelli quelle quel quei quegli ciò chi che cui quale
quali quando dove come quanto quanta quanti quante perché poiché affinché se ma e ed o od né oppure però anche pure
mentre quindi dunque allora inoltre infatti tuttavia sono sei è siamo siete era erano ero eravamo fu furono stato
stata stati state essere sia siano sarà saranno sarebbe sto stai sta stiamo stanno stava ho hai ha abbiamo avete hanno
aveva avevano avevo avere avuto avrà avrebbe abbia faccio fai fa facciamo fate fanno fare fatto faceva posso puoi può
possiamo potete possono poteva potrebbe potere devo devi deve dobbiamo dovete devono dovrebbe voglio vuoi vuole
vogliamo vogliono vado vai va andiamo vanno andare non no sì mai sempre già ancora molto molta molti molte poco poca
pochi poche più meno tanto tanta tanti tante troppo troppa tutto tutta tutti tutte tutt niente nulla qualcosa qualcuno
nessuno nessuna nessun alcuno alcuna alcuni alcune altro altra altri altre stesso stessa stessi stesse ogni ognuno
qualche ciascuno entrambi solo soltanto così bene ben male qui qua lì là ora adesso oggi poi spesso quasi forse
davvero veramente semplicemente proprio c d s n nient ecco
"""

DUTCH = """
de het een der den des van in op te aan met voor door over bij naar uit om tot tegen onder boven tussen zonder binnen
buiten sinds tijdens na vanaf vanuit volgens via per rond langs ik me mij mijn jij je jou jouw u uw hij hem zijn zij
ze haar wij we ons onze jullie hun hen zich zelf men iemand niemand iets niets alles alle allen allemaal ieder iedere
iedereen elk elke sommige veel vele weinig meer meest minder minst dit dat deze die dezelfde hetzelfde zulke zo zoals
wie wat welk welke wanneer waar waarom waarin waarop waarmee waarbij hoe hoeveel en of maar want dus als dan toen
omdat doordat zodat terwijl hoewel indien tenzij voordat nadat totdat ben bent is was waren geweest wees heb hebt
heeft hebben had hadden gehad word wordt worden werd werden geworden kan kun kunt kunnen kon konden zou zouden zal
zult zullen moet moeten moest moesten mag mogen mocht wil wilt willen wilde wilden laat laten doe doet doen deed
gedaan ga gaat gaan ging kom komt komen kwam maak maakt maken niet geen ja nee nooit altijd ook nog al weer wel toch
eens er hier daar nu vandaag straks later eerder vaak soms zeer erg heel hele helemaal echt gewoon zeker misschien
bijna best vooral slechts alleen samen even juist toe af mee erin erop ermee daarom daarvan daarmee daarbij hierbij
ander andere anderen beide eigen genoeg niks vanwege behalve keer zelfs eigenlijk natuurlijk inderdaad
"""

FUNCTION_WORDS = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH)
