import { css } from 'lit';

/**
 * What a widget is on any page, and its colours. Host pages reset, shrink and recolour everything, so the host
 * starts from `all: initial` and sets what matters itself; inner `!important` beats the page's rules. Only the
 * font family and the colour scheme come in from the page, and `--l30-*` properties by intent. In a grid it takes
 * the whole row, because it does not hear which of the columns is meant, and the first is often a narrow margin. In
 * a row of boxes on a phone it leaves room for a word beside it that cannot be broken.
 */
export const hostStyles = css`
  :host {
    all: initial !important;
    display: block !important;
    grid-column: 1 / -1 !important;
    min-width: min(60%, 240px) !important;
    max-width: 100% !important;
    min-height: inherit !important;
    font-family: var(--l30-font, inherit) !important;
    font-size: max(18px, 1.125rem) !important;
    line-height: 1.45 !important;
    color-scheme: inherit !important;
    visibility: inherit !important;
    --_surface: var(--l30-surface, var(--_surface-, #fffdf8));
    --_ink: var(--l30-ink, var(--_ink-, #1e2a35));
    --_muted: var(--l30-muted, var(--_muted-, #4a5763));
    --_accent: var(--l30-accent, var(--_accent-, #155e63));
    --_on-accent: var(--l30-on-accent, var(--_on-accent-, #fff));
    --_soft: var(--l30-soft, var(--_soft-, #e6f1f0));
    --_tint: var(--l30-tint, var(--_tint-, #fbf1df));
    --_line: var(--l30-line, var(--_line-, #7a8794));
    --_alert: var(--l30-alert, var(--_alert-, #8a2b0e));
    --_radius: var(--l30-radius, 14px);
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_surface-: light-dark(#fffdf8, #171b21);
      --_ink-: light-dark(#1e2a35, #f2f0ea);
      --_muted-: light-dark(#4a5763, #b9c2cb);
      --_accent-: light-dark(#155e63, #7fd1cb);
      --_on-accent-: light-dark(#fff, #10201f);
      --_soft-: light-dark(#e6f1f0, #22323a);
      --_tint-: light-dark(#fbf1df, #2b2a24);
      --_line-: light-dark(#7a8794, #7c8893);
      --_alert-: light-dark(#8a2b0e, #ffb59b);
    }
  }
  :host([hidden]) {
    display: none !important;
  }
`;
