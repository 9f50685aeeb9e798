import { svg } from 'lit';

export const followIcon = svg`
  <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M5 12a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M12 1v6M12 17v6M1 12h6M17 12h6" />
  </svg>
`;
