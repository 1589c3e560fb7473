// Writes .gz and .br beside every text file of the build, so that the server never compresses at request time.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest']);
// Below this size the answer fits one packet anyway and the header costs more than it saves.
const SMALLEST_BYTES = 512;

const compressions = {
  '.gz': (body) => promisify(gzip)(body, { level: 9 }),
  '.br': (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
};

async function precompress(path) {
  const body = await readFile(path);
  if (body.length < SMALLEST_BYTES) return 0;
  for (const [ending, compress] of Object.entries(compressions)) await writeFile(path + ending, await compress(body));
  return 1;
}

const entries = await readdir('dist', { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)));
const written = await Promise.all(files.map((file) => precompress(join(file.parentPath ?? file.path, file.name))));
console.log(`precompressed ${written.reduce((sum, one) => sum + one, 0)} of ${files.length} files`);
