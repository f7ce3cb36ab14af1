// How long something may move: not at all for who asked their system for less motion.
export function calm_ms(duration_ms: number): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration_ms;
}
