"""French words."""

from events.reading.words.shape import Words

FR = Words(
    reach=70,
    impose=(
        r"impos\w+|instaur\w+|étend\w*|durci\w*|renforc\w+|ajout\w+|adopt\w+|introdui\w+|appliqu\w+|plac\w+|"
        r"inscri\w+|élargi\w*|décrèt\w*|ordonn\w+|publi\w+|exig\w+|soum\w+"
    ),
    undo=(
        r"lèv\w+|lev(?:é\w*|er)|suspend\w*|retir\w+|assoupli\w*|abrog\w+|annul\w+|report\w+|allèg\w+|allég\w+|"
        r"supprim\w+|arrêt\w+|mettre fin|met fin|mis fin|coup\w+|ferm\w+|limit\w+|restrein\w+|interdi\w+|bloqu\w+|"
        r"gel\w+|repouss\w+|desserr\w+"
    ),
    grant=(
        r"autoris\w+|accord\w+|rétabli\w*|repren\w+|repris\w*|permet\w*|permis|rouvr\w+|rouvert\w*|approuv\w+|"
        r"donn\w+ (?:son )?feu vert|ouvr\w+"
    ),
    bars=(
        r"restrictions?|interdictions?|contrôles?(?: à l'exportation)?|embargos?|limitations?|sanctions?|"
        r"exigences? de licence|obligation de licence|mesures?|ordres?|blocages?|règles?|moratoire|décret"
    ),
    access=(
        r"accès|ventes?|exportations?|livraisons?|téléchargements?|services?|licences?|utilisation|importations?|"
        r"achats?|fourniture|commercialisation|inscriptions?"
    ),
    undoing=(
        r"levée (?:de|des|du)|suspension (?:de|des|du)|assouplissement (?:de|des|du)|report (?:de|des|du)|"
        r"abrogation (?:de|des|du)|retrait (?:de|des|du)|allègement (?:de|des|du)"
    ),
    bar=(
        r"(?:a |ont |est |sont |être |été )?(?:interdi(?:t|te|ts|tes|re|sent)|banni\w*|bloqu(?:e|é|ée|és|ées|ent|"
        r"er)|proscri\w+|exclu(?:t|e|s|re)?)|(?:ajout|inscri|plac)\w+ .{0,80}?(?:liste noire|liste des entités|"
        r"entity list)|(?:ordonn|enjoin|somm|oblig|contrain|demand|impos)\w* .{0,120}?(?:de (?:ne plus|cesser|"
        r"suspendre|arrêter|bloquer|retirer|couper|mettre fin|limiter|restreindre))|ne (?:pourr(?:a|ont)|peu(?:t|"
        r"vent)|ser(?:a|ont)) plus|(?:suspend|coup|restrein|limit|ferm|cess)\w* .{0,40}?(?:l'accès|accès|ventes?|"
        r"exportations?|téléchargements?|service)|soumis\w* à (?:une )?(?:licence|autorisation)|"
        r"retir\w+ .{0,40}?(?:app store|boutiques? d'applications|magasins? d'applications)"
    ),
    free=(
        r"(?:lèv\w*|lev(?:é\w*|er)|suspend\w*|assoupli\w*|abrog\w*|annul\w*|report\w*|allèg\w*|supprim\w*|retir\w*|"
        r"repouss\w*) .{0,50}?(?:restrictions?|interdictions?|contrôles?|embargo|sanctions?|mesures?|règles?|"
        r"obligations?|directive|décret)|(?:autoris|permet|permis|approuv)\w* .{0,70}?(?:vente|vendre|export\w*|"
        r"reprendre|reprise|rétabli\w*|livr\w*|accès|utilis\w*|achat\w*|import\w*)|(?:rétabli\w*|repren\w*|"
        r"repris\w*|reprise d\w*) .{0,40}?(?:accès|ventes?|exportations?|livraisons?|services?|téléchargements?)|"
        r"(?:rétabli|rouv(?:re|ert|rir)|restaur\w+) .{0,30}?(?:accès|service)|de nouveau (?:accessible|disponible|autoris\w*)|à nouveau (?:accessible|disponible|autoris\w*)|"
        r"sans licence|retir\w+ .{0,40}?de la liste (?:noire|des entités)"
    ),
    off=(
        r"(?:coup|désactiv|suspend|débranch|ferm)\w* .{0,60}?(?:pour tous|pour tout le monde|à tous|"
        r"l'ensemble de(?:s|) ?ses? utilisateurs|tous les utilisateurs)"
    ),
    back=(
        r"(?:accès|service|modèles?) .{0,40}?(?:rétabli\w*|repren\w*|reviendr\w*|revien\w*|de retour)|"
        r"(?:rétabli|rouv(?:re|ert|rir)|restaur\w+) .{0,30}?(?:accès|service)|de nouveau (?:accessible|disponible)|à nouveau (?:accessible|disponible)"
    ),
    launch=(
        r"lanc(?:e|é|ée|ent|er|ement)|dévoil\w+|présent(?:e|é|ée|ent)|publi(?:e|é|ée|ent)|annonc(?:e|é|ée|ent)|"
        r"sor(?:t|tie|ti|tent)|met(?:tent)? à disposition|mis à disposition|ouvr(?:e|ent)|rend (?:public|"
        r"disponible)|est (?:désormais )?disponible|sont disponibles|libèr\w*"
    ),
    withdraw=(
        r"met(?:tra|tront|tent|s)? (?:\w+ )?hors service|met(?:tra|tront|tent)? fin (?:à|au)"
        r"(?! .{0,30}(?:interdiction|restriction|blocage|contrôle|mesure|licence))|désactiv(?:e|era|eront|é)|"
        r"retir(?:e|é|er|ée|era)|abandonn\w+|dépréci\w+|arrêt(?:e|é|er|era)|fin de (?:vie|support)|"
        r"mise? hors service|ne ser(?:a|ont) plus (?:disponible|accessible|pris)\w*|supprim\w+|"
        r"quitt\w+ (?:le marché|l'europe|la france)|se retir\w* (?:du|de)"
    ),
    propose=(
        r"propos\w+|projet de loi|proposition de loi|projet de (?:règlement|décret)|consultation publique|"
        r"avant-projet|députés?|sénateurs?|accord provisoire|envisage de|prévoit de|prévoient de|"
        r"compte (?:interdire|imposer|restreindre)|entend (?:interdire|imposer)|demand\w+ à (?:apple|google)|"
        r"obligerait|interdirait|imposerait"
    ),
    talk=(
        r"envisag\w+|étudi\w+|discut\w+|pourrai(?:t|ent)|débat\w*|évoqu\w+|réfléchi\w+|appel\w* à|en faveur de|"
        r"s'interroge|risque de|devrai(?:t|ent)"
    ),
    begin=(
        r"entre(?:nt)? en (?:vigueur|application)|entré\w* en vigueur|s'appliqu\w+ (?:à partir d'aujourd'hui|"
        r"dès aujourd'hui|désormais)|promulgu\w+|dès aujourd'hui|commenc\w+ à s'appliquer"
    ),
    recalled=(
        r"l'an dernier|l'année dernière|le mois dernier|auparavant|précédemment|il y a (?:un|deux|trois|quelques|"
        r"plusieurs|\d+) (?:ans?|mois|années)|déjà|avait|avaient|par le passé|dès (?:mars|janvier|février|avril|mai|"
        r"juin|juillet|août|septembre|octobre|novembre|décembre)|en \d{4}|historiquement"
    ),
    within=r"après|suite à|malgré|depuis|en raison|face à|alors que|sous|tandis que|à la suite|en réponse|en faveur",
    denied=r"dément\w*|par erreur|erreur|bogue|bug|panne|faux|fausse|infondé\w*|rumeur",
    reported=(
        r"selon (?:des|plusieurs|deux|trois) sources|selon des personnes|d'après des sources|rumeurs?|serait|"
        r"auraient?"
    ),
    compared=(
        r"que|face à|contre|comparé\w* à|par rapport à|surpass\w+|dépass\w+|égal\w+|rivalis\w+|concurrent\w* (?:de|"
        r"à|du)|basé\w* sur|fondé\w* sur|succè\w+|successeur (?:de|du)|remplac\w+|après|comme|à partir de|"
        r"compatible avec|en réponse à|alternative à|dérivé\w* de|tels? que"
    ),
    rival=(
        r"rivalis\w+|surpass\w+|dépass\w+|égal(?:e|er|ent|é)|concurrenc\w+|concurrents?(?: direct)?|au niveau d\w+|"
        r"à la hauteur d\w+|alternative (?:à|aux)|tient tête|tenir tête|défi\w* (?:à|les|aux)|fait jeu égal|"
        r"comparable (?:à|aux)|devanc\w+|surclass\w+|au coude à coude avec|aussi (?:bon|bien|performant|puissant|fort|capable)"
        r"\w* que|supérieur\w* (?:à|aux)|(?:fait|faire|font) mieux que|plus (?:performant|puissant|précis|fiable)\w* que|"
        r"se mesur\w+ (?:à|aux)|bat(?:tre|tant)? |meilleur\w* que|réponse (?:à|aux)|équivalent\w* (?:à|aux)"
    ),
    model=r"modèles?|ia|llm|agents?|robots? conversationnels?|poids|paramètres",
    chips=r"puces?|semi-conducteurs?|processeurs?|gpu|accélérateurs?|centres? de données|circuits intégrés",
    field=(
        r"intelligence artificielle|ia|puces?|semi-conducteurs?|modèles?|robots? conversationnels?|gpu|chatbots?|"
        r"liste des entités"
    ),
    foreign=(
        r"(?:personnes?|utilisateurs?|ressortissants?|clients?|citoyens?) (?:étrang\w+|non[- ]américain\w*)|"
        r"non[- ]américain\w*|étrangers?|hors des états-unis|en dehors des états-unis"
    ),
    everyone=r"tous les utilisateurs|pour tous|tout le monde|grand public|ensemble des utilisateurs|monde entier",
    limited=(
        r"(?:environ|une|quelque|près d'une)? ?(?:\d+|centaine|dizaine|vingtaine|poignée) ?(?:d'|"
        r"de )?(?:\w+ )?(?:partenaires?|organisations?|entreprises|organismes|institutions|clients)|"
        r"partenaires (?:triés|sélectionnés|choisis|de confiance)|aperçu limité|accès (?:limité|restreint|anticipé)|"
        r"préversion limitée|sur invitation|sélectionnés"
    ),
    still=r"rest\w+|toujours|pas (?:encore )?concern\w+|demeur\w+|sauf|à l'exception|hormis|encore|ne concerne pas",
    routes=r"orchestr\w+|rout\w+|coordonn\w+|plusieurs modèles|combin\w+|basé\w* sur|fondé\w* sur|construit\w* sur",
)
