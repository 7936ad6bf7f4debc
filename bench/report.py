"""The service report of a large transcript: time, peak memory of all processes together, size of the page.

    python bench/report.py [CONVERSATIONS] [--jobs N] [--keep FOLDER]

The transcript is invented, the same at every run: by default 12,000 conversations with about 100,000 replies of
40 agents over 30 days, with times. No text of an agent comes twice as it stands, so that nothing can be remembered.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from timing import REPLYLINT

CONVERSATIONS = 12_000
AGENTS = tuple(f"{name}{number}" for number in ("", "2", "3", "4") for name in (
    "小禾", "小满", "阿青", "云朵", "木木", "小柚", "阿岚", "晚晚", "小石", "初一",
))  # fmt: skip
START = datetime(2024, 5, 6, 8, 30)
DAYS = 30
LIMIT_SECONDS, LIMIT_MEGABYTES, LIMIT_PAGE = 60, 500, 15_000_000

THINGS = (
    "四件套",
    "加湿器",
    "保温杯",
    "运动鞋",
    "书桌",
    "茶具",
    "连衣裙",
    "耳机",
    "面膜",
    "橙子",
    "台灯",
    "行李箱",
)
ASKED = (
    "这款{thing}有现货吗", "{thing}什么时候发货", "{thing}有没有优惠", "{thing}是什么材质的", "我的{thing}到哪里了",
    "{thing}支持七天无理由吗", "{thing}有大一号的吗", "可以开发票吗", "好的", "那我再看看", "有几种颜色", "能送到乡下吗",
)  # fmt: skip
COMPLAINED = (
    "收到的{thing}破了",
    "{thing}少发了一件",
    "{thing}都等了五天了还没到",
    "{thing}用了两天就坏了，太差了",
)
GOOD = (
    "您好，{thing}目前有现货，{n}点前付款当天发出", "{thing}是全棉面料，详情页第{n}张图有说明，您可以看一下",
    "已经帮您备注好了，第{n}批会一起寄出，请您留意物流信息", "这边查到您的包裹在派送中，预计{n}小时内送到，麻烦您保持电话畅通",
    "支持七天无理由退换的，运费险也送了，编号{n}", "感谢您的支持，祝您生活愉快，编号{n}有问题随时找我",
    "满{n}元可以用券，您下单前点一下领取就好",
)  # fmt: skip
SORRY = ("非常抱歉给您添麻烦了，麻烦您拍张照片给我看一下，{n}小时内给您处理好",)
BAD = (
    "这个我不清楚，你问快递吧{n}", "没有货了{n}", "不讲价的{n}", "肯定能到的，保证{n}天到", "这款{thing}是全网最好的，第一品牌{n}",
    "你自己没看清楚说明吧{n}", "不是写着吗，第{n}页", "加我微信私下转给您更便宜，号{n}", "稍后给您回复{n}", "等着吧{n}", "嗯", "哦",
    "木有货啦妹纸，第{n}次说了", "尽快给您处理{n}",
)  # fmt: skip


def conversations(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Conversations as messages JSONL has them. Some agents are hasty, some slow; most replies are fine."""
    chance = random.Random(seed)
    careless = {agent: chance.choice((0.005, 0.01, 0.02, 0.03, 0.09)) for agent in AGENTS}
    slowness = {agent: chance.choice((6, 9, 12, 16, 40)) for agent in AGENTS}
    number = 0
    for made in range(count):
        agent = chance.choice(AGENTS)
        at = START + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(13 * 60))
        thing = chance.choice(THINGS)
        messages: list[dict[str, str]] = []
        cross = chance.random() < 0.12
        for turn in range(min(30, 3 + int(chance.expovariate(1 / 5.8)))):
            number += 1
            for _ in range(1 + (chance.random() < 0.2)):
                at += timedelta(seconds=chance.randrange(5, 60))
                said = chance.choice(COMPLAINED if cross and turn == 1 else ASKED).format(thing=thing)
                messages.append({"role": "customer", "content": said, "time": str(at)})
            at += timedelta(seconds=int(chance.lognormvariate(0, 0.9) * slowness[agent]))
            kind = BAD if chance.random() < careless[agent] else SORRY if cross and turn == 1 else GOOD
            said = chance.choice(kind).format(thing=thing, n=number)
            said = f"您好，{said}" if turn == 0 and kind is not BAD and not said.startswith("您好") else said
            messages.append({"role": "agent", "content": said, "time": str(at)})
        yield {
            "id": f"s-{made + 1:05}",
            "customer": f"买家{chance.randrange(10**6):06}",
            "agent": agent,
            "messages": messages,
        }


def write(path: Path, count: int) -> int:
    """Writes a transcript; how many replies it has."""
    replies = 0
    with path.open("w", encoding="utf-8") as file:
        for conversation in conversations(count):
            replies += sum(message["role"] == "agent" for message in conversation["messages"])
            file.write(json.dumps(conversation, ensure_ascii=False) + "\n")
    return replies


class Run(NamedTuple):
    """Seconds by the clock, seconds of processors, and the most memory that all processes had together, in MB
    (pages that they share are counted once)."""

    clock: float
    processor: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    """Runs a command and looks at the memory of its processes ten times a second."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    started, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(_proportional_megabytes, _tree(process.pid))))
        time.sleep(0.1)
    clock, now = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}")
    return Run(clock, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, peak)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _tree(int(child))


def _proportional_megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def main() -> None:
    """Prints what was measured; exits with 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("conversations", type=int, nargs="?", default=CONVERSATIONS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the transcript and the page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        chats, page, scores = folder / "chats.jsonl", folder / "report.html", folder / "scores.xlsx"
        replies = write(chats, given.conversations)
        print(f"{given.conversations} conversations, {replies} replies, {chats.stat().st_size / 1e6:.1f} MB")
        command = [REPLYLINT, "report", str(chats), "--isolated", "-o", str(page), "--jobs", str(given.jobs)]
        for more in ([], ["--scores", str(scores)]):
            made = run([*command, "--quiet", *more])
            size = page.stat().st_size
            print(
                f"{given.jobs} processes{', with a workbook' if more else ''}: {made.clock:.1f} s "
                f"({made.processor:.1f} s of processors), peak {made.megabytes:.0f} MB, page {size / 1e6:.2f} MB"
            )
            if made.clock > LIMIT_SECONDS or made.megabytes > LIMIT_MEGABYTES or size > LIMIT_PAGE:
                raise SystemExit("a limit is not kept")


if __name__ == "__main__":
    main()
