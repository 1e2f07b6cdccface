export function UsageImportReport() {
  return null;
}
