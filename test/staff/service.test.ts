import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { taobaoCsv, orderId } from '../support/given.ts';
import { failureOf } from '../support/core.ts';
import { pins, withStaff } from '../support/people-at-the-desk.ts';
import type { ShopWithBackups } from '../support/shop-with-backups.ts';
import { openShopWithBackups } from '../support/shop-with-backups.ts';

let shop: ShopWithBackups;
beforeEach(async () => {
  shop = await openShopWithBackups();
});
afterEach(() => shop.stop());

const li = CustomerFacts.parse({ name: '李大海', phones: [{ number: '13800001234', label: null }], note: '儿子 13911112222' });
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;

describe('一个人的店', () => {
  test('nothing is asked while nobody or only one person is written down', async () => {
    expect(await shop.core.staff.state()).toMatchObject({ on: false, people: [], present: null, locking: { minutes: 5, alone: false } });
    const { code } = await shop.core.staff.add({ name: '王桂英', role: 'owner', pin: pins.owner });
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect((await shop.core.staff.state()).on).toBe(false);
    await shop.core.customers.create(li);
    expect((await shop.core.history.list({}))[0]).toMatchObject({ title: 'customers.create', who: null });
  });

  test('the only one can want the lock, and goes on working', async () => {
    const { id } = await shop.core.staff.add({ name: '王桂英', role: 'owner', pin: pins.owner });
    await shop.core.staff.setLocking({ minutes: 10, alone: true });
    expect(await shop.core.staff.state()).toMatchObject({ on: true, present: { id, role: 'owner' }, locking: { minutes: 10 } });
    await shop.core.staff.lock();
    expect(await codeOf(shop.core.customers.list({}))).toBe('staff.locked');
    await shop.core.staff.signIn({ id, pin: pins.owner });
    expect((await shop.core.customers.list({})).total).toBe(0);
  });

  test('the first is an owner, and the last owner stays one', async () => {
    expect(await codeOf(shop.core.staff.add({ name: '小芳', role: 'clerk', pin: pins.clerk }))).toBe('staff.noOwner');
    const { ownerId } = await withStaff(shop.core);
    expect(await codeOf(shop.core.staff.change({ id: ownerId, name: '王桂英', role: 'clerk' }))).toBe('staff.noOwner');
    expect(await codeOf(shop.core.staff.remove({ id: ownerId }))).toBe('staff.noOwner');
    const [step] = (await shop.core.history.list({})).filter(({ title, subject }) => title === 'staff.add' && subject === '王桂英');
    expect(await codeOf(shop.core.history.undo({ operationId: step!.id }))).toBe('staff.noOwner');
    expect(await codeOf(shop.core.staff.add({ name: '小芳', role: 'clerk', pin: pins.clerk }))).toBe('staff.nameTaken');
  });
});

