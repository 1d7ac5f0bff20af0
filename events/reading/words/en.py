"""English words of access policy and of launches."""

from events.reading.words.shape import Words

EN = Words(
    impose=(
        r"impos(?:e|es|ed|ing)|expand(?:s|ed|ing)?|add(?:s|ed|ing)?|implement(?:s|ed|ing)?|tighten(?:s|ed|ing)?|"
        r"extend(?:s|ed|ing)?|widen(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|"
        r"step(?:s|ped)? up|toughen(?:s|ed|ing)?|plac(?:e|es|ed|ing)|appl(?:y|ies|ied|ying)|establish(?:es|ed|ing)?|"
        r"enact(?:s|ed|ing)?|broaden(?:s|ed|ing)?|subject(?:s|ed|ing)?(?= .{0,60}? to )|put(?:s|ting)?|slap(?:s|"
        r"ped)?|set(?:s|ting)?|reimpos\w+|reinstat\w+|renew(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)|revis(?:e|es|ed|ing)|"
        r"amend(?:s|ed|ing)?|order(?:s|ed)?|issu(?:e|es|ed|ing)|creat(?:e|es|ed|ing)|requir(?:e|es|ed|ing)|"
        r"updat(?:e|es|ed|ing)|expansion of|imposition of|extension of|introduction of|implementation of"
    ),
    undo=(
        r"lift(?:s|ed|ing)?|remov(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|eas(?:e|es|ed|ing)|"
        r"relax(?:es|ed|ing)?|drop(?:s|ped|ping)?|rescind(?:s|ed|ing)?|revok(?:e|es|ed|ing)|repeal(?:s|ed|ing)?|"
        r"withdr(?:aw|aws|ew|awn|awing)|waiv(?:e|es|ed|ing)|scrap(?:s|ped|ping)?|delay(?:s|ed|ing)?|postpon(?:e|es|"
        r"ed|ing)|roll(?:s|ed|ing)? back|loosen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|revers(?:e|es|ed|ing)|cancel(?:s|"
        r"led|ed|ling)?|end(?:s|ed|ing)?|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|terminat(?:e|es|ed|ing)|vacat(?:e|es|"
        r"ed|ing)|stay(?:s|ed|ing)(?= the)|defer(?:s|red|ring)?|soften(?:s|ed|ing)?|limit(?:s|ed|ing)?|restrict(?:s|"
        r"ed|ing)?|cut(?:s|ting)? off|block(?:s|ed|ing)?|clos(?:e|es|ed|ing)|shut(?:s|ting)?|disabl(?:e|es|ed|ing)|"
        r"curb(?:s|ed|ing)?|unwind(?:s|ing)?|abolish(?:es|ed|ing)?|annul(?:s|led|ling)?|streamlin(?:e|es|ed|ing)|"
        r"liberali[sz](?:e|es|ed|ing)|ban(?:s|ned|ning)?|prohibit(?:s|ed|ing)?|forb(?:id|ids|ade|idden|idding)|"
        r"bar(?:s|red|ring)?|tighten(?:s|ed|ing)?|push(?:es|ed|ing)? back|removal of|suspension of|lifting of|"
        r"limits? on"
    ),
    grant=(
        r"grant(?:s|ed|ing)?|restor(?:e|es|ed|ing)|resum(?:e|es|ed|ing)|re-?open(?:s|ed|ing)?|approv(?:e|es|ed|ing)|"
        r"clear(?:s|ed|ing)?|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|authori[sz](?:e|es|ed|ing)|let(?:s|ting)?|"
        r"greenlight(?:s|ed)?|re-?start(?:s|ed|ing)?|return(?:s|ed|ing)?|regain(?:s|ed|ing)?|open(?:s|"
        r"ed)? (?:the (?:way|door) to|up)|facilitat(?:e|es|ed|ing)|unblock(?:s|ed|ing)?|licen[cs](?:e|es|ed|"
        r"ing)(?= (?:the )?(?:sale|export|shipment))|giv(?:e|es|ing)|gave|provid(?:e|es|ed|ing)(?= .{0,40}favorable)"
    ),
    bars=(
        r"(?:export|import|end-user|end-use|access|trade|chip|licen[cs]e|licensing|technology|purchase|"
        r"sales?) (?:and \w+ )?(?:controls?|restrictions?|bans?|curbs?|limits?|blocks?|requirements?|rules?|"
        r"prohibitions?|embargo(?:es)?)|bans?|restrictions?|controls?|curbs?|prohibitions?|embargo(?:es)?|"
        r"licen[cs](?:e|ing) (?:requirements?|demands?|duty|duties)|block(?=s? (?:on|imposed|against))|sanctions|"
        r"export (?:order|directive)|directive|(?:standstill|emergency|blocking|suspension|export) orders?|"
        r"limits? on|diffusion rule|affiliates rule|(?:interim )?final rule|50 ?(?:%|percent) rule|limitations?|"
        r"high-risk (?:\w+ )?(?:rules|duties|obligations|requirements)|(?:act's )?(?:duties|obligations|"
        r"requirements|provisions|rules) for (?:stand-alone |standalone )?(?:high-risk|general-purpose)(?: \w+)?|"
        r"presumption of denial|(?:additional )?due diligence (?:requirements|measures|procedures)|"
        r"(?:automatically )?be subject to|license review|moratorium|entity list(?:ing)?s?"
    ),
    access=(
        r"access|sales?|exports?|shipments?|shipping|availability|downloads?|licen[cs]e exceptions?|"
        r"authori[sz]ations?|validated end[- ]user\w*(?: \w+){0,2}|veu|eligibility|services?|licen[cs]es|"
        r"general licen[cs]e|purchases?|suppl(?:y|ies)|imports?|deliver(?:y|ies)|favorable treatment|sell(?:ing)?|"
        r"buy(?:ing)?|export(?:ing)?|import(?:ing)?|provid(?:e|ing)|offer(?:ing)?|serv(?:e|ing)|use(?= (?:of|by))|"
        r"api (?:traffic|calls|access)|registrations?|sign-?ups?|accounts?|us(?:e|ing) (?:of )?(?:its |the |"
        r"their )?(?:models?|services?|chatbots?|apps?|ai)|orders"
    ),
    undoing=(
        r"suspension of|lifting of|removal of|delay (?:of|to|in)|pause (?:of|on|in)|rescission of|easing of|"
        r"relaxation of|repeal of|withdrawal of|exemptions? (?:from|to)|waivers? (?:of|for|from)|moratorium on|"
        r"reversal of|revocation of|stay of|relief from|postponement of"
    ),
    bar=(
        r"(?:first|second|third|latest|newest|next) (?:\w+ ){0,3}?to (?:ban|bar|block|restrict|prohibit|outlaw)(?! on)|"
        r"(?:regulators|ministries|countries|nations|states|governments|agencies|authorities|officials|courts|judges|"
        r"watchdogs|legislators) (?:ban|bar|block|prohibit|outlaw)(?! on)|"
        r"(?<=[a-z] and )(?:the )?(?:[a-z]+ )(?:ban|bar|block|prohibit|outlaw)(?= (?!on|in|of|is|was|and|or|lift|by|"
        r"from|against|has|will|would|could|may|remains?|list|orders?)[a-z])|"
        r"shut(?:s|ting)? .{0,70}?out of|lock(?:s|ed|ing)? .{0,50}?out of|"
        r"(?:is|are|be|been|was|were|being|newly|now|effectively|also|will|to|and|or|has|have|government|ministry|"
        r"regulator|commission|agenc\w+)? ?(?:bann(?:ed|ing)|bans|barr(?:ed|ing)|bars|block(?:ed|s|ing)|"
        r"prohibit(?:ed|s|ing)?|outlaw(?:ed|s|ing)?|blacklist(?:ed|s|ing)?|forbid(?:s|den|ding)?|forbade|cut(?:s|"
        r"ting)? off|geo-?block(?:ed|s|ing)?|lock(?:ed|s|ing)? out)|(?:add(?:s|ed|ing)?|plac(?:es|ed|ing)|put(?:s|"
        r"ting)?|includ(?:es|ed|ing)) .{0,140}?(?:to|on|onto|in) (?:the |its |a |us |u\.s\. |american |"
        r"commerce )*(?:\w+ )?(?:entity list|blacklist|trade blacklist|export blacklist|unverified list|"
        r"export control list)|additions? (?:of .{0,60}? )?to the (?:bis )?entity list|(?:revis|remov|revok|rescind|"
        r"strip)\w+ .{0,80}?(?:validated end[- ]user|veu)\b(?! program)|(?:told|tells?|order(?:s|ed|ing)?|"
        r"direct(?:s|ed|ing)?|instruct(?:s|ed|ing)?|requir(?:es|ed|ing)|notif(?:ies|ied)|inform(?:s|ed)|warn(?:s|"
        r"ed)|forc(?:es|ed|ing)|ask(?:s|ed)) .{0,120}?(?:\bto |that it must |it must |must )(?:immediately |"
        r"at once )?(?:stop|suspend|halt|cease|bar|ban|exclude|end|cut|block|deny|withhold|restrict|limit|switch off|shut|disable|"
        r"refrain|avoid|no longer|not (?:to )?(?:sell|ship|provide|offer|serve|buy|use|order|process|export))\w*|"
        r"(?:told|tells?|order(?:s|ed)?|instruct(?:s|ed)?|urg(?:es|ed)) .{0,60}?not to (?:buy|use|order|purchase|"
        r"sell|ship|provide|export)|(?:need|needs|require|requires|requiring|must (?:get|obtain|have|seek|"
        r"apply for)) (?:an? |a new |an export |special |prior )*licen[cs]es?|not (?:be )?(?:allowed|permitted|"
        r"cleared)(?: through| into| to)?|no longer (?:be )?(?:able to|allowed|permitted|offer\w*|provide\w*|"
        r"serve\w*|accept\w*|available (?:to|in) (?:users|customers|companies|people|china|the eu|europe|"
        r"\w+ users))|(?:delay|withhold|hold|postpon)(?:s|ing|ed)? (?:back )?(?:the |its |"
        r"their )?(?:[\w-]+ ){0,3}?(?:release|weights|launch|models?)|holds? back .{0,40}weights|(?:must|have to|"
        r"has to) (?:run|rely|use|buy|pull out|remove|stop|cancel|leave|uninstall|delete|verify|comply)|(?:restrict|"
        r"limit|suspend|halt|cut|revok|terminat|end|disabl|stop|clos|block|den)(?:s|es|ies|ed|ied|ting|ing|"
        r"e)? (?:all |its |their |the |new |any |public |foreign |off )*(?:\w+ ){0,2}?(?:access|sales|exports|"
        r"shipments|downloads|availability|service|services|api|registrations?|sign-?ups?)|(?:no longer|"
        r"not) (?:sell|provide|offer|serve|supply)|stop(?:s|ped|ping)? (?:selling|providing|offering|serving|"
        r"supplying|shipping|processing)|turn(?:s|ed)? away .{0,40}shipments|(?:identity|id|age|"
        r"organi[sz]ation) verification(?= )|off[- ]limits|(?:ask|requir|oblig|forc|mak)\w* .{0,60}?(?:(?:to )?(?:verify|prove|confirm) (?:their|his|"
        r"the) (?:identity|location|age|nationality)|government[- ]issued id)|requir(?:e|es|ing|ed) .{0,80}?(?:providers?|companies|"
        r"firms|makers|resellers|sellers|exporters|operators) .{0,60}?to (?:verify|submit|report|obtain|serve|check|"
        r"prove|keep|stop|seek|track)|(?:may|must|can|shall|should) (?:no longer|not) (?:be )?(?:us(?:e|ed)|buy|"
        r"install|access|sell|ship|export|offer|provide|download|run|order)\w*|stay(?:s|ed|ing)? away from|"
        r"steer(?:s|ed|ing)? clear of|avoid(?:s|ed|ing)? (?:using|buying|purchas\w+)|shun(?:s|ned|ning)?|(?:risks?|"
        r"would|amounts? to|constitutes?|could) (?:violat|breach|break)\w*|(?:violates?|breaks|breaches) (?:us |"
        r"u\.s\. |american |the )*(?:export )?(?:rules|controls|law)|unavailable (?:in|to|for)|keep(?:s|"
        r"ing)? .{0,40}?out of (?:the )?(?:eu|europe\w*|china|market)|(?:will not|won't|would not|"
        r"does not plan to) (?:be )?(?:available|releas\w+|launch\w*|offer\w*|roll\w* out|"
        r"made available) .{0,60}?(?<![a-z])in (?:the )?(?:eu|europe\w*|uk|china|korea|\w+ union|hong kong|japan|"
        r"india)|delist(?:s|ed|ing)?|"
        r"remov(?:e|es|ed|ing) .{0,40}?from (?:the |its |their )*(?:\w+ )?app ?stores?"
    ),
    free=(
        r"remov(?:e|es|ed|ing) .{0,80}?from (?:the )?(?:(?:\w+ )?entity list|country groups? d|unverified list|"
        r"blacklist|export blacklist)|(?:add|mov|upgrad)(?:s|e|es|ed|ing) .{0,60}?(?:to|"
        r"into) (?:country group )a(?::\d)?|licen[cs]e-free|without (?:needing |"
        r"requiring )?a(?:n export)? licen[cs]e|(?:more|new) license exceptions will|case-by-case (?:review|basis)|"
        r"(?:is|are|was|were|be|been|being|will|to|has|have|can|may|now|and|formally|officially)? ?(?:lift(?:s|ed)|"
        r"unblock(?:s|ed|ing)?|unbann?(?:s|ed|ing)?|greenlit|reinstat(?:es|ed|ing)|exempt(?:s|ed|ing))|(?:let(?:s|"
        r"ting)?|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|clear(?:s|ed|ing)?|authori[sz](?:es|ed|ing)|approv(?:es|"
        r"ed|ing)|licen[cs]ed) .{0,90}?(?<![a-z])(?:restore|resume|release|re-?release|sell|sales|export|exports|ship|"
        r"shipments|provide|offer|buy|purchases?|import|imports|use|return|access|reopen|serve|supply)\w*|(?:access|"
        r"service|downloads?|sales|shipments|exports) (?:to .{0,60}? )?(?:returns?|returned|resum\w+|(?:is|are|was|"
        r"were|will be|has been|have been) (?:back|restored|resumed|reinstated|allowed again|reopened))|(?:giv(?:es|"
        r"en|ing)|gave|wins?|won|gets?|got|receiv\w+|secur\w+) .{0,30}?(?:approval|permission|clearance|"
        r"licen[cs]es?|green light) .{0,50}?to (?:buy|sell|export|ship|import|use|provide|supply|offer|resume)\w*|"
        r"(?:back|available|accessible|allowed|permitted|offered|sold|downloaded|used|bought|installed|reached|opened|"
        r"ordered|exported|shipped|provided) (?:to \w+ )?(?:again|online|once more)|"
        r"(?:can|may|could|able to) (?:now |once )?again (?:be )?\w+|"
        r"offer .{0,60}?again|(?:available|open) again|"
        r"(?:can|may|could) (?:again|once more|resume)|re-?releas(?:e|es|ed|ing)|(?:resum|restor|re-?start|"
        r"reopen)(?:e|es|ed|ing|s)? (?:the |its |their |all |full |public |global |"
        r"limited )*(?:\w+ ){0,3}?(?:access|sales?|exports?|shipments?|downloads?|services?|registrations?|"
        r"availability|deliveries)|(?:suspend|paus|block|str[iu]k|struck|stay|halt|freez|"
        r"froze)\w* (?:down )?.{0,40}?(?<![a-z])laws?|grant(?:s|ed|ing)? (?:the |its |export |an? |them |it |"
        r"conditional )*(?:\w+ ){0,3}?(?:licen[cs]es?|approvals?|permission|permits?|access|waivers?|exemptions?|"
        r"authori[sz]ations?)|green light|gets? (?:the )?(?:all-clear|nod|permission)|goes? free|(?:suspend|paus|stay|vacat|overturn|quash|annul|"
        r"delay|postpon|defer|scrap|repeal|rescind|withdr[ae]w|drop|revok|cancel|eas|relax|loosen|lift)(?:e|es|ed|s|"
        r"ing|ped|ping|n)? (?:the |its |all |this |that |these |those |a |us |u\.s\. |american |"
        r"most )*(?:\w+[ -]){0,6}?(?:rules?|bans?|controls?|restrictions?|curbs?|orders?|directives?|requirements?|"
        r"obligations|limits)(?! on access)"
    ),
    off=(
        r"(?:switch|turn|power)(?:s|es|ed|ing)? (?:it |them |both |the |all |its |\w+ |\d ){0,8}?off|(?:took|"
        r"take[sn]?|taking|pull(?:s|ed|ing)?) .{0,60}?offline|go(?:es)? dark|went dark|gone dark|(?:disabl|"
        r"deactivat|shut|pull|suspend)(?:e|es|ed|s|ing|ting)?(?: down| off)? (?:both |the |its |all |access to |"
        r"these |two |public ){0,4}.{0,50}?(?:for|to) (?:everyone|everybody|all|every)(?: \w+)?|(?:is|are|was|"
        r"were) (?:switched|turned|shut|taken) (?:off|down|offline)|unavailable (?:to|for) (?:everyone|everybody|"
        r"all)"
    ),
    back=(
        r"(?:access|service|both|models?|they|it|public access|availability).{0,40}?(?:returns?|returned|resum\w+|"
        r"come[s]? back|came back|be back|is back|are back|restored|switched (?:back )?on)|(?:switch|turn|bring|"
        r"put)(?:s|es|ed|ing)? .{0,40}?back on(?:line)?|(?:restor|resum|re-?open|re-?enabl)(?:e|es|ed|"
        r"ing)? .{0,60}?(?:access|availability|service)|available again|back online|offer .{0,60}?again"
    ),
    launch=(
        r"(?:been|now|is|are) (?:upgraded|updated) to|(?:api|platform|app|service) now supports|releas(?:e|es|ed|ing)|launch(?:es|ed|ing)?|unveil(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|announc(?:e|es|ed|"
        r"ing)|debut(?:s|ed|ing)?|roll(?:s|ed|ing)? out|open[- ]?sourc(?:e|es|ed|ing)|ship(?:s|ped)|publish(?:es|"
        r"ed)|present(?:s|ed)|drop(?:s|ped)|(?:is|are|now|generally|publicly|immediately) available|"
        r"available (?:today|now|from today|starting)|open(?:s|ed|ing)? (?:up )?(?:a |an |the |"
        r"its )?(?:\w+ )?(?:preview|beta|access|testing)|made available|makes? .{0,40}? available|go(?:es)? live|"
        r"went live|put(?:s|ting)? out|br(?:ings|ought) out|came out|meet|preview(?:s|ed|ing)|"
        r"model card (?:describes|lists|says|shows|reports)|show(?:s|ed)(?: off)?|(?:joins|"
        r"adds to) the (?:\w+ ){0,3}family|hits? general availability|general availability of|is here|out now|"
        r"lands?|landed|share(?:s|d)? .{0,20}weights|upload(?:s|ed)"
    ),
    withdraw=(
        r"(?:leave|leaves|leaving|quit|quits|quitting) .{0,30}?market|"
        r"deprecat(?:e|es|ed|ing|ions?)|retir(?:e|es|ed|ing|ements?)|sunset(?:s|ted|ting)?|discontinu(?:e|es|ed|ing|"
        r"ation)|end[- ]of[- ](?:life|support|service)|decommission(?:s|ed|ing)?|shut(?:s|ting)? down|"
        r"shutdown(?: date)?|(?:be |being |been )?(?:removed|removing|removal) .{0,25}?from (?:the |our )?(?:api|"
        r"chatgpt|app|service|platform|catalog\w*|bedrock|azure|vertex)|remov(?:e|es|"
        r"ing) .{0,60}?from (?:the |its )?(?:\w+ )?(?:api|chatgpt|app|bedrock|azure|foundry|vertex|copilot|platform|catalog\w*|"
        r"model picker)|tak(?:e|es|ing) .{0,60}?out of|phas(?:e|es|ed|ing) out|"
        r"leav(?:es|ing) (?:chatgpt|the api|gemini|the app)|no longer be (?:available|accessible|supported|"
        r"served)|will (?:stop|cease) (?:working|responding)|legacy state|(?:pull|withdr[ae]w)(?:s|ing|"
        r"n)? (?:out of|from) (?:the )?(?:market|country|china|hong kong|italy|eu|europe|russia|korea|japan|"
        r"\w+ market)|exit(?:s|ed|ing)? (?:the )?(?:\w+ )?market|end(?:s|ing)? (?:support|service) (?:for|of)"
    ),
    propose=(
        r"propos(?:e|es|ed|ing|als?)|(?:the |a |new |bipartisan |draft |senate |house |defen[cs]e )+bill|"
        r"\w+ act (?=.{0,60}?(?:to the floor|would|introduced|committee|senate|house))|legislation|lawmakers?|"
        r"senators?|notice of proposed rulemaking|nprm|advance notice|would (?:also )?(?:have to|be (?:required|"
        r"barred|banned|forced|subject)|require|give|bar|ban|block|prohibit|forbid|limit|restrict|force|make|let|"
        r"allow|create|need|oblige|stop|extend|ease|delay|lift|impose)|draft (?:rule|regulation|law|measures?|"
        r"guidelines|order|bill|decree)|(?:has |have )?drafted|seek(?:s|ing)? (?:public )?comments?|(?:solicit|"
        r"request|invit)(?:s|ing|ed)? (?:public )?comments?|open(?:s|ed)? (?:a )?(?:public )?consultation|"
        r"consultation on|provisional (?:agreement|deal)|tabled?|introduc(?:e|es|ed|ing) (?:[\w.-]+ ){0,7}?(?:bill|act|legislation)|a bill(?: to)?|(?:companion|following) bill|"
        r"read twice and referred|fil(?:e|es|ed|ing) (?:a |the )?(?:[\w-]+ ){0,3}(?:bill|amendment)|"
        r"plan(?:s|ned|ning)? to|intends? to|is preparing to|prepar(?:es|ing) (?:to|new|an?)|"
        r"will (?:soon )?(?:propose|seek|announce)|aims? to (?:ban|bar|restrict|require|limit|ease)|ask(?:s|"
        r"ed) (?:apple|google|app stores|the commission|congress|parliament|the court)|call(?:s|ed) (?:on|"
        r"for) (?:the )?(?:commission|apple|google|government|congress)|report(?:s|ed) .{0,40}?as illegal content|"
        r"passed (?:the (?:house|senate)|its version|by the)|(?:house|senate) (?:has )?pass(?:es|ed)|"
        r"committee (?:vot|approv|advanc|sent|back)\w+|vot(?:es|ed) .{0,30}? to advance|mark(?:s|ed)? up"
    ),
    talk=(
        r"(?:are |is |was |were )?(?:considering|weighing|mulling|discussing|debating|exploring|contemplating|"
        r"thinking about|looking (?:at|into)|in talks)|(?:could|might|may) (?:soon )?(?:ban|bar|block|restrict|be|"
        r"face|lift|ease|allow|impose|extend|add|limit|require|return|lose|come|reshape)|urg(?:es|ed|ing)|call(?:s|"
        r"ed|ing) (?:for|on)|warn(?:s|ed|ing)? (?:that|of)|argu(?:es|ed|ing)|should|speculat\w+|whether to|"
        r"if (?:the|it|washington|beijing|congress)|expect(?:s|ed)? to (?:be |begin |start )?|likely to|hopes? to|welcom(?:e|es|ed|ing)|prais(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|"
        r"criticis(?:e|es|ed|ing)|criticiz(?:e|es|ed|ing)|"
        r"consider(?:s|ed)?|weigh(?:s|ed)|mulls?|eyes|debate"
    ),
    begin=(
        r"(?:take|takes|took|taking) (?:full )?effect|(?:enter|enters|entered|entering|come|comes|"
        r"came)(?: fully)? into (?:force|effect|application)|(?:start|starts|started|begin|begins|"
        r"began) (?:to apply|applying|to be enforced)|now (?:applies|apply|in force|in effect)|from today|"
        r"as of today|(?:becomes?|became) (?:binding|applicable|enforceable|law)|(?:goes|go|went) into (?:effect|"
        r"force)|appl(?:y|ies) (?:from|as of) today|obligations (?:begin|start)|enforcement (?:begins|began|starts)|"
        r"(?:is|are) now in (?:force|effect)|signs? .{0,40}executive order|upheld|rul(?:es|ed) (?:that|in)|"
        r"struck down"
    ),
    recalled=(
        r"last (?:year|month|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|"
        r"september|october|november|december)|(?:only |just )?days ago|(?:two|three|four|several|a few|few|"
        r"a couple of) (?:weeks|days) ago|(?:a|two|three|four|five|six|several|\d+) (?:years?|months?) (?:ago|"
        r"earlier|before)|earlier (?:this|in the) (?:year|month|week|spring|summer)|previously|in the past|"
        r"already (?:in|barred|banned|under)|background:|context:|in recent (?:weeks|months|years)|over the past|"
        r"years? of|the (?:january|february|march|april|june|july|august|september|october|november|"
        r"december) (?:licen[cs]e|rule|ban|order|directive|decision|demand)|a (?:year|month|week) (?:ago|earlier|"
        r"before)|successive|originally|once|history|back in"
    ),
    within=(
        r"after|following|amid|amidst|despite|under|since|when|in response to|because of|due to|as|while|although|"
        r"though|whereas|even (?:as|though)|until|before|ahead of|by|thanks to|in the wake of|given|unlike|"
        r"including|such as|with|of"
    ),
    denied=(
        r"den(?:y|ies|ied)|mistaken(?:ly)?|by mistake|in error|(?:caused by|was|were|due to) an? (?:\w+ )?(?:error|"
        r"bug|glitch|outage)|interface (?:bug|error|glitch)|display (?:bug|error)|false (?:alarm|report|rumou?r)|"
        r"not true|untrue|(?:is|are) not back|no (?:such )?(?:plan|decision|import ban|ban|change)s?|hoax|"
        r"fake(?! (?:\w+ )?(?:images?|videos?|pictures?|photos?|nudes?|porn\w*|content|accounts?|news))|"
        r"ui bug|bug in|rumou?rs? (?:was|were|is|are|that|proved)|turned out to be|debunk\w*|nothing has changed|"
        r"remains? (?:unavailable|off|barred|switched off)|thrown out|dismiss(?:es|ed) (?:the|a)|outage|"
        r"accident(?:al|ally)"
    ),
    reported=(
        r"reportedly|according to (?:people|sources|two|three|a person|persons)|sources (?:say|said|familiar)|"
        r"(?:people|persons|person) (?:familiar|briefed|with knowledge)|rumou?r(?:s|ed)?|is said to|are said to|"
        r"it is understood|people briefed"
    ),
    compared=(
        r"than|rivals? (?:to|of|for)?|rivall?ing|against|versus|vs\.?|unlike|compared? (?:to|with)|outperform(?:s|"
        r"ed|ing)?|beat(?:s|en|ing)?|surpass(?:es|ed|ing)?|match(?:es|ed|ing)?|exceed(?:s|ed|ing)?|ahead of|behind|"
        r"built (?:up)?on(?: top of)?|based on|powered by|fine-?tuned (?:from|version of|variant of)|deriv(?:ed|"
        r"ative) (?:from|of)|distilled from|success(?:or|ors) (?:to|of)|succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing|"
        r"ement|ements)(?: for)?|follow(?:s|ing|ed)?|after|upgrade (?:to|of|from|over)|update (?:to|of)|"
        r"improv\w+ (?:on|over)|over|previous(?:ly)?|earlier|existing|compatible with|support for|support|rout(?:e|"
        r"es|ing) .{0,30}?to|call(?:s|ing)? on|answers?|counters?|respon(?:se|ds?|ding) to|alternatives? to|"
        r"level with|on (?:a )?par with|comparable (?:to|with)|close to|equal to|shoulder to shoulder with|"
        r"in line with|use(?:s|d)? by|such as|family of|in the|since|when|like|catch(?:ing)? up (?:with|to)|"
        r"challenge[sr]?(?: to| of)?|along with|of the|from the|instead of|migrat(?:e|ing) (?:to|from)|recommend\w*|"
        r"superseded by|in favou?r of|outscor\w+|trail\w*|top(?:s|ped|ping)|knock\w* off|runs? on|fork of|"
        r"variant of|version of|orchestrat\w+|coordinat\w+|combin\w+"
    ),
    rival=(
        r"(?:stands?|standing|stood)? ?(?:shoulder to shoulder|level|toe[- ]to[- ]toe|head[- ]to[- ]head) with|"
        r"(?:directly? |main |chief |head-on |strong |serious |credible |homegrown |domestic )?(?:rivals?|"
        r"competitors?|competition|challengers?|answer|answers|alternatives?|substitutes?|counters?|counterparts?|"
        r"replacements?)(?: (?:to|for|of|with))?|rivall?ing|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|"
        r"match(?:es|ed|ing)?|beat(?:s|en|ing)?|exceed(?:s|ed|ing)?|on (?:a )?par with|comparable (?:to|with)|"
        r"as (?:good|capable|powerful|strong) as|(?:better|stronger|more capable|more powerful|ahead|"
        r"faster) (?:than|of)|equal(?:s|led)? (?:to)?|equivalent to|take(?:s)? on|challeng(?:e|es|ing)|compet(?:e|"
        r"es|ing) with|parity with|close(?:s|d)? (?:the )?gap (?:with|to)|leap(?:s|ed|frogs?)? (?:ahead of|over)?|"
        r"tak(?:e|es|ing) aim at|respon(?:se|ds|ding) to|repl(?:y|ies) to|eclips(?:e|es|ing)|best(?:s|ed)|"
        r"replicat(?:e|es|ed|ing)|same (?:level|class|league) as|rank(?:s|ed)? (?:alongside|above|ahead of)|"
        r"(?:stand|stands|stood) level"
    ),
    model=(
        r"models?|llms?|language models?|foundation models?|chatbots?|ai systems?|weights|parameters?|"
        r"reasoning model|assistant|open[- ]weights?|checkpoints?"
    ),
    chips=(
        r"(?:ai |advanced |high-end |graphics |computing |semiconductor )*(?:chips?|gpus?|accelerators?|processors?|"
        r"semiconductors?|integrated circuits?|ics?)|advanced computing|supercomputers?|computing items|"
        r"graphics cards|hbm|high-bandwidth memory|data cent(?:er|re)s?|model weights"
    ),
    field=(
        r"artificial intelligence|ai|ais|generative|machine learning|language models?|frontier|foundation models?|"
        r"chatbots?|model weights|advanced computing|integrated circuits?|semiconductors?|supercomputers?|gpus?|"
        r"ai chips?|chips?|chipmakers?|chipmaking|infrastructure as a service|iaas|(?<!labor prevention act )entity list|"
        r"validated end[- ]user|military end[- ]users?|listed entities|end-user controls?|deep learning|"
        r"open[- ]weights?|llms?"
    ),
    foreign=(
        r"(?:any |all |every )?foreign (?:persons?|nationals?|citizens?|users?|customers?|people|entit(?:y|ies)|"
        r"staff|employees)|non[- ](?:u\.?s\.?|americans?|us)(?: (?:persons?|citizens?|nationals?|users?|customers?|"
        r"people|hands|entities))?|(?:people|persons|anyone|users|customers|everyone|nobody) (?:who (?:is|are) not|"
        r"other than|but|except) (?:a )?(?:u\.?s\.?|american)\w*(?: (?:persons?|citizens?))?|non-citizens?|"
        r"(?:people|anyone|everyone|users|customers) (?:abroad|outside (?:the )?(?:united states|us|u\.s\.|"
        r"america))|users abroad"
    ),
    everyone=(
        r"(?:for |to )?(?:everyone|everybody|all (?:users|customers|of its (?:users|customers))|every (?:user|"
        r"customer|one)|anyone|worldwide|all over the world|globally)|general public|the public"
    ),
    limited=(
        r"(?:about|around|some|roughly|nearly|more than|over|up to|fewer than|only)? ?(?:\d+|a dozen|dozens of|"
        r"a hundred|a few|several|a handful of|twenty|two dozen|a (?:small )?group of|"
        r"hundreds of)\+? (?:\w+[ -]){0,3}?(?:partners?|organi[sz]ations?|companies|institutions?|customers|testers|"
        r"agencies|firms|users|groups|defenders|researchers)|selected (?:\w+ ){0,2}?(?:partners?|customers?|"
        r"organi[sz]ations?|companies|users)|select (?:partners?|customers?|organi[sz]ations?|companies|group)|"
        r"trusted (?:testers|partners|access|organi[sz]ations)|vetted (?:\w+ ){0,2}?\w+|"
        r"approved (?:\w+ ){0,2}?(?:partners|customers|organi[sz]ations)|early[- ]access|limited (?:preview|release|"
        r"re-release|access|rollout|availability|group|number)|invitation[- ]only|by invitation|waitlist|"
        r"private (?:preview|beta)|closed (?:preview|beta)|on application|allow-?list\w*|whitelist\w*|"
        r"listed (?:\w+ ){0,3}?(?:organi[sz]ations?|companies|institutions)"
    ),
    still=(
        r"(?:stays?|remains?|is still|are still|remaining|still|continues? to be|not (?:yet )?(?:included|covered|"
        r"affected|part)|unaffected|not concerned|excludes?|except(?: for)?|other than|does not (?:cover|apply to|"
        r"include)|(?:has|have) (?:not|yet to)|awaits?|but not|without|negotiat\w+)"
    ),
    routes=(
        r"orchestrat(?:es?|ing|ion|or)|rout(?:es?|ing|er)|coordinat(?:es?|ing)|(?:built|runs?|running|based|"
        r"layered) (?:up)?on(?: top of)? (?:other|several|many|multiple|existing|different|third-party|\w+ models?)|"
        r"calls? (?:on )?(?:other|several|many|multiple)|combin(?:es|ing) (?:several|many|multiple|different|other)|"
        r"multi-?agent (?:system|orchestration)|ensemble of|built on|fine-?tuned (?:from|on)|based on|derived from|"
        r"powered by|distilled from"
    ),
)
