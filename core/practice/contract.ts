import { z } from 'zod';
import { Day, job } from '../base/contract.ts';

export const practice = {
  /** Fills an empty database with a made-up shop by importing its made-up platform exports. Refused when not empty. */
  fill: job(z.object({ seed: z.int().default(1), until: Day.optional() }), z.object({ customers: z.int(), orders: z.int(), files: z.int() })),
};
