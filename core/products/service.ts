import type { ProductRecord } from '../imports/records.ts';
import type { ProductWriter } from './repository.ts';

export const createProducts = ({ write }: { readonly write: ProductWriter }) => ({
  /** One kind of goods is a name with a spec. What the table tells is written, what it leaves blank stays as it is. */
  record: ({ uid, name, spec, category, unit, costFen }: ProductRecord): 'created' | 'updated' | 'unchanged' => {
    const stored = write.find(name, spec);
    if (!stored) {
      write.insert(uid, { name, spec, category, unit, costFen });
      return 'created';
    }
    const facts = { category: category ?? stored.category, unit: unit ?? stored.unit, costFen: costFen ?? stored.costFen };
    if (facts.category === stored.category && facts.unit === stored.unit && facts.costFen === stored.costFen) return 'unchanged';
    write.update(stored.id, facts);
    return 'updated';
  },
});
export type Products = ReturnType<typeof createProducts>;
