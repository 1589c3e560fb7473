import { ImageOff, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { formatNumber } from '@/lib/format';
import { useProblemWords } from '@/lib/problem-words';
import { PHOTO_FRAME } from './photo-frame';
import type { Upload } from './use-uploads';

type TileProps = { upload: Upload; onAgain: () => void; onDrop: () => void };

/** A photo on its way, or why it did not get there. */
export function UploadTile({ upload, onAgain, onDrop }: TileProps) {
  const { t } = useTranslation('fleet');
  const { file, preview, state, share } = upload;
  const percent = formatNumber(share, { style: 'percent' });
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line border-dashed bg-surface p-3">
      <div className={PHOTO_FRAME}>
        {preview ? (
          <canvas
            width={preview.width}
            height={preview.height}
            ref={(canvas) => canvas?.getContext('2d')?.drawImage(preview, 0, 0)}
            className="size-full object-cover opacity-70"
          />
        ) : (
          <ImageOff className="size-8 text-ink-faint" aria-hidden="true" />
        )}
      </div>
      <p className="truncate font-medium text-sm" title={file.name}>
        {file.name}
      </p>
      {state === 'refused' ? (
        <Refused upload={upload} onAgain={onAgain} onDrop={onDrop} />
      ) : (
        <div className="flex flex-col gap-1 text-ink-soft text-sm">
          <progress
            className="h-2 w-full accent-brand"
            aria-label={file.name}
            max={1}
            value={state === 'sending' && share < 1 ? share : undefined}
          />
          {state === 'waiting' ? t('photo.waiting') : share < 1 ? percent : t('photo.preparing')}
        </div>
      )}
    </li>
  );
}

function Refused({ upload, onAgain, onDrop }: TileProps) {
  const { t } = useTranslation('fleet');
  const words = useProblemWords();
  const { fault, problem, file } = upload;
  const said = problem?.code === 'too_many_photos' ? t('photo.fault.many') : problem && words(problem).detail;
  return (
    <>
      <p role="alert" className="text-bad text-sm">
        {fault ? t(`photo.fault.${fault}`) : said}
      </p>
      <div className="flex flex-wrap gap-2">
        {!fault && (
          <Button size="small" tone="plain" className="min-h-11" onClick={onAgain}>
            {t('photo.again')}
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          className="min-h-11"
          aria-label={t('photo.dismissOf', { name: file.name })}
          onClick={onDrop}
        >
          <X className="size-4" aria-hidden="true" />
          {t('photo.dismiss')}
        </Button>
      </div>
    </>
  );
}
