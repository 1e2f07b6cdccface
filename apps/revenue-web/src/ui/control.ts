/** The look every single-line control shares. Borders hold 3:1 against the surface. */
export const controlLook =
  'h-8 w-full min-w-0 rounded-md border border-line-control bg-surface px-2.5 text-ink text-sm shadow-low transition-colors duration-100 hover:border-ink-faint focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint max-sm:h-9 max-sm:text-[16px]';
