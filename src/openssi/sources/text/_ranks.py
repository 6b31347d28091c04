"""The words of job titles that name a rank, in seven languages: the lexicon of the seniority reader.

One paragraph of terms for each language if they differ, in the order en, de, fr, es, pt, it, nl. Feminine forms are
listed, since "Directrice" is not a regular form of "Directeur". A term is matched as whole words, ignoring accents and
case, the longest first, so that a longer term can override a meaning: "product owner" is an ENTRY, "owner" is not.
The levels follow LinkedIn's ten; see the comments for what is convention rather than meaning.
"""

RANKS = (
    (
        # The self-employed own their business. "Gérant" and "zaakvoerder" run a small company that is theirs.
        "OWNER",
        """
        founder, cofounder, founding partner, owner, business owner, proprietor, proprietress, entrepreneur,
        solopreneur, self employed, selfemployed, sole trader, freelancer, franchisee, franchise owner, shareholder,
        managing owner
        gründer, gründerin, mitgründer, mitgründerin, mitbegründer, mitbegründerin, begründer, gründungspartner,
        inhaber, inhaberin, mitinhaber, mitinhaberin, geschäftsinhaber, geschäftsinhaberin, firmeninhaber,
        firmeninhaberin, eigentümer, eigentümerin, miteigentümer, miteigentümerin, unternehmer, unternehmerin,
        gesellschafter, gesellschafterin, geschäftsführender gesellschafter, geschäftsführende gesellschafterin,
        selbständig, selbstständig, selbständige, selbständiger, selbstständige, selbstständiger, freiberufler,
        freiberuflerin, freiberuflich, einzelunternehmer, einzelunternehmerin, existenzgründer, existenzgründerin
        fondateur, fondatrice, cofondateur, cofondatrice, associé fondateur, associée fondatrice, propriétaire,
        gérant, gérante, cogérant, cogérante, associé gérant, associée gérante, patron, patronne, chef d entreprise,
        cheffe d entreprise, entrepreneur, entrepreneuse, autoentrepreneur, autoentrepreneuse, indépendant,
        indépendante, travailleur indépendant, travailleuse indépendante, créateur d entreprise,
        créatrice d entreprise, franchisé, franchisée
        fundador, fundadora, cofundador, cofundadora, socio fundador, socia fundadora, propietario, propietaria,
        copropietario, copropietaria, dueño, dueña, empresario, empresaria, emprendedor, emprendedora, autónomo,
        autónoma, trabajador autónomo, trabajadora autónoma, por cuenta propia
        proprietário, proprietária, sócio fundador, sócia fundadora, sócio proprietário, sócia proprietária,
        sócio gerente, sócia gerente, sócio administrador, sócia administradora, dono, dona, empresário, empresária,
        empreendedor, empreendedora, autônomo, autônoma, profissional autônomo, trabalhador independente,
        trabalhadora independente, profissional liberal
        titolare, contitolare, fondatore, fondatrice, cofondatore, cofondatrice, socio fondatore, socia fondatrice,
        proprietario, proprietaria, imprenditore, imprenditrice, libero professionista, libera professionista,
        lavoratore autonomo, lavoratrice autonoma, partita iva
        eigenaar, eigenaresse, mede eigenaar, oprichter, oprichtster, medeoprichter, medeoprichtster, ondernemer,
        onderneemster, directeur eigenaar, eigenaar directeur, directeur grootaandeelhouder, dga, zzp, zzper,
        zelfstandig ondernemer, zelfstandige, zaakvoerder, zaakvoerster, franchisenemer
        """,
    ),
    (
        "PARTNER",
        """
        partner, managing partner, equity partner, general partner, senior partner, venture partner, limited partner
        partnerin, sozius, seniorpartner, seniorpartnerin, komplementär
        associé, associée, avocat associé, avocate associée
        socio, socia, socio director, socia directora
        sócio, sócia, sócio diretor, sócia diretora
        socio amministratore, partner associato
        vennoot, medevennoot, maat
        """,
    ),
    (
        # Those who run the company as a whole, or a function in its name. "Chief ... Officer" is a rule of the reader.
        "CXO",
        """
        ceo, cfo, coo, cto, cmo, cro, cio, ciso, cso, cpo, chro, cdo, cco, cxo, clo, cao, cko, cino, cbo, c level,
        c suite, c e o, chief executive, managing director, president, co president, chairman, chairwoman,
        chairperson, chair, chair of the board, vice chairman, vice chair, deputy chairman, secretary general,
        general secretary, managing board
        geschäftsführer, geschäftsführerin, geschäftsführung, geschäftsleiter, geschäftsleiterin, geschäftsleitung,
        vorstand, vorständin, vorstände, vorstandsvorsitzender, vorstandsvorsitzende, vorstandsmitglied,
        vorstandssprecher, vorstandssprecherin, alleinvorstand, generaldirektor, generaldirektorin,
        generalbevollmächtigter, generalbevollmächtigte, präsident, präsidentin, vorsitzender, vorsitzende,
        hauptgeschäftsführer, hauptgeschäftsführerin, aufsichtsratsvorsitzender, aufsichtsratsvorsitzende,
        verwaltungsratspräsident, verwaltungsratspräsidentin, alleingeschäftsführer, generalsekretär
        pdg, dg, président, présidente, directeur général, directrice générale, direction générale, dirigeant,
        dirigeante, secrétaire général, secrétaire générale, directeur exécutif, directrice exécutive,
        administrateur délégué, administratrice déléguée, président directeur général
        director general, directora general, director ejecutivo, directora ejecutiva, director gerente,
        directora gerente, dirección general, consejero delegado, consejera delegada, gerente general, presidente,
        presidenta, administrador único, administradora única, secretario general, secretaria general
        diretor geral, diretora geral, direção geral, diretor executivo, diretora executiva, diretor presidente,
        diretora presidente, administrador delegado, administradora delegada, presidente executivo
        amministratore delegato, amministratrice delegata, amministratore unico, amministratrice unica,
        amministratore, direttore generale, direttrice generale, direzione generale, direttore esecutivo,
        presidentessa, segretario generale
        algemeen directeur, directievoorzitter, bestuurder, bestuursvoorzitter, voorzitter, raad van bestuur,
        lid van de directie, directielid, statutair directeur, secretaris generaal
        """,
    ),
    (
        "VP",
        """
        vp, svp, evp, avp, rvp, gvp, v p, vice president, vicepresident, vice pres, senior vice president,
        executive vice president
        vizepräsident, vizepräsidentin
        vice président, vice présidente
        vicepresidente, vicepresidenta, vice presidente
        vicepresidentessa
        vicevoorzitter, vice voorzitter
        """,
    ),
    (
        # "Head of" and "Leiter" by LinkedIn's convention; board members without an executive part; "Prokurist".
        "DIRECTOR",
        """
        director, head, head of, general manager, gm, executive director, non executive director, ned, board member,
        board director, member of the board, member of the board of directors, trustee, chief, chief of staff,
        editor in chief, dean, superintendent of schools, managing principal
        direktor, direktorin, leiter, leiterin, leitung, hauptabteilungsleiter, hauptabteilungsleiterin, prokurist,
        prokuristin, aufsichtsrat, aufsichtsrätin, mitglied des aufsichtsrats, mitglied im aufsichtsrat,
        aufsichtsratsmitglied, verwaltungsrat, verwaltungsrätin, chefarzt, chefärztin, chefredakteur, chefredakteurin,
        dekan, dekanin, bevollmächtigter
        directeur, directrice, sous directeur, sous directrice, directeur adjoint, directrice adjointe, dircom, drh,
        daf, dsi, dir, rédacteur en chef, rédactrice en chef, chef de cabinet, cheffe de cabinet, administrateur,
        administratrice, membre du conseil d administration, proviseur
        directora, subdirector, subdirectora, directivo, directiva, consejero, consejera, miembro del consejo,
        redactor jefe, redactora jefa, jefe de gabinete, jefa de gabinete
        diretor, diretora, subdiretor, subdiretora, superintendente, gerente geral, conselheiro, conselheira,
        membro do conselho, chefe de gabinete
        direttore, direttrice, vicedirettore, vicedirettrice, condirettore, dirigente, caporedattore, preside,
        consigliere di amministrazione, consigliere d amministrazione, membro del consiglio
        directrice, adjunct directeur, onderdirecteur, hoofd, hoofdredacteur, commissaris, lid raad van toezicht,
        lid managementteam, mt lid
        """,
    ),
    (
        # French, Spanish, Portuguese and Italian co-ordinators lead people; English ones mostly do not.
        "MANAGER",
        """
        manager, mgr, manageress, team lead, teamlead, team leader, teamleader, group lead, group leader, squad lead,
        shift lead, shift leader, sales lead, project lead, project leader, program lead, chapter lead, leader,
        supervisor, foreman, superintendent, managing consultant, managing editor, partner manager,
        partner account manager, partner success manager, channel partner manager, partner marketing manager,
        volunteer manager, internship program manager, office manager, head chef, head nurse, head teacher
        führungskraft, gruppenleiter, abteilungsleiter, abteilungsleiterin, vorarbeiter, vorarbeiterin, polier,
        küchenchef, küchenchefin, managerin
        responsable, chef de, cheffe de, chef des, cheffe des, chef d, cheffe d, chef du, cheffe du, chef projet,
        cheffe projet, chef produit, cheffe produit, superviseur, superviseuse, coordinateur, coordinatrice,
        coordonnateur, coordonnatrice, contremaître, manageuse
        jefe, jefa, gerente, subgerente, encargado, encargada, coordinador, coordinadora, supervisora, gestor,
        gestora, líder, capataz
        chefe, responsável, coordenador, coordenadora, encarregado, encarregada, gestor, gestora, subgerente
        responsabile, capo, capoarea, caposquadra, capoturno, caporeparto, capocantiere, capoprogetto, coordinatore,
        coordinatrice, supervisore, quadro, quadro direttivo, capufficio, capo ufficio
        leidinggevende, teamleider, teamleidster, projectleider, projectleidster, ploegleider, afdelingshoofd,
        bedrijfsleider, bedrijfsleidster, uitvoerder
        """,
    ),
    (
        "SENIOR",
        """
        senior, sr, snr, lead, tech lead, principal, staff engineer, staff software, staff scientist, staff data,
        staff designer, staff product, staff developer, distinguished engineer, director of photography, art director,
        film director, experienced
        oberarzt, oberärztin, leitender, leitende, erfahrener, erfahrene, seniorberater, seniorberaterin
        sénior, confirmé, confirmée, expérimenté, expérimentée, directeur de la photographie
        director de fotografía, directora de fotografía, director de arte, directora de arte, director de cine
        sênior, diretor de arte, diretora de arte, diretor de fotografia, diretora de fotografia
        direttore della fotografia, regista
        ervaren, art directeur
        """,
    ),
    (
        # Terms that hold a rank word and name no rank: all that an ENTRY here does is to take the rank back.
        "ENTRY",
        """
        product owner, proxy product owner, process owner, service owner, data owner, system owner, platform owner,
        risk owner, asset owner, home owner, dog owner, owner s representative, owners representative, junior owner,
        founders associate, founder s associate, founder associate, founders office, founder s office,
        founding engineer, business partner, hr partner, people partner, talent partner, talent acquisition partner,
        channel partner, sales partner, client partner, customer partner, delivery partner, growth partner,
        solution partner, solutions partner, technology partner, strategic partner, implementation partner,
        reseller partner, alliance partner, finance partner, communications partner, marketing partner,
        recruitment partner, recruiting partner, hiring partner, success partner, service partner, training partner,
        learning partner, thinking partner, sparring partner, care partner, certified partner, gold partner,
        silver partner, platinum partner, premium partner, official partner, partner success, partner management,
        partner marketing,
        partner development, partner sales, partner account, partner solutions, partner engineer, partner enablement,
        partner relations, partner program, partner operations, partner consultant, partner specialist,
        partner support, partner technology, partner experience, partner growth, partner executive, head office,
        head hunter, head waiter, head coach, funeral director, advisory board, thought leader, opinion leader,
        lead generation, lead gen, lead management, lead qualification, lead nurturing, lead researcher, lead time,
        chief happiness, student success, student advisor, student adviser, student services, student support,
        student recruitment, student affairs, student experience, student counsellor, student counselor,
        student life, student engagement,
        student loan, student loans, student housing, volunteer coordinator, president s office, chair s office,
        ceo office, senior care, senior living, senior citizens, senior services,
        case officer, leadership, leader board, school leader,
        managing clerk
        vertriebspartner, vertriebspartnerin, vertriebspartner manager, geschäftspartner, sparringspartner,
        selbständiger handelsvertreter, selbstständiger handelsvertreter, inhaber geführt, leitstelle, reiseleiter,
        reiseleiterin, stadtführer, betriebswirt, vorstandsreferent, vorstandsreferentin, vorstandsstab,
        vorstandsfahrer, personalreferent, personalreferentin
        chef de partie, cheffe de partie, chef de rang, cheffe de rang, demi chef, sous chef, chef cuisinier,
        administrateur système, administrateur systèmes, administrateur réseau, administrateur réseaux,
        administrateur systèmes et réseaux, administrateur de bases de données, administrateur judiciaire,
        administrateur des ventes, administratrice des ventes, partenaire commercial
        administrador de sistemas, administradora de sistemas, administrador de fincas, administradora de fincas,
        delegado comercial, delegada comercial, consejero comercial, líder de opinión, agente comercial autónomo
        administrador de redes, administrador de empresas, parceiro de negócios, sócio torcedor
        amministratore di sistema, amministratore di sistemi, amministratore di rete, amministratore di condominio,
        amministratore di condomini, amministratore condominiale, amministratore di sostegno, capo partita,
        socio lavoratore, socia lavoratrice, socio onorario, quadro elettrico
        huiseigenaar, proceseigenaar, producteigenaar, bewindvoerder, wagenbestuurder, trambestuurder,
        treinbestuurder, zakenpartner, hr businesspartner, businesspartner
        """,
    ),
    (
        "TRAINING",
        """
        intern, trainee, apprentice, student, phd student, phd candidate, undergraduate, graduate student,
        working student, internship, apprenticeship, articled clerk
        praktikant, praktikantin, praktikum, werkstudent, werkstudentin, werkstudierende, azubi, azubine,
        auszubildender, auszubildende, lehrling, volontär, volontärin, volontariat, referendar, referendarin,
        rechtsreferendar, rechtsreferendarin, duales studium, dualer student, duale studentin, studentin, studierende,
        studierender, schüler, schülerin, doktorand, doktorandin, anwärter, anwärterin, studentische hilfskraft,
        umschüler, umschülerin
        stagiaire, alternant, alternante, alternance, apprenti, apprentie, étudiant, étudiante, doctorant, doctorante,
        en stage, élève, interne en médecine
        becario, becaria, practicante, en prácticas, prácticas, aprendiz, pasante, estudiante, doctorando, doctoranda
        estagiário, estagiária, estágio, jovem aprendiz, estudante, bolsista, doutorando, doutoranda, aprendiz
        stagista, tirocinante, tirocinio, apprendista, praticante, studente, studentessa, dottorando, dottoranda,
        in stage, specializzando, specializzanda
        stagiair, stagiaire, afstudeerder, afstudeerstagiair, afstudeerstagiaire, afstudeerstage, leerling,
        werkstudent, promovendus
        """,
    ),
    (
        "UNPAID",
        """
        volunteer, volunteering, voluntary, unpaid, pro bono
        ehrenamt, ehrenamtlich, ehrenamtliche, ehrenamtlicher, freiwillige, freiwilliger, freiwilligendienst,
        bundesfreiwilligendienst
        bénévole, bénévolat, volontaire
        voluntario, voluntaria, voluntariado
        voluntário, voluntária
        volontario, volontaria, volontariato
        vrijwilliger, vrijwilligster, vrijwilligerswerk
        """,
    ),
)

