import type { Client } from './base/client.ts';
import type { XiangkeContract } from './contract.ts';
import type { CustomerRepository } from './customers/repository.ts';
import type { OrderRepository } from './orders/repository.ts';

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