describe('两个人的店', () => {
  test('the second person turns the sign-in on; undone, it is off again', async () => {
    const { ownerId, addedClerk } = await withStaff(shop.core);
    expect(await shop.core.staff.state()).toMatchObject({ on: true, present: { id: ownerId } });
    await shop.core.history.undo({ operationId: addedClerk });
    expect(await shop.core.staff.state()).toMatchObject({ on: false, people: [{ name: '王桂英' }] });
  });

  test('every step says who did it, and the list can be asked for one person', async () => {
    const { clerkId, ownerId, signIn } = await withStaff(shop.core);
    await shop.core.customers.create({ ...li, name: '孙小梅' });
    await signIn('clerk');
    await shop.core.customers.create(li);
    expect((await shop.core.history.list({})).slice(0, 3).map(({ who, subject }) => [who, subject])).toEqual([['小芳', '李大海'], ['王桂英', '孙小梅'], [null, '小芳']]);
    expect((await shop.core.history.list({ staffId: clerkId })).map(({ subject }) => subject)).toEqual(['李大海']);
    expect((await shop.core.history.list({ staffId: ownerId })).map(({ subject }) => subject)).toEqual(['孙小梅']);
    expect((await shop.core.history.list({ staffId: null })).map(({ subject }) => subject)).toEqual(['小芳', '王桂英']);
    await signIn('owner');
    const file = shop.grant('记录.xlsx');
    expect(await shop.core.staff.exportSteps({ file, words: { 'customers.create': '新建客户' } })).toEqual({ rows: 4, fileName: '记录.xlsx' });
  });

  test('a clerk takes back only what they did themselves', async () => {
    const { signIn } = await withStaff(shop.core);
    const { operationId } = await shop.core.customers.create({ ...li, name: '孙小梅' });
    const { operationId: imported, batchId } = await shop.core.imports.run({ file: shop.file('五月.csv', taobaoCsv([{ id: orderId(1) }])) });
    await signIn('clerk');
    expect(await codeOf(shop.core.history.undo({ operationId }))).toBe('staff.notYourStep');
    expect(await codeOf(shop.core.history.undo({ operationId: imported! }))).toBe('staff.notYourStep');
    expect(await codeOf(shop.core.imports.undo({ batchId: batchId! }))).toBe('staff.notYourStep');
    expect(await codeOf(shop.core.imports.run({ file: shop.file('又.csv', taobaoCsv([{ id: orderId(2) }])), replaces: batchId! }))).toBe('staff.notYourStep');
    const own = await shop.core.customers.create(li);
    await shop.core.history.undo({ operationId: own.operationId });
    expect((await shop.core.customers.list({})).rows.map(({ name }) => name)).not.toContain('李大海');
  });

  test('phones are masked for a clerk, who can look at one to call, which is written down', async () => {
    const { signIn } = await withStaff(shop.core);
    const { id } = await shop.core.customers.create(li);
    await signIn('clerk');
    expect((await shop.core.customers.list({})).rows[0]?.phone).toBe('138****1234');
    expect((await shop.core.customers.get({ id })).note).toBe('儿子 139****2222');
    expect((await shop.core.staff.reveal({ customerId: id })).phones).toEqual([{ number: '13800001234', label: null }]);
    expect(await codeOf(shop.core.staff.disclosures({}))).toBe('staff.notAllowed');
    await signIn('owner');
    expect(await shop.core.staff.disclosures({})).toMatchObject({ total: 1, rows: [{ kind: 'reveal', who: '小芳', people: 1, customer: { id, name: '李大海' } }] });
  });

  test('what a clerk saves keeps the numbers that they could not see', async () => {
    const { signIn } = await withStaff(shop.core);
    const { id } = await shop.core.customers.create(li);
    const entry = await shop.core.timeline.add({ customerId: id, kind: 'note', text: '打 13700005555' });
    await signIn('clerk');
    const seen = await shop.core.customers.get({ id });
    await shop.core.customers.update({ id, facts: CustomerFacts.parse({ ...seen, note: `${seen.note}，爱吃辣`, phones: [...seen.phones, { number: '13600007777', label: null }] }) });
    await shop.core.timeline.edit({ id: entry.id, kind: 'note', text: '打 137****5555，晚上' });
    expect(await codeOf(shop.core.customers.update({ id, facts: CustomerFacts.parse({ ...seen, phones: [{ number: '155****0000', label: null }] }) }))).toBe('customers.phone');
    await signIn('owner');
    expect(await shop.core.customers.get({ id })).toMatchObject({ note: '儿子 13911112222，爱吃辣', phones: [{ number: '13800001234' }, { number: '13600007777' }] });
    expect((await shop.core.timeline.list({ customerId: id, kinds: ['note'] })).rows[0]?.text).toBe('打 13700005555，晚上');
  });

  test('exports, prints and copies are written down with who and how many', async () => {
    const { signIn } = await withStaff(shop.core);
    await shop.core.customers.create(li);
    await shop.core.reports.exportTable({ kind: 'customers', file: shop.grant('客户.xlsx') });
    await shop.core.backups.handOver({ file: shop.grant('换电脑.xkb') });
    await signIn('clerk');
    await shop.core.staff.notePrint({ kind: 'print', list: 'segment', people: 7 });
    await signIn('owner');
    expect((await shop.core.staff.disclosures({})).rows.map(({ who, kind, subject, people }) => [who, kind, subject, people])).toEqual([
      ['小芳', 'print', 'segment', 7], ['王桂英', 'copy', 'handOver', 1], ['王桂英', 'export', 'customers', 1]]);
  });

  test('a change of role counts at once, and whoever left has no way in', async () => {
    const { clerkId, signIn } = await withStaff(shop.core);
    const { code } = await shop.core.staff.change({ id: clerkId, name: '小芳', role: 'owner' });
    expect(code).not.toBeNull();
    await signIn('clerk');
    await shop.core.settings.update({ shopName: '小芳的店' });
    await signIn('owner');
    await shop.core.staff.change({ id: clerkId, name: '小芳', role: 'clerk' });
    await shop.core.staff.add({ name: '老周', role: 'clerk', pin: '3690' });
    await signIn('clerk');
    expect(await codeOf(shop.core.settings.update({ shopName: '桂英的店' }))).toBe('staff.notAllowed');
    await signIn('owner');
    await shop.core.staff.remove({ id: clerkId });
    expect(await codeOf(signIn('clerk'))).toBe('staff.notFound');
    expect((await shop.core.history.list({})).some(({ who }) => who === '小芳')).toBe(true);
  });

  test('after a restore the same person is there, if they belong to that day', async () => {
    const { ownerId, signIn } = await withStaff(shop.core);
    await shop.core.customers.create(li);
    const { name } = await shop.core.backups.make();
    await signIn('clerk');
    expect(await codeOf(shop.core.backups.restore({ backup: name }))).toBe('staff.notAllowed');
    await signIn('owner');
    await shop.core.backups.restore({ backup: name });
    expect(await shop.core.staff.state()).toMatchObject({ on: true, present: { id: ownerId } });
  });
});

