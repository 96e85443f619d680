// Every word of the verifier's page, in both languages. What a report says of a check comes with the report.
import { language } from "./language.js";

const ZH = {
  skip: "跳到内容", language: "English", verifyTitle: "核验证书", verifyLead: "证书在您的浏览器中核验：粘贴、拖入或扫描的内容不会发送给任何人。每一项检查都写明结论。",
  byCredential: "核验电子凭证", credential: "电子凭证或二维码网址", credentialHint: "粘贴文本，或把文件拖到此处：文本、JSON、二维码照片、PDF、SVG，也可以是信任文件。",
  file: "选择文件", photo: "拍摄二维码", camera: "用摄像头扫描", stopCamera: "停止摄像头", verify: "核验", clear: "清空", report: "核验报告", noReport: "尚未核验。",
  more: "更多要求（可不填）", demandName: "应属于谁：姓名", demandLast4: "应属于谁：证件号码后四位", at: "按哪一时刻判断", audience: "密钥绑定：对象", nonce: "密钥绑定：随机数", requireKeyBinding: "要求持有人证明持有密钥",
  state: "结论", detail: "说明", checks: "逐项检查", notRun: (n) => `没有检查的 ${n} 项及原因`,
  PASSED: "通过", FAILED: "不通过", WARNED: "提醒", SKIPPED: "未检查", UNAVAILABLE: "暂不可用", VALID: "有效", VALID_WITH_WARNINGS: "有效（有提醒）", INVALID: "无效", NOT_FOUND: "查无此证", OUTCOME_UNAVAILABLE: "无法判断",
  certificate: "证书内容", number: "证书编号", sort_of: "证书种类", level: "等级", trade: "职业", workType: "工种", issuedOn: "发证日期", issuer: "发证机构", status: "状态", holder: "持有人", disclosed: "已出示的信息", verifiedAt: "核验时间", receipt: "核验回执（已签名）", print: "打印",
  checkedHere: "由本机核验，依据：", judgedFor: "持有人要求：", nobodySaid: "没有给出持有人信息，只核验证书本身。",
  trust: "信任文件", trustLead: "核验只相信信任文件中的机构和密钥。", trustNone: "还没有信任文件：没有它就不能核验。请选择一个。", trustServer: "登记机构发布", trustKept: "以前取得，离线使用", trustGiven: "您选择的文件", trustEmbedded: "随本页保存",
  trustIssued: "签发于", trustExpires: "有效至", trustExpired: "已过期", trustAge: (age) => `${age}前签发`, trustChoose: "选择信任文件", trustReset: "改用登记机构发布的", trustKey: "该信任文件已签名：请同时选择登记机构的公钥（JWK）。", issuers: (n) => `${n} 个机构`, keyRead: "已读取公钥。",
  minutes: (n) => `${n} 分钟`, hours: (n) => `${n} 小时`, days: (n) => `${n} 天`, moment: "片刻", offline: "没有网络：使用保存的信任文件",
  noCode: "图片中没有找到二维码。请靠近一些，让二维码占满画面，避免反光。", noCredential: "二维码中没有证书。", tooLarge: "文件太大。", unreadablePicture: "浏览器打不开这张图片。", pdfNothing: "PDF 中没有附带证书，也没有能读出的二维码。请截图后再试，或用手机扫描。",
  cameraWaiting: "请把二维码对准画面。", cameraRefused: "无法使用摄像头：", reading: "正在读取…", insecure: "浏览器只在 https 或本机地址下提供核验所需的密码功能。",
  SUSPENDED: "暂停", REVOKED: "撤销", SKILL_GRADE: "职业技能等级证书", QUALIFICATION: "职业资格证书", SPECIAL_ABILITY: "专项职业能力证书", SPECIAL_TECHNICIAN_KIND: "特级技师证书",
  claims: { name: "姓名", id_number: "证件号码", id_last4: "证件号码后四位", birth_date: "出生日期", theory: "理论成绩", practical: "实操成绩", enterprise: "单位" }, comma: "、",
  levels: { APPRENTICE: "学徒工", JUNIOR: "初级工", INTERMEDIATE: "中级工", SENIOR: "高级工", TECHNICIAN: "技师", SENIOR_TECHNICIAN: "高级技师", SPECIAL_TECHNICIAN: "特级技师", CHIEF_TECHNICIAN: "首席技师" },
};

