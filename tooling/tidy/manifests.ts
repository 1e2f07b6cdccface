import type { SourceFile } from './source-files.ts';

type Manifest = {
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

/** Versions outside the catalogue, and root barrels. */
export function manifestFaults(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const manifest = JSON.parse(text) as Manifest;
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*')
      .map(([name, version]) => `${path}: ${name} says ${version}; versions are in pnpm-workspace.yaml`);
    return manifest.exports && '.' in manifest.exports ? [...versions, `${path}: has a root barrel`] : versions;
  });
}
