"""Names, companies and titles in several languages; all combinations are invented."""

from __future__ import annotations

from openssi.demo.records import Rank

__all__ = [
    "CITIES",
    "COMMON_CITIES",
    "COMPANIES",
    "COWORKER_TITLES",
    "FEMALE",
    "LAST",
    "MALE",
    "SOFTWARE",
    "TITLES",
    "words",
]


def words(block: str) -> tuple[str, ...]:
    """Split names at commas."""
    return tuple(part.strip() for part in block.replace("\n", " ").split(",") if part.strip())


# Uncommon family names on purpose: no invented person should match a real one.
FEMALE: dict[str, tuple[str, ...]] = {
    "en": words("Briony, Delia, Fern, Imogen, Keeley, Maeve, Odette, Rowena, Tamsin, Zelda, Bethan, Hollis"),
    "de": words("Anke, Carla, Elke, Gesa, Ilka, Käthe, Meike, Ottilie, Renke, Ulrike, Wiebke, Frauke"),
    "fr": words("Aurélie, Clémence, Élodie, Gaëlle, Inès, Maëlys, Noémie, Océane, Romane, Yvette, Zoé"),
    "es": words("Amparo, Consuelo, Elvira, Graciela, Inmaculada, Maite, Nuria, Pilar, Rocío, Úrsula, Begoña"),
    "pt": words("Anabela, Catarina, Filipa, Iolanda, Leonor, Matilde, Otília, Quitéria"),
    "it": words("Agnese, Costanza, Ersilia, Fosca, Ilaria, Loredana, Nives, Pamela, Tullia"),
    "nl": words("Anouk, Carlijn, Evelien, Hanneke, Ilse, Liesbeth, Maaike, Roos, Tessel"),
    "other": words("Agnieszka, Çağla, Eszter, İlknur, Kamala, Małgorzata, Priya, Thandiwe, Žaneta"),
}

MALE: dict[str, tuple[str, ...]] = {
    "en": words("Alden, Callum, Edmund, Gareth, Jasper, Lorne, Niall, Perry, Saul, Wyatt, Corwin, Desmond"),
    "de": words("Bernd, Detlef, Falk, Henning, Jörg, Lothar, Norbert, Piet, Sönke, Tjark, Volker, Jürgen"),
    "fr": words("Bastien, Didier, Fabrice, Hugues, Joël, Loïc, Pascal, Sébastien, Thibault"),
    "es": words("Benito, Damián, Fermín, Hernán, Jacinto, Leandro, Octavio, Simón, Tomás"),
    "pt": words("Baltazar, Duarte, Estevão, Gonçalo, João, Nelson, Rui, Salvador, Tiago, Vasco"),
    "it": words("Brando, Donato, Gualtiero, Jacopo, Manlio, Ottavio, Raffaele, Saverio, Umberto"),
    "nl": words("Bram, Dirk, Floris, Gijs, Joost, Koen, Niek, Okke, Sjoerd"),
    "other": words("Björn, Dušan, Göran, Harjit, Jiří, Łukasz, Nikola, Ömer, Rasmus, Søren, Wojciech"),
}

