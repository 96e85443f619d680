// Every word of the pages, in both languages.

const ZH = {
  skip: "跳到内容", footer: "制造业技能根基工程 · 人才登记与证书核验", name: "技能人才登记", navSearch: "人才搜索", navVerify: "证书核验", navTrace: "柔性流动",
  who: "身份", token: "访问令牌", useToken: "使用", signOut: "退出", anonymous: "未登录", language: "English",
  searchTitle: "寻找可聘任的人", searchLead: "只显示同意被搜索的人，不显示姓名。每张卡片说明为什么匹配，以及聘任条件逐项是否满足。",
  filters: "条件", occupation: "职业（名称、拼音、代码）", province: "省份", city: "城市", minLevel: "最低等级", target: "对照聘任条件", eligible: "聘任条件结论",
  minYears: "在该等级至少（整年）", minMentees: "带徒至少（人）", honour: "荣誉", keyField: "重点领域", text: "职业、工种、荣誉、成果中的词", leadsStudio: "领办技能大师工作室",
  sort: "排序", search: "搜索", clear: "清空", results: "结果", previous: "上一页", next: "下一页", any: "不限", more: "更多",
  onlyMet: "仅全部满足", metOrUnknown: "满足或待确认", all: "全部",
  total: (n, exact) => (exact ? `${n} 人` : `${n} 人以上`), nobody: "没有人符合这些条件。请放宽条件，或换一个身份再试。",
  years: (n) => `满 ${n} 年`, score: (n) => `${n} 分`, age: "年龄段", place: "所在地", industry: "行业", certificates: "证书", appointments: "聘任", honours: "荣誉", contests: "竞赛",
  mentees: "带徒", menteesValue: (a, b) => `${a} 人，其中 ${b} 人在带徒期间晋级`, studio: "工作室", fields: "重点领域", why: "为什么匹配：得分构成", rule: "聘任条件",
  weight: "权重", points: "得分", evidence: (n) => `证据 ${n} 条`, since: (d) => `自 ${d}`, eligibleSince: (d) => `自 ${d} 起持续满足`, eligibleFrom: (d) => `若无变化，${d} 起满足`,
  noPolicy: "该地没有在施行的聘任政策", policy: "依据", confidence: "可信度", who_is: "姓名",
  MET: "满足", UNMET: "不满足", UNKNOWN: "待确认",
  verifyTitle: "核验证书", verifyLead: "输入纸面上的编号和一项持有人信息，或粘贴电子凭证。每一项检查都写明结论。",
  byNumber: "按证书编号", byCredential: "按电子凭证", number: "证书编号", kind: "证书种类（可不选）", holderName: "持有人姓名", idLast4: "证件号码后四位", credential: "电子凭证或二维码网址",
  file: "或选择文件", verify: "核验", report: "核验报告", noReport: "尚未核验。", needFactor: "请填写姓名或证件号码后四位中的一项。", check: "检查", state: "结论", detail: "说明",
  PASSED: "通过", FAILED: "不通过", WARNED: "提醒", SKIPPED: "未检查", UNAVAILABLE: "暂不可用", VALID: "有效", VALID_WITH_WARNINGS: "有效（有提醒）", INVALID: "无效", NOT_FOUND: "查无此证",
  level: "等级", sort_of: "证书种类", trade: "职业", workType: "工种", issuedOn: "发证日期", issuer: "发证机构", status: "状态", holder: "持有人", disclosed: "已出示的信息", verifiedAt: "核验时间", receipt: "核验回执（已签名）",
  traceTitle: "柔性流动追踪", traceLead: "按日期查看兼职、服务、项目合作：谁从哪里到哪里，有没有冲突。", from: "从", to: "到", mode: "方式", show: "查看", matrix: "省际流动", metric: "显示",
  people: "人数", personDays: "人天", conflicts: "冲突", timeline: "派遣时间线", fromTo: "派出 ↓ 接收 →", noFlows: "这段时间没有流动记录，或当前身份无权查看。", noConflicts: "没有发现冲突。",
  noAssignments: "没有派遣记录，或当前身份无权查看。", count: (n, exact) => (exact ? `${n} 条` : `${n} 条以上`), worker: "人员", days: "日期", duty: (n) => `占 ${n}%`, open: "至今",
  PART_TIME: "兼职", SERVICE: "服务", PROJECT: "项目合作", PLANNED: "计划", ACTIVE: "进行中", ENDED: "已结束", CANCELLED: "已取消",
  DUTY_OVER_100: "占比合计超过 100%", OUTSIDE_HOME_EMPLOYMENT: "超出劳动关系期间", NO_HOME_CONSENT: "无原单位同意", NO_WORKER_CONSENT: "无本人同意", HOST_IS_HOME: "派往本单位",
  SUSPENDED: "暂停", REVOKED: "撤销", SKILL_GRADE: "职业技能等级证书", QUALIFICATION: "职业资格证书", SPECIAL_ABILITY: "专项职业能力证书", SPECIAL_TECHNICIAN_KIND: "特级技师证书",
  SCORE: "综合得分", LEVEL: "等级", YEARS_AT_LEVEL: "在级年限", HONOURS: "荣誉数", MENTEES: "带徒数", facet_LEVEL: "按等级", facet_PROVINCE: "按省份", facet_OCCUPATION: "按职业", facet_HONOUR: "按荣誉",
  levels: { APPRENTICE: "学徒工", JUNIOR: "初级工", INTERMEDIATE: "中级工", SENIOR: "高级工", TECHNICIAN: "技师", SENIOR_TECHNICIAN: "高级技师", SPECIAL_TECHNICIAN: "特级技师", CHIEF_TECHNICIAN: "首席技师" },
};

