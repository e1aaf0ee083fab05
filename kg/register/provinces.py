"""The provinces: what they are called, and how their names and document numbers (文号) show them."""

from __future__ import annotations

import re
from typing import Final

PROVINCES: Final = {
    "北京市": "京", "天津市": "津", "河北省": "冀", "山西省": "晋", "内蒙古自治区": "内蒙", "辽宁省": "辽",
    "吉林省": "吉", "黑龙江省": "黑", "上海市": "沪", "江苏省": "苏", "浙江省": "浙", "安徽省": "皖", "福建省": "闽",
    "江西省": "赣", "山东省": "鲁", "河南省": "豫", "湖北省": "鄂", "湖南省": "湘", "广东省": "粤",
    "广西壮族自治区": "桂", "海南省": "琼", "重庆市": "渝", "四川省": "川", "贵州省": "黔贵", "云南省": "云滇",
    "西藏自治区": "藏", "陕西省": "陕", "甘肃省": "甘", "青海省": "青", "宁夏回族自治区": "宁",
    "新疆维吾尔自治区": "新", "香港特别行政区": "港", "澳门特别行政区": "澳", "台湾省": "台",
}  # fmt: skip
"""Each province by its full name, with the characters that begin the numbers of its documents."""

_KIND = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_OF_STEM = {_KIND.sub("", name): name for name in PROVINCES}
_OF_SIGN = {sign: name for name, signs in PROVINCES.items() for sign in signs}
_STEMS = re.compile("|".join(_OF_STEM))
_FULL = re.compile("|".join(PROVINCES))


def stem(province: str) -> str:
    """Return the name of a province without its kind.

    >>> stem("四川省"), stem("广西壮族自治区")
    ('四川', '广西')
    """
    return _KIND.sub("", province)


def named_in(words: str) -> frozenset[str]:
    """Return the provinces that words name, with or without their kind.

    >>> sorted(named_in("四川省人民政府办公厅 重庆市人民政府办公厅"))
    ['四川省', '重庆市']
    """
    return frozenset(_OF_STEM[found] for found in _STEMS.findall(words))


def named_in_full(words: str) -> frozenset[str]:
    """Return the provinces that words name with their kind: 浙江省, not 浙江."""
    return frozenset(_FULL.findall(words))


def of_number(number: str) -> str | None:
    """Return the province whose sign begins the number of a document.

    >>> of_number("川办发〔2021〕57号"), of_number("国办发〔2020〕52号")
    ('四川省', None)
    """
    return _OF_SIGN.get(number[:1])
