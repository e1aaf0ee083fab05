"""The words of dates, periods and recurrences, as patterns over text of one width (:mod:`kg.reading.folding`).

A year, a month or a day may be misprinted (20Ⅹ2年, 20二2年): a pattern takes what stands where one should, and
:mod:`kg.parsing.deadlines` decides whether it is one.
"""

from __future__ import annotations

import re

_S = r"\s*+"
_NUMERALS = "零〇○一二三四五六七八九十"
_IN_NUMBER = (
    rf"(?:[{_NUMERALS}]|[^\s\u4e00-\u9fff，。；：、.！？（）〔〕【】［］\[\]《》“”‘’\"'…—–―－\-~～/／％%+＋=]"
    r"|(?<=[0-9])[？！](?=[0-9]))"
)
"""Every character that may be a misprinted digit: no other Chinese character, no stop, no bracket."""
_DASH = r"(?:—|–|-|－|~|～|至|到)"
_FOUR = rf"(?:[0-9](?:{_S}[0-9]){{3}}|[{_NUMERALS}]{{4}})"
_STARTS = rf"(?<![0-9第])(?!{_IN_NUMBER}{{0,6}}(?![0-9]){_IN_NUMBER}[0-9]{{4}}{_S}(?:年|{_DASH}))"
"""A number begins here; what stands before four plain digits (①2022年) is no part of them."""
_THIS = "今|(?<![基根原成资版样文])本|(?<![证说表声文])明|(?<![今以之先前])后"
_ANOTHER = "(?<![应适相正充])当|(?<![每一多首])次|翌"
_THIS_YEAR = f"(?P<relative>{_THIS}|{_ANOTHER})"
_YEAR = rf"(?:{_STARTS}(?P<year>{_FOUR}|{_IN_NUMBER}{{1,8}})|{_THIS_YEAR}){_S}年"
_MONTH = rf"(?P<month>{_IN_NUMBER}{{1,3}}){_S}月(?:份)?"
_DAY = rf"(?P<day>{_IN_NUMBER}{{1,3}}){_S}[日号]"
_HOUR = r"(?:[0-9]{1,2}\s*+(?:时|点)(?:[0-9]{1,2}分?|整)?\s*+|(?:上|下)午[0-9]{0,2}[时点]?\s*+)?"
_TO = r"(?P<to>(?<![达得做看])到|截至|截止到?|至迟|至|力争到?|争取到?|于|在)"
_NO_TIME_AFTER = rf"(?!{_S}[0-9{_NUMERALS}两几半]|[后期夕列沿景途瞻置台端身往提进者言所茅年])"
_TO_A_YEAR = r"(?:(?<![达得做看])到|截至|至)"
_BEFORE = rf"(?P<before>之前|以前|前{_NO_TIME_AFTER})"
_LAST = r"[底末](?![数线层座部版端梢])"
_WITHIN = r"内(?![容部蒙生外涵地在阁设控河需销])"
_TYPO = rf"(?P<typo>[低抵氐邸]{_S}前)"
_FIGURES = r"(?!\s*的?(?:统计|数据|情况|总结|报告|报表))"
_NO_EVENT = "目提当超空面眼跟靠向往生岗产事会课术史龄婚孕名位国之以底末"
_DOES = (
    "完成|基本|全面|全部|建成|建立|投入|实现|达到|启动|出台|制定|印发|发布|报送|上报|形成|开展|初步|组织|推动|落实|"
    "开工|竣工|投产|运营|要|应|须|需|将|力争|确保"
)
_EVENT = rf"[\u4e00-\u9fff]{{0,3}}(?![{_NO_EVENT}])[\u4e00-\u9fff]前(?={_S}(?:[，。；、）]|$|{_DOES}))"

