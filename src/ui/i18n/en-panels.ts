import { registerTranslation } from '@shoelace-style/localize';
import { en } from './en.ts';
import type { PanelTexts } from './player-translation.ts';

/** The English texts of the panels, which are loaded on demand and load this file. */
export const enPanels: PanelTexts = {
  speed: 'Speed',
  quality: 'Quality',
  automatic: 'Automatic',
  subtitles: 'Subtitles',
  sound: 'Sound',
  off: 'Off',
  airplay: 'AirPlay',
  snapshot: 'Save the picture',
  close: 'Close',
  displayZone: 'Time zone',
  date: 'Date',
  time: 'Time',
  go: 'Go',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  hasRecordings: 'has recordings',
  hasGaps: 'has recordings with gaps',
  noSuchTime: 'That is not a date or time; write it like 2026-11-21 14:05:30.',
  notKept: (from, to) => `That time is not available; choose a time from ${from} to ${to}.`,
  keys: 'Keyboard shortcuts',
  keyNames: {
    ' ': 'Space',
    ArrowLeft: 'Left arrow',
    ArrowRight: 'Right arrow',
    PageUp: 'Page Up',
    PageDown: 'Page Down',
    Home: 'Home',
    End: 'End',
    Escape: 'Esc',
    Shift: 'Shift',
    Alt: 'Alt',
  },
  keyActions: {
    playPause: 'Play or pause',
    step5: 'Back or forward 5 seconds',
    step10: 'Back or forward 10 seconds',
    stepMinute: 'Back or forward 1 minute',
    stepHour: 'Back or forward 1 hour',
    frame: 'Previous or next frame',
    ends: 'To the beginning, or to live',
    recordings: 'Previous or next recording',
    share: 'To 0 % … 90 % of the timeline',
    marks: 'Mark the beginning or the end',
    goToDate: 'Go to a date and time',
    speed: 'Slower or faster',
    mute: 'Mute or unmute',
    fullscreen: 'Full screen',
    pictureInPicture: 'Picture in picture',
    subtitles: 'Subtitles',
    keys: 'Show these shortcuts',
    escape: 'Close, or leave full screen',
  },
};

// The fallback for other languages is this very object.
registerTranslation(Object.assign(en, enPanels));
