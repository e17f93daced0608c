/** All colours, sizes and component defaults. `theme.css` repeats none of them: it names what Mantine does not. */
import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

const green: MantineColorsTuple = ['#eef5ee', '#dcebdd', '#b9d6bc', '#8fbc95', '#659f6f', '#438352', '#2f6f41', '#245c35', '#1c4b2a', '#143a20'];
const persimmon: MantineColorsTuple = ['#fdf1e7', '#fae0cb', '#f3c195', '#e99d5c', '#dc7d2f', '#c4661a', '#a14f0e', '#863f08', '#6b3105', '#502403'];
const brick: MantineColorsTuple = ['#fbeeec', '#f5d8d4', '#e8b0a9', '#d98379', '#c65a4e', '#b23a2d', '#9c2b1f', '#812117', '#671911', '#4d110b'];
const link: MantineColorsTuple = ['#edf2f8', '#d8e3f0', '#b1c7e0', '#85a6cd', '#5b86b8', '#3c6aa2', '#24538c', '#1c4373', '#15345b', '#0e2542'];
const gray: MantineColorsTuple = ['#fdfaf3', '#f7f2e7', '#ece4d3', '#ddd3bf', '#c9bda5', '#9c907a', '#6f6556', '#564d41', '#3b342b', '#211c16'];

export const colours = {
  paper: '#faf6ec',
  sheet: '#fffdf8',
  ink: '#211c16',
  inkSoft: '#5f5648',
  hairline: '#ddd3bf',
  bar: '#8a7d68',
  green: green[6],
  greenSoft: green[0],
  persimmon: persimmon[6],
  persimmonSoft: persimmon[0],
  brick: brick[6],
  brickSoft: brick[0],
  link: link[6],
} as const;

export const theme = createTheme({
  colors: { green, persimmon, brick, link, gray, red: brick },
  primaryColor: 'green',
  primaryShade: 6,
  black: colours.ink,
  white: colours.sheet,
  fontFamily: '"Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
  fontFamilyMonospace: 'Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '13px', sm: '15px', md: '16px', lg: '18px', xl: '22px' },
  lineHeights: { xs: '1.5', sm: '1.6', md: '1.6', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '26px', lineHeight: '1.35' }, h2: { fontSize: '19px', lineHeight: '1.4' }, h3: { fontSize: '16px', lineHeight: '1.5' } } },
  components: {
    Button: { defaultProps: { size: 'sm', h: 40 } },
    TextInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Autocomplete: { defaultProps: { size: 'md' } },
    Tabs: { styles: { tab: { minHeight: 44, fontSize: 17 } } },
    Textarea: { defaultProps: { size: 'md' } },
    TagsInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { centered: true, shadow: 'none', transitionProps: { duration: 0 } } },
    Notification: { defaultProps: { withBorder: true } },
    Paper: { defaultProps: { shadow: 'none', withBorder: true } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': colours.paper,
    '--mantine-color-text': colours.ink,
    '--mantine-color-dimmed': colours.inkSoft,
    '--mantine-color-placeholder': '#756b5c',
    '--mantine-color-default-border': '#b9ad97',
    '--mantine-color-default': colours.sheet,
    '--mantine-color-error': colours.brick,
    '--mantine-color-anchor': colours.link,
    '--mantine-color-green-light-color': green[7],
    '--mantine-color-brick-light-color': brick[6],
    ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--x-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value])),
  },
  dark: {},
});
