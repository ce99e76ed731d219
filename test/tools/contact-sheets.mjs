/**
 * Contact sheets: all the states of a widget for one age, in one look and at one width, side by side, with a line
 * where the screen ends; every drawing at its smallest and its largest; and `index.html`, which leads to all of them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

const root = join(import.meta.dirname, '../..');

/** How much smaller a picture is on its sheet, and how large a sheet is: as much as can be read on one screen. */
const SCALES = { 360: 0.75, 768: 0.5, 1280: 0.4 };
const SHEET = 1680;
const GAP = 12;

const STYLE = `
  body { margin: 0; padding: ${GAP}px; font: 13px/1.3 sans-serif; background: #d9d9d9; color: #111 }
  .sheet { display: flex; flex-wrap: wrap; gap: ${GAP}px; align-items: start }
  figure { margin: 0 }
  figcaption { padding-bottom: 3px; font-weight: bold }
  .shot { position: relative }
  .shot img { display: block }
  .shot i { position: absolute; inset-inline: 0; border-top: 2px dashed #d0021b }
`;

const document = (title, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const nameOf = ({ widget, tone, look, width }) => `${widget}-${tone}-${look}-${width}`;

function figure({ name, file, width, fold }) {
  const scale = SCALES[width];
  // A page has a margin of 8 pixels.
  return `<figure><figcaption>${name}</figcaption><div class="shot"><img src="${file}" width="${(width - 16) * scale}"><i style="top: ${(fold - 8) * scale}px"></i></div></figure>`;
}

/** How high a picture is, from its own header. */
const heightOf = (folder, { file }) => readFileSync(join(folder, file)).readUInt32BE(20);

/** The pictures of a series in rows, and the rows on as many sheets as they need. */
function paginate(folder, shots) {
  const { width } = shots[0];
  const inRow = Math.max(1, Math.floor(SHEET / (width * SCALES[width] + GAP)));
  const sheets = [];
  let room = 0;
  for (let at = 0; at < shots.length; at += inRow) {
    const row = shots.slice(at, at + inRow);
    const height = Math.max(...row.map((shot) => heightOf(folder, shot))) * SCALES[width] + 3 * GAP;
    if (room < height) {
      sheets.push([]);
      room = SHEET;
    }
    sheets.at(-1).push(...row);
    room -= height;
  }
  return sheets;
}

/** As wide as the sheet, and as high as it needs to be. */
async function shoot(browser, folder, file, title, body) {
  const html = join(folder, `${file}.html`);
  writeFileSync(html, document(title, body));
  const page = await browser.newPage();
  await page.setViewport({ width: SHEET, height: 800 });
  await page.goto(`file://${html}`, { waitUntil: 'load' });
  await page.screenshot({ path: join(folder, `contact-sheet-${file}.png`), fullPage: true });
  await page.close();
}

const DRAWING = `
  .drawings { display: grid; grid-template-columns: repeat(12, 1fr); gap: 10px; padding: 10px; color: #1e2a35; background: #fffdf8; --soft: #e6f1f0 }
  .drawings.dark { color: #f2f0ea; background: #171b21; --soft: #22323a }
  .drawings svg { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round }
  .drawings .fill { fill: var(--soft); stroke: none }
`;

/** Every drawing beside its name, as it is on a slow day and in a hurry. */
async function drawings() {
  const load = async (file) =>
    Object.values(await tsImport(join(root, 'src/symbols', file), import.meta.url)).find(
      (value) => typeof value === 'object',
    );
  const all = { ...(await load('index.ts')), ...(await load('more.ts')) };
  const picture = ({ lines, fill = '' }, size) =>
    `<svg width="${size}" height="${size}" viewBox="0 0 48 48"><path class="fill" d="${fill}"/><path d="${lines}"/></svg>`;
  const set = Object.entries(all)
    .map(
      ([id, drawing]) =>
        `<figure><figcaption>${id}</figcaption>${picture(drawing, 96)}${picture(drawing, 24)}</figure>`,
    )
    .join('');
  return `<style>${DRAWING}</style>${['', 'dark'].map((look) => `<div class="drawings ${look}">${set}</div>`).join('')}`;
}

/** Makes a sheet of each series of pictures, and says where all of them are. */
export async function makeSheets(browser, folder, shots) {
  const groups = Object.groupBy
    ? Object.groupBy(shots, nameOf)
    : shots.reduce((all, shot) => ({ ...all, [nameOf(shot)]: [...(all[nameOf(shot)] ?? []), shot] }), {});
  for (const [name, group] of Object.entries(groups)) {
    for (const [number, sheet] of paginate(folder, group).entries()) {
      await shoot(
        browser,
        folder,
        `${name}-${number + 1}`,
        name,
        `<div class="sheet">${sheet.map(figure).join('')}</div>`,
      );
    }
  }
  await shoot(browser, folder, 'symbols', 'symbols', await drawings());
  const sheets = readdirSync(folder).filter((file) => file.startsWith('contact-sheet-'));
  const pages = readdirSync(folder).filter((file) => file.startsWith('page-'));
  const links = (files) =>
    files.map((file) => `<li><a href="${file}">${file.replace(/contact-sheet-|\.png/g, '')}</a></li>`).join('');
  writeFileSync(
    join(folder, 'index.html'),
    document('Pictures', `<h1>Contact sheets</h1><ul>${links(sheets)}</ul><h1>Pages</h1><ul>${links(pages)}</ul>`),
  );
  console.log(
    `${shots.length} pictures and ${sheets.length} contact sheets are in .shots/: begin with .shots/index.html`,
  );
}
