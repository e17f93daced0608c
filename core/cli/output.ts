import type { Client } from '../base/client.ts';
import type { XiangkeContract } from '../contract.ts';
import type { CustomerRepository } from '../customers/repository.ts';
import type { PairKind } from '../duplicates/contract.ts';
import type { OrderRepository } from '../orders/repository.ts';

/** Ids that leave the laptop are the ones that stay unique across laptops. */
export const ordersOutput = (orders: OrderRepository) =>
  [...orders.all()].map((order) => ({
    id: order.uid,
    platform: order.platform,
    platformOrderId: order.platformOrderId,
    status: order.status,
    countsAsPurchase: order.countsAsPurchase,
    orderedAt: order.orderedAt,
    paidFen: order.paidFen,
    refundFen: order.refundFen,
    netFen: order.netFen,
    customerId: order.customerUid,
    pickupPoint: order.pickupPoint,
    lines: order.lines,
  }));

const pageSize = 200;

export const customersOutput = async (core: Client<XiangkeContract>, customers: CustomerRepository, search: string) => {
  const output = [];
  for (let offset = 0; ; offset += pageSize) {
    const { rows, total } = await core.customers.list({ search, offset, limit: pageSize });
    for (const row of rows) {
      const person = customers.find(row.id)!;
      const score = (await core.scoring.explain({ customerId: row.id }))?.score;
      output.push({
        id: row.uid,
        name: row.name,
        phones: person.phones.map(({ number }) => number),
        identities: person.identities,
        village: row.village,
        orderCount: row.orderCount,
        netFen: row.netFen,
        firstOrderOn: row.firstOrderOn,
        lastOrderOn: row.lastOrderOn,
        recency: score?.recency ?? null,
        frequency: score?.frequency ?? 0,
        monetaryFen: score?.monetaryFen ?? 0,
        rfm: score && score.r !== null ? `${score.r}${score.f}${score.m}` : null,
        segment: row.segment,
        lifecycle: row.lifecycle,
        valueTier: row.valueTier,
      });
    }
    if (offset + pageSize >= total) return output;
  }
};

/** The whole queue of likely pairs, found anew, likeliest first, and the proposed households. */
export const duplicatesOutput = async (core: Client<XiangkeContract>) => {
  await core.duplicates.find({});
  const pairsOf = async (kind: PairKind) => {
    const output = [];
    for (let offset = 0; ; offset += pageSize) {
      const { pairs, total } = await core.duplicates.list({ kind, offset, limit: pageSize });
      output.push(...pairs.map(({ leftId, rightId, left, right, likelihood, reasons }) => ({ leftId, rightId, left: left.name, right: right.name, likelihood, reasons })));
      if (offset + pageSize >= total) return output;
    }
  };
  return { duplicates: await pairsOf('duplicate'), households: await pairsOf('household') };
};

/** Word of mouth in numbers, and everybody who brought somebody. */
export const referralsOutput = async (core: Client<XiangkeContract>, customers: CustomerRepository) => {
  const uidOf = (id: number): string | null => customers.find(id)?.uid ?? null;
  const { circles, ...summary } = await core.referrals.summary({});
  const helpers = [];
  for (let offset = 0; ; offset += pageSize) {
    const { rows, total } = await core.referrals.helpers({ offset, limit: pageSize });
    helpers.push(...rows.map((row) => ({ ...row, id: uidOf(row.id) })));
    if (offset + pageSize >= total) return { ...summary, circles: circles.map(({ id, name }) => ({ id: uidOf(id), name })), helpers };
  }
};