_SOURCES = {
    "period": rf"(?:{_TO}{_S})?{_STARTS}(?P<from>{_FOUR}|{_IN_NUMBER}{{2,6}}){_S}年?{_S}{_DASH}+"
    rf"{_S}(?P<year>{_FOUR}|{_IN_NUMBER}{{2,6}}){_S}年(?:期间)?",
    "plan": r"[“\"]?(?P<plan>十[一二三四五六七八九]五)[”\"]?(?:规划)?(?:期间|时期|期内|期末|末|内)",
    "recurring": rf"每年{_S}(?:{_MONTH}{_S}(?:{_DAY})?{_S}(?:底|末)?|(?P<yearend>年?底|年?末)){_S}{_BEFORE}?",
    "every": r"每(?:个)?(?:月|季度?|周|星期|半年|学期|旬|季)(?:第?[一二三四五六七日天](?=[前之底]))?\s*+"
    r"(?:[0-9]{1,2}\s*+[日号]|末|底|初|中旬|上旬|下旬|结束)?\s*+(?:(?:之|以)?前|内|后[0-9]{1,2}[日天]内)?",
    "numbers": rf"(?:{_TO}{_S})?(?<![0-9])(?P<year>{_IN_NUMBER}{{4}})(?P<dash>[-/.－／])(?P<month>{_IN_NUMBER}{{1,2}})"
    rf"(?:(?P=dash)(?P<day>{_IN_NUMBER}{{1,2}}))?(?![0-9]){_S}[日号]?(?P<end>{_LAST})?{_S}{_BEFORE}?",
    "day": rf"(?:{_TO}{_S})?{_YEAR}{_S}{_MONTH}{_S}{_DAY}{_S}{_HOUR}{_BEFORE}?",
    "month": rf"(?:{_TO}{_S})?{_YEAR}{_S}{_MONTH}{_S}"
    rf"(?:{_TYPO}|(?P<end>{_LAST}|中旬|上旬|下旬|{_WITHIN})?{_S}{_BEFORE}?)",
    "part": rf"(?:{_TO}{_S})?{_YEAR}{_S}(?:第?{_S}(?P<quarter>{_IN_NUMBER}){_S}季度|(?P<half>[上下]){_S}半年){_S}"
    rf"(?P<end>{_LAST}|{_WITHIN})?{_S}{_BEFORE}?{_FIGURES}",
    "year": rf"(?:{_TO}{_S})?{_YEAR}{_S}(?:{_TYPO}|度?{_S}(?P<end>年?{_LAST}|年?度?{_WITHIN})?{_S}{_BEFORE}?)",
    "event": rf"(?:{_TO}{_S})?{_YEAR}{_S}(?:{_MONTH}{_S})?(?P<before>前后|{_EVENT})",
    "spaced": rf"{_TO_A_YEAR}{_S}(?P<year>(?:{_IN_NUMBER}{{1,6}}\s+){{1,3}}{_IN_NUMBER}{{1,6}}){_S}年",
    "spoiled": rf"[0-9]{{1,4}}(?![年月日号个条项届次至到])[\u4e00-\u9fff][0-9]{{0,3}}{_S}年"
    rf"{_S}(?:{_LAST}(?:{_S}{_BEFORE})?|{_TYPO})"
    rf"|{_TO_A_YEAR}{_S}(?:19|20|21)[0-9]{{2}}[-－—–.·_*]+年"
    rf"|(?<![^，。；：、（“\s]){_TO_A_YEAR}{_S}(?:19|20|21)[0-9]{{2}}(?=[，、])",
    "yearless": rf"(?:(?P<to>{_TO_A_YEAR}){_S})?(?<![0-9{_NUMERALS}个每年—–-])"
    rf"(?P<month>{_IN_NUMBER}{{1,2}}){_S}月"
    rf"{_S}(?:(?:{_LAST}|{_DAY}(?={_S}[之以]?前)){_S}{_BEFORE}?|{_TYPO})",
    "yearend": rf"(?<![0-9{_NUMERALS}去上昨往前历每各学财半])(?:{_TO}{_S})?年{_S}(?:{_LAST}{_S}{_BEFORE}|{_TYPO})"
    rf"|{_TO_A_YEAR}年{_LAST}|(?<![^，。；：（\s])年{_WITHIN}(?=[\u4e00-\u9fff])",
    "since": rf"自(?:本[\u4e00-\u9fff]{{1,6}}?)?(?:印发|发布|公布|下发){_S}之日起{_S}(?:在{_S})?"
    rf"(?P<count>[0-9]{{1,4}}|[{_NUMERALS}两百]{{1,4}}|半){_S}个?{_S}(?P<unit>年|月|日|天){_S}(?:之内|以内|内)",
    "ongoing": r"(?<![^，。；：（\s])"
    r"(?:长期坚持|持续推进|长期推进|常态化推进|持续实施|持续开展|长期任务)(?=\s*(?:[，。；）]|$))",
}
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _SOURCES.items())
"""Each kind of statement with its pattern; of two that begin at one place and end at one, the first counts."""
PLANS = {"十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
"""The first year of each five-year plan."""
YEARS_ON = {"本": 0, "今": 0, "明": 1, "后": 2}
"""How many years after that of the document; 当年 and 次年 count from elsewhere."""
