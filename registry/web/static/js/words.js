// Every word of the pages, in both languages; those of the verifier come with it.
import { language } from "../verifier/page/language.js";
import { kindName, levelName, WORDS } from "../verifier/page/words.js";

const ZH = {
  footer: "制造业技能根基工程 · 人才登记与证书核验", name: "技能人才登记", navSearch: "人才搜索", navVerify: "证书核验", navTrace: "柔性流动",
  who: "身份", token: "访问令牌", useToken: "使用", signOut: "退出", anonymous: "未登录",
  searchTitle: "寻找可聘任的人", searchLead: "只显示同意被搜索的人，不显示姓名。每张卡片说明为什么匹配，以及聘任条件逐项是否满足。",
  filters: "条件", occupation: "职业（名称、拼音、代码）", province: "省份", city: "城市", minLevel: "最低等级", target: "对照聘任条件", eligible: "聘任条件结论",
  minYears: "在该等级至少（整年）", minMentees: "带徒至少（人）", honour: "荣誉", keyField: "重点领域", text: "职业、工种、荣誉、成果中的词", leadsStudio: "领办技能大师工作室",
  sort: "排序", search: "搜索", results: "结果", previous: "上一页", next: "下一页", any: "不限", more: "更多",
  onlyMet: "仅全部满足", metOrUnknown: "满足或待确认", all: "全部",
  total: (n, exact) => (exact ? `${n} 人` : `${n} 人以上`), nobody: "没有人符合这些条件。请放宽条件，或换一个身份再试。",
  years: (n) => `满 ${n} 年`, score: (n) => `${n} 分`, age: "年龄段", place: "所在地", industry: "行业", certificates: "证书", appointments: "聘任", honours: "荣誉", contests: "竞赛",
  mentees: "带徒", menteesValue: (a, b) => `${a} 人，其中 ${b} 人在带徒期间晋级`, studio: "工作室", fields: "重点领域", why: "为什么匹配：得分构成", rule: "聘任条件",
  weight: "权重", points: "得分", evidence: (n) => `证据 ${n} 条`, since: (d) => `自 ${d}`, eligibleSince: (d) => `自 ${d} 起持续满足`, eligibleFrom: (d) => `若无变化，${d} 起满足`,
  noPolicy: "该地没有在施行的聘任政策", policy: "依据", confidence: "可信度", who_is: "姓名",
  MET: "满足", UNMET: "不满足", UNKNOWN: "待确认",
  byNumber: "按证书编号查询", byNumberNote: "只有编号时由登记库查询：编号和持有人信息会发送给登记库。", lookUp: "查询", kind: "证书种类（可不选）", holderName: "持有人姓名", idLast4: "证件号码后四位",
  askRegistry: "再请登记库核验", askRegistryNote: "登记库还能核对备案、考评和重复编号。为此要把整份凭证发送给登记库。", getProof: "获取登记证明", getProofNote: "只发送证书的摘要（SHA-256），登记库因此知道有人在看这份证书。", noProofYet: "还没有这份证书的登记证明。", save: "保存为离线核验页", saveNote: "一个文件，没有网络也能打开核验。", savePlain: "不含信任文件", saveTrust: "含今天的信任文件", checkedThere: "由登记库核验",
  needFactor: "请填写姓名或证件号码后四位中的一项。",
  traceTitle: "柔性流动追踪", traceLead: "按日期查看兼职、服务、项目合作：谁从哪里到哪里，有没有冲突。", from: "从", to: "到", mode: "方式", show: "查看", matrix: "省际流动", metric: "显示",
  people: "人数", personDays: "人天", conflicts: "冲突", timeline: "派遣时间线", fromTo: "派出 ↓ 接收 →", noFlows: "这段时间没有流动记录，或当前身份无权查看。", noConflicts: "没有发现冲突。",
  noAssignments: "没有派遣记录，或当前身份无权查看。", count: (n, exact) => (exact ? `${n} 条` : `${n} 条以上`), worker: "人员", days: "日期", duty: (n) => `占 ${n}%`, open: "至今",
  PART_TIME: "兼职", SERVICE: "服务", PROJECT: "项目合作", PLANNED: "计划", ACTIVE: "进行中", ENDED: "已结束", CANCELLED: "已取消",
  DUTY_OVER_100: "占比合计超过 100%", OUTSIDE_HOME_EMPLOYMENT: "超出劳动关系期间", NO_HOME_CONSENT: "无原单位同意", NO_WORKER_CONSENT: "无本人同意", HOST_IS_HOME: "派往本单位",
  SCORE: "综合得分", LEVEL: "等级", YEARS_AT_LEVEL: "在级年限", HONOURS: "荣誉数", MENTEES: "带徒数", facet_LEVEL: "按等级", facet_PROVINCE: "按省份", facet_OCCUPATION: "按职业", facet_HONOUR: "按荣誉",
};

