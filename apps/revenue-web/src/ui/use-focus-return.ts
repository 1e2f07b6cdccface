import { useRef } from 'react';

/** A choice in a menu is gone by the time its dialog closes; the button that opened the menu is still there. */
function openerOf(focused: Element | null): Element | null {
  const trigger = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return trigger ? document.getElementById(trigger) : focused;
}

/**
 * Whoever opened a dialog has the focus again when it closes. Radix does so only for dialogs with a trigger of their
 * own; ours are opened by the state of a page, and the keyboard would start over at the top.
 */
export function useFocusReturn() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = openerOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      // A page that the dialog led to may have put the focus into its first field.
      if (document.activeElement && document.activeElement !== document.body) return;
      const back = opener.current?.isConnected ? opener.current : document.getElementById('content');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    },
  };
}
