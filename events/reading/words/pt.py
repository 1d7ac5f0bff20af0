"""Portuguese words."""

from events.reading.words.shape import Words

PT = Words(
    impose=r"imp[õo]\w+|ampli\w+|adicion\w+|inclu\w+|endurec\w+|reforç\w+|estend\w+|introdu\w+|aprov\w+|exig\w+|adot\w+",
    undo=(
        r"levant\w+|suspen\w+|retir\w+|elimin\w+|flexibiliz\w+|alivi\w+|revog\w+|adi\w+|anul\w+|cancel\w+|restring\w+|limit\w+|"
        r"bloque\w+|cort\w+|fech\w+|proíb\w+|proib\w+|veta\w*|interromp\w+|encerr\w+|derrub\w+"
    ),
    grant=r"permit\w+|autoriz\w+|aprov\w+|restabelec\w+|restaur\w+|retom\w+|reabr\w+|conced\w+|liber(?:a|ou|ada|ado)",
    bars=r"proibiç(?:ão|ões)|vetos?|restriç(?:ão|ões)|controles?(?: de exportação)?|bloqueios?|embargos?|limites?|sanções|ordem|determinação|lista de entidades|lista negra",
    access=r"acesso|vendas?|exportaç(?:ão|ões)|importaç(?:ão|ões)|uso|serviços?|downloads?|licenças?|compras?|disponibilidade",
    undoing=r"levantamento d[aeo]|suspensão d[aeo]|revogação d[aeo]|flexibilização d[aeo]|adiamento d[aeo]",
    bar=(
        r"(?:bloque(?:ia|ou|ado|ada|iam|aram|ar)|proíbem?|proib(?:iu|ido|ida|ir|iram)|baniu|bane|banido|vet(?:a|ou|ado))|(?:orden|"
        r"determin|obrig|exig)\w+ .{0,80}?(?:bloque|suspend|retir|deix|restrinj|interromp)\w+|(?:suspend|restring|limit|cort)\w+ "
        r"(?:o |a |os |as )?(?:acesso|vendas?|exportaç\w+|serviços?|downloads?|uso)|(?:deixará de|deixa de|não) (?:mais )?(?:vender|"
        r"oferecer|fornecer|estar disponível)|(?:adicion|inclu)\w+ .{0,60}?(?:lista de entidades|lista negra)"
    ),
    free=(
        r"(?:levant|suspen|flexibiliz|alivi|revog|adi|anul|derrub)\w+ .{0,50}?(?:proibiç|veto|restriç|control|bloqueio|ordem|"
        r"regra|limite)\w*|(?:permit|autoriz|aprov|liber)\w+ .{0,70}?(?:venda|exporta|uso|acesso|compra|importa|vender|usar)\w*|"
        r"(?:restabelec|restaur|retom)\w+ .{0,40}?(?:acesso|serviço|vendas?|exportaç\w+)|(?:volta|voltou) a (?:estar|ser|"
        r"funcionar|oferecer|ficar)|sem licença|novamente disponível|disponível novamente"
    ),
    off=r"(?:desativ|deslig|suspend)\w+ .{0,60}?(?:para todos|no mundo todo|em todo o mundo)",
    back=r"(?:acesso|serviço) .{0,40}?(?:volta|restabelecid\w)|restabelec\w+ .{0,40}?(?:acesso|serviço)",
    launch=r"lanç(?:a|ou|ado|am|aram|amento d[aeo])|apresent(?:a|ou|ado)|public(?:a|ou)|liber(?:a|ou)|anunci(?:a|ou)|revel(?:a|ou)|já está disponível",
    withdraw=r"desativ(?:ar|ará|arão|a|ou|ada|ado)|deslig(?:ar|ará|a|ou)|encerr\w+ .{0,20}?(?:suporte|serviço|acesso ao)|(?:vai |irá )retirar|descontinu\w+|aposent\w+|deixará de (?:funcionar|estar disponível)|fim do suporte|retir(?:a|ará|ado) .{0,40}?(?:api|serviço|mercado)",
    propose=r"prop[õo]\w+|proposta|projeto de lei|minuta|emenda|consulta pública|acordo provisório|proibiria|limitaria|planeja|pretende",
    talk=r"estuda|avalia|cogita|debate|poderia|poderiam|pode vir|considera|insta|alerta",
    begin=r"entr\w+ em vigor|começ\w+ a valer|passa\w* a valer",
    recalled=r"no ano passado|no mês passado|há (?:um|dois|três|\w+) (?:anos?|mês|meses)|anteriormente|antes",
    within=r"após|depois de|diante de|apesar de|desde|devido a|por|enquanto|segundo",
    denied=r"desment\w+|nega|por engano|falha|boato|erro",
    reported=r"segundo (?:fontes|pessoas)|supostamente|teria",
    compared=r"que|frente a|supera\w*|compete|comparad\w+|basead\w+ em|sucessor d[aeo]|substitu\w+|como|melhor",
    rival=r"supera\w*|rivaliza\w*|compete com|à altura d[aeo]|alternativa a|equipara\w*|comparável a|melhor que|desafia",
    model=r"modelos?|ia|chatbots?|llm|pesos|parâmetros|assistente",
    chips=r"chips?|gpus?|semicondutores?|processadores|aceleradores|data centers?",
    field=r"inteligência artificial|ia|chips?|modelos?|semicondutores?|chatbots?",
    foreign=r"estrangeir\w+|não americanos|fora dos estados unidos",
    everyone=r"todos os usuários|todos|mundo todo|público em geral",
    limited=r"(?:cerca de )?\d+ (?:parceiros|empresas|organizações|clientes)|parceiros selecionados|acesso (?:limitado|antecipado)|por convite",
    still=r"continua\w*|permanec\w+|ainda|exceto|salvo|não afeta",
    routes=r"orquestr\w+|coordena\w*|vários modelos|basead\w+ em",
)
