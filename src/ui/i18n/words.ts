import { LocalizeController, registerTranslation } from '@shoelace-style/localize';
import { languageOf } from './language.ts';
import { en } from './en.ts';
import type { PlayerTranslation } from './player-translation.ts';

registerTranslation(en);

/** Languages that come with the player, each loaded when an element needs it. */
const ON_DEMAND: Readonly<Record<string, () => Promise<PlayerTranslation>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  zh: async () => (await import('./zh.ts')).zh,
};
const asked = new Set<string>();

/** What an element says, in the language of its place in the page. */
export class Words extends LocalizeController<PlayerTranslation> {
  override lang(): string {
    const language = languageOf(this.host);
    load(new Intl.Locale(language).language);
    return language.toLowerCase();
  }

  /** One of the words that go by a name, such as the code of an error; undefined where the language has none for it. */
  named(key: 'errors' | 'keyNames' | 'keyActions', name: string): string | undefined {
    // `term` says of all that it is a string.
    const words = this.term(key) as unknown as Readonly<Partial<Record<string, string>>>;
    return words[name];
  }
}

/** Elements are rendered again once it is there; without it, they stay English. */
function load(language: string): void {
  const translation = ON_DEMAND[language];
  if (!translation || asked.has(language)) return;
  asked.add(language);
  translation().then(registerTranslation, () => asked.delete(language));
}
