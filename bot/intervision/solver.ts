/**
 * Whole-number programs, solved by HiGHS. The only file that knows the library. The same program gives the same
 * answer on every machine: one thread, a fixed seed, and a limit on the search in nodes instead of seconds.
 */
import loadHighs, { type Highs, type ModelData } from 'highs';

/** A whole number to be found, from `least` to `most`; every one of it costs `cost`. */
export interface Column {
  readonly least: number;
  readonly most: number;
  readonly cost: number;
}

/** A sum of columns by their index, each times a factor, that must lie between two bounds. */
export interface Row {
  readonly terms: readonly (readonly [column: number, factor: number])[];
  readonly least: number;
  readonly most: number;
}

/** The cheapest whole numbers that keep to every row. */
export interface WholeProgram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The numbers by column; the best found within the limit; null when there are none. */
export type Solve = (program: WholeProgram) => readonly number[] | null;

/** No bound. */
export const unbounded = Number.POSITIVE_INFINITY;

/** Nodes of the search. What is asked here ends at the first few; the limit is for what nobody thought of. */
const mostNodes = 2_000;

const options = {
  output_flag: false,
  random_seed: 1,
  mip_rel_gap: 0,
  mip_abs_gap: 0.5,
  mip_max_nodes: mostNodes,
} as const;

const modelOf = ({ columns, rows }: WholeProgram): ModelData => {
  const terms = rows.map((row) => row.terms);
  const starts = [0];
  for (const [index, { length }] of terms.entries()) starts.push((starts[index] ?? 0) + length);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ least }) => least),
    colUpper: columns.map(({ most }) => most),
    rowLower: rows.map(({ least }) => least),
    rowUpper: rows.map(({ most }) => most),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: terms.flatMap((row) => row.map(([column]) => column)),
      values: terms.flatMap((row) => row.map(([, factor]) => factor)),
    },
  };
};

/** How far a number may be from the whole number that it stands for. */
const tolerance = 1e-6;

type Attempt = 'fractions' | 'wholeNumbers';

/** The values of the best solution; null when there are none, or none was found. */
const attempt = (highs: Highs, data: ModelData, kind: Attempt): readonly number[] | null =>
  highs.withModel(data, (model) => {
    model.options.set({ ...options, solver: kind === 'fractions' ? 'simplex' : 'choose' });
    model.run();
    // 2: the solution keeps to every row.
    return model.info.get('primal_solution_status') === 2 ? [...model.getSolution().colValue] : null;
  });

/**
 * First without asking for whole numbers, which is many times quicker: most programs here have corners in whole
 * numbers only, and the simplex method ends in a corner. A program without fractions has no whole numbers either.
 */
const solveWith = (highs: Highs, program: WholeProgram): readonly number[] | null => {
  const data = modelOf(program);
  const corner = attempt(highs, data, 'fractions');
  if (corner === null) return null;
  const isWhole = corner.every((value) => Math.abs(value - Math.round(value)) < tolerance);
  const integrality = program.columns.map(() => 1 as const);
  const values = isWhole ? corner : attempt(highs, { ...data, integrality }, 'wholeNumbers');
  return values === null ? null : values.map((value) => Math.round(value));
};

/** Loads the solver: some 50 ms and 20 MB, so it stays in the thread that needs it. Costs must be whole numbers. */
export const openSolver = async (): Promise<Solve> => {
  const highs = await loadHighs();
  return (program) => solveWith(highs, program);
};
