// The link of a mail that a page was opened by: its token stands behind #, and is good once. To be
// made while a component is.
import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Outcome } from '$lib/api/outcome';
import { Submission } from '$lib/api/submission.svelte';
import { behind_hash } from '$lib/features/session/addresses';

export class MailedLink {
  readonly submission = new Submission();
  done = $state(false);
  readonly token = $derived(behind_hash(page.url.hash, 'token'));
  /** It was used, is too old, or came in half. */
  readonly is_bad = $derived(this.token === null || 'token' in this.submission.fields);

  constructor() {
    // Another link may be opened in the same tab.
    $effect(() => {
      if (this.token === null) return;
      this.done = false;
      this.submission.problem = null;
    });
  }

  async use(send: (token: string) => Promise<Outcome<unknown>>): Promise<void> {
    const { token } = this;
    if (token === null || !(await this.submission.run(() => send(token)))) return;
    this.done = true;
    // What is used up needs no place in the history.
    await goto(page.url.pathname, { replaceState: true, keepFocus: true });
  }
}
