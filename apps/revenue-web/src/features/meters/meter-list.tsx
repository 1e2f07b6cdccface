export function MeterList() {
  return null;
}
