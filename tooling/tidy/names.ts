import { basename } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

const EMPTY_WORDS = /(^|[/-])(utils?|helpers?|common|managers?|misc|shared)([/.-]|$)/;

/** Names that say nothing, and names that are not in kebab-case. */
export function nameFaults(files: SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    if (EMPTY_WORDS.test(path)) return [`${path}: the name says nothing of what is inside`];
    const name = basename(path).replace(/(\.(config|d|db|rls|scenario|test|spec))*\.tsx?$/, '');
    // Routes of the web application are named after the addresses they serve.
    const isRoute = path.includes('/src/routes/');
    return isRoute || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`${path}: file names are in kebab-case`];
  });
}

const OPERATION = /^packages\/api\/src\/(?!rest\/)[a-z-]+\/([a-z]+(?:-[a-z0-9]+)+)\.ts$/;
const NOT_OPERATIONS =
  /(-(router|view|routes?|queries|schema|format|types|statuses|key|limit|accounts|server|client)|^(load|to|read|write|find|choose|plan)-.*|^built-in.*)$/;

/** An operation file exports the function it is named after: create-invoice.ts has createInvoice. */
export function operationFaults(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const name = OPERATION.exec(path)?.[1];
    if (!name || NOT_OPERATIONS.test(name) || path.endsWith('.test.ts')) return [];
    const exported = name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    const found = new RegExp(`export (async )?(function\\*?|const|type|interface|class) ${exported}\\b`, 'i').test(
      text,
    );
    return found ? [] : [`${path}: exports no ${exported}`];
  });
}

/** A test that needs a database says so in its name. */
export function testNameFaults(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    if (!/\.test\.tsx?$/.test(path)) return [];
    const needsDatabase = /from '(@revenue\/db\/testing|\.\/testing\.ts|[^']*\/kit\/start-api\.ts)'/.test(text);
    return needsDatabase && !/\.(db|rls|scenario)\.test\.ts$/.test(path)
      ? [`${path}: needs a database and does not say so`]
      : [];
  });
}
