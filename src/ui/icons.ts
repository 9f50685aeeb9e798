import { svg, type SVGTemplateResult } from 'lit';

const icon = (content: SVGTemplateResult) =>
  svg`<svg part="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;

export const playIcon = icon(svg`<path d="M7 5l12 7-12 7z" fill="currentColor" />`);
export const pauseIcon = icon(svg`<path d="M8 5v14M16 5v14" />`);
export const soundIcon = icon(
  svg`<path d="M5 9v6h4l5 4V5L9 9zM17.5 9a4 4 0 0 1 0 6M20 6.5a8 8 0 0 1 0 11" />`,
);
export const mutedIcon = icon(svg`<path d="M5 9v6h4l5 4V5L9 9zM18 9.5l5 5M23 9.5l-5 5" />`);
export const zoomOutIcon = icon(svg`<circle cx="11" cy="11" r="6" /><path d="M16 16l4 4M8.5 11h5" />`);
export const zoomInIcon = icon(
  svg`<circle cx="11" cy="11" r="6" /><path d="M16 16l4 4M8.5 11h5M11 8.5v5" />`,
);
export const fullscreenIcon = icon(svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />`);
