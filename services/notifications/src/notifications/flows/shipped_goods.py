"""The shipped flows about orders, shipments and complaints (N3)."""

from collections.abc import Mapping

from notifications.flows.audiences import (
    CLERK,
    DEPUTY,
    FINANCE,
    INSPECTOR,
    MANAGER,
    OWNER,
    REGIONAL,
    SPECIALIST,
    SPECIALISTS,
    WAREHOUSE,
    notice,
)
from notifications.flows.model import Definition, Escalation, Reminder, Words

GOODS: Mapping[str, Definition] = {
    "order_placed": notice(
        "orders.order.placed.v1",
        ("{customer_name}：订单 {order_no} 已接收", "{customer_name}: order {order_no} is in"),
        ("{customer_name}的订单 {order_no}，金额 {value}，送往 {ship_to.place}。请于 {sign_off_due_at} 前签回订货单。",
         "{customer_name} ordered {value} ({order_no}), to {ship_to.place}. Order form due by {sign_off_due_at}."),
        OWNER,
    ),
    "order_confirmed": notice(
        "orders.order.confirmed.v1",
        ("{customer_name}：订单 {order_no} 已确认", "{customer_name}: order {order_no} is confirmed"),
        ("{customer_name}的订单 {order_no} 已确认，金额 {value}。",
         "Order {order_no} of {customer_name} over {value} is confirmed."),
        OWNER, WAREHOUSE, FINANCE,
    ),
    "order_refused": notice(
        "orders.order.refused.v1",
        ("{customer_name}：订单因跨区域被拒", "{customer_name}: order refused outside the territory"),
        ("{customer_name}的订单被拒（{rule}）。", "An order of {customer_name} was refused ({rule})."),
        MANAGER,
    ),
    "hold_placed": Definition(
        event="orders.hold.placed.v1", tell=(OWNER,),
        title=Words(zh="{customer_name}：订单暂停（{reason}）", en="{customer_name}: held ({reason})"),
        text=Words(zh="解除条件：{cure.zh}", en="What would release it: {cure.en}"),
    ),
    "hold_overdue": Definition(
        event="orders.hold.placed.v1", when={"field": "reason", "op": "eq", "value": "overdue"}, tell=(MANAGER,),
        title=Words(zh="{customer_name}：因逾期暂停发货", en="{customer_name}: shipping stopped, overdue"),
        text=Words(
            zh="解除条件：{cure.zh} 如需发货，请填报逾期客户发货审批表。",
            en="What would release it: {cure.en} If goods must leave, file the overdue-customer shipment form.",
        ),
        offers="overdue_shipment",
    ),
    "hold_released": notice(
        "orders.hold.released.v1",
        ("{customer_name}：暂停已解除（{reason}）", "{customer_name}: hold released ({reason})"),
        ("{customer_name}的暂停（{reason}）已解除：{how}。",
         "The hold of {customer_name} ({reason}) is released: {how}."),
        OWNER,
    ),
    "allowance_granted": notice(
        "orders.allowance.granted.v1",
        ("{customer_name}：准许逾期发货 {amount}", "{customer_name}: {amount} may leave in spite of overdue"),
        ("{customer_name}自 {from_on} 至 {to_on} 可发货 {amount}。",
         "Goods of {amount} may leave for {customer_name} from {from_on} to {to_on}."),
        OWNER, WAREHOUSE,
    ),
    "allowance_ended": notice(
        "orders.allowance.ended.v1",
        ("{customer_name}：逾期发货许可已结束", "{customer_name}: allowance ended"),
        ("{customer_name}的逾期发货许可已结束（{reason}），已用 {drawn}，剩余 {left}。",
         "The allowance of {customer_name} ended ({reason}); {drawn} was drawn, {left} is left."),
        OWNER,
    ),
    "shipment_dispatched": notice(
        "orders.shipment.dispatched.v1",
        ("{customer_name}：送货单 {note_no} 已发货", "{customer_name}: {note_no} has left"),
        ("订单 {order_no} 的货物（{amount}）已发出，送货单 {note_no}。",
         "Goods of order {order_no} over {amount} have left under note {note_no}."),
        OWNER,
    ),
    "shipment_late": Definition(
        event="orders.shipment.late.v1", tell=(OWNER, WAREHOUSE), urgent=True,
        title=Words(zh="{customer_name}：送货单 {note_no} 超时未达", en="{customer_name}: {note_no} is late"),
        text=Words(
            zh="送货单 {note_no} 应于 {promise_at} 前送达{customer_name}。",
            en="Note {note_no} was promised to {customer_name} by {promise_at}.",
        ),
        escalate=(Escalation(after_hours=12, tell=(MANAGER,)),),
    ),
    "paper_overdue": Definition(
        event="orders.paper.overdue.v1", tell=(OWNER, CLERK),
        title=Words(zh="{customer_name}：{kind} {number} 未签回", en="{customer_name}: {kind} {number} is not back"),
        text=Words(
            zh="{customer_name}的{kind} {number} 应于 {due_at} 前签回。",
            en="The {kind} {number} of {customer_name} was due back by {due_at}.",
        ),
        escalate=(Escalation(after_hours=48, tell=(MANAGER,)),),
    ),
    "return_answered": notice(
        "orders.return.answered.v1",
        ("{customer_name}：退货申请 {return_no}（{answer}）", "{customer_name}: return {return_no} ({answer})"),
        ("{customer_name}的退货申请 {return_no}：{answer}。", "Return {return_no} of {customer_name}: {answer}."),
        OWNER, CLERK,
    ),
    "exposure_crossed": notice(
        "orders.exposure.crossed.v1",
        ("{customer_name}：授信占用变化", "{customer_name}: credit in use"),
        ("{customer_name}已占用 {exposure.exposure}，额度 {exposure.limit}。",
         "{customer_name} uses {exposure.exposure} of {exposure.limit}."),
        OWNER, MANAGER,
    ),
}  # fmt: skip

