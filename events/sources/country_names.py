"""Countries and territories by the names that pages of suppliers give them, and their ISO 3166 codes."""

import re

from events.sources.row_memory import fold

# The first name is the one shown. Names that differ only by "the", "republic of" or what stands in brackets are one.
_TABLE = """
AF Afghanistan|AX Åland Islands;Aland|AL Albania|DZ Algeria|AS American Samoa|AD Andorra|AO Angola|AI Anguilla
AQ Antarctica|AG Antigua and Barbuda|AR Argentina|AM Armenia|AW Aruba|AU Australia|AT Austria|AZ Azerbaijan
BS Bahamas|BH Bahrain|BD Bangladesh|BB Barbados|BY Belarus|BE Belgium|BZ Belize|BJ Benin|BM Bermuda|BT Bhutan
BO Bolivia;Plurinational State of Bolivia;Bolivia, Plurinational State of|BA Bosnia and Herzegovina;Bosnia
BW Botswana|BV Bouvet Island|BR Brazil|IO British Indian Ocean Territory
VG British Virgin Islands;Virgin Islands, British|BN Brunei;Brunei Darussalam|BG Bulgaria|BF Burkina Faso|BI Burundi
CV Cabo Verde;Cape Verde|KH Cambodia|CM Cameroon|CA Canada
BQ Caribbean Netherlands;Bonaire, Sint Eustatius and Saba;Bonaire|KY Cayman Islands|CF Central African Republic
TD Chad|CL Chile|CN China;People's Republic of China;Mainland China;China mainland;中国;中国大陆|CX Christmas Island
CC Cocos Islands;Cocos (Keeling) Islands;Cocos Keeling Islands|CO Colombia|KM Comoros
CG Republic of the Congo;Congo;Congo, Republic of the;Congo-Brazzaville;Congo (Brazzaville)
CD Democratic Republic of the Congo;DR Congo;Congo, Democratic Republic of the;\
Congo, The Democratic Republic of the;Congo-Kinshasa;Congo (Kinshasa);Congo (DRC);DRC
CK Cook Islands|CR Costa Rica|CI Côte d'Ivoire;Ivory Coast|HR Croatia|CU Cuba|CW Curaçao|CY Cyprus
CZ Czechia;Czech Republic|DK Denmark|DJ Djibouti|DM Dominica|DO Dominican Republic|EC Ecuador|EG Egypt
SV El Salvador|GQ Equatorial Guinea|ER Eritrea|EE Estonia|SZ Eswatini;Swaziland|ET Ethiopia
FK Falkland Islands;Falkland Islands (Malvinas);Malvinas|FO Faroe Islands|FJ Fiji|FI Finland|FR France
GF French Guiana|PF French Polynesia|TF French Southern Territories|GA Gabon|GM Gambia|GE Georgia|DE Germany
GH Ghana|GI Gibraltar|GR Greece|GL Greenland|GD Grenada|GP Guadeloupe|GU Guam|GT Guatemala|GG Guernsey|GN Guinea
GW Guinea-Bissau|GY Guyana|HT Haiti|HM Heard Island and McDonald Islands
VA Holy See;Vatican City;Holy See (Vatican City);Vatican City State;Holy See (Vatican City State);Vatican
HN Honduras|HK Hong Kong;Hong Kong SAR;Hong Kong SAR China;China, Hong Kong SAR|HU Hungary|IS Iceland|IN India
ID Indonesia|IR Iran;Islamic Republic of Iran;Iran, Islamic Republic of|IQ Iraq|IE Ireland|IM Isle of Man|IL Israel
IT Italy|JM Jamaica|JP Japan|JE Jersey|JO Jordan|KZ Kazakhstan|KE Kenya|KI Kiribati|XK Kosovo|KW Kuwait
KG Kyrgyzstan;Kyrgyz Republic|LA Laos;Lao People's Democratic Republic;Lao PDR|LV Latvia|LB Lebanon|LS Lesotho
LR Liberia|LY Libya|LI Liechtenstein|LT Lithuania|LU Luxembourg|MO Macao;Macau;Macao SAR;Macau SAR;Macao SAR China
MG Madagascar|MW Malawi|MY Malaysia|MV Maldives|ML Mali|MT Malta|MH Marshall Islands|MQ Martinique|MR Mauritania
MU Mauritius|YT Mayotte|MX Mexico|FM Micronesia;Federated States of Micronesia;Micronesia, Federated States of
MD Moldova;Moldova, Republic of|MC Monaco|MN Mongolia|ME Montenegro|MS Montserrat|MA Morocco|MZ Mozambique
MM Myanmar;Burma;Myanmar (Burma)|NA Namibia|NR Nauru|NP Nepal|NL Netherlands;Holland|NC New Caledonia|NZ New Zealand
NI Nicaragua|NE Niger|NG Nigeria|NU Niue|NF Norfolk Island
KP North Korea;Democratic People's Republic of Korea;Korea, Democratic People's Republic of;DPRK
MK North Macedonia;Macedonia;The Former Yugoslav Republic of Macedonia|MP Northern Mariana Islands|NO Norway|OM Oman
PK Pakistan|PW Palau
PS Palestine;State of Palestine;Palestinian Territories;Palestinian Territory;Palestine, State of|PA Panama
PG Papua New Guinea|PY Paraguay|PE Peru|PH Philippines|PN Pitcairn;Pitcairn Islands|PL Poland|PT Portugal
PR Puerto Rico|QA Qatar|RE Réunion|RO Romania|RU Russia;Russian Federation|RW Rwanda
BL Saint Barthélemy;St. Barthélemy|SH Saint Helena;Saint Helena, Ascension and Tristan da Cunha;St. Helena
KN Saint Kitts and Nevis;St. Kitts and Nevis|LC Saint Lucia;St. Lucia|MF Saint Martin;St. Martin
PM Saint Pierre and Miquelon;St. Pierre and Miquelon
VC Saint Vincent and the Grenadines;St. Vincent and the Grenadines|WS Samoa|SM San Marino|ST São Tomé and Príncipe
SA Saudi Arabia|SN Senegal|RS Serbia|SC Seychelles|SL Sierra Leone|SG Singapore|SX Sint Maarten
SK Slovakia;Slovak Republic|SI Slovenia|SB Solomon Islands|SO Somalia|ZA South Africa
GS South Georgia and the South Sandwich Islands
KR South Korea;Republic of Korea;Korea, Republic of;Korea, South;Korea|SS South Sudan|ES Spain|LK Sri Lanka|SD Sudan
SR Suriname|SJ Svalbard and Jan Mayen|SE Sweden|CH Switzerland|SY Syria;Syrian Arab Republic
TW Taiwan;Taiwan, Province of China|TJ Tajikistan
TZ Tanzania;United Republic of Tanzania;Tanzania, United Republic of|TH Thailand
TL Timor-Leste;East Timor;Timor-Leste, Democratic Republic of|TG Togo|TK Tokelau|TO Tonga
TT Trinidad and Tobago;Trinidad|TN Tunisia|TR Türkiye;Turkey|TM Turkmenistan|TC Turks and Caicos Islands|TV Tuvalu
UG Uganda|UA Ukraine|AE United Arab Emirates;UAE
GB United Kingdom;UK;Great Britain;United Kingdom of Great Britain and Northern Ireland
US United States;United States of America;USA;US|UM United States Minor Outlying Islands;U.S. Minor Outlying Islands
VI U.S. Virgin Islands;Virgin Islands, U.S.;United States Virgin Islands|UY Uruguay|UZ Uzbekistan|VU Vanuatu
VE Venezuela;Bolivarian Republic of Venezuela;Venezuela, Bolivarian Republic of|VN Vietnam;Viet Nam
WF Wallis and Futuna|EH Western Sahara|YE Yemen|ZM Zambia|ZW Zimbabwe
"""
_BRACKETS = re.compile(r"\s*[(\[（].*?[)\]）]")
_ARTICLE = re.compile(r"^the\s+|,?\s+the$", re.IGNORECASE)


