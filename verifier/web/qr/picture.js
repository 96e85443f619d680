// A grey picture, and a threshold for each of its pixels: darker is dark. Light falls unevenly on paper, so the threshold is the
// mean of the neighbourhood; where that fails, one for all (Otsu).

export class Picture {
  constructor(width, height, grey = new Uint8Array(width * height)) {
    this.width = width;
    this.height = height;
    this.grey = grey;
  }

  // From RGBA bytes, as a canvas gives them: luma of BT.601 in 1/256, seen on white paper.
  static fromRGBA(width, height, data) {
    const picture = new Picture(width, height);
    for (let place = 0, from = 0; place < picture.grey.length; place += 1, from += 4) {
      const luma = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8;
      picture.grey[place] = 255 - (((255 - luma) * data[from + 3]) >> 8);
    }
    return picture;
  }

  // Half the size, each pixel the mean of four: less noise, and codes of large modules become readable in fewer steps.
  halved() {
    const half = new Picture(this.width >> 1, this.height >> 1);
    for (let y = 0; y < half.height; y += 1) {
      for (let x = 0; x < half.width; x += 1) {
        const from = 2 * y * this.width + 2 * x;
        half.grey[y * half.width + x] = (this.grey[from] + this.grey[from + 1] + this.grey[from + this.width] + this.grey[from + this.width + 1] + 2) >> 2;
      }
    }
    return half;
  }

  // Twice the size, linearly between the pixels: modules of two pixels become ones of four.
  doubled() {
    const twice = new Picture(this.width * 2, this.height * 2);
    for (let y = 0; y < twice.height; y += 1) {
      for (let x = 0; x < twice.width; x += 1) twice.grey[y * twice.width + x] = this.between((x - 0.5) / 2, (y - 0.5) / 2);
    }
    return twice;
  }

  // The grey at a place between pixels; places outside are those of the edge.
  between(x, y) {
    const left = Math.min(Math.max(x, 0), this.width - 1.001);
    const top = Math.min(Math.max(y, 0), this.height - 1.001);
    const [column, row] = [Math.floor(left), Math.floor(top)];
    const [dx, dy] = [left - column, top - row];
    const from = row * this.width + column;
    const { grey, width } = this;
    return (grey[from] * (1 - dx) + grey[from + 1] * dx) * (1 - dy) + (grey[from + width] * (1 - dx) + grey[from + width + 1] * dx) * dy;
  }

  inverted() {
    return new Picture(this.width, this.height, this.grey.map((value) => 255 - value));
  }
}

// Sums over all pixels above and left of each, so that the sum of any rectangle is four look-ups.
function integral({ width, height, grey }) {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return sums;
}

// Paper without print is a little noisy: a pixel is dark when it is darker than its neighbourhood by this much.
const MARGIN = 6;

// The threshold of each pixel from the square around it, `share` of the shorter side wide.
export function localThreshold(picture, share) {
  const { width, height } = picture;
  const sums = integral(picture);
  const reach = Math.max(8, Math.round((Math.min(width, height) * share) / 2));
  const threshold = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const row = width + 1;
      const sum = sums[bottom * row + right] - sums[bottom * row + left] - sums[top * row + right] + sums[top * row + left];
      threshold[y * width + x] = Math.max(0, sum / ((bottom - top) * (right - left)) - MARGIN);
    }
  }
  return threshold;
}

// One threshold for all: the one that splits the greys into two groups that differ most (Otsu 1979).
export function globalThreshold({ width, height, grey }) {
  const counts = new Float64Array(256);
  for (const value of grey) counts[value] += 1;
  let total = 0;
  counts.forEach((count, value) => { total += count * value; });
  let [below, sum, best, chosen] = [0, 0, -1, 127];
  for (let value = 0; value < 255; value += 1) {
    below += counts[value];
    sum += counts[value] * value;
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sum / below - (total - sum) / above) ** 2;
    if (apart > best) [best, chosen] = [apart, value];
  }
  return new Uint8Array(width * height).fill(chosen + 1);
}

// A picture in two tones; the greys and thresholds stay, for places between pixels.
export class Tones {
  constructor(picture, threshold) {
    this.picture = picture;
    this.threshold = threshold;
    this.width = picture.width;
    this.height = picture.height;
    this.dark = picture.grey.map((value, place) => (value < threshold[place] ? 1 : 0));
  }

  // 1 or 0; outside all is light.
  at(x, y) {
    const [column, row] = [Math.round(x), Math.round(y)];
    return column >= 0 && row >= 0 && column < this.width && row < this.height ? this.dark[row * this.width + column] : 0;
  }

  // By how much the grey between pixels is darker than the threshold there.
  darkness(x, y) {
    const column = Math.min(Math.max(Math.round(x), 0), this.width - 1);
    const row = Math.min(Math.max(Math.round(y), 0), this.height - 1);
    return this.threshold[row * this.width + column] - this.picture.between(x, y);
  }
}
