import { Button, Modal, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel } from '../shell/panel-states.tsx';
import { stepAddress } from '../steps.ts';
import { ProjectFileForm } from './project-file-form.tsx';
import { ShareFiles } from './share-files.tsx';
import { ShareReport } from './share-report.tsx';
import classes from './share.module.css';

interface ShareDialogProps {
  /** Whether there is a model to report on. */
  readonly hasModel: boolean;
  readonly onClose: () => void;
}

/** Everything that leaves the page by the person's own hand: a report, the project, single files. */
export default function ShareDialog({ hasModel, onClose }: ShareDialogProps) {
  const words = useWords();
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [open, setOpen] = useState<string | null>(hasModel ? 'report' : 'project');
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('share.title')}
      size={1200}
      yOffset={32}
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
      classNames={{ content: classes.content, body: classes.body }}
      attributes={{ content: { 'data-tall': hasModel || undefined } }}
    >
      <Tabs value={open} onChange={setOpen} keepMounted={false} className={classes.tabs}>
        <Tabs.List mb="md">
          <Tabs.Tab value="report">{words('share.tab.report')}</Tabs.Tab>
          <Tabs.Tab value="project">{words('share.tab.project')}</Tabs.Tab>
          <Tabs.Tab value="files">{words('share.tab.files')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="report" className={classes.panel}>
          {hasModel ? <ShareReport /> : <NoReport onLeave={onClose} />}
        </Tabs.Panel>
        <Tabs.Panel value="project" className={classes.panel}>
          <ProjectFileForm />
        </Tabs.Panel>
        <Tabs.Panel value="files" className={classes.panel}>
          <ShareFiles hasModel={hasModel} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

function NoReport({ onLeave }: { readonly onLeave: () => void }) {
  const words = useWords();
  return (
    <EmptyPanel
      words={words('share.report.none')}
      action={
        <Button component={Link} href={stepAddress('train')} onClick={onLeave}>
          {words('share.report.train')}
        </Button>
      }
    />
  );
}