const EN = {
  footer: "National skills foundation programme · talent registry and certificate verification", name: "Talent registry", navSearch: "Search", navVerify: "Verify", navTrace: "Trace",
  who: "I am", token: "Access token", useToken: "Use", signOut: "Sign out", anonymous: "Not signed in",
  searchTitle: "Find people you could appoint", searchLead: "Only people who consented to be found, without names. Each card says why it fits, and which condition of the rule is met.",
  filters: "Filters", occupation: "Occupation (name, pinyin or code)", province: "Province", city: "City", minLevel: "At least", target: "Judge against the rule for", eligible: "Outcome of the rule",
  minYears: "Whole years at that grade", minMentees: "Mentees, at least", honour: "Honour", keyField: "Key field", text: "Words in occupation, work type, honour, achievement", leadsStudio: "Leads a master studio",
  sort: "Order", search: "Search", results: "Results", previous: "Previous", next: "Next", any: "Any", more: "More",
  onlyMet: "Met only", metOrUnknown: "Met or unknown", all: "All",
  total: (n, exact) => (exact ? `${n} people` : `more than ${n} people`), nobody: "Nobody fits. Loosen a filter, or try as somebody else.",
  years: (n) => `${n} full years`, score: (n) => `${n} points`, age: "Age", place: "Place", industry: "Industry", certificates: "Certificates", appointments: "Appointments", honours: "Honours", contests: "Contests",
  mentees: "Mentees", menteesValue: (a, b) => `${a}, of whom ${b} rose a grade while mentored`, studio: "Studio", fields: "Key fields", why: "Why: the parts of the score", rule: "The rule",
  weight: "Weight", points: "Points", evidence: (n) => `${n} pieces of evidence`, since: (d) => `since ${d}`, eligibleSince: (d) => `met without a break since ${d}`, eligibleFrom: (d) => `met from ${d} if nothing changes`,
  noPolicy: "No policy is in force there", policy: "Rule", confidence: "Confidence", who_is: "Name",
  MET: "met", UNMET: "unmet", UNKNOWN: "unknown",
  byNumber: "Look a number up", byNumberNote: "A number alone is looked up by the registry: number and holder are sent to it.", lookUp: "Look up", kind: "Kind (optional)", holderName: "Holder's full name", idLast4: "Last four of the ID number",
  askRegistry: "Ask the registry too", askRegistryNote: "The registry can also check filings, assessments and duplicate numbers. For that the whole credential is sent to it.", getProof: "Fetch the log proof", getProofNote: "Only the digest (SHA-256) of the certificate is sent; the registry learns that somebody looks at it.", noProofYet: "There is no log proof of this certificate yet.", save: "Save this page for offline use", saveNote: "One file that verifies without a network.", savePlain: "Without a trust file", saveTrust: "With today's trust file", checkedThere: "Verified by the registry",
  needFactor: "Give the holder's name or the last four characters of the ID number.",
  traceTitle: "Flexible mobility", traceLead: "Part-time posts, services and projects by date: who went from where to where, and what does not fit.", from: "From", to: "To", mode: "Mode", show: "Show", matrix: "Between provinces", metric: "Show",
  people: "People", personDays: "Person-days", conflicts: "Conflicts", timeline: "Time line", fromTo: "from ↓ to →", noFlows: "No flows in this period, or not yours to see.", noConflicts: "No conflicts found.",
  noAssignments: "No assignments, or not yours to see.", count: (n, exact) => (exact ? `${n}` : `more than ${n}`), worker: "Person", days: "Days", duty: (n) => `${n} % duty`, open: "open",
  PART_TIME: "Part-time", SERVICE: "Service", PROJECT: "Project", PLANNED: "planned", ACTIVE: "active", ENDED: "ended", CANCELLED: "cancelled",
  DUTY_OVER_100: "Duty over 100 %", OUTSIDE_HOME_EMPLOYMENT: "Outside home employment", NO_HOME_CONSENT: "No home consent", NO_WORKER_CONSENT: "No worker consent", HOST_IS_HOME: "Host is home",
  SCORE: "Score", LEVEL: "Grade", YEARS_AT_LEVEL: "Years at grade", HONOURS: "Honours", MENTEES: "Mentees", facet_LEVEL: "By grade", facet_PROVINCE: "By province", facet_OCCUPATION: "By occupation", facet_HONOUR: "By honour",
};

export { kindName, language, levelName };
export { switchLanguage, translate } from "../verifier/page/language.js";
export const t = language === "zh" ? { ...WORDS.zh, ...ZH } : { ...WORDS.en, ...EN };
