// The credential baked into a PNG or SVG (Open Badges 3.0 section 5.3; verifier/baked.py). The picture says nothing of it.

const KEYWORD = "openbadgecredential";
const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
const SIGNATURE_BYTES = 8;

// Walk the chunks: length, type, content, checksum (PNG, third edition, section 5.3).
function inPNG(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = new TextDecoder("latin1");
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length;) {
    const [length, type] = [view.getUint32(at), latin.decode(bytes.subarray(at + 4, at + 8))];
    if (at + 12 + length > bytes.length) return null;
    const content = bytes.subarray(at + 8, at + 8 + length);
    // Keyword, not compressed, language, translated keyword, text; each ends with a zero.
    const head = latin.decode(content.subarray(0, 200));
    if (type === "iTXt" && head.startsWith(`${KEYWORD}\0\0\0`)) {
      const language = content.indexOf(0, KEYWORD.length + 3);
      const title = language < 0 ? -1 : content.indexOf(0, language + 1);
      return title < 0 ? null : new TextDecoder().decode(content.subarray(title + 1));
    }
    at += 12 + length;
  }
  return null;
}

function inSVG(text) {
  const element = new DOMParser().parseFromString(text, "image/svg+xml").getElementsByTagNameNS(NAMESPACE, "credential")[0];
  return element ? (element.getAttribute("verify") ?? element.textContent).trim() : null;
}

// Return the credential in the bytes of a picture, null if there is none.
export function unbake(bytes) {
  return bytes[0] === 0x89 ? inPNG(bytes) : bytes[0] === 0x3c ? inSVG(new TextDecoder().decode(bytes)) : null;
}
