"""Made-up plans in many forms, each with what it says: a row for each task, and what is left unread."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PlanRows:
    """A plan and its rows: the first eight characters of the task, then ``role body`` in the order of the clause."""

    name: str
    text: str
    rows: list[str]
    unread: list[str] = field(default_factory=list)
    filename: str = "plan.txt"


def _item(name: str, clause: str, bodies: str, before: str = "一、任务\n（一）建设泵站。新建泵站。") -> PlanRows:
    return PlanRows(name, f"云溪市治水方案\n\n{before}{clause}\n", [f"新建泵站 | {bodies}"])


PLANS = [
    # A convention that is said once, in other words, and holds from there on.
    PlanRows(
        "convention at the first clause",
        "云溪市治水方案\n一、任务\n（一）清淤。清理河道。（市水务局、市财政局负责，列首位的单位为牵头单位，下同）\n"
        "（二）绿化。栽种树木。（市林业局、市水务局负责）\n",
        ["清理河道 | lead 市水务局 | responsible 市财政局", "栽种树木 | lead 市林业局 | responsible 市水务局"],
    ),
    PlanRows(
        "convention in the preamble",
        "云溪市治水方案\n各项任务责任单位中列第一位的为牵头单位。\n一、任务\n（一）清淤。清理河道。（责任单位：市水务局、市财政局）\n",
        ["清理河道 | lead 市水务局 | responsible 市财政局"],
    ),
    PlanRows(
        "convention in a note below the table",
        "任务表\n序号\t任务\t责任单位\n1\t清理河道。\t市水务局、市财政局\n2\t栽种树木。\t市林业局\n注：排在第一位的为牵头单位。\n",
        ["清理河道 | lead 市水务局 | responsible 市财政局", "栽种树木 | lead 市林业局"],
    ),
    PlanRows(
        "no convention for a clause with a lead",
        "云溪市治水方案\n一、任务\n（一）清淤。清理河道。（市水务局牵头，市财政局负责，排名第一的为牵头单位，下同）\n"
        "（二）绿化。栽种树木。（各县区政府负责）\n",
        ["清理河道 | lead 市水务局 | responsible 市财政局", "栽种树木 | local 各县区政府"],
    ),
    # Verbs and names.
    _item("guidance with a participant", "（水利部指导，市水务局参与）", "participant 市水务局 | 水利部 指导"),
    _item("supervision alone", "（省水利厅、省财政厅督导）", "省水利厅、省财政厅 督导"),
    _item("coordination beside a lead", "（市水务局牵头，市发改委统筹协调）", "lead 市水务局 | 市发改委 统筹协调"),
    _item(
        "support after a list that is open",
        "（市水务局负责，市财政局等部门支持）",
        "responsible 市水务局 | 市财政局、等部门 支持",
    ),
    _item(
        "a name of an unknown kind",
        "（市水务局、青联中央、市财政局负责）",
        "responsible 市水务局 | responsible 青联中央 | responsible 市财政局",
    ),
    _item(
        "an open list and local governments",
        "（市水务局等部门和各县（市、区）人民政府负责）",
        "responsible 市水务局 | local 各县（市、区）人民政府",
    ),
    _item("leagues and banners", "（各盟市、各旗县区负责）", "local 各盟市 | local 各旗县区"),
    _item("streets and parks", "（各街道办事处、各园区管委会落实）", "local 各街道办事处 | local 各园区管委会"),
    _item("by their actual conditions", "（各设区的市结合实际落实）", "local 各设区的市"),
    _item("co-organisers", "（市水务局主办，市财政局协办）", "lead 市水务局 | participant 市财政局"),
    _item("departments by duty that assist", "（市水务局牵头，各有关部门按职责分工配合）", "lead 市水务局"),
    _item("a person", "（牵头单位：市水务局；责任领导：王五）", "lead 市水务局 | person 王五"),
    _item("departments of a university", "（牵头部门：教务处；协同单位：各学院）", "lead 教务处 | participant 各学院"),
    # Where carriers stand.
    PlanRows(
        "labels on lines of their own",
        "云溪市治水方案\n一、目标\n1.清理河道十条。\n牵头单位：市水务局\n配合单位：市财政局\n完成时限：2031年6月底前\n2.栽种树木。\n牵头单位：市林业局\n",
        ["清理河道十条 | lead 市水务局 | participant 市财政局", "栽种树木 | lead 市林业局"],
    ),
    PlanRows(
        "a bracket on a line of its own after a list",
        "云溪市治水方案\n一、任务\n（一）水系\n1.治理。\n（1）清理河道。\n（2）加固堤岸。\n（责任单位：市水务局）\n2.绿化。栽种树木。（责任单位：市林业局）\n",
        ["治理。（1）清理" + " | responsible 市水务局", "绿化。栽种树木 | responsible 市林业局"],
    ),
    PlanRows(
        "each item of a list with a line of its own",
        "云溪市治水方案\n一、任务\n（一）水系\n1.清理河道。\n（责任单位：市水务局）\n2.栽种树木。\n（责任单位：市林业局）\n",
        ["清理河道 | responsible 市水务局", "栽种树木 | responsible 市林业局"],
    ),
    PlanRows(
        "a heading's bracket for all below",
        "云溪市治水方案\n一、治理水系（市水务局牵头）\n1.清理河道。\n2.加固堤岸。（市应急局负责）\n二、绿化（市林业局牵头，市财政局配合）\n栽种树木。\n",
        [
            "清理河道 | lead 市水务局",
            "加固堤岸 | responsible 市应急局",
            "栽种树木 | lead 市林业局 | participant 市财政局",
        ],
    ),
    PlanRows(
        "several brackets in one paragraph",
        "云溪市治水方案\n一、任务\n（一）水系。清理河道。（市水务局负责）加固堤岸。（市应急局负责）\n",
        ["清理河道 | responsible 市水务局", "加固堤岸 | responsible 市应急局"],
    ),
    PlanRows(
        "a sentence at the end",
        "云溪市治水方案\n一、任务\n（一）水系。清理河道。由市水务局牵头，市财政局配合。\n（二）绿化。鼓励企业牵头栽种树木。（市林业局负责）\n",
        ["清理河道 | lead 市水务局 | participant 市财政局", "鼓励企业牵头栽种 | responsible 市林业局"],
    ),
    PlanRows(
        "duties of bodies",
        "云溪县防汛预案\n3 组织\n3.1 成员单位职责\n县水务局：负责巡查堤坝；组织抢险。\n县气象局：发布预警。\n",
        ["负责巡查堤坝 | responsible 县水务局", "组织抢险 | responsible 县水务局", "发布预警 | responsible 县气象局"],
    ),
    PlanRows(
        "bodies as headings",
        "云溪县任务分工\n一、县水务局\n1.巡查堤坝。\n2.组织抢险。\n二、县气象局\n1.发布预警。\n",
        ["巡查堤坝 | responsible 县水务局", "组织抢险 | responsible 县水务局", "发布预警 | responsible 县气象局"],
    ),
    PlanRows(
        "the plan is an annex",
        "云溪市水务局等两部门关于印发治水方案的通知\n各县区：\n现印发给你们。\n附件：治水方案\n云溪市水务局\n2031年3月1日\n附件\n治水方案\n一、任务\n（一）清理河道。（责任单位：市水务局）\n",
        ["清理河道 | responsible 市水务局"],
    ),
    PlanRows(
        "numbers as printed",
        "云溪市治水方案\n一、任务\n4.清理河道。（责任单位：市水务局）\n7.栽种树木。（责任单位：市林业局）\n",
        ["清理河道 | responsible 市水务局", "栽种树木 | responsible 市林业局"],
    ),
    PlanRows(
        "traditional characters",
        "雲溪市治水方案\n一、任務\n1.清理河道。（市水務局牽頭，市財政局配合）\n2.栽種樹木。（責任單位：市林業局）\n",
        ["清理河道 | lead 市水務局 | participant 市財政局", "栽種樹木 | responsible 市林業局"],
    ),
    # Tables.
    PlanRows(
        "three columns of roles",
        "任务表\n序号\t工作任务\t牵头\t参与\t责任\n1\t清理河道。\t市水务局\t市财政局\t—\n2\t栽种树木。\t市林业局\t/\t各乡镇\n",
        ["清理河道 | lead 市水务局 | participant 市财政局", "栽种树木 | lead 市林业局 | local 各乡镇"],
    ),
    PlanRows(
        "no numbers, a heading between rows",
        "任务表\n工作任务\t责任单位\t完成时限\n一、水系\n清理河道。\t市水务局\t2031年底前\n二、绿化\n栽种树木。\t市林业局\t长期\n",
        ["清理河道 | responsible 市水务局", "栽种树木 | responsible 市林业局"],
    ),
    PlanRows(
        "two rows of heads",
        "任务表\n序号\t任务内容\t责任分工\t\n\t\t牵头单位\t配合单位\n1\t清理河道。\t市水务局\t市财政局\n",
        ["清理河道 | lead 市水务局 | participant 市财政局"],
    ),
    PlanRows(
        "a group that goes on below",
        "任务表\n序号\t领域\t任务\t责任单位\n1\t水系\t清理河道。\t市水务局\n\t\t加固堤岸。\t市应急局\n",
        ["清理河道 | responsible 市水务局", "加固堤岸 | responsible 市应急局"],
    ),
    PlanRows(
        "one cell a line",
        "任务表\n\n序号\n\n任务\n\n责任单位\n\n1\n\n清理河道。\n\n市水务局、市财政局\n\n2\n\n栽种树木。\n\n市林业局\n",
        ["清理河道 | responsible 市水务局 | responsible 市财政局", "栽种树木 | responsible 市林业局"],
    ),
    PlanRows(
        "Markdown",
        "# 任务表\n\n任务 | 牵头单位 | 配合单位\n--- | --- | ---\n**清理河道。** | 市水务局 | 市财政局<br>市住建局\n",
        ["清理河道 | lead 市水务局 | participant 市财政局 | participant 市住建局"],
        filename="plan.md",
    ),
    PlanRows(
        "CSV",
        '序号,任务,责任单位\n1,"清理河道,加固堤岸。","市水务局牵头,\n市财政局配合"\n2,栽种树木。,市林业局\n',
        ["清理河道,加固堤" + " | lead 市水务局 | participant 市财政局", "栽种树木 | responsible 市林业局"],
        filename="plan.csv",
    ),
    PlanRows(
        "JSON with keys in Chinese",
        '[{"任务": "清理河道。", "单位": "市水务局"}, {"任务": "栽种树木。", "单位": "市林业局牵头，市财政局参加"}]',
        ["清理河道 | responsible 市水务局", "栽种树木 | lead 市林业局 | participant 市财政局"],
        filename="plan.json",
    ),
    PlanRows(
        "a web page with merged cells",
        "<html><body><div class='nav'>首页</div><h2>任务表</h2><table>"
        "<tr><th>序号</th><th>任务</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td>清理河道。</td><td rowspan='2'>市水务局<br>市财政局</td></tr>"
        "<tr><td>2</td><td><p>加固堤岸。</p></td></tr></table></body></html>",
        [
            "清理河道 | responsible 市水务局 | responsible 市财政局",
            "加固堤岸 | responsible 市水务局 | responsible 市财政局",
        ],
        filename="plan.html",
    ),
    PlanRows(
        "a table that is not understood",
        "统计表\n序号\t年份\t产值\n1\t2030\t15\n2\t2031\t17\n一、任务\n（一）清理河道。（责任单位：市水务局）\n",
        ["清理河道 | responsible 市水务局"],
        unread=["1\t2030\t15\n2\t2031\t17"],
    ),
]
