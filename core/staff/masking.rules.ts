/** What a clerk sees of an answer. The contract's marks say which texts are phones; every other text is looked through. */
import { z } from 'zod';
import { withNumbersMasked, withPhonesMasked } from '../base/phones.ts';

type Mark = 'mask' | 'plain';
export type Marks = ReadonlyMap<string, Mark>;

/** The marked fields of a schema by their name. One mark counts for all fields of that name, and for whatever is inside. */
export const marksOf = (schema: z.ZodType): Marks => {
  const marks = new Map<string, Mark>();
  const look = (node: unknown, field: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('phone' in node && (node.phone === 'mask' || node.phone === 'plain')) marks.set(field, node.phone);
    for (const [key, inner] of Object.entries(node)) {
      if (key === 'properties') for (const [name, property] of Object.entries(inner as Readonly<Record<string, unknown>>)) look(property, name);
      else look(inner, field);
    }
  };
  look(z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' }), '');
  return marks;
};

/** The same answer with its phones masked. */
export const maskedBy = (marks: Marks) => {
  const masked = (value: unknown, mark: Mark | undefined): unknown => {
    if (typeof value === 'string') return mark === 'plain' ? value : mark === 'mask' ? withNumbersMasked(value) : withPhonesMasked(value);
    if (Array.isArray(value)) return value.map((one) => masked(one, mark));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, marks.get(name) ?? mark)]));
  };
  return <T>(answer: T): T => masked(answer, marks.get('')) as T;
};