describe('密码', () => {
  test('wrong tries cost time, for that person only, and after a new start too', async () => {
    const { clerkId, signIn } = await withStaff(shop.core);
    await shop.core.staff.lock();
    const wrong = () => failureOf(shop.core.staff.signIn({ id: clerkId, pin: '0000' }));
    expect([(await wrong()).code, (await wrong()).code, await wrong()]).toEqual(['staff.wrongPin', 'staff.wrongPin', { code: 'staff.wait', details: { seconds: 5 } }]);
    expect(await codeOf(signIn('clerk'))).toBe('staff.wait');
    await signIn('owner');
    await shop.core.staff.lock();
    await shop.book.app()?.settled();
    await shop.book.close();
    await shop.book.open();
    expect(await codeOf(signIn('clerk'))).toBe('staff.wait');
    shop.goTo('2026-05-08', '12:00:06');
    await signIn('clerk');
    expect((await shop.core.staff.state()).present?.id).toBe(clerkId);
  });

  test('a hundred tries at once are no faster than one after the other', async () => {
    const { clerkId } = await withStaff(shop.core);
    await shop.core.staff.lock();
    const codes = await Promise.all(Array.from({ length: 100 }, (_, n) => codeOf(shop.core.staff.signIn({ id: clerkId, pin: String(5000 + n) }))));
    expect(codes.filter((code) => code === 'staff.wrongPin')).toHaveLength(2);
    expect(codes.filter((code) => code === 'staff.wait')).toHaveLength(98);
  });

  test('one changes one\'s own with the old one; an owner gives a clerk a new one', async () => {
    const { ownerId, clerkId, signIn } = await withStaff(shop.core);
    await signIn('clerk');
    expect(await codeOf(shop.core.staff.setPin({ id: clerkId, pin: '7777' }))).toBe('staff.wrongCurrent');
    expect(await codeOf(shop.core.staff.setPin({ id: ownerId, pin: '7777', current: pins.owner }))).toBe('staff.notAllowed');
    await shop.core.staff.setPin({ id: clerkId, pin: '7777', current: pins.clerk });
    expect(await codeOf(signIn('clerk'))).toBe('staff.wrongPin');
    await signIn('owner');
    await shop.core.staff.setPin({ id: clerkId, pin: pins.clerk });
    await signIn('clerk');
    expect(await codeOf(shop.core.staff.setPin({ id: clerkId, pin: '12' }))).toBe('request.invalid');
  });

  test('an owner who forgot the PIN comes in by the code, once', async () => {
    const { ownerId, clerkId, code } = await withStaff(shop.core);
    await shop.core.staff.lock();
    expect(await codeOf(shop.core.staff.recover({ id: clerkId, code, pin: '9999' }))).toBe('staff.noCode');
    expect(await codeOf(shop.core.staff.recover({ id: ownerId, code: 'AAAA-AAAA-AAAA-AAAA', pin: '9999' }))).toBe('staff.wrongCode');
    const { code: next } = await shop.core.staff.recover({ id: ownerId, code: code.toLowerCase().replaceAll('-', ' '), pin: '9999' });
    expect(next).not.toBe(code);
    expect((await shop.core.staff.state()).present?.id).toBe(ownerId);
    await shop.core.staff.lock();
    expect(await codeOf(shop.core.staff.recover({ id: ownerId, code, pin: '8888' }))).toBe('staff.wrongCode');
    await shop.core.staff.signIn({ id: ownerId, pin: '9999' });
  });

  test('PINs are nowhere in the file as they are', async () => {
    await withStaff(shop.core);
    const stored = shop.app().store.reader.prepare(`SELECT pin, recovery FROM staff`).all() as { pin: string }[];
    expect(stored.map(({ pin }) => /^[0-9a-f]{32}:[0-9a-f]{64}$/.test(pin))).toEqual([true, true]);
    expect(new Set(stored.map(({ pin }) => pin.slice(0, 32))).size).toBe(2);
  });
});
