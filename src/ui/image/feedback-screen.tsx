import { FeedbackScreen } from '../predict/feedback-screen.tsx';
import { InPictures } from './in-pictures.tsx';

/** What really was in the pictures, beside what the model took them for. */
export function ImageFeedbackScreen() {
  return (
    <InPictures>
      <FeedbackScreen />
    </InPictures>
  );
}
