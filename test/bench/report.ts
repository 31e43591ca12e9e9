/** What was measured, as lines for people. */

/** What a figure should be: at most, or at least, so much. */
export type Aim = { readonly most: number } | { readonly least: number };

/** One figure with what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** Behind the value: `×`, `requests`, `rows a pupil`. */
  readonly unit: string;
  /** Null where none is set. */
  readonly aim: Aim | null;
  /** The measured numbers behind it, with the yardstick in words. */
  readonly detail: string;
}

/** Whether the aim is met; null where none is set. */
export const isMet = ({ value, aim }: Figure): boolean | null => {
  if (aim === null) return null;
  return 'most' in aim ? value <= aim.most : value >= aim.least;
};

const aimOf = ({ aim }: Figure): string => {
  if (aim === null) return '';
  return 'most' in aim ? `≤ ${aim.most}` : `≥ ${aim.least}`;
};

/** Milliseconds in three digits, with their unit. */
export const duration = (milliseconds: number): string =>
  milliseconds >= 1000
    ? `${(milliseconds / 1000).toFixed(2)} s`
    : `${Number(milliseconds.toPrecision(3))} ms`;

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

const verdict = (figure: Figure): string => {
  const met = isMet(figure);
  if (met === null) return '';
  return met ? 'met' : 'MISSED';
};

const cells = (figure: Figure): string[] => [
  figure.what,
  `${rounded(figure.value)} ${figure.unit}`,
  aimOf(figure),
  verdict(figure),
  figure.detail,
];

/** The figures as a table of text. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [['', 'measured', 'aim', '', ''], ...figures.map(cells)];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
