/** Only a web address becomes a link: never `javascript:`, however it came to be stored. */
export function linkButton(label: string, url: string | null): { label: string; url: string } | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? { label, url: new URL(url).href }
    : null;
}
