"""A library of invented templates in very many files, as a shop that has grown for years keeps them."""

from __future__ import annotations

import json
import random
from pathlib import Path

GOODS = ("四件套", "枕套", "被芯", "床笠", "凉席", "抱枕", "毛毯", "蚊帐", "地垫", "窗帘", "浴巾", "睡衣")
SITUATIONS = ("发货", "退款", "换货", "尺码", "材质", "洗涤", "活动", "发票", "物流", "售后", "催单", "改价")
GOOD = (
    "亲，{goods}现在有现货，下单后48小时内发出，麻烦您核对一下地址。订单号是{{订单号}}。",
    "您好，{goods}的面料是全棉的，机洗手洗都可以，第一次洗建议单独洗，请您放心。",
    "亲，{goods}的尺码表在详情页第{number}张图，您可以对照着选，选不准就把尺寸发给我，我来帮您看。",
    "感谢您的支持，{goods}收到后有任何问题随时联系我们，{number}天内都可以申请换货。",
    "您好，{goods}默认发中通快递，一般{number}天左右到，物流更新后会给您发短信。",
    "不好意思让您久等了，{goods}的库存刚刚核对过，{number}号仓库今天就能给您安排。",
    "{{买家昵称}}您好，{goods}的退款已经提交，一般{number}个工作日原路退回，请您留意。",
)
BAD = (
    "我们保证{goods}{number}天到您手里。",
    "你稍等，我去看看{goods}。",
    "这款{goods}木有货了哦，{number}号再来。",
    "{goods}这个价我们改不了。",
    "你的{goods}肯定是真皮的，假一赔{number}。",
)


def write(folder: Path, files: int, seed: int = 7) -> None:
    """Writes `files` files of three to nine templates each in YAML, JSON, Markdown and CSV. About every third
    has a finding."""
    chance = random.Random(seed)
    for number in range(files):
        about = f"{chance.choice(SITUATIONS)}-{number:04d}"
        replies = [(f"{about}-{n}", _reply(chance)) for n in range(chance.randint(3, 9))]
        shelf = folder / f"店{number % 20:02d}"
        shelf.mkdir(parents=True, exist_ok=True)
        kind = ("yaml", "yaml", "json", "md", "csv")[number % 5]
        (shelf / f"{about}.{kind}").write_text(_written(kind, replies), encoding="utf-8")


def _reply(chance: random.Random) -> str:
    text = chance.choice(BAD if chance.random() < 0.07 else GOOD)
    return text.format(goods=chance.choice(GOODS), number=chance.randint(2, 99))


def _written(kind: str, replies: list[tuple[str, str]]) -> str:
    if kind == "yaml":
        return "templates:\n" + "".join(f"  - name: {name}\n    text: '{text}'\n" for name, text in replies)
    if kind == "json":
        data = [{"title": name, "content": text} for name, text in replies]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if kind == "md":
        return "# 话术\n\n" + "".join(f"## {name}\n\n```\n{text}\n```\n\n" for name, text in replies)
    return "标题,话术\n" + "".join(f'{name},"{text}"\n' for name, text in replies)
