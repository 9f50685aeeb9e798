import { LocalizeController, registerTranslation } from '@shoelace-style/localize';
import { en } from './en.ts';
import { languageOf } from './language.ts';
import type { PlayerTranslation } from './player-translation.ts';

registerTranslation(en);

/** The translations that come with the player. Each is loaded when an element first needs it. */
const ON_DEMAND: Readonly<Record<string, () => Promise<PlayerTranslation>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  zh: async () => (await import('./zh.ts')).zh,
};
const requested = new Set<string>();

/**
 * The texts of an element in the language of its place in the page. Each element creates its own:
 *
 *     readonly #localize = new Localization(this);
 *     // …
 *     this.#localize.term('play');
 */
export class Localization extends LocalizeController<PlayerTranslation> {
  override lang(): string {
    const language = languageOf(this.host);
    loadTranslation(new Intl.Locale(language).language);
    return language.toLowerCase();
  }

  /** Returns a text of a group by its name, such as the code of an error; undefined if the language has none for it. */
  named(group: 'errors' | 'keyNames' | 'keyActions', name: string): string | undefined {
    // `term` types every entry of a translation as a string.
    const texts = this.term(group) as unknown as Readonly<Partial<Record<string, string>>>;
    return texts[name];
  }
}

/** Loads a translation in the background. Elements are in English until it is there, and then render again. */
function loadTranslation(language: string): void {
  const load = ON_DEMAND[language];
  if (!load || requested.has(language)) return;
  requested.add(language);
  load().then(registerTranslation, () => requested.delete(language));
}
