"""Play the story step by step, with a progress display and a report."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from branchline import books, memory
from branchline.places import build, instance_folder
from branchline.story import opening, selling, settling
from branchline.story.outsider import Outsider
from branchline.story.stage import Act, Outcome, Stage, Step, expect
from chassis.clock import monotonic, real_now

AFTER_KILL_S = 15


def killing(service: str) -> Act:
    """Make an act that kills a service in the middle of the story."""

    async def act(stage: Stage) -> None:
        await stage.kill(service)

    return act


STEPS = (
    Step("1a", "业务员开户；资料不全不能下单", "A customer is opened; without papers no order", opening.open_customer),
    Step("1b", "客户档案补齐，客户生效", "The dossier is completed, the customer active", opening.complete_dossier),
    Step(
        "1c",
        "授信 20 万、30 天：申请、审批、合同签回",
        "Credit of 200,000 at 30 days: asked, approved, signed",
        opening.get_credit,
    ),
    Step(
        "2", "订单 A：价格与额度都符合，确认并占用额度", "Order A: on the list, within the limit", selling.first_order
    ),
    Step(
        "3",
        "发货、签收、开票；额度占用转为应收",
        "Dispatched, delivered, invoiced; exposure moves",
        selling.first_delivery,
    ),
    Step("d", "两单同时争最后的额度", "Two orders race for the last of the limit", selling.last_of_the_limit),
    Step("4a", "订单 B 确认", "Order B is confirmed", selling.held_open_order),
    Step("h1", "杀死 orders", "orders is killed", killing("orders")),
    Step("h2", "杀死 receivables", "receivables is killed", killing("receivables")),
    Step("4b", "发票逾期：停发、通知、升级", "The invoice is overdue: stopped, told, escalated", selling.overdue),
    Step("a", "扣留订单的复制与拆分仍被扣留", "Copies and splits of a held order stay held", selling.copies_stay_held),
    Step("e", "不得自批；撤回后不得再批", "No self-approval, none after withdrawal", selling.no_self_approval),
    Step("h3", "杀死 notifications", "notifications is killed", killing("notifications")),
    Step(
        "5", "逾期客户发货审批：经理、副总同意放行", "The overdue-shipment form lets part of it go", selling.allowance
    ),
    Step("b", "放行后改单，放行作废", "An edit after the release voids it", selling.edit_voids),
    Step("c", "承诺未兑现，额度终止", "A broken promise ends the allowance", selling.broken_promise),
    Step("5b", "新承诺、新审批，订单 B 发货", "A new promise and form: B leaves", selling.ship_on_allowance),
    Step("f", "外分公司内勤看不到", "The clerk of another branch sees none of it", selling.foreign_clerk),
    Step(
        "6",
        "收款：账户恢复，扣留解除，提醒撤回",
        "A receipt: good standing, holds and reminders gone",
        settling.payment,
    ),
    Step("h4", "杀死 customers", "customers is killed", killing("customers")),
    Step(
        "7a", "客诉：只有争议金额退出催收", "A complaint: only the disputed amount leaves dunning", settling.complaint
    ),
    Step("7b", "查实、退货、红字冲减", "Confirmed, returned, credited", settling.goods_back),
    Step("7c", "客户满意确认", "Satisfaction is confirmed", settling.satisfaction),
    Step("g", "为什么：跨四个服务的因果链", "Why: the chain across four services", settling.why),
)


async def play(stage: Stage, outsider: Outsider, progress: Callable[[int, int, str], None]) -> dict[str, Any]:
    """Play all steps; stop at the first that breaks; write build/story.json."""
    began, started_at = monotonic(), real_now()
    outcomes: list[Outcome] = []
    for number, step in enumerate(STEPS):
        title = stage.lang.pick(step.zh, step.en)
        progress(number, len(STEPS), title)
        outcomes.append(outcome := await _one(stage, step, title))
        if not outcome.ok:
            break
    whole = len(outcomes) == len(STEPS) and outcomes[-1].ok
    if whole:
        outcomes += [await _one(stage, step, stage.lang.pick(step.zh, step.en)) for step in endings(outsider)]
    progress(len(STEPS), len(STEPS), stage.lang.pick("完", "the end"))
    report = {
        "steps": [_told(outcome) for outcome in outcomes],
        "events": dict(Counter(outsider.types())),
        **latencies(stage, started_at),
        "seconds": round(monotonic() - began, 1),
        "pss_mb_total": _memory(stage),
    }  # fmt: skip
    (build() / "story.json").write_text(json.dumps(report, ensure_ascii=False, indent=2))
    return report


async def _one(stage: Stage, step: Step, title: str) -> Outcome:
    began = monotonic()
    try:
        await step.act(stage)
    except Exception as error:
        return Outcome(step.id, title, ok=False, seconds=monotonic() - began, error=f"{type(error).__name__}: {error}")
    return Outcome(step.id, title, ok=True, seconds=monotonic() - began)


def endings(outsider: Outsider) -> tuple[Step, Step]:
    """Make the steps that look at the whole from outside."""

    async def books_agree(stage: Stage) -> None:
        found = await books.breaches(stage.estate)
        expect(not found, "; ".join(found))

    return (
        Step(
            "i",
            "外部订阅者每个事件恰好看到一次，无缺口",
            "The outside subscriber saw each event once, without a gap",
            outsider.check,
        ),
        Step("L", "四个数据库的账目彼此一致", "The books of the four databases agree", books_agree),
    )


def _memory(stage: Stage) -> int:
    return sum(stage.supervisor.pss_mb().values()) + memory.pss_mb_of(instance_folder(stage.estate.instance))


def _told(outcome: Outcome) -> dict[str, Any]:
    told = {"id": outcome.id, "title": outcome.title, "ok": outcome.ok, "seconds": round(outcome.seconds, 2)}
    return told | ({"error": outcome.error} if outcome.error else {})


def latencies(stage: Stage, started_at: datetime) -> dict[str, Any]:
    """Read from the logs how long each hop took: commit in one service to committed effect in another."""
    hops: list[float] = []
    after_kill: list[float] = []
    kills = [started_at.timestamp() + at - _began(stage) for _, at in stage.kills]
    for at, milliseconds in _logged(build() / "logs"):
        if at < started_at.timestamp():
            continue
        near = any(kill <= at <= kill + AFTER_KILL_S for kill in kills)
        (after_kill if near else hops).append(milliseconds)
    return {
        "latency_ms": _spread(hops),
        "bulk": stage.facts.get("bulk", {}),
        "after_kill": {**_spread(after_kill), "kills": len(stage.kills)},
    }


def _began(stage: Stage) -> float:
    return float(stage.facts["began"])


def _logged(folder: Path) -> list[tuple[float, float]]:
    found = []
    for log in folder.glob("*.log"):
        for line in log.read_text("utf-8", "replace").splitlines():
            if '"consumer.applied"' not in line:
                continue
            entry = json.loads(re.sub(r"^[^{]*", "", line))
            at = datetime.fromisoformat(entry["timestamp"]).astimezone(UTC).timestamp()
            found += [(at, milliseconds) for _, milliseconds in entry["hops"]]
    return found


def _spread(values: list[float]) -> dict[str, Any]:
    if len(values) < 2:
        return {"p50": None, "p99": None, "max": max(values, default=None), "hops": len(values)}
    parts = quantiles(values, n=100)
    return {"p50": round(parts[49], 1), "p99": round(parts[98], 1), "max": max(values), "hops": len(values)}
