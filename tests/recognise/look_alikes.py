"""Documents that are filed near annual reports and are none, and reports that speak like them; all invented."""

from __future__ import annotations

S = "我局及时、准确地公开各类信息，不断提高工作的透明度，保障公众的知情权和监督权，取得了较好的成效。"
R = "政府信息公开工作年度报告"
SIX = (
    "（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况；（四）政府信息公开行政复议、行政诉讼情况；"
    "（五）存在的主要问题及改进情况；（六）其他需要报告的事项。"
)
FORM = f"""{R}格式
一、总体情况
（文字描述）
二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年制发件数
规章
第二十条第（五）项
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
法律服务机构
四、结转下年度继续办理
四、政府信息公开行政复议、行政诉讼情况
未经复议直接起诉
五、存在的主要问题及改进情况
（文字描述）
六、其他需要报告的事项
（文字描述）"""
FILLED = FORM.partition("\n")[2].replace("（文字描述）", S).replace("规章", "规章\n0").replace("数量", "数量\n3")
TABLE = """一、本年新收政府信息公开申请数量
3
法律服务机构
社会公益组织
本机关不掌握相关政府信息
四、结转下年度继续办理
0"""
HEADINGS = f"一、概述\n{S * 3}\n二、主动公开情况\n{S * 2}\n三、依申请公开办理情况\n{S}"

