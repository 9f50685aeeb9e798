import { css } from 'lit';

export const requestFormStyles = css`
  form {
    display: grid;
    gap: 16px;
  }

  .field {
    display: grid;
    align-content: start;
    gap: 4px;
    min-inline-size: 0;
  }

  label {
    font-weight: 600;
  }

  label span {
    font-weight: 400;
  }

  .times {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr));
    gap: 14px 20px;
  }

  .small {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 132px), 1fr));
    gap: 12px 20px;
  }

  .small .field.wide {
    grid-column: span 2;
  }

  .note {
    margin: 0;
    font-size: 12px;
  }

  .built {
    display: grid;
    gap: 10px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--field);
  }

  .built p {
    margin: 0;
  }

  .built .url {
    line-height: 1.6;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .actions .primary {
    min-inline-size: 88px;
  }

  @media (width < 420px) {
    .small .field.wide {
      grid-column: auto;
    }
  }
`;
