"""How texts in other scripts write services and model families, where the catalogue has no such name of them yet."""

from events.catalog import Catalog
from events.catalog.nouns import Spelling

_SERVICES = {
    "xai": ("غروك", "جروك", "إكس إيه آي", "グロック", "그록AI"),
    "google": ("جيميناي", "جيميني", "ジェミナイ"),
    "microsoft": ("كوبايلوت", "코파일럿", "コパイロット"),
    "moonshot": ("키미", "كيمي"),
    "deepseek": ("ديب سيك", "ديبسيك"),
    "alibaba": ("كيوين", "통이치엔원", "쿼원"),
    "manus": ("마누스", "مانوس"),
    "anthropic": ("كلود",),
    "bytedance": ("دوباو", "더우바오"),
    "mistral": ("ميسترال",),
    "perplexity": ("بيربلكسيتي", "퍼플렉시티"),
}
_NEAR = {
    "كلود": ("أنثروبيك", "ذكاء", "تشات"),
    "키미": ("AI", "문샷", "인공지능"),
    "مانوس": ("ذكاء", "وكيل"),
    "グロック": ("AI", "マスク"),
}
# The same word in Latin letters, for the ids of models that are new.
LATIN = {
    "카나나": "kanana",
    "فنار": "fanar",
    "엑사원": "exaone",
    "바르코": "varco",
    "비전": "vision",
    "星火": "spark",
    "文心": "ernie",
    "通义千问": "qwen",
    "千问": "qwen",
    "混元": "hunyuan",
    "豆包": "doubao",
    "盘古": "pangu",
    "天工": "skywork",
    "ムーンショット": "moonshot",
    "クロード": "claude",
    "ジェミニ": "gemini",
    "제미나이": "gemini",
    "클로드": "claude",
    "라마": "llama",
    "믿:음": "mideum",
    "믿음": "mideum",
}


def more_spellings(catalog: Catalog) -> list[Spelling]:
    """Names of services beside the catalogue's own."""
    known = {spelling.text for spelling in catalog.spellings()}
    return [
        Spelling(text=text, ref=ref, ambiguous=text in _NEAR, context=_NEAR.get(text, ()))
        for ref, texts in _SERVICES.items()
        if ref in catalog.providers
        for text in texts
        if text not in known
    ]
