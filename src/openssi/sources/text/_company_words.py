"""Words of company names that do not distinguish employers: legal forms, countries, self-employment.

All are compared after folding, without spaces or dots: "S.A. de C.V." is "sadecv" and "Sp. z o.o." is "spzoo".
"""

# Left out on purpose, since they are words of names more often than legal forms: me, pa, pc, sc, ss, rt, bt.
LEGAL_FORMS = """
inc incorporated corp corporation co company ltd limited llc llp lp lllp plc pllc cic coltd companylimited coinc
colimited
publiclimitedcompany privatelimited pvtltd pvtlimited privateltd pvt pty ptyltd ptylimited proprietarylimited pte
pteltd ptelimited &co
&company &cie &coltd &coinc &collc &cokg &cogmbh &coag &cokgaa &coohg
gmbh ggmbh mbh ag kg kgaa ohg ug gbr se ek ekfr ekfm ev eg eu partg partgmbb partgmbb mbb stiftungco
ughaftungsbeschrankt
haftungsbeschrankt gesellschaftmitbeschrankterhaftung aktiengesellschaft kommanditgesellschaft gmbh&cokg gmbh&co
gmbhcokg
gmbhco cokg co&kg ag&cokg ag&cokgaa ag&co se&cokg se&cokgaa ug&cokg ughaftungsbeschrankt&cokg kgaa gmbh&cokgaa
mbh&cokg kgzweigniederlassung
sa sas sasu sarl eurl snc sca scs scop selarl selas scm gie sci societeanonyme sarlau societeparactionssimplifiee
sl slu sll slp slne sau sociedadlimitada sociedadanonima sociedadlimitadaunipersonal sadecv sapidecv sderldecv srldecv
sab sabdecv sasesp
ltda ltdame ltdaepp eireli mei epp lda unipessoal unipessoallda sgps sociedadeanonima limitada
spa srl srls srlunipersonale sapa scarl scrl soccoop societacooperativa scpa sagl societaperazioni unipersonale
bv nv vof cv bvba cvba vzw asbl commv ua besloten bvbasprl sprl
ab oy oyj as asa aps ivs hf ehf kommanditbolag handelsbolag publ abpubl ks
sro spzoo spzook zoo spj spzoospk spk kft zrt nyrt doo dd ood eood jsc pjsc ojsc ojs ou uab sia
kk gk kabushikikaisha godokaisha tbk sdnbhd bhd fze fzco fzc fzllc wll saoc saog
"""
# Of version 2: forms in full, of more countries, and holdings, whose name people leave out.
LEGAL_FORMS_2 = """
aktiebolag aktiebolaget publiktaktiebolag aktieselskab anpartsselskab iværksætterselskab aksjeselskap
allmennaksjeselskap
enkeltpersonforetak osakeyhtiö oyab julkinenosakeyhtiö kommandiittiyhtiö avoinyhtiö na nationalassociation
naturalassociation
sanvetic sanveticas sanveticltd sanveticltdsti sanayiveticaret sanayiveticaretas sanayiveticaretltdsti
sanayiveticaretlimitedsirketi
sanayi&ticaret sanayi&ticaretas sanayi&ticaretltdsti san&tic san&ticas san&ticltdsti ticas ticltdsti ticaretas
ticaretltdsti ltdsti
limitedsirketi anonimsirketi anonimşirketi asirketi
spółkaakcyjna spółkazoo spółkazograniczonąodpowiedzialnością spółkakomandytowa spzoospk spjawna spk spkz sk psa
akciováspolečnost společnostsručenímomezeným veřejnáobchodníspolečnost komanditníspolečnost vos
beslotenvennootschap naamlozevennootschap coöperatie coop coöp sociedadlimitada sociedadanonima sociétéanonyme
gesellschaftmbh eingetragenerverein eingetragenegenossenschaft offenehandelsgesellschaft partnerschaftmbb
holding holdings holdinggmbh holdingag holdingbv holdingnv holdingsa holdingsas holdingas holdingltd holdingsltd
holdingsplc
holdingsinc holdingsllc
ooo oao zao pao limitedliabilitycompany limitedliabilitypartnership publiccompanylimited pcl publiccompany berhad
sendirianberhad
perseroanterbatas aktsiaselts osaühing uždarojiakcinėbendrovė akcijusabiedrība društvosograničenomodgovornošću adni ae epe ike
"""
COUNTRIES_2 = """
uk&ireland uk&i greatbritain&ireland middleeast&africa southeastasia easterneurope westerneurope centraleurope
northerneurope southerneurope
cee see nordeuropa dachregion benelux&nordics europe&middleeast algeria algerie tunisia tunisie senegal ghana
costarica ecuador uruguay
paraguay bolivia panama guatemala pakistan bangladesh srilanka latvia lithuania estonia iceland malta cyprus
northernireland wales
magyarorszag cesko ceskarepublika slovensko romania hrvatska suomi eesti latvija lietuva kuwait qatar oman bahrain
jordan lebanon
australia&newzealand anz
"""
GROUPS_AFTER_2 = "grupo gruppo gruppen grupa skupina konsern koncern konserni yhtymä grubu holdinggroup groupholding"
BEFORE_2 = """
grupo groupe gruppo gruppe grupa skupina ооо оао зао пао ао ип uab sia ou ab kabushikikaisha congtytnhh congtycophan
congtytnhhmtv
"""
LEGAL_FORMS_WITHIN_2 = (
    "股份公司",
    "集团有限公司",
    "集團有限公司",
    "集团",
    "集團",
    "有限责任合伙",
    "合資会社",
    "合名会社",
    "一般社団法人",
    "유한회사",
)
# Of version 2: what follows is another name of the company.
ASIDES_2 = r"\s(?:d/b/a|dba|t/a|trading as|doing business as|also known as|a\.?k\.?a\.?|alias)\s.*"
LEGAL_FORMS_BEFORE = "pt ooo oao zao pao sarl eurl sasu"
# Written without a space to the name.
LEGAL_FORMS_WITHIN = (
    "株式会社",
    "(株)",
    "有限会社",
    "合同会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "주식회사",
    "(주)",
)

