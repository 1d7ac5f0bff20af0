"""German words; the verb may stand far from its noun."""

from events.reading.words.shape import Words

DE = Words(
    reach=110,
    impose=(
        r"verhäng\w+|verschärf\w+|erweiter\w+|ausgeweitet|ausweit\w+|weit\w* .{0,60}?aus|einführ\w*|führ(?:t|en|te|"
        r"ten) .{0,60}?ein|eingeführt|setz(?:t|te|en) .{0,80}?auf|beschlie\w+|beschloss\w*|erlass\w*|erlässt|erließ|"
        r"ordne\w* .{0,60}?an|angeordnet|führen|leg(?:t|te) .{0,40}?auf|aufgenommen|nimmt .{0,60}?auf"
    ),
    undo=(
        r"heb(?:t|en) .{0,90}?auf|hob(?:en)? .{0,90}?auf|aufgehoben|aufheb\w+|aufzuheben|locker\w*|gelockert|"
        r"aussetz\w*|ausgesetzt|setzt .{0,90}?aus|streich\w*|gestrichen|verschieb\w*|verschoben|widerruf\w*|"
        r"beend\w+|beendet|stopp\w+|gestoppt|einstell\w*|eingestellt|stellt .{0,80}?ein|sperr\w+|gesperrt|kapp\w+|"
        r"beschränk\w+|einschränk\w*|eingeschränkt|schränkt .{0,80}?ein|zurückgenommen|nimmt .{0,80}?zurück|"
        r"unterbind\w+|untersag\w+|schließt|abschalt\w*"
    ),
    grant=(
        r"erlaub\w+|genehmig\w+|gestatte\w*|freigeb\w*|freigegeben|gibt .{0,60}?frei|wieder ?aufnehmen|"
        r"wieder ?aufgenommen|nimmt .{0,60}?wieder auf|wiederherstell\w*|wiederhergestellt|zulass\w*|zugelassen|"
        r"lässt .{0,60}?zu|erteil\w+|öffn\w+|bewillig\w+"
    ),
    bars=(
        r"exportkontrollen?|ausfuhrkontrollen?|exportbeschränkungen?|ausfuhrbeschränkungen?|exportverbote?|"
        r"beschränkung\w*|verbote?|verbots|sperren?|sperrung(?:en)?|auflagen|einschränkung\w*|restriktionen|sanktionen|"
        r"lizenzpflicht\w*|genehmigungspflicht\w*|kontrollen|regeln|regelung\w*|anordnung|embargo|vorschriften|"
        r"pflichten"
    ),
    access=(
        r"zugang|zugriff|verkauf|verkäufe|verkaufs|export\w*|ausfuhr\w*|lieferung\w*|nutzung|dienste?|downloads?|"
        r"lizenz\w*|genehmigung\w*|import\w*|einfuhr\w*|einsatz|angebot|bereitstellung|registrierung\w*"
    ),
    undoing=r"aufhebung|aussetzung|lockerung|verschiebung|streichung|rücknahme|ausnahme\w* von",
    bar=(
        r"verbiete\w*|verbietet|verbot(?:en)?(?= (?:de|die|den|das|am|mit|ab|für))|verboten|untersag\w+|blockier\w+|"
        r"gesperrt|sperrt|sperren|ausgeschlossen|schließt .{0,60}?aus|(?:setz|nimmt|nahm|aufgenommen|"
        r"gesetzt)\w* .{0,60}?(?:entity[- ]list|schwarze liste|sanktionsliste)|auf die (?:entity list|"
        r"schwarze liste)|(?:weist|wies|ordne\w+|verpflicht\w+|forder\w+|zwing\w+|zwang|angewiesen|"
        r"aufgefordert) .{0,140}?(?:zu (?:stoppen|beenden|sperren|unterlassen|löschen|entfernen)|einzustellen|"
        r"einzuschränken|auszusetzen|abzuschalten|abzustellen|nicht mehr)|nicht (?:mehr|"
        r"länger) (?:\w+ ){0,4}?(?:zugänglich|verfügbar|nutzen|anbieten|verkaufen|liefern|verwenden|angeboten|"
        r"genutzt)|nicht mehr .{0,50}?(?:abzugeben|anzubieten|bereitzustellen|zu (?:liefern|verkaufen|nutzen))|"
        r"sperr\w* .{0,60}? aus(?=[ .,\n]|$)|verbann\w+|aus .{0,50}?stores? .{0,12}?(?:nehmen|entfernen|verbannen|"
        r"werfen|genommen|entfernt)|"
        r"genehmigungspflichtig|lizenzpflichtig|abgeschaltet"
    ),
    free=(
        r"verschieb\w* .{0,50}?(?:pflichten|regeln|vorschriften)|"
        r"(?:heb(?:t|en)|hob(?:en)?) .{0,110}?(?:verbot|beschränkung|kontrolle|sperre|auflage|anordnung|embargo|"
        r"restriktion)\w*|(?:verbot|beschränkung|kontrolle|sperre|auflage|anordnung|restriktion|"
        r"regel)\w* .{0,80}?(?:aufgehoben|auf(?=[.,;\n]|$)|gelockert|ausgesetzt|zurückgenommen|verschoben|"
        r"gestrichen|aufheben|lockern|aussetzen)|locker\w* .{0,50}?(?:verbot|beschränkung|kontrolle|regel|auflage|"
        r"export)\w*|(?:erlaub|genehmig|gestatte)\w* .{0,90}?(?:verkauf|export|ausfuhr|lieferung|zugang|nutzung|"
        r"zugriff|wieder)\w*|darf .{0,80}?wieder|wieder (?:zugänglich|verfügbar|erlaubt|freigegeben|nutzbar|"
        r"verkaufen|liefern|anbieten|aufgenommen)|ohne (?:lizenz|genehmigung)|von der (?:entity list|"
        r"schwarzen liste) gestrichen"
    ),
    off=(
        r"(?:schalt\w+|abgeschaltet|sperr\w+|deaktivier\w*) .{0,80}?(?:für alle|alle nutzer|weltweit)|"
        r"für alle (?:nutzer|kunden)? ?.{0,40}?(?:abgeschaltet|gesperrt|deaktiviert|ab(?=[.,\n]))"
    ),
    back=(
        r"(?:zugang|zugriff|dienst|modelle?) .{0,60}?(?:wieder|zurück|wiederhergestellt)|wieder (?:zugänglich|"
        r"verfügbar|nutzbar)"
    ),
    launch=(
        r"veröffentlich\w*|vorgestellt|stell(?:t|te|en|ten) .{0,140}?vor|bring(?:t|en) .{0,80}?(?:heraus|"
        r"auf den markt)|präsentier\w*|lancier\w*|enthüll\w*|startet|freigegeben|gibt .{0,60}?frei|"
        r"kündig\w* .{0,80}?an|angekündigt|macht .{0,80}?verfügbar|ab sofort verfügbar|ist (?:jetzt|nun) verfügbar|"
        r"legt .{0,40}?vor|gelauncht"
    ),
    withdraw=(
        r"n(?:immt|ahm|ehmen) .{0,60}?(?:aus (?:chatgpt|der api|dem (?:dienst|angebot|programm|sortiment))|vom markt)|"
        r"abgekündigt|abkündig\w*|eingestellt|stell(?:t|te|en) .{0,80}?ein|einstell\w+|abschalt\w*|abgeschaltet|"
        r"schalt\w* .{0,80}?ab|ausgemustert|auslauf\w*|läuft .{0,40}?aus|zieht sich .{0,30}?zurück|"
        r"entfern\w+ .{0,60}?aus"
    ),
    propose=(
        r"gesetz(?:es)?entwurf|entwurf|vorschlag|vorschläge|schläg\w* .{0,80}?vor|vorgeschlagen|plan(?:t|en)|"
        r"will .{0,60}?(?:verbieten|einschränken|beschränken|lockern|sperren|erlauben)|wollen .{0,60}?(?:verbieten|"
        r"beschränken)|konsultation|vorläufige einigung|abgeordnete|senatoren|melde[nt]\w* .{0,60}?(?:apple|google)|"
        r"fordert .{0,20}?(?:apple|google)|(?:apple|google) .{0,60}?(?:aufgefordert|gemeldet)|will .{0,60}?verbannen|würde"
    ),
    talk=(
        r"erwäg\w+|prüf\w+|diskutier\w*|könnte\w*|möglicherweise|debatte|forder\w+|warnt\w*|womöglich|spekul\w+|"
        r"dürfte|überleg\w+"
    ),
    begin=(
        r"tr(?:itt|eten|at) .{0,40}?in kraft|in kraft getreten|gilt (?:ab heute|seit heute|nun|ab sofort)|"
        r"gelten (?:ab heute|seit heute|nun)|ab heute|wirksam"
    ),
    recalled=(
        r"im vergangenen jahr|letztes jahr|vergangene[ns]? (?:jahr|monat)|zuvor|bereits|damals|hatte[n]?|seinerzeit|"
        r"vor (?:einem|zwei|drei|einigen|\d+) (?:jahr|monat)\w*|früher|im (?:januar|februar|märz|april|mai|juni|"
        r"juli|august|september|oktober|november|dezember) \d{4}|einst"
    ),
    within=r"nach|infolge|trotz|seit|wegen|angesichts|unter|während|aufgrund|nachdem|obwohl",
    denied=(
        r"dementier\w*|bestreite\w*|versehentlich|fehler|irrtümlich|panne|falschmeldung|gerücht\w*|störung|"
        r"anzeigefehler"
    ),
    reported=(
        r"laut (?:insidern|kreisen|informanten)|soll(?:en)? .{0,60}?haben|angeblich|insider\w*|gerücht\w*|"
        r"berichten zufolge"
    ),
    compared=(
        r"als|gegen|gegenüber|verglichen|im vergleich|übertr\w+|schläg\w*|besser|basier\w+ auf|auf basis|aufbau\w*|"
        r"nachfolger (?:von|des)|ersetz\w+|nach|wie|anstelle|konkurr\w+|statt|kompatibel"
    ),
    rival=(
        r"übertr\w+|schläg(?:t|en)|konkurr\w+|konkurrent\w*|ebenbürtig|auf augenhöhe|gleichauf|mithalten|"
        r"alternative (?:zu|für)|antwort auf|herausforder\w+|besser als|überleg\w+|rival\w+|auf (?:dem )?niveau|"
        r"(?:klar|deutlich|knapp|weit|noch) vor|(?:genauso|ebenso) \w+ wie|(?:lässt|ließ|lassen)(?= .{2,60}? hinter sich)|"
        r"(?:stellt|stellen)(?= .{2,60}? in den schatten)|übertroffen|überhol\w+|abgehängt|aufnehmen mit|vergleichbar mit|nimmt es mit|gleichzieh\w+"
    ),
    model=r"modell\w*|sprachmodell\w*|ki|llm|chatbot\w*|gewichte|parameter",
    chips=(
        r"chips?|ki-chips?|halbleiter\w*|gpus?|prozessor\w*|beschleuniger\w*|rechenzentr\w+|grafikkarten|"
        r"grafikprozessoren"
    ),
    field=(
        r"künstliche\w* intelligenz|ki|ki-\w+|chips?|halbleiter\w*|sprachmodell\w*|gpus?|modell\w*|chatbot\w*|"
        r"entity list"
    ),
    foreign=(
        r"ausländ\w+|nicht-?amerikaner\w*|nicht-us-\w+|nutzer\w* außerhalb|außerhalb der usa|"
        r"außerhalb der vereinigten staaten"
    ),
    everyone=r"alle[n]? nutzer\w*|für alle|jedermann|weltweit|öffentlichkeit|alle[n]? kunden",
    limited=(
        r"(?:rund|etwa|ungefähr|einige|wenige|ausgewählte\w*|gut|mehr als)? ?(?:\d+|hundert|ein dutzend|"
        r"ausgewählte\w*)? ?(?:us-|amerikanische\w* |geprüfte\w* |gelistete\w* )?(?:partner\w*|organisationen|"
        r"einrichtungen|unternehmen|firmen|kunden)(?= (?:wieder|zugänglich|erhalten|dürfen|nutzen|verfügbar))|"
        r"ausgewählte\w* (?:partner|kunden|unternehmen|organisationen)\w*|begrenzte\w* (?:vorschau|zugang|"
        r"nutzerkreis)|eingeschränkte\w* vorschau|auf einladung|vorabzugang|geschlossene\w* (?:beta|vorschau)"
    ),
    still=r"bleib\w+|weiterhin|noch (?:nicht|immer)|ausgenommen|nicht betroffen|außer|nach wie vor",
    routes=(
        r"orchestr\w+|koordinier\w+|mehrere(?:r|n)? modelle|leitet .{0,40}?an|basier\w+ auf|aufgebaut auf|"
        r"kombinier\w+"
    ),
)
