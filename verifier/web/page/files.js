// What a file is that a reader gives: a credential, in text or in a picture; a trust file; or the registry's public key.
import { unbake } from "./baked.js";
import { textsInPDF } from "./pdf.js";
import { codesInPicture } from "./pictures.js";
import { t } from "./words.js";

const MOST_BYTES = 64 * 1024 * 1024;

// What could be a credential: an SD-JWT or JWT, a QR code's address with one, or JSON around one.
export const looksLikeCredential = (text) => /(?:^|#|")ey[\w-]+\.[\w-]+\.[\w-]+/.test(text.slice(0, 4096).trim());

function starts(bytes, signature) {
  return [...signature].every((character, place) => bytes[place] === character.charCodeAt(0));
}

function kindOf(file, bytes) {
  if (starts(bytes, "%PDF-")) return "pdf";
  if (file.type.startsWith("image/") || /\.(png|jpe?g|webp|gif|bmp|avif|svg)$/i.test(file.name ?? "")) return "picture";
  return "text";
}

// A text by what stands in it. Only the outside is looked at: what is inside is judged where it is used.
export function readGiven(text) {
  let members = null;
  try {
    members = JSON.parse(text);
  } catch {
    const header = /^\s*(ey[\w-]+)\.[\w-]+\.[\w-]+\s*$/.exec(text)?.[1];
    if (header && isTrustHeader(header)) return { trust: text.trim() };
    return { credential: text.trim() };
  }
  if (members && Array.isArray(members.issuers)) return { trust: text };
  if (members && typeof members.kty === "string") return { key: text };
  return { credential: text.trim() };
}

function isTrustHeader(header) {
  try {
    return JSON.parse(atob(header.replace(/-/g, "+").replace(/_/g, "/"))).typ === "trust+jwt";
  } catch {
    return false;
  }
}

function chosen(texts, nothing) {
  if (!texts.length) throw new Error(nothing);
  const found = texts.find(looksLikeCredential);
  if (found === undefined) throw new Error(t.noCredential);
  return { credential: found.trim() };
}

// SVG is known by its type; a file from some systems has none.
const typed = (file) => (/\.svg$/i.test(file.name ?? "") && file.type !== "image/svg+xml" ? new Blob([file], { type: "image/svg+xml" }) : file);

// Resolve to {credential}, {trust} or {key}, each a text. Throws an Error in words for the reader.
export async function openFile(file) {
  if (file.size > MOST_BYTES) throw new Error(t.tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kindOf(file, bytes);
  if (kind === "pdf") return chosen(await textsInPDF(bytes), t.pdfNothing);
  if (kind === "text") return readGiven(new TextDecoder().decode(bytes));
  const baked = unbake(bytes);
  return baked === null ? chosen(await codesInPicture(typed(file)), t.noCode) : { credential: baked };
}
