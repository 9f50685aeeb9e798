import { css } from 'lit';

export const knobFormStyles = css`
  :host {
    container-type: inline-size;
  }

  form {
    display: grid;
    gap: 14px;
  }

  .intro {
    margin: 0;
  }

  .groups {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    align-items: start;
    gap: 16px 20px;
  }

  fieldset {
    display: grid;
    gap: 9px;
    min-inline-size: 0;
    margin: 0;
    padding: 8px 14px 14px;
    border: 1px solid var(--line);
    border-radius: 8px;
  }

  legend {
    padding-inline: 6px;
    font-weight: 600;
  }

  .knob {
    display: grid;
    grid-template-columns: 76px 132px minmax(0, 1fr);
    align-items: start;
    gap: 2px 12px;
  }

  .knob :is(input, select) {
    min-block-size: 28px;
    padding-block: 2px;
  }

  label,
  .note {
    padding-block-start: 5px;
  }

  .set label {
    color: var(--accent-ink);
    font-weight: 700;
  }

  .set :is(input, select):not([aria-invalid='true']) {
    border-color: var(--accent);
  }

  .note {
    min-inline-size: 0;
    margin: 0;
    font-size: 12px;
    line-height: 1.4;
  }

  .fills {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
    vertical-align: middle;
  }

  .fills button {
    min-block-size: 20px;
    padding: 0 7px;
    border-color: var(--line);
    font-size: 11.5px;
    line-height: 1.5;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }

  .actions .primary {
    min-inline-size: 88px;
  }

  .actions code {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  @container (inline-size < 900px) {
    .groups {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @container (inline-size < 480px) {
    fieldset {
      padding-inline: 10px;
      gap: 12px;
    }

    .knob {
      grid-template-columns: 76px minmax(0, 1fr);
    }

    .knob .note {
      grid-column: 1 / -1;
      padding-block-start: 0;
    }
  }

  @media (pointer: coarse) {
    .knob :is(input, select) {
      min-block-size: 42px;
    }

    label {
      padding-block-start: 11px;
    }

    .fills button {
      min-block-size: 34px;
    }
  }
`;
