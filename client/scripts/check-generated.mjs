// Fails when a generated client is not what the document and the settings give: somebody changed one without the others.

import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const CONFIG = 'codegen.config.json';
const { schemaFile, apiFile, outputFiles } = JSON.parse(await readFile(CONFIG, 'utf8'));
const generated = Object.keys(outputFiles);
const elsewhere = await mkdtemp(join(tmpdir(), 'generated-'));

try {
  for (const file of [CONFIG, schemaFile, apiFile]) await cp(file, join(elsewhere, file));
  for (const file of generated) await mkdir(dirname(join(elsewhere, file)), { recursive: true });
  execFileSync(process.execPath, [join(process.cwd(), 'node_modules/.bin/rtk-query-codegen-openapi'), CONFIG], {
    cwd: elsewhere,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const both = (file) => Promise.all([file, join(elsewhere, file)].map((path) => readFile(path, 'utf8')));
  const same = await Promise.all(generated.map(async (file) => new Set(await both(file)).size === 1));
  const stale = generated.filter((_, index) => !same[index]);
  if (stale.length > 0) throw new Error(`not what openapi.json gives; run npm run codegen: ${stale.join(', ')}`);
} finally {
  await rm(elsewhere, { recursive: true });
}
