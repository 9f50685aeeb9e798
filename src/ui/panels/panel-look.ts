import { css } from 'lit';

/** The declarations that all panels over the picture share; they go inside of a rule. */
export const panelLook = css`
  box-sizing: border-box;
  border-radius: 12px;
  background: var(--time-shift-panel, rgb(16 20 24 / 94%));
  box-shadow: 0 10px 30px rgb(0 0 0 / 65%);
  color: #fff;
  color-scheme: dark;
  font:
    13px/1.3 system-ui,
    'Segoe UI',
    sans-serif;
`;
