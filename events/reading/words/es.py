"""Spanish words."""

from events.reading.words.shape import Words

ES = Words(
    impose=r"impon\w+|impuso|ampl[ií]\w+|añad\w+|incluy\w+|endurec\w+|refuerz\w+|reforz\w+|extiend\w+|introduc\w+|aprob\w+|aprueb\w+|exig\w+|adopt\w+",
    undo=(
        r"levant\w+|suspend\w+|retir\w+|elimin\w+|flexibiliz\w+|suaviz\w+|relaj\w+|revoc\w+|derog\w+|aplaz\w+|pospon\w+|"
        r"anul\w+|cancel\w+|paraliz\w+|restring\w+|limit\w+|bloque\w+|cort\w+|cierr\w+|cerr\w+|prohíb\w+|prohib\w+|vet\w+|"
        r"interrump\w+|deten\w+|pone fin a"
    ),
    grant=r"permit\w+|autoriz\w+|aprob\w+|aprueb\w+|restablec\w+|restaur\w+|reanud\w+|reabr\w+|conced\w+|otorg\w+|readmit\w+",
    bars=(
        r"prohibici[óo]n(?:es)?|vetos?|restricci[óo]n(?:es)?|controles?(?: a la exportaci[óo]n| de exportaci[óo]n)?|bloqueos?|"
        r"embargos?|límites?|sanciones|orden|directriz|requisitos? de licencia|moratoria|lista de entidades|lista negra"
    ),
    access=r"acceso|ventas?|exportaci[óo]n(?:es)?|importaci[óo]n(?:es)?|uso|servicios?|descargas?|licencias?|suministros?|compras?|disponibilidad",
    undoing=r"levantamiento de|suspensi[óo]n de|eliminaci[óo]n de|flexibilizaci[óo]n de|aplazamiento de|exenci[óo]n de",
    bar=(
        r"(?:ha |han )?(?:bloque(?:a|ado|ó|an|aron|ar)|prohíben?|prohibi(?:do|ó|eron|r)|vet(?:a|ado|ó|ar)|inhabilit\w+)|"
        r"(?:orden\w+|oblig\w+|exig\w+|pid\w+) .{0,80}?(?:bloquear|suspender|retirar|dejar de|detener|limitar|restringir|cesar)|"
        r"(?:añad|inclu)\w+ .{0,80}?(?:lista de entidades|lista negra)|(?:suspend|restring|limit|cort)\w+ (?:el |la |las |"
        r"los |su |sus )?(?:acceso|ventas?|exportaci\w+|servicios?|descargas?|uso)|(?:dejará de|deja de|ya no) (?:vender|"
        r"ofrecer|prestar|suministrar|estar disponible|podrán?)|necesit\w+ una licencia"
    ),
    free=(
        r"(?:levant|suspend|flexibiliz|suaviz|relaj|revoc|derog|aplaz|anul)\w+ .{0,50}?(?:prohibici|veto|restricci|control|"
        r"bloqueo|orden|norma|límite|obligaci)\w*|(?:permit|autoriz|aprueb|aprob)\w* .{0,70}?(?:venta|exporta|uso|acceso|"
        r"compra|importa|vender|usar|volver)\w*|(?:restablec|restaur|reanud)\w+ .{0,40}?(?:acceso|servicio|ventas?|"
        r"exportaci\w+|descargas?)|(?:vuelve|volvió|vuelven|vuelto) a (?:estar|ofrecer|funcionar|vender|ser)|sin licencia|"
        r"de nuevo disponible|disponible de nuevo"
    ),
    off=r"(?:desactiv|apag|desconect|suspend|cort)\w+ .{0,60}?(?:para todos|a todos|en todo el mundo)",
    back=r"(?:acceso|servicio|modelos?) .{0,40}?(?:vuelve|restablec\w+|de nuevo)|restablec\w+ .{0,40}?(?:acceso|servicio)",
    launch=(
        r"lanz(?:a|ó|ado|an|aron|amiento de)|present(?:a|ó|ado|an|aron)|public(?:a|ó|ado)|estren(?:a|ó)|libera|liberó|"
        r"anunci(?:a|ó|ado)|desvel(?:a|ó)|ya está disponible|pone a disposici[óo]n|abre"
    ),
    withdraw=(
        r"retir(?:a|ará|ó|ado|ada|arán)|descontinú?\w+|dejará de (?:funcionar|estar disponible)|fin del soporte|"
        r"abandon\w+ .{0,20}?mercado|se retira de"
    ),
    propose=r"propon\w+|propuesta|propuso|proyecto de ley|borrador|anteproyecto|enmienda|consulta pública|acuerdo provisional|prevé|planea|prohibiría|limitaría",
    talk=r"estudia|valora|sopesa|debate|podría|podrían|considera|insta|advierte|pide que|quizá|baraja",
    begin=r"entr\w+ en vigor|empiez\w+ a aplicarse|comienz\w+ a aplicarse|ya se aplica",
    recalled=r"el año pasado|el mes pasado|hace (?:un|dos|tres|\w+) (?:años?|mes(?:es)?)|anteriormente|en su día|previamente|antes",
    within=r"tras|después de|ante|pese a|desde|debido a|por|mientras|según",
    denied=r"desmient\w+|niega|por error|fallo|bulo|error|rumor\w*",
    reported=r"al parecer|según (?:fuentes|personas)|presuntamente|habría",
    compared=r"que|frente a|supera\w*|compite|comparad\w+|basad\w+ en|sucesor de|sustituy\w+|reemplaz\w+|como|mejor|iguala",
    rival=r"supera\w*|rivaliza\w*|compite\w* con|a la altura de|alternativa a|iguala|equipar\w+|comparable (?:a|con)|mejor que|desaf[ií]a",
    model=r"modelos?|ia|chatbots?|llm|pesos|parámetros|asistente",
    chips=r"chips?|gpus?|semiconductores?|procesadores|aceleradores|centros? de datos",
    field=r"inteligencia artificial|ia|chips?|modelos?|semiconductores?|chatbots?",
    foreign=r"extranjer\w+|no estadounidenses|fuera de (?:los )?estados unidos",
    everyone=r"todo el mundo|todos los usuarios|todos|público general",
    limited=r"(?:unos |unas |cerca de )?\d+ (?:socios|empresas|organizaciones|clientes)|socios seleccionados|vista previa limitada|acceso (?:limitado|anticipado)|por invitación",
    still=r"sigue\w*|contin[úu]a\w*|todavía|aún|salvo|excepto|no afecta",
    routes=r"orquest\w+|coordina\w*|varios modelos|múltiples modelos|basado en|enruta\w*",
)
