// What a PDF of a certificate holds: an attached credential, or the QR code, drawn as filled rectangles or kept as a photo. This is
// no reader of PDF: it opens the streams of the file (ISO 32000-1 section 7.3.8) and looks for these three.
import { inflate } from "../js/inflate.js";
import { Picture } from "../qr/picture.js";
import { readCodes } from "../qr/read.js";
import { codesInPicture } from "./pictures.js";

const MOST_STREAMS = 200;
const LONGEST_DICTIONARY = 2000;
const FEWEST_RECTANGLES = 60; // The smallest symbol has more runs of dark modules.
const MOST_RECTANGLES = 40_000;
const PIXELS_OF_A_MODULE = 4;
const MOST_PIXELS = 3000;
const NUMBER = "(-?[0-9]*\\.?[0-9]+)";

// Yield the streams of a file as {dictionary, bytes}, the bytes as they stand.
function* streams(bytes) {
  const text = new TextDecoder("latin1").decode(bytes);
  const opening = />>\s{0,4}stream\r?\n/g;
  for (let count = 0; count < MOST_STREAMS; count += 1) {
    const found = opening.exec(text);
    if (found === null) return;
    const start = found.index + found[0].length;
    const end = text.indexOf("endstream", start);
    if (end < 0) return;
    opening.lastIndex = end;
    const before = text.slice(Math.max(0, found.index - LONGEST_DICTIONARY), found.index);
    yield { dictionary: before.slice(before.lastIndexOf(" obj") + 1), bytes: bytes.subarray(start, end) };
  }
}

const filtersOf = (dictionary) => /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1].match(/\/\w+/g) ?? [];

// The content of a stream, null if it is packed in a way that is not read here.
async function contentOf({ dictionary, bytes }) {
  const filters = filtersOf(dictionary);
  if (filters.length === 0) return bytes;
  if (filters.length > 1 || filters[0] !== "/FlateDecode") return null;
  try {
    return await inflate(trimmed(bytes), "deflate");
  } catch {
    return null;
  }
}

// A line end before `endstream` is no part of the stream, and is refused behind packed bytes.
function trimmed(bytes) {
  let end = bytes.length;
  if (bytes[end - 1] === 0x0a) end -= 1;
  if (bytes[end - 1] === 0x0d) end -= 1;
  return bytes.subarray(0, end);
}

// A picture of rectangles [x, y, width, height] that are filled together; y points up.
function pictureOf(rectangles) {
  const left = Math.min(...rectangles.map(([x]) => x));
  const top = Math.max(...rectangles.map(([, y, , height]) => y + height));
  const unit = Math.min(...rectangles.map(([, , , height]) => height));
  const wide = Math.max(...rectangles.map(([x, , width]) => x + width)) - left;
  const high = top - Math.min(...rectangles.map(([, y]) => y));
  const scale = PIXELS_OF_A_MODULE / unit;
  if (!(unit > 0) || Math.max(wide, high) * scale > MOST_PIXELS) return null;
  const quiet = 4 * PIXELS_OF_A_MODULE;
  const picture = new Picture(Math.ceil(wide * scale) + 2 * quiet, Math.ceil(high * scale) + 2 * quiet);
  picture.grey.fill(255);
  for (const [x, y, width, height] of rectangles) {
    const [from, to] = [quiet + Math.round((x - left) * scale), quiet + Math.round((x + width - left) * scale)];
    for (let row = quiet + Math.round((top - y - height) * scale); row < quiet + Math.round((top - y) * scale); row += 1) {
      picture.grey.fill(0, row * picture.width + from, row * picture.width + to);
    }
  }
  return picture;
}

function codesInDrawing(text) {
  const rectangle = new RegExp(`${NUMBER}\\s+${NUMBER}\\s+${NUMBER}\\s+${NUMBER}\\s+re\\b`, "g");
  for (const path of text.split(/\bf\*?\s|\bF\s/)) {
    const rectangles = [...path.matchAll(rectangle)].map((found) => found.slice(1).map(Number));
    if (rectangles.length < FEWEST_RECTANGLES || rectangles.length > MOST_RECTANGLES) continue;
    const picture = pictureOf(rectangles);
    const texts = picture === null ? [] : readCodes(picture);
    if (texts.length) return texts;
  }
  return [];
}

// Resolve to what could be credentials in a PDF: attached ones first, since they say more than the code.
export async function textsInPDF(bytes) {
  const [attached, drawn] = [[], []];
  for (const stream of streams(bytes)) {
    if (filtersOf(stream.dictionary).join() === "/DCTDecode") {
      drawn.push(...(await codesInPicture(new Blob([trimmed(stream.bytes)], { type: "image/jpeg" })).catch(() => [])));
      continue;
    }
    const content = await contentOf(stream);
    if (content === null) continue;
    const text = new TextDecoder("latin1").decode(content);
    if (stream.dictionary.includes("/EmbeddedFile")) attached.push(new TextDecoder().decode(content));
    else drawn.push(...codesInDrawing(text));
  }
  return [...attached, ...drawn];
}
