"""Italian words."""

from events.reading.words.shape import Words

IT = Words(
    impose=r"impon\w+|impost\w+|amplia\w*|estend\w+|aggiung\w+|aggiunt\w+|inaspri\w+|rafforz\w+|introduc\w+|introdott\w+|approv\w+|adott\w+",
    undo=(
        r"revoc\w+|rimuov\w+|rimoss\w+|sospen\w+|sospes\w+|allent\w+|elimin\w+|rinvi\w+|annull\w+|ritir\w+|blocc\w+|limit\w+|"
        r"viet\w+|chiud\w+|chius\w+|interromp\w+|interrott\w+|restring\w+|ferm\w+|cess\w+"
    ),
    grant=r"permett\w+|autorizz\w+|approv\w+|ripristin\w+|riapr\w+|riapert\w+|conced\w+|concess\w+|consent\w+|riprend\w+",
    bars=r"diviet[oi]|restrizion[ei]|blocc(?:o|hi)|controlli(?: sulle esportazioni| all'esportazione)?|limitazion[ei]|embargo|sanzioni|ordine|provvedimento|lista nera|entity list|obbligo di licenza",
    access=r"accesso|vendit[ae]|esportazion[ei]|importazion[ei]|uso|utilizzo|serviz(?:io|i)|download|licenz[ae]|acquist[oi]|disponibilità|forniture?",
    undoing=r"revoca de\w*|sospensione de\w*|rimozione de\w*|allentamento de\w*|rinvio de\w*",
    bar=(
        r"(?:ha |hanno )?(?:bloccat\w|blocca(?:no)?|vietat\w|vieta(?:no)?|bandit\w|bandisce|proibit\w|proibisce)|(?:ordin|impo[ns]|"
        r"chie[ds]|obblig)\w+ .{0,80}?(?:bloccare|sospendere|ritirare|rimuovere|limitare|cessare|interrompere)|"
        r"(?:limitazione|blocco) (?:provvisori[ao]|immediat[oa]|del trattamento)|(?:sospend|limit|interromp)\w+ (?:l'|il |la |le |"
        r"i |gli )?(?:accesso|vendit[ae]|esportazion\w|servizi\w*|download|uso|utilizzo)|non (?:è |sarà |sono )?più (?:disponibil\w|"
        r"accessibil\w|utilizzabil\w)|(?:aggiung|aggiunt|inseri)\w* .{0,60}?(?:entity list|lista nera)"
    ),
    free=(
        r"(?:revoc|rimuov|rimoss|sospe|allent|elimin|rinvi|annull)\w+ .{0,50}?(?:diviet|restrizion|blocc|controll|ordine|"
        r"limitazion|obblig|provvediment)\w*|(?:autorizz|consent|permett|approv)\w+ .{0,70}?(?:vendit|esporta|uso|accesso|"
        r"acquist|importa)\w*|(?:ripristin|riapr|riapert|riprend)\w+ .{0,40}?(?:accesso|servizi|vendit|esportazion|download)\w*|"
        r"(?:torna|tornat\w|di nuovo|nuovamente) (?:ad essere )?(?:disponibil\w|accessibil\w|attiv\w|online|in italia)|senza licenza"
    ),
    off=r"(?:disattiv|spent|spegn|sospe)\w+ .{0,60}?(?:per tutti|a tutti|in tutto il mondo)",
    back=r"(?:accesso|servizio) .{0,40}?(?:ripristinat\w|torna)|ripristin\w+ .{0,40}?(?:accesso|servizio)|torna disponibile",
    launch=r"lanci(?:a|ato|ano|o di)|present(?:a|ato|ano)|rilasci(?:a|ato)|pubblic(?:a|ato)|svel(?:a|ato)|annunci(?:a|ato)|è (?:ora )?disponibile",
    withdraw=r"ritir(?:a|erà|eranno|ato|are)(?! .{0,24}(?:divieto|ordin|restrizion|limit|accus|blocco))(?= .{0,60}?\d)|disattiv(?:a|erà|eranno|ato)|spegn(?:e|erà)|dismess\w|dismett\w+|ritir(?:a|erà|ato) .{0,40}?(?:api|servizio|mercato)|fine del supporto|non sarà più (?:disponibile|supportat\w)",
    propose=r"propon\w+|propost\w+|disegno di legge|bozza|emendament\w+|consultazione pubblica|accordo provvisorio|vieterebbe|limiterebbe|prevede di|intende",
    talk=r"valuta|considera|potrebbe|potrebbero|discute|esorta|avverte|ipotizza",
    begin=r"entra\w* in vigore|si applica\w* da oggi|inizia\w* ad applicarsi",
    recalled=r"l'anno scorso|lo scorso (?:anno|mese)|(?:un|due|tre|\w+) (?:anni|anno|mesi) fa|in precedenza|a fine \w+|aveva(?:no)?",
    within=r"dopo|a seguito di|nonostante|da quando|a causa di|mentre|secondo",
    denied=r"smentisc\w+|nega|per errore|guasto|bufala|errore",
    reported=r"secondo (?:fonti|indiscrezioni)|a quanto pare|sarebbe",
    compared=r"di|rispetto a|supera\w*|compete|confront\w+|basat\w+ su|successore di|sostitui\w+|come|meglio",
    rival=r"supera\w*|rivaleggia\w*|compete con|all'altezza di|alternativa a|alla pari (?:di|con)|paragonabile a|meglio di|sfida",
    model=r"modell[oi]|ia|chatbot|llm|pesi|parametri|assistente",
    chips=r"chip|gpu|semiconduttori|processori|acceleratori|data ?center",
    field=r"intelligenza artificiale|ia|ai|chip|modell[oi]|semiconduttori|chatbot",
    foreign=r"stranier\w+|non americani|fuori dagli stati uniti",
    everyone=r"tutti gli utenti|tutti|in tutto il mondo|pubblico",
    limited=r"(?:circa )?\d+ (?:partner|aziende|organizzazioni|clienti)|partner selezionati|anteprima limitata|accesso (?:limitato|anticipato)|su invito",
    still=r"resta\w*|rimane\w*|continua\w*|ancora|tranne|eccetto|non riguarda",
    routes=r"orchestr\w+|coordina\w*|più modelli|diversi modelli|basat\w su",
)