LOOK_ALIKES: dict[str, dict[str, str]] = {
    "notice": {
        "how to write it": f"关于做好{{Y}}年{R}编制发布工作的通知\n各县（区）人民政府，市各委办局：\n现将有关事项通知如下：\n一、编制内容\n{SIX}\n二、工作要求\n请于1月15日前报送。{S * 4}",
        "the form sent round": f"{{P}}人民政府办公室关于印发{R}格式的通知\n各区县人民政府：\n现将格式印发给你们，请遵照执行。\n{FORM}",
        "collecting reports": f"关于报送{{Y}}年度{R}的通知\n各单位：\n请各单位于1月20日前报送。{S * 5}\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况",
        "filling guide": f"{R}填报说明\n一、总体情况\n填写要求：{S}\n二、主动公开政府信息情况\n填报口径如下。{S * 3}\n三、收到和处理政府信息公开申请情况",
        "questions": f"关于政府信息公开年度报告有关填报问题的解答\n问：规范性文件怎么填写？\n答：{S}\n问：收到和处理政府信息公开申请情况表如何填报？\n答：{S * 3}",
    },
    "blank_form": {
        "the form": FORM,
        "without its last word": FORM.replace("格式", "", 1),
        "crosses for the place": f"××市{{Y}}年{R}\n{FORM}",
        "letters for all": f"XX局20XX年{R}\n{FILLED}",
        "letters for the year": f"{{A}}20XX年{R}\n{FILLED}",
        "name in brackets": f"（单位名称）{{Y}}年{R}\n{FORM}",
        "examples filled in": f"{{Y}}年{R}\n{FORM}".replace("规章", "规章\n5\n2\n3"),
        "model text": f"某某县教育局{{Y}}年{R}（范文）\n{FILLED}",
        "model": f"{R}范本\n{FILLED}",
    },
    "quarterly": {
        "quarter": "{A}{Y}年第三季度政府信息公开情况统计表\n主动公开数\n12",
        "quarter with the form's table": f"{{P}}{{Y}}年第一季度政府信息公开申请情况统计表\n{TABLE}",
        "quarter in sections": f"{{A}}{{Y}}年二季度政务公开工作报告\n{S * 4}\n一、主动公开政府信息情况\n{S}\n二、依申请公开办理情况\n{S}",
        "half": f"{{A}}{{Y}}年上半年政府信息公开工作总结\n{S * 5}",
        "months": f"{{A}}{{Y}}年1-6月政府信息公开工作情况\n{S * 5}",
        "month": "{A}{Y}年5月政府信息公开情况统计\n主动公开\n12",
    },
    "news": {
        "published": f"{{P}}发布{{Y}}年{R}\n近日，{{P}}公布了{R}。{S * 5}",
        "picture": f"一图读懂：{{A}}{{Y}}年{R}\n{S}",
        "explained": f"《{{A}}{{Y}}年{R}》解读\n{S * 6}\n全年收到申请12件。",
        "reporter": f"{{A}}{{Y}}年{R}出炉\n记者从市政府获悉，年报已公布。{S * 5}",
    },
    "fee_table": {
        "processing fee": f"政府信息公开信息处理费收费标准\n按件计收\n10件以下\n不收费\n11-30件\n100元/件\n{S}",
        "catalogue": "{A}{Y}年行政事业性收费目录清单\n序号\n项目\n收费标准\n1\n诉讼费\n20元",
    },
    "performance_report": {
        "whole spending": f"{{A}}{{Y}}年度部门整体支出绩效自评报告\n一、部门概况\n{S * 3}\n二、绩效目标完成情况\n{S * 5}",
        "project": f"{{Y}}年度项目绩效评价报告\n{S * 8}\n三、存在的主要问题",
    },
    "budget_report": {
        "budget": f"{{A}}{{Y}}年部门预算公开\n第一部分 部门概况\n{S * 3}",
        "accounts": f"{{A}}{{Y}}年度部门决算\n目录\n{S * 3}",
        "disclosure of budgets": f"{{A}}{{Y}}年部门预算信息公开情况报告\n一、总体情况\n{S * 8}",
        "three expenses": f"{{A}}{{Y}}年“三公”经费决算公开说明\n{S * 3}",
    },
    "other_annual_report": {
        "government work": f"{{Y}}年{{P}}政府工作报告\n{S * 9}\n一、{{Y}}年工作回顾\n{S}",
        "rule of law": f"{{A}}{{Y}}年法治政府建设年度报告\n一、总体情况\n{S * 9}\n二、存在的主要问题",
        "rule of law with like headings": f"{{A}}{{Y}}年度法治政府建设情况报告\n一、主动公开政府信息情况\n{S}法治政府法治政府\n二、依申请公开办理情况\n{S}\n三、行政复议、行政诉讼情况\n{S}",
        "website": "{A}政府网站工作年度报表（{Y}年度）\n网站名称\n{A}\n独立用户访问总量\n1024",
        "third party": f"{{Y}}年{{P}}政务公开第三方评估报告\n一、总体情况\n评估{S}\n二、主动公开政府信息情况\n评估{S}\n三、依申请公开办理情况\n评估结果{S}",
        "hospital": f"{{P}}第一人民医院{{Y}}年度信息公开工作年度报告\n{HEADINGS}",
        "school": f"{{P}}实验小学{{Y}}年信息公开工作年度报告\n{HEADINGS}",
        "academic year": f"{{P}}学院{{L}}-{{Y}}学年信息公开工作年度报告\n{HEADINGS}",
        "company": f"{{P}}水务集团有限公司{{Y}}年信息公开年度报告\n{HEADINGS}",
        "open government summary": f"{{A}}{{Y}}年政务公开工作总结\n{S * 6}",
        "party affairs": f"{{A}}{{Y}}年党务公开工作报告\n{S * 6}",
        "enforcement": "{A}{Y}年行政执法统计年报\n行政许可\n12\n行政处罚\n5",
        "proposals": f"{{A}}{{Y}}年人大建议政协提案办理情况报告\n{S * 6}",
        "communiqué": f"{{P}}{{Y}}年国民经济和社会发展统计公报\n{S * 6}",
        "environment": f"{{P}}水泥有限公司{{Y}}年度环境信息依法披露报告\n{S * 6}",
    },
    "attachment_only": {"title and file": f"{{A}}{{Y}}年{R}\n附件：{{A}}{{Y}}年{R}.pdf"},
    "several_reports": {"two bodies": f"{{P}}水利局{{Y}}年{R}\n{FILLED}\n{{P}}教育局{{Y}}年{R}\n{FILLED}"},
    "no_disclosure_report": {
        "guide": f"{{A}}政府信息公开指南\n一、主动公开\n{S}\n二、依申请公开\n{S * 4}\n可以申请行政复议或者提起行政诉讼。",
        "catalogue": "{A}政府信息主动公开基本目录\n序号\n一级事项\n1\n机构职能",
        "application form": "{A}政府信息公开申请表\n申请人信息\n公民\n姓名\n所需信息情况",
        "answer": f"政府信息公开申请答复书\n张三：\n本机关收到您提交的政府信息公开申请。{S * 2}可以申请行政复议，或者提起行政诉讼。",
        "district statistics": f"{{Y}}年全区依申请公开情况统计表\n{TABLE}",
        "links": "\n".join(f"{{P}}{d}局{{Y}}年{R} 2022-01-2{i}" for i, d in enumerate(("教育", "财政", "水利", "民政", "司法")) for _ in range(20)),
        "links of years": "\n".join(f"{{A}}{year}年{R}" for year in range(2008, 2021)),
        "404": "404 Not Found\nThe requested URL was not found on this server.",
        "not found": "抱歉，您访问的页面不存在\n返回首页\n政府信息公开",
        "403": "403 Forbidden\n您的访问被拒绝",
        "maintenance": "系统维护中，请稍后再试",
        "login": "统一身份认证平台\n用户名\n密码\n验证码\n登录",
        "rules": f"{{P}}政府信息公开工作制度\n第一条 为了规范{S}\n第八条 行政机关应当于每年1月31日前公布本机关{R}。",
        "plan": f"{{A}}{{Y}}年政务公开工作要点\n一、加强主动公开\n{S * 4}",
        "jobs": f"{{A}}{{Y}}年公开招聘工作人员公告\n{S * 4}",
    },
}  # fmt: skip
"""Reject reason -> what it is -> its text, with P a place, A a body, Y a year and L the one before."""

