declare global {
  namespace App {
    interface PageState {
      /** Its page came here from its own address a step before. */
      is_step?: true;
    }
  }
}

export {};
