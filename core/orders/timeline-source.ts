import type { TimelineSource } from '../timeline/source.ts';
import type { OrderRepository } from './repository.ts';

export const orderTimeline = (read: OrderRepository): TimelineSource => ({
  kinds: ['order'],
  count: (customerId) => ({ order: read.countOf(customerId) }),
  list: ({ customerId, before, limit }) =>
    read.rows(read.newestOf(customerId, before, limit)).map(({ id, orderedAt, goods, netFen, status }) => (
      { kind: 'order', id, at: orderedAt, text: goods, channel: null, amountFen: netFen, state: status, change: null })),
});