REPORTS: dict[str, str] = {
    "behind a cover letter": f"关于报送{{Y}}年{R}的函\n市政府办公室：\n现将我局{{Y}}年{R}报上，请审阅。\n附件：{{A}}{{Y}}年{R}\n{{A}}{{Y}}年{R}\n{FILLED}",
    "under menus": f"政府信息公开指南\n预算/决算\n绩效评价\n政府工作报告\n法治政府建设年度报告\n政府网站工作年度报表\n收费标准\n通知公告\n登录\n{{A}}{{Y}}年{R}\n{FILLED}",
    "under links": f"{{A}}{{Y}}年部门决算\n{{A}}{{Y}}年法治政府建设年度报告\n关于做好{{Y}}年政府信息公开工作的通知\n{{A}}{{Y}}年{R}\n{FILLED}",
    "a part under links": f"{{A}}{{Y}}年部门决算\n{{A}}{{Y}}年度部门整体支出绩效自评报告\n{{A}}{{Y}}年第三季度政府信息公开情况统计表\n{{A}}{{Y}}年法治政府建设年度报告\n{FILLED}",
    "speaks of them all": f"{{A}}{{Y}}年{R}\n一、总体情况\n第一季度召开考核评估会，公开部门预算决算和绩效评价报告、法治政府建设年度报告、收费标准，发布图解12期，记者采访5次，上半年开展培训。\n{FILLED}",
    "speaks of them often": f"{{P}}财政局{{Y}}年{R}\n{FILLED}\n{'预算决算绩效评估考核' * 9}",
    "a hospital in the prescribed form": f"{{P}}第一人民医院{{Y}}年{R}\n{FILLED}",
    "by the notice": f"{{A}}{{Y}}年{R}\n根据《关于做好{{Y}}年{R}编制工作的通知》要求，编制本报告。\n{FILLED}",
    "before 2019": f"{{A}}2012年政府信息公开工作总结报告\n{HEADINGS}\n四、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "open government before 2019": f"{{A}}2015年政务公开工作报告\n{HEADINGS}\n四、行政复议、行政诉讼情况",
    "environment before 2019": f"甲样市环境保护局2012年环境信息公开工作年度报告\n{HEADINGS}\n环境信息环境信息环境信息\n四、行政复议、行政诉讼情况",
    "by a performance office": f"{{P}}绩效考核委员会办公室2015年{R}\n{HEADINGS}\n绩效绩效绩效考核考核考核\n四、行政复议、行政诉讼情况",
    "month of publication": f"{{A}}{{Y}}年{R}（2022年1月）\n{FILLED}",
    "months of the year": f"{{A}}{{Y}}年1-12月份{R}\n{FILLED}",
    "one placeholder left": f"{{A}}{{Y}}年{R}\n{FILLED}（文字描述，收取信息处理费情况在此处报告。）",
    "applications alone": TABLE,
    "emphasised": f"**{{A}}{{Y}}年{R}**\n{FILLED}",
    "year in Chinese circles": f"{{A}}二○○八年{R}\n{FILLED}",
    "site words after it": f"{{A}}{{Y}}年{R}\n{FILLED}\n系统维护：某某公司 用户登录 404",
}  # fmt: skip
"""Reports and parts of reports that must be kept."""
