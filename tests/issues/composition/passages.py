"""Paragraphs with everything that makes lines hard to count: the same ones for the same seed."""

import random

from tests.issues.print.texts import ACTIONS, ACTORS, OPENERS

ODD = (
    *(
        "26/02/2026",
        "05/3",
        "2025–2030",
        "2025-2030",
        "10-15%",
        "3.200.000",
        "98,97%",
        "40°C",
        "1,5–2,0",
        "24/7",
        "-12",
    ),
    *(
        "COVID-19",
        "Wi-Fi",
        "hậu-kiểm",
        "ô-xy",
        "CO₂",
        "m³/giây",
        "km/h",
        "km²",
        "đ/kg",
        "USD/tấn",
        "A4/A5",
        "TCVN/TC-01",
    ),
    *(
        "https://vidu.example/tin-tuc/2026/02/bai-so-1.html?a=1&b=2",
        "www.vidu.example/muc",
        "banbientap@vidu.example",
    ),
    *(
        "“Nghe",
        "máy",
        "đếm”.",
        "“chữ”",
        "‘nhỏ’",
        "(gọi tắt là X)",
        "[1]",
        "(2)",
        "TP.HCM",
        "PGS.TS.",
        "ThS.BS",
        "Q.1",
    ),
    *(
        "và/hoặc",
        "nhanh—gọn",
        "Hà Nội–Hải Phòng",
        "hết!",
        "thật?",
        "chờ…",
        "…rồi",
        "5G/6G",
        "AI+",
        "R&D",
        "C++",
        "#1",
    ),
    *(
        "5\u00a0km",
        "10\u00a0000",
        "10\u202f000",
        "200\u2009g",
        "T.Ư",
        "VIỆT NAM",
        "Tàu",
        "Vũ",
        "Yên",
        "“Tàu”",
        "$5",
        "5 / 6",
    ),
    *(
        "( lỏng )",
        "chấm .",
        "hỏi ?",
        "→",
        "×",
        "±5",
        "½",
        "№7",
        "a_b",
        "x=5",
        "10:30",
        "ISO/IEC 27001:2022",
        "6,5%/năm",
    ),
)
LONG = ("Siêu" * 30, "https://vidu.example/" + "a1" * 60, "M" * 75, "số" + "9" * 90)
TAGS = ("strong", "em", "b", "i", "u", "s", "sub", "sup")


def words(chance: random.Random) -> list[str]:
    """A sentence's words, odd ones among them."""
    sentence = f"{chance.choice(OPENERS)}, {chance.choice(ACTORS)} {chance.choice(ACTIONS)}.".split()
    for _ in range(chance.randrange(6)):
        sentence.insert(chance.randrange(len(sentence)), chance.choice(ODD))
    return sentence


def plain(seed: int, sentences: int = 3, long: bool = False) -> str:
    """A paragraph without elements."""
    chance = random.Random(seed)
    found = [word for _ in range(sentences) for word in words(chance)]
    if long:
        found.insert(chance.randrange(1, len(found)), chance.choice(LONG))
    return " ".join(found)


def dressed(seed: int, sentences: int = 3) -> str:
    """A paragraph with elements around words, and around parts of words."""
    chance = random.Random(seed)
    found = [escaped(word) for _ in range(sentences) for word in words(chance)]
    for _ in range(chance.randrange(1, 8)):
        start = chance.randrange(len(found))
        end = min(start + chance.randrange(1, 5), len(found))
        if not any("<" in word for word in found[start:end]):
            before, after = element(chance)
            found[start] = before + found[start]
            found[end - 1] += after
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(found))
        if "<" not in found[place] and "&" not in found[place] and len(found[place]) > 2:
            before, after = element(chance)
            at = chance.randrange(1, len(found[place]))
            found[place] = f"{found[place][:at]}{before}{found[place][at:]}{after}"
    return " ".join(found)


def escaped(word: str) -> str:
    """A word as markup."""
    return word.replace("&", "&amp;")


def element(chance: random.Random) -> tuple[str, str]:
    """An element's tags."""
    name = chance.choice((*TAGS, "a"))
    return ('<a href="https://vidu.example/">' if name == "a" else f"<{name}>"), f"</{name}>"
