"""Set phrases of praise and agreement whose single words would count as content; and phrases that state an opinion."""

# Longer phrases come before shorter ones that they contain; the reader sorts them by length anyway.
PRAISE_PHRASES = """
food for thought
hit the nail on the head
hits the nail on the head
hits home
hit home
hits different
hits hard
close to home
speaks volumes
sums it up
summed it up
sum it up
says it all
nothing to add
could not agree more
couldn t agree more
can t agree more
could not have said it better
couldn t have said it better
couldn t have put it better
well said
well put
well written
well done
well deserved
well articulated
way to go
keep it up
keep up
keep going
keep shining
keep it coming
keep them coming
hats off
hat off
thumbs up
high five
big up
shout out
two cents
mic drop
drops mic
standing ovation
round of applause
game changer
eye opener
eye opening
mind blown
mind blowing
thought provoking
sending love
sending hugs
sending you
cheering you on
rooting for you
for the win
worth reading
worth a read
worth sharing
worth repeating
a must read
louder for the people in the back
louder for those in the back
say it louder
people in the back
on point
on fire
on repeat
in a nutshell
in awe
raise the bar
raising the bar
set the bar
made my day
makes my day
made me smile
made me laugh
brought a smile
brought tears
put a smile on
bottom of my heart
all the best
onwards and upwards
onward and upward
to the moon
sky is the limit
full circle
proof that
living proof
true story
no doubt
without a doubt
hands down
by far
hard agree
this is the way
take a bow
you nailed it
drop the mic
one of a kind
second to none
role model
rock star
breath of fresh air
ray of sunshine
look forward
looking forward
stay tuned
can t wait
cannot wait
plus one
worth its weight
back of the room
speaking my language
preaching to the choir
take my money
shared with my
commenting for reach
commenting for better reach
cfbr
interested
following
auf den punkt gebracht
bringst es auf den punkt
bringt es auf den punkt
den nagel auf den kopf getroffen
aus der seele gesprochen
aus dem herzen gesprochen
sprichst mir aus der seele
spricht mir aus der seele
mitten ins schwarze
ins schwarze getroffen
nichts hinzuzufügen
nichts hinzuzufugen
dem ist nichts hinzuzufugen
bin ganz bei dir
bin ganz bei ihnen
ganz deiner meinung
deiner meinung
gleicher meinung
derselben meinung
sehe ich auch so
sehe ich genauso
sehe das genauso
genauso
kann ich nur unterschreiben
unterschreibe ich
unterschreiben
kann ich nur bestatigen
kann ich bestatigen
hut ab
weiter so
mach weiter so
alles gute
viel erfolg
viel spass
viel gluck
lasst grussen
liebe grusse
viele grusse
beste grusse
herzliche grusse
regt zum nachdenken an
zum nachdenken
daumen hoch
daumen gedruckt
danke fur den
geht runter wie ol
geht unter die haut
unter die haut
kurz und knapp
kurz und bundig
kopf hoch
mut zu
macht mut
gute arbeit
ganzes kino
grosses kino
ganz grosses kino
grosse klasse
eins a
eins plus
doppelt unterstreichen
sternstunde
hoch leben
von herzen
tout est dit
rien a ajouter
rien a redire
rien a rajouter
je valide
je plussoie
je partage
bien dit
bien resume
bien vu
bien joue
bien ecrit
mot pour mot
au top
tip top
a mediter
a lire et a relire
coup de coeur
coup de chapeau
chapeau bas
chair de poule
longue vie
bonne continuation
bonne chance
bon courage
bonne route
bon vent
bonne journee
belle journee
beau parcours
plein de succes
plein de bonheur
du fond du coeur
de tout coeur
fait du bien
fait chaud au coeur
ca fait du bien
tres belle
quelle belle
hate de
au plaisir
plaisir de te lire
plaisir de vous lire
donne a reflechir
matiere a reflexion
a cent pour cent
mille fois
mille merci
vive
100 d accord
dans le mille
en plein dans le mille
point final
tout a fait
tellement vrai
ca me parle
ca parle
force a toi
bel exemple
belle lecon
totalmente de acuerdo
no puedo estar mas de acuerdo
mas razon que un santo
no se puede decir mejor
mejor imposible
nada que anadir
nada mas que anadir
nada que agregar
ni una coma
ni mas ni menos
da que pensar
para pensar
dar en el clavo
diste en el clavo
has dado en el clavo
das en el clavo
en el clavo
en la diana
poner los pelos de punta
los pelos de punta
piel de gallina
pelos de punta
me quito el sombrero
quito el sombrero
sombrero
de corazon
a por todas
a por ello
a seguir
mucho exito
muchos exitos
buen trabajo
gran trabajo
vale oro
oro puro
oro molido
que grande
que bueno
que bonito
llega al alma
tocas el alma
desde el alma
para enmarcar
de lujo
un lujo
un placer
una joya
una maravilla
un crack
ole tu
ole por
bien dicho
mejor dicho
tal y como
con todo
un fuerte
fuerte abrazo
disse tudo
falou tudo
falou e disse
nada a acrescentar
sem mais
assino embaixo
assino por baixo
concordo em genero numero e grau
genero numero e grau
na mosca
em cheio
mandou bem
mandou muito bem
arrepiei
de arrepiar
arrepio
tiro o chapeu
chapeu
para refletir
da que pensar
faz pensar
faz refletir
tapa na cara
soco no estomago
show de bola
nota dez
nota 10
nota mil
bora
tamo junto
tamos juntos
estamos juntos
vale ouro
ouro puro
um luxo
um prazer
de coracao
do fundo do coracao
que venham
rumo a
rumo ao
voa
voa alto
simbora
sem duvida
sem duvidas
sem palavras
sin palabras
sin duda
sin dudas
senza dubbio
senza parole
sans aucun doute
sans doute
ohne worte
ohne zweifel
zonder twijfel
parole sante
parole d oro
hai detto tutto
detto tutto
niente da aggiungere
nulla da aggiungere
non c e altro da aggiungere
fa riflettere
fa pensare
da pensare
da leggere e rileggere
pelle d oca
colpito nel segno
hai colto nel segno
colto nel segno
nel segno
centrato il punto
hai centrato
tanto di cappello
giu il cappello
cappello
chapeau
in bocca al lupo
ad maiora
avanti cosi
continua cosi
ben fatto
ben detto
bel lavoro
buon lavoro
ottimo lavoro
di cuore
dal cuore
con il cuore
tanta roba
alla grande
al cento per cento
d accordissimo
straquoto
un abbraccio
in gamba
orgoglio di
occhi lucidi
toccare il cuore
tocca il cuore
spijker op de kop
de spijker op zijn kop
spijker op zijn kop
slaat de spijker
slaat de spijker op de kop
helemaal mee eens
mee eens
eens met
niets aan toe te voegen
niks aan toe te voegen
beter kunnen zeggen
zeg het niet beter
goed gezegd
mooi gezegd
mooi verwoord
goed verwoord
goed bezig
lekker bezig
goed gedaan
goed werk
mooi werk
ga zo door
zo door
veel succes
veel plezier
veel geluk
petje af
hoedje af
diepe buiging
buiging
duim omhoog
duimpje
dikke duim
stof tot nadenken
zet aan tot denken
zet aan het denken
aan het denken
uit het hart gegrepen
uit mijn hart gegrepen
recht uit het hart
voer voor
om in te lijsten
kippenvel
met open mond
doet me goed
doet goed
dat doet me
van harte
uit de grond van mijn hart
geen speld tussen te krijgen
zo is het
"""

# The writer states an opinion or adds a condition: a step towards content, even in a short comment.
STAND_PHRASES = """
disagree
do not agree
don t agree
not agree
not convinced
not sure
one caveat
caveat
on the contrary
in my experience
counterpoint
counter point
push back
pushback
nicht einverstanden
stimme nicht zu
nicht zustimmen
sehe ich anders
sehe das anders
anders
widerspreche
widersprechen
bei uns
in meiner erfahrung
meiner erfahrung nach
einwand
pas d accord
pas convaincu
pas convaincue
pas sur
chez nous
au contraire
d experience
bemol
no estoy de acuerdo
no comparto
no coincido
discrepo
en mi experiencia
al contrario
matiz
nao concordo
discordo
na minha experiencia
ao contrario
ressalva
non sono d accordo
non concordo
dissento
nella mia esperienza
da noi
al contrario
niet mee eens
niet eens
oneens
bij ons
in mijn ervaring
integendeel
kanttekening
"""
