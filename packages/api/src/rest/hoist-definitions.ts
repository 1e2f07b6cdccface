type Json = Record<string, unknown>;
type Document = Json & { components: Json };

/**
 * A schema made alone keeps what it refers to in `$defs` of its own, where nobody finds it once it lies inside a document:
 * `#` is the document. The definitions of all of them, and of the schemas given, become components, and every reference
 * names those.
 */
export function hoistDefinitions(document: Document, schemas: readonly Json[]): Document {
  const shared: Json = {};
  const rewritten = rewrite(document, shared) as Document;
  for (const schema of schemas) rewrite(schema, shared);
  rewritten.components.schemas = { ...(rewritten.components.schemas as Json), ...shared };
  return rewritten;
}

function rewrite(node: unknown, shared: Json): unknown {
  if (Array.isArray(node)) return node.map((part) => rewrite(part, shared));
  if (typeof node !== 'object' || node === null) return node;
  const { $defs, ...rest } = node as Json;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) share(name, definition, shared);
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, rewriteEntry(name, value, shared)]));
}

function rewriteEntry(name: string, value: unknown, shared: Json): unknown {
  if (name === '$ref' && typeof value === 'string') return value.replace(/^#\/\$defs\//, '#/components/schemas/');
  return rewrite(value, shared);
}

function share(name: string, definition: unknown, shared: Json): void {
  const { id: _, ...schema } = rewrite(definition, shared) as Json;
  const known = shared[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
    throw new Error(`Two schemas of the API are called ${name}.`);
  shared[name] = schema;
}
