// Whether a part of a page is in sight, or nearly: what is not need not be kept up to the moment.
import { getContext, setContext } from 'svelte';

export class Sight {
  /** Until somebody has looked, it is taken for seen. */
  is_seen = $state(true);

  /** Looks until the function given back is called. */
  watch(element: Element): () => void {
    const observer = new IntersectionObserver(
      (entries) => (this.is_seen = entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: '25% 0px' }
    );
    observer.observe(element);
    return () => observer.disconnect();
  }
}

const key = Symbol('sight');

/** Of what the panel below this component shows. To be called while the component is made. */
export function provide_sight(): Sight {
  return setContext(key, new Sight());
}

/** None where what the panel shows is also shown elsewhere. */
export function sight(): Sight | undefined {
  return getContext<Sight | undefined>(key);
}
