// Keeps somebody signed in: the access token, in memory only, and another one shortly before its
// end. What changes the session's cookie happens alone, also among the tabs of a browser: two refreshes
// at once would look to the server like a copied cookie. Knows nothing of browsers: `Surroundings`.

export interface Grant<User> {
  access_token: string;
  expires_in: number;
  user: User;
}

export type Signing<User> =
  | { state: 'checking' }
  | { state: 'signed_in'; user: User }
  /** `ended`: a session that was there is no more, without a click in this tab. */
  | { state: 'signed_out'; ended: boolean }
  | { state: 'unreachable' };

export type News = { kind: 'signed_in'; user: string } | { kind: 'signed_out' };

export interface Surroundings<User> {
  /** Another access token by the cookie; "refused" where the cookie signs nobody in. */
  refresh(): Promise<Grant<User> | 'refused' | 'unreachable'>;
  /** Runs `work` while no tab runs another one. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  tell_tabs(news: News): void;
  now_ms(): number;
  show(signing: Signing<User>): void;
  /** Loads the app anew: nothing of the person before may stay on screen. */
  start_over(): void;
}

/** A token that ends within this time is not used any more. */
export const token_margin_ms = 30_000;

export class SessionKeeper<User extends { id: string }> {
  readonly #around: Surroundings<User>;
  #token: string | null = null;
  #ends_at_ms = 0;
  #user: User | null = null;
  #renewing: Promise<string | null> | null = null;

  constructor(around: Surroundings<User>) {
    this.#around = around;
  }

  /** An access token that is good for a while; null where nobody is signed in, or none came. */
  async token(): Promise<string | null> {
    const is_good = this.#ends_at_ms - token_margin_ms > this.#around.now_ms();
    return this.#token !== null && is_good ? this.#token : this.renew();
  }

  /** Another one in place of `refused`, which the server takes no more. */
  async token_after(refused: string): Promise<string | null> {
    return this.#token !== null && this.#token !== refused ? this.#token : this.renew();
  }

  /** Asks by the cookie; whoever asks meanwhile gets the same answer. */
  renew(): Promise<string | null> {
    this.#renewing ??= this.#around
      .alone(() => this.#refresh())
      .finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** Runs what may sign somebody in; `grant_in` finds the session in its answer, if any. */
  async enter<Answer>(
    ask: () => Promise<Answer>,
    grant_in: (answer: Answer) => Grant<User> | null
  ): Promise<Answer> {
    return this.#around.alone(async () => {
      const answer = await ask();
      const grant = grant_in(answer);
      if (grant) {
        this.#take(grant);
        this.#around.tell_tabs({ kind: 'signed_in', user: grant.user.id });
      }
      return answer;
    });
  }

  /** Runs what ends the session; it has ended where `ask` says so. */
  async leave(ask: () => Promise<boolean>): Promise<void> {
    await this.#around.alone(async () => {
      if (!(await ask())) return;
      this.#forget(false);
      this.#around.tell_tabs({ kind: 'signed_out' });
    });
  }

  /** What another tab did. */
  hear(news: News): void {
    if (news.kind === 'signed_out') {
      this.#forget(this.#user !== null);
    } else if (this.#user === null) {
      void this.renew();
    } else if (this.#user.id !== news.user) {
      this.#around.start_over();
    }
  }

  async #refresh(): Promise<string | null> {
    const answer = await this.#around.refresh();
    if (answer === 'refused') {
      this.#forget(this.#user !== null);
    } else if (answer !== 'unreachable') {
      this.#take(answer);
    } else if (this.#user === null) {
      this.#around.show({ state: 'unreachable' });
    }
    return typeof answer === 'string' ? null : this.#token;
  }

  #take(grant: Grant<User>): void {
    if (this.#user !== null && this.#user.id !== grant.user.id) {
      this.#around.start_over();
      return;
    }
    this.#token = grant.access_token;
    this.#ends_at_ms = this.#around.now_ms() + grant.expires_in * 1000;
    this.#user = grant.user;
    this.#around.show({ state: 'signed_in', user: grant.user });
  }

  #forget(ended: boolean): void {
    this.#token = null;
    this.#user = null;
    this.#around.show({ state: 'signed_out', ended });
  }
}