# Words that name a rank only if they are the whole title.
WHOLE_TITLES = (
    ("OWNER", "freelance, independent, independent consultant, freiberuflich tätig, partita iva"),
    ("CXO", "md, ad, gf"),
)

# German and Dutch write a rank and its field as one word. The first matching ending decides.
COMPOUNDS = (
    ("ENTRY", "begleiter begleiterin begleitung anleiter anleiterin anleitung halbleiter ableiter weiterleitung"),
    ("ENTRY", "begeleider begeleidster reiseleiter reiseleiterin spielleiter souschef wagenbestuurder"),
    ("ENTRY", "busbestuurder treinbestuurder trambestuurder huiseigenaar producteigenaar proceseigenaar"),
    ("MANAGER", "teamleiter teamleiterin teamleitung projektleiter projektleiterin projektleitung gruppenleiter"),
    ("MANAGER", "gruppenleiterin gruppenleitung schichtleiter schichtleiterin schichtleitung filialleiter"),
    ("MANAGER", "filialleiterin filialleitung abteilungsleiter abteilungsleiterin abteilungsleitung marktleiter"),
    ("MANAGER", "marktleiterin marktleitung bauleiter bauleiterin bauleitung bezirksleiter bezirksleiterin"),
    ("MANAGER", "bezirksleitung gebietsleiter gebietsleiterin gebietsleitung gebietsverkaufsleiter küchenleiter"),
    ("MANAGER", "objektleiter objektleiterin objektleitung stationsleiter stationsleitung referatsleiter"),
    ("MANAGER", "sachgebietsleiter werkstattleiter lagerleiter lagerleiterin büroleiter büroleiterin büroleitung"),
    ("MANAGER", "praxisleiter kitaleiter kitaleitung restaurantleiter storeleiter serviceleiter montageleiter"),
    ("MANAGER", "kursleiter pflegedienstleiter wohnbereichsleitung wohnbereichsleiter einsatzleiter"),
    ("MANAGER", "sachgebietsleiterin stationsleiterin lagerleitung kitaleiterin restaurantleiterin schichtführer"),
    ("CXO", "geschäftsführer geschäftsführerin geschäftsleiter geschäftsleiterin geschäftsleitung vorstand"),
    ("CXO", "vorständin präsident präsidentin vorsitzender vorsitzende bestuurder"),
    ("OWNER", "inhaber inhaberin eigentümer eigentümerin gründer gründerin gesellschafter eigenaar oprichter"),
    ("OWNER", "unternehmer unternehmerin ondernemer"),
    ("DIRECTOR", "leiter leiterin leitung direktor direktorin directeur directrice director"),
    ("MANAGER", "manager managerin chef chefin leider leidster hoofd"),
    ("TRAINING", "praktikant praktikantin praktikum volontär volontärin student stagiair stagiaire trainee"),
    ("TRAINING", "referendar referendarin azubi lehrling"),
    ("UNPAID", "vrijwilliger"),
)

