export function UsageImportPage() {
  return null;
}
