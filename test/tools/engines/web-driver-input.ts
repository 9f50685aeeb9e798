import type { WebDriverSession } from './web-driver.ts';

type Button = 'left' | 'middle' | 'right';

/** WebDriver's characters for keys that write none: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Readonly<Record<string, string>> = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Meta: '\uE03D',
  PageDown: '\uE00F',
  PageUp: '\uE00E',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};

const BUTTONS: readonly Button[] = ['left', 'middle', 'right'];

/** The part of Puppeteer's `Page` that the test runner's `sendKeys` and `sendMouse` call, by WebDriver. */
export function inputOf(session: WebDriverSession) {
  const perform = (source: object) => session.post('actions', { actions: [source] });
  const keys = (...actions: object[]) => perform({ type: 'key', id: 'keys', actions });
  const mouse = (...actions: object[]) =>
    perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  return {
    keyboard: {
      press: (key: string) => keys(keyAction('keyDown', key), keyAction('keyUp', key)),
      type: (text: string) =>
        keys(...Array.from(text).flatMap((key) => [keyAction('keyDown', key), keyAction('keyUp', key)])),
      down: (key: string) => keys(keyAction('keyDown', key)),
      up: (key: string) => keys(keyAction('keyUp', key)),
    },
    mouse: {
      move: (x: number, y: number) => mouse(move(x, y)),
      click: (x: number, y: number, { button }: { button?: Button } = {}) =>
        mouse(move(x, y), press('pointerDown', button), press('pointerUp', button)),
      down: ({ button }: { button?: Button } = {}) => mouse(press('pointerDown', button)),
      up: ({ button }: { button?: Button } = {}) => mouse(press('pointerUp', button)),
      reset: () => mouse(press('pointerUp'), move(0, 0)),
    },
  };
}

const keyAction = (type: 'keyDown' | 'keyUp', key: string) => ({ type, value: KEYS[key] ?? key });

const move = (x: number, y: number) => ({ type: 'pointerMove', duration: 0, x, y });

const press = (type: 'pointerDown' | 'pointerUp', button: Button = 'left') => ({
  type,
  button: BUTTONS.indexOf(button),
});
