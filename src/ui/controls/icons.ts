/** The icons of the controls, from Lucide (ISC licence). They are part of the bundle, so pages load no files for them. */
import calendar from 'lucide/dist/esm/icons/calendar-days.mjs';
import settings from 'lucide/dist/esm/icons/settings.mjs';
import maximize from 'lucide/dist/esm/icons/maximize.mjs';
import minimize from 'lucide/dist/esm/icons/minimize.mjs';
import pause from 'lucide/dist/esm/icons/pause.mjs';
import pictureInPicture from 'lucide/dist/esm/icons/picture-in-picture-2.mjs';
import play from 'lucide/dist/esm/icons/play.mjs';
import rotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import rotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import volume from 'lucide/dist/esm/icons/volume-2.mjs';
import volumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import zoomIn from 'lucide/dist/esm/icons/zoom-in.mjs';
import zoomOut from 'lucide/dist/esm/icons/zoom-out.mjs';
import { drawIcon } from './draw-icon.ts';

const FILLED = 'currentColor';

export const playIcon = drawIcon(play, FILLED);
export const pauseIcon = drawIcon(pause, FILLED);
export const backIcon = drawIcon(rotateCcw);
export const forwardIcon = drawIcon(rotateCw);
export const soundIcon = drawIcon(volume);
export const mutedIcon = drawIcon(volumeX);
export const zoomOutIcon = drawIcon(zoomOut);
export const zoomInIcon = drawIcon(zoomIn);
export const dateIcon = drawIcon(calendar);
export const settingsIcon = drawIcon(settings);
export const pictureInPictureIcon = drawIcon(pictureInPicture);
export const fullscreenIcon = drawIcon(maximize);
export const leaveFullscreenIcon = drawIcon(minimize);
