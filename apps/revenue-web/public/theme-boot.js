// Runs before anything is painted, so that a chosen theme never flashes in the other one.
// 'system' (or nothing) follows the machine; src/theme/theme.ts writes the choice.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('revenue.theme') ?? 'system';
  } catch {
    // Storage is blocked: the machine's setting decides.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
