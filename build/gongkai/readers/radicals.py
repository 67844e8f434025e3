"""Characters that only look like ideographs, folded to the ideographs they stand for.

Browsers write radicals (⼯ ⽆ ⺠) into the text layer of a PDF where a font shares the glyph.
The Kangxi block folds by NFKC; the CJK Radicals Supplement does not, so its pairs stand here.
Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database 15.0.0, licence Unicode-3.0.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
    "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
    "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)

_KANGXI = [chr(code) for code in range(0x2F00, 0x2FD6)]
_COMPATIBILITY = [chr(code) for code in range(0xF900, 0xFB07)]  # to the end of the Latin ligatures

_FOLD = str.maketrans(
    {
        **{character: unicodedata.normalize("NFKC", character) for character in (*_KANGXI, *_COMPATIBILITY)},
        **dict(zip(_SUPPLEMENT, _IDEOGRAPHS, strict=True)),
    }
)


def fold(text: str) -> str:
    """Return `text` with radicals, compatibility ideographs and ligatures (ﬁ) replaced; nothing else is touched.

    Full-width digits and brackets stay as printed: they are no damage, and `raw` must show them.

    >>> fold("⼯作⺠⽣（１）")
    '工作民生（１）'
    """
    return text.translate(_FOLD)
