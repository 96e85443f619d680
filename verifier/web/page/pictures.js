// Pictures that a reader gives: drawn onto a canvas in a size in which a code can be found.
import { scan } from "../qr/scan.js";
import { t } from "./words.js";

const LONGEST_SIDE = 2400;
const MOST_PIXELS = 100_000_000; // A file of some kilobytes can claim to be a picture that fills all memory.

async function loaded(blob) {
  const image = new Image();
  const address = URL.createObjectURL(blob);
  try {
    image.src = address;
    await new Promise((resolve, reject) => { image.onload = resolve; image.onerror = () => reject(new Error(t.unreadablePicture)); });
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}

function drawn(image, isVector) {
  const [width, height] = [image.naturalWidth || LONGEST_SIDE, image.naturalHeight || LONGEST_SIDE];
  if (width * height > MOST_PIXELS) throw new Error(t.tooLarge);
  const longest = Math.max(width, height);
  // A drawing has no pixels of its own: it is drawn as large as we read.
  const scale = isVector ? LONGEST_SIDE / longest : Math.min(1, LONGEST_SIDE / longest);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Resolve to the texts of the codes in a picture file. An SVG in an image runs no script and loads nothing.
export async function codesInPicture(blob) {
  return scan(drawn(await loaded(blob), blob.type === "image/svg+xml"));
}
