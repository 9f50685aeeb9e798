const realFetch = window.fetch.bind(window);

/**
 * Holds the answers of all URLs that have a text in them, but for the first ones, until the returned function is called.
 *
 * @param passing how many of them are not held
 */
export function holdFetches(text: string, passing = 0): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const fetchBefore = window.fetch;
  let left = passing;
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.includes(text) && --left < 0) await released;
    return fetchBefore(input, init);
  };
  return release;
}

/** Holds nothing more. */
export function letFetchesPass(): void {
  window.fetch = realFetch;
}
