// A single page: the server answers every address of the app with the same index.html.
export const ssr = false;
export const prerender = false;
