// Copies the API's OpenAPI document into the snapshot the client is generated from.
// Usage: npm run openapi -- http://127.0.0.1:8000/api/openapi.json   (or a path to a file)
import { readFile, writeFile } from 'node:fs/promises';

const source = process.argv[2] ?? 'http://127.0.0.1:8000/api/openapi.json';

async function read(from) {
  if (!/^https?:/.test(from)) return readFile(from, 'utf8');
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${from} answered ${answer.status}`);
  return answer.text();
}

// Parsed and printed again, so that the snapshot's diff shows changes of meaning only.
const document = JSON.parse(await read(source));
await writeFile('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
console.log(`openapi.json ← ${source} (${Object.keys(document.paths).length} paths)`);