COUNTRIES = """
germany deutschland allemagne alemania alemanha germania duitsland
austria osterreich autriche austria schweiz switzerland suisse svizzera suiza suica zwitserland
france frankreich francia franca frankrijk spain espana spanien espagne espanha spagna spanje iberia iberica
portugal italy italia italien italie
netherlands thenetherlands nederland niederlande paysbas holland belgium belgie belgique belgien luxembourg luxemburg
benelux uk gb unitedkingdom greatbritain england scotland ireland irland irlande usa us unitedstates
unitedstatesofamerica
america northamerica canada mexico latam latinamerica southamerica brasil brazil argentina chile colombia peru
poland polska polen pologne czechrepublic czechia hungary romania bulgaria croatia slovenia slovakia serbia greece
turkey
turkiye ukraine russia
sweden sverige schweden denmark danmark danemark norway norge norwegen finland suomi nordic nordics scandinavia
india china japan korea southkorea singapore malaysia indonesia thailand vietnam philippines hongkong taiwan australia
newzealand southafrica nigeria kenya egypt morocco maroc israel uae unitedarabemirates saudiarabia ksa
europe europa emea dach apac apj asia asiapacific asean mena middleeast africa international internacional global
worldwide eu
"""

# If one of these is all that remains, the country is part of the name: "Air France", "Bank Austria".
NAMES_WITH_COUNTRY = """
air bank banco banca banque radio business team invest visit telecom telekom post energy royal enterprise innovate
sport
athletics gas electricite credit teach rail network channel virgin radiotelevision bnp transport swim volleyball
deutsche american british national general first save tourism turismo digital tech startup startups women amnesty
lufthansa bbc voice kpn
"""
NAMES_WITH_COUNTRY_2 = """
hotel hotels young transparency rotary lions youth students vision plan care relief habitat museum park university
college school institute
council chamber club union party church media news press magazine tv fashion food foods auto motor motors motorsport
rugby football soccer
cricket hockey golf tennis swimming cycling olympic scouts opera ballet made great new old real pure
"""
# A country after one of these is part of the name too: "Bank of America", "Teach for India".
PREPOSITIONS = "of for de di do da du del della des for fur von van pour para per in the al el le la & a made from"

DOMAINS = """
com io ai co net org eu de fr es it nl pt be at ch uk us ie se dk no fi pl br in me so app dev tech cloud shop store
online digital biz info tv gg xyz solutions agency software systems health group world
"""

# What follows one of these describes the company and is not part of its name.
ASIDES = (
    "formerly", "previously", "former", "fka", "f/k/a", "now part of", "now a part of", "part of", "a part of",
    "member of", "acquired by", "now", "powered by", "subsidiary of", "a division of", "division of", "vormals",
    "ehemals", "früher", "jetzt", "teil der", "teil von", "ein unternehmen der", "anciennement", "ex", "groupe",
    "filiale de", "antes", "anteriormente", "antigua", "parte de", "parte do", "antiga", "antigo", "già", "ex",
    "parte di", "gruppo", "voorheen", "onderdeel van", "member company of", "an affiliate of", "yc", "y combinator",
    "acquired", "contract", "remote", "full time", "part time", "freelance", "via", "client",
)  # fmt: skip