LAST: dict[str, tuple[str, ...]] = {
    "en": words(
        "Ashgrove, Blackmere, Coldwell-Tarn, Dunmarsh, Eastlock, Fennimoor, Garrowby, Hatherstone, Inkpenny, "
        "Kettlewright, Larkhollow, Mossgate, Northcliffe-Poe, O'Tarrant, Penhallick, Quillstone, Ravenshaw, "
        "Stonebridger, Thornycroft-Dale, Underhay, Wexcombe, Yarrowgate"
    ),
    "de": words(
        "Ackerbohm, Brandwieser, Dörnhövel, Ellerbrokk, Fährmannsen, Grünwaldner, Harkenbüsch, Immenstedt, "
        "Jägerloh, Kranzfelder, Lüttgens, Mühlenhardt, Nebelthau, Ostersehlte, Prüßmeier, Rabenhorster, "
        "Schönefeldt, Tannengruber, Uhlenbrock, Vossmannek, Wiesenthaler, Zügelmann"
    ),
    "fr": words(
        "Aubevoye, Beaurepère, Chantecler, Delormeau, Esquivard, Fontbrune, Garancière, Hautecombe, "
        "Jolivert, Lacheny, Montclairet, Noirépine, Orfeuil, Pélissandre, Rochevigne, Saintonge-Blé, "
        "Tourneville, Valmère"
    ),
    "es": words(
        "Almendraz, Barrancosa, Carrizales, Del Encinar, Espinardo, Fuenteseca, Granadal, Hinojares, "
        "Ibañeta, Jaralillo, Lomagrande, Montefrío, Nogalejo, Olmedilla, Peñarrubia, Quintanar, Robledanos, "
        "Zarzuelo"
    ),
    "pt": words(
        "Abrantil, Brejoeira, Cordoeiro, Do Sobral, Estorninho, Figueiral, Gralheira, Lagoaça, Monçalves, "
        "Nespereira, Outeirinho, Pedrogão, Ribeirinha, Sardoal, Travanca, Vilarandelo"
    ),
    "it": words(
        "Acquaviola, Belcastrini, Cormorani, Dell'Olmo, Falconaro, Grifalco, Lanternari, Montebruno, "
        "Navarroli, Ombrosi, Pratolungo, Querciola, Roccaforti, Selvatico, Tramontin, Vallescura"
    ),
    "nl": words(
        "Achterkamp, Buitenzorgh, Dijkgraver, Eikenboomsma, Grachtman, Heuvelinck, Kloosterhuys, Lindendael, "
        "Molenaarstra, Oosterwaert, Rietvelde, Sluiswachter, Van der Steenweg, Veenlander, Westerhaven, "
        "Zandloper"
    ),
    "other": words(
        "Bielaczek, Çınarlı, Dvořánek, Ekströmsen, Farkasházi, Grzelakowska, Hålandsvik, Jurčević-Mohr, "
        "Khandarwal, Łąkowski, Mbekwane, Nørregårdsen, Öztürkmen, Rautavirta, Szczepkowicz, Żuławski"
    ),
}

CITIES = words(
    "Hamburg, Rotterdam, Antwerp, Lyon, Milan, Verona, Zaragoza, Valencia, Porto, Duisburg, Leipzig, Bremen, "
    "Venlo, Lille, Gdańsk, Basel, Linz, Gothenburg, Felixstowe, Nuremberg"
)

# Those that have the same name in most languages.
COMMON_CITIES = tuple(city for city in CITIES if city not in {"Antwerp", "Milan", "Gdańsk", "Gothenburg", "Nuremberg"})

# Companies, by language: those who move goods and those who have them moved. None is known to exist.
COMPANIES: dict[str, tuple[str, ...]] = {
    "en": words(
        "Larkmoor Freight, Tidewick Lines, Kestrel & Lowe Foods, Ambergate Distribution, Northbeam Parcels, "
        "Greyharbour 3PL, Fennick Cold Chain, Pallet & Pine Retail, Orchard Row Grocers, Swiftmoor Couriers, "
        "Halden Bright Chemicals, Bluequay Terminals, Wren & Tully Beverages, Cobaltline Automotive"
    ),
    "de": words(
        "Brückwald Logistik GmbH, Elbkorn Lebensmittel AG, Hansetal Spedition, Kranichfeld Maschinenbau GmbH, "
        "Moorland Getränke KG, Nordfalter Kontraktlogistik, Rehwinkel Baustoffe, Südhang Handel SE, "
        "Tannberg Automotive GmbH, Werrahof Molkerei eG, Zollgarten & Söhne Transporte, Kiesgrund Chemie AG"
    ),
    "fr": words(
        "Transports Valbrune, Groupe Merlancy, Laiteries du Haut-Sorel, Logis'Armor, Quai Neuf SAS, "
        "Entrepôts Charvenne, Ateliers Rosemont, Messageries du Levant"
    ),
    "es": words(
        "Logística Almendral S.L., Conservas Ribazul S.A., Transportes Peñalva, Frío del Ebro, "
        "Almacenes Tresmares, Grupo Carrascosa, Cerámicas Valdoro"
    ),
    "pt": words(
        "Transportes Serra Clara, Conservas Maralto Lda., Armazéns do Tejo Novo, Grupo Vinhedal, "
        "Cortiças Montalvo S.A., Rota Norte Logística"
    ),
    "it": words(
        "Spedizioni Corvetto S.r.l., Pastificio Valdombra, Trasporti Monteluna, Ceramiche Solanto S.p.A., "
        "Logistica Tre Fonti, Caffè Bordonero"
    ),
    "nl": words(
        "Van Steendijk Transport B.V., Havenkwartier Logistics, Polderland Zuivel, Kweekhof Bloemen B.V., "
        "Maaszicht Warehousing, Ondernemersdock N.V."
    ),
    "other": words(
        "Wisłatrans Sp. z o.o., Fjordgods AS, Skogsvik Paper AB, Dunalift Kft., Anadora Lojistik A.Ş., "
        "Vltavan Sklad s.r.o., Indrayani Freight Pvt. Ltd., Baltaport Terminals"
    ),
}

