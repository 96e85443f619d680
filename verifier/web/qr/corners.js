// The outer corners of finder patterns: with them a tilt of the paper shows before anything else of the symbol is known.

// The outer corners of a finder pattern: the ends of its ring along both diagonals. Null if the ring runs into something else.
export function cornersOf(tones, centre, right, down) {
  const start = ringStart(tones, centre, right);
  if (start === null) return null;
  const limit = (10 * centre.size) ** 2;
  const reach = 8 * centre.size;
  const seen = new Set([start]);
  const waiting = [start];
  const ends = Array.from({ length: 4 }, () => ({ far: -Infinity, x: 0, y: 0 }));
  while (waiting.length) {
    const place = waiting.pop();
    const [x, y] = [place % tones.width, Math.floor(place / tones.width)];
    const [dx, dy] = [x - centre.x, y - centre.y];
    if (seen.size > limit || Math.abs(dx) > reach || Math.abs(dy) > reach) return null;
    const [along, across] = [dx * right.x + dy * right.y, dx * down.x + dy * down.y];
    [-along - across, along - across, along + across, across - along].forEach((far, end) => { if (far > ends[end].far) ends[end] = { far, x, y }; });
    for (const next of [x > 0 && place - 1, x < tones.width - 1 && place + 1, place - tones.width, place + tones.width]) {
      if (next !== false && next >= 0 && next < tones.dark.length && tones.dark[next] && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return ends;
}

// A pixel of the ring around a finder pattern: the first dark one behind the light one.
function ringStart(tones, centre, right) {
  let changes = 0;
  let last = 1;
  for (let step = 0; step < 6 * centre.size; step += 0.5) {
    const [x, y] = [centre.x + step * right.x, centre.y + step * right.y];
    const tone = tones.at(x, y);
    if (tone !== last) [changes, last] = [changes + 1, tone];
    if (changes === 2) return Math.round(y) * tones.width + Math.round(x);
  }
  return null;
}
