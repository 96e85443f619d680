// The language of the pages: the reader's choice, else the browser's.

const KEPT = "talent-registry.language";

// A page that was opened from a disk may have no storage.
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export const language = kept() ?? (navigator.language.startsWith("zh") ? "zh" : "en");
export const otherLanguage = language === "zh" ? "en" : "zh";

export function switchLanguage() {
  try {
    localStorage.setItem(KEPT, otherLanguage);
  } catch {
    return;
  }
  location.reload();
}

export function translate(words) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = words[node.dataset.t] ?? "";
}
