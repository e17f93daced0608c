import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/theme.css';
import './app/frame.css';
import './ui/ui.css';
import './ui/print.css';
import { App } from './app/App.tsx';
import { startTexts } from './i18n/texts.ts';
import { connect } from './core.ts';

startTexts('zh-CN');
connect(window.bridge);

const root = document.querySelector('#root');
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>);
