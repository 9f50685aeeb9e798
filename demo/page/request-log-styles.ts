import { css } from 'lit';

export const requestLogStyles = css`
  :host {
    container-type: inline-size;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 10px;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 0;
    padding: 0;
    border: 0;
  }

  fieldset label {
    padding: 3px 10px;
    border: 1px solid var(--line);
    border-radius: 15px;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }

  fieldset label:is(:hover, :has(:checked)) {
    border-color: var(--accent);
  }

  fieldset label:has(:checked) {
    background: var(--accent-tint);
    color: var(--accent-ink);
  }

  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  .space {
    flex: 1;
  }

  .list {
    max-block-size: 460px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 8px;
  }

  ol,
  .whole ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .columns,
  summary {
    display: grid;
    grid-template-columns: 92px 64px 48px 64px 66px minmax(0, 1fr);
    gap: 0 12px;
    align-items: baseline;
    padding: 3px 12px;
    font-variant-numeric: tabular-nums;
  }

  .columns {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    border-block-end: 1px solid var(--line);
    background: var(--panel);
    color: var(--dim);
    font-size: 12px;
  }

  summary {
    cursor: pointer;
  }

  summary:hover {
    background: var(--hover);
  }

  summary:focus-visible {
    outline-offset: -2px;
  }

  .number {
    text-align: end;
    white-space: nowrap;
  }

  summary .url {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  details[open] summary .url {
    visibility: hidden;
  }

  .whole {
    display: grid;
    gap: 4px;
    padding: 2px 12px 10px;
  }

  .bad {
    color: var(--bad);
    font-weight: 600;
  }

  .empty {
    margin: 0;
    padding: 14px 12px;
  }

  @container (inline-size < 640px) {
    .columns {
      display: none;
    }

    summary {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 8px;
      padding-inline: 8px;
      font-size: 13px;
      padding-block: 6px;
    }

    summary .url {
      flex-basis: 100%;
    }

    details[open] summary .url {
      display: none;
    }
  }
`;
