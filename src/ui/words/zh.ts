import { en } from './en.ts';
import type { PlayerTranslation } from './player-translation.ts';

/** Chinese, simplified. */
export const zh: PlayerTranslation = { ...en, $code: 'zh', $name: '简体中文', $dir: 'ltr' };
