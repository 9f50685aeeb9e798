import { en } from './en.ts';
import type { PlayerTranslation } from './player-translation.ts';

/** Arabic. */
export const ar: PlayerTranslation = { ...en, $code: 'ar', $name: 'العربية', $dir: 'rtl' };
