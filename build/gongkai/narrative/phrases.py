"""What the words beside a number say of it: kind, item and qualifiers, or that the words do not decide."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """Kind and item of a number, codes of `statement_kinds`."""

    kind: str
    item: str = ""
    qualifiers: tuple[str, ...] = ()


UNDECIDED = Meaning("unattributed")

FOREIGN = re.compile(
    r"建议|提案|信访件|来信(?!申请)|来访(?!申请)|来电|热线|留言|咨询|信箱|工单|诉求|网民|问政|阅读|点击|关注|浏览|访问|粉丝|转发|培训|会议|"
    r"线索|满意|询价|转办单|征询单|稿件|推文|评议|留证|督办|证明|投诉件|举报件|听证|罚款"
)
"""Numbers beside these words are about something else."""

_CARRIED_OUT = re.compile(
    r"(?:结转|转结|转接)[^，；]{0,4}(?:下一?年|次年|明年|翌年)|(?:顺延|延续|转入|转|延)[至到入]?(?:下一?年|次年|明年)|顺延|"
    r"(?:下一?年|次年)度?(?:继续)?(?:办理|答复)|年末结转|年底结转"
)
_CARRIED_IN = re.compile(
    r"(?:上一?年|去年|往年)[^，；]{0,10}?(?:结转|转结|转接|遗留|转入)|(?:结转|遗留)自?(?:上一?年|去年|往年)|年初结转"
)
_TO_YEAR = re.compile(r"(?:结转|转结|转接|顺延|转)[至到入]?(20\d\d)年")
_OF_YEAR = re.compile(r"(20\d\d)年度?(?:的)?(?:申请)?(?:结转|转结)")
_PARTIAL = r"部分(?:予以)?公开"
_GROUPS = (
    ("partially_granted", _PARTIAL),
    ("granted", r"(?<!部分)(?<!不)(?:予以公开|同意公开|准予公开|全部公开|全部予以公开)"),
    ("denied", r"不(?:予以?|同意)公开"),
    ("unavailable", r"(?:无法|不能|不予)提供"),
    ("declined", r"不予(?:以)?处理"),
    ("other", r"其[他它](?:方式|情形|情况)?处理"),
    ("denied_state_secret", r"国家秘密"),
    ("denied_other_law", r"(?:法律|行政法规|法规)[^，；]{0,6}禁止公开"),
    ("denied_security_stability", r"三安全一稳定"),
    ("denied_third_party", r"第三方合法权益"),
    ("denied_internal_affairs", r"内部事务"),
    ("denied_deliberative", r"过程性.?信息"),
    ("denied_enforcement_file", r"行政?执法案卷"),
    ("denied_inquiry", r"行政查询"),
    ("unavailable_not_held", r"不掌握"),
    ("unavailable_needs_creation", r"[没无]有?现成信息|另行制作"),
    ("unavailable_unclear", r"内容(?:仍|仍然)?不明确"),
    ("declined_petition", r"信访、?举报、?投诉类?"),
    ("declined_repeat", r"重复申请"),
    ("declined_publication", r"公开出版物"),
    ("declined_excessive", r"大量、?反复申请"),
    ("declined_reconfirm", r"重新出具"),
    ("other_uncorrected", r"逾期不补正"),
    ("other_unpaid", r"逾期(?:未|不)[^，；]{0,8}缴"),
)
_OUTCOME = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _GROUPS))
_SUMMED = re.compile(
    r"等(?:原因|情形|情况|理由|为由|而|，|、|依法)*(?:的)?(?:无法提供|不(?:予以?|同意)公开|不予(?:以)?处理|其[他它]处理)"
)
_CHANNELS = re.compile(
    r"(?P<email>电子邮[件箱]|邮箱)|(?P<letter>信函|来信|来函|邮寄|邮递|快递|书面|邮政|挂号信|寄送)|(?P<in_person>当面|现场|窗口|上门)|"
    r"(?P<fax>传真)|(?P<offline>线下)|"
    r"(?P<online>网络|网上|在线|线上|网站|网页|平台|互联网|政务网|门户网|外网)|(?P<other>其[他它](?:渠道|方式|途径|形式))"
)
_APPLICANTS = re.compile(
    r"(?P<natural_person>自然人|公民|个人)|(?P<organisations>法人(?:或|和|及|、|与)?(?:其[他它])?(?:社会)?(?:组织)?|其[他它]组织|组织)|"
    r"(?P<enterprise>商业企业|企业)|(?P<research>科研机构)|(?P<nonprofit>社会公益组织|公益组织)|(?P<legal_service>法律服务机构)"
)
_VERB = re.compile(
    r"(?P<new>(?:新收|新增|新受理|新接收|新接)到?)|(?P<handled>收办|办理(?!结果|完|答复)|处理(?!结果|完)|承办)|(?P<received>收到|受理|接到|接收|收悉|提出|提交|收(?=依申请|(?:政府|政务)?信息公开申请))|"
    r"(?P<concluded>已经?(?:办理|处理)(?!结果)|办结|答复|办理结果|处理结果|办理完[毕成]|处理完[毕成]|回复|答结)"
)
_NOT_WHOLE = re.compile(
    r"延期|逾期|补正|征求|口头|转办|转送|转来|转交|移送|移交|交办|撤回|撤销|部分|重大|疑难|复杂|指导|协助|协调|主要涉及|涉及|涉|关于|类|正在|办理中|在办|答复书|告知书|文书"
)
_TITLE = re.compile(
    r"依申请[^，。；]{0,8}公开|依申请(?:政府|政务)?信息|信息公开(?:的|类)?申请|公开申请|(?:政府|政务)信息申请|"
    r"(?:公开|获取)(?:政府|政务)?信息(?:公开)?的?申请|(?:要求|申请)公开(?:相关|有关|的)*(?:政府|政务)?信息|申请(?:政府|政务)信息公开"
)
_OUTCOME_COUNTED = re.compile(r"(予以公开|部分公开|不予公开|无法提供|不予处理)(?:的)?(?=\d)")
_OF_THE_FORM_ALONE = frozenset({"部分公开", "无法提供", "不予处理"})
"""予以公开 and 不予公开 are also said of documents."""
_CASE = re.compile(r"(?P<after>(?:经|先)?复议后(?:再)?(?:提?起诉|诉讼)?)|(?P<direct>未经复议(?:直接)?(?:起诉|诉讼)?|直接(?:提?起诉|诉讼|提起(?:的)?行政诉讼))|(?P<reconsideration>复议)|(?P<litigation>诉讼|应诉)")  # fmt: skip
_RESULT = re.compile(
    r"(?P<none>驳回|撤销|撤回|撤诉|终止|调解|胜诉|化解|责令|确认违法)|(?P<upheld>维持)|(?P<corrected>纠正|纠错|败诉)|(?P<other>其[他它](?:结果|情况|情形))|(?P<pending>(?:尚?未|正在|待)审[结理]|审理中|尚未(?:办|审)结|在审)"
)
_RECORDED = re.compile(r"新收|立案|备案|新增")
_NOT_CASES = re.compile(r"复议(?:意见|建议)|案卷|出庭|法律文书|复议诉讼风险")
_DOCUMENT = re.compile(r"(?P<normative_documents>规范性文件)|(?P<regulations>(?:政府|部门)?规章(?!制度|以外|规定))")
_DOCUMENT_VERB = re.compile(
    r"(?P<none>清理|审查|审核|备案|解读|评估|修订|修改|保留|继续有效|报备|拟|计划|涉及|转载|名义|栏目|信息|类)|(?P<repealed>废止|失效)|(?P<in_force>现行有效|有效)|"
    r"(?P<issued>制发|出台|印发|制定|制作|新发布|制订|新制|发布|发文)|(?P<published>公开|公布|公示)"
)
_OBJECT = re.compile(
    r"(?:制发|出台|印发|制定|制作|发布|制订|新制|发文|公开|公布|公示|废止|失效|有效)(?!(?:了|的|共|计|合|总|累|为|有|件|数|量|约|达|的?文件|及|和|、|或|制发|废止|失效|公开)*$)"
)
"""A verb with an object of its own does not go on speaking of the documents named before."""
_AND_OTHERS = re.compile(
    r"(?:规范性文件|规章)[^，。；]{0,4}?(?:及|和|与|或|、|等)[^，。；]{0,12}?(?:文件|政策|公文|通知|材料|措施)(?<!规范性文件)"
)
_DECISION = re.compile(r"(?P<licensing>行政许可)|(?P<penalties>行政处罚)|(?P<coercion>行政强制)")
_NOT_DECISIONS = re.compile(
    r"(?:许可|处罚|强制)[^，。；]{0,8}(?:及|与|和|汇总)|事项|目录|清单|流程|指南|双公示|类|信用|复议|诉讼|标准|裁量|听证|申请|等"
)
_PUBLISHED = re.compile(r"公开|公示|公布|发布|上传|录入")
_RELEASE = re.compile(
    r"主动(?:公开|发布|公布)|公开(?:各类|各项)?(?:政府|政务)?信息|(?:发布|公布)(?:各类)?(?:政府|政务|公开)信息|信息公开(?!申请)|信息公开(?:总)?数"
)
_PLAIN_RELEASE = re.compile(r"(?:公开|发布|公布)(?:了)?(?:各类|各项|各种|全部)?(?:的)?(?:政府|政务)?(?:公开)?信息(?:数量|数|总数|总量|件数|条数)?(?:共有?|共计|合计|总计|累计|达|达到|为|约|近|总数)*$|主动公开(?:了)?(?:共|共计|合计|总计|累计)*$|信息(?:共|共计|合计|总计|累计)*主动公开(?:共|共计|合计|总计|累计)*$")  # fmt: skip
_PORTION = re.compile(r"法定主动公开|信息中|其[他它]|其余")
CASE_UNITS = ("件", "起", "例", "宗", "条", "件次", "人次", "份", "项", "次", "个", "批次", "条次")
_LOOSE = ("项", "个")
_CASES = ("件", "起", "例", "宗", "条", "件次", "人次", "份")


def carried(words: str, year: int | None) -> Meaning | None:
    """What is carried from year to year; a bare 结转 does not say which way."""
    if _CARRIED_OUT.search(words):
        return Meaning("carried_out")
    if _CARRIED_IN.search(words):
        return Meaning("carried_in")
    to, of = _TO_YEAR.search(words), _OF_YEAR.search(words)
    if year and to and not (of and int(to[1]) == year):  # 2020年结转2021年 is told by the year it comes from
        return Meaning("carried_out") if int(to[1]) == year + 1 else UNDECIDED
    if year and of:
        return Meaning("carried_in") if int(of[1]) == year - 1 else UNDECIDED
    return UNDECIDED if "结转" in words else None


def outcome(words: str) -> Meaning | None:
    """Outcome group or row; the last named decides, 因…等原因无法提供 is the group."""
    found = [match.lastgroup or "" for match in _OUTCOME.finditer(words)]
    if not found:
        return None
    if set(found) == {"granted", "partially_granted"}:
        return Meaning("outcome", "granted+partially_granted")
    last = found[-1]
    groups = {"denied", "unavailable", "declined", "other", "granted", "partially_granted"}
    named = [name for name in found if name in groups]
    if len(set(named)) > 1 or (last not in groups and (len(set(found) - groups) > 1 or "等" in words)):
        return UNDECIDED
    if last in groups and len(found) > len(named) and not _SUMMED.search(words):
        return UNDECIDED
    return Meaning("outcome", last)


def applicant(words: str) -> Meaning | None:
    """Who applied; both 公民 and 法人 named together are everybody."""
    found = {match.lastgroup or "" for match in _APPLICANTS.finditer(words)}
    if not found:
        return None
    if "natural_person" in found and len(found) > 1:
        return UNDECIDED
    if found <= {"organisations", "enterprise"}:
        return Meaning("applicant", "enterprise" if found == {"enterprise"} else "organisations")
    return Meaning("applicant", found.pop()) if len(found) == 1 else UNDECIDED


def channel(words: str) -> Meaning | None:
    """How the application came."""
    found = {match.lastgroup or "" for match in _CHANNELS.finditer(words)}
    if not found or found == {"online", "offline"}:
        return None
    if "告知" in words:
        return UNDECIDED  # 告知其他途径 is a reply
    return Meaning("channel", found.pop()) if len(found) == 1 and "offline" not in found else UNDECIDED


def all_channels(words: str) -> bool:
    """Whether several channels are named as examples: 通过网上、信函等渠道收到."""
    found = {match.lastgroup or "" for match in _CHANNELS.finditer(words)}
    return len(found) > 1 and re.search(r"等(?:多种|各种|不同)?(?:渠道|方式|途径|形式)", words) is not None


def application(words: str) -> Meaning | None:
    """Received, concluded; 新收, 办理 as qualifiers."""
    verbs = [match.lastgroup or "" for match in _VERB.finditer(words)]
    if not verbs:
        return None
    if _NOT_WHOLE.search(words):
        return UNDECIDED
    if verbs[-1] == "concluded":  # 办理、答复15件（含上年结转2件），办结13件: what was handled need not be closed
        return Meaning("received", "", ("handled",)) if verbs[0] == "handled" else Meaning("concluded")
    if "concluded" in verbs and "handled" not in verbs:
        return UNDECIDED
    return Meaning("received", "", ("new" if "new" in verbs else verbs[-1],))


def names_application(words: str) -> bool:
    """Whether applications for information are spoken of."""
    return _TITLE.search(words) is not None


def lists_outcomes(words: str) -> bool:
    """Whether outcomes are counted one after the other: then applications are spoken of, though nothing names them.

    >>> lists_outcomes("予以公开39件，不予公开3件，无法提供4件"), lists_outcomes("主动公开39件，不予公开3件")
    (True, False)
    """
    found = set(_OUTCOME_COUNTED.findall(words))
    return len(found) > 1 and bool(found & _OF_THE_FORM_ALONE)


def cases(words: str) -> tuple[str, ...]:
    """Channels of the proceedings table that the words name, in their order; `litigation` is both kinds."""
    if _NOT_CASES.search(words):
        return ()
    names = {"after": "litigation_after_reconsideration", "direct": "litigation_direct"}
    found = dict.fromkeys(names.get(match.lastgroup or "", match.lastgroup or "") for match in _CASE.finditer(words))
    if len(found) > 1 and ("litigation_direct" in found or "litigation_after_reconsideration" in found):
        found.pop("litigation", None)
    return tuple(found)


def result(words: str) -> str | None:
    """Result of proceedings: a column, `none` for one that is no column, None where no result is named."""
    found = [match.lastgroup or "" for match in _RESULT.finditer(words)]
    return None if not found else found[0] if len(set(found)) == 1 else "none"


def recorded(words: str) -> bool:
    """Cases newly put on record."""
    return _RECORDED.search(words) is not None


def document(words: str, subject: str) -> Meaning | None:
    """规章 and 规范性文件: the row from the words or the sentence's `subject`, the column from the last verb."""
    rows = {match.lastgroup or "" for match in _DOCUMENT.finditer(words)}
    if not rows and not subject:
        return None
    verbs = [match.lastgroup or "" for match in _DOCUMENT_VERB.finditer(words)]
    if not rows and (not verbs or _OBJECT.search(words)):
        return None
    if len(rows) > 1 or not verbs or "none" in verbs or _AND_OTHERS.search(words):
        return UNDECIDED
    row = rows.pop() if rows else subject
    if "published" in verbs and not {"repealed", "in_force"} & set(verbs):
        return Meaning("documents", f"{row}.issued", ("published",))
    named = set(verbs) - {"published"}
    if len(named) > 1 and verbs[-1] == "issued":
        return UNDECIDED
    return Meaning("documents", f"{row}.{verbs[-1] if verbs[-1] != 'published' else named.pop()}")


def decision(words: str) -> Meaning | None:
    """行政许可, 行政处罚, 行政强制."""
    found = {match.lastgroup or "" for match in _DECISION.finditer(words)}
    if not found or len(found) > 1 or _NOT_DECISIONS.search(words):
        return None
    return Meaning("decisions", found.pop(), ("published",) if _PUBLISHED.search(words) else ())


def release(words: str) -> Meaning | None:
    """Items published on own initiative: the whole where the words name no subject matter."""
    if not _RELEASE.search(words) or re.search(r"依申请公开|不予?公开|已主动公开|同意公开", words):
        return None
    if _PORTION.search(words):
        return Meaning("published", "part")
    return Meaning("published", "total" if _PLAIN_RELEASE.search(words) else "part")


def whole_case_unit(unit: str, *, loose: bool = False) -> bool:
    """Whether the unit can count applications and cases; 项 and 个 only where the words name them."""
    return unit in _CASES or (loose and unit in _LOOSE)
