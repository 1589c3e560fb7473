import { ChevronLeft, ChevronRight, Expand } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CarPhoto, CarPicture, type Photo } from '@/components/ui/car-picture';
import { cn } from '@/components/ui/class-names';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import type { Car } from '@/lib/types';

const BOX = 'aspect-[8/5] w-full rounded-card sm:aspect-[2/1]';
const LARGE = '(min-width: 76rem) 45rem, (min-width: 64rem) 58vw, 94vw';
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The photos of a car, one large and the others in its corner, so that their number moves nothing; of a car without photos its drawing, in the same box. */
export function Gallery({ car }: { car?: Car }) {
  const photos = car?.photos ?? [];
  const [shown, setShown] = useState(0);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const photo = photos[shown];
  if (!car || !photo) return <CarPicture id={car?.id} type={car?.vehicle_type} sizes={LARGE} className={BOX} />;
  const step = (by: number) => setShown((shown + by + photos.length) % photos.length);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by && photos.length > 1) step(by);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the buttons inside.
    <div onKeyDown={onKeyDown} className="relative flex flex-col">
      <Large ref={opener} photo={photo} title={car.title} onOpen={() => setOpen(true)} />
      {photos.length > 1 && <Thumbnails photos={photos} shown={shown} onShow={setShown} />}
      <FullView car={car} shown={shown} open={open} onStep={step} onClose={() => setOpen(false)} returnFocus={opener} />
    </div>
  );
}

type LargeProps = { ref: React.Ref<HTMLButtonElement>; photo: Photo; title: string; onOpen: () => void };

function Large({ ref, photo, title, onOpen }: LargeProps) {
  const { t } = useTranslation('cars');
  return (
    <button
      ref={ref}
      type="button"
      onClick={onOpen}
      aria-label={t('gallery.open', { caption: photo.caption || title })}
      className="group relative rounded-card"
    >
      <CarPhoto photo={photo} sizes={LARGE} first silent className={BOX} />
      <span className="absolute right-3 bottom-3 grid size-11 place-items-center rounded-full bg-surface/90 shadow-card transition-transform group-hover:scale-105">
        <Expand className="size-5" aria-hidden="true" />
      </span>
    </button>
  );
}

type ThumbnailsProps = { photos: Photo[]; shown: number; onShow: (number: number) => void };

function Thumbnails({ photos, shown, onShow }: ThumbnailsProps) {
  const { t } = useTranslation('cars');
  return (
    <ul
      aria-label={t('gallery.label')}
      className="scrollbar-none absolute right-16 bottom-2 left-2 flex gap-1.5 overflow-x-auto p-1"
    >
      {photos.map((photo, number) => (
        <li key={photo.id} className="shrink-0">
          <button
            type="button"
            aria-current={number === shown || undefined}
            aria-label={t('gallery.show', { number: number + 1, count: photos.length, caption: photo.caption })}
            onClick={() => onShow(number)}
            className={cn(
              'block overflow-hidden rounded-lg border-2 shadow-card',
              number === shown ? 'border-brand' : 'border-surface hover:border-edge',
            )}
          >
            <CarPhoto photo={photo} sizes="4.5rem" silent className="h-11 w-17" />
          </button>
        </li>
      ))}
    </ul>
  );
}

type FullProps = {
  car: Car;
  shown: number;
  open: boolean;
  onStep: (by: number) => void;
  onClose: () => void;
  returnFocus: React.RefObject<HTMLElement | null>;
};

function FullView({ car, shown, open, onStep, onClose, returnFocus }: FullProps) {
  const { t } = useTranslation('cars');
  const photo = car.photos[shown];
  const count = car.photos.length;
  if (!photo) return null;
  const look = 'grid size-11 place-items-center rounded-control border border-edge hover:bg-sunken';
  return (
    <LazyDialog
      wide
      open={open}
      onClose={onClose}
      title={car.title}
      lead={photo.caption || undefined}
      returnFocus={returnFocus}
    >
      <CarPhoto
        photo={photo}
        sizes="(min-width: 64rem) 61rem, 94vw"
        first
        className="h-auto max-h-[65dvh] w-full rounded-control object-contain"
      />
      {count > 1 && (
        <div className="flex items-center justify-center gap-4">
          <button type="button" aria-label={t('gallery.previous')} onClick={() => onStep(-1)} className={look}>
            <ChevronLeft className="size-5" aria-hidden="true" />
          </button>
          <p role="status" className="figures text-ink-soft">
            {t('gallery.place', { number: shown + 1, count })}
          </p>
          <button type="button" aria-label={t('gallery.next')} onClick={() => onStep(1)} className={look}>
            <ChevronRight className="size-5" aria-hidden="true" />
          </button>
        </div>
      )}
    </LazyDialog>
  );
}
