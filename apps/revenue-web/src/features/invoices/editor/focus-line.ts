const FRAMES = 30;

/**
 * Puts the cursor into a field of a line. A line out of sight is drawn once it is scrolled into it, which takes a frame or
 * two; until then the focus stays where it is and is never lost.
 */
export function focusLine(index: number, column: string, framesLeft = FRAMES): void {
  const place = document.querySelector(`[data-line="${index}"]`);
  const field = place?.querySelector<HTMLInputElement>(`[name="items.${index}.${column}"]`);
  if (field) {
    field.focus();
    if (column !== 'description') field.select();
    return;
  }
  if (framesLeft === FRAMES) place?.scrollIntoView({ block: 'nearest' });
  if (framesLeft > 0) requestAnimationFrame(() => focusLine(index, column, framesLeft - 1));
}
