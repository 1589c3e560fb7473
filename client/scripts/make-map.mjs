// Draws the outline of the USA and the borders of its states into src/features/search/usa-shapes.gen.ts.
//
// The shapes are the US Census Bureau's cartographic boundary files of 2017, which are in the public domain, as
// us-atlas 3.0.1 packs them: already in the Albers USA projection, on a field of 975 by 610. Only what a map of a few
// hundred pixels can show is kept. The file is committed, so nobody needs the tools but who makes it anew:
//   npm install --no-save us-atlas@3.0.1 topojson-client@3.1.0 topojson-simplify@3.0.3 && npm run map
import { readFile, writeFile } from 'node:fs/promises';
import { merge, mesh } from 'topojson-client';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';

const SOURCE = 'node_modules/us-atlas/states-albers-10m.json';
const TARGET = 'src/features/search/usa-shapes.gen.ts';
// A corner that spans less than this many square units is no more to be seen.
const SMALLEST_CORNER = 1.2;
const SMALLEST_ISLAND = 14;

/** A line as relative steps on whole units: "m12 3l4-5 6 7". */
function toPath(points, closed) {
  const whole = points.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const steps = whole.slice(1).map(([x, y], index) => [x - whole[index][0], y - whole[index][1]]);
  const moved = steps.filter(([x, y]) => x !== 0 || y !== 0);
  if (moved.length < (closed ? 3 : 1)) return '';
  const shown = moved.map(([x, y]) => `${x}${y < 0 ? '' : ' '}${y}`);
  const joined = shown.reduce((all, step) => all + (step.startsWith('-') ? '' : ' ') + step);
  return `M${whole[0].join(' ')}l${joined}${closed ? 'z' : ''}`;
}

const atlas = presimplify(JSON.parse(await readFile(SOURCE, 'utf8')));
const islands = filterWeight(atlas, SMALLEST_ISLAND);
const shapes = simplify(filter(atlas, islands), SMALLEST_CORNER);
const { states } = shapes.objects;
const land = merge(shapes, states.geometries).coordinates.flat();
const borders = mesh(shapes, states, (one, other) => one !== other).coordinates;
const file = `// Made by scripts/make-map.mjs, which says from what; not to be edited by hand.
/** The field the shapes are drawn on: that of geoAlbersUsa().scale(1300).translate([487.5, 305]). */
export const FIELD = { width: 975, height: 610, scale: 1300 } as const;
export const LAND =
  '${land.map((ring) => toPath(ring, true)).join('')}';
export const BORDERS =
  '${borders.map((line) => toPath(line, false)).join('')}';
`;
await writeFile(TARGET, file);
console.log(`${TARGET}: ${file.length} bytes`);