def _read_table() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in _TABLE.replace("\n", "|").strip("|").split("|"):
        code, _, written = row.strip().partition(" ")
        for name in written.split(";"):
            names.setdefault(code, name)
            codes.setdefault(_folded(name), code)
    return names, codes


def _folded(name: str) -> str:
    return fold(_ARTICLE.sub("", name.strip()).replace("&", " and ").replace("’", "'").replace("St.", "Saint"))


_NAMES, _CODES = _read_table()
# For prose: the shown and the other names as whole words; the two-letter ones would be found in anything.
_IN_PROSE = re.compile(
    r"\b(?:"
    + "|".join(
        re.escape(name)
        for row in _TABLE.replace("\n", "|").strip("|").split("|")
        for name in row.strip()[3:].split(";")
        if len(name) > 3 or name in ("UAE", "USA")
    )
    + r")\b"
)


def country_code(name: str) -> str:
    """The code of the country that this whole text names, however it is written; empty where it names none."""
    short = name.strip(" \t.,;:*•·†‡0123456789")
    if len(short) > 80 or (len(short) < 4 and short not in ("UAE", "USA", "US", "UK", "DRC", "中国")):
        return ""
    for writing in (short, _BRACKETS.sub("", short), short.partition(" - ")[0], short.partition(" – ")[0]):
        code = _CODES.get(_folded(writing), "")
        if code:
            return code
    return ""


def country_name(code: str) -> str:
    return _NAMES.get(code, code)


def countries_in(text: str) -> frozenset[str]:
    """The codes of all countries that a sentence names."""
    return frozenset(_CODES[_folded(found)] for found in _IN_PROSE.findall(text))