# What follows one of these is another person's: "Assistant to the CEO", "Referent des Vorstands".
ASSISTANTS = """
assistant, assistants, assistenz, assistent, assistentin, assistante, asistente, assistente, adjunct, secretary,
sekretär, sekretärin, sekretariat, secrétaire, secretaria, secretario, secretária, secretário, segretaria, segretario,
secretaresse, secretaris, directiesecretaresse, directieassistent, directieassistente, managementassistent,
managementassistente, vorstandsassistent, vorstandsassistentin, vorstandsassistenz, teamassistenz, teamassistent,
teamassistentin, chefsekretärin, direktionsassistentin, direktionsassistent, direktionsassistenz, managementassistenz,
managementassistentin, geschäftsführungsassistenz, geschäftsleitungsassistenz, pa, ea, auxiliar
"""
SERVES = """
reporting to, reports to, office of, office of the, support to, supporting, advisor to, adviser to, advising,
counsel to, deputy to, right hand, working for, coach for, coaching, mentor for, trainer for, speechwriter
referent der, referent des, referentin der, referentin des, berater der, berater des, beraterin der, beraterin des,
berater von, berater für, beraterin für, coach für, büro der, büro des, stab der, rechte hand, im auftrag, fahrer des,
mitarbeiter der, mitarbeiter des, mitarbeiterin der, mitarbeiterin des
adjoint au, adjointe au, adjoint de, adjointe de, adjoint du, adjointe du, conseiller du, conseillère du,
conseiller de, conseillère de, bras droit, auprès du, auprès de la
adjunto a, adjunta a, asesor del, asesora del, asesor de, asesora de, mano derecha
assessor da, assessora da, assessor do, assessora do, assessor de, assessora de, adjunto do, braço direito
assistente del, consulente del, braccio destro, addetto alla, addetta alla
adviseur van, rechterhand
"""

