/** Files as base64 text, piece by piece: browsers keep blobs on disk, but no text of a gigabyte. */

/** Bytes at a time: a multiple of three, so that pieces can be put one after the other. */
const PIECE = 3 * 1024 * 1024;

/**
 * A blob with text before, the file in base64, and text after.
 *
 * @param signal ends it early
 */
export async function base64Body(before, file, after, signal) {
  const parts = [before];
  for (let from = 0; from < file.size; from += PIECE) {
    signal.throwIfAborted();
    parts.push(new Blob([await base64(file.slice(from, from + PIECE))]));
  }
  return new Blob([...parts, after], { type: 'text/xml' });
}

function base64(piece) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(piece);
  });
}
