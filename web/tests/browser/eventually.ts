// Waiting with a deadline. What a page shows is waited for by its locators, for as long.
export const deadline_ms = 60_000;

/** Waits until `condition` holds. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  what: string
): Promise<void> {
  const end = performance.now() + deadline_ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What `work` comes to, if it does in time. */
export async function in_time<Result>(work: Promise<Result>, what: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), deadline_ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
