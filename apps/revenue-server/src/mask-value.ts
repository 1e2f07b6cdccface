const SECRET_NAME = /SECRET|PASSWORD|API_KEY|TOKEN/;

/** A setting as it may be shown on a screen or in a log: enough to recognise it, too little to use it. */
export function maskValue(name: string, value: string): string {
  if (name.startsWith('DATABASE') || name.endsWith('_URL')) return maskUrl(value);
  if (!SECRET_NAME.test(name)) return value;
  return value.length > 12 ? `${value.slice(0, 4)}… (${value.length} characters)` : '…';
}

function maskUrl(value: string): string {
  if (!URL.canParse(value)) return value.includes('@') ? '…' : value;
  const url = new URL(value);
  if (url.password) url.password = '***';
  return url.toString();
}
