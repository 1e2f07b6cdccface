import { type RefObject, useEffect, useRef, useState } from 'react';

const watched = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all places: five hundred of their own would cost more than what they save. */
function watch(element: Element, tell: (near: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
    },
    { rootMargin: '800px 0px' },
  );
  watched.set(element, tell);
  observer.observe(element);
  return () => {
    observer?.unobserve(element);
    watched.delete(element);
  };
}

/**
 * Whether a place is near what is seen, and so worth drawing; always, unless `windowed`. What has the focus stays drawn,
 * and a place that is left empty keeps its height.
 */
export function useNearView<Place extends HTMLElement>(
  windowed: boolean,
  nearAtFirst: boolean,
): [RefObject<Place | null>, boolean] {
  const place = useRef<Place>(null);
  const [isNear, setIsNear] = useState(nearAtFirst);
  useEffect(() => {
    const element = place.current;
    if (!windowed || element === null) return;
    return watch(element, (near) => {
      if (!near && element.contains(document.activeElement)) return;
      if (!near && element.offsetHeight > 0) element.style.minHeight = `${element.offsetHeight}px`;
      if (near) element.style.minHeight = '';
      setIsNear(near);
    });
  }, [windowed]);
  return [place, isNear || !windowed];
}
