/** Resolves as soon as a condition is true. It never gives up: the timeout of the test does. */
export async function until(isTrue: () => unknown): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}
