"""Seeded Chinese replies, one a line, with known words at known places: `corpus.py OUT MEGABYTES [SEED]`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

RULESETS = Path(__file__).parent.parent / "rulesets"
WORDS = 200
ONE_IN = 20
"""One line in so many has a word, one in as many of these a second one."""

_OPENINGS = ("亲，", "您好，", "亲亲，", "", "", "好的亲，", "您好，消息收到了，")
_THINGS = (
    "这款四件套", "您看中的外套", "这双运动鞋", "店里的保温杯", "这台加湿器", "您拍的书桌", "这箱橙子", "那条连衣裙",
    "这款耳机", "新到的茶具", "宝宝的推车", "这批面膜",
)  # fmt: skip
_FACTS = (
    "目前有现货", "面料是全棉的", "默认发中通快递", "今天下午可以发出", "尺码表在详情页第三张图", "支持七天无理由退换",
    "一共有三个颜色", "包装里有说明书", "正常两到三天送到", "重量大概{n}克", "长{n}厘米宽{m}厘米", "订单号是{n}{m}",
    "下单满{n}元有赠品", "质保期是一年",
)  # fmt: skip
_CLOSINGS = (
    "有问题您随时问我",
    "麻烦您核对一下地址",
    "感谢您的支持",
    "您可以先看看详情页",
    "请您放心",
    "祝您生活愉快",
)


def words(count: int = WORDS) -> list[str]:
    """Words of the shipped lexicons, none of which stands in another or in a plain line."""
    found: dict[str, None] = {}
    for name in ("slang", "guarantee", "negative", "core"):
        ruleset = yaml.safe_load((RULESETS / f"{name}.yaml").read_text(encoding="utf-8"))
        for lexicon in ruleset["lexicons"].values():
            listed = lexicon if isinstance(lexicon, list) else lexicon["words"]
            found.update(dict.fromkeys(word for word in listed if len(word) >= 2 and not word.isascii()))
    plain = "\n".join((*_OPENINGS, *_THINGS, *_FACTS, *_CLOSINGS))
    apart = [
        word
        for word in found
        if word not in plain and not any(other != word and other in word for other in found)
    ]
    return apart[:count]


def lines(megabytes: float, seed: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Lines of about `megabytes` in all (UTF-8), each with the words that stand in it, in order."""
    chance = random.Random(seed)
    known = words()
    size, limit = 0, int(megabytes * 1_000_000)
    while size < limit:
        facts = chance.sample(_FACTS, chance.randint(1, 3))
        parts = [chance.choice(_THINGS) + facts[0], *facts[1:], chance.choice(_CLOSINGS)]
        parts = [part.format(n=chance.randint(10, 9999), m=chance.randint(10, 999)) for part in parts]
        placed: list[str] = []
        if chance.randrange(ONE_IN) == 0:
            for at in sorted(chance.sample(range(len(parts)), 1 + (chance.randrange(ONE_IN) == 0))):
                placed.append(chance.choice(known))
                parts[at] = f"{parts[at]}，{placed[-1]}，"
        line = (chance.choice(_OPENINGS) + "，".join(parts)).replace("，，", "，")
        size += len(line.encode()) + 1
        yield line, placed


def main() -> None:
    """Writes the corpus and says how many words it holds."""
    out, megabytes, *seed = sys.argv[1:]
    count = 0
    with Path(out).open("w", encoding="utf-8") as file:
        for line, placed in lines(float(megabytes), *map(int, seed)):
            file.write(f"{line}\n")
            count += len(placed)
    print(f"{out}: {Path(out).stat().st_size} bytes, {count} words")


if __name__ == "__main__":
    main()