# Not an employer: the whole name is one of these.
NO_EMPLOYER = """
na none no nil null unknown tbd tba various multiple several miscellaneous other others private privat privatperson
privé privado particular privato particulier independent independant indépendant indépendante independiente
independente indipendente myself me self home own ownbusiness myownbusiness owncompany myowncompany selfowned
entrepreneur unternehmer startup student studentin étudiant estudiante estudante studente retired rentner ruhestand
retraité
jubilado aposentado pensionato gepensioneerd unemployed arbeitslos arbeitssuchend sansemploi desempleado desempregado
disoccupato werkloos jobseeker inbetweenjobs currentlyunemployed notemployed notapplicable notworking careerbreak
sabbatical elternzeit
vertraulich confidentiel confidencial riservato vertrouwelijk anonymous anonym
autonomo autonoma autônomo autônoma profissionalautonomo profissionalautonoma trabajadorautonomo trabajadoraautonoma
cuentapropia porcuentapropia porcontapropria contapropria trabalhadorindependente profissionalliberal
liberoprofessionista liberaprofessionista liberaprofessione lavoratoreautonomo lavoratriceautonoma inproprio
partitaiva
professionnelindépendant travailleurindépendant travailleuseindépendante autoentrepreneur autoentrepreneuse
autoentreprise microentrepreneur microentreprise professionlibérale amoncompte consultantindependant
consultantindépendant
consultanteindépendante consultorindependiente consultoraindependiente consultorindependente consultoraindependente
consulenteindipendente independentconsultant independentcontractor contractor consultant consulting
selbstständig selbständig selbstständige selbständige selbstständiger selbständiger selbstständigkeit selbständigkeit
selbststandigtatig selbststaendig freiberuflich freiberufler freiberuflerin freiberuflichtätig freiemitarbeit
freiermitarbeiter
freiemitarbeiterin freischaffend freelancetätigkeit zelfstandig zelfstandige zelfstandigondernemer
zelfstandigeondernemer
zzp zzper eenmanszaak ondernemer eigenbaas eigenbedrijf arbeitsuchend
"""
NO_EMPLOYER_2 = """
egenföretagare egenanställd egenfirma frilans frilansare arbetslös arbetssökande pensionär föräldraledig privatperson
selvstændig selvstændigerhvervsdrivende ledig arbejdsløs jobsøgende pensionist iværksætter freelancer
selvstendig selvstendignæringsdrivende enkeltpersonforetak arbeidsledig arbeidssøker jobbsøker pensjonist frilanser
yrittäjä yksityisyrittäjä toiminimi itsenäinenammatinharjoittaja työtön työnhakija eläkkeellä eläkeläinen freelancerina
samozatrudniony samozatrudniona jednoosobowadziałalność działalnośćgospodarcza własnadziałalność
własnadziałalnośćgospodarcza bezrobotny
bezrobotna emeryt emerytka emerytura naemeryturze szukampracy
osvč živnostník nezaměstnaný nezaměstnaná důchodce důchodkyně vdůchodu navolnénoze namateřské
serbestmeslek serbestçalışan kendiişim işsiz emekli işarıyorum öğrenci gizli
自営業 個人事業主 フリーランス 無職 求職中 学生 退職 自由业 自由职业 自由职业者 自雇 个体户 無業 无业 待业 退休 学生 保密
عملحر أعمالحرة عاطل متقاعد طالب مستقل لايوجد स्वरोजगार स्वतंत्र सेवानिवृत्त बेरोजगार छात्र
"""
NO_EMPLOYER_BEGINS = (
    "selfemployed", "freelanc", "stealth", "confidential", "undisclosed", "lookingfor", "opentowork", "opentonew",
    "seekingnew", "seekinga", "soletrader", "vertraulich", "confidentiel", "confidencial", "zzp", "careerbreak",
    "selbststandig", "selbstandig", "freiberuflich", "enrecherche", "enbusca", "embusca", "incerca", "opzoek",
)  # fmt: skip

# The long and the short name of employers known by both.
SAME_BY_NAME = {
    "bayerischemotorenwerke": "bmw",
    "internationalbusinessmachines": "ibm",
    "hewlettpackardenterprise": "hpe",
    "pricewaterhousecoopers": "pwc",
    "ernst&young": "ey",
    "bostonconsulting": "bcg",
    "johnson&johnson": "jnj",
    "procter&gamble": "p&g",
    "glaxosmithkline": "gsk",
    "tataconsultancyservices": "tcs",
    "amazonwebservices": "aws",
    "unitedparcelservice": "ups",
    "generalelectric": "ge",
    "hennes&mauritz": "h&m",
    "americanexpress": "amex",
    "zfriedrichshafen": "zf",
}
