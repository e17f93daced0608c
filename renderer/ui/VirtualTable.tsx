import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useFittingColumns } from './useFittingColumns.ts';

const rowHeight = 40;

export type Column<T> = {
  readonly key: string;
  readonly title: string;
  readonly width?: string;
  readonly number?: boolean;
  /** left out when the window (or large type) leaves less room than this */
  readonly needs?: 'middle' | 'wide';
  /** set when clicking the head sorts; the value says how it is sorted now */
  readonly sorted?: 'ascending' | 'descending' | 'none';
  readonly onSort?: () => void;
  readonly cell: (row: T) => ReactNode;
};

/** A first column of boxes: Space picks the active row, Shift with a click or an arrow a stretch, Ctrl+A all. */
export type Picking<T> = {
  readonly head: string;
  readonly has: (row: T) => boolean;
  readonly nameOf: (row: T) => string;
  readonly pick: (index: number, stretch: boolean) => void;
  readonly all: 'all' | 'some' | 'none';
  readonly allName: string;
  readonly onAll: () => void;
};

type Props<T> = {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly total: number;
  readonly rowAt: (index: number) => T | undefined;
  readonly need: (first: number, last: number) => void;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (row: T) => void;
  readonly scrollTop?: number;
  /** another question: the list starts at its top again */
  readonly question?: string;
  readonly onScrollTop?: (scrollTop: number) => void;
  readonly weak?: (row: T) => boolean;
  readonly picking?: Picking<T>;
};

/**
 * A real table of which only the rows in sight exist. Arrows, Page Up/Down, Home and End move, Enter opens; the first
 * cell of a row holds its link, which carries the focus.
 */
export const VirtualTable = <T,>(props: Props<T>) => {
  const { label, total, rowAt, need, active, onActive, onOpen, scrollTop = 0, question, onScrollTop, weak, picking } = props;
  const columns = useFittingColumns(props.columns);
  const box = useRef<HTMLDivElement>(null);
  const moving = useRef(false);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The head scrolls with the rows and then stays: they begin below it and are hidden behind it.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  // The rows come after the first picture, so the remembered place can only be taken up when there are some.
  const restored = useRef(false);
  useLayoutEffect(() => {
    if (restored.current || total === 0 || !box.current) return;
    restored.current = true;
    if (scrollTop > 0) box.current.scrollTop = scrollTop;
  }, [total, scrollTop]);

  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    if (box.current) box.current.scrollTop = 0;
  }, [question]);

  useEffect(() => {
    if (total > 0) need(first, last);
  }, [first, last, total, need]);

  useEffect(() => {
    if (!moving.current) return;
    const link = box.current?.querySelector<HTMLElement>(`tr[data-index="${active}"] a, tr[data-index="${active}"] button`);
    if (link) {
      moving.current = false;
      link.focus({ preventScroll: true });
    }
  });

  const move = useCallback((to: number) => {
    const target = Math.max(0, Math.min(total - 1, to));
    moving.current = true;
    onActive(target);
    virtualizer.scrollToIndex(target, { align: 'auto' });
  }, [onActive, total, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (picking && total > 0 && !(event.target instanceof HTMLInputElement) && (event.key === ' ' || (event.key === 'a' && (event.ctrlKey || event.metaKey)))) {
      event.preventDefault();
      if (event.key === ' ') picking.pick(active, event.shiftKey);
      else picking.onAll();
      return;
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const targets: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 };
    const target = targets[event.key];
    if (target === undefined || total === 0) return;
    event.preventDefault();
    move(target);
    if (event.shiftKey) picking?.pick(Math.max(0, Math.min(total - 1, target)), true);
  };

  const width = columns.length + (picking ? 1 : 0);
  const above = Math.max(0, (items[0]?.start ?? rowHeight) - rowHeight);
  const below = Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? rowHeight) - rowHeight));

  return (
    <div className="table-box" ref={box} onScroll={(event) => onScrollTop?.(event.currentTarget.scrollTop)} onKeyDown={onKeyDown}>
      <table className="rows fixed sticky" aria-label={label} aria-rowcount={total + 1}>
        <colgroup>
          {picking && <col style={{ width: '44px' }} />}
          {columns.map((column) => <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />)}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {picking && (
              <th scope="col" className="pick">
                <span className="unseen">{picking.head}</span>
                <input type="checkbox" aria-label={picking.allName} checked={picking.all === 'all'} ref={(input) => { if (input) input.indeterminate = picking.all === 'some'; }} onChange={picking.onAll} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.number ? 'number' : undefined} aria-sort={column.onSort ? (column.sorted ?? 'none') : undefined}>
                {column.onSort ? (
                  <button type="button" onClick={column.onSort}>
                    {column.title}
                    {column.sorted === 'ascending' && <IconArrowUp size={16} aria-hidden />}
                    {column.sorted === 'descending' && <IconArrowDown size={16} aria-hidden />}
                  </button>
                ) : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="spacer" aria-hidden><td colSpan={width} style={{ height: above }} /></tr>}
          {items.map((item) => {
            const row = rowAt(item.index);
            const classes = [item.index === active ? 'chosen' : '', row && weak?.(row) ? 'weak' : ''].filter(Boolean).join(' ');
            return (
              <tr key={item.index} data-index={item.index} aria-rowindex={item.index + 2} aria-current={item.index === active ? 'true' : undefined} className={classes || undefined}
                onClick={() => onActive(item.index)} onDoubleClick={() => row && onOpen(row)}>
                {picking && (
                  <td className="pick">
                    {row && <input type="checkbox" tabIndex={-1} aria-label={picking.nameOf(row)} checked={picking.has(row)} onDoubleClick={(event) => event.stopPropagation()}
                      onChange={(event) => picking.pick(item.index, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} />}
                  </td>
                )}
                {columns.map((column) => <td key={column.key} className={column.number ? 'number' : undefined}>{row ? column.cell(row) : null}</td>)}
              </tr>
            );
          })}
          {below > 0 && <tr className="spacer" aria-hidden><td colSpan={width} style={{ height: below }} /></tr>}
        </tbody>
      </table>
    </div>
  );
};