const EN = {
  skip: "Skip to content", footer: "National skills foundation programme · talent registry and certificate verification", name: "Talent registry", navSearch: "Search", navVerify: "Verify", navTrace: "Trace",
  who: "I am", token: "Access token", useToken: "Use", signOut: "Sign out", anonymous: "Not signed in", language: "中文",
  searchTitle: "Find people you could appoint", searchLead: "Only people who consented to be found, without names. Each card says why it fits, and which condition of the rule is met.",
  filters: "Filters", occupation: "Occupation (name, pinyin or code)", province: "Province", city: "City", minLevel: "At least", target: "Judge against the rule for", eligible: "Outcome of the rule",
  minYears: "Whole years at that grade", minMentees: "Mentees, at least", honour: "Honour", keyField: "Key field", text: "Words in occupation, work type, honour, achievement", leadsStudio: "Leads a master studio",
  sort: "Order", search: "Search", clear: "Clear", results: "Results", previous: "Previous", next: "Next", any: "Any", more: "More",
  onlyMet: "Met only", metOrUnknown: "Met or unknown", all: "All",
  total: (n, exact) => (exact ? `${n} people` : `more than ${n} people`), nobody: "Nobody fits. Loosen a filter, or try as somebody else.",
  years: (n) => `${n} full years`, score: (n) => `${n} points`, age: "Age", place: "Place", industry: "Industry", certificates: "Certificates", appointments: "Appointments", honours: "Honours", contests: "Contests",
  mentees: "Mentees", menteesValue: (a, b) => `${a}, of whom ${b} rose a grade while mentored`, studio: "Studio", fields: "Key fields", why: "Why: the parts of the score", rule: "The rule",
  weight: "Weight", points: "Points", evidence: (n) => `${n} pieces of evidence`, since: (d) => `since ${d}`, eligibleSince: (d) => `met without a break since ${d}`, eligibleFrom: (d) => `met from ${d} if nothing changes`,
  noPolicy: "No policy is in force there", policy: "Rule", confidence: "Confidence", who_is: "Name",
  MET: "met", UNMET: "unmet", UNKNOWN: "unknown",
  verifyTitle: "Verify a certificate", verifyLead: "Type the number on the paper and one fact about the holder, or paste the credential. Every check says its result.",
  byNumber: "By number", byCredential: "By credential", number: "Certificate number", kind: "Kind (optional)", holderName: "Holder's full name", idLast4: "Last four of the ID number", credential: "Credential, or the address in the QR code",
  file: "or choose a file", verify: "Verify", report: "Report", noReport: "Nothing verified yet.", needFactor: "Give the holder's name or the last four characters of the ID number.", check: "Check", state: "Result", detail: "Why",
  PASSED: "passed", FAILED: "failed", WARNED: "warning", SKIPPED: "not run", UNAVAILABLE: "unavailable", VALID: "Valid", VALID_WITH_WARNINGS: "Valid, with warnings", INVALID: "Not valid", NOT_FOUND: "Not found",
  level: "Grade", sort_of: "Kind", trade: "Occupation", workType: "Work type", issuedOn: "Issued on", issuer: "Issuer", status: "Status", holder: "Holder", disclosed: "Disclosed", verifiedAt: "Verified at", receipt: "Signed receipt",
  traceTitle: "Flexible mobility", traceLead: "Part-time posts, services and projects by date: who went from where to where, and what does not fit.", from: "From", to: "To", mode: "Mode", show: "Show", matrix: "Between provinces", metric: "Show",
  people: "People", personDays: "Person-days", conflicts: "Conflicts", timeline: "Time line", fromTo: "from ↓ to →", noFlows: "No flows in this period, or not yours to see.", noConflicts: "No conflicts found.",
  noAssignments: "No assignments, or not yours to see.", count: (n, exact) => (exact ? `${n}` : `more than ${n}`), worker: "Person", days: "Days", duty: (n) => `${n} % duty`, open: "open",
  PART_TIME: "Part-time", SERVICE: "Service", PROJECT: "Project", PLANNED: "planned", ACTIVE: "active", ENDED: "ended", CANCELLED: "cancelled",
  DUTY_OVER_100: "Duty over 100 %", OUTSIDE_HOME_EMPLOYMENT: "Outside home employment", NO_HOME_CONSENT: "No home consent", NO_WORKER_CONSENT: "No worker consent", HOST_IS_HOME: "Host is home",
  SUSPENDED: "suspended", REVOKED: "revoked", SKILL_GRADE: "Skill grade", QUALIFICATION: "Qualification", SPECIAL_ABILITY: "Special ability", SPECIAL_TECHNICIAN_KIND: "Special technician",
  SCORE: "Score", LEVEL: "Grade", YEARS_AT_LEVEL: "Years at grade", HONOURS: "Honours", MENTEES: "Mentees", facet_LEVEL: "By grade", facet_PROVINCE: "By province", facet_OCCUPATION: "By occupation", facet_HONOUR: "By honour",
  levels: { APPRENTICE: "Apprentice", JUNIOR: "Junior worker", INTERMEDIATE: "Intermediate worker", SENIOR: "Senior worker", TECHNICIAN: "Technician", SENIOR_TECHNICIAN: "Senior technician", SPECIAL_TECHNICIAN: "Special technician", CHIEF_TECHNICIAN: "Chief technician" },
};

const KEPT = "talent-registry.language";
export const language = localStorage.getItem(KEPT) ?? (navigator.language.startsWith("zh") ? "zh" : "en");
export const t = language === "zh" ? ZH : EN;
export const levelName = (level) => t.levels[level] ?? level ?? "";
export const kindName = (kind) => (kind === "SPECIAL_TECHNICIAN" ? t.SPECIAL_TECHNICIAN_KIND : t[kind] ?? kind);

export function switchLanguage() {
  localStorage.setItem(KEPT, language === "zh" ? "en" : "zh");
  location.reload();
}

export function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t[node.dataset.t];
}
