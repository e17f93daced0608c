/** The real window on the real core in this process; only the shell's dialogs and the date are stood in for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cleanup, configure, render } from '@testing-library/react';
import { notifications } from '@mantine/notifications';
import { vi } from 'vitest';
import type { Drive } from '../../core/backups/contract.ts';
import { createBook } from '../../core/book.ts';
import type { App as Core } from '../../core/app.ts';
import type { Reply } from '../../core/base/protocol.ts';
import { readInside } from '../support/inside-reader.ts';
import type { Book, Bridge, CoreState, GrantedFile } from '../../electron/bridge.ts';
import { App } from '../../renderer/app/App.tsx';
import { connect, core } from '../../renderer/core.ts';
import { useChosenBackup } from '../../renderer/backups/chosen-backup.ts';
import { chooseNobody } from '../../renderer/customers/selection.ts';
import { useListMemory } from '../../renderer/customers/list-memory.ts';
import { useSectionMemory } from '../../renderer/customers/section-memory.ts';
import { startTexts } from '../../renderer/i18n/texts.ts';
import { emptyQueue } from '../../renderer/imports/import-queue.ts';
import { useDrafts } from '../../renderer/segments/draft.ts';
import { useFirstStart } from '../../renderer/settings/first-start.ts';
import { useOrderListMemory } from '../../renderer/orders/list-memory.ts';
import { useReferralMemory } from '../../renderer/referrals/referral-memory.ts';
import { emptyDraft } from '../../renderer/solitaire/solitaire-draft.ts';
import { useCurtain } from '../../renderer/staff/present.ts';
import { useRescue } from '../../renderer/store/rescue.ts';
import { emptyEntry, useEntryDraft } from '../../renderer/timeline/entry-draft.ts';
import { usePreferences } from '../../renderer/ui/preferences.ts';
import { clockAt } from '../support/core.ts';

export type Shop = {
  readonly core: typeof core;
  readonly app: Core;
  /** what is plugged in from now on */
  readonly plugIn: (...drives: readonly Drive[]) => Promise<void>;
  readonly tick: () => Promise<void>;
  readonly folder: string;
  /** what the next file dialog answers */
  readonly choose: (...files: readonly (readonly [name: string, text: string | Uint8Array])[]) => void;
  /** what the shell was asked for: 'print', 'book practice' … */
  readonly asked: readonly string[];
  readonly say: (state: CoreState) => void;
};

// Files are read by a process of their own, and other tests use the second core.
configure({ asyncUtilTimeout: 10_000 });

/** jsdom lays nothing out: the table is told that it is 600 px high. */
const giveSizes = (): void => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1000 });
  window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: media.includes('min-width'), onchange: null, addListener: () => undefined, removeListener: () => undefined }) as MediaQueryList;
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object' && to.top !== undefined) this.scrollTop = to.top;
  };
  Element.prototype.scrollIntoView = () => undefined;
};

let close: () => Promise<void> = async () => undefined;

type Opening = { readonly day?: string; readonly shopName?: string | null; readonly book?: Book; readonly at?: string; readonly backups?: boolean };

/** Opens the shop on a day; without a name it is the first start. */
export const openShop = async ({ day = '2026-05-08', shopName = '桂英土特产', book = 'shop', at = '/', backups = false }: Opening = {}): Promise<Shop> => {
  giveSizes();
  vi.useFakeTimers({ toFake: ['Date'], now: clockAt(day).now() });
  const folder = mkdtempSync(join(tmpdir(), '乡客 窗口 '));
  const listeners = new Set<(reply: Reply | CoreState) => void>();
  const tell = (reply: Reply | CoreState) => listeners.forEach((listener) => listener(reply));
  let drives: readonly Drive[] = [];
  const opened = createBook({
    path: join(folder, 'shop.db'), backupFolder: backups ? join(folder, '备份') : null, clock: { now: () => Date.now() }, startReader: readInside, findDrives: async () => drives,
    onChanged: (features) => tell({ type: 'changed', features }),
    onOpened: () => tell({ type: 'core', state: 'ready' }),
    onRefused: (failure) => tell({ type: 'core', state: 'refused', failure }),
  });
  await opened.open();
  const asked: string[] = [];
  let chosen: readonly GrantedFile[] = [];
  const others: readonly string[] = ['说明.docx'];
  const grant = (path: string): GrantedFile => {
    opened.files.grant(path, path);
    return { token: path, name: basename(path), size: 1 };
  };
  const bridge: Bridge = {
    send: (message) => void opened.receive(message, tell),
    onReply: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    native: {
      chooseFiles: async () => chosen,
      choosePlace: async () => chosen[0] ?? null,
      chooseFolder: async () => ({ files: chosen, others, cut: false }),
      grantDropped: async () => ({ files: chosen, others, cut: false }),
      chooseSavePath: async ({ defaultName }) => grant(join(folder, defaultName)),
      print: async () => {
        asked.push('print');
        return { ok: true };
      },
      savePdf: async () => ({ ok: true, pages: 3 }),
      reveal: async () => undefined,
      openBook: async (wanted) => void asked.push(`book ${wanted}`),
      book: () => book,
      dataFolder: () => folder,
      openDataFolder: async () => void asked.push('folder'),
      restart: async () => void asked.push('restart'),
      setTypeSize: async (size) => void asked.push(`type ${size}`),
      runtime: () => ({ standIn: false, version: '0.1.0' }),
      onFiles: () => () => undefined,
    },
  };
  window.location.hash = `#${at}`;
  startTexts('zh-CN');
  const disconnect = connect(bridge);
  if (shopName !== null) await core.settings.update({ shopName });
  close = async () => {
    cleanup();
    notifications.clean();
    disconnect();
    emptyQueue();
    emptyDraft();
    useEntryDraft.setState({ customerId: null, draft: emptyEntry });
    useFirstStart.setState({ choosing: false });
    useRescue.setState(useRescue.getInitialState());
    useCurtain.setState(useCurtain.getInitialState());
    useChosenBackup.setState(useChosenBackup.getInitialState());
    useDrafts.setState(useDrafts.getInitialState(), true);
    usePreferences.setState({ masked: false });
    chooseNobody();
    useListMemory.setState(useListMemory.getInitialState());
    useSectionMemory.setState(useSectionMemory.getInitialState());
    useReferralMemory.setState(useReferralMemory.getInitialState());
    useOrderListMemory.setState(useOrderListMemory.getInitialState());
    await opened.close();
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  };
  render(<App />);
  return {
    core,
    get app() {
      return opened.app()!;
    },
    plugIn: async (...plugged) => {
      drives = plugged;
      await opened.lookForDrives();
    },
    tick: opened.tick,
    folder,
    asked,
    say: tell,
    choose: (...files) => {
      chosen = files.map(([name, text]) => {
        writeFileSync(join(folder, name), text);
        return grant(join(folder, name));
      });
    },
  };
};

export const closeShop = (): Promise<void> => close();