const EN = {
  skip: "Skip to content", language: "中文", verifyTitle: "Verify a certificate", verifyLead: "Certificates are verified in your browser: what you paste, drop or scan is sent to nobody. Every check says its result.",
  byCredential: "Verify a credential", credential: "Credential, or the address in the QR code", credentialHint: "Paste text, or drop a file here: text, JSON, a photo of the QR code, PDF, SVG, or a trust file.",
  file: "Choose a file", photo: "Photograph the code", camera: "Scan with the camera", stopCamera: "Stop the camera", verify: "Verify", clear: "Clear", report: "Report", noReport: "Nothing verified yet.",
  more: "Further demands (optional)", demandName: "Whose it should be: name", demandLast4: "Whose it should be: last four of the ID number", at: "Judge for this moment", audience: "Key binding: audience", nonce: "Key binding: nonce", requireKeyBinding: "The holder must prove to hold the key",
  state: "Result", detail: "Why", checks: "Every check", notRun: (n) => `${n} checks were not run, and why`,
  PASSED: "passed", FAILED: "failed", WARNED: "warning", SKIPPED: "not run", UNAVAILABLE: "unavailable", VALID: "Valid", VALID_WITH_WARNINGS: "Valid, with warnings", INVALID: "Not valid", NOT_FOUND: "Not found", OUTCOME_UNAVAILABLE: "Cannot be judged",
  certificate: "What it says", number: "Certificate number", sort_of: "Kind", level: "Grade", trade: "Occupation", workType: "Work type", issuedOn: "Issued on", issuer: "Issuer", status: "Status", holder: "Holder", disclosed: "Disclosed", verifiedAt: "Verified at", receipt: "Signed receipt", print: "Print",
  checkedHere: "Verified on this device, believing: ", judgedFor: "Demanded of the holder: ", nobodySaid: "No holder was named: the certificate alone was verified.",
  trust: "Trust file", trustLead: "Only issuers and keys of the trust file are believed.", trustNone: "There is no trust file yet, and nothing can be verified without one. Choose one.", trustServer: "published by the registry", trustKept: "kept from before, for use offline", trustGiven: "the file you chose", trustEmbedded: "saved with this page",
  trustIssued: "Issued", trustExpires: "Good until", trustExpired: "expired", trustAge: (age) => `issued ${age} ago`, trustChoose: "Choose a trust file", trustReset: "Use the registry's instead", trustKey: "This trust file is signed: choose the registry's public key (JWK) too.", issuers: (n) => `${n} issuer${n === 1 ? "" : "s"}`, keyRead: "The public key was read.",
  minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} days`, moment: "moments", offline: "No network: using the trust file kept from before",
  noCode: "No QR code was found in the picture. Go closer so that the code fills it, and avoid reflections.", noCredential: "The QR code holds no certificate.", tooLarge: "The file is too large.", unreadablePicture: "The browser cannot open this picture.", pdfNothing: "The PDF carries no certificate, and no QR code that can be read. Try a screenshot, or scan it with a phone.",
  cameraWaiting: "Hold the QR code into the picture.", cameraRefused: "The camera cannot be used: ", reading: "Reading…", insecure: "Browsers offer the cryptography that this needs only over https or on this machine.",
  SUSPENDED: "suspended", REVOKED: "revoked", SKILL_GRADE: "Skill grade", QUALIFICATION: "Qualification", SPECIAL_ABILITY: "Special ability", SPECIAL_TECHNICIAN_KIND: "Special technician",
  claims: { name: "name", id_number: "ID number", id_last4: "last four of the ID number", birth_date: "date of birth", theory: "theory score", practical: "practical score", enterprise: "enterprise" }, comma: ", ",
  levels: { APPRENTICE: "Apprentice", JUNIOR: "Junior worker", INTERMEDIATE: "Intermediate worker", SENIOR: "Senior worker", TECHNICIAN: "Technician", SENIOR_TECHNICIAN: "Senior technician", SPECIAL_TECHNICIAN: "Special technician", CHIEF_TECHNICIAN: "Chief technician" },
};

export const WORDS = { zh: ZH, en: EN };
export const t = WORDS[language];
export const levelName = (level) => t.levels[level] ?? level ?? "";
export const kindName = (kind) => (kind === "SPECIAL_TECHNICIAN" ? t.SPECIAL_TECHNICIAN_KIND : t[kind] ?? kind);
export const outcomeName = (outcome, words = t) => (outcome === "UNAVAILABLE" ? words.OUTCOME_UNAVAILABLE : words[outcome]);
