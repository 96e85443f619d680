// The codes of what a canvas shows: by the browser's own reader where it has one, else by ours.
import { Picture } from "./picture.js";
import { readCodes } from "./read.js";

async function browserReader() {
  if (!("BarcodeDetector" in globalThis)) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

async function readByBrowser(canvas) {
  try {
    const found = await (await browserReader())?.detect(canvas);
    return (found ?? []).map((code) => code.rawValue).filter(Boolean);
  } catch {
    return []; // A reader that the system does not have after all; ours is there.
  }
}

// Resolve to the texts of the codes on a canvas. `turn`: as for `readCodes`.
export async function scan(canvas, turn = null) {
  const texts = await readByBrowser(canvas);
  if (texts.length) return texts;
  const { width, height } = canvas;
  const pixels = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, width, height);
  return readCodes(Picture.fromRGBA(width, height, pixels.data), turn);
}
