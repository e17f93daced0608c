import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { colours } from '../app/theme.ts';

export type BarRow = { readonly name: string; readonly value: number; readonly label: string; readonly marked: boolean };
type Props = { readonly rows: readonly BarRow[]; readonly lying?: boolean; readonly onPick?: (index: number) => void };

const text = { fontSize: 13, fill: colours.ink } as const;

type LabelProps = { readonly x?: number | string; readonly y?: number | string; readonly width?: number | string; readonly height?: number | string; readonly value?: unknown };

/** One line each: recharts' own labels break at the width of a bar. */
const LabelAbove = ({ x, y, width, value }: LabelProps) => <text x={Number(x) + Number(width) / 2} y={Number(y) - 6} textAnchor="middle" {...text}>{String(value)}</text>;
const LabelRight = ({ x, y, width, height, value }: LabelProps) => <text x={Number(x) + Number(width) + 8} y={Number(y) + Number(height) / 2 + 5} {...text}>{String(value)}</text>;

/** Bars from zero with their numbers on them; green only for the one that the title speaks of. Loaded when it is needed. */
export const BarPicture = ({ rows, lying = false, onPick }: Props) => (
  <ResponsiveContainer width="100%" height={lying ? rows.length * 34 + 8 : 240}>
    <BarChart data={[...rows]} layout={lying ? 'vertical' : 'horizontal'} margin={lying ? { top: 0, right: 110, bottom: 0, left: 0 } : { top: 24, right: 8, bottom: 0, left: 8 }} barCategoryGap={lying ? 8 : '22%'} accessibilityLayer={false}>
      {lying ? <XAxis type="number" hide domain={[0, 'dataMax']} /> : <XAxis dataKey="name" tickLine={false} axisLine={{ stroke: colours.hairline }} tick={text} interval={0} />}
      {lying ? <YAxis type="category" dataKey="name" width={150} tickLine={false} axisLine={false} tick={text} interval={0} /> : <YAxis hide domain={[0, 'dataMax']} />}
      <Bar dataKey="value" isAnimationActive={false} maxBarSize={lying ? 22 : 56} onClick={(_, index) => onPick?.(index)} cursor={onPick ? 'pointer' : undefined}>
        {rows.map((row) => <Cell key={row.name} fill={row.marked ? colours.green : colours.bar} />)}
        <LabelList dataKey="label" content={lying ? LabelRight : LabelAbove} />
      </Bar>
    </BarChart>
  </ResponsiveContainer>
);
