import { Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { ProjectFileForm } from './project-file-form.tsx';
import { ShareFiles } from './share-files.tsx';
import { ShareReport } from './share-report.tsx';

interface ShareDialogProps {
  /** Whether there is a model to report on. */
  readonly hasModel: boolean;
  readonly onClose: () => void;
}

/** Everything that leaves the page by the person's own hand: a report, the project, single files. */
export default function ShareDialog({ hasModel, onClose }: ShareDialogProps) {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(hasModel ? 'report' : 'project');
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('share.title')}
      size={960}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
    >
      <Tabs value={open} onChange={setOpen} keepMounted={false}>
        <Tabs.List mb="md" style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
          <Tabs.Tab value="report" disabled={!hasModel}>
            {words('share.tab.report')}
          </Tabs.Tab>
          <Tabs.Tab value="project">{words('share.tab.project')}</Tabs.Tab>
          <Tabs.Tab value="files">{words('share.tab.files')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="report">
          <ShareReport />
        </Tabs.Panel>
        <Tabs.Panel value="project">
          <ProjectFileForm />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <ShareFiles hasModel={hasModel} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
