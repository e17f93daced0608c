import { Redirect, Route, Switch } from 'wouter';
import { MethodsPage } from '../analyses/MethodsPage.tsx';
import { BackupsPage } from '../backups/BackupsPage.tsx';
import { MovePage } from '../backups/MovePage.tsx';
import { RestorePage } from '../backups/RestorePage.tsx';
import { CustomerFormPage } from '../customers/CustomerFormPage.tsx';
import { CustomerPage } from '../customers/CustomerPage.tsx';
import { CustomFieldsPage } from '../customers/CustomFieldsPage.tsx';
import { CustomersPage } from '../customers/CustomersPage.tsx';
import { LabelsPage } from '../customers/LabelsPage.tsx';
import { DuplicatesPage } from '../duplicates/DuplicatesPage.tsx';
import { MergesPage } from '../duplicates/MergesPage.tsx';
import { PairPage } from '../duplicates/PairPage.tsx';
import { HistoryPage } from '../history/HistoryPage.tsx';
import { StepsPaperPage } from '../history/StepsPaperPage.tsx';
import { TrashPage } from '../history/TrashPage.tsx';
import { ImportRowsPage, rowsAddress } from '../imports/ImportRowsPage.tsx';
import { ImportsPage } from '../imports/ImportsPage.tsx';
import { StatusWordsPage } from '../imports/StatusWordsPage.tsx';
import { OrderPage } from '../orders/OrderPage.tsx';
import { OrdersPage } from '../orders/OrdersPage.tsx';
import { CopyPage } from '../privacy/CopyPage.tsx';
import { ForgetPage } from '../privacy/ForgetPage.tsx';
import { LongAwayPage } from '../privacy/LongAwayPage.tsx';
import { LostPage } from '../privacy/LostPage.tsx';
import { PrivacyPage } from '../privacy/PrivacyPage.tsx';
import { FaultsPage } from '../quality/FaultsPage.tsx';
import { QualityPage } from '../quality/QualityPage.tsx';
import { ReferralsPage } from '../referrals/ReferralsPage.tsx';
import { CustomerReportPage } from '../reports/CustomerReportPage.tsx';
import { OverviewPage } from '../reports/OverviewPage.tsx';
import { ReportsPage } from '../reports/ReportsPage.tsx';
import { SegmentReportPage } from '../reports/SegmentReportPage.tsx';
import { RulePage } from '../scoring/RulePage.tsx';
import { SegmentsPage } from '../scoring/SegmentsPage.tsx';
import { OwnSegmentsPage } from '../segments/OwnSegmentsPage.tsx';
import { PeoplePaperPage } from '../segments/PeoplePaperPage.tsx';
import { SegmentPage } from '../segments/SegmentPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { DisclosuresPage } from '../staff/DisclosuresPage.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';
import { SolitairePage } from '../solitaire/SolitairePage.tsx';
import { SolitaireTotalsPage } from '../solitaire/SolitaireTotalsPage.tsx';

/** Every page and its address. */
export const Pages = () => (
  <Switch>
    <Route path="/"><OverviewPage /></Route>
    <Route path="/customers"><CustomersPage /></Route>
    <Route path="/customers/labels"><LabelsPage /></Route>
    <Route path="/customers/new"><CustomerFormPage id={null} /></Route>
    <Route path="/customers/:id/edit">{({ id }) => <CustomerFormPage key={id} id={Number(id)} />}</Route>
    <Route path="/customers/:id/copy">{({ id }) => <CopyPage key={id} id={Number(id)} />}</Route>
    <Route path="/customers/:id">{({ id }) => <CustomerPage key={id} id={Number(id)} />}</Route>
    <Route path="/orders"><OrdersPage /></Route>
    <Route path="/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
    <Route path="/segments"><SegmentsPage /></Route>
    <Route path="/segments/rule"><RulePage /></Route>
    <Route path="/segments/own"><OwnSegmentsPage /></Route>
    <Route path="/segments/own/:id/print">{({ id }) => <PeoplePaperPage key={id} of={id} />}</Route>
    <Route path="/segments/own/:id">{({ id }) => <SegmentPage key={id} of={id} />}</Route>
    <Route path="/segments/methods"><MethodsPage /></Route>
    <Route path="/reports"><ReportsPage /></Route>
    <Route path="/reports/customer/:id">{({ id }) => <CustomerReportPage key={id} id={Number(id)} />}</Route>
    <Route path="/reports/referrals"><ReferralsPage /></Route>
    <Route path="/reports/segment/:segment">{({ segment }) => <SegmentReportPage key={segment} code={segment} />}</Route>
    <Route path="/imports"><ImportsPage /></Route>
    <Route path="/imports/status-words"><StatusWordsPage /></Route>
    <Route path="/imports/solitaire"><SolitairePage /></Route>
    <Route path="/imports/solitaire/totals"><SolitaireTotalsPage /></Route>
    <Route path="/imports/rows/:by/:of/:cause">{({ by, of, cause }) => {
      const address = rowsAddress(by, of, cause);
      return address ? <ImportRowsPage {...address} /> : <Redirect to="/imports" />;
    }}</Route>
    <Route path="/quality"><QualityPage /></Route>
    <Route path="/quality/faults/:code">{({ code }) => <FaultsPage kind={code} />}</Route>
    <Route path="/quality/duplicates"><DuplicatesPage /></Route>
    <Route path="/quality/duplicates/merges"><MergesPage /></Route>
    <Route path="/quality/duplicates/:left/:right">{({ left, right }) => <PairPage key={`${left} ${right}`} leftId={Number(left)} rightId={Number(right)} />}</Route>
    <Route path="/history"><HistoryPage /></Route>
    <Route path="/history/trash/:id">{({ id }) => <ForgetPage key={id} id={Number(id)} />}</Route>
    <Route path="/history/trash"><TrashPage /></Route>
    <Route path="/history/print"><StepsPaperPage /></Route>
    <Route path="/history/disclosures"><DisclosuresPage /></Route>
    <Route path="/settings/customer-fields"><CustomFieldsPage /></Route>
    <Route path="/backups"><BackupsPage /></Route>
    <Route path="/backups/move"><MovePage /></Route>
    <Route path="/backups/restore"><RestorePage /></Route>
    <Route path="/settings/staff"><StaffPage /></Route>
    <Route path="/settings/privacy"><PrivacyPage /></Route>
    <Route path="/settings/privacy/long-away"><LongAwayPage /></Route>
    <Route path="/settings/privacy/lost"><LostPage /></Route>
    <Route path="/settings"><SettingsPage /></Route>
    <Route><Redirect to="/" /></Route>
  </Switch>
);
