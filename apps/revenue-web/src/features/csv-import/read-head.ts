/** The first lines of a CSV, enough to say which column is which. */
export type FileHead = { header: string[]; rows: string[][] };

const HEAD_BYTES = 65_536;
const SAMPLES = 3;

/** The header of a file and its first rows, read here: the file itself is sent only when its columns are known. */
export async function readHead(file: Blob): Promise<FileHead> {
  return parseHead(await file.slice(0, HEAD_BYTES).text());
}

export function parseHead(text: string): FileHead {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  const delimiter = [';', '\t'].find((candidate) => first.includes(candidate) && !first.includes(',')) ?? ',';
  const rows = lines.slice(0, SAMPLES + 1).map((line) => cellsOf(line, delimiter).map((cell) => cell.trim()));
  return { header: rows[0] ?? [], rows: rows.slice(1) };
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}
