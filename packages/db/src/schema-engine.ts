/// <reference path="./web-assembly.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';
import { schemaFiles } from './schema-files.ts';

type Bindings = typeof bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

let loaded: Promise<void> | undefined;

/**
 * Runs `fn` with Prisma's schema engine on a database. The engine is the WebAssembly build that npm carries, so no
 * binary is downloaded; it keeps the ordinary `_prisma_migrations` table, and the official CLI could take over at any
 * time.
 */
export async function withSchemaEngine<T>(url: string, fn: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadBindings();
  await loaded;
  const connections = new WholeScriptPrismaPg({ connectionString: url, max: 1 });
  const { SchemaEngine: engineClass } = bindings as unknown as { SchemaEngine: EngineConstructor };
  const factory = bindMigrationAwareSqlAdapterFactory(connections);
  const engine = await engineClass.new({ datamodels: await schemaFiles() }, () => undefined, factory);
  try {
    return await fn(engine);
  } finally {
    engine.free();
    // The engine does not end its connections, and a database in use can be neither copied nor dropped.
    await connections.close();
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, and so through the body of every function. PostgreSQL itself takes
 * a whole script as one simple query, in one implicit transaction: a migration is in, or it is not.
 */
class WholeScriptPrismaPg extends PrismaPg {
  readonly #pools: pg.Pool[] = [];

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    this.#pools.push(pool);
    adapter.executeScript = async (script: string) => {
      await pool.query(script).catch((error: pg.DatabaseError) => {
        throw new DriverAdapterError(toEngineError(error));
      });
    };
    knowInternalChar(adapter, pool);
    return adapter;
  }
}

// The adapter refuses PostgreSQL's internal one-byte "char", in which the catalogue keeps the kinds of constraints, and
// the engine wants just that. So the driver presents such columns as text, and the adapter's answer calls them
// characters again. The engine asks one question at a time, which makes the hand-over between the two safe.
const INTERNAL_CHAR = 18;
const TEXT = 25;

function knowInternalChar(adapter: SqlDriverAdapter, pool: pg.Pool): void {
  let charColumns: number[] = [];
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const asText = async (config: pg.QueryConfig) => {
    const result = await query(config);
    const chars = (result.fields ?? []).filter((field) => field.dataTypeID === INTERNAL_CHAR);
    charColumns = chars.map((field) => result.fields.indexOf(field));
    for (const field of chars) field.dataTypeID = TEXT;
    return result;
  };
  pool.query = asText as typeof pool.query;
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql);
    for (const at of charColumns) result.columnTypes[at] = ColumnTypeEnum.Character;
    return result;
  };
}

function toEngineError({ code, severity, message, detail, column, hint }: pg.DatabaseError) {
  return { kind: 'postgres' as const, code: code ?? '', severity: severity ?? 'ERROR', message, detail, column, hint };
}

interface EngineConstructor {
  new (): SchemaEngine;
  new: (
    options: { datamodels: [string, string][] },
    log: (line: string) => void,
    factory: unknown,
  ) => Promise<SchemaEngine>;
}

async function loadBindings(): Promise<void> {
  // Not import.meta.resolve: the test runner does not have it.
  const bindingsFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(await readFile(join(dirname(bindingsFile), 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  (bindings as unknown as Bindings).__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}