# These cancel what follows, up to the next comma: the rank is past, hoped for or another person's to give.
NOT_NOW = """
ex, former, formerly, past, previous, previously, aspiring, future ceo, future director, future founder,
future leader, wannabe, would be, prospective, onetime, one time
ehemals, ehemalig, ehemalige, ehemaliger, ehem, ehm, früher, frühere, früherer, angehend, angehende, angehender,
vormals, zukünftiger, zukünftige, vormaliger
ancien, ancienne, anciennement, futur, future, aspirant, aspirante
antiguo, antigua, anterior, anteriormente, exdirector, exgerente, expresidente, futuro, futura, aspirante a
antigo, antiga, anteriormente
già, futuro, aspirante, precedentemente
voormalig, voormalige, oud, gewezen, toekomstig, toekomstige, aankomend, aankomende, vroeger
"""

# Nothing that follows is a rank held today: out of work, looking, on leave.
NO_RANK = """
looking for, looking to, looking forward, seeking, in search of, searching for, open to, open for, actively looking,
available for, between jobs, in transition, career break, career transition, career change, sabbatical, unemployed,
job seeker, jobseeker, job hunting, parental leave, maternity leave, stay at home, homemaker, currently not working,
not working, on leave, next opportunity, new opportunities, new opportunity, new challenge, new challenges,
to be announced, coming soon
auf der suche, auf jobsuche, suche, suche nach, sucht, arbeitssuchend, arbeitsuchend, arbeitslos, jobsuchend,
in elternzeit, elternzeit, privatier, privatiere, auszeit, hausfrau, hausmann, neue herausforderung, neuorientierung,
berufliche neuorientierung, in neuorientierung, offen für, verfügbar ab
en recherche, à la recherche, recherche active, en recherche active, recherche d emploi, recherche un, recherche une,
en quête, demandeur d emploi, demandeuse d emploi, sans emploi, en transition, en reconversion, reconversion,
en veille, à l écoute, congé parental, disponible immédiatement, en disponibilité, mère au foyer, en pause
en busca, en búsqueda, búsqueda activa, buscando, busco, desempleado, desempleada, en paro, sin empleo, en transición,
abierto a, abierta a, ama de casa, año sabático, en excedencia
em busca, à procura, procurando, buscando, desempregado, desempregada, em transição, transição de carreira,
disponível para, aberto a, aberta a, ano sabático, recolocação, em recolocação, do lar
in cerca, alla ricerca, cerco, cercasi, disoccupato, disoccupata, inoccupato, inoccupata, in transizione, in mobilità,
aperto a, aperta a, casalinga, in cerca di occupazione
op zoek, zoekend, werkzoekend, werkzoekende, werkloos, in transitie, beschikbaar voor, tussen twee banen, huisvrouw,
huisman, opzoek, in between jobs
"""

