import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseDatabaseFolder } from './refuse-database-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'revenue-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeDatabase(name: string, madeFor?: string): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'cluster'), { recursive: true });
  writeFileSync(join(home, 'cluster', 'PG_VERSION'), '18\n');
  writeFileSync(join(home, 'superuser-password'), 'a test\n');
  if (madeFor) writeFileSync(join(home, 'made-for'), `${madeFor}\n`);
  return home;
}

describe('DATA_DIR', () => {
  it('is refused where it is a copy of a database that lay outside, with whose it was and how to restore it', () => {
    const copy = makeDatabase('postgres-0123456789ab', '/home/app/.data/postgres');
    const before = readdirSync(copy);
    expect(() => refuseDatabaseFolder(copy)).toThrow(`DATA_DIR=${copy} is the folder of a database itself`);
    expect(() => refuseDatabaseFolder(copy)).toThrow('It was made for DATA_DIR=/home/app/.data.');
    expect(() => refuseDatabaseFolder(copy)).toThrow('name it "postgres", lay "documents" beside it');
    expect(readdirSync(copy)).toEqual(before);
  });

  it('is refused one or two folders too deep, with the one that is meant', () => {
    const home = makeDatabase('postgres');
    for (const deep of [home, join(home, 'cluster')]) {
      expect(() => refuseDatabaseFolder(deep)).toThrow(`DATA_DIR=${deep} is the folder of a database itself`);
      expect(() => refuseDatabaseFolder(deep)).toThrow(`Set DATA_DIR=${folder}.`);
    }
  });

  it('is taken where it holds the folder of a database, is empty or not there yet', () => {
    expect(() => refuseDatabaseFolder(folder)).not.toThrow();
    makeDatabase('postgres');
    expect(() => refuseDatabaseFolder(folder)).not.toThrow();
    expect(() => refuseDatabaseFolder(join(folder, 'new'))).not.toThrow();
  });
});
