import { useEffect } from 'react';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled])';

type Place = { element: Element; within: Element[]; path: string };

function placeOf(element: Element): Place | null {
  const within: Element[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) {
    within.push(at);
    if (at.id === 'content') return { element, within, path: location.pathname };
  }
  return null;
}

/** What stands next to where something was: the first control of the closest part that is still there. */
function nearest({ within }: Place): HTMLElement | null {
  const part = within.find((element) => element.isConnected && element.querySelector(focusable));
  return part?.id === 'content' ? (part as HTMLElement) : (part?.querySelector<HTMLElement>(focusable) ?? null);
}

/**
 * A button that does what it says may be gone afterwards: "Record payment" of an invoice that is paid, "Make active" of a
 * customer that is. The browser would let the keyboard start over at the top of the page; here it goes on beside it.
 */
export function useKeptFocus() {
  useEffect(() => {
    let place: Place | null = null;
    const onFocus = (event: FocusEvent) => {
      place = event.target instanceof Element ? placeOf(event.target) : null;
    };
    // Who points elsewhere lets go of it.
    const onPointer = () => {
      place = null;
    };
    const restore = () => {
      if (!place || place.element.isConnected || document.activeElement !== document.body) return;
      const target = place.path === location.pathname ? nearest(place) : null;
      place = null;
      target?.focus({ preventScroll: true });
    };
    // After the page itself has had its turn to put the focus somewhere.
    const observer = new MutationObserver(() => {
      if (place && !place.element.isConnected) setTimeout(restore);
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);
}
