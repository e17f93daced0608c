import { Redirect, Route, Switch } from 'wouter';
import { CustomerFormPage } from '../customers/CustomerFormPage.tsx';
import { CustomerPage } from '../customers/CustomerPage.tsx';
import { CustomersPage } from '../customers/CustomersPage.tsx';
import { HistoryPage } from '../history/HistoryPage.tsx';
import { ImportsPage } from '../imports/ImportsPage.tsx';
import { OrderPage } from '../orders/OrderPage.tsx';
import { OrdersPage } from '../orders/OrdersPage.tsx';
import { CustomerReportPage } from '../reports/CustomerReportPage.tsx';
import { OverviewPage } from '../reports/OverviewPage.tsx';
import { ReportsPage } from '../reports/ReportsPage.tsx';
import { SegmentReportPage } from '../reports/SegmentReportPage.tsx';
import { RulePage } from '../scoring/RulePage.tsx';
import { SegmentsPage } from '../scoring/SegmentsPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';

/** Every page and its address. */
export const Pages = () => (
  <Switch>
    <Route path="/"><OverviewPage /></Route>
    <Route path="/customers"><CustomersPage /></Route>
    <Route path="/customers/new"><CustomerFormPage id={null} /></Route>
    <Route path="/customers/:id/edit">{({ id }) => <CustomerFormPage key={id} id={Number(id)} />}</Route>
    <Route path="/customers/:id">{({ id }) => <CustomerPage key={id} id={Number(id)} />}</Route>
    <Route path="/orders"><OrdersPage /></Route>
    <Route path="/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
    <Route path="/segments"><SegmentsPage /></Route>
    <Route path="/segments/rule"><RulePage /></Route>
    <Route path="/reports"><ReportsPage /></Route>
    <Route path="/reports/customer/:id">{({ id }) => <CustomerReportPage key={id} id={Number(id)} />}</Route>
    <Route path="/reports/segment/:segment">{({ segment }) => <SegmentReportPage key={segment} code={segment} />}</Route>
    <Route path="/imports"><ImportsPage /></Route>
    <Route path="/history"><HistoryPage /></Route>
    <Route path="/settings"><SettingsPage /></Route>
    <Route><Redirect to="/" /></Route>
  </Switch>
);