# These cancel the rank in any position: "CEO (retired)".
RETIRED = """
retired, retiree, pensioner, emeritus, ruhestand, im ruhestand, in rente, rentner, rentnerin, pensionär, pensionärin,
pensioniert, retraité, retraitée, à la retraite, en retraite, jubilado, jubilada, prejubilado, prejubilada,
pensionista, aposentado, aposentada, reformado, reformada, pensionato, pensionata, in pensione, gepensioneerd,
gepensioneerde, met pensioen, met vervroegd pensioen, pensionado
"""

# Not a title, if nothing else is given.
BLANKS = "n a, na, none, tbd, unknown, not applicable, keine, aucun, ninguno, nenhum, nessuno, geen, x, xx, xxx, test"

# A headline that sells instead of naming a job begins with one of these.
SLOGANS = """
helping, i help, we help, passionate, empowering, enabling, building, driving, making, on a mission, inspiring,
transforming, connecting, turning, ich helfe, wir helfen, leidenschaftlich, mit leidenschaft
j aide, nous aidons, j accompagne, passionné par, passionnée par
ayudo, ayudamos, ayudando, apasionado, apasionada
ajudo, ajudamos, ajudando, apaixonado, apaixonada
aiuto, aiutiamo, appassionato, appassionata
ik help, wij helpen, gepassioneerd
"""
