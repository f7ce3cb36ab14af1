// The time, reactive, by the minute. To be called while a component is made.
export function clock(): { readonly now: Date } {
  let now = $state.raw(new Date());
  $effect(() => {
    const timer = setInterval(() => (now = new Date()), 60_000);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    }
  };
}
