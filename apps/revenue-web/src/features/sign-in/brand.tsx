/** The mark of the product, drawn rather than loaded. */
export function Brand() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-9">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M9 22.5V9.5h7.2a4.3 4.3 0 0 1 .9 8.5l4.4 4.5M9 18h8"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