SOFTWARE = words(
    "Yardloop, Cargolume, Dispatchery, Rampenblick Software, Pallettree, Quaymetrics, Fleetnook, "
    "Slotwise Labs, Manifestly Systems, Hubharbour AI"
)

# Titles by rank and language. `top`: VP or above; `director`: director level; the rest is below.
# If a language has two forms, they are written `his|hers`.
TITLES: dict[Rank, dict[str, tuple[str, ...]]] = {
    "top": {
        "en": (
            "CEO",
            "Chief Operating Officer",
            "VP, Sales",
            "Vice President Supply Chain",
            "Founder & CEO",
            "SVP Operations",
            "Managing Director",
            "Owner",
            "Chief Supply Chain Officer",
            "VP of Logistics EMEA",
        ),
        "de": (
            "Geschäftsführer|Geschäftsführerin",
            "Inhaber|Inhaberin",
            "Mitglied des Vorstands",
            "CEO",
            "Vorstand Operations|Vorständin Operations",
        ),
        "fr": (
            "Directeur Général|Directrice Générale",
            "Président-directeur général|Présidente-directrice générale",
            "Fondateur et CEO|Fondatrice et CEO",
        ),
        "es": (
            "Director General|Directora General",
            "Vicepresidente de Operaciones|Vicepresidenta de Operaciones",
            "Socio fundador|Socia fundadora",
        ),
        "pt": ("Diretor-Geral|Diretora-Geral", "Vice-Presidente de Operações", "Sócio fundador|Sócia fundadora"),
        "it": ("Amministratore Delegato|Amministratrice Delegata", "Titolare", "Vicepresidente Operations"),
        "nl": ("Algemeen directeur", "Eigenaar|Eigenares", "Mede-oprichter en CEO"),
        "other": ("Chief Executive Officer", "VP Operations", "Co-Founder"),
    },
    "director": {
        "en": (
            "Director of Logistics",
            "Supply Chain Director",
            "Director, Transport Procurement",
            "Head of Warehousing",
            "Senior Director Distribution",
            "Operations Director",
            "Head of Inbound Logistics",
        ),
        "de": (
            "Direktor Logistik|Direktorin Logistik",
            "Director Supply Chain",
            "Bereichsleiter Transport|Bereichsleiterin Transport",
            "Head of Logistics",
        ),
        "fr": (
            "Directeur Logistique|Directrice Logistique",
            "Directeur Supply Chain|Directrice Supply Chain",
            "Directeur des Opérations|Directrice des Opérations",
            "Directeur des Achats|Directrice des Achats",
        ),
        "es": (
            "Director de Logística|Directora de Logística",
            "Director de Operaciones|Directora de Operaciones",
            "Director de Compras|Directora de Compras",
        ),
        "pt": ("Diretor de Logística|Diretora de Logística", "Diretor de Operações|Diretora de Operações"),
        "it": ("Direttore Logistica|Direttrice Logistica", "Direttore Acquisti|Direttrice Acquisti"),
        "nl": ("Directeur Logistiek", "Directeur Operations"),
        "other": ("Director of Operations", "Logistics Director", "Head of Supply Chain"),
    },
    "manager": {
        "en": (
            "Warehouse Manager",
            "Transport Manager",
            "Logistics Manager",
            "Site Manager",
            "Procurement Manager, Freight",
            "Inbound Manager",
            "Account Manager",
            "Product Owner",
            "Project Manager Logistics",
            "Yard Manager",
        ),
        "de": (
            "Lagerleiter|Lagerleiterin",
            "Speditionsleiter|Speditionsleiterin",
            "Projektmanager Intralogistik|Projektmanagerin Intralogistik",
            "Teamleiter Disposition|Teamleiterin Disposition",
            "Manager Supply Chain",
            "Key Account Manager",
        ),
        "fr": (
            "Responsable logistique",
            "Responsable d'exploitation",
            "Chef de projet supply chain|Cheffe de projet supply chain",
            "Chef de quai|Cheffe de quai",
        ),
        "es": (
            "Responsable de almacén",
            "Jefe de tráfico|Jefa de tráfico",
            "Gerente de logística",
            "Jefe de proyecto|Jefa de proyecto",
        ),
        "pt": (
            "Gestor de armazém|Gestora de armazém",
            "Gestor de transportes|Gestora de transportes",
            "Coordenador de logística|Coordenadora de logística",
        ),
        "it": ("Responsabile logistica", "Responsabile magazzino", "Responsabile trasporti"),
        "nl": ("Manager warehousing", "Teamleider transport", "Logistiek manager"),
        "other": ("Warehouse Manager", "Logistics Manager", "Fleet Manager"),
    },
    "staff": {
        "en": (
            "Transport Planner",
            "Supply Chain Analyst",
            "Senior Buyer",
            "Sales Development Representative",
            "Customs Specialist",
            "Logistics Coordinator",
            "Senior Account Executive",
            "Business Analyst",
            "Executive Assistant to the CEO",
            "Consultant",
            "HR Business Partner",
            "Dock Supervisor",
        ),
        "de": (
            "Disponent|Disponentin",
            "Speditionskaufmann|Speditionskauffrau",
            "Logistikplaner|Logistikplanerin",
            "Einkäufer|Einkäuferin",
            "Sachbearbeiter Zoll|Sachbearbeiterin Zoll",
            "Assistent der Geschäftsführung|Assistentin der Geschäftsführung",
            "Werkstudent Logistik|Werkstudentin Logistik",
            "Berater|Beraterin",
        ),
        "fr": (
            "Affréteur|Affréteuse",
            "Chargé d'affaires|Chargée d'affaires",
            "Acheteur transport|Acheteuse transport",
            "Analyste supply chain",
            "Agent de transit",
        ),
        "es": (
            "Planificador de transporte|Planificadora de transporte",
            "Analista de cadena de suministro",
            "Comercial",
            "Administrativo de aduanas|Administrativa de aduanas",
        ),
        "pt": (
            "Analista de logística",
            "Comercial",
            "Assistente de logística",
            "Planeador de transportes|Planeadora de transportes",
        ),
        "it": (
            "Addetto alla logistica|Addetta alla logistica",
            "Impiegato spedizioni|Impiegata spedizioni",
            "Analista",
            "Buyer trasporti",
        ),
        "nl": ("Planner transport", "Declarant douane", "Inkoper", "Logistiek medewerker"),
        "other": ("Logistics Specialist", "Freight Forwarder", "Planner", "Sales Engineer"),
    },
}

COWORKER_TITLES = (
    "Account Executive",
    "Solution Engineer",
    "Customer Success Manager",
    "Product Manager",
    "Software Engineer",
    "Marketing Manager",
    "Senior Account Executive",
    "Sales Development Representative",
    "Data Analyst",
    "Support Specialist",
    "Head of Sales DACH",
    "VP Sales",
    "CEO & Co-Founder",
    "UX Designer",
    "Implementation Consultant",
    "Finance Manager",
)
