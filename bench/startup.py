"""Start-up: `check` on a 2 KB YAML file, clean and with five findings, beside `python -c "import click, yaml"`.

python bench/startup.py [RUNS]

Python keeps its byte code, as installed packages have it: PYTHONDONTWRITEBYTECODE is not passed on.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from timing import REPLYLINT, seconds

CLEAN = (
    "亲，这款{}现在有现货，下单后48小时内发出，麻烦您核对一下地址。",
    "您好，{}的面料是全棉的，机洗手洗都可以，第一次洗建议单独洗。",
    "亲，{}的尺码表在详情页第三张图，您可以对照着选。",
    "感谢您的支持，{}收到后有任何问题随时联系我们。",
    "您好，{}默认发中通快递，一般三天左右到。",
)
GOODS = ("四件套", "枕套", "被芯", "床笠", "凉席", "抱枕")
FINDINGS = (
    "我们保证明天到您手里。",
    "您稍等，我去看看。",
    "这款木有货了哦。",
    "你的订单已经发了。",
    "这个肯定是真皮的。",
)


def library(first: tuple[str, ...]) -> str:
    """A YAML library of about 2 KB that begins with `first`. No reply of it comes twice."""
    text, number = "# 店铺话术\ntemplates:\n", 0
    while len(text.encode()) < 2000:
        about, which = divmod(number, len(CLEAN))
        reply = first[number] if number < len(first) else CLEAN[which].format(GOODS[about])
        text += f"  - name: 话术{number}\n    text: {reply}\n"
        number += 1
    return text


def main() -> None:
    """Prints the three medians and the ratios; the commands take turns, for the machine may be busy."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        clean, five = Path(folder, "clean.yaml"), Path(folder, "five.yaml")
        clean.write_text(library(()), encoding="utf-8")
        five.write_text(library(FINDINGS), encoding="utf-8")
        commands = {
            "floor": [sys.executable, "-c", "import click, yaml"],
            "check, clean": [REPLYLINT, "check", "--isolated", str(clean)],
            "check, five findings": [REPLYLINT, "check", "--isolated", str(five)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 2):
            for name, command in commands.items():
                taken = seconds(command)
                if run >= 2:
                    times[name].append(taken)
        floor = statistics.median(times["floor"])
        for name, taken_all in times.items():
            median = statistics.median(taken_all)
            print(f"{name:24} {median * 1000:6.1f} ms  {median / floor:.2f} x")


if __name__ == "__main__":
    main()
