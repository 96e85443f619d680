// Inclusion in a Merkle tree (RFC 9162 section 2.1; the tree of RFC 6962 with SHA-256).
import { concat, isSame, sha256 } from "./bytes.js";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** Return the hash of a leaf (RFC 9162 section 2.1.1). */
export function leafHash(entry) {
  return sha256(concat(LEAF, entry));
}

/** Return the hash of an inner node (RFC 9162 section 2.1.1). */
function nodeHash(left, right) {
  return sha256(concat(NODE, left, right));
}

/**
 * Tell whether the leaf of hash `leaf` is at `index` in the tree of `size` leaves (BigInts) with
 * `root` (RFC 9162 section 2.1.3.2).
 */
export async function isIncluded(leaf, { index, size, path, root }) {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      r = await nodeHash(sibling, r);
      while (!(fn & 1n) && fn) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = await nodeHash(r, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && isSame(r, root);
}
