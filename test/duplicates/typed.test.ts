import { expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { withTyped } from '../../core/duplicates/typed.rules.ts';
import { choiceOf, mergeChoices, sidesOf } from '../../renderer/duplicates/choices.ts';

const facts = (given: object): CustomerFacts => CustomerFacts.parse({ name: '王桂英', ...given });
const phone = (number: string) => ({ number, label: null });
const living = (village: string) => ({ province: null, city: null, district: null, village, detail: null });

test('what was typed for somebody who is known fills what is empty, adds to lists, and overwrites nothing', () => {
  const known = facts({ phones: [phone('19900001234')], addresses: [living('石桥村')], note: '爱吃辣', gender: 'female', consent: 'agreed', consentOn: '2026-05-01', tags: ['老客'] });
  const typed = facts({ name: '桂英', phones: [phone('19900001234'), phone('19900005678')], addresses: [living('石桥村'), living('青龙庄')], note: '要鸡苗', occupation: '养鸡', consent: 'refused', doNotDisturb: true, tags: ['新来'] });
  const together = withTyped(known, typed);
  expect(together).toEqual({ ...known, phones: [phone('19900001234'), phone('19900005678')], addresses: [...known.addresses, ...facts({ addresses: [living('青龙庄')] }).addresses], occupation: '养鸡', doNotDisturb: true, tags: ['老客', '新来'] });
  expect(withTyped(together, typed)).toEqual(together);
});

test('the core is told the values as the screen shows them, whichever side stays', () => {
  const differences = [
    { field: 'name', left: '王桂英', right: '王桂荣', better: 'left' as const },
    { field: 'note', left: '甲', right: '乙', better: 'both' as const },
    { field: 'identities', left: ['淘宝 a'], right: ['淘宝 b'], better: 'both' as const },
  ];
  expect(differences.map(sidesOf)).toEqual([['left', 'right'], ['left', 'right', 'both'], []]);
  expect(choiceOf(differences[0]!, { name: 'right' })).toBe('right');
  expect(mergeChoices(differences, {}, true)).toEqual([{ field: 'name', take: 'keep' }, { field: 'note', take: 'both' }]);
  expect(mergeChoices(differences, { name: 'right', note: 'left' }, false)).toEqual([{ field: 'name', take: 'keep' }, { field: 'note', take: 'drop' }]);
});
