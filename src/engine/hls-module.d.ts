/** The light build has no declarations of its own; what it has is as in the full one. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
