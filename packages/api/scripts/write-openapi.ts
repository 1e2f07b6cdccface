import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../src/openapi.ts';

// The document is committed, so that a change of the wire shows in review.
const target = new URL('../openapi.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
console.log(`wrote ${target.pathname}`);