FILED_TITLE = Words(
    zh="{customer_name}：客诉书 {complaint_no}（{severity}）",
    en="{customer_name}: complaint {complaint_no} ({severity})",
)
FILED_TEXT = Words(
    zh="{customer_name}的客诉 {complaint_no}，争议金额 {disputed}，请于 {answer_due_at} 前答复。业务员：{owner_name}。",
    en="Complaint {complaint_no} of {customer_name}, {disputed} disputed; an answer is due by {answer_due_at}."
    " Representative: {owner_name}.",
)

COMPLAINTS: Mapping[str, Definition] = {
    "complaint_filed": Definition(
        event="customers.complaint.filed.v1", tell=(SPECIALIST, INSPECTOR, OWNER, MANAGER), urgent=True,
        title=FILED_TITLE, text=FILED_TEXT,
    ),
    "complaint_unassigned": Definition(
        event="customers.complaint.filed.v1", when={"field": "specialist_id", "op": "is_set", "value": False},
        tell=(SPECIALISTS,), urgent=True, title=FILED_TITLE, text=FILED_TEXT,
    ),
    "complaint_overdue": Definition(
        event="customers.complaint.overdue.v1", tell=(OWNER, SPECIALISTS, MANAGER), urgent=True,
        title=Words(
            zh="{customer_name}：客诉 {complaint_no} 逾期（{step}）",
            en="{customer_name}: complaint {complaint_no} is late ({step})",
        ),
        text=Words(
            zh="客诉 {complaint_no} 的{step}应于 {due_at} 前完成。",
            en="The {step} of complaint {complaint_no} was due by {due_at}.",
        ),
        escalate=(Escalation(after_hours=24, tell=(REGIONAL,)), Escalation(after_hours=72, tell=(DEPUTY,))),
    ),
    "complaint_confirmed": Definition(
        event="customers.complaint.confirmed.v1", tell=(OWNER, CLERK),
        title=Words(
            zh="{customer_name}：客诉 {complaint_no} 已核实，处理方式：{remedy}",
            en="{customer_name}: complaint {complaint_no} confirmed, remedy: {remedy}",
        ),
        text=Words(
            zh="客诉 {complaint_no} 的处理（{remedy}）应于 {remedy_due_at} 前完成。",
            en="The remedy ({remedy}) of complaint {complaint_no} is due by {remedy_due_at}.",
        ),
    ),
    "complaint_remedied": Definition(
        event="customers.complaint.remedied.v1", tell=(OWNER,),
        title=Words(
            zh="{customer_name}：请签回客户满意确认书（{complaint_no}）",
            en="{customer_name}: get the confirmation of satisfaction ({complaint_no})",
        ),
        text=Words(
            zh="客诉 {complaint_no} 已处理（{remedy}），客户满意确认书须于 {confirmation_due_at} 前签回。",
            en="Complaint {complaint_no} was remedied ({remedy}); the signed confirmation is due by"
            " {confirmation_due_at}.",
        ),
        remind=Reminder(field="confirmation_due_at", before_hours=(72, 24)),
    ),
    "complaint_closed": notice(
        "customers.complaint.closed.v1",
        ("{customer_name}：客诉 {complaint_no} 已结案", "{customer_name}: complaint {complaint_no} is closed"),
        ("客诉 {complaint_no} 已结案：{outcome}。", "Complaint {complaint_no} is closed: {outcome}."),
        OWNER,
    ),
}  # fmt: skip
